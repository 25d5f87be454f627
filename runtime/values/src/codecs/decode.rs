//! Bytes to strs.

use molt_object::text::Builder;
use molt_object::{Result, Str};

use super::errors::{self, Handler};
use super::{ByteOrder, Encoding};

/// The str some bytes stand for.
pub(super) fn decode(data: &[u8], encoding: Encoding, errors: &str) -> Result {
    match encoding {
        Encoding::Latin1 => Str::from_latin1(data),
        Encoding::Ascii if data.is_ascii() => Str::from_latin1(data),
        Encoding::Ascii => decode_ascii(data, errors),
        Encoding::Utf8(marked) => {
            let data = if marked { data.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(data) } else { data };
            match core::str::from_utf8(data) {
                Ok(text) => Str::from_text(text),
                Err(_) => decode_utf_8(data, errors),
            }
        }
        Encoding::Utf16(order) => {
            let (order, start) = match (order, data) {
                (ByteOrder::Marked, [0xFF, 0xFE, ..]) => (ByteOrder::Little, 2),
                (ByteOrder::Marked, [0xFE, 0xFF, ..]) => (ByteOrder::Big, 2),
                (ByteOrder::Marked, _) => (ByteOrder::Little, 0),
                (order, _) => (order, 0),
            };
            decode_utf_16(data, start, order, errors)
        }
        Encoding::Utf32(order) => {
            let (order, start) = match (order, data) {
                (ByteOrder::Marked, [0xFF, 0xFE, 0, 0, ..]) => (ByteOrder::Little, 4),
                (ByteOrder::Marked, [0, 0, 0xFE, 0xFF, ..]) => (ByteOrder::Big, 4),
                (ByteOrder::Marked, _) => (ByteOrder::Little, 0),
                (order, _) => (order, 0),
            };
            decode_utf_32(data, start, order, errors)
        }
    }
}

fn decode_ascii(data: &[u8], errors: &str) -> Result {
    let mut output = Builder::with_capacity(data.len());
    for (index, &byte) in data.iter().enumerate() {
        if byte < 0x80 {
            output.push(u32::from(byte));
        } else {
            let handler = errors::find(errors)?;
            let reason = "ordinal not in range(128)";
            errors::recover(handler, "ascii", data, (index, index + 1), reason, &mut output)?;
        }
    }
    output.finish()
}

fn decode_utf_8(data: &[u8], errors: &str) -> Result {
    let mut output = Builder::with_capacity(data.len());
    let mut start = 0;
    loop {
        let error = match core::str::from_utf8(&data[start..]) {
            Ok(text) => {
                output.push_rust(text);
                return output.finish();
            }
            Err(error) => error,
        };
        let bad = start + error.valid_up_to();
        output.push_rust(core::str::from_utf8(&data[start..bad]).expect("valid so far"));
        let handler = errors::find(errors)?;
        if handler == Handler::SurrogatePass
            && let [0xED, second @ 0xA0..=0xBF, third @ 0x80..=0xBF, ..] = data[bad..]
        {
            output.push(0xD000 | u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F));
            start = bad + 3;
            continue;
        }
        let (end, reason) = match error.error_len() {
            None => (data.len(), "unexpected end of data"),
            Some(length) if matches!(data[bad], 0xC2..=0xF4) => (bad + length, "invalid continuation byte"),
            Some(length) => (bad + length, "invalid start byte"),
        };
        errors::recover(handler, "utf-8", data, (bad, end), reason, &mut output)?;
        start = end;
    }
}

fn decode_utf_16(data: &[u8], start: usize, order: ByteOrder, errors: &str) -> Result {
    let big = order == ByteOrder::Big;
    let name = if big { "utf-16-be" } else { "utf-16-le" };
    let unit = |index: usize| {
        let bytes = [*data.get(index)?, *data.get(index + 1)?];
        Some(if big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let mut output = Builder::with_capacity(data.len() / 2);
    let mut index = start;
    while index < data.len() {
        let fail = |end: usize, reason: &str, output: &mut Builder| {
            let handler = errors::find(errors)?;
            if handler == Handler::SurrogatePass
                && let Some(surrogate @ 0xD800..0xE000) = unit(index)
            {
                output.push(u32::from(surrogate));
                return Ok(index + 2);
            }
            errors::recover(handler, name, data, (index, end), reason, output)?;
            Ok(end)
        };
        index = match (unit(index), unit(index + 2)) {
            (None, _) => fail(data.len(), "truncated data", &mut output)?,
            (Some(high @ 0xD800..0xDC00), Some(low @ 0xDC00..0xE000)) => {
                output.push(0x1_0000 + (u32::from(high - 0xD800) << 10 | u32::from(low - 0xDC00)));
                index + 4
            }
            (Some(0xD800..0xDC00), None) => fail(data.len(), "unexpected end of data", &mut output)?,
            (Some(0xD800..0xDC00), Some(_)) => fail(index + 2, "illegal UTF-16 surrogate", &mut output)?,
            (Some(0xDC00..0xE000), _) => fail(index + 2, "illegal encoding", &mut output)?,
            (Some(unit), _) => {
                output.push(u32::from(unit));
                index + 2
            }
        };
    }
    output.finish()
}

fn decode_utf_32(data: &[u8], start: usize, order: ByteOrder, errors: &str) -> Result {
    let big = order == ByteOrder::Big;
    let name = if big { "utf-32-be" } else { "utf-32-le" };
    let mut output = Builder::with_capacity(data.len() / 4);
    let mut index = start;
    while index < data.len() {
        let unit = data.get(index..index + 4).and_then(|bytes| <[u8; 4]>::try_from(bytes).ok());
        let (end, reason) =
            match unit.map(|bytes| if big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }) {
                None => (data.len(), "truncated data"),
                Some(surrogate @ 0xD800..0xE000) => {
                    if errors::find(errors)? == Handler::SurrogatePass {
                        output.push(surrogate);
                        index += 4;
                        continue;
                    }
                    (index + 4, "code point in surrogate code point range(0xd800, 0xe000)")
                }
                Some(code_point @ 0..0x11_0000) => {
                    output.push(code_point);
                    index += 4;
                    continue;
                }
                Some(_) => (index + 4, "code point not in range(0x110000)"),
            };
        errors::recover(errors::find(errors)?, name, data, (index, end), reason, &mut output)?;
        index = end;
    }
    output.finish()
}

/// See [`super::complete_length`].
pub(super) fn complete_length(data: &[u8], encoding: Encoding) -> usize {
    match encoding {
        Encoding::Ascii | Encoding::Latin1 => data.len(),
        Encoding::Utf8(_) => {
            // At most the last three bytes can belong to a sequence that is not complete.
            let tail = data.len().saturating_sub(3);
            let lead = (tail..data.len()).rev().find(|&index| data[index] >= 0xC0);
            match lead {
                Some(lead) => match core::str::from_utf8(&data[lead..]) {
                    Err(error) if error.error_len().is_none() => lead + error.valid_up_to(),
                    _ => data.len(),
                },
                None => data.len(),
            }
        }
        Encoding::Utf16(order) => {
            let whole = data.len() & !1;
            let high_byte = match (order, data) {
                (ByteOrder::Big, _) | (ByteOrder::Marked, [0xFE, 0xFF, ..]) => whole.wrapping_sub(2),
                _ => whole.wrapping_sub(1),
            };
            let cut = data.get(high_byte).is_some_and(|&byte| matches!(byte, 0xD8..0xDC));
            if cut { whole - 2 } else { whole }
        }
        Encoding::Utf32(_) => data.len() & !3,
    }
}
