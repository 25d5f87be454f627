//! Divisions of ints that are rounded to the nearest: true division to a float, rounding to a multiple.

use dashu_int::ops::{BitTest, DivRem};
use dashu_int::{IBig, Sign, UBig};
use molt_object::integer::Integer;

/// Quotient rounded down, and the remainder with the divisor's sign.
pub fn floor_div_rem(left: &IBig, right: &IBig) -> (IBig, IBig) {
    let (quotient, remainder) = left.div_rem(right);
    if !remainder.is_zero() && remainder.sign() != right.sign() {
        (quotient - IBig::ONE, remainder + right)
    } else {
        (quotient, remainder)
    }
}

/// `mantissa * 2**exponent`, exact when the result is a float.
pub fn scale_by_power_of_two(mantissa: f64, exponent: i64) -> f64 {
    let mut result = mantissa;
    let mut left = exponent.clamp(-3000, 3000);
    while left > 0 {
        let step = left.min(1000);
        result *= f64::from_bits(((step + 1023) as u64) << 52);
        left -= step;
    }
    while left < 0 {
        let step = (-left).min(1000);
        result *= f64::from_bits(((1023 - step) as u64) << 52);
        left += step;
    }
    result
}

/// `left / right` rounded once, half to even; None when it is too large. `right` is not zero.
pub fn true_divide_numbers(left: &Integer<'_>, right: &Integer<'_>) -> Option<f64> {
    const EXACT: u64 = 1 << 53;
    if let (Integer::Small(left), Integer::Small(right)) = (left, right)
        && left.unsigned_abs() <= EXACT
        && right.unsigned_abs() <= EXACT
    {
        return Some(*left as f64 / *right as f64);
    }
    let (left_sign, left) = left.to_big().into_parts();
    let (right_sign, right) = right.to_big().into_parts();
    let quotient = divide_magnitudes(left, right)?;
    Some(if left_sign == right_sign { quotient } else { -quotient })
}

fn divide_magnitudes(left: UBig, right: UBig) -> Option<f64> {
    if left.is_zero() {
        return Some(0.0);
    }
    let difference = left.bit_len() as i64 - right.bit_len() as i64;
    if difference > 1024 {
        return None;
    }
    if difference < -1080 {
        return Some(0.0);
    }
    // The quotient gets 55 or 56 bits; what is cut off only matters as being zero or not.
    let shift = difference - 55;
    let (quotient, remainder) = if shift >= 0 {
        left.div_rem(right << shift as usize)
    } else {
        (left << shift.unsigned_abs() as usize).div_rem(right)
    };
    let quotient = u64::try_from(quotient).expect("at most 56 bits");
    let bits = i64::from(64 - quotient.leading_zeros());
    // A float has 53 bits, fewer when its lowest would stand for less than 2**-1074.
    let dropped = (bits - 53).max(-1074 - shift);
    if dropped > 60 {
        return Some(0.0);
    }
    let kept = quotient >> dropped;
    let tail = quotient & ((1 << dropped) - 1);
    let half = 1u64 << (dropped - 1);
    let above_half = tail > half || (tail == half && !remainder.is_zero());
    let tie = tail == half && remainder.is_zero();
    let rounded = kept + u64::from(above_half || (tie && kept & 1 == 1));
    let result = scale_by_power_of_two(rounded as f64, shift + dropped);
    result.is_finite().then_some(result)
}

/// `number` rounded to a multiple of `unit`, which is positive, half to even.
pub fn round_to_multiple(number: &IBig, unit: &IBig) -> IBig {
    let (quotient, remainder) = floor_div_rem(number, unit);
    let twice = &remainder + &remainder;
    let up = match twice.cmp(unit) {
        core::cmp::Ordering::Greater => true,
        core::cmp::Ordering::Equal => quotient.bit(0),
        core::cmp::Ordering::Less => false,
    };
    let down = number - remainder;
    if up { down + unit } else { down }
}

/// Exact ratio of a finite float: numerator and denominator without common factor.
pub fn ratio_of_float(value: f64) -> (IBig, IBig) {
    let bits = value.to_bits();
    let exponent = (bits >> 52 & 0x7FF) as i64;
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) = if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) };
    if mantissa == 0 {
        return (IBig::ZERO, IBig::ONE);
    }
    let zeros = mantissa.trailing_zeros();
    let (mantissa, exponent) = (mantissa >> zeros, exponent + i64::from(zeros));
    let sign = if value < 0.0 { Sign::Negative } else { Sign::Positive };
    let numerator = IBig::from_parts(sign, UBig::from(mantissa));
    if exponent >= 0 {
        (numerator << exponent as usize, IBig::ONE)
    } else {
        (numerator, IBig::ONE << exponent.unsigned_abs() as usize)
    }
}
