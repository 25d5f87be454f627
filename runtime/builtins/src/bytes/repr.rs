//! `repr` of bytes.

use core::fmt::Write;

use molt_object::{Borrowed, Result, Str};

use super::own_bytes;

/// `b'...'`
pub fn repr_text(data: &[u8]) -> String {
    quoted(data, false)
}

/// As [`repr_text`]; bytearrays escape single quotes even between double ones.
pub(super) fn quoted(data: &[u8], escapes_single: bool) -> String {
    let quote = if data.contains(&b'\'') && !data.contains(&b'"') { '"' } else { '\'' };
    let mut text = String::with_capacity(data.len() + 3);
    text.push('b');
    text.push(quote);
    for &byte in data {
        match char::from(byte) {
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\\' => text.push_str("\\\\"),
            shown if shown == quote || (escapes_single && shown == '\'') => {
                text.push('\\');
                text.push(shown);
            }
            shown @ ' '..='~' => text.push(shown),
            _ => write!(text, "\\x{byte:02x}").expect("a String takes any text"),
        }
    }
    text.push(quote);
    text
}

/// `repr(value)`
pub fn repr(value: Borrowed<'_>) -> Result {
    Ok(Str::from_latin1(repr_text(&own_bytes(value)).as_bytes()))
}
