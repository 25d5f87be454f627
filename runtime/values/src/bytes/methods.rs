//! Methods of bytes and bytearrays that change case, pad, strip, translate and write hexadecimal digits.

use molt_object::function::{Arity, Definition};
use molt_object::{Arguments, Borrowed, Bytes, CoreType, Downcast, Owned, Result, Str, Tuple, memory, raise, type_of};
use molt_protocol::parameters::Parameters;
use molt_protocol::{call, convert};
use molt_support::arguments::{int_argument, size_argument};
use molt_support::bytes_like::{buffer, own_bytes};
use molt_support::receivers::receiver_class;
use molt_support::rows::{concatenate, count};
use molt_support::units;

use super::search::{self, data_argument, is_space};
use super::sequence::{make_like, unchanged};

fn map(receiver: Borrowed<'_>, change: impl Fn(&[u8]) -> Result<Vec<u8>>) -> Result {
    let changed = change(&own_bytes(receiver))?;
    make_like(receiver, changed)
}

fn lower(data: &[u8]) -> Result<Vec<u8>> {
    memory::collect(data.iter().map(u8::to_ascii_lowercase))
}

fn capitalize(data: &[u8]) -> Result<Vec<u8>> {
    let mut data = lower(data)?;
    if let Some(first) = data.first_mut() {
        first.make_ascii_uppercase();
    }
    Ok(data)
}

fn title(data: &[u8]) -> Result<Vec<u8>> {
    let mut inside = false;
    let change = |byte: &u8| {
        let changed = if inside { byte.to_ascii_lowercase() } else { byte.to_ascii_uppercase() };
        inside = byte.is_ascii_alphabetic();
        changed
    };
    memory::collect(data.iter().map(change))
}

fn swap_case(byte: &u8) -> u8 {
    if byte.is_ascii_alphabetic() { byte ^ 0x20 } else { *byte }
}

fn all(receiver: Borrowed<'_>, test: impl Fn(&u8) -> bool) -> Result {
    let data = own_bytes(receiver);
    Ok(Owned::bool(!data.is_empty() && data.iter().all(test)))
}

/// Whether there are letters, all of the case `is_wanted` tests.
fn all_cased(receiver: Borrowed<'_>, is_wanted: fn(&u8) -> bool) -> Result {
    let data = own_bytes(receiver);
    let mut letters = data.iter().filter(|byte| byte.is_ascii_alphabetic()).peekable();
    Ok(Owned::bool(letters.peek().is_some() && letters.all(is_wanted)))
}

fn is_title(receiver: Borrowed<'_>) -> Result {
    let data = own_bytes(receiver);
    Ok(Owned::bool(data.iter().any(u8::is_ascii_alphabetic) && title(&data)? == *data))
}

fn strip(receiver: Borrowed<'_>, arguments: &Arguments<'_>, left: bool, right: bool) -> Result {
    let (start, end) = match arguments.positional().first().filter(|taken| !taken.is_none()) {
        None => units::strip(&own_bytes(receiver), left, right, is_space),
        Some(taken) => {
            let taken = data_argument(*taken)?;
            units::strip(&own_bytes(receiver), left, right, |unit| taken.iter().any(|&byte| u32::from(byte) == unit))
        }
    };
    if (start, end) == (0, own_bytes(receiver).len()) {
        return unchanged(receiver);
    }
    map(receiver, |data| memory::copy(&data[start..end]))
}

fn fill_byte(function: &str, value: Option<&Borrowed<'_>>) -> Result<u8> {
    let Some(value) = value else { return Ok(b' ') };
    match buffer(*value) {
        Some(data) => match *data {
            [byte] => Ok(byte),
            _ => {
                let kind = if value.downcast::<Bytes>().is_some() { "bytes" } else { "bytearray" };
                let length = data.len();
                Err(raise(
                    CoreType::TypeError,
                    format_args!(
                        "{function}(): argument 2 must be a byte string of length 1, not a {kind} object of length {length}"
                    ),
                ))
            }
        },
        None => {
            let found = type_of(*value).name();
            Err(raise(
                CoreType::TypeError,
                format_args!("{function}() argument 2 must be a byte string of length 1, not {found}"),
            ))
        }
    }
}

fn pad(
    receiver: Borrowed<'_>,
    arguments: &Arguments<'_>,
    function: &str,
    left_share: impl Fn(usize, usize) -> usize,
) -> Result {
    let width = usize::try_from(size_argument(arguments.positional()[0])?).unwrap_or(0);
    let fill = fill_byte(function, arguments.positional().get(1))?;
    let length = own_bytes(receiver).len();
    if width <= length {
        return unchanged(receiver);
    }
    let left = left_share(width - length, width);
    map(receiver, |data| {
        let mut padded = memory::filled(fill, width)?;
        padded[left..left + length].copy_from_slice(data);
        Ok(padded)
    })
}

fn fill_zeros(receiver: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let width = usize::try_from(size_argument(arguments.positional()[0])?).unwrap_or(0);
    let length = own_bytes(receiver).len();
    if width <= length {
        return unchanged(receiver);
    }
    map(receiver, |data| {
        let sign = usize::from(matches!(data.first(), Some(b'+' | b'-')));
        let mut filled = memory::with_capacity(width)?;
        filled.extend_from_slice(&data[..sign]);
        filled.resize(sign + width - length, b'0');
        filled.extend_from_slice(&data[sign..]);
        Ok(filled)
    })
}

fn expand_tabs(receiver: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    const PARAMETERS: Parameters =
        Parameters { name: "expandtabs", names: &["tabsize"], positional_only: 0, required: 0, keyword_only_from: 1 };
    let size = PARAMETERS.bind(&arguments)?[0].map_or(Ok(8), int_argument)?;
    map(receiver, |data| units::expand_tabs(data, usize::try_from(size).unwrap_or(0)))
}

fn translate(receiver: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    const PARAMETERS: Parameters =
        Parameters { name: "translate", names: &["", "delete"], positional_only: 1, required: 1, keyword_only_from: 2 };
    let bound = PARAMETERS.bind(&arguments)?;
    let table = match bound[0].filter(|table| !table.is_none()) {
        Some(table) => {
            let table = memory::copy(&data_argument(table)?)?;
            if table.len() != 256 {
                return Err(raise(CoreType::ValueError, "translation table must be 256 characters long"));
            }
            Some(table)
        }
        None => None,
    };
    let deleted = match bound[1] {
        Some(deleted) => memory::copy(&data_argument(deleted)?)?,
        None => Vec::new(),
    };
    map(receiver, |data| {
        let kept = data.iter().filter(|byte| !deleted.contains(byte));
        memory::collect(kept.map(|&byte| table.as_ref().map_or(byte, |table| table[usize::from(byte)])))
    })
}

fn make_table(_receiver: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let (from, to) = (data_argument(arguments.positional()[0])?, data_argument(arguments.positional()[1])?);
    if from.len() != to.len() {
        return Err(raise(CoreType::ValueError, "maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (&from, &to) in from.iter().zip(to.iter()) {
        table[usize::from(from)] = to;
    }
    Bytes::from_slice(&table)
}

fn separator_of(value: Borrowed<'_>) -> Result<u8> {
    if convert::length(value)? != 1 {
        return Err(raise(CoreType::ValueError, "sep must be length 1."));
    }
    let separator = match value.downcast::<Str>() {
        Some(text) => text.get(0),
        None => buffer(value).and_then(|data| data.first().map(|&byte| u32::from(byte))),
    };
    match separator {
        Some(separator) if separator < 0x80 => Ok(separator as u8),
        Some(_) => Err(raise(CoreType::ValueError, "sep must be ASCII.")),
        None => Err(raise(CoreType::TypeError, "sep must be str or bytes.")),
    }
}

fn to_hexadecimal(receiver: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    const PARAMETERS: Parameters = Parameters {
        name: "hex",
        names: &["sep", "bytes_per_sep"],
        positional_only: 0,
        required: 0,
        keyword_only_from: 2,
    };
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let bound = PARAMETERS.bind(&arguments)?;
    let separator = bound[0].map(separator_of).transpose()?;
    let group = bound[1].map_or(Ok(1), int_argument)?;
    let data = own_bytes(receiver);
    let size = group.unsigned_abs();
    let mut text = memory::with_capacity(data.len().saturating_mul(3))?;
    for (index, &byte) in data.iter().enumerate() {
        // Positive groups are counted from the right.
        let before = if group > 0 { data.len() - index } else { index };
        if let Some(separator) = separator
            && size > 0
            && index > 0
            && before % size == 0
        {
            text.push(separator);
        }
        text.extend_from_slice(&[DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    }
    Str::from_latin1(&text)
}

fn from_hexadecimal(class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let source = arguments.positional()[0];
    let units: Vec<u32> = if let Some(text) = source.downcast::<Str>() {
        memory::collect(text.code_points())?
    } else if let Some(data) = buffer(source) {
        memory::collect(data.iter().map(|&byte| u32::from(byte)))?
    } else {
        let found = type_of(source).name();
        return Err(raise(
            CoreType::TypeError,
            format_args!("fromhex() argument must be str or bytes-like, not {found}"),
        ));
    };
    let digit = |index: usize| char::from_u32(*units.get(index)?)?.to_digit(16);
    let mut data = memory::with_capacity(units.len() / 2)?;
    let mut index = 0;
    while index < units.len() {
        if is_space(units[index]) {
            index += 1;
            continue;
        }
        let bad = match (digit(index), digit(index + 1)) {
            (Some(high), Some(low)) => {
                data.push((high << 4 | low) as u8);
                index += 2;
                continue;
            }
            (Some(_), None) if index + 1 == units.len() => {
                let message = "fromhex() arg must contain an even number of hexadecimal digits";
                return Err(raise(CoreType::ValueError, message));
            }
            (Some(_), None) => index + 1,
            (None, _) => index,
        };
        return Err(raise(
            CoreType::ValueError,
            format_args!("non-hexadecimal number found in fromhex() arg at position {bad}"),
        ));
    }
    let made = Bytes::from_slice(&data)?;
    let class_type = receiver_class(class);
    if class_type.is_core(CoreType::Bytes) { Ok(made) } else { call::call(class, &[made.borrow()]) }
}

macro_rules! methods {
    ($($name:literal $documentation:literal $arity:expr, |$receiver:ident, $arguments:pat_param| $body:expr;)*) => {
        const ADJUSTING: &[Definition] = &[
            $(Definition {
                name: $name,
                documentation: $documentation,
                arity: $arity,
                function: |$receiver, $arguments| $body,
            }),*
        ];
    };
}

methods! {
    "decode" "Decode the bytes using the codec registered for encoding."
        Arity::Any, |receiver, arguments| crate::codecs::decode_method(receiver, arguments);
    "lower" "B.lower() -> copy of B\n\nReturn a copy of B with all ASCII characters converted to lowercase."
        Arity::None, |receiver, _| map(receiver, lower);
    "upper" "B.upper() -> copy of B\n\nReturn a copy of B with all ASCII characters converted to uppercase."
        Arity::None, |receiver, _| map(receiver, |data| memory::collect(data.iter().map(u8::to_ascii_uppercase)));
    "capitalize" "B.capitalize() -> copy of B\n\nReturn a copy of B with only its first character capitalized (ASCII)\nand the rest lower-cased."
        Arity::None, |receiver, _| map(receiver, capitalize);
    "title" "B.title() -> copy of B\n\nReturn a titlecased version of B, i.e. ASCII words start with uppercase\ncharacters, all remaining cased characters have lowercase."
        Arity::None, |receiver, _| map(receiver, title);
    "swapcase" "B.swapcase() -> copy of B\n\nReturn a copy of B with uppercase ASCII characters converted\nto lowercase ASCII and vice versa."
        Arity::None, |receiver, _| map(receiver, |data| memory::collect(data.iter().map(swap_case)));
    "isalpha" "B.isalpha() -> bool\n\nReturn True if all characters in B are alphabetic\nand there is at least one character in B, False otherwise."
        Arity::None, |receiver, _| all(receiver, u8::is_ascii_alphabetic);
    "isalnum" "B.isalnum() -> bool\n\nReturn True if all characters in B are alphanumeric\nand there is at least one character in B, False otherwise."
        Arity::None, |receiver, _| all(receiver, u8::is_ascii_alphanumeric);
    "isdigit" "B.isdigit() -> bool\n\nReturn True if all characters in B are digits\nand there is at least one character in B, False otherwise."
        Arity::None, |receiver, _| all(receiver, u8::is_ascii_digit);
    "isspace" "B.isspace() -> bool\n\nReturn True if all characters in B are whitespace\nand there is at least one character in B, False otherwise."
        Arity::None, |receiver, _| all(receiver, |&byte| is_space(u32::from(byte)));
    "isascii" "B.isascii() -> bool\n\nReturn True if B is empty or all characters in B are ASCII,\nFalse otherwise."
        Arity::None, |receiver, _| Ok(Owned::bool(own_bytes(receiver).is_ascii()));
    "isupper" "B.isupper() -> bool\n\nReturn True if all cased characters in B are uppercase\nand there is at least one cased character in B, False otherwise."
        Arity::None, |receiver, _| all_cased(receiver, |byte| byte.is_ascii_uppercase());
    "islower" "B.islower() -> bool\n\nReturn True if all cased characters in B are lowercase\nand there is at least one cased character in B, False otherwise."
        Arity::None, |receiver, _| all_cased(receiver, |byte| byte.is_ascii_lowercase());
    "istitle" "B.istitle() -> bool\n\nReturn True if B is a titlecased string and there is at least one\ncharacter in B, i.e. uppercase characters may only follow uncased\ncharacters and lowercase characters only cased ones. Return False\notherwise."
        Arity::None, |receiver, _| is_title(receiver);
    "strip" "Strip leading and trailing bytes contained in the argument."
        Arity::Positional(0, 1), |receiver, arguments| strip(receiver, &arguments, true, true);
    "lstrip" "Strip leading bytes contained in the argument."
        Arity::Positional(0, 1), |receiver, arguments| strip(receiver, &arguments, true, false);
    "rstrip" "Strip trailing bytes contained in the argument."
        Arity::Positional(0, 1), |receiver, arguments| strip(receiver, &arguments, false, true);
    "center" "Return a centered string of length width.\n\nPadding is done using the specified fill character."
        Arity::Positional(1, 2), |receiver, arguments| {
            pad(receiver, &arguments, "center", |padding, width| padding / 2 + (padding & width & 1))
        };
    "ljust" "Return a left-justified string of length width.\n\nPadding is done using the specified fill character."
        Arity::Positional(1, 2), |receiver, arguments| pad(receiver, &arguments, "ljust", |_, _| 0);
    "rjust" "Return a right-justified string of length width.\n\nPadding is done using the specified fill character."
        Arity::Positional(1, 2), |receiver, arguments| pad(receiver, &arguments, "rjust", |padding, _| padding);
    "zfill" "Pad a numeric string with zeros on the left, to fill a field of the given width.\n\nThe original string is never truncated."
        Arity::One, |receiver, arguments| fill_zeros(receiver, arguments);
    "expandtabs" "Return a copy where all tab characters are expanded using spaces."
        Arity::Any, |receiver, arguments| expand_tabs(receiver, arguments);
    "translate" "Return a copy with each character mapped by the given translation table."
        Arity::Any, |receiver, arguments| translate(receiver, arguments);
    "hex" "Create a string of hexadecimal numbers from a bytes object."
        Arity::Any, |receiver, arguments| to_hexadecimal(receiver, arguments);
}

/// What both types have.
pub(super) const SHARED: &[&[Definition]] = &[ADJUSTING, search::METHODS];

const OWN: &[Definition] = &[
    Definition {
        name: "__bytes__",
        documentation: "Convert this value to exact type bytes.",
        arity: Arity::None,
        function: |receiver, _| unchanged(receiver),
    },
    Definition {
        name: "__getnewargs__",
        documentation: "",
        arity: Arity::None,
        function: |receiver, _| Ok(Tuple::from_vec(vec![Bytes::from_slice(&own_bytes(receiver))?])),
    },
];

const GROUPS: &[&[Definition]] = &[SHARED[0], SHARED[1], OWN];

pub(super) static METHODS: [Definition; count(GROUPS)] = concatenate(GROUPS);

pub(super) const CLASS_METHODS: &[Definition] = &[Definition {
    name: "fromhex",
    documentation: "Create a bytes object from a string of hexadecimal numbers.",
    arity: Arity::One,
    function: from_hexadecimal,
}];

pub(super) const STATIC_METHODS: &[Definition] = &[Definition {
    name: "maketrans",
    documentation: "Return a translation table usable for the bytes or bytearray translate method.",
    arity: Arity::Positional(2, 2),
    function: make_table,
}];
