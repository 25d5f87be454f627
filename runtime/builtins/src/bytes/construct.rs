//! `bytes(...)` and what turns objects into bytes.

use molt_object::integer::as_integer;
use molt_object::{
    Arguments, Borrowed, Bytes, CoreType, Downcast, Name, Result, Str, exception, memory, raise, raised, type_of,
};
use molt_protocol::parameters::Parameters;
use molt_protocol::{attribute, convert, iterate};

use super::buffer;
use crate::integer::receiver_class;
use crate::text::arguments::str_argument;
use crate::text::codec;

/// `bytes.__new__`.
pub fn new(class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let class = receiver_class(class);
    if class.is_core(CoreType::Bytes)
        && let ([source], false) = (arguments.positional(), arguments.has_keywords())
        && type_of(*source).is_core(CoreType::Bytes)
    {
        return Ok(source.own());
    }
    let data = from_arguments("bytes", "bytes must be in range(0, 256)", &arguments)?;
    Bytes::of_class(class, &data)
}

/// The bytes `bytes(...)` and `bytearray(...)` hold.
pub fn from_arguments(function: &'static str, range_message: &str, arguments: &Arguments<'_>) -> Result<Vec<u8>> {
    let parameters = Parameters {
        name: function,
        names: &["source", "encoding", "errors"],
        positional_only: 0,
        required: 0,
        keyword_only_from: 3,
    };
    let bound = parameters.bind(arguments)?;
    let encoding = match bound[1] {
        Some(encoding) => Some(str_argument(encoding, function, " 'encoding'")?.to_rust()),
        None => None,
    };
    let errors = match bound[2] {
        Some(errors) => Some(str_argument(errors, function, " 'errors'")?.to_rust()),
        None => None,
    };
    let text = bound[0].and_then(|source| source.downcast::<Str>());
    match (bound[0], text, &encoding) {
        (_, Some(text), Some(encoding)) => codec::encode(text, encoding, errors.as_deref().unwrap_or("strict")),
        (_, None, Some(_)) => Err(raise(CoreType::TypeError, "encoding without a string argument")),
        (_, Some(_), None) => Err(raise(CoreType::TypeError, "string argument without an encoding")),
        (_, None, None) if errors.is_some() => Err(raise(CoreType::TypeError, "errors without a string argument")),
        (Some(source), None, None) => from_object(source, function, range_message),
        (None, None, None) => Ok(Vec::new()),
    }
}

/// The bytes of an object whose size, items or `__bytes__` say what they are.
fn from_object(source: Borrowed<'_>, function: &str, range_message: &str) -> Result<Vec<u8>> {
    if function == "bytes"
        && let Some(result) = special_bytes(source)?
    {
        return Ok(result);
    }
    if type_of(source).slots().index().is_some() {
        let count = match convert::index_isize(source) {
            Ok(count) => Some(count),
            Err(error) => return count_error(error),
        };
        if let Some(count) = count {
            let Ok(count) = usize::try_from(count) else {
                return Err(raise(CoreType::ValueError, "negative count"));
            };
            return memory::zeros(count);
        }
    }
    from_items(source, function, range_message)
}

fn count_error(error: molt_object::Raised) -> Result<Vec<u8>> {
    let made = raised::take(error);
    if exception::is_instance(made.borrow(), CoreType::IndexError) {
        let text = convert::str_text(made.borrow())?;
        return Err(raise(CoreType::OverflowError, text));
    }
    Err(raised::restore(made))
}

/// What `__bytes__` gives, if the object has it.
fn special_bytes(source: Borrowed<'_>) -> Result<Option<Vec<u8>>> {
    let Some(result) = attribute::call_special(source, Name::Bytes, &[])? else { return Ok(None) };
    match result.borrow().downcast::<Bytes>() {
        Some(bytes) => memory::copy(bytes.as_slice()).map(Some),
        None => {
            let found = type_of(result.borrow()).name();
            Err(raise(CoreType::TypeError, format_args!("__bytes__ returned non-bytes (type {found})")))
        }
    }
}

/// The bytes of a bytes-like object or of an iterable of ints.
fn from_items(source: Borrowed<'_>, function: &str, range_message: &str) -> Result<Vec<u8>> {
    if let Some(data) = buffer(source) {
        return memory::copy(&data);
    }
    let class = type_of(source);
    let slots = class.slots();
    if source.downcast::<Str>().is_some() || (slots.iterate().is_none() && slots.item_get().is_none()) {
        let found = type_of(source).name();
        return Err(raise(CoreType::TypeError, format_args!("cannot convert '{found}' object to {function}")));
    }
    let hint = if function == "bytes" { convert::length_hint(source)? } else { None };
    let mut data = memory::with_capacity(hint.unwrap_or(0))?;
    iterate::for_each(source, |item| {
        let index = convert::index(item.borrow())?;
        let byte =
            as_integer(index.borrow()).and_then(|number| number.to_i64()).and_then(|number| u8::try_from(number).ok());
        memory::reserve(&mut data, 1)?;
        data.push(byte.ok_or_else(|| raise(CoreType::ValueError, range_message))?);
        Ok(())
    })?;
    Ok(data)
}

/// The bytes of `bytes(source)`, but without a meaning for ints (`int.from_bytes`).
pub fn to_vec(source: Borrowed<'_>) -> Result<Vec<u8>> {
    match special_bytes(source)? {
        Some(data) => Ok(data),
        None => from_items(source, "bytes", "bytes must be in range(0, 256)"),
    }
}
