//! `float(...)`: floats from other objects.

use molt_numerals::floats::{from_number, of_class};
use molt_numerals::{digits, parse};
use molt_object::raised::raise_built;
use molt_object::{Arguments, Borrowed, CoreType, Downcast, Owned, Result, Str, memory, raise, token, type_of};
use molt_protocol::{convert, parameters};
use molt_support::bytes_like::buffer;
use molt_support::quoting::quoted_text;
use molt_support::receivers::receiver_class;

/// A NaN that is no other NaN. A float is identified by its bits, so it gets bits of its own: `float("nan")` twice gives
/// two NaNs that are not identical, which containers can tell apart.
fn new_nan(parsed: f64) -> f64 {
    const PAYLOAD: u64 = (1 << 50) - 1;
    if parsed.is_sign_negative() {
        return parsed;
    }
    let next = &token().interpreter().values.next_nan;
    let payload = next.get();
    next.set(payload.wrapping_add(1));
    f64::from_bits(f64::NAN.to_bits() | payload & PAYLOAD)
}

/// `float.__new__`.
pub fn new(class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let class = receiver_class(class);
    if class.is_core(CoreType::Float) {
        parameters::no_keywords("float", &arguments)?;
    }
    parameters::positional("float", &Arguments::positional_only(arguments.positional()), 0, 1)?;
    let number = match arguments.positional() {
        [value, ..] => from_value(*value)?,
        [] => 0.0,
    };
    Ok(of_class(class, number))
}

/// The float a native function takes as an argument.
pub fn argument(value: Borrowed<'_>) -> Result<f64> {
    match from_number(value)? {
        Some(number) => Ok(number),
        None => {
            let found = type_of(value).name();
            Err(raise(CoreType::TypeError, format_args!("must be real number, not {found}")))
        }
    }
}

/// `float(value)`.
pub fn from_value(value: Borrowed<'_>) -> Result<f64> {
    if let Some(text) = value.downcast::<Str>() {
        return match parse::parse(&digits::numeric_text(text)) {
            Some(number) => Ok(if number.is_nan() { new_nan(number) } else { number }),
            None => Err(invalid(quoted_text(text)?)),
        };
    }
    if let Some(buffer) = buffer(value) {
        let text: Vec<u8> = memory::collect(buffer.iter().map(|&byte| if byte < 0x80 { byte } else { b'?' }))?;
        let text = String::from_utf8(text).unwrap_or_default();
        return match parse::parse(&text) {
            Some(number) => Ok(if number.is_nan() { new_nan(number) } else { number }),
            None => Err(invalid(convert::repr(value)?)),
        };
    }
    match from_number(value)? {
        Some(number) => Ok(number),
        None => {
            let found = type_of(value).name();
            Err(raise(
                CoreType::TypeError,
                format_args!("float() argument must be a string or a real number, not '{found}'"),
            ))
        }
    }
}

fn invalid(shown: Owned) -> molt_object::Raised {
    let mut message = molt_object::text::Builder::new();
    message.push_rust("could not convert string to float: ");
    if let Some(shown) = shown.borrow().downcast::<Str>() {
        message.push_str(shown);
    }
    raise_built(CoreType::ValueError, message)
}
