//! LIR text compiled to an object, linked with a small C program by the system's C compiler, and run.
//! One behaviour per test; both optimisation settings must agree.

mod support;

use moltc_lir::parse_module;
use moltc_native::{CompiledFunctions, Part, Settings, Target};

fn object(text: &str, settings: &Settings) -> Vec<u8> {
    support::object(&parse_module(text).unwrap_or_else(|error| panic!("{error}\n{text}")), settings)
}

fn check(name: &str, lir: &str, c_source: &str, expected: &str) {
    let module = parse_module(lir).unwrap_or_else(|error| panic!("{error}\n{lir}"));
    support::check(name, &module, c_source, expected);
}

/// Sums 1..=n as 64-bit integers; -1 on overflow of the 49-bit range that boxed integers have.
const CHECKED_LOOP: &str = r#"module "m" source "m.py"
export function @sum(i64) -> i64
function @sum {
block0(v0: i64):
  v1: i64 = iconst 0
  v2: i64 = iconst 1
  jump block1(v1, v2)
block1(v3: i64, v4: i64):
  v5: flag = icmp sle v4, v0
  branch v5, block2, block4
block2:
  v6: i64 = iconst 15
  v7: i64 = shl v3, v6
  v8: i64 = shl v4, v6
  v9: i64, v10: flag = iadd_overflow v7, v8
  branch v10, block5, block3
block3:
  v11: i64 = sshr v9, v6
  v12: i64 = iconst 1
  v13: i64 = iadd v4, v12
  jump block1(v11, v13)
block4:
  return v3
block5 cold:
  v14: i64 = iconst -1
  return v14
}
"#;

#[test]
fn overflow_checked_loop() {
    check(
        "checked-loop",
        CHECKED_LOOP,
        "int64_t sum(int64_t);\n\
         int main(void) { printf(\"%ld %ld %ld\\n\", (long)sum(0), (long)sum(100000), (long)sum(30000000)); }",
        "0 5000050000 -1\n",
    );
}

#[test]
fn calls_between_functions_and_to_imports() {
    check(
        "calls",
        r#"module "m" source "m.py"
import function @twice(i64) -> i64
local function @helper(i64, f64) -> f64
export function @run(i64, ptr) -> f64
function @helper {
block0(v0: i64, v1: f64):
  v2: f64 = int_to_float v0
  v3: f64 = fadd v2, v1
  return v3
}
function @run {
block0(v0: i64, v1: i64):
  v2: i64 = call @twice(v0)
  v3: i64 = call_indirect v1(v2) as (i64) -> i64
  v4: f64 = fconst 0x3fe0000000000000
  v5: f64 = call @helper(v3, v4)
  return v5
}
"#,
        "int64_t twice(int64_t x) { return x * 2; }\n\
         static int64_t square(int64_t x) { return x * x; }\n\
         double run(int64_t, int64_t (*)(int64_t));\n\
         int main(void) { printf(\"%g\\n\", run(3, square)); }",
        "36.5\n",
    );
}

/// Constants, tables of addresses, and code that uses addresses.
const DATA_OBJECTS: &str = r#"module "m" source "m.py"
import data @outside
local data @text
export data @table
export data @counter
export function @next() -> i64
data @text constant align 1 {
  bytes 68656c6c6f00
}
data @table writable align 16 {
  bytes 0100000002000000
  address @text + 1
  address @outside + 8
  address @next
}
data @counter writable align 8 {
  zeros 16
}
function @next {
block0:
  v0: i64 = symbol_address @counter + 8
  v1: i64 = load i64 v0
  v2: i64 = iconst 1
  v3: i64 = iadd v1, v2
  store i64 v3, v0
  v4: i64 = symbol_address @outside
  v5: i64 = load u32 v4 + 4
  v6: i64 = iadd v3, v5
  return v6
}
"#;

#[test]
fn data_objects_with_addresses() {
    check(
        "data",
        DATA_OBJECTS,
        "int32_t outside[4] = {10, -1, 30, 40};\n\
         extern struct { uint32_t a, b; char *text; int32_t *third; int64_t (*next)(void); } table;\n\
         int main(void) { table.next(); printf(\"%u %u %s %d %ld\\n\", table.a, table.b, table.text, *table.third, \
         (long)table.next()); }",
        "1 2 ello 30 4294967297\n",
    );
}

#[test]
fn floats_and_conversions() {
    check(
        "floats",
        r#"module "m" source "m.py"
export function @f(f64) -> i64
export function @g(i64) -> f64
function @f {
block0(v0: f64):
  v1: f64 = ffloor v0
  v2: i64 = float_to_int v1
  v3: flag = fcmp uno v0, v0
  v4: i64 = iconst -7
  v5: i64 = select v3, v4, v2
  return v5
}
function @g {
block0(v0: i64):
  v1: f64 = float_from_bits v0
  v2: f64 = fsqrt v1
  v3: f64 = fneg v2
  return v3
}
"#,
        "#include <math.h>\n#include <string.h>\n\
         int64_t f(double); double g(int64_t);\n\
         int main(void) { double x = 2.25; int64_t bits; memcpy(&bits, &x, 8);\n\
         printf(\"%ld %ld %ld %d %g\\n\", (long)f(-1.5), (long)f(7.9), (long)f(NAN), f(1e300) == INT64_MAX, g(bits)); }",
        "-2 7 -7 1 -1.5\n",
    );
}

#[test]
fn switch_narrow_memory_and_stack_slots() {
    check(
        "switch",
        r#"module "m" source "m.py"
export function @f(i32, i64) -> i32
function @f {
  slot0 = stack 16
block0(v0: i32, v1: i64):
  v2: i64 = slot_address slot0
  store i64 v1, v2 + 8
  v3: i64 = slot_address slot0 + 8
  switch v0, [block1, block2, block1], block3
block1:
  v4: i32 = load u8 v2 + 8
  return v4
block2:
  v5: i32 = load u16 v2 + 9
  store i8 v5, v3
  v6: i32 = load i32 v3
  return v6
block3:
  v7: flag = icmp ult v1, v3
  v8: i32 = flag_to_int v7
  v9: i32 = iconst -2
  v10: i32 = isub v9, v8
  return v10
}
"#,
        "int32_t f(int32_t, int64_t);\n\
         int main(void) { int64_t x = 0x11223344556677f8;\n\
         printf(\"%x %x %x %d %d\\n\", f(0, x), f(1, x), f(2, x), f(3, -1), f(-1, 1)); }",
        "f8 55667777 f8 -2 -3\n",
    );
}

#[test]
fn objects_are_the_same_every_time_and_for_the_target_asked() {
    for &target in Target::ALL {
        for optimize in [false, true] {
            let settings = Settings { target, optimize };
            for text in [CHECKED_LOOP, DATA_OBJECTS] {
                let first = object(text, &settings);
                assert_eq!(first, object(text, &settings), "{settings:?}");
                let machine = u16::from_le_bytes([first[18], first[19]]);
                assert_eq!(machine, if target == Target::X86_64Linux { 62 } else { 183 }, "{settings:?}");
            }
        }
    }
}

#[test]
fn functions_that_come_in_parts_give_the_object_that_they_give_together() {
    let Some(target) = Target::host() else { return };
    let settings = Settings { target, optimize: true };
    let mut text = String::from("module \"m\" source \"m.py\"\n");
    let names: Vec<String> = (0..100).map(|number| format!("f{number}")).collect();
    names.iter().for_each(|name| text.push_str(&format!("export function @{name}(i64) -> i64\n")));
    for (number, name) in names.iter().enumerate() {
        // Each calls the next one, which has not been made yet when this one is compiled.
        let next = &names[(number + 1) % names.len()];
        text.push_str(&format!(
            "function @{name} {{\nblock0(v0: i64):\n  v1: i64 = iconst {number}\n  v2: i64 = iadd v0, v1\n  \
             v3: i64 = call @{next}(v2)\n  return v3\n}}\n"
        ));
    }
    let mut module = parse_module(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let together = support::object(&module, &settings);
    for functions_together in [1, 7, 100] {
        let symbols = module.symbols.symbols().clone();
        let mut parts = module.functions.chunks(functions_together);
        let next = || Some(Part { symbols: symbols.clone(), functions: parts.next()?.to_vec() });
        let compiled = CompiledFunctions::new(&settings, next).expect("verified LIR");
        let functions = std::mem::take(&mut module.functions);
        assert!(compiled.finish(&module, &[]).expect("verified LIR") == together, "{functions_together} together");
        module.functions = functions;
    }
}
