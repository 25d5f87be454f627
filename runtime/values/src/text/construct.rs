//! `str(...)`.

use molt_object::{Arguments, Borrowed, CoreType, Downcast, Owned, Result, Str, TypeObject, memory, raise, type_of};
use molt_protocol::convert;
use molt_protocol::parameters::Parameters;
use molt_support::arguments::str_argument;
use molt_support::bytes_like::buffer;
use molt_support::receivers::receiver_class;

use crate::codecs;

/// `str.__new__`.
pub fn new(class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let class = receiver_class(class);
    let made = match (arguments.positional(), arguments.has_keywords()) {
        ([], false) => Str::empty(),
        ([value], false) => convert::str(*value)?,
        _ => from_arguments(&arguments)?,
    };
    of_class(class, made)
}

fn of_class(class: &TypeObject, made: Owned) -> Result {
    if class.is_core(CoreType::Str) {
        return Ok(made);
    }
    match made.borrow().downcast::<Str>() {
        Some(text) => text.to_class(class),
        None => Ok(made),
    }
}

fn from_arguments(arguments: &Arguments<'_>) -> Result {
    const PARAMETERS: Parameters = Parameters {
        name: "str",
        names: &["object", "encoding", "errors"],
        positional_only: 0,
        required: 0,
        keyword_only_from: 3,
    };
    if arguments.positional().len() > 3 {
        let given = arguments.positional().len() + arguments.keyword_values().len();
        return Err(raise(CoreType::TypeError, format_args!("str expected at most 3 arguments, got {given}")));
    }
    let bound = PARAMETERS.bind(arguments)?;
    let text = |value: Option<Borrowed<'_>>, place: &str| match value {
        Some(value) => str_argument(value, "str", place).map(|text| Some(text.to_rust())),
        None => Ok(None),
    };
    let encoding = text(bound[1], " 'encoding'")?;
    let errors = text(bound[2], " 'errors'")?;
    let Some(object) = bound[0] else { return Ok(Str::empty()) };
    if encoding.is_none() && errors.is_none() {
        return convert::str(object);
    }
    if object.downcast::<Str>().is_some() {
        return Err(raise(CoreType::TypeError, "decoding str is not supported"));
    }
    let Some(data) = buffer(object).map(|buffer| memory::copy(&buffer)).transpose()? else {
        let found = type_of(object).name();
        return Err(raise(
            CoreType::TypeError,
            format_args!("decoding to str: need a bytes-like object, {found} found"),
        ));
    };
    codecs::decode(&data, encoding.as_deref().unwrap_or("utf-8"), errors.as_deref().unwrap_or("strict"))
}
