//! The builtin functions about numbers and text: `chr`, `ord`, `hex`, `oct`, `bin`, `ascii`, `format`, `round`.

use molt_object::description::Functions;
use molt_object::integer::{as_integer, from_i64, from_usize};
use molt_object::{Borrowed, CoreType, Downcast, Result, Str, name, raise, type_of};
use molt_protocol::{attribute, call, convert, native_function};
use molt_support::arguments::str_argument;
use molt_support::bytes_like::buffer;

use super::{format, format_plain, with_prefix};

fn in_base(number: Borrowed<'_>, base: u8) -> Result {
    let index = convert::index(number)?;
    with_prefix(&as_integer(index.borrow()).expect("index gives an int"), base)
}

fn chr(code_point: Borrowed<'_>) -> Result {
    let index = convert::index(code_point)?;
    match as_integer(index.borrow()).and_then(|number| number.to_i64()) {
        Some(code_point @ 0..0x11_0000) => Ok(Str::from_code_point(code_point as u32)),
        _ => Err(raise(CoreType::ValueError, "chr() arg not in range(0x110000)")),
    }
}

fn ord(value: Borrowed<'_>) -> Result {
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

fn round(number: Borrowed<'_>, digits: Option<Borrowed<'_>>) -> Result {
    let Some(method) = attribute::special(number, name!(Round))? else {
        let found = type_of(number).name();
        return Err(raise(CoreType::TypeError, format_args!("type {found} doesn't define __round__ method")));
    };
    match digits.filter(|digits| !digits.is_none()) {
        Some(digits) => call::call(method.borrow(), &[digits]),
        None => call::call(method.borrow(), &[]),
    }
}

pub(crate) static FUNCTIONS: Functions = Functions::new(&[
    native_function!(
        "chr($module, i, /)",
        "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff.",
        fn(_module: Borrowed<'_>, i: Borrowed<'_>) { chr(i) }
    ),
    native_function!(
        "ord($module, character, /)",
        "Return the ordinal value of a character.\n\nIf the argument is a one-character string, return the Unicode \
         code\npoint of that character.\n\nIf the argument is a bytes or bytearray object of length 1, return \
         its\nsingle byte value.",
        fn(_module: Borrowed<'_>, character: Borrowed<'_>) { ord(character) }
    ),
    native_function!(
        "hex($module, number, /)",
        "Return the hexadecimal representation of an integer.\n\n   >>> hex(12648430)\n   '0xc0ffee'",
        fn(_module: Borrowed<'_>, number: Borrowed<'_>) { in_base(number, 16) }
    ),
    native_function!(
        "oct($module, number, /)",
        "Return the octal representation of an integer.\n\n   >>> oct(342391)\n   '0o1234567'",
        fn(_module: Borrowed<'_>, number: Borrowed<'_>) { in_base(number, 8) }
    ),
    native_function!(
        "bin($module, number, /)",
        "Return the binary representation of an integer.\n\n   >>> bin(2796202)\n   '0b1010101010101010101010'",
        fn(_module: Borrowed<'_>, number: Borrowed<'_>) { in_base(number, 2) }
    ),
    native_function!(
        "ascii($module, obj, /)",
        "Return an ASCII-only representation of an object.\n\nAs repr(), return a string containing a printable \
         representation of an\nobject, but escape the non-ASCII characters in the string returned by\nrepr() using \
         \\\\x, \\\\u or \\\\U escapes. This generates a string similar\nto that returned by repr() in Python 2.",
        fn(_module: Borrowed<'_>, obj: Borrowed<'_>) { convert::ascii(obj) }
    ),
    native_function!(
        "format($module, value, format_spec='', /)",
        "Return type(value).__format__(value, format_spec)\n\nMany built-in types implement format_spec according to \
         the\nFormat Specification Mini-language. See help('FORMATTING').\n\nIf type(value) does not supply a method \
         named __format__\nand format_spec is empty, then str(value) is returned.\nSee also help('SPECIALMETHODS').",
        fn(_module: Borrowed<'_>, value: Borrowed<'_>, format_spec: Option<Borrowed<'_>>) {
            match format_spec {
                Some(spec) => format(value, str_argument(spec, "format", " 2")?),
                None => format_plain(value),
            }
         }
    ),
    native_function!(
        "round($module, /, number, ndigits=None)",
        "Round a number to a given precision in decimal digits.\n\nThe return value is an integer if ndigits is \
         omitted or None.\nOtherwise the return value has the same type as the number.  ndigits\nmay be negative.",
        fn(_module: Borrowed<'_>, number: Borrowed<'_>, ndigits: Option<Borrowed<'_>>) { round(number, ndigits) }
    ),
]);
