//! Floats as decimal text, by the rules of C's `printf` and of Python's `repr`. Always correctly rounded.

use core::fmt::Write;

use molt_object::{Result, memory};

/// How to write a float.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// `e`: one digit before the point, and an exponent.
    Exponent,
    /// `f`: no exponent.
    Fixed,
    /// `g`: as many significant digits as the precision, in the shorter notation.
    General,
    /// `r`: the fewest digits that read back as the same float.
    Shortest,
}

/// Variations of a notation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Variations {
    /// `#`: keep the point and trailing zeros.
    pub alternate: bool,
    /// `.0` after a number that would look like an int.
    pub add_point_zero: bool,
    /// `z`: a negative zero after rounding loses its sign.
    pub coerce_negative_zero: bool,
    /// `INF`, `NAN` and `E` for the exponent.
    pub upper: bool,
}

/// No double has more digits than this after the point.
const MOST_DIGITS: usize = 1100;

/// Text that needs no allocation.
struct Buffer {
    bytes: [u8; 1536],
    length: usize,
}

impl Buffer {
    const fn new() -> Buffer {
        Buffer { bytes: [0; 1536], length: 0 }
    }
    fn text(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

impl Write for Buffer {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        let end = self.length + text.len();
        let place = self.bytes.get_mut(self.length..end).ok_or(core::fmt::Error)?;
        place.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}

/// Significant digits (no trailing zeros) and the position of the point relative to their start.
struct Decimal {
    digits: Vec<u8>,
    point: i32,
}

/// The integer and the number of bits after the binary point that are a finite magnitude.
fn taken_apart(magnitude: f64) -> (u64, i32) {
    const FRACTION: u32 = f64::MANTISSA_DIGITS - 1;
    let (exponent, fraction) = (magnitude.to_bits() >> FRACTION, magnitude.to_bits() & ((1 << FRACTION) - 1));
    let (significand, exponent) =
        if exponent == 0 { (fraction, 1) } else { (fraction | 1 << FRACTION, exponent as i32) };
    (significand, f64::MAX_EXP - 1 + FRACTION as i32 - exponent)
}

/// Bits after the binary point up to the last that is set; for multiples of two the negative number of zeros at the end.
fn fraction_bits(magnitude: f64) -> i32 {
    let (significand, bits) = taken_apart(magnitude);
    bits - significand.trailing_zeros() as i32
}

/// A magnitude times a power of ten, rounded to the nearest integer, of two to the even one; None unless 64 bits hold it.
fn scaled(magnitude: f64, power_of_ten: usize) -> Option<u64> {
    let factor = 10u64.checked_pow(u32::try_from(power_of_ten).ok()?)?;
    let (significand, bits) = taken_apart(magnitude);
    // Fewer than 53 + 64 bits: none is lost.
    let product = u128::from(significand) * u128::from(factor);
    let Ok(bits) = u32::try_from(bits) else {
        return u64::try_from(product).ok()?.checked_mul(2u64.checked_pow(bits.unsigned_abs())?);
    };
    let (Some(quotient), Some(half)) = (product.checked_shr(bits), 1u128.checked_shl(bits.saturating_sub(1))) else {
        return Some(0);
    };
    let remainder = product - (quotient << bits);
    let rounds_up = bits > 0 && (remainder > half || remainder == half && quotient & 1 == 1);
    u64::try_from(quotient + u128::from(rounds_up)).ok()
}

/// Writes an integer with a point before its last digits; there is one digit before the point at least.
fn write_scaled(mut number: u64, decimals: usize, text: &mut String) {
    // 20 digits are the most, 19 of them after the point, and the point.
    let mut bytes = [b'0'; 24];
    let mut start = bytes.len();
    let mut written = 0;
    while number > 0 || written <= decimals {
        if written == decimals && decimals > 0 {
            start -= 1;
            bytes[start] = b'.';
        }
        start -= 1;
        bytes[start] = b'0' + (number % 10) as u8;
        number /= 10;
        written += 1;
    }
    text.push_str(core::str::from_utf8(&bytes[start..]).expect("digits are ASCII"));
}

impl Decimal {
    /// From the text of Rust's `{:e}`: `d.ddde-5`.
    fn from_exponent_text(text: &[u8]) -> Decimal {
        let mark = text.iter().position(|&byte| byte == b'e').unwrap_or(text.len());
        let exponent = core::str::from_utf8(text.get(mark + 1..).unwrap_or_default())
            .ok()
            .and_then(|exponent| exponent.parse::<i32>().ok())
            .unwrap_or(0);
        let mut digits: Vec<u8> = text[..mark].iter().copied().filter(u8::is_ascii_digit).collect();
        while digits.len() > 1 && digits.last() == Some(&b'0') {
            digits.pop();
        }
        Decimal { digits, point: exponent + 1 }
    }
    fn rounded(magnitude: f64, significant: usize) -> Decimal {
        let mut buffer = Buffer::new();
        let kept = significant.clamp(1, MOST_DIGITS) - 1;
        write!(buffer, "{magnitude:.kept$e}").expect("the buffer holds every float");
        Self::from_exponent_text(buffer.text())
    }
    fn shortest(magnitude: f64) -> Decimal {
        let mut buffer = Buffer::new();
        write!(buffer, "{magnitude:e}").expect("the buffer holds every float");
        let found = Self::from_exponent_text(buffer.text());
        // Of two texts that are equally near Rust gives the larger, CPython the one whose last digit is even.
        let decimals = found.digits.len() as i32 - found.point;
        if fraction_bits(magnitude) != decimals + 1 {
            return found;
        }
        let mut buffer = Buffer::new();
        let kept = found.digits.len() - 1;
        write!(buffer, "{magnitude:.kept$e}").expect("the buffer holds every float");
        match core::str::from_utf8(buffer.text()).ok().and_then(|text| text.parse().ok()) {
            Some(even) if magnitude == even => Self::from_exponent_text(buffer.text()),
            _ => found,
        }
    }
    fn is_zero(&self) -> bool {
        self.digits == b"0"
    }
    /// The digit at a position relative to the point's; zero outside.
    fn digit(&self, index: i32) -> u8 {
        usize::try_from(index).ok().and_then(|index| self.digits.get(index)).copied().unwrap_or(b'0')
    }
}

/// Writes a float. `precision` means digits after the point, or significant digits for `General`; `Shortest` ignores it.
pub fn format_double(value: f64, notation: Notation, precision: usize, variations: Variations) -> Result<String> {
    if !value.is_finite() {
        let text = if value.is_nan() { "nan" } else { "inf" };
        let text = if variations.upper { text.to_uppercase() } else { text.to_owned() };
        return Ok(if value.is_sign_negative() && !value.is_nan() { format!("-{text}") } else { text });
    }
    let magnitude = value.abs();
    // A precision within reason needs no asking. `General` writes no zeros at the end, unless told so.
    let zeros = if notation == Notation::Shortest { 0 } else { precision.saturating_sub(MOST_DIGITS) };
    let mut text = String::new();
    if zeros > 0 && (notation != Notation::General || variations.alternate) {
        let length = zeros.saturating_add(2 * MOST_DIGITS);
        text.try_reserve_exact(length).map_err(|_| memory::exhausted())?;
    }
    let is_zero = match notation {
        Notation::Fixed => write_fixed(magnitude, precision, variations, &mut text),
        _ => write_digits(magnitude, notation, precision, variations, &mut text),
    };
    if value.is_sign_negative() && !(variations.coerce_negative_zero && is_zero) {
        text.insert(0, '-');
    }
    Ok(text)
}

/// True when every digit written is a zero.
fn write_fixed(magnitude: f64, precision: usize, variations: Variations, text: &mut String) -> bool {
    let kept = precision.min(MOST_DIGITS);
    match scaled(magnitude, kept) {
        Some(number) => write_scaled(number, kept, text),
        None => write!(text, "{magnitude:.kept$}").expect("a String takes any text"),
    }
    text.extend(core::iter::repeat_n('0', precision - kept));
    let is_zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    if precision == 0 && variations.alternate {
        text.push('.');
    }
    is_zero
}

/// True when every digit written is a zero.
fn write_digits(
    magnitude: f64,
    notation: Notation,
    precision: usize,
    variations: Variations,
    text: &mut String,
) -> bool {
    let (decimal, use_exponent, end) = match notation {
        Notation::Exponent => (Decimal::rounded(magnitude, precision + 1), true, precision as i64 + 1),
        Notation::General | Notation::Fixed => {
            let precision = precision.max(1);
            let decimal = Decimal::rounded(magnitude, precision);
            let limit = precision as i64 - i64::from(variations.add_point_zero);
            let use_exponent = decimal.point <= -4 || i64::from(decimal.point) > limit;
            let end = if variations.alternate { precision as i64 } else { decimal.digits.len() as i64 };
            (decimal, use_exponent, end)
        }
        Notation::Shortest => {
            let decimal = Decimal::shortest(magnitude);
            let use_exponent = decimal.point <= -4 || decimal.point > 16;
            let end = decimal.digits.len() as i64;
            (decimal, use_exponent, end)
        }
    };
    let point = if use_exponent { 1 } else { decimal.point };
    // Digits from `start` up to `end` are written, with the point before the digit `point`.
    let start = if point <= 0 { i64::from(point) - 1 } else { 0 };
    let least = i64::from(point) + i64::from(!use_exponent && variations.add_point_zero);
    let end = end.max(least);
    text.reserve((end - start) as usize + 8);
    for index in start..end {
        if index == i64::from(point) {
            text.push('.');
        }
        text.push(char::from(i32::try_from(index).map_or(b'0', |index| decimal.digit(index))));
    }
    if end == i64::from(point) && variations.alternate {
        text.push('.');
    }
    if use_exponent {
        let exponent = decimal.point - 1;
        let mark = if variations.upper { 'E' } else { 'e' };
        let sign = if exponent < 0 { '-' } else { '+' };
        write!(text, "{mark}{sign}{:02}", exponent.unsigned_abs()).expect("a String takes any text");
    }
    decimal.is_zero()
}

/// `repr(value)`.
pub fn repr_double(value: f64) -> String {
    let variations = Variations { add_point_zero: true, ..Variations::default() };
    format_double(value, Notation::Shortest, 0, variations).unwrap_or_else(memory::give_up)
}

#[cfg(test)]
mod tests {
    use super::{scaled, write_scaled};

    /// Finite magnitudes: of every size, with few and with many bits set, half-way between decimals and beside that.
    fn magnitudes() -> impl Iterator<Item = f64> {
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let random = (0..40_000).map(move |_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        });
        let wild = random.map(|bits| f64::from_bits(bits & !(1 << 63)));
        let halves = (0..2000).flat_map(|number| [2.0, 8.0, 1000.0, 1e15].map(|unit| f64::from(number) / unit));
        let integers = (0..64).flat_map(|power| [-1.0, 0.0, 1.0].map(|more| (2f64.powi(power) + more).abs()));
        let edges =
            [0.0, 5e-324, f64::MIN_POSITIVE, f64::MAX, 0.5, 1.5, 2.5, 0.125, 1e22, 9.5, 0.05, 18446744073709551615.0];
        let moderate = (0..40_000).map(|number| f64::from(number) * 1.000_000_123 - 0.5).map(f64::abs);
        let all = wild.chain(halves).chain(integers).chain(edges).chain(moderate);
        all.filter(|magnitude| magnitude.is_finite()).flat_map(|magnitude| [magnitude, magnitude.next_up()])
    }

    #[test]
    fn scaled_agrees_with_exact_arithmetic() {
        let mut found = 0;
        for magnitude in magnitudes().filter(|magnitude| magnitude.is_finite()) {
            for decimals in [0, 1, 2, 3, 6, 10, 17, 18, 19, 20, 400] {
                let Some(number) = scaled(magnitude, decimals) else { continue };
                let mut text = String::new();
                write_scaled(number, decimals, &mut text);
                assert_eq!(text, format!("{magnitude:.decimals$}"), "{magnitude:e}");
                found += 1;
            }
        }
        // Of the wild ones few are of such a size.
        assert!(found > 400_000, "{found}");
    }
}
