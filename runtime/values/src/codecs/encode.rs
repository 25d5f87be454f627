//! Strs to bytes.

use molt_object::text::Units;
use molt_object::{Result, Str, memory};

use super::errors::{self, Handler};
use super::{ByteOrder, Encoding};

/// Most bytes of what stands for one code point: ten characters of UTF-32.
const LONGEST: usize = 40;

/// The bytes of a str.
pub(super) fn encode(text: &Str, encoding: Encoding, errors: &str) -> Result<Vec<u8>> {
    let mut output = memory::with_capacity(text.len())?;
    let mark = match encoding {
        Encoding::Utf8(true) => true,
        Encoding::Utf16(order) | Encoding::Utf32(order) => order == ByteOrder::Marked,
        _ => false,
    };
    if mark {
        push(encoding, 0xFEFF, &mut output);
    }
    match (encoding, text.units()) {
        (Encoding::Utf8(_) | Encoding::Ascii | Encoding::Latin1, Units::One(units)) if text.is_ascii() => {
            output.extend_from_slice(units);
            return Ok(output);
        }
        (Encoding::Latin1, Units::One(units)) => {
            output.extend_from_slice(units);
            return Ok(output);
        }
        _ => {}
    }
    let mut start = 0;
    while let Some(code_point) = text.get(start) {
        memory::reserve(&mut output, LONGEST)?;
        if can_encode(encoding, code_point) {
            push(encoding, code_point, &mut output);
            start += 1;
            continue;
        }
        let bad = |index: usize| text.get(index).is_some_and(|code_point| !can_encode(encoding, code_point));
        let mut end = start + 1;
        // UTF-16 and UTF-32 report one at a time.
        while !matches!(encoding, Encoding::Utf16(_) | Encoding::Utf32(_)) && bad(end) {
            end += 1;
        }
        recover(text, encoding, errors::find(errors)?, (start, end), &mut output)?;
        start = end;
    }
    Ok(output)
}

const fn is_surrogate(code_point: u32) -> bool {
    matches!(code_point, 0xD800..0xE000)
}

const fn can_encode(encoding: Encoding, code_point: u32) -> bool {
    match encoding {
        Encoding::Ascii => code_point < 0x80,
        Encoding::Latin1 => code_point < 0x100,
        Encoding::Utf8(_) | Encoding::Utf16(_) | Encoding::Utf32(_) => !is_surrogate(code_point),
    }
}

const fn reason(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Ascii => "ordinal not in range(128)",
        Encoding::Latin1 => "ordinal not in range(256)",
        _ => "surrogates not allowed",
    }
}

/// Appends a code point the encoding has, or a surrogate in one of the Unicode encodings.
fn push(encoding: Encoding, code_point: u32, output: &mut Vec<u8>) {
    let push_two = |unit: u16, order: ByteOrder, output: &mut Vec<u8>| match order {
        ByteOrder::Big => output.extend_from_slice(&unit.to_be_bytes()),
        ByteOrder::Little | ByteOrder::Marked => output.extend_from_slice(&unit.to_le_bytes()),
    };
    match encoding {
        Encoding::Ascii | Encoding::Latin1 => output.push(code_point as u8),
        Encoding::Utf8(_) => match char::from_u32(code_point) {
            Some(character) => output.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
            None => {
                let tail = |shift: u32| 0x80 | (code_point >> shift & 0x3F) as u8;
                output.extend_from_slice(&[0xE0 | (code_point >> 12) as u8, tail(6), tail(0)]);
            }
        },
        Encoding::Utf16(order) => match code_point.checked_sub(0x1_0000) {
            Some(offset) => {
                push_two(0xD800 + (offset >> 10) as u16, order, output);
                push_two(0xDC00 + (offset & 0x3FF) as u16, order, output);
            }
            None => push_two(code_point as u16, order, output),
        },
        Encoding::Utf32(ByteOrder::Big) => output.extend_from_slice(&code_point.to_be_bytes()),
        Encoding::Utf32(_) => output.extend_from_slice(&code_point.to_le_bytes()),
    }
}

/// Deals with the code points of `span`, which cannot be encoded.
fn recover(text: &Str, encoding: Encoding, handler: Handler, span: (usize, usize), output: &mut Vec<u8>) -> Result<()> {
    for index in span.0..span.1 {
        memory::reserve(output, LONGEST)?;
        let code_point = text.get(index).expect("a place in the str");
        let fail = || errors::encode_error(encoding, text, (index, span.1), reason(encoding));
        match handler {
            Handler::SurrogateEscape
                if matches!(code_point, 0xDC80..0xDD00)
                    && !matches!(encoding, Encoding::Utf16(_) | Encoding::Utf32(_)) =>
            {
                output.push((code_point - 0xDC00) as u8);
            }
            Handler::SurrogatePass
                if is_surrogate(code_point) && !matches!(encoding, Encoding::Ascii | Encoding::Latin1) =>
            {
                push(encoding, code_point, output);
            }
            _ => {
                let replacement = errors::replacement(handler, code_point).ok_or_else(fail)?;
                replacement.chars().for_each(|character| push(encoding, u32::from(character), output));
            }
        }
    }
    Ok(())
}
