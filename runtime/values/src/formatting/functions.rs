//! The builtin functions about numbers and text: `chr`, `ord`, `hex`, `oct`, `bin`, `ascii`, `format`, `round`.

use molt_object::description::Functions;
use molt_object::function::{Arity, Definition};
use molt_object::integer::{as_integer, from_i64, from_usize};
use molt_object::{Arguments, Borrowed, CoreType, Downcast, Name, Result, Str, raise, type_of};
use molt_protocol::parameters::Parameters;
use molt_protocol::{attribute, builtins_module, call, convert};
use molt_support::arguments::str_argument;
use molt_support::bytes_like::buffer;

use super::{format, format_plain, with_prefix};

fn in_base(arguments: &Arguments<'_>, base: u8) -> Result {
    let index = convert::index(arguments.positional()[0])?;
    with_prefix(&as_integer(index.borrow()).expect("index gives an int"), base)
}

fn chr(arguments: &Arguments<'_>) -> Result {
    let index = convert::index(arguments.positional()[0])?;
    match as_integer(index.borrow()).and_then(|number| number.to_i64()) {
        Some(code_point @ 0..0x11_0000) => Ok(Str::from_code_point(code_point as u32)),
        _ => Err(raise(CoreType::ValueError, "chr() arg not in range(0x110000)")),
    }
}

fn ord(arguments: &Arguments<'_>) -> Result {
    let value = arguments.positional()[0];
    let length = if let Some(text) = value.downcast::<Str>() {
        if let (1, Some(code_point)) = (text.len(), text.get(0)) {
            return Ok(from_i64(i64::from(code_point)));
        }
        text.len()
    } else if let Some(data) = buffer(value) {
        if let [byte] = *data {
            return Ok(from_usize(usize::from(byte)));
        }
        data.len()
    } else {
        let found = type_of(value).name();
        return Err(raise(CoreType::TypeError, format_args!("ord() expected string of length 1, but {found} found")));
    };
    Err(raise(CoreType::TypeError, format_args!("ord() expected a character, but string of length {length} found")))
}

fn format_function(arguments: &Arguments<'_>) -> Result {
    match arguments.positional() {
        [value, spec] => format(*value, str_argument(*spec, "format", " 2")?),
        values => format_plain(values[0]),
    }
}

fn round(arguments: &Arguments<'_>) -> Result {
    const PARAMETERS: Parameters = Parameters {
        name: "round",
        names: &["number", "ndigits"],
        positional_only: 0,
        required: 1,
        keyword_only_from: 2,
    };
    let bound = PARAMETERS.bind(arguments)?;
    let number = bound[0].expect("a required argument");
    let digits = bound[1].filter(|digits| !digits.is_none());
    let Some(method) = attribute::special(number, Name::Round)? else {
        let found = type_of(number).name();
        return Err(raise(CoreType::TypeError, format_args!("type {found} doesn't define __round__ method")));
    };
    match digits {
        Some(digits) => call::call(method.borrow(), &[digits]),
        None => call::call(method.borrow(), &[]),
    }
}

fn ascii(value: Borrowed<'_>) -> Result {
    convert::ascii(value)
}

static FUNCTIONS: Functions = Functions::new(&[
    Definition {
        name: "chr",
        documentation: "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff.",
        arity: Arity::One,
        function: |_, arguments| chr(&arguments),
    },
    Definition {
        name: "ord",
        documentation: "Return the ordinal value of a character.",
        arity: Arity::One,
        function: |_, arguments| ord(&arguments),
    },
    Definition {
        name: "hex",
        documentation: "Return the hexadecimal representation of an integer.\n\n   >>> hex(12648430)\n   '0xc0ffee'",
        arity: Arity::One,
        function: |_, arguments| in_base(&arguments, 16),
    },
    Definition {
        name: "oct",
        documentation: "Return the octal representation of an integer.\n\n   >>> oct(342391)\n   '0o1234567'",
        arity: Arity::One,
        function: |_, arguments| in_base(&arguments, 8),
    },
    Definition {
        name: "bin",
        documentation: "Return the binary representation of an integer.\n\n   >>> bin(2796202)\n   '0b1010101010101010101010'",
        arity: Arity::One,
        function: |_, arguments| in_base(&arguments, 2),
    },
    Definition {
        name: "ascii",
        documentation: "Return an ASCII-only representation of an object.",
        arity: Arity::One,
        function: |_, arguments| ascii(arguments.positional()[0]),
    },
    Definition {
        name: "format",
        documentation: "Return type(value).__format__(value, format_spec)",
        arity: Arity::Positional(1, 2),
        function: |_, arguments| format_function(&arguments),
    },
    Definition {
        name: "round",
        documentation: "Round a number to a given precision in decimal digits.",
        arity: Arity::Any,
        function: |_, arguments| round(&arguments),
    },
]);

/// Defines the functions.
pub fn initialise() {
    builtins_module::define_functions(&FUNCTIONS);
}
