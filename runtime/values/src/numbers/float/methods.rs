//! Methods and computed attributes of floats.

use molt_numerals::divide::ratio_of_float;
use molt_numerals::floats::OwnFloat;
use molt_numerals::hexadecimal::{HexError, from_hexadecimal, to_hexadecimal};
use molt_object::function::Definition;
use molt_object::integer::{as_integer, from_big};
use molt_object::{Borrowed, CoreType, Downcast, Owned, Result, Str, Tuple, raise};
use molt_protocol::native_function::Class;
use molt_protocol::native_type::GetSet;
use molt_protocol::{call, convert, native_function, native_getter};

use super::arithmetic::{round_to_digits, round_to_integer, to_exact, to_integer};
use super::construct;
use crate::codecs;
use crate::formatting::format_built_in;

pub(super) static METHODS: &[Definition] = &[
    native_function!(
        "conjugate($self, /)",
        "Return self, the complex conjugate of any float.",
        fn(own: Borrowed<'_>) { to_exact(own) }
    ),
    native_function!(
        "__trunc__($self, /)",
        "Return the Integral closest to x between 0 and x.",
        fn(own: OwnFloat) { to_integer(own.0) }
    ),
    native_function!(
        "__floor__($self, /)",
        "Return the floor as an Integral.",
        fn(own: OwnFloat) { to_integer(own.0.floor()) }
    ),
    native_function!(
        "__ceil__($self, /)",
        "Return the ceiling as an Integral.",
        fn(own: OwnFloat) { to_integer(own.0.ceil()) }
    ),
    native_function!(
        "__round__($self, ndigits=None, /)",
        "Return the Integral closest to x, rounding half toward even.\n\n\
        When an argument is passed, work like built-in round(x, ndigits).",
        fn(own: OwnFloat, ndigits: Option<Borrowed<'_>>) {
            match ndigits.filter(|digits| !digits.is_none()) {
                Some(digits) => round(own.0, digits),
                None => round_to_integer(own.0),
            }
        }
    ),
    native_function!(
        "as_integer_ratio($self, /)",
        "Return a pair of integers, whose ratio is exactly equal to the original float.\n\n\
        The ratio is in lowest terms and has a positive denominator.  Raise\n\
        OverflowError on infinities and a ValueError on NaNs.\n\n\
        >>> (10.0).as_integer_ratio()\n\
        (10, 1)\n\
        >>> (0.0).as_integer_ratio()\n\
        (0, 1)\n\
        >>> (-.25).as_integer_ratio()\n\
        (-1, 4)",
        fn(own: OwnFloat) { as_integer_ratio(own.0) }
    ),
    native_function!(
        "hex($self, /)",
        "Return a hexadecimal representation of a floating-point number.\n\n\
        >>> (-0.1).hex()\n\
        '-0x1.999999999999ap-4'\n\
        >>> 3.14159.hex()\n\
        '0x1.921f9f01b866ep+1'",
        fn(own: OwnFloat) { Ok(Str::from_rust(&to_hexadecimal(own.0))) }
    ),
    native_function!(
        "is_integer($self, /)",
        "Return True if the float is an integer.",
        fn(own: OwnFloat) { Ok(Owned::bool(own.0.is_finite() && own.0.floor() == own.0)) }
    ),
    native_function!(
        "__format__($self, format_spec, /)",
        "Formats the float according to format_spec.",
        fn(own: Borrowed<'_>, format_spec: &Str) { format_built_in(own, format_spec) }
    ),
    native_function!(
        "__getnewargs__($self, /)",
        "",
        fn(own: Borrowed<'_>) { Ok(Tuple::from_vec(vec![to_exact(own)?])) }
    ),
];

pub(super) static CLASS_METHODS: &[Definition] = &[
    native_function!(
        "fromhex($type, string, /)",
        "Create a floating-point number from a hexadecimal string.\n\n\
        >>> float.fromhex('0x1.ffffp10')\n\
        2047.984375\n\
        >>> float.fromhex('-0x1p-1074')\n\
        -5e-324",
        fn(class: Class<'_>, string: Borrowed<'_>) { from_hex(class, string) }
    ),
    native_function!(
        "from_number($type, number, /)",
        "Convert real number to a floating-point number.",
        fn(class: Class<'_>, number: Borrowed<'_>) { made(class, construct::argument(number)?) }
    ),
];

pub(super) static GETTERS: &[GetSet] = &[
    native_getter!("real", "the real part of a complex number", fn(own: Borrowed<'_>) { to_exact(own) }),
    native_getter!("imag", "the imaginary part of a complex number", fn(_own: Borrowed<'_>) { Ok(Owned::float(0.0)) }),
];

/// The number as an instance of the class a class method was called on.
fn made(Class(class): Class<'_>, number: f64) -> Result {
    let number = Owned::float(number);
    if class.is_core(CoreType::Float) { Ok(number) } else { call::call(class.as_borrowed(), &[number.borrow()]) }
}

fn round(own: f64, digits: Borrowed<'_>) -> Result {
    let digits = convert::index(digits)?;
    let digits = as_integer(digits.borrow()).expect("index gives an int");
    let bound = if digits.is_negative() { i64::MIN } else { i64::MAX };
    round_to_digits(own, digits.to_i64().unwrap_or(bound))
}

fn as_integer_ratio(number: f64) -> Result {
    if number.is_infinite() {
        return Err(raise(CoreType::OverflowError, "cannot convert Infinity to integer ratio"));
    }
    if number.is_nan() {
        return Err(raise(CoreType::ValueError, "cannot convert NaN to integer ratio"));
    }
    let (numerator, denominator) = ratio_of_float(number);
    Ok(Tuple::from_vec(vec![from_big(numerator), from_big(denominator)]))
}

fn from_hex(class: Class<'_>, text: Borrowed<'_>) -> Result {
    let Some(text) = text.downcast::<Str>() else {
        return Err(raise(CoreType::TypeError, "bad argument type for built-in operation"));
    };
    let text = codecs::encode(text, "utf-8", "strict")?;
    match from_hexadecimal(&String::from_utf8_lossy(&text)) {
        Ok(number) => made(class, number),
        Err(HexError::Invalid) => Err(raise(CoreType::ValueError, "invalid hexadecimal floating-point string")),
        Err(HexError::TooLarge) => {
            Err(raise(CoreType::OverflowError, "hexadecimal value too large to represent as a float"))
        }
    }
}
