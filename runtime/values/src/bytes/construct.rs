//! `bytes(...)` and `bytearray(...)`.

use molt_object::{
    Arguments, Borrowed, Bytes, CoreType, Downcast, Raised, Result, Str, exception, memory, raise, raised, type_of,
};
use molt_protocol::convert;
use molt_protocol::parameters::Parameters;
use molt_support::arguments::str_argument;
use molt_support::bytes_like::{from_items, special_bytes};
use molt_support::receivers::receiver_class;

use crate::codecs;

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
        (_, Some(text), Some(encoding)) => codecs::encode(text, encoding, errors.as_deref().unwrap_or("strict")),
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
        match convert::count_isize(source) {
            Ok(count) => {
                let Ok(count) = usize::try_from(count) else {
                    return Err(raise(CoreType::ValueError, "negative count"));
                };
                return memory::zeros(count);
            }
            // What cannot say a number may still have items.
            Err(error) => drop(caught(error, CoreType::TypeError)?),
        }
    }
    from_items(source, function, range_message)
}

/// The exception if it is of the class; otherwise it goes on.
fn caught(error: Raised, class: CoreType) -> Result {
    let exception = raised::take(error);
    if exception::is_instance(exception.borrow(), class) { Ok(exception) } else { Err(raised::restore(exception)) }
}
