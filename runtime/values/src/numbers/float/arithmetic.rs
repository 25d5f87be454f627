//! Operators of floats.

use core::cmp::Ordering;

use dashu_int::ops::BitTest;
use dashu_int::{IBig, Sign};
use molt_numerals::divide::ratio_of_float;
use molt_numerals::floats::{as_float, power_of};
use molt_numerals::integers::{hash_number, number_to_f64};
use molt_object::integer::{Integer, as_integer, from_big};
use molt_object::{Borrowed, Comparison, CoreType, Owned, Raised, Result, Tuple, raise};

/// An operand as a float: floats and ints; None for others.
#[inline]
fn operand(value: Borrowed<'_>) -> Result<Option<f64>> {
    if let Some(number) = as_float(value) {
        return Ok(Some(number));
    }
    match as_integer(value) {
        Some(number) => number_to_f64(&number).map(Some),
        None => Ok(None),
    }
}

macro_rules! operands {
    ($left:expr, $right:expr) => {
        match (operand($left)?, operand($right)?) {
            (Some(left), Some(right)) => (left, right),
            _ => return Ok(Owned::not_implemented()),
        }
    };
}

fn division_by_zero() -> Raised {
    raise(CoreType::ZeroDivisionError, "division by zero")
}

/// `left + right`
pub fn add(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let (left, right) = operands!(left, right);
    Ok(Owned::float(left + right))
}

/// `left - right`
pub fn subtract(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let (left, right) = operands!(left, right);
    Ok(Owned::float(left - right))
}

/// `left * right`
pub fn multiply(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let (left, right) = operands!(left, right);
    Ok(Owned::float(left * right))
}

/// `left / right`
pub fn true_divide(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let (left, right) = operands!(left, right);
    if right == 0.0 {
        return Err(division_by_zero());
    }
    Ok(Owned::float(left / right))
}

/// Quotient rounded down and remainder with the divisor's sign; `right` is not zero.
pub fn floor_div_rem(left: f64, right: f64) -> (f64, f64) {
    let mut remainder = left % right;
    // The exact quotient of this division is a whole number.
    let mut quotient = (left - remainder) / right;
    if remainder == 0.0 {
        remainder = 0.0f64.copysign(right);
    } else if (right < 0.0) != (remainder < 0.0) {
        remainder += right;
        quotient -= 1.0;
    }
    let floored = if quotient == 0.0 {
        0.0f64.copysign(left / right)
    } else {
        let floored = quotient.floor();
        if quotient - floored > 0.5 { floored + 1.0 } else { floored }
    };
    (floored, remainder)
}

/// `left // right`
pub fn floor_divide(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let (left, right) = operands!(left, right);
    if right == 0.0 {
        return Err(division_by_zero());
    }
    Ok(Owned::float(floor_div_rem(left, right).0))
}

/// `left % right`
pub fn modulo(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let (left, right) = operands!(left, right);
    if right == 0.0 {
        return Err(division_by_zero());
    }
    Ok(Owned::float(floor_div_rem(left, right).1))
}

/// `divmod(left, right)`
pub fn divmod(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let (left, right) = operands!(left, right);
    if right == 0.0 {
        return Err(division_by_zero());
    }
    let (quotient, remainder) = floor_div_rem(left, right);
    Ok(Tuple::from_vec(vec![Owned::float(quotient), Owned::float(remainder)]))
}

/// `pow(base, exponent, modulus)`
pub fn power(base: Borrowed<'_>, exponent: Borrowed<'_>, modulus: Borrowed<'_>) -> Result {
    if !modulus.is_none() {
        let message = "pow() 3rd argument not allowed unless all arguments are integers";
        return Err(raise(CoreType::TypeError, message));
    }
    let (base, exponent) = operands!(base, exponent);
    power_of(base, exponent)
}

fn own_number(value: Borrowed<'_>) -> f64 {
    as_float(value).expect("the operation of a type is only called for its instances")
}

/// `-operand`
pub fn negative(operand: Borrowed<'_>) -> Result {
    Ok(Owned::float(-own_number(operand)))
}

/// `+operand` and `float(operand)`: an exact float.
pub fn to_exact(operand: Borrowed<'_>) -> Result {
    Ok(Owned::float(own_number(operand)))
}

/// `abs(operand)`
pub fn absolute(operand: Borrowed<'_>) -> Result {
    Ok(Owned::float(own_number(operand).abs()))
}

/// `bool(operand)`
pub fn truth(operand: Borrowed<'_>) -> Result<bool> {
    Ok(own_number(operand) != 0.0)
}

/// The whole part of a float as an int; errors for infinities and NaN.
pub fn to_integer(value: f64) -> Result {
    if value.is_nan() {
        return Err(raise(CoreType::ValueError, "cannot convert float NaN to integer"));
    }
    if value.is_infinite() {
        return Err(raise(CoreType::OverflowError, "cannot convert float infinity to integer"));
    }
    if value.abs() < 1e15 {
        return Ok(molt_object::integer::from_i64(value as i64));
    }
    // From here on, floats are whole or nearly: truncation is exact.
    let (numerator, denominator) = ratio_of_float(value.trunc());
    debug_assert!(denominator.is_one());
    Ok(from_big(numerator))
}

/// `int(operand)`
pub fn to_int(operand: Borrowed<'_>) -> Result {
    to_integer(own_number(operand))
}

/// Exact order of an int and a float; None for NaN.
pub fn order_integer(left: &Integer<'_>, right: f64) -> Option<Ordering> {
    const EXACT: u64 = 1 << 53;
    if right.is_nan() {
        return None;
    }
    if right.is_infinite() {
        return Some(if right > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    if let Integer::Small(left) = left
        && left.unsigned_abs() <= EXACT
    {
        return (*left as f64).partial_cmp(&right);
    }
    let left = left.to_big();
    let left_sign = if left.is_zero() {
        0
    } else if left.sign() == Sign::Negative {
        -1
    } else {
        1
    };
    let right_sign = if right == 0.0 {
        0
    } else if right < 0.0 {
        -1
    } else {
        1
    };
    if left_sign != right_sign {
        return Some(left_sign.cmp(&right_sign));
    }
    if left.bit_len() > 1024 {
        return Some(if left_sign < 0 { Ordering::Less } else { Ordering::Greater });
    }
    let (numerator, denominator) = ratio_of_float(right);
    Some((left * denominator).cmp(&numerator))
}

/// Rich comparison with floats and ints, exact.
pub fn compare(left: Borrowed<'_>, right: Borrowed<'_>, comparison: Comparison) -> Result {
    let order = match (as_float(left), as_float(right)) {
        (Some(left), Some(right)) => left.partial_cmp(&right),
        (Some(left), None) => match as_integer(right) {
            Some(right) => order_integer(&right, left).map(Ordering::reverse),
            None => return Ok(Owned::not_implemented()),
        },
        (None, Some(right)) => match as_integer(left) {
            Some(left) => order_integer(&left, right),
            None => return Ok(Owned::not_implemented()),
        },
        (None, None) => return Ok(Owned::not_implemented()),
    };
    Ok(Owned::bool(match order {
        Some(order) => comparison.holds(order),
        None => comparison == Comparison::NotEqual,
    }))
}

/// The hash of a float; equal to that of an equal int. NaN has that of its identity.
pub fn hash_float(value: f64) -> i64 {
    if value.is_infinite() {
        return if value > 0.0 { 314_159 } else { -314_159 };
    }
    if value.is_nan() {
        // Floats have no identity here; every NaN has the hash of an object at a fixed address.
        return 0;
    }
    if value.floor() == value && value.abs() < 1e15 {
        return hash_number(&Integer::Small(value as i64));
    }
    // numerator / 2**k modulo 2**61 - 1, where 2**61 is 1: dividing by 2**k multiplies by 2**(61 - k % 61).
    let (numerator, denominator) = ratio_of_float(value);
    let halvings = denominator.bit_len() - 1;
    let shifted = numerator << ((61 - halvings % 61) % 61);
    hash_number(&Integer::Big(&shifted))
}

/// `hash(operand)`
pub fn hash(operand: Borrowed<'_>) -> Result<i64> {
    Ok(hash_float(own_number(operand)))
}

/// `round(value, digits)`: correctly rounded, half to even.
pub fn round_to_digits(value: f64, digits: i64) -> Result {
    // Beyond these bounds, rounding changes nothing or leaves nothing (CPython's NDIGITS_MAX and NDIGITS_MIN).
    if !value.is_finite() || digits > 323 {
        return Ok(Owned::float(value));
    }
    if digits < -308 {
        return Ok(Owned::float(0.0 * value));
    }
    let rounded: f64 = if digits >= 0 {
        format!("{value:.*}", digits as usize).parse().expect("a float's text is a float")
    } else {
        let unit = IBig::from(10).pow(digits.unsigned_abs() as usize);
        round_float_to_multiple(value, &unit)
    };
    if rounded.is_infinite() {
        return Err(raise(CoreType::OverflowError, "rounded value too large to represent"));
    }
    Ok(Owned::float(rounded))
}

fn round_float_to_multiple(value: f64, unit: &IBig) -> f64 {
    let (numerator, denominator) = ratio_of_float(value.abs());
    let scaled_unit = unit * &denominator;
    let multiple = molt_numerals::divide::round_to_multiple(&numerator, &scaled_unit) / denominator;
    multiple.to_f64().value().copysign(value)
}

/// `round(value)`: to the nearest int, half to even.
pub fn round_to_integer(value: f64) -> Result {
    to_integer(value.round_ties_even())
}
