//! Methods and computed attributes of ints.

use dashu_int::{IBig, Sign};
use molt_numerals::divide::round_to_multiple;
use molt_object::function::Definition;
use molt_object::integer::{Integer, from_big, from_i64, from_usize};
use molt_object::{Borrowed, Bytes, CoreType, Owned, Result, Str, Tuple, memory, raise};
use molt_protocol::native_function::Class;
use molt_protocol::native_type::GetSet;
use molt_protocol::{call, convert, native_function, native_getter};
use molt_support::bytes_like::to_vec;

use super::arithmetic::{number, to_exact};
use crate::formatting::format_built_in;

pub(super) static METHODS: &[Definition] = &[
    native_function!(
        "conjugate($self, /)",
        "Returns self, the complex conjugate of any int.",
        fn(own: Borrowed<'_>) { to_exact(own) }
    ),
    native_function!(
        "bit_length($self, /)",
        "Number of bits necessary to represent self in binary.\n\n\
        >>> bin(37)\n\
        '0b100101'\n\
        >>> (37).bit_length()\n\
        6",
        fn(own: Integer<'_>) {
            Ok(from_usize(match own {
                Integer::Small(number) => 64 - number.unsigned_abs().leading_zeros() as usize,
                Integer::Big(number) => magnitude_bits(number),
            }))
        }
    ),
    native_function!(
        "bit_count($self, /)",
        "Number of ones in the binary representation of the absolute value of self.\n\n\
        Also known as the population count.\n\n\
        >>> bin(13)\n\
        '0b1101'\n\
        >>> (13).bit_count()\n\
        3",
        fn(own: Integer<'_>) {
            Ok(from_usize(match own {
                Integer::Small(number) => number.unsigned_abs().count_ones() as usize,
                Integer::Big(number) => number.as_sign_words().1.iter().map(|word| word.count_ones() as usize).sum(),
            }))
        }
    ),
    native_function!(
        "to_bytes($self, /, length=1, byteorder='big', *, signed=False)",
        "Return an array of bytes representing an integer.\n\n\
        \x20 length\n\
        \x20   Length of bytes object to use.  An OverflowError is raised if\n\
        \x20   the integer is not representable with the given number of bytes.\n\
        \x20   Default is length 1.\n\
        \x20 byteorder\n\
        \x20   The byte order used to represent the integer.  If byteorder is\n\
        \x20   'big', the most significant byte is at the beginning of the byte\n\
        \x20   array.  If byteorder is 'little', the most significant byte is at\n\
        \x20   the end of the byte array.  To request the native byte order of\n\
        \x20   the host system, use sys.byteorder as the byte order value.\n\
        \x20   Default is to use 'big'.\n\
        \x20 signed\n\
        \x20   Determines whether two's complement is used to represent the\n\
        \x20   integer.  If signed is False and a negative integer is given,\n\
        \x20   an OverflowError is raised.",
        fn(own: Integer<'_>, length: Option<isize>, byteorder: Option<&Str>, signed: Option<bool>) {
            let little = byteorder.map_or(Ok(false), is_little_endian)?;
            let Ok(length) = usize::try_from(length.unwrap_or(1)) else {
                return Err(raise(CoreType::ValueError, "length argument must be non-negative"));
            };
            to_bytes(&own, length, little, signed.unwrap_or(false))
        }
    ),
    native_function!(
        "as_integer_ratio($self, /)",
        "Return a pair of integers, whose ratio is equal to the original int.\n\n\
        The ratio is in lowest terms and has a positive denominator.\n\n\
        >>> (10).as_integer_ratio()\n\
        (10, 1)\n\
        >>> (-10).as_integer_ratio()\n\
        (-10, 1)\n\
        >>> (0).as_integer_ratio()\n\
        (0, 1)",
        fn(own: Borrowed<'_>) { Ok(Tuple::from_vec(vec![to_exact(own)?, from_i64(1)])) }
    ),
    native_function!(
        "is_integer($self, /)",
        "Returns True. Exists for duck type compatibility with float.is_integer.",
        fn(_own: Borrowed<'_>) { Ok(Owned::bool(true)) }
    ),
    native_function!(
        "__trunc__($self, /)",
        "Truncating an Integral returns itself.",
        fn(own: Borrowed<'_>) { to_exact(own) }
    ),
    native_function!(
        "__floor__($self, /)",
        "Flooring an Integral returns itself.",
        fn(own: Borrowed<'_>) { to_exact(own) }
    ),
    native_function!(
        "__ceil__($self, /)",
        "Ceiling of an Integral returns itself.",
        fn(own: Borrowed<'_>) { to_exact(own) }
    ),
    native_function!(
        "__round__($self, ndigits=None, /)",
        "Rounding an Integral returns itself.\n\n\
        Rounding with an ndigits argument also returns an integer.",
        fn(own: Borrowed<'_>, ndigits: Option<Borrowed<'_>>) { round(own, ndigits) }
    ),
    native_function!(
        "__format__($self, format_spec, /)",
        "Convert to a string according to format_spec.",
        fn(own: Borrowed<'_>, format_spec: &Str) { format_built_in(own, format_spec) }
    ),
    native_function!(
        "__getnewargs__($self, /)",
        "",
        fn(own: Borrowed<'_>) { Ok(Tuple::from_vec(vec![to_exact(own)?])) }
    ),
    native_function!("__sizeof__($self, /)", "Returns size in memory, in bytes.", fn(own: Integer<'_>) {
        let bits = magnitude_bits(&own.to_big());
        Ok(from_usize(24 + 4 * bits.div_ceil(30).max(1)))
    }),
];

pub(super) static CLASS_METHODS: &[Definition] = &[native_function!(
    "from_bytes($type, /, bytes, byteorder='big', *, signed=False)",
    "Return the integer represented by the given array of bytes.\n\n\
    \x20 bytes\n\
    \x20   Holds the array of bytes to convert.  The argument must either\n\
    \x20   support the buffer protocol or be an iterable object producing\n\
    \x20   bytes.  Bytes and bytearray are examples of built-in objects that\n\
    \x20   support the buffer protocol.\n\
    \x20 byteorder\n\
    \x20   The byte order used to represent the integer.  If byteorder is\n\
    \x20   'big', the most significant byte is at the beginning of the byte\n\
    \x20   array.  If byteorder is 'little', the most significant byte is at\n\
    \x20   the end of the byte array.  To request the native byte order of\n\
    \x20   the host system, use sys.byteorder as the byte order value.\n\
    \x20   Default is to use 'big'.\n\
    \x20 signed\n\
    \x20   Indicates whether two's complement is used to represent the\n\
    \x20   integer.",
    fn(class: Class<'_>, bytes: Borrowed<'_>, byteorder: Option<&Str>, signed: Option<bool>) {
        let little = byteorder.map_or(Ok(false), is_little_endian)?;
        from_bytes(class, bytes, little, signed.unwrap_or(false))
    }
)];

pub(super) static GETTERS: &[GetSet] = &[
    native_getter!("real", "the real part of a complex number", fn(own: Borrowed<'_>) { to_exact(own) }),
    native_getter!("imag", "the imaginary part of a complex number", fn(_own: Borrowed<'_>) { Ok(from_i64(0)) }),
    native_getter!("numerator", "the numerator of a rational number in lowest terms", fn(own: Borrowed<'_>) {
        to_exact(own)
    }),
    native_getter!("denominator", "the denominator of a rational number in lowest terms", fn(_own: Borrowed<'_>) {
        Ok(from_i64(1))
    }),
];

/// Bits of the absolute value.
fn magnitude_bits(number: &IBig) -> usize {
    let words = number.as_sign_words().1;
    match words.last() {
        Some(last) => 64 * words.len() - last.leading_zeros() as usize,
        None => 0,
    }
}

fn round(own: Borrowed<'_>, digits: Option<Borrowed<'_>>) -> Result {
    let Some(digits) = digits.filter(|digits| !digits.is_none()) else { return to_exact(own) };
    let digits = convert::index(digits)?;
    let digits = number(digits.borrow());
    if !digits.is_negative() {
        return to_exact(own);
    }
    let own = number(own).to_big();
    // A unit with more digits than the number rounds it to zero; 10 has more than three bits.
    let places = match digits.to_i64() {
        Some(places) if places.unsigned_abs() <= magnitude_bits(&own) as u64 / 3 + 1 => places.unsigned_abs() as usize,
        _ => return Ok(from_i64(0)),
    };
    Ok(from_big(round_to_multiple(&own, &IBig::from(10).pow(places))))
}

/// Whether a `byteorder` argument means little-endian.
fn is_little_endian(order: &Str) -> Result<bool> {
    if order.equals_rust("little") {
        Ok(true)
    } else if order.equals_rust("big") {
        Ok(false)
    } else {
        Err(raise(CoreType::ValueError, "byteorder must be either 'little' or 'big'"))
    }
}

fn to_bytes(own: &Integer<'_>, length: usize, little: bool, signed: bool) -> Result {
    let own = own.to_big();
    let negative = own.sign() == Sign::Negative;
    if negative && !signed {
        return Err(raise(CoreType::OverflowError, "can't convert negative int to unsigned"));
    }
    // Bits of the two's complement without the sign.
    let bits = if negative { magnitude_bits(&(-&own - IBig::ONE)) } else { magnitude_bits(&own) };
    if bits + usize::from(signed) > length.saturating_mul(8) && !(length == 0 && own.is_zero()) {
        return Err(raise(CoreType::OverflowError, "int too big to convert"));
    }
    let mut data = own.to_le_bytes().into_vec();
    let own_length = data.len();
    memory::reserve(&mut data, length.saturating_sub(own_length))?;
    data.resize(length, if negative { 0xFF } else { 0 });
    if !little {
        data.reverse();
    }
    Bytes::from_slice(&data)
}

fn from_bytes(Class(class): Class<'_>, source: Borrowed<'_>, little: bool, signed: bool) -> Result {
    let mut data = to_vec(source)?;
    if !little {
        data.reverse();
    }
    let negative = signed && data.last().is_some_and(|&last| last >= 0x80);
    if !negative {
        data.push(0);
    }
    let made = from_big(IBig::from_le_bytes(&data));
    if class.is_core(CoreType::Int) { Ok(made) } else { call::call(class.as_borrowed(), &[made.borrow()]) }
}
