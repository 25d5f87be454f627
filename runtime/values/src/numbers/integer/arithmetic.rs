//! Operators of ints.
//!
//! Numbers that fit 64 bits are computed there; results that overflow become big.

use dashu_int::ops::BitTest;
use dashu_int::{IBig, Sign, UBig};
use molt_numerals::divide::{floor_div_rem, true_divide_numbers};
use molt_numerals::floats::power_of;
use molt_numerals::integers::{hash_number, number_to_f64, order};
use molt_object::integer::{Integer, as_integer, from_big, from_i64};
use molt_object::{Borrowed, Comparison, CoreType, Owned, Raised, Result, memory, raise};

/// Both operands as numbers, or `NotImplemented`.
macro_rules! operands {
    ($left:expr, $right:expr) => {
        match (as_integer($left), as_integer($right)) {
            (Some(left), Some(right)) => (left, right),
            _ => return Ok(Owned::not_implemented()),
        }
    };
}

/// The number of an int whose type was checked.
pub(super) fn number(value: Borrowed<'_>) -> Integer<'_> {
    as_integer(value).expect("the operation of a type is only called for its instances")
}

/// Bytes of the magnitude.
fn bytes(number: &Integer<'_>) -> usize {
    match number {
        Integer::Small(_) => 8,
        Integer::Big(number) => 8 * number.as_sign_words().1.len(),
    }
}

/// MemoryError unless there is memory for the result of an operator, and for what it takes to get there.
fn require(left: &Integer<'_>, right: &Integer<'_>) -> Result<()> {
    memory::require(4 * (bytes(left) + bytes(right)))
}

macro_rules! ring_operator {
    ($(#[doc = $doc:literal])+ $name:ident, $checked:ident, $operator:tt) => {
        $(#[doc = $doc])+
        pub fn $name(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
            Ok(match operands!(left, right) {
                (Integer::Small(left), Integer::Small(right)) => match left.$checked(right) {
                    Some(result) => from_i64(result),
                    None => from_big(IBig::from(left) $operator IBig::from(right)),
                },
                (left, right) => {
                    require(&left, &right)?;
                    match (left, right) {
                        (Integer::Big(left), Integer::Big(right)) => from_big(left $operator right),
                        (Integer::Big(left), Integer::Small(right)) => from_big(left $operator right),
                        (Integer::Small(left), Integer::Big(right)) => from_big(left $operator right),
                        (Integer::Small(left), Integer::Small(right)) => from_big(IBig::from(left) $operator right),
                    }
                }
            })
        }
    };
}

ring_operator! {
    /// `left + right`
    add, checked_add, +
}
ring_operator! {
    /// `left - right`
    subtract, checked_sub, -
}
ring_operator! {
    /// `left * right`
    multiply, checked_mul, *
}

fn division_by_zero() -> Raised {
    raise(CoreType::ZeroDivisionError, "division by zero")
}

/// As [`floor_div_rem`]; the divisor is not zero and the quotient does not overflow.
fn floor_div_rem_small(left: i64, right: i64) -> (i64, i64) {
    let (quotient, remainder) = (left / right, left % right);
    if remainder != 0 && (remainder < 0) != (right < 0) {
        (quotient - 1, remainder + right)
    } else {
        (quotient, remainder)
    }
}

fn is_zero(number: &Integer<'_>) -> bool {
    match number {
        Integer::Small(number) => *number == 0,
        Integer::Big(number) => number.is_zero(),
    }
}

/// Quotient and remainder.
fn divide(left: &Integer<'_>, right: &Integer<'_>) -> Result<(Owned, Owned)> {
    if is_zero(right) {
        return Err(division_by_zero());
    }
    Ok(match (left, right) {
        (Integer::Small(left), Integer::Small(right)) if *left != i64::MIN => {
            let (quotient, remainder) = floor_div_rem_small(*left, *right);
            (from_i64(quotient), from_i64(remainder))
        }
        _ => {
            require(left, right)?;
            let (quotient, remainder) = floor_div_rem(&left.to_big(), &right.to_big());
            (from_big(quotient), from_big(remainder))
        }
    })
}

/// `left // right`
pub fn floor_divide(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let (left, right) = operands!(left, right);
    let (quotient, _) = divide(&left, &right)?;
    Ok(quotient)
}

/// `left % right`
pub fn modulo(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let (left, right) = operands!(left, right);
    let (_, remainder) = divide(&left, &right)?;
    Ok(remainder)
}

/// `divmod(left, right)`
pub fn divmod(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let (left, right) = operands!(left, right);
    let (quotient, remainder) = divide(&left, &right)?;
    Ok(molt_object::Tuple::from_vec(vec![quotient, remainder]))
}

/// `left / right`
pub fn true_divide(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let (left, right) = operands!(left, right);
    if is_zero(&right) {
        return Err(division_by_zero());
    }
    match true_divide_numbers(&left, &right) {
        Some(quotient) => Ok(Owned::float(quotient)),
        None => Err(raise(CoreType::OverflowError, "integer division result too large for a float")),
    }
}

macro_rules! bit_operator {
    ($(#[doc = $doc:literal])+ $name:ident, $operator:tt) => {
        $(#[doc = $doc])+
        pub fn $name(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
            Ok(match operands!(left, right) {
                (Integer::Small(left), Integer::Small(right)) => from_i64(left $operator right),
                (left, right) => {
                    require(&left, &right)?;
                    from_big(left.to_big() $operator right.to_big())
                }
            })
        }
    };
}

bit_operator! {
    /// `left & right`
    bit_and, &
}
bit_operator! {
    /// `left | right`
    bit_or, |
}
bit_operator! {
    /// `left ^ right`
    bit_xor, ^
}

/// Results with more bits than this do not fit memory.
const MOST_BITS: i64 = 1 << 40;

/// Bytes to have for a result of so many bits.
fn bytes_for(bits: i64) -> usize {
    bits as usize / 8 * 4
}

/// `left << right`
pub fn shift_left(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let (left, right) = operands!(left, right);
    if right.is_negative() {
        return Err(raise(CoreType::ValueError, "negative shift count"));
    }
    if is_zero(&left) {
        return Ok(from_i64(0));
    }
    let count = match right.to_i64() {
        Some(count) if count < MOST_BITS => count as usize,
        Some(_) => return Err(memory::exhausted()),
        None => return Err(raise(CoreType::OverflowError, "too many digits in integer")),
    };
    if let Integer::Small(left) = left
        && count < 63
        && (left << count) >> count == left
    {
        return Ok(from_i64(left << count));
    }
    // The result, which is made a little larger, and the operand once more.
    memory::require(bytes(&left).saturating_add(bytes_for(count as i64)).saturating_mul(2))?;
    Ok(from_big(left.to_big() << count))
}

/// `left >> right`
pub fn shift_right(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let (left, right) = operands!(left, right);
    if right.is_negative() {
        return Err(raise(CoreType::ValueError, "negative shift count"));
    }
    let all_gone = from_i64(if left.is_negative() { -1 } else { 0 });
    let Some(count) = right.to_i64() else { return Ok(all_gone) };
    Ok(match left {
        Integer::Small(left) => from_i64(left >> count.min(63)),
        Integer::Big(left) if count > left.bit_len() as i64 => all_gone,
        // Rounds down, as two's complement does.
        Integer::Big(left) => from_big(left >> count as usize),
    })
}

/// `-operand`
pub fn negative(operand: Borrowed<'_>) -> Result {
    Ok(match number(operand) {
        Integer::Small(number) => number.checked_neg().map_or_else(|| from_big(-IBig::from(number)), from_i64),
        Integer::Big(number) => from_big(-number),
    })
}

/// `+operand`, `int(operand)` and `operator.index(operand)`: an exact int.
pub fn to_exact(operand: Borrowed<'_>) -> Result {
    Ok(match number(operand) {
        Integer::Small(number) => from_i64(number),
        Integer::Big(_) if super::is_exact(operand) => operand.own(),
        Integer::Big(number) => from_big(number.clone()),
    })
}

/// `abs(operand)`
pub fn absolute(operand: Borrowed<'_>) -> Result {
    if number(operand).is_negative() { negative(operand) } else { to_exact(operand) }
}

/// `~operand`
pub fn invert(operand: Borrowed<'_>) -> Result {
    Ok(match number(operand) {
        Integer::Small(number) => from_i64(!number),
        Integer::Big(number) => from_big(!number.clone()),
    })
}

/// `bool(operand)`
pub fn truth(operand: Borrowed<'_>) -> Result<bool> {
    Ok(!is_zero(&number(operand)))
}

/// `float(operand)`
pub fn to_float(operand: Borrowed<'_>) -> Result {
    number_to_f64(&number(operand)).map(Owned::float)
}

/// Rich comparison.
pub fn compare(left: Borrowed<'_>, right: Borrowed<'_>, comparison: Comparison) -> Result {
    let (left, right) = operands!(left, right);
    Ok(Owned::bool(comparison.holds(order(&left, &right))))
}

/// `hash(operand)`
pub fn hash(operand: Borrowed<'_>) -> Result<i64> {
    Ok(hash_number(&number(operand)))
}

/// `pow(base, exponent, modulus)`
pub fn power(base: Borrowed<'_>, exponent: Borrowed<'_>, modulus: Borrowed<'_>) -> Result {
    let (base, exponent) = operands!(base, exponent);
    if !modulus.is_none() {
        let Some(modulus) = as_integer(modulus) else { return Ok(Owned::not_implemented()) };
        return modular_power(&base.to_big(), &exponent.to_big(), &modulus.to_big());
    }
    if exponent.is_negative() {
        let (base, exponent) = (number_to_f64(&base)?, number_to_f64(&exponent)?);
        return power_of(base, exponent);
    }
    if let (Integer::Small(base), Some(exponent)) =
        (&base, exponent.to_i64().and_then(|number| u32::try_from(number).ok()))
        && let Some(result) = base.checked_pow(exponent)
    {
        return Ok(from_i64(result));
    }
    let base = base.to_big();
    if base.is_zero() || base.is_one() {
        return Ok(from_big(base));
    }
    if base == IBig::NEG_ONE {
        let odd = exponent.to_big().bit(0);
        return Ok(from_i64(if odd { -1 } else { 1 }));
    }
    let Some(exponent) = exponent.to_i64() else { return Err(memory::exhausted()) };
    let bits = (base.bit_len() as i64).checked_mul(exponent).filter(|&bits| bits < MOST_BITS);
    let Some(bits) = bits else { return Err(memory::exhausted()) };
    memory::require(bytes_for(bits))?;
    Ok(from_big(base.pow(exponent as usize)))
}

fn modular_power(base: &IBig, exponent: &IBig, modulus: &IBig) -> Result {
    if modulus.is_zero() {
        return Err(raise(CoreType::ValueError, "pow() 3rd argument cannot be 0"));
    }
    let (modulus_sign, magnitude) = modulus.clone().into_parts();
    let (exponent_sign, exponent) = exponent.clone().into_parts();
    let residue = if magnitude == UBig::ONE {
        UBig::ZERO
    } else {
        let ring = dashu_int::fast_div::ConstDivisor::new(magnitude);
        let mut base = ring.reduce(base.clone());
        if exponent_sign == Sign::Negative {
            base = base
                .inv()
                .ok_or_else(|| raise(CoreType::ValueError, "base is not invertible for the given modulus"))?;
        }
        base.pow(&exponent).residue()
    };
    let residue = IBig::from(residue);
    let shifted = modulus_sign == Sign::Negative && !residue.is_zero();
    Ok(from_big(if shifted { residue + modulus } else { residue }))
}
