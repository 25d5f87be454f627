//! Each rule of the verifier refuses a module that breaks it.

use moltc_lir::{parse_module, verify_module};

fn check(body: &str, expected: &str) {
    let text = format!(
        "module \"m\" source \"m.py\"\n\
         import function @callee(i64) -> i64\n\
         export function @f(i64, f64) -> i64\n\
         function @f {{\n{body}\n}}"
    );
    let module = parse_module(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    match (verify_module(&module), expected) {
        (Ok(()), "") => {}
        (Ok(()), _) => panic!("accepted, expected {expected:?}:\n{text}"),
        (Err(error), _) => assert!(!expected.is_empty() && error.message.contains(expected), "{error}\n{text}"),
    }
}

#[test]
fn a_correct_function_is_accepted() {
    check("block0(v0: i64, v1: f64):\n v2: i64 = call @callee(v0)\n return v2", "");
}

#[test]
fn entry_parameters_must_match_the_signature() {
    check("block0(v0: i64):\n return v0", "entry block takes");
}

#[test]
fn operand_types_are_checked() {
    check("block0(v0: i64, v1: f64):\n v2: i64 = iadd v0, v1\n return v2", "v1 is f64, expected i64");
    check("block0(v0: i64, v1: f64):\n v2: f64 = fadd v1, v1\n return v2", "signature says");
    check("block0(v0: i64, v1: f64):\n v2: i64 = fadd v0, v0\n return v2", "fadd does not take i64");
    check("block0(v0: i64, v1: f64):\n v2: i32 = iconst 4294967296\n return v0", "does not fit");
    check("block0(v0: i64, v1: f64):\n v2: i64 = call @callee(v0, v0)\n return v2", "passes 2 arguments");
}

#[test]
fn definitions_must_dominate_uses() {
    check("block0(v0: i64, v1: f64):\n v2: i64 = iadd v3, v0\n v3: i64 = iconst 1\n return v2", "before it is defined");
    check(
        "block0(v0: i64, v1: f64):\n v2: flag = icmp eq v0, v0\n branch v2, block1, block2\n\
         block1:\n v3: i64 = iconst 1\n jump block2\n\
         block2:\n return v3",
        "does not dominate",
    );
    check("block0(v0: i64, v1: f64):\n v0: i64 = iconst 1\n return v0", "defined twice");
}

#[test]
fn targets_are_checked() {
    check("block0(v0: i64, v1: f64):\n jump block7", "block7 does not exist");
    check("block0(v0: i64, v1: f64):\n jump block0(v0, v1)", "names the entry block");
    check("block0(v0: i64, v1: f64):\n jump block1\nblock1(v2: i64):\n return v2", "takes 1 arguments, given 0");
}

#[test]
fn symbols_must_be_defined_where_they_say() {
    let text = "module \"m\" source \"m.py\"\nlocal data @d\n";
    let error = verify_module(&parse_module(text).unwrap()).unwrap_err();
    assert!(error.message.contains("not defined"), "{error}");
    let text = "module \"m\" source \"m.py\"\nimport data @d\ndata @d constant align 8 {\n zeros 8\n}";
    let error = verify_module(&parse_module(text).unwrap()).unwrap_err();
    assert!(error.message.contains("import is defined"), "{error}");
}
