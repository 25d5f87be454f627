//! The class of an operator's result, for operands of built-in classes.
//!
//! Operands of exactly these classes leave nothing to user code: their methods cannot be replaced.

use moltc_hir::{BinaryOperator, Comparison, UnaryOperator};

use crate::class::Class;

/// `OP operand`
pub(crate) fn unary(operator: UnaryOperator, operand: Class) -> Option<Class> {
    match operand {
        Class::Bool | Class::Int => Some(Class::Int),
        Class::Float if operator != UnaryOperator::Invert => Some(Class::Float),
        _ => None,
    }
}

/// `left OP right`, and `left OP= right` too: in place these classes give what they give otherwise.
pub(crate) fn binary(operator: BinaryOperator, left: Class, right: Class) -> Option<Class> {
    use BinaryOperator as Op;
    if left.is_number() && right.is_number() {
        return arithmetic(operator, left, right);
    }
    match (operator, left, right) {
        (Op::Add, Class::Str | Class::Bytes | Class::Tuple | Class::List, _) if left == right => Some(left),
        (Op::Multiply, Class::Str | Class::Bytes | Class::Tuple | Class::List, count) if count.is_whole() => Some(left),
        (Op::Multiply, count, Class::Str | Class::Bytes | Class::Tuple | Class::List) if count.is_whole() => {
            Some(right)
        }
        (Op::Remainder, Class::Str | Class::Bytes, _) => Some(left),
        (Op::Subtract | Op::BitAnd | Op::BitOr | Op::BitXor, Class::Set, Class::Set) => Some(Class::Set),
        (Op::BitOr, Class::Dict, Class::Dict) => Some(Class::Dict),
        _ => None,
    }
}

fn arithmetic(operator: BinaryOperator, left: Class, right: Class) -> Option<Class> {
    use BinaryOperator as Op;
    let whole = left.is_whole() && right.is_whole();
    match operator {
        Op::Add | Op::Subtract | Op::Multiply | Op::FloorDivide | Op::Remainder => {
            Some(if whole { Class::Int } else { Class::Float })
        }
        Op::TrueDivide => Some(Class::Float),
        Op::LeftShift | Op::RightShift if whole => Some(Class::Int),
        Op::BitAnd | Op::BitOr | Op::BitXor if whole => {
            Some(if left == Class::Bool && right == Class::Bool { Class::Bool } else { Class::Int })
        }
        // A negative exponent makes a float of whole numbers, a negative base a complex number of floats.
        Op::Power | Op::MatrixMultiply | Op::LeftShift | Op::RightShift | Op::BitAnd | Op::BitOr | Op::BitXor => None,
    }
}

/// Whether the comparison gives a bool whatever it compares.
pub(crate) const fn always_bool(comparison: Comparison) -> bool {
    matches!(comparison, Comparison::Is | Comparison::IsNot | Comparison::In | Comparison::NotIn)
}
