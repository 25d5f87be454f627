//! IR text lowered, compiled, linked with a very small runtime in C, and run.

mod support;

use molt_abi::CoreType;

/// Wraps functions in a module whose body makes function 1 and stores it in global 0.
fn module_text(functions: &str) -> String {
    format!(
        "module \"m\" package \"\" file \"m.py\"\nglobal \"f\"\n\n\
         function0 \"<module>\" \"<module>\" module counted line 1 {{\nblock0:\n  v0 = unbound\n  v1 = make_function function1 v0, v0\n  \
         global_set \"f\" v1\n  v2 = constant None\n  return v2\n}}\n\n{functions}"
    )
}

fn check(name: &str, functions: &str, c_source: &str, expected: &str) {
    let text = module_text(functions);
    let ir = moltc_ir::text::parse_module(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let module = moltc_lir::lower_module(&ir, b"source text\n").unwrap_or_else(|error| panic!("{error}\n{text}"));
    let c_source = format!(
        "#define FUNCTION_TYPE {}\n#include \"{}/tests/support/runtime.h\"\nchar abi_symbol __asm__(\"molt_abi_{:016x}\");\n{c_source}",
        CoreType::Function as usize,
        env!("CARGO_MANIFEST_DIR"),
        molt_abi::hash::ABI_HASH
    );
    support::check(name, &module, &c_source, expected);
}

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
           printf(\"%s %u %u %.11s|\", text_of(code_of(f)->name), code_of(f)->parameter_count, code_of(f)->flags, record.source);\n\
           finish();\n\
         }",
        "45 6 ERROR line 3 f 1 1 source text|| slow 45 freed 0 depth 0\n",
    );
}
