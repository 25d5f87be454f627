//! Ints from and to text.

use dashu_int::ops::BitTest;
use dashu_int::{IBig, Sign};
use molt_object::integer::Integer;
use molt_object::{CoreType, Raised, Result, Str, memory, raise, token};
use molt_unicode as unicode;

/// The limit of `sys.get_int_max_str_digits`.
pub fn digit_limit() -> usize {
    token().interpreter().values.digit_limit.get()
}

/// Sets the limit; 0 for none.
pub fn set_digit_limit(limit: usize) {
    token().interpreter().values.digit_limit.set(limit);
}

/// Why a text is not an int.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseError {
    /// Not the notation of an int in this base.
    Invalid,
    /// More digits than the limit; how many there are.
    TooManyDigits(usize),
}

/// The text of a number without surrounding white space, with the digits of all scripts as ASCII ones. Other
/// characters outside ASCII become `?`, which no number contains.
pub fn numeric_text(text: &Str) -> String {
    let ascii = |code_point: u32| match code_point {
        0..0x80 => char::from(code_point as u8),
        _ if unicode::is_space(code_point) => ' ',
        _ => unicode::decimal(code_point).map_or('?', |digit| char::from(b'0' + digit as u8)),
    };
    let text: String = match text.as_ascii() {
        Some(text) => return trim(text).to_owned(),
        None => text.code_points().map(ascii).collect(),
    };
    trim(&text).to_owned()
}

/// Removes the white space `int` and `float` ignore around a number.
pub fn trim(text: &str) -> &str {
    text.trim_matches(|character: char| matches!(character, ' ' | '\t'..='\r'))
}

/// Parses the notation of `int(text, base)`, white space removed; base 0 takes a prefix.
pub fn parse(text: &str, base: u32) -> core::result::Result<IBig, ParseError> {
    let (sign, unsigned) = match text.as_bytes().first() {
        Some(b'-') => (Sign::Negative, &text[1..]),
        Some(b'+') => (Sign::Positive, &text[1..]),
        _ => (Sign::Positive, text),
    };
    let prefix = match unsigned.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    let (base, digits) = match base {
        0 if prefix != 0 => (prefix, &unsigned[2..]),
        0 => {
            // A zero in front is an error, as in the language, unless all are zeros.
            let zeros = unsigned.bytes().all(|byte| matches!(byte, b'0' | b'_'));
            if unsigned.starts_with('0') && !zeros {
                return Err(ParseError::Invalid);
            }
            (10, unsigned)
        }
        base if base == prefix => (base, &unsigned[2..]),
        base => (base, unsigned),
    };
    let after_prefix = digits.len() != unsigned.len();
    let digits = if after_prefix { digits.strip_prefix('_').unwrap_or(digits) } else { digits };
    let digits = remove_underscores(digits).ok_or(ParseError::Invalid)?;
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(base)) {
        return Err(ParseError::Invalid);
    }
    if let Ok(number) = i64::from_str_radix(&digits, base) {
        return Ok(IBig::from(number) * sign);
    }
    let limit = digit_limit();
    if limit != 0 && digits.len() > limit && !base.is_power_of_two() {
        return Err(ParseError::TooManyDigits(digits.len()));
    }
    IBig::from_str_radix(&digits, base).map(|number| number * sign).map_err(|_| ParseError::Invalid)
}

/// Removes underscores that stand between digits; None when one does not.
pub fn remove_underscores(digits: &str) -> Option<std::borrow::Cow<'_, str>> {
    if !digits.contains('_') {
        return Some(digits.into());
    }
    let misplaced = digits.starts_with('_') || digits.ends_with('_') || digits.contains("__");
    (!misplaced).then(|| digits.replace('_', "").into())
}

/// The `ValueError` for a text with too many digits.
pub fn too_many_digits(count: usize) -> Raised {
    let limit = digit_limit();
    raise(
        CoreType::ValueError,
        format_args!(
            "Exceeds the limit ({limit} digits) for integer string conversion: value has {count} digits; \
             use sys.set_int_max_str_digits() to increase the limit"
        ),
    )
}

/// Decimal text of a number that fits 64 bits, without allocation.
pub struct SmallDecimal {
    bytes: [u8; 20],
    start: usize,
}

impl SmallDecimal {
    /// The text of a number.
    pub fn new(number: i64) -> SmallDecimal {
        const PAIRS: &[u8; 200] = b"0001020304050607080910111213141516171819\
            2021222324252627282930313233343536373839\
            4041424344454647484950515253545556575859\
            6061626364656667686970717273747576777879\
            8081828384858687888990919293949596979899";
        let mut bytes = [0; 20];
        let mut start = bytes.len();
        let mut left = number.unsigned_abs();
        while left >= 10 {
            let pair = (left % 100) as usize * 2;
            left /= 100;
            start -= 2;
            bytes[start..start + 2].copy_from_slice(&PAIRS[pair..pair + 2]);
        }
        if left > 0 || start == bytes.len() {
            start -= 1;
            bytes[start] = b'0' + left as u8;
        }
        if number < 0 {
            start -= 1;
            bytes[start] = b'-';
        }
        SmallDecimal { bytes, start }
    }
    /// The text.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[self.start..]
    }
}

/// Decimal digits, with `-` for negative numbers.
pub fn to_decimal(number: &Integer<'_>) -> Result<String> {
    match number {
        Integer::Small(number) => Ok(number.to_string()),
        Integer::Big(number) => {
            let limit = digit_limit();
            let too_long = || {
                raise(
                    CoreType::ValueError,
                    format_args!(
                        "Exceeds the limit ({limit} digits) for integer string conversion; \
                         use sys.set_int_max_str_digits() to increase the limit"
                    ),
                )
            };
            // Certain without converting: a digit has more than 3.3 bits.
            if limit != 0 && number.bit_len() / 10 > limit.saturating_mul(4) / 10 {
                return Err(too_long());
            }
            // Half a byte per bit is more than the text and what is needed to make it.
            memory::require(number.bit_len() / 2)?;
            let text = number.to_string();
            let digits = text.len() - usize::from(text.starts_with('-'));
            if limit != 0 && digits > limit { Err(too_long()) } else { Ok(text) }
        }
    }
}

/// Digits of the magnitude in base 2, 8 or 16.
pub fn magnitude_in_base(number: &Integer<'_>, base: u8) -> Result<String> {
    Ok(match number {
        Integer::Small(number) => {
            let magnitude = number.unsigned_abs();
            match base {
                2 => format!("{magnitude:b}"),
                8 => format!("{magnitude:o}"),
                _ => format!("{magnitude:x}"),
            }
        }
        Integer::Big(number) => {
            // The text is made twice.
            memory::require(number.bit_len() / base.ilog2() as usize * 2)?;
            let text = (*number).in_radix(base).to_string();
            text.trim_start_matches('-').to_owned()
        }
    })
}
