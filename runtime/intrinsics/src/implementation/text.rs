//! f-strings.

use molt_object::text::Builder;
use molt_object::{Borrowed, CoreType, Downcast, Name, Result, Str, raise, type_of};
use molt_protocol::{attribute, convert};

use super::containers::as_str;
use crate::convert::Address;

pub fn string_join(parts: Address, count: u32) -> Result {
    // SAFETY: the row says that `count` borrowed values stand there.
    let parts = unsafe { parts.values(count) };
    let strs = || parts.iter().filter_map(|part| as_str(*part));
    let mut builder = Builder::with_capacity(strs().map(Str::len).sum());
    strs().for_each(|part| builder.push_str(part));
    Ok(builder.finish())
}

pub fn format_value(operand: Borrowed<'_>, conversion: u32, specification: Option<Borrowed<'_>>) -> Result {
    let converted = match char::from_u32(conversion) {
        Some('s') => Some(convert::str(operand)?),
        Some('r') => Some(convert::repr(operand)?),
        Some('a') => Some(convert::ascii(operand)?),
        _ => None,
    };
    let operand = converted.as_ref().map_or(operand, |converted| converted.borrow());
    let empty = Str::from_latin1(b"");
    let specification = specification.unwrap_or(empty.borrow());
    if as_str(specification).is_some_and(Str::is_empty) {
        if operand.downcast_exact::<Str>().is_some() {
            return Ok(operand.own());
        }
        if operand.value().is_small_int() || operand.value().is_float() {
            return convert::str(operand);
        }
    }
    let Some(formatted) = attribute::call_special(operand, Name::Format, &[specification])? else {
        let found = type_of(operand).name();
        return Err(raise(CoreType::TypeError, format_args!("Type {found} doesn't define __format__")));
    };
    if as_str(formatted.borrow()).is_none() {
        let found = type_of(formatted.borrow()).name();
        return Err(raise(CoreType::TypeError, format_args!("__format__ must return a str, not {found}")));
    }
    Ok(formatted)
}
