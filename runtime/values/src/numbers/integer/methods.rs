//! Methods and computed attributes of ints.

use dashu_int::{IBig, Sign};
use molt_numerals::divide::round_to_multiple;
use molt_object::function::{Arity, Definition};
use molt_object::integer::{Integer, from_big, from_i64, from_usize};
use molt_object::{Arguments, Borrowed, Bytes, CoreType, Downcast, Owned, Result, Str, Tuple, memory, raise, type_of};
use molt_protocol::native_type::GetSet;
use molt_protocol::parameters::Parameters;
use molt_protocol::{call, convert};
use molt_support::arguments::size_argument;
use molt_support::bytes_like::to_vec;
use molt_support::receivers::receiver_class;

use super::arithmetic::{number, to_exact};

pub(super) const METHODS: &[Definition] = &[
    Definition {
        name: "conjugate",
        documentation: "Returns self, the complex conjugate of any int.",
        arity: Arity::None,
        function: |receiver, _| to_exact(receiver),
    },
    Definition {
        name: "bit_length",
        documentation: "Number of bits necessary to represent self in binary.",
        arity: Arity::None,
        function: |receiver, _| {
            Ok(from_usize(match number(receiver) {
                Integer::Small(number) => 64 - number.unsigned_abs().leading_zeros() as usize,
                Integer::Big(number) => magnitude_bits(number),
            }))
        },
    },
    Definition {
        name: "bit_count",
        documentation: "Number of ones in the binary representation of the absolute value of self.",
        arity: Arity::None,
        function: |receiver, _| {
            Ok(from_usize(match number(receiver) {
                Integer::Small(number) => number.unsigned_abs().count_ones() as usize,
                Integer::Big(number) => number.as_sign_words().1.iter().map(|word| word.count_ones() as usize).sum(),
            }))
        },
    },
    Definition {
        name: "to_bytes",
        documentation: "Return an array of bytes representing an integer.",
        arity: Arity::Any,
        function: to_bytes,
    },
    Definition {
        name: "as_integer_ratio",
        documentation: "Return a pair of integers, whose ratio is equal to the original int.",
        arity: Arity::None,
        function: |receiver, _| Ok(Tuple::from_vec(vec![to_exact(receiver)?, from_i64(1)])),
    },
    Definition {
        name: "is_integer",
        documentation: "Returns True. Exists for duck type compatibility with float.is_integer.",
        arity: Arity::None,
        function: |_, _| Ok(Owned::bool(true)),
    },
    Definition {
        name: "__trunc__",
        documentation: "Truncating an Integral returns itself.",
        arity: Arity::None,
        function: |receiver, _| to_exact(receiver),
    },
    Definition {
        name: "__floor__",
        documentation: "Flooring an Integral returns itself.",
        arity: Arity::None,
        function: |receiver, _| to_exact(receiver),
    },
    Definition {
        name: "__ceil__",
        documentation: "Ceiling of an Integral returns itself.",
        arity: Arity::None,
        function: |receiver, _| to_exact(receiver),
    },
    Definition {
        name: "__round__",
        documentation: "Rounding an Integral returns itself.\n\nRounding with an ndigits argument also returns an integer.",
        arity: Arity::Positional(0, 1),
        function: round,
    },
    Definition {
        name: "__format__",
        documentation: "Convert to a string according to format_spec.",
        arity: Arity::One,
        function: crate::formatting::format_method,
    },
    Definition {
        name: "__getnewargs__",
        documentation: "",
        arity: Arity::None,
        function: |receiver, _| Ok(Tuple::from_vec(vec![to_exact(receiver)?])),
    },
    Definition {
        name: "__sizeof__",
        documentation: "Returns size in memory, in bytes.",
        arity: Arity::None,
        function: |receiver, _| {
            let bits = magnitude_bits(&number(receiver).to_big());
            Ok(from_usize(24 + 4 * bits.div_ceil(30).max(1)))
        },
    },
];

pub(super) const CLASS_METHODS: &[Definition] = &[Definition {
    name: "from_bytes",
    documentation: "Return the integer represented by the given array of bytes.",
    arity: Arity::Any,
    function: from_bytes,
}];

pub(super) const GETTERS: &[GetSet] = &[
    GetSet { name: "real", documentation: "the real part of a complex number", get: to_exact, set: None },
    GetSet {
        name: "imag",
        documentation: "the imaginary part of a complex number",
        get: |_| Ok(from_i64(0)),
        set: None,
    },
    GetSet {
        name: "numerator",
        documentation: "the numerator of a rational number in lowest terms",
        get: to_exact,
        set: None,
    },
    GetSet {
        name: "denominator",
        documentation: "the denominator of a rational number in lowest terms",
        get: |_| Ok(from_i64(1)),
        set: None,
    },
];

/// Bits of the absolute value.
fn magnitude_bits(number: &IBig) -> usize {
    let words = number.as_sign_words().1;
    match words.last() {
        Some(last) => 64 * words.len() - last.leading_zeros() as usize,
        None => 0,
    }
}

fn round(receiver: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let digits = match arguments.positional() {
        [digits] if !digits.is_none() => convert::index(*digits)?,
        _ => return to_exact(receiver),
    };
    let digits = number(digits.borrow());
    if !digits.is_negative() {
        return to_exact(receiver);
    }
    let own = number(receiver).to_big();
    // A unit with more digits than the number rounds it to zero; 10 has more than three bits.
    let places = match digits.to_i64() {
        Some(places) if places.unsigned_abs() <= magnitude_bits(&own) as u64 / 3 + 1 => places.unsigned_abs() as usize,
        _ => return Ok(from_i64(0)),
    };
    Ok(from_big(round_to_multiple(&own, &IBig::from(10).pow(places))))
}

/// Whether a `byteorder` argument means little-endian.
fn is_little_endian(function: &str, order: Option<Borrowed<'_>>) -> Result<bool> {
    let Some(order) = order else { return Ok(false) };
    let Some(text) = order.downcast::<Str>() else {
        let found = type_of(order).name();
        let message = format!("{function}() argument 'byteorder' must be str, not {found}");
        return Err(raise(CoreType::TypeError, message));
    };
    if text.equals_rust("little") {
        Ok(true)
    } else if text.equals_rust("big") {
        Ok(false)
    } else {
        Err(raise(CoreType::ValueError, "byteorder must be either 'little' or 'big'"))
    }
}

fn to_bytes(receiver: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    const PARAMETERS: Parameters = Parameters {
        name: "to_bytes",
        names: &["length", "byteorder", "signed"],
        positional_only: 0,
        required: 0,
        keyword_only_from: 2,
    };
    let bound = PARAMETERS.bind(&arguments)?;
    let length = bound[0].map_or(Ok(1), size_argument)?;
    let little = is_little_endian(PARAMETERS.name, bound[1])?;
    let signed = bound[2].map_or(Ok(false), convert::truth)?;
    let Ok(length) = usize::try_from(length) else {
        return Err(raise(CoreType::ValueError, "length argument must be non-negative"));
    };
    let own = number(receiver).to_big();
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

fn from_bytes(class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    const PARAMETERS: Parameters = Parameters {
        name: "from_bytes",
        names: &["bytes", "byteorder", "signed"],
        positional_only: 0,
        required: 1,
        keyword_only_from: 2,
    };
    let bound = PARAMETERS.bind(&arguments)?;
    let source = bound[0].expect("a required argument");
    let little = is_little_endian(PARAMETERS.name, bound[1])?;
    let signed = bound[2].map_or(Ok(false), convert::truth)?;
    let mut data = to_vec(source)?;
    if !little {
        data.reverse();
    }
    let negative = signed && data.last().is_some_and(|&last| last >= 0x80);
    if !negative {
        data.push(0);
    }
    let made = from_big(IBig::from_le_bytes(&data));
    let exact = receiver_class(class).is_core(CoreType::Int);
    if exact { Ok(made) } else { call::call(class, &[made.borrow()]) }
}
