//! `repr` of bytes.

use molt_object::text::Builder;
use molt_object::{Borrowed, Result};

use super::own_bytes;

/// Adds `b'...'`; bytearrays escape single quotes even between double ones.
pub(super) fn push_quoted(data: &[u8], escapes_single: bool, text: &mut Builder) {
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
pub fn quoted(data: &[u8]) -> Result {
    let mut text = Builder::with_capacity(data.len().saturating_add(3));
    push_quoted(data, false, &mut text);
    text.finish()
}

/// `repr(value)`
pub fn repr(value: Borrowed<'_>) -> Result {
    quoted(&own_bytes(value))
}
