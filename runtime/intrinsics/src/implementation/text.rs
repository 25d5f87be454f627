//! f-strings.

use molt_object::{Borrowed, Result, Str};
use molt_protocol::convert;
use molt_values::formatting;

use super::containers::as_str;
use crate::convert::Address;

pub fn string_join(parts: Address, count: u32) -> Result {
    // SAFETY: the row says that `count` borrowed values stand there.
    let parts = unsafe { parts.values(count) };
    let empty = Str::empty();
    let joined = as_str(empty.borrow()).map(|empty| Str::join(empty, parts)).transpose()?.flatten();
    Ok(joined.unwrap_or_else(|| unreachable!("parts of f-strings are strs")))
}

pub fn format_value(operand: Borrowed<'_>, conversion: u32, specification: Option<Borrowed<'_>>) -> Result {
    let converted = match char::from_u32(conversion) {
        Some('s') => Some(convert::str(operand)?),
        Some('r') => Some(convert::repr(operand)?),
        Some('a') => Some(convert::ascii(operand)?),
        _ => None,
    };
    let operand = converted.as_ref().map_or(operand, |converted| converted.borrow());
    match specification.and_then(as_str).filter(|specification| !specification.is_empty()) {
        Some(specification) => formatting::format(operand, specification),
        None => formatting::format_plain(operand),
    }
}
