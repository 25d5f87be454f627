//! `repr` of strs and bytes, whatever their class says.

use core::fmt::Write;

use molt_object::text::Builder;
use molt_object::{Result, Str, memory, with_units};

use crate::units::Unit;

/// The escape of a code point `repr` does not show.
fn push_escape(code_point: u32, builder: &mut Builder) {
    let mut text = String::new();
    let written = match code_point {
        0x09 => text.write_str("\\t"),
        0x0A => text.write_str("\\n"),
        0x0D => text.write_str("\\r"),
        0..0x100 => write!(text, "\\x{code_point:02x}"),
        0x100..0x1_0000 => write!(text, "\\u{code_point:04x}"),
        _ => write!(text, "\\U{code_point:08x}"),
    };
    written.expect("a String takes any text");
    builder.push_rust(&text);
}

/// `repr(text)`
pub fn quoted_text(text: &Str) -> Result {
    let has = |quote: u8| with_units!(text, units => units.iter().any(|&unit| unit.code_point() == u32::from(quote)));
    let quote = if has(b'\'') && !has(b'"') { b'"' } else { b'\'' };
    if let Some(ascii) = text.as_ascii()
        && ascii.bytes().all(|byte| matches!(byte, 0x20..0x7F) && byte != b'\\' && byte != quote)
    {
        let mut units = memory::with_capacity(ascii.len() + 2)?;
        units.push(quote);
        units.extend_from_slice(ascii.as_bytes());
        units.push(quote);
        return Str::from_latin1(&units);
    }
    let quote = u32::from(quote);
    let mut builder = Builder::with_capacity(text.len() + 2);
    builder.push(quote);
    for code_point in text.code_points() {
        if code_point == quote || code_point == u32::from('\\') {
            builder.push(u32::from('\\'));
            builder.push(code_point);
        } else if molt_unicode::is_printable(code_point) {
            builder.push(code_point);
        } else {
            push_escape(code_point, &mut builder);
        }
    }
    builder.push(quote);
    builder.finish()
}

/// Adds `b'...'`; bytearrays escape single quotes even between double ones.
pub fn push_quoted_bytes(data: &[u8], escapes_single: bool, text: &mut Builder) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let quote = if data.contains(&b'\'') && !data.contains(&b'"') { b'"' } else { b'\'' };
    text.push_latin1(&[b'b', quote]);
    for &byte in data {
        match byte {
            b'\t' => text.push_latin1(b"\\t"),
            b'\n' => text.push_latin1(b"\\n"),
            b'\r' => text.push_latin1(b"\\r"),
            b'\\' => text.push_latin1(b"\\\\"),
            _ if byte == quote || (escapes_single && byte == b'\'') => text.push_latin1(&[b'\\', byte]),
            b' '..=b'~' => text.push_latin1(&[byte]),
            _ => {
                let (high, low) = (DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]);
                text.push_latin1(&[b'\\', b'x', high, low]);
            }
        }
    }
    text.push_latin1(&[quote]);
}

/// `b'...'`
pub fn quoted_bytes(data: &[u8]) -> Result {
    let mut text = Builder::with_capacity(data.len().saturating_add(3));
    push_quoted_bytes(data, false, &mut text);
    text.finish()
}
