//! IR text lowered, compiled, linked with a very small runtime in C, and run.

mod support;

use support::lowered::{binary_function, check, module_text};

#[test]
fn a_loop_over_ints() {
    check(
        "int-loop",
        r#"function1 "f" "f" function counted line 2 {
  parameter "n" positional
  loc0 = 3:4-3:9
  loc1 = 4:4-4:9
block0(v0: value):
  v1 = constant 0
  jump block1(v1, v1)
block1(v2: value, v3: value):
  v4 = compare_truth lt v2, v0 @loc0
  try block2, block7
block2:
  branch v4, block3, block5
block3:
  v5 = binary add v3, v2 @loc1
  try block4, block6
block4:
  v6 = constant 1
  v7 = binary add v2, v6 @loc1
  try block8(v7, v5), block9
block8(v8: value, v9: value):
  release v2
  release v3
  jump block1(v8, v9)
block5:
  release v2
  return v3
block6:
  release v2
  release v3
  return_error
block7:
  release v2
  release v3
  return_error
block9:
  release v2
  release v3
  release v5
  return_error
}
"#,
        "value molt_add(value a, value b) { slow++; if (a == NONE || b == NONE) return 0; return is_int(a) && is_int(b) ? make_int(get_int(a) + get_int(b)) : make_float(number(a) + number(b)); }\n\
         int32_t molt_compare_truth(uint32_t k, value a, value b) { slow++; if (b == NONE) return -1; return k == 2 && number(a) < number(b); }\n\
         int main(void) {\n\
           run_module(); value f = record.globals[0];\n\
           value n = make_int(10); report(call(f, &n));\n\
           n = make_float(3.5); report(call(f, &n));\n\
           n = NONE; report(call(f, &n)); printf(\"line %d \", traceback[0]);\n\
           printf(\"%s %u %u %.11s %u|\", text_of(code_of(f)->name), code_of(f)->parameter_count, code_of(f)->direct_count, record.source + 1, record.source_length);\n\
           finish();\n\
         }",
        "45 6 ERROR line 3 f 1 1 source text 12|| slow 6 freed 0 depth 0\n",
    );
}

#[test]
fn code_has_source_lines() {
    let function = binary_function("binary add v0, v1", "  return v2\n");
    let ir = moltc_ir::text::parse_module(&module_text(&function)).unwrap();
    let module = moltc_lir::lower_module(&ir, b"").unwrap();
    let settings = moltc_native::Settings { target: moltc_native::Target::X86_64Linux, optimize: true };
    let path = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("lines.o");
    std::fs::write(&path, support::object(&module, &settings)).unwrap();
    let mut readelf = std::process::Command::new("readelf");
    let output = readelf.arg("--debug-dump=decodedline").arg(&path).output().expect("binutils are installed");
    let table = String::from_utf8_lossy(&output.stdout);
    assert!(
        table.lines().any(|line| line.starts_with("m.py") && line.split_whitespace().nth(1) == Some("3")),
        "{table}"
    );
    let absolute = env!("CARGO_MANIFEST_DIR").as_bytes();
    let object = std::fs::read(&path).unwrap();
    assert!(!object.windows(absolute.len()).any(|window| window == absolute), "a path of this machine");
}

/// Values at every boundary of the inline paths.
const SAMPLES: &str = "
static int64_t ints[] = {0, 1, -1, 2, 3, -3, 7, 10, -10, 31, 32, 47, 48, 49, 63, 64, 65, 100, 1000003, -1000003, 1ll << 31,
  -(1ll << 31), (1ll << 47) - 1, 1ll << 47, -(1ll << 47), (1ll << 48) - 1, (1ll << 48) - 2, -(1ll << 48), -(1ll << 48) + 1};
#define COUNT (int)(sizeof ints / sizeof *ints)
#define IN_RANGE(x) ((x) >= -((__int128)1 << 48) && (x) < ((__int128)1 << 48))
";

/// Checks every pair of sample ints: the inline result is right, and the runtime is asked exactly when there is none.
fn check_int_operator(name: &str, operator: &str, reference: &str) {
    let program = format!(
        "{SAMPLES}\nvalue molt_{name}(value a, value b) {{ slow++; (void)a; (void)b; return NONE; }}\n\
         int main(void) {{\n  run_module(); value f = record.globals[0]; int wrong = 0, inline_results = 0;\n\
         for (int i = 0; i < COUNT; i++) for (int j = 0; j < COUNT; j++) {{\n\
           __int128 a = ints[i], b = ints[j], r = 0; int has = 0; {reference}\n\
           value arguments[] = {{make_int(a), make_int(b)}}; value got = call(f, arguments);\n\
           has = has && IN_RANGE(r);\n\
           if (has ? got != make_int((int64_t)r) : got != NONE) {{ wrong++; printf(\"%ld %ld: \", (long)a, (long)b); report(got); }}\n\
           inline_results += has;\n\
         }}\n printf(\"wrong %d, some inline %d\\n\", wrong, inline_results > 50); }}\n"
    );
    let function = binary_function(&format!("binary {operator} v0, v1"), "  return v2\n");
    check(&format!("int-{name}"), &function, &program, "wrong 0, some inline 1\n");
}

#[test]
fn int_operators_are_exact_at_every_boundary() {
    check_int_operator("add", "add", "r = a + b; has = 1;");
    check_int_operator("subtract", "sub", "r = a - b; has = 1;");
    check_int_operator("multiply", "mul", "r = a * b; has = 1;");
    let floor =
        "if (b != 0 && b != -1) { __int128 q = a / b, m = a % b; if (m != 0 && (m < 0) != (b < 0)) { q--; m += b; }";
    check_int_operator("floor_divide", "floordiv", &format!("{floor} r = q; has = 1; }}"));
    check_int_operator("modulo", "mod", &format!("{floor} r = m; has = 1; }}"));
    check_int_operator("bit_and", "and", "r = a & b; has = 1;");
    check_int_operator("bit_or", "or", "r = a | b; has = 1;");
    check_int_operator("bit_xor", "xor", "r = a ^ b; has = 1;");
    check_int_operator("shift_left", "shl", "if (b >= 0 && b < 49) { r = a * ((__int128)1 << b); has = 1; }");
    check_int_operator("shift_right", "shr", "if (b >= 0 && b < 64) { r = a >> b; has = 1; }");
}

#[test]
fn int_operators_with_constants_are_exact_too() {
    for (name, operator, constant, reference) in [
        ("add", "add", "1000", "r = a + 1000; has = 1;"),
        ("add", "add", "-7", "r = a - 7; has = 1;"),
        ("subtract", "sub", "1", "r = a - 1; has = 1;"),
        ("subtract", "sub", "-281474976710656", "r = a + ((__int128)1 << 48); has = 1;"),
        ("multiply", "mul", "3", "r = a * 3; has = 1;"),
        ("floor_divide", "floordiv", "8", "r = a >> 3; has = 1;"),
        ("floor_divide", "floordiv", "-10", "r = a / -10 - (a % -10 > 0); has = 1;"),
        ("floor_divide", "floordiv", "0", ""),
        ("modulo", "mod", "16", "r = a & 15; has = 1;"),
        ("modulo", "mod", "-10", "r = a % -10; if (r > 0) r -= 10; has = 1;"),
        ("shift_left", "shl", "3", "r = a * 8; has = 1;"),
        ("shift_right", "shr", "200", "r = a < 0 ? -1 : 0; has = 1;"),
        ("power", "pow", "2", "r = a * a; has = 1;"),
    ] {
        let name_and_constant = format!("v3 = constant {constant}\n  v2 = binary {operator} v0, v3");
        let function = binary_function(&name_and_constant, "  return v2\n").replace("v2 = v3 =", "v3 =");
        let program = format!(
            "{SAMPLES}\nvalue molt_{name}(value a, value b) {{ slow++; (void)a; (void)b; return NONE; }}\n\
             int main(void) {{ run_module(); value f = record.globals[0]; int wrong = 0;\n\
             for (int i = 0; i < COUNT; i++) {{ __int128 a = ints[i], r = 0; int has = 0; {reference}\n\
               value arguments[] = {{make_int(a), NONE}}; value got = call(f, arguments); has = has && IN_RANGE(r);\n\
               if (has ? got != make_int((int64_t)r) : got != NONE) {{ wrong++; printf(\"%ld: \", (long)a); report(got); }} }}\n\
             printf(\"wrong %d\\n\", wrong); }}\n"
        );
        check(&format!("int-{name}-{constant}"), &function, &program, "wrong 0\n");
    }
}

#[test]
fn float_operators_work_inline() {
    for (name, operator, reference) in [
        ("add", "add", "a + b"),
        ("subtract", "sub", "a - b"),
        ("multiply", "mul", "a * b"),
        ("true_divide", "truediv", "a / b"),
    ] {
        let function = binary_function(&format!("binary {operator} v0, v1"), "  return v2\n");
        let program = format!(
            "value molt_{name}(value a, value b) {{ slow++; (void)a; (void)b; return NONE; }}\n\
             static double samples[] = {{0.0, -0.0, 1.0, -1.5, 0.1, 1e308, -1e308, 5e-324, 1.0 / 0.0, -1.0 / 0.0, 0.0 / 0.0}};\n\
             int main(void) {{ run_module(); value f = record.globals[0]; int wrong = 0;\n\
             for (int i = 0; i < 11; i++) for (int j = 0; j < 11; j++) {{ double a = samples[i], b = samples[j], r = {reference};\n\
               value arguments[] = {{make_float(a), make_float(b)}}; value got = call(f, arguments);\n\
               if ({by_zero}b == 0) {{ wrong += got != NONE; continue; }}\n\
               wrong += r != r ? get_float(got) == get_float(got) : got != make_float(r); }}\n\
             printf(\"wrong %d\\n\", wrong); }}\n",
            by_zero = if operator == "truediv" { "" } else { "0 && " }
        );
        check(&format!("float-{name}"), &function, &program, "wrong 0\n");
    }
}

#[test]
fn an_int_beside_a_known_float_becomes_one() {
    // Where neither is known, ints and floats meet in the runtime.
    for (constant, left, right, slow) in
        [("", "v0", "v1", 12), ("  v3 = constant 2.5\n", "v3", "v1", 0), ("  v3 = constant 3\n", "v0", "v3", 0)]
    {
        let op = format!("binary truediv {left}, {right}");
        let function = binary_function(&op, "  return v2\n").replace("  v2 =", &format!("{constant}  v2 ="));
        let reference = match constant {
            "" => "number(v[0]) / number(v[1])",
            "  v3 = constant 2.5\n" => "2.5 / number(v[1])",
            _ => "number(v[0]) / 3",
        };
        let program = format!(
            "value molt_true_divide(value a, value b) {{ slow++; return a == NONE || b == NONE ? NONE : make_float(number(a) / number(b)); }}\n\
             int main(void) {{ run_module(); value f = record.globals[0]; int wrong = 0;\n\
             value samples[] = {{make_int(7), make_int(-3), make_int((1ll << 48) - 1), make_float(0.1), make_float(-1e300)}};\n\
             for (int i = 0; i < 5; i++) for (int j = 0; j < 5; j++) {{ value v[] = {{samples[i], samples[j]}};\n\
               wrong += call(f, v) != make_float({reference}); }}\n\
             printf(\"wrong %d slow %d \", wrong, slow); value v[] = {{NONE, NONE}}; report(call(f, v)); printf(\"%d\\n\", slow); }}\n"
        );
        check(
            &format!("mixed-{}", left.to_owned() + right),
            &function,
            &program,
            &format!("wrong 0 slow {slow} None {}\n", slow + 1),
        );
    }
}

#[test]
fn comparisons_of_numbers_branch_inline() {
    for (number, operator, reference) in
        [(0, "eq", "=="), (1, "ne", "!="), (2, "lt", "<"), (3, "le", "<="), (4, "gt", ">"), (5, "ge", ">=")]
    {
        let result = "  branch v2, block3, block4\nblock3:\n  v3 = constant 1\n  return v3\nblock4:\n  v4 = constant 0\n  return v4\n";
        let function = binary_function(&format!("compare_truth {operator} v0, v1"), result);
        let program = format!(
            "{SAMPLES}\nint32_t molt_compare_truth(uint32_t k, value a, value b) {{ slow++; return k == {number} ? number(a) {reference} number(b) : -1; }}\n\
             static double floats[] = {{0.0, -0.0, 1.0, -1.5, 3.0, 0.0 / 0.0, 1.0 / 0.0}};\n\
             int main(void) {{ run_module(); value f = record.globals[0]; int wrong = 0;\n\
             for (int i = 0; i < COUNT; i++) for (int j = 0; j < COUNT; j++) {{ value v[] = {{make_int(ints[i]), make_int(ints[j])}};\n\
               wrong += call(f, v) != make_int(ints[i] {reference} ints[j]); }}\n\
             for (int i = 0; i < 7; i++) for (int j = 0; j < 7; j++) {{ value v[] = {{make_float(floats[i]), make_float(floats[j])}};\n\
               wrong += call(f, v) != make_int(floats[i] {reference} floats[j]); }}\n\
             printf(\"wrong %d slow %d \", wrong, slow);\n\
             value v[] = {{make_int(1), make_float(1.5)}}; report(call(f, v)); printf(\"slow %d\\n\", slow); }}\n"
        );
        let mixed = i32::from(matches!(operator, "ne" | "lt" | "le"));
        check(&format!("compare-{operator}"), &function, &program, &format!("wrong 0 slow 0 {mixed} slow 1\n"));
    }
}
