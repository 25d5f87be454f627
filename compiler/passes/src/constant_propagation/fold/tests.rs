//! Tests of constant arithmetic; the expected values are CPython's.

use super::*;

fn int_result(operator: BinaryOperator, left: i64, right: i64) -> Option<Constant> {
    binary(operator, &Constant::Int(left), &Constant::Int(right))
}

#[test]
fn floor_division_and_modulo_round_down() {
    for (left, right, quotient, remainder) in
        [(7, 2, 3, 1), (-7, 2, -4, 1), (7, -2, -4, -1), (-7, -2, 3, -1), (6, -2, -3, 0)]
    {
        assert_eq!(
            int_result(BinaryOperator::FloorDivide, left, right),
            Some(Constant::Int(quotient)),
            "{left}//{right}"
        );
        assert_eq!(int_result(BinaryOperator::Modulo, left, right), Some(Constant::Int(remainder)), "{left}%{right}");
    }
    assert_eq!(int_result(BinaryOperator::FloorDivide, i64::MIN, -1), Constant::int("9223372036854775808"));
}

#[test]
fn what_raises_is_left_alone() {
    assert_eq!(int_result(BinaryOperator::FloorDivide, 1, 0), None);
    assert_eq!(int_result(BinaryOperator::Modulo, 1, 0), None);
    assert_eq!(int_result(BinaryOperator::TrueDivide, 1, 0), None);
    assert_eq!(int_result(BinaryOperator::ShiftLeft, 1, -1), None);
    assert_eq!(binary(BinaryOperator::Add, &Constant::Int(1), &Constant::str("a")), None);
    assert_eq!(truth(&Constant::NotImplemented), None);
    assert_eq!(compare(CompareOperator::Less, &Constant::Int(1), &Constant::str("a")), None);
}

#[test]
fn ints_grow_and_stop_at_the_limit() {
    assert_eq!(int_result(BinaryOperator::Multiply, i64::MAX, 2), Constant::int("18446744073709551614"));
    assert_eq!(int_result(BinaryOperator::Power, 2, 62), Some(Constant::Int(1 << 62)));
    assert_eq!(int_result(BinaryOperator::Power, 10, 1000), None);
    assert_eq!(int_result(BinaryOperator::ShiftRight, -5, 100), Some(Constant::Int(-1)));
}

#[test]
fn bools_are_ints_except_among_themselves() {
    let (yes, no) = (Constant::Bool(true), Constant::Bool(false));
    assert_eq!(binary(BinaryOperator::Add, &yes, &yes), Some(Constant::Int(2)));
    assert_eq!(binary(BinaryOperator::And, &yes, &no), Some(Constant::Bool(false)));
    assert_eq!(binary(BinaryOperator::And, &yes, &Constant::Int(3)), Some(Constant::Int(1)));
    assert_eq!(unary(UnaryOperator::Negative, &yes), Some(Constant::Int(-1)));
    assert_eq!(unary(UnaryOperator::Invert, &yes), None);
}

#[test]
fn floats_keep_their_signs_and_nans_are_not_made() {
    let zero = Constant::float(0.0);
    assert_eq!(unary(UnaryOperator::Negative, &zero), Some(Constant::float(-0.0)));
    assert_eq!(
        binary(BinaryOperator::Add, &Constant::float(0.1), &Constant::float(0.2)),
        Some(Constant::float(0.30000000000000004))
    );
    let infinity = Constant::float(f64::INFINITY);
    assert_eq!(binary(BinaryOperator::Subtract, &infinity, &infinity), None);
    let nan = Constant::float(f64::NAN);
    assert_eq!(compare(CompareOperator::NotEqual, &nan, &nan), Some(true));
    assert_eq!(compare(CompareOperator::LessEqual, &nan, &nan), Some(false));
    assert_eq!(compare(CompareOperator::Equal, &Constant::Int(1), &Constant::float(1.0)), Some(true));
    // 2**53 + 1 is no float: comparing it as one would be wrong.
    assert_eq!(
        compare(CompareOperator::Equal, &Constant::Int(EXACT_INT + 1), &Constant::float(EXACT_INT as f64)),
        None
    );
}

#[test]
fn strings_repeat_and_compare_by_code_point() {
    assert_eq!(
        binary(BinaryOperator::Multiply, &Constant::Int(3), &Constant::str("ab")),
        Some(Constant::str("ababab"))
    );
    assert_eq!(binary(BinaryOperator::Multiply, &Constant::str("ab"), &Constant::Int(-1)), Some(Constant::str("")));
    assert_eq!(binary(BinaryOperator::Multiply, &Constant::str("ab"), &Constant::Int(5000)), None);
    assert_eq!(compare(CompareOperator::Less, &Constant::str("\u{ffff}"), &Constant::str("\u{10000}")), Some(true));
}
