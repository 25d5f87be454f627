//! Laying out a number: sign, prefix, grouped digits, padding.

use molt_numerals::double::{Notation, Variations, format_double};
use molt_object::text::Builder;
use molt_object::{Result, memory};

use super::spec::{Grouping, Spec, TypeName, unknown_presentation};
use super::value_error;

/// A number's text taken apart; all but the remainder is ASCII.
struct Parts<'a> {
    negative: bool,
    prefix: &'a str,
    digits: &'a str,
    has_point: bool,
    fraction: &'a str,
    /// Exponent, percent sign, `inf` or `nan`; or the character of presentation type `c`.
    remainder: &'a [u32],
}

/// Digits before the point with separators, at least `least_width` wide with zeros in front.
fn group(digits: &str, grouping: Grouping, least_width: isize) -> Result<String> {
    let size = grouping.size().unwrap_or(usize::MAX);
    let most = digits.len().saturating_add(digits.len() / 3).max(usize::try_from(least_width).unwrap_or(0));
    let mut backwards: Vec<u8> = memory::with_capacity(most.saturating_add(2))?;
    let mut remaining = digits.bytes().rev();
    let mut width = least_width;
    let mut first = true;
    loop {
        let wanted = remaining.len().max(usize::try_from(width).unwrap_or(0)).max(1).min(size);
        if !first {
            backwards.push(grouping.separator() as u8);
        }
        first = false;
        let own = wanted.min(remaining.len());
        backwards.extend(remaining.by_ref().take(own));
        backwards.resize(backwards.len() + wanted - own, b'0');
        width -= wanted as isize;
        if remaining.len() == 0 && width <= 0 {
            break;
        }
        width -= 1;
    }
    backwards.reverse();
    Ok(String::from_utf8(backwards).expect("digits and separators are ASCII"))
}

/// Digits after the point with separators.
fn group_fraction(digits: &str, grouping: Grouping) -> String {
    let Some(size) = grouping.size() else { return digits.to_owned() };
    let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && index % size == 0 {
            text.push(grouping.separator());
        }
        text.push(digit);
    }
    text
}

fn lay_out(parts: &Parts<'_>, spec: &Spec) -> Result {
    let sign = match spec.sign {
        _ if parts.negative => "-",
        b'+' => "+",
        b' ' => " ",
        _ => "",
    };
    let grouped;
    let fraction = if spec.fraction_grouping == Grouping::None {
        parts.fraction
    } else {
        grouped = group_fraction(parts.fraction, spec.fraction_grouping);
        &grouped
    };
    let others =
        sign.len() + parts.prefix.len() + usize::from(parts.has_point) + fraction.len() + parts.remainder.len();
    let width = spec.width.unwrap_or(0);
    let zero_padded = spec.fill == u32::from('0') && spec.align == b'=';
    let least_width = if zero_padded { width as isize - others as isize } else { 0 };
    let grouped;
    let digits = match parts.digits {
        "" => "",
        digits if spec.grouping == Grouping::None && least_width <= digits.len() as isize => digits,
        digits => {
            grouped = group(digits, spec.grouping, least_width)?;
            &grouped
        }
    };
    let padding = width.saturating_sub(others + digits.len());
    let (left, middle, right) = match spec.align {
        b'<' => (0, 0, padding),
        b'^' => (padding / 2, 0, padding - padding / 2),
        b'=' => (0, padding, 0),
        _ => (padding, 0, 0),
    };
    let mut text = Builder::with_capacity(others + digits.len() + padding);
    let fill = |text: &mut Builder, count: usize| text.push_repeated(spec.fill, count);
    fill(&mut text, left);
    text.push_latin1(sign.as_bytes());
    text.push_latin1(parts.prefix.as_bytes());
    fill(&mut text, middle);
    text.push_latin1(digits.as_bytes());
    if parts.has_point {
        text.push_latin1(b".");
    }
    text.push_latin1(fraction.as_bytes());
    parts.remainder.iter().for_each(|&unit| text.push(unit));
    fill(&mut text, right);
    text.finish()
}

/// Lays out an int given as its sign and the digits of its magnitude.
pub fn integer(negative: bool, prefix: &str, digits: &str, spec: &Spec) -> Result {
    lay_out(&Parts { negative, prefix, digits, has_point: false, fraction: "", remainder: &[] }, spec)
}

/// Lays out the character of presentation type `c`.
pub fn character(code_point: u32, spec: &Spec) -> Result {
    let parts =
        Parts { negative: false, prefix: "", digits: "", has_point: false, fraction: "", remainder: &[code_point] };
    lay_out(&parts, spec)
}

/// Lays out a float.
pub fn float(value: f64, spec: &Spec, type_name: TypeName<'_>) -> Result {
    let mut variations = Variations {
        alternate: spec.alternate,
        coerce_negative_zero: spec.coerce_negative_zero,
        ..Variations::default()
    };
    let mut value = value;
    let mut percent = false;
    let (notation, default_precision) = match u8::try_from(spec.presentation).unwrap_or(b'?') {
        0 => {
            variations.add_point_zero = true;
            let notation = if spec.precision.is_some() { Notation::General } else { Notation::Shortest };
            (notation, 0)
        }
        b'n' | b'g' => (Notation::General, 6),
        b'G' => {
            variations.upper = true;
            (Notation::General, 6)
        }
        b'e' => (Notation::Exponent, 6),
        b'E' => {
            variations.upper = true;
            (Notation::Exponent, 6)
        }
        b'f' => (Notation::Fixed, 6),
        b'F' => {
            variations.upper = true;
            (Notation::Fixed, 6)
        }
        b'%' => {
            percent = true;
            value *= 100.0;
            (Notation::Fixed, 6)
        }
        _ => return Err(value_error(unknown_presentation(spec.presentation, type_name))),
    };
    let precision = spec.precision.unwrap_or(default_precision);
    if precision > i32::MAX as usize {
        return Err(value_error("precision too big".to_owned()));
    }
    let mut text = format_double(value, notation, precision, variations)?;
    if percent {
        text.push('%');
    }
    let negative = text.starts_with('-');
    let unsigned = &text[usize::from(negative)..];
    let count = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = unsigned.split_at(count(unsigned));
    let has_point = rest.starts_with('.');
    let rest = &rest[usize::from(has_point)..];
    let (fraction, remainder) = rest.split_at(if has_point { count(rest) } else { 0 });
    let remainder: Vec<u32> = remainder.bytes().map(u32::from).collect();
    lay_out(&Parts { negative, prefix: "", digits, has_point, fraction, remainder: &remainder }, spec)
}

/// Lays out a str, given as code points.
pub fn string(units: impl ExactSizeIterator<Item = u32>, spec: &Spec) -> Result {
    let length = units.len().min(spec.precision.unwrap_or(usize::MAX));
    let padding = spec.width.unwrap_or(0).saturating_sub(length);
    let left = match spec.align {
        b'>' => padding,
        b'^' => padding / 2,
        _ => 0,
    };
    let mut text = Builder::with_capacity(length + padding);
    text.push_repeated(spec.fill, left);
    units.take(length).for_each(|unit| text.push(unit));
    text.push_repeated(spec.fill, padding - left);
    text.finish()
}
