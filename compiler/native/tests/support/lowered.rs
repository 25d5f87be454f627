//! IR text lowered and run with the very small runtime in `runtime.h`.

use molt_abi::CoreType;

/// Wraps functions 1 to 3 in a module whose body makes them and stores them in globals 0 to 2.
pub fn module_text(functions: &str) -> String {
    let mut text =
        String::from("module \"m\" package \"\" file \"m.py\"\nglobal \"f\"\nglobal \"g\"\nglobal \"h\"\n\n");
    text += "function0 \"<module>\" \"<module>\" module counted line 1 {\nblock0:\n  v0 = unbound\n";
    for (number, name) in [(1, "f"), (2, "g"), (3, "h")] {
        if functions.contains(&format!("function{number} ")) {
            text +=
                &format!("  v{number} = make_function function{number} v0, v0\n  global_set \"{name}\" v{number}\n");
        }
    }
    text + "  v9 = constant None\n  return v9\n}\n\n" + functions
}

pub fn check(name: &str, functions: &str, c_source: &str, expected: &str) {
    let text = module_text(functions);
    let ir = moltc_ir::text::parse_module(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let module = moltc_lir::lower_module(&ir, b"source text\n").unwrap_or_else(|error| panic!("{error}\n{text}"));
    let c_source = format!(
        "#define TYPE_OBJECT_SIZE {}\n#define LOCATION_GROUP {}\n#define FUNCTION_TYPE {}\n#define LIST_TYPE {}\n#define TUPLE_TYPE {}\n#define LIST_ITERATOR_TYPE {}\n#define RANGE_ITERATOR_TYPE {}\n#include \"{}/tests/support/runtime.h\"\nchar abi_symbol __asm__(\"molt_abi_{}\");\n{c_source}",
        molt_abi::layout::TYPE_OBJECT_SIZE,
        molt_abi::locations::GROUP,
        CoreType::Function as usize,
        CoreType::List as usize,
        CoreType::Tuple as usize,
        CoreType::ListIterator as usize,
        CoreType::RangeIterator as usize,
        env!("CARGO_MANIFEST_DIR"),
        molt_abi::hash::ABI_HASH
    );
    super::check(name, &module, &c_source, expected);
}

/// A function of two parameters that applies one op.
pub fn binary_function(op: &str, result: &str) -> String {
    format!(
        "function1 \"f\" \"f\" function counted line 2 {{\n  parameter \"a\" positional\n  parameter \"b\" positional\n  \
         loc0 = 3:4-3:9\nblock0(v0: value, v1: value):\n  v2 = {op} @loc0\n  try block1, block2\nblock1:\n{result}\
         block2:\n  return_error\n}}\n"
    )
}
