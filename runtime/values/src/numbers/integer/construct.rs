//! `int(...)`: ints from other objects.

use molt_numerals::digits::{self, ParseError};
use molt_object::integer::{as_integer, from_big, from_i64, of_class};
use molt_object::raised::raise_built;
use molt_object::{Arguments, Borrowed, CoreType, Downcast, Owned, Raised, Result, Str, raise, type_of};
use molt_protocol::convert;
use molt_protocol::parameters::Parameters;
use molt_support::bytes_like::buffer;
use molt_support::quoting::{quoted_bytes, quoted_text};
use molt_support::receivers::receiver_class;

/// `int.__new__`.
pub fn new(class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let number = match (arguments.positional(), arguments.has_keywords()) {
        ([], false) => from_i64(0),
        ([value], false) => from_value(*value)?,
        _ => from_arguments(&arguments)?,
    };
    let class = receiver_class(class);
    if class.is_core(CoreType::Int) {
        return Ok(number);
    }
    let number = super::arithmetic::number(number.borrow()).to_big();
    Ok(of_class(class, number))
}

fn from_arguments(arguments: &Arguments<'_>) -> Result {
    const PARAMETERS: Parameters =
        Parameters { name: "int", names: &["", "base"], positional_only: 1, required: 0, keyword_only_from: 2 };
    if arguments.positional().len() > 2 {
        let given = arguments.positional().len() + arguments.keyword_values().len();
        return Err(raise(CoreType::TypeError, format_args!("int expected at most 2 arguments, got {given}")));
    }
    let bound = PARAMETERS.bind(arguments)?;
    let (value, base) = match (bound[0], bound[1]) {
        (Some(value), Some(base)) => (value, base),
        (Some(value), None) => return from_value(value),
        (None, Some(_)) => return Err(raise(CoreType::TypeError, "int() missing string argument")),
        (None, None) => return Ok(from_i64(0)),
    };
    let base = convert::index(base)?;
    let base = as_integer(base.borrow()).and_then(|base| base.to_i64()).unwrap_or(-1);
    let base = match u32::try_from(base) {
        Ok(base @ (0 | 2..=36)) => base,
        _ => return Err(raise(CoreType::ValueError, "int() base must be >= 2 and <= 36, or 0")),
    };
    match from_text(value, base) {
        Some(result) => result,
        None => Err(raise(CoreType::TypeError, "int() can't convert non-string with explicit base")),
    }
}

/// An int from a str or bytes-like object; None for others.
fn from_text(value: Borrowed<'_>, base: u32) -> Option<Result> {
    let text = if let Some(text) = value.downcast::<Str>() {
        digits::numeric_text(text)
    } else {
        let buffer = buffer(value)?;
        digits::trim(&buffer.iter().map(|&byte| if byte < 0x80 { char::from(byte) } else { '?' }).collect::<String>())
            .to_owned()
    };
    Some(match digits::parse(&text, base) {
        Ok(number) => Ok(from_big(number)),
        Err(ParseError::TooManyDigits(count)) => Err(digits::too_many_digits(count)),
        Err(ParseError::Invalid) => Err(invalid_literal(value, base)),
    })
}

fn invalid_literal(value: Borrowed<'_>, base: u32) -> Raised {
    let exact = match value.downcast::<Str>() {
        Some(text) => quoted_text(text),
        None => match buffer(value) {
            Some(buffer) => quoted_bytes(&buffer),
            None => convert::repr(value),
        },
    };
    match exact {
        Ok(shown) => {
            let mut message = molt_object::text::Builder::new();
            message.push_rust(&format!("invalid literal for int() with base {base}: "));
            if let Some(shown) = shown.borrow().downcast::<Str>() {
                message.push_str(shown);
            }
            raise_built(CoreType::ValueError, message)
        }
        Err(error) => error,
    }
}

/// `int(value)`, an exact int.
pub fn from_value(value: Borrowed<'_>) -> Result {
    if super::is_exact(value) {
        return Ok(value.own());
    }
    let class = type_of(value);
    let slots = class.slots();
    if let Some(int) = slots.int() {
        let result = int(value)?;
        return exact_result(result, "__int__");
    }
    if slots.index().is_some() {
        let result = convert::index(value)?;
        return exact_result(result, "__index__");
    }
    match from_text(value, 10) {
        Some(result) => result,
        None => {
            let found = class.name();
            Err(raise(
                CoreType::TypeError,
                format_args!("int() argument must be a string, a bytes-like object or a real number, not '{found}'"),
            ))
        }
    }
}

fn exact_result(result: Owned, method: &str) -> Result {
    if super::is_exact(result.borrow()) {
        return Ok(result);
    }
    match as_integer(result.borrow()) {
        Some(number) => Ok(from_big(number.to_big())),
        None => {
            let found = type_of(result.borrow()).name();
            Err(raise(CoreType::TypeError, format_args!("{method} returned non-int (type {found})")))
        }
    }
}
