//! `float.hex` and `float.fromhex`.

use crate::digits::trim;
use crate::divide::scale_by_power_of_two;

/// `value.hex()`
pub fn to_hexadecimal(value: f64) -> String {
    if !value.is_finite() {
        return crate::double::repr_double(value);
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    if value == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = value.to_bits();
    let exponent = (bits >> 52 & 0x7FF) as i64;
    let fraction = bits & ((1 << 52) - 1);
    let (lead, exponent) = if exponent == 0 { (0, -1022) } else { (1, exponent - 1023) };
    format!("{sign}0x{lead}.{fraction:013x}p{exponent:+}")
}

/// Why a text is not a float in hexadecimal notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HexError {
    /// Wrong notation.
    Invalid,
    /// Not representable.
    TooLarge,
}

/// `float.fromhex(text)`: any number of digits, rounded half to even.
pub fn from_hexadecimal(text: &str) -> Result<f64, HexError> {
    let text = trim(text);
    let (negative, unsigned) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let sign = if negative { -1.0 } else { 1.0 };
    let lower = unsigned.to_ascii_lowercase();
    match lower.as_str() {
        "inf" | "infinity" => return Ok(sign * f64::INFINITY),
        "nan" => return Ok(f64::NAN.copysign(sign)),
        _ => {}
    }
    let digits = lower.strip_prefix("0x").unwrap_or(&lower);
    let (digits, exponent) = match digits.split_once('p') {
        Some((digits, exponent)) => {
            let magnitude = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            if magnitude.is_empty() || !magnitude.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(HexError::Invalid);
            }
            let huge = if exponent.starts_with('-') { i64::MIN / 4 } else { i64::MAX / 4 };
            (digits, exponent.parse().map_or(huge, |exponent: i64| exponent.clamp(i64::MIN / 4, i64::MAX / 4)))
        }
        None => (digits, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = || whole.chars().chain(fraction.chars());
    if all().next().is_none() || !all().all(|digit| digit.is_ascii_hexdigit()) {
        return Err(HexError::Invalid);
    }
    // The first 15 digits that count, then whether anything nonzero follows.
    let mut mantissa = 0u64;
    let mut taken = 0;
    let mut dropped = 0i64;
    let mut sticky = false;
    for digit in all().filter_map(|digit| digit.to_digit(16)).skip_while(|&digit| digit == 0) {
        if taken < 15 {
            mantissa = mantissa << 4 | u64::from(digit);
            taken += 1;
        } else {
            sticky |= digit != 0;
            dropped += 4;
        }
    }
    if mantissa == 0 {
        return Ok(sign * 0.0);
    }
    let exponent = exponent.saturating_sub(4 * fraction.len() as i64).saturating_add(dropped);
    round_to_float(mantissa, exponent, sticky).map(|value| sign * value).ok_or(HexError::TooLarge)
}

/// `mantissa * 2**exponent`, half to even; `sticky` says that a little more follows. None when it is too large.
fn round_to_float(mantissa: u64, exponent: i64, sticky: bool) -> Option<f64> {
    let bits = i64::from(64 - mantissa.leading_zeros());
    if exponent.saturating_add(bits) > 1024 {
        return None;
    }
    if exponent.saturating_add(bits) < -1074 {
        return Some(0.0);
    }
    let cut = (bits - 53).max(-1074 - exponent);
    let (kept, exponent) = if cut <= 0 {
        (mantissa, exponent)
    } else {
        let tail = mantissa & ((1u64 << cut) - 1);
        let half = 1u64 << (cut - 1);
        let kept = mantissa >> cut;
        let up = tail > half || (tail == half && (sticky || kept & 1 == 1));
        (kept + u64::from(up), exponent + cut)
    };
    let value = scale_by_power_of_two(kept as f64, exponent);
    value.is_finite().then_some(value)
}
