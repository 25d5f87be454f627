//! The arithmetic of constants.

use std::cmp::Ordering;

use moltc_ir::{BinaryOperator, CompareOperator, Constant, Instruction, Module, Op, UnaryOperator};

use super::Known;

/// Integers up to this size convert to floats exactly.
const EXACT_INT: i64 = 1 << 53;
/// CPython folds ints of at most this many bits.
const MAXIMUM_INT_BITS: u32 = 128;
/// CPython folds strs and bytes of at most this length.
const MAXIMUM_TEXT: usize = 4096;

/// The result of an instruction on known operands, if it is pure and succeeds.
pub(super) fn fold(instruction: &Instruction, operands: &[&Known], module: &Module) -> Option<Known> {
    match (instruction.op, operands) {
        (Op::Binary | Op::Inplace | Op::InplaceLocal, [Known::Constant(left), Known::Constant(right)]) => {
            binary(instruction.binary_operator(), left, right).map(Known::Constant)
        }
        (Op::Unary, [Known::Constant(operand)]) => unary(instruction.unary_operator(), operand).map(Known::Constant),
        (Op::Compare, [Known::Constant(left), Known::Constant(right)]) => {
            compare(instruction.compare_operator(), left, right).map(|truth| Known::Constant(Constant::Bool(truth)))
        }
        (Op::CompareTruth, [Known::Constant(left), Known::Constant(right)]) => {
            compare(instruction.compare_operator(), left, right).map(Known::Truth)
        }
        (Op::Truth, [Known::Constant(operand)]) => truth(operand).map(Known::Truth),
        (Op::Not, [Known::Truth(operand)]) => Some(Known::Truth(!operand)),
        (Op::BoxBool, [Known::Truth(operand)]) => Some(Known::Constant(Constant::Bool(*operand))),
        (Op::IsUnbound, [Known::Unbound]) => Some(Known::Truth(true)),
        (Op::IsUnbound, [Known::Constant(_)]) => Some(Known::Truth(false)),
        (Op::Identity, [Known::Constant(left), Known::Constant(right)]) => identity(left, right).map(Known::Truth),
        (Op::MakeTuple, []) => Some(Known::Constant(Constant::Tuple(vec![]))),
        (Op::MakeTuple, items) => make_tuple(items, module),
        (Op::TupleItem, [Known::Constant(Constant::Tuple(items))]) => {
            items.get(instruction.index() as usize).map(|&item| Known::Constant(module.constants.get(item).clone()))
        }
        _ => None,
    }
}

/// A tuple whose items are in the pool already (they are: each comes from a constant).
fn make_tuple(items: &[&Known], module: &Module) -> Option<Known> {
    if items.len() > 256 {
        return None;
    }
    let find = |item: &&Known| match item {
        Known::Constant(constant) => module.constants.find(constant),
        _ => None,
    };
    items.iter().map(find).collect::<Option<Vec<_>>>().map(|ids| Known::Constant(Constant::Tuple(ids)))
}

/// Singletons only: whether equal ints or strs are one object is not for us to say.
fn identity(left: &Constant, right: &Constant) -> Option<bool> {
    let is_singleton = |constant: &Constant| {
        matches!(constant, Constant::None | Constant::Bool(_) | Constant::Ellipsis | Constant::NotImplemented)
    };
    (is_singleton(left) || is_singleton(right)).then(|| left == right)
}

fn truth(operand: &Constant) -> Option<bool> {
    Some(match operand {
        Constant::None => false,
        Constant::Bool(value) => *value,
        Constant::Int(value) => *value != 0,
        Constant::BigInt(_) | Constant::Ellipsis => true,
        Constant::Float(bits) => f64::from_bits(*bits) != 0.0,
        Constant::Complex(real, imaginary) => f64::from_bits(*real) != 0.0 || f64::from_bits(*imaginary) != 0.0,
        Constant::Str(text) => !text.is_empty(),
        Constant::Bytes(bytes) => !bytes.is_empty(),
        Constant::Tuple(items) => !items.is_empty(),
        // Its truth is a TypeError.
        Constant::NotImplemented => return None,
    })
}

/// A bool or an int as an int.
fn as_int(constant: &Constant) -> Option<i64> {
    match constant {
        Constant::Int(value) => Some(*value),
        Constant::Bool(value) => Some(i64::from(*value)),
        _ => None,
    }
}

/// A number as a float, if that is exact.
fn as_float(constant: &Constant) -> Option<f64> {
    match constant {
        Constant::Float(bits) => Some(f64::from_bits(*bits)),
        _ => as_int(constant).filter(|value| (-EXACT_INT..=EXACT_INT).contains(value)).map(|value| value as f64),
    }
}

fn unary(operator: UnaryOperator, operand: &Constant) -> Option<Constant> {
    match (operator, operand) {
        (UnaryOperator::Negative, Constant::Float(bits)) => Some(Constant::float(-f64::from_bits(*bits))),
        (UnaryOperator::Positive, Constant::Float(bits)) => Some(Constant::Float(*bits)),
        (UnaryOperator::Negative, Constant::BigInt(digits)) => match digits.strip_prefix('-') {
            Some(digits) => Constant::int(digits),
            None => Constant::int(&format!("-{digits}")),
        },
        // `~True` warns at run time.
        (UnaryOperator::Invert, Constant::Int(value)) => Some(Constant::Int(!value)),
        (UnaryOperator::Negative, _) => as_int(operand).and_then(|value| int(-i128::from(value))),
        (UnaryOperator::Positive, _) => as_int(operand).map(Constant::Int),
        _ => None,
    }
}

/// An int that may need more than 64 bits.
fn int(value: i128) -> Option<Constant> {
    Constant::int(&value.to_string())
}

fn binary(operator: BinaryOperator, left: &Constant, right: &Constant) -> Option<Constant> {
    if let (Constant::Bool(left), Constant::Bool(right)) = (left, right) {
        match operator {
            BinaryOperator::And => return Some(Constant::Bool(left & right)),
            BinaryOperator::Or => return Some(Constant::Bool(left | right)),
            BinaryOperator::Xor => return Some(Constant::Bool(left ^ right)),
            _ => {}
        }
    }
    if let (Some(left), Some(right)) = (as_int(left), as_int(right)) {
        return binary_int(operator, left, right);
    }
    if let (Some(left), Some(right)) = (as_float(left), as_float(right)) {
        return binary_float(operator, left, right).map(Constant::float);
    }
    binary_sequence(operator, left, right)
}

fn binary_int(operator: BinaryOperator, left: i64, right: i64) -> Option<Constant> {
    let (wide_left, wide_right) = (i128::from(left), i128::from(right));
    match operator {
        BinaryOperator::Add => int(wide_left + wide_right),
        BinaryOperator::Subtract => int(wide_left - wide_right),
        BinaryOperator::Multiply => int(wide_left * wide_right),
        BinaryOperator::TrueDivide => {
            let (left, right) = (as_float(&Constant::Int(left))?, as_float(&Constant::Int(right))?);
            (right != 0.0).then(|| Constant::float(left / right))
        }
        BinaryOperator::FloorDivide if right != 0 => {
            let quotient = wide_left.div_euclid(wide_right);
            // Euclid's remainder is never negative; Python's has the sign of the divisor.
            let exact = wide_left.rem_euclid(wide_right) == 0;
            int(if wide_right < 0 && !exact { quotient - 1 } else { quotient })
        }
        BinaryOperator::Modulo if right != 0 => {
            let remainder = wide_left.rem_euclid(wide_right);
            int(if wide_right < 0 && remainder != 0 { remainder + wide_right } else { remainder })
        }
        BinaryOperator::Power if right >= 0 => {
            let bits = 64 - left.unsigned_abs().leading_zeros();
            let exponent = u32::try_from(right).ok()?;
            let fits = bits.checked_mul(exponent).is_some_and(|bits| bits <= MAXIMUM_INT_BITS);
            fits.then(|| wide_left.checked_pow(exponent)).flatten().and_then(int)
        }
        BinaryOperator::And => Some(Constant::Int(left & right)),
        BinaryOperator::Or => Some(Constant::Int(left | right)),
        BinaryOperator::Xor => Some(Constant::Int(left ^ right)),
        BinaryOperator::ShiftLeft if (0..63).contains(&right) => int(wide_left << right),
        BinaryOperator::ShiftRight if right >= 0 => Some(Constant::Int(left >> right.min(63))),
        _ => None,
    }
}

/// Powers are left to the runtime's mathematical library, floor division and modulo to its care for rounding.
fn binary_float(operator: BinaryOperator, left: f64, right: f64) -> Option<f64> {
    let result = match operator {
        BinaryOperator::Add => left + right,
        BinaryOperator::Subtract => left - right,
        BinaryOperator::Multiply => left * right,
        BinaryOperator::TrueDivide if right != 0.0 => left / right,
        _ => return None,
    };
    // The bits of a NaN are the runtime's business.
    (!result.is_nan()).then_some(result)
}

fn binary_sequence(operator: BinaryOperator, left: &Constant, right: &Constant) -> Option<Constant> {
    let (sequence, count) = match (operator, left, right) {
        (BinaryOperator::Add, Constant::Str(left), Constant::Str(right)) => {
            let length = left.as_wtf8().len() + right.as_wtf8().len();
            return (length <= MAXIMUM_TEXT).then(|| Constant::Str(left.concatenate(right)));
        }
        (BinaryOperator::Add, Constant::Bytes(left), Constant::Bytes(right)) => {
            let length = left.len() + right.len();
            return (length <= MAXIMUM_TEXT).then(|| Constant::Bytes([left.as_slice(), right].concat()));
        }
        (BinaryOperator::Multiply, sequence, count) if as_int(count).is_some() => (sequence, as_int(count)?),
        (BinaryOperator::Multiply, count, sequence) if as_int(count).is_some() => (sequence, as_int(count)?),
        _ => return None,
    };
    let count = usize::try_from(count.max(0)).ok()?;
    let fits = |length: usize| length.checked_mul(count).is_some_and(|length| length <= MAXIMUM_TEXT);
    match sequence {
        Constant::Str(text) if fits(text.as_wtf8().len()) => Some(Constant::Str(text.repeat(count))),
        Constant::Bytes(bytes) if fits(bytes.len()) => Some(Constant::Bytes(bytes.repeat(count))),
        _ => None,
    }
}

fn compare(operator: CompareOperator, left: &Constant, right: &Constant) -> Option<bool> {
    let ordering = if let (Some(left), Some(right)) = (as_int(left), as_int(right)) {
        Some(left.cmp(&right))
    } else if let (Some(left), Some(right)) = (as_float(left), as_float(right)) {
        left.partial_cmp(&right)
    } else {
        match (left, right) {
            // The order of WTF-8 bytes is the order of code points.
            (Constant::Str(left), Constant::Str(right)) => Some(left.as_wtf8().cmp(right.as_wtf8())),
            _ => return None,
        }
    };
    Some(match operator {
        CompareOperator::Equal => ordering == Some(Ordering::Equal),
        CompareOperator::NotEqual => ordering != Some(Ordering::Equal),
        CompareOperator::Less => ordering == Some(Ordering::Less),
        CompareOperator::LessEqual => matches!(ordering, Some(Ordering::Less | Ordering::Equal)),
        CompareOperator::Greater => ordering == Some(Ordering::Greater),
        CompareOperator::GreaterEqual => matches!(ordering, Some(Ordering::Greater | Ordering::Equal)),
    })
}

#[cfg(test)]
mod tests;
