//! Tests of the verifier: each names the rule it breaks.

use super::*;
use crate::text::parse_module;

fn errors(header: &str, body: &str) -> Vec<String> {
    let text = format!("module \"m\" package \"\" file \"m.py\"\nfunction0 \"f\" \"f\" {header} line 1 {{\n{body}}}\n");
    let module = parse_module(&text).unwrap();
    verify_module(&module).into_iter().map(|error| error.to_string()).collect()
}

#[test]
fn a_good_function_has_no_errors() {
    let body = "block0:\n v0 = constant 1\n v1 = truth v0\n branch v1, block1, block2(v0)\n\
                block1:\n jump block2(v0)\nblock2(v2: value):\n return v2\n";
    assert_eq!(errors("function built", body), [""; 0]);
}

#[test]
fn a_use_must_be_dominated() {
    let body = "block0:\n v0 = constant 1\n v1 = truth v0\n branch v1, block1, block2\n\
                block1:\n v2 = constant 2\n jump block2\nblock2:\n return v2\n";
    assert_eq!(errors("function built", body), ["function0 f block2: ends with v2 where it is not defined"]);
    let body = "block0:\n v1 = is_unbound v0\n v0 = constant 1\n return v0\n";
    assert_eq!(errors("function built", body), ["function0 f block0: `is_unbound` uses v0 where it is not defined"]);
}

#[test]
fn the_result_of_a_raising_op_exists_on_the_normal_edge_only() {
    let body = "block0:\n v0 = constant 1\n v1 = unary neg v0\n try block1(v1), block2\n\
                block1(v2: value):\n return v1\nblock2:\n return v1\n";
    assert_eq!(errors("function explicit", body), ["function0 f block2: ends with v1 where it is not defined"]);
}

#[test]
fn types_and_arity_must_fit() {
    let body = "block0:\n v0 = constant 1\n v1 = not v0\n return v1\n";
    assert_eq!(
        errors("function built", body),
        [
            "function0 f block0: `not` takes v0 as bool, not value",
            "function0 f block0: ends with v1, which is no value"
        ]
    );
    let body = "block0:\n v0 = constant 1\n v1 = binary add v0\n return v1\n";
    assert_eq!(errors("function built", body), ["function0 f block0: `binary` has 1 operands, which does not fit"]);
    let body = "block0:\n v0 = constant 1\n jump block1\nblock1(v1: value):\n return v1\n";
    assert_eq!(errors("function built", body), ["function0 f block0: gives block1 0 arguments, not 1"]);
    let body = "block0:\n v0 = constant 1\n v1 = intrinsic unpack_star [1] v0\n return v1\n";
    assert_eq!(errors("function built", body), ["function0 f block0: intrinsic `unpack_star` takes 2 numbers"]);
}

#[test]
fn values_are_defined_once() {
    let body = "block0:\n v0 = constant 1\n v0 = constant 2\n return v0\n";
    assert_eq!(errors("function built", body), ["function0 f block0: defines v0 again"]);
}

#[test]
fn handlers_take_the_exception_and_no_parameters() {
    let body = "block0 handler block1:\n v0 = constant 1\n jump block1(v0)\nblock1(v1: value):\n return v1\n";
    assert_eq!(
        errors("function built", body),
        [
            "function0 f block1: is a handler with parameters",
            "function0 f block1: is a handler that does not start with `take_exception`"
        ]
    );
}

#[test]
fn phases_have_their_ops() {
    let body = "block0:\n v0 = parameter_get 0\n return v0\n";
    assert_eq!(
        errors("function ssa", body),
        ["function0 f block0: `parameter_get` belongs to split generators (phase ssa)"]
    );
    let body = "block0:\n v0 = constant 1\n release v0\n v1 = unary neg v0\n return v1\n";
    assert_eq!(
        errors("function explicit", body),
        [
            "function0 f block0: `release` comes too early (phase explicit)",
            "function0 f block0: has a raising instruction that is not followed by `try`"
        ]
    );
    let body = "block0:\n v0 = constant 1\n v1 = yield_value v0\n return v1\n";
    assert_eq!(
        errors("function built", body),
        ["function0 f block0: `yield_value` appears outside a generator (phase built)"]
    );
}

#[test]
fn control_flow_stays_inside() {
    assert_eq!(
        errors("function built", "block0:\n jump block7\n"),
        ["function0 f block0: leads to block7, which is not part of the function"]
    );
    assert_eq!(
        errors("function built", "block0:\n jump block0\n"),
        ["function0 f block0: is the entry, but something jumps to it"]
    );
}

#[test]
fn what_may_be_error_goes_to_delegate_only() {
    let body = "block0:\n v0 = constant 1\n v1 = yield_delegated v0\n v2 = intrinsic delegate v0, v1\n\
                v3 = make_list v1\n return v3\n";
    assert_eq!(
        errors("function built generator", body),
        ["function0 f block0: uses v1, which may be ERROR, outside `delegate`"]
    );
}

#[test]
fn a_handler_sees_only_what_comes_before_anything_raises() {
    let body = "block0:\n v0 = constant 1\n jump block1\nblock1 handler block2:\n v1 = constant 2\n\
                v2 = unary neg v0\n v5 = constant 3\n jump block3\nblock2:\n v3 = take_exception\n\
                v4 = make_list v0, v1, v5\n return v4\nblock3:\n return v5\n";
    assert_eq!(errors("function built", body), ["function0 f block2: `make_list` uses v5 where it is not defined"]);
}
