//! The kind of an operator's result.
//!
//! Operands of exactly the built-in classes leave nothing to user code: their methods cannot be replaced. Where an operand
//! may be anything else, so may the result. A kind without any form is one that has not been computed yet, so that the
//! result has none either. What raises has no result.

use crate::kind::Kind;
use crate::types::{BinaryOperator, CompareOperator, UnaryOperator};

/// Bools and inline ints.
const SMALL: Kind = Kind::INT.or(Kind::BOOL);
/// Classes of which something is known.
const KNOWN: Kind = Kind::BOUND.without(Kind::OTHER).without(Kind::STATIC_OTHER);
/// Classes whose comparisons never ask the items.
const WITHOUT_ITEMS: Kind = KNOWN.without(Kind::ANY_TUPLE).without(Kind::LIST).without(Kind::SLICE);
/// Sequences that `+` joins with their like, and `*` repeats.
const SEQUENCES: [Kind; 4] = [Kind::ANY_STR, Kind::ANY_BYTES, Kind::ANY_TUPLE, Kind::LIST];

/// `left OP right`
pub(super) fn binary(operator: BinaryOperator, left: Kind, right: Kind) -> Kind {
    use BinaryOperator as Op;
    if left == Kind::NEVER || right == Kind::NEVER {
        return Kind::NEVER;
    }
    if left.is(Kind::NUMBER) && right.is(Kind::NUMBER) {
        return arithmetic(operator, left, right);
    }
    let sequence = |operand: Kind| SEQUENCES.into_iter().find(|&sequence| operand.is(sequence));
    match operator {
        Op::Add => sequence(left).filter(|_| sequence(left) == sequence(right)),
        Op::Multiply if right.is(Kind::WHOLE) => sequence(left),
        Op::Multiply if left.is(Kind::WHOLE) => sequence(right),
        // The right operand comes first if it is of a subclass.
        Op::Modulo if right.is(KNOWN) => {
            [Kind::ANY_STR, Kind::ANY_BYTES].into_iter().find(|&formatted| left.is(formatted))
        }
        Op::Subtract | Op::And | Op::Or | Op::Xor if left.is(Kind::SET) && right.is(Kind::SET) => Some(Kind::SET),
        Op::Or if left.is(Kind::DICT) && right.is(Kind::DICT) => Some(Kind::DICT),
        _ => None,
    }
    .unwrap_or(Kind::BOUND)
}

/// `left OP= right`
pub(super) fn inplace(operator: BinaryOperator, left: Kind, right: Kind) -> Kind {
    // A list takes items from anything, and stays the list.
    if operator == BinaryOperator::Add && left == Kind::LIST && right != Kind::NEVER {
        return left;
    }
    binary(operator, left, right)
}

fn arithmetic(operator: BinaryOperator, left: Kind, right: Kind) -> Kind {
    use BinaryOperator as Op;
    let with_float = if left.or(right).may_be(Kind::FLOAT) { Kind::FLOAT } else { Kind::NEVER };
    let (left_whole, right_whole) = (left.and(Kind::WHOLE), right.and(Kind::WHOLE));
    let whole = |small: Kind| match (left_whole, right_whole) {
        (Kind::NEVER, _) | (_, Kind::NEVER) => Kind::NEVER,
        _ if left_whole.is(SMALL) && right_whole.is(SMALL) => small,
        _ => Kind::ANY_INT,
    };
    match operator {
        Op::Add | Op::Subtract | Op::Multiply | Op::FloorDivide => whole(Kind::INT.or(Kind::BIG_INT)).or(with_float),
        Op::Modulo => whole(Kind::INT).or(with_float),
        Op::TrueDivide => Kind::FLOAT,
        // Floats have no bits.
        Op::ShiftLeft => whole(Kind::INT.or(Kind::BIG_INT)),
        Op::ShiftRight => whole(Kind::INT),
        Op::And | Op::Or | Op::Xor => {
            let both_bools = left_whole.and(right_whole).and(Kind::BOOL);
            let ints = if left_whole.is(Kind::BOOL) && right_whole.is(Kind::BOOL) { Kind::NEVER } else { Kind::INT };
            whole(ints).or(both_bools)
        }
        // A negative exponent makes a float of whole numbers, a negative base a complex number of floats.
        Op::Power if with_float == Kind::NEVER => Kind::ANY_INT.or(Kind::FLOAT),
        Op::Power | Op::MatrixMultiply => Kind::BOUND,
    }
}

/// `OP operand`
pub(super) fn unary(operator: UnaryOperator, operand: Kind) -> Kind {
    if operand == Kind::NEVER {
        return Kind::NEVER;
    }
    if !operand.is(Kind::NUMBER) {
        return Kind::BOUND;
    }
    let whole = operand.and(Kind::WHOLE);
    let whole = match (whole == Kind::NEVER, whole.is(SMALL), operator) {
        (true, ..) => Kind::NEVER,
        (_, true, UnaryOperator::Negative) => Kind::INT.or(Kind::BIG_INT),
        (_, true, UnaryOperator::Positive | UnaryOperator::Invert) => Kind::INT,
        (_, false, _) => Kind::ANY_INT,
    };
    match operator {
        UnaryOperator::Negative | UnaryOperator::Positive => whole.or(operand.and(Kind::FLOAT)),
        UnaryOperator::Invert => whole,
    }
}

/// The value of `left OP right`. What a program's class answers need not be a bool, nor what the items of a sequence answer
/// when they are put in order.
pub(super) fn compare(operator: CompareOperator, left: Kind, right: Kind) -> Kind {
    let gives_bool = match operator {
        CompareOperator::Equal | CompareOperator::NotEqual => KNOWN,
        _ => WITHOUT_ITEMS,
    };
    match (left, right) {
        (Kind::NEVER, _) | (_, Kind::NEVER) => Kind::NEVER,
        _ if left.is(gives_bool) && right.is(gives_bool) => Kind::BOOL,
        _ => Kind::BOUND,
    }
}
