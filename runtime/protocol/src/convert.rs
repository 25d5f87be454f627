//! Conversions every object has: truth, hash, text, length, index.

use molt_object::text::Builder;
use molt_object::{Borrowed, CoreType, Downcast, Owned, Raised, Result, Str, integer, name, raise, type_of};

use crate::{attribute, recursion};

/// `bool(value)`.
#[inline]
pub fn truth(value: Borrowed<'_>) -> Result<bool> {
    let raw = value.value();
    if let Some(truth) = raw.as_bool() {
        return Ok(truth);
    }
    if let Some(number) = raw.as_small_int() {
        return Ok(number != 0);
    }
    if raw.is_none() {
        return Ok(false);
    }
    if let Some(number) = raw.as_f64() {
        return Ok(number != 0.0);
    }
    let class = type_of(value);
    let slots = class.slots();
    if let Some(truth) = slots.truth() {
        return truth(value);
    }
    match slots.length() {
        Some(length) => length(value).map(|length| length != 0),
        None => Ok(true),
    }
}

/// `hash(value)`.
pub fn hash(value: Borrowed<'_>) -> Result<i64> {
    if let Some(text) = value.downcast_exact::<Str>() {
        return Ok(text.hash());
    }
    if let Some(number) = value.value().as_small_int() {
        // -1 is no hash.
        return Ok(if number == -1 { -2 } else { number });
    }
    let class = type_of(value);
    match class.slots().hash() {
        Some(hash) => {
            recursion::check("")?;
            hash(value)
        }
        None => Err(unhashable(value)),
    }
}

/// TypeError for a value without hash.
#[cold]
pub fn unhashable(value: Borrowed<'_>) -> Raised {
    raise(CoreType::TypeError, format_args!("unhashable type: '{}'", type_of(value).name()))
}

fn checked_text(function: &str, result: Owned) -> Result {
    if result.borrow().downcast::<Str>().is_some() {
        return Ok(result);
    }
    let found = type_of(result.borrow()).name();
    Err(raise(CoreType::TypeError, format_args!("{function} returned non-string (type {found})")))
}

/// `repr(value)`, a str.
pub fn repr(value: Borrowed<'_>) -> Result {
    let class = type_of(value);
    match class.slots().repr() {
        Some(repr) => {
            recursion::check(" while getting the repr of an object")?;
            checked_text("__repr__", repr(value)?)
        }
        None => default_repr(value),
    }
}

/// `<module.Class object at 0x...>`.
pub fn default_repr(value: Borrowed<'_>) -> Result {
    let class = type_of(value);
    let name = crate::class::qualified_display_name(&class);
    Ok(Str::from_rust(&format!("<{name} object at {:#x}>", identity(value))))
}

/// The number `id` gives.
pub fn identity(value: Borrowed<'_>) -> u64 {
    value.value().bits()
}

/// `str(value)`, a str.
pub fn str(value: Borrowed<'_>) -> Result {
    if value.downcast_exact::<Str>().is_some() {
        return Ok(value.own());
    }
    let class = type_of(value);
    match class.slots().str() {
        Some(str) => {
            recursion::check(" while getting the str of an object")?;
            checked_text("__str__", str(value)?)
        }
        None => repr(value),
    }
}

/// `repr(value)` as Rust text.
pub fn repr_text(value: Borrowed<'_>) -> Result<String> {
    Ok(text_of(&repr(value)?))
}

/// `str(value)` as Rust text.
pub fn str_text(value: Borrowed<'_>) -> Result<String> {
    Ok(text_of(&str(value)?))
}

fn text_of(value: &Owned) -> String {
    value.borrow().downcast::<Str>().map(Str::to_rust).unwrap_or_default()
}

/// `ascii(value)`, a str.
pub fn ascii(value: Borrowed<'_>) -> Result {
    let repr = repr(value)?;
    let Some(text) = repr.borrow().downcast::<Str>() else { unreachable!("repr gives a str") };
    if text.is_ascii() {
        return Ok(repr);
    }
    let mut escaped = Builder::new();
    for code_point in text.code_points() {
        match code_point {
            0..0x80 => escaped.push(code_point),
            0x80..0x100 => escaped.push_rust(&format!("\\x{code_point:02x}")),
            0x100..0x1_0000 => escaped.push_rust(&format!("\\u{code_point:04x}")),
            _ => escaped.push_rust(&format!("\\U{code_point:08x}")),
        }
    }
    escaped.finish()
}

/// `len(value)`.
pub fn length(value: Borrowed<'_>) -> Result<usize> {
    match type_of(value).slots().length() {
        Some(length) => length(value),
        None => {
            Err(raise(CoreType::TypeError, format_args!("object of type '{}' has no len()", type_of(value).name())))
        }
    }
}

/// `operator.length_hint`, None when there is no hint.
pub fn length_hint(value: Borrowed<'_>) -> Result<Option<usize>> {
    if let Some(length) = type_of(value).slots().length()
        && let Some(length) = attribute::none_for(CoreType::TypeError, length(value))?
    {
        return Ok(Some(length));
    }
    let hint =
        attribute::none_for(CoreType::TypeError, attribute::call_special(value, name!(LengthHint), &[]))?.flatten();
    let Some(hint) = hint.filter(|hint| !hint.is(Owned::not_implemented().borrow())) else { return Ok(None) };
    let Some(number) = integer::as_integer(hint.borrow()) else {
        let found = type_of(hint.borrow()).name();
        return Err(raise(CoreType::TypeError, format_args!("__length_hint__ must be an integer, not {found}")));
    };
    match number.to_i64().map(usize::try_from) {
        Some(Ok(hint)) => Ok(Some(hint)),
        Some(Err(_)) => Err(raise(CoreType::ValueError, "__length_hint__() should return >= 0")),
        None => Err(raise(CoreType::OverflowError, "Python int too large to convert to C ssize_t")),
    }
}

/// `operator.index(value)`, an int.
pub fn index(value: Borrowed<'_>) -> Result {
    if integer::as_integer(value).is_some() {
        return Ok(value.own());
    }
    let class = type_of(value);
    let Some(index) = class.slots().index() else {
        let found = class.name();
        return Err(raise(CoreType::TypeError, format_args!("'{found}' object cannot be interpreted as an integer")));
    };
    let result = index(value)?;
    if integer::as_integer(result.borrow()).is_none() {
        let found = type_of(result.borrow()).name();
        return Err(raise(CoreType::TypeError, format_args!("__index__ returned non-int (type {found})")));
    }
    Ok(result)
}

/// An index into a sequence; IndexError when it is out of the machine's range.
pub fn index_isize(value: Borrowed<'_>) -> Result<isize> {
    index_or(CoreType::IndexError, value)
}

/// How often, or how many; OverflowError when it is out of the machine's range.
pub fn count_isize(value: Borrowed<'_>) -> Result<isize> {
    index_or(CoreType::OverflowError, value)
}

fn index_or(out_of_range: CoreType, value: Borrowed<'_>) -> Result<isize> {
    if let Some(number) = value.value().as_small_int() {
        return Ok(number as isize);
    }
    let index = index(value)?;
    match integer::as_integer(index.borrow()).and_then(|index| index.to_i64()) {
        Some(number) => Ok(number as isize),
        None => {
            let found = type_of(value).name();
            Err(raise(out_of_range, format_args!("cannot fit '{found}' into an index-sized integer")))
        }
    }
}

/// A bound of a slice, clamped to the machine's range.
pub fn index_clamped(value: Borrowed<'_>) -> Result<isize> {
    if let Some(number) = value.value().as_small_int() {
        return Ok(number as isize);
    }
    if integer::as_integer(value).is_none() && type_of(value).slots().index().is_none() {
        return Err(raise(CoreType::TypeError, "slice indices must be integers or None or have an __index__ method"));
    }
    let index = index(value)?;
    let Some(number) = integer::as_integer(index.borrow()) else { unreachable!("index gives an int") };
    Ok(match number.to_i64() {
        Some(number) => number as isize,
        None if number.is_negative() => isize::MIN,
        None => isize::MAX,
    })
}
