//! Methods of bytes and bytearrays that change case, pad, strip, translate and write hexadecimal digits.

use molt_object::{Borrowed, Bytes, CoreType, Downcast, Owned, Result, Str, memory, raise, type_of};
use molt_protocol::native_function::{Argument, Class, Place};
use molt_protocol::{call, convert};
use molt_support::bytes_like::{BytesLike, buffer, own_bytes};
use molt_support::units;

use super::search::{data_argument, is_space};
use super::sequence::{make_like, unchanged};

/// What a change of the bytes makes, of the type of the receiver.
pub(super) fn map(receiver: Borrowed<'_>, change: impl Fn(&[u8]) -> Result<Vec<u8>>) -> Result {
    let changed = change(&own_bytes(receiver))?;
    make_like(receiver, changed)
}

/// `data.lower()`
pub(super) fn lower(data: &[u8]) -> Result<Vec<u8>> {
    memory::collect(data.iter().map(u8::to_ascii_lowercase))
}

/// `data.capitalize()`
pub(super) fn capitalize(data: &[u8]) -> Result<Vec<u8>> {
    let mut data = lower(data)?;
    if let Some(first) = data.first_mut() {
        first.make_ascii_uppercase();
    }
    Ok(data)
}

/// `data.title()`
pub(super) fn title(data: &[u8]) -> Result<Vec<u8>> {
    let mut inside = false;
    let change = |byte: &u8| {
        let changed = if inside { byte.to_ascii_lowercase() } else { byte.to_ascii_uppercase() };
        inside = byte.is_ascii_alphabetic();
        changed
    };
    memory::collect(data.iter().map(change))
}

/// The letter in the other case.
pub(super) fn swap_case(byte: &u8) -> u8 {
    if byte.is_ascii_alphabetic() { byte ^ 0x20 } else { *byte }
}

/// Whether there are bytes and all pass the test.
pub(super) fn all(receiver: Borrowed<'_>, test: impl Fn(&u8) -> bool) -> Result {
    let data = own_bytes(receiver);
    Ok(Owned::bool(!data.is_empty() && data.iter().all(test)))
}

/// Whether there are letters, all of the case `is_wanted` tests.
pub(super) fn all_cased(receiver: Borrowed<'_>, is_wanted: fn(&u8) -> bool) -> Result {
    let data = own_bytes(receiver);
    let mut letters = data.iter().filter(|byte| byte.is_ascii_alphabetic()).peekable();
    Ok(Owned::bool(letters.peek().is_some() && letters.all(is_wanted)))
}

/// `receiver.istitle()`
pub(super) fn is_title(receiver: Borrowed<'_>) -> Result {
    let data = own_bytes(receiver);
    Ok(Owned::bool(data.iter().any(u8::is_ascii_alphabetic) && title(&data)? == *data))
}

/// Takes white space, or the bytes of `taken`, off the sides asked for.
pub(super) fn strip(receiver: Borrowed<'_>, taken: Option<Borrowed<'_>>, left: bool, right: bool) -> Result {
    let (start, end) = match taken.filter(|taken| !taken.is_none()) {
        None => units::strip(&own_bytes(receiver), left, right, is_space),
        Some(taken) => {
            let taken = data_argument(taken)?;
            units::strip(&own_bytes(receiver), left, right, |unit| taken.iter().any(|&byte| u32::from(byte) == unit))
        }
    };
    if (start, end) == (0, own_bytes(receiver).len()) {
        return unchanged(receiver);
    }
    map(receiver, |data| memory::copy(&data[start..end]))
}

/// The byte that fills a field.
pub(super) struct FillByte(u8);

impl Argument<'_> for FillByte {
    fn from_value(value: Borrowed<'_>, place: Place) -> Result<Self> {
        let Some(data) = buffer(value) else { return Err(place.wrong_type("a byte string of length 1", value)) };
        if let [byte] = *data {
            return Ok(FillByte(byte));
        }
        let kind = if value.downcast::<Bytes>().is_some() { "bytes" } else { "bytearray" };
        let (method, number, length) = (place.parameters.name, place.index + 1, data.len());
        let wanted = format_args!("argument {number} must be a byte string of length 1");
        let message = format!("{method}(): {wanted}, not a {kind} object of length {length}");
        Err(raise(CoreType::TypeError, message))
    }
}

/// Pads to a width; `left_share` says how much of the padding goes to the left.
pub(super) fn pad(
    receiver: Borrowed<'_>,
    width: isize,
    fill: Option<FillByte>,
    left_share: impl Fn(usize, usize) -> usize,
) -> Result {
    let width = usize::try_from(width).unwrap_or(0);
    let FillByte(fill) = fill.unwrap_or(FillByte(b' '));
    let length = own_bytes(receiver).len();
    if width <= length {
        return unchanged(receiver);
    }
    let left = left_share(width - length, width);
    map(receiver, |data| {
        let mut padded = memory::filled(fill, width)?;
        padded[left..left + length].copy_from_slice(data);
        Ok(padded)
    })
}

/// `receiver.zfill(width)`
pub(super) fn fill_zeros(receiver: Borrowed<'_>, width: isize) -> Result {
    let width = usize::try_from(width).unwrap_or(0);
    let length = own_bytes(receiver).len();
    if width <= length {
        return unchanged(receiver);
    }
    map(receiver, |data| {
        let sign = usize::from(matches!(data.first(), Some(b'+' | b'-')));
        let mut filled = memory::with_capacity(width)?;
        filled.extend_from_slice(&data[..sign]);
        filled.resize(sign + width - length, b'0');
        filled.extend_from_slice(&data[sign..]);
        Ok(filled)
    })
}

/// `receiver.translate(table, deleted)`
pub(super) fn translate(receiver: Borrowed<'_>, table: Borrowed<'_>, deleted: Option<Borrowed<'_>>) -> Result {
    let table = match Some(table).filter(|table| !table.is_none()) {
        Some(table) => {
            let table = memory::copy(&data_argument(table)?)?;
            if table.len() != 256 {
                return Err(raise(CoreType::ValueError, "translation table must be 256 characters long"));
            }
            Some(table)
        }
        None => None,
    };
    let deleted = match deleted {
        Some(deleted) => memory::copy(&data_argument(deleted)?)?,
        None => Vec::new(),
    };
    map(receiver, |data| {
        let kept = data.iter().filter(|byte| !deleted.contains(byte));
        memory::collect(kept.map(|&byte| table.as_ref().map_or(byte, |table| table[usize::from(byte)])))
    })
}

/// `bytes.maketrans(from, to)`
pub(super) fn make_table(from: BytesLike<'_>, to: BytesLike<'_>) -> Result {
    let (from, to) = (from.data(), to.data());
    if from.len() != to.len() {
        return Err(raise(CoreType::ValueError, "maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (&from, &to) in from.iter().zip(to.iter()) {
        table[usize::from(from)] = to;
    }
    Bytes::from_slice(&table)
}

fn separator_of(value: Borrowed<'_>) -> Result<u8> {
    if convert::length(value)? != 1 {
        return Err(raise(CoreType::ValueError, "sep must be length 1."));
    }
    let separator = match value.downcast::<Str>() {
        Some(text) => text.get(0),
        None => value.downcast::<Bytes>().and_then(|data| data.as_slice().first().map(|&byte| u32::from(byte))),
    };
    match separator {
        Some(separator) if separator < 0x80 => Ok(separator as u8),
        Some(_) => Err(raise(CoreType::ValueError, "sep must be ASCII.")),
        None => Err(raise(CoreType::TypeError, "sep must be str or bytes.")),
    }
}

/// `receiver.hex(separator, group)`
pub(super) fn to_hexadecimal(receiver: Borrowed<'_>, separator: Option<Borrowed<'_>>, group: i32) -> Result {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let separator = separator.map(separator_of).transpose()?;
    let data = own_bytes(receiver);
    let size = group.unsigned_abs() as usize;
    let mut text = memory::with_capacity(data.len().saturating_mul(3))?;
    for (index, &byte) in data.iter().enumerate() {
        // Positive groups are counted from the right.
        let before = if group > 0 { data.len() - index } else { index };
        if let Some(separator) = separator
            && size > 0
            && index > 0
            && before % size == 0
        {
            text.push(separator);
        }
        text.extend_from_slice(&[DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    }
    Str::from_latin1(&text)
}

/// `class.fromhex(source)`
pub(super) fn from_hexadecimal(Class(class): Class<'_>, source: Borrowed<'_>) -> Result {
    let units: Vec<u32> = if let Some(text) = source.downcast::<Str>() {
        memory::collect(text.code_points())?
    } else if let Some(data) = buffer(source) {
        memory::collect(data.iter().map(|&byte| u32::from(byte)))?
    } else {
        let found = type_of(source).name();
        return Err(raise(
            CoreType::TypeError,
            format_args!("fromhex() argument must be str or bytes-like, not {found}"),
        ));
    };
    let digit = |index: usize| char::from_u32(*units.get(index)?)?.to_digit(16);
    let mut data = memory::with_capacity(units.len() / 2)?;
    let mut index = 0;
    while index < units.len() {
        if is_space(units[index]) {
            index += 1;
            continue;
        }
        let bad = match (digit(index), digit(index + 1)) {
            (Some(high), Some(low)) => {
                data.push((high << 4 | low) as u8);
                index += 2;
                continue;
            }
            (Some(_), None) if index + 1 == units.len() => {
                let message = "fromhex() arg must contain an even number of hexadecimal digits";
                return Err(raise(CoreType::ValueError, message));
            }
            (Some(_), None) => index + 1,
            (None, _) => index,
        };
        return Err(raise(
            CoreType::ValueError,
            format_args!("non-hexadecimal number found in fromhex() arg at position {bad}"),
        ));
    }
    let made = Bytes::from_slice(&data)?;
    if class.is_core(CoreType::Bytes) { Ok(made) } else { call::call(class.as_borrowed(), &[made.borrow()]) }
}
