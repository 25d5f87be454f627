//! Methods and computed attributes of floats.

use molt_numerals::divide::ratio_of_float;
use molt_numerals::floats::as_float;
use molt_numerals::hexadecimal::{HexError, from_hexadecimal, to_hexadecimal};
use molt_object::function::{Arity, Definition};
use molt_object::integer::{as_integer, from_big};
use molt_object::{Arguments, Borrowed, CoreType, Downcast, Owned, Result, Str, Tuple, raise};
use molt_protocol::native_type::GetSet;
use molt_protocol::{call, convert};
use molt_support::receivers::receiver_class;

use super::arithmetic::{round_to_digits, round_to_integer, to_exact, to_integer};
use super::construct;

fn number(value: Borrowed<'_>) -> f64 {
    as_float(value).expect("a method of float receives a float")
}

pub(super) const METHODS: &[Definition] = &[
    Definition {
        name: "conjugate",
        documentation: "Return self, the complex conjugate of any float.",
        arity: Arity::None,
        function: |receiver, _| to_exact(receiver),
    },
    Definition {
        name: "__trunc__",
        documentation: "Return the Integral closest to x between 0 and x.",
        arity: Arity::None,
        function: |receiver, _| to_integer(number(receiver)),
    },
    Definition {
        name: "__floor__",
        documentation: "Return the floor as an Integral.",
        arity: Arity::None,
        function: |receiver, _| to_integer(number(receiver).floor()),
    },
    Definition {
        name: "__ceil__",
        documentation: "Return the ceiling as an Integral.",
        arity: Arity::None,
        function: |receiver, _| to_integer(number(receiver).ceil()),
    },
    Definition {
        name: "__round__",
        documentation: "Return the Integral closest to x, rounding half toward even.\n\n\
            When an argument is passed, work like built-in round(x, ndigits).",
        arity: Arity::Positional(0, 1),
        function: round,
    },
    Definition {
        name: "as_integer_ratio",
        documentation: "Return a pair of integers, whose ratio is exactly equal to the original float.",
        arity: Arity::None,
        function: as_integer_ratio,
    },
    Definition {
        name: "hex",
        documentation: "Return a hexadecimal representation of a floating-point number.",
        arity: Arity::None,
        function: |receiver, _| Ok(Str::from_rust(&to_hexadecimal(number(receiver)))),
    },
    Definition {
        name: "is_integer",
        documentation: "Return True if the float is an integer.",
        arity: Arity::None,
        function: |receiver, _| {
            let number = number(receiver);
            Ok(Owned::bool(number.is_finite() && number.floor() == number))
        },
    },
    Definition {
        name: "__format__",
        documentation: "Formats the float according to format_spec.",
        arity: Arity::One,
        function: crate::formatting::format_method,
    },
    Definition {
        name: "__getnewargs__",
        documentation: "",
        arity: Arity::None,
        function: |receiver, _| Ok(Tuple::from_vec(vec![to_exact(receiver)?])),
    },
];

pub(super) const CLASS_METHODS: &[Definition] = &[
    Definition {
        name: "fromhex",
        documentation: "Create a floating-point number from a hexadecimal string.",
        arity: Arity::One,
        function: from_hex,
    },
    Definition {
        name: "from_number",
        documentation: "Convert real number to a floating-point number.",
        arity: Arity::One,
        function: |class, arguments| {
            let value = arguments.positional()[0];
            made(class, construct::argument(value)?)
        },
    },
];

pub(super) const GETTERS: &[GetSet] = &[
    GetSet { name: "real", documentation: "the real part of a complex number", get: to_exact, set: None },
    GetSet {
        name: "imag",
        documentation: "the imaginary part of a complex number",
        get: |_| Ok(Owned::float(0.0)),
        set: None,
    },
];

/// The number as an instance of the class a class method was called on.
fn made(class: Borrowed<'_>, number: f64) -> Result {
    let number = Owned::float(number);
    let exact = receiver_class(class).is_core(CoreType::Float);
    if exact { Ok(number) } else { call::call(class, &[number.borrow()]) }
}

fn round(receiver: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let digits = match arguments.positional() {
        [digits] if !digits.is_none() => convert::index(*digits)?,
        _ => return round_to_integer(number(receiver)),
    };
    let digits = as_integer(digits.borrow()).expect("index gives an int");
    let bound = if digits.is_negative() { i64::MIN } else { i64::MAX };
    round_to_digits(number(receiver), digits.to_i64().unwrap_or(bound))
}

fn as_integer_ratio(receiver: Borrowed<'_>, _arguments: Arguments<'_>) -> Result {
    let number = number(receiver);
    if number.is_infinite() {
        return Err(raise(CoreType::OverflowError, "cannot convert Infinity to integer ratio"));
    }
    if number.is_nan() {
        return Err(raise(CoreType::ValueError, "cannot convert NaN to integer ratio"));
    }
    let (numerator, denominator) = ratio_of_float(number);
    Ok(Tuple::from_vec(vec![from_big(numerator), from_big(denominator)]))
}

fn from_hex(class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let Some(text) = arguments.positional()[0].downcast::<Str>() else {
        return Err(raise(CoreType::TypeError, "bad argument type for built-in operation"));
    };
    match from_hexadecimal(&text.to_rust()) {
        Ok(number) => made(class, number),
        Err(HexError::Invalid) => Err(raise(CoreType::ValueError, "invalid hexadecimal floating-point string")),
        Err(HexError::TooLarge) => {
            Err(raise(CoreType::OverflowError, "hexadecimal value too large to represent as a float"))
        }
    }
}
