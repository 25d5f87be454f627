//! Strs as sequences: comparison, concatenation, repetition, indexing, membership.

use molt_kernel::slice;
use molt_object::text::Units;
use molt_object::{Borrowed, Comparison, CoreType, Downcast, Owned, Result, Str, memory, raise, type_of, with_units};
use molt_protocol::convert;
use molt_support::quoting::quoted_text;
use molt_support::receivers::own_str;
use molt_support::units::{Unit, find};
use molt_support::with_width;

/// `repr(value)`
pub fn repr(value: Borrowed<'_>) -> Result {
    quoted_text(own_str(value))
}

/// `str(value)`: an exact str.
pub fn to_exact(value: Borrowed<'_>) -> Result {
    if type_of(value).is_core(CoreType::Str) {
        return Ok(value.own());
    }
    let text = own_str(value);
    text.slice(0, text.len())
}

/// `hash(value)`
pub fn hash(value: Borrowed<'_>) -> Result<i64> {
    Ok(own_str(value).hash())
}

/// Rich comparison.
pub fn compare(left: Borrowed<'_>, right: Borrowed<'_>, comparison: Comparison) -> Result {
    let (Some(left), Some(right)) = (left.downcast::<Str>(), right.downcast::<Str>()) else {
        return Ok(Owned::not_implemented());
    };
    Ok(Owned::bool(match comparison {
        Comparison::Equal => left.equals(right),
        Comparison::NotEqual => !left.equals(right),
        _ => comparison.holds(left.compare(right)),
    }))
}

/// `len(value)`
pub fn length(value: Borrowed<'_>) -> Result<usize> {
    Ok(own_str(value).len())
}

/// `left + right`
pub fn concatenate(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let Some(tail) = right.downcast::<Str>() else {
        let found = type_of(right).name();
        return Err(raise(CoreType::TypeError, format_args!("can only concatenate str (not \"{found}\") to str")));
    };
    let head = own_str(left);
    if tail.is_empty() {
        return to_exact(left);
    }
    if head.is_empty() {
        return to_exact(right);
    }
    head.concatenate(tail)
}

/// `value * count`
pub fn repeat(value: Borrowed<'_>, count: isize) -> Result {
    let text = own_str(value);
    let count = usize::try_from(count).unwrap_or(0);
    if count == 1 || text.is_empty() {
        return to_exact(value);
    }
    if text.len().checked_mul(count).is_none_or(|length| isize::try_from(length).is_err()) {
        return Err(raise(CoreType::OverflowError, "repeated string is too long"));
    }
    with_units!(text, units => Unit::make(&memory::repeat(units, count)?))
}

/// `part in value`
pub fn contains(value: Borrowed<'_>, part: Borrowed<'_>) -> Result<bool> {
    let Some(part) = part.downcast::<Str>() else {
        let found = type_of(part).name();
        return Err(raise(
            CoreType::TypeError,
            format_args!("'in <string>' requires string as left operand, not {found}"),
        ));
    };
    Ok(place_of(own_str(value), part).is_some())
}

/// First place of `part` in `text`.
pub fn place_of(text: &Str, part: &Str) -> Option<usize> {
    with_width!(text.kind(), Width => {
        let units = Width::view(text.units())?;
        find(&units, &Width::view(part.units())?)
    })
}

/// `value[key]`
pub fn item_get(value: Borrowed<'_>, key: Borrowed<'_>) -> Result {
    let text = own_str(value);
    if let Some(index) = key.value().as_small_int() {
        let index = if index < 0 { index + text.len() as i64 } else { index };
        return match usize::try_from(index).ok().and_then(|index| text.get(index)) {
            Some(code_point) => Ok(Str::from_code_point(code_point)),
            None => Err(raise(CoreType::IndexError, "string index out of range")),
        };
    }
    if let Some(slice) = slice::of(key) {
        return slice_of(value, text, &slice.bounds()?.clip(text.len()));
    }
    if molt_object::integer::as_integer(key).is_none() && type_of(key).slots().index().is_none() {
        let found = type_of(key).name();
        return Err(raise(CoreType::TypeError, format_args!("string indices must be integers, not '{found}'")));
    }
    let index = convert::index_isize(key)?;
    let index = if index < 0 { index.saturating_add(text.len() as isize) } else { index };
    match usize::try_from(index).ok().and_then(|index| text.get(index)) {
        Some(code_point) => Ok(Str::from_code_point(code_point)),
        None => Err(raise(CoreType::IndexError, "string index out of range")),
    }
}

fn slice_of(value: Borrowed<'_>, text: &Str, slice: &slice::Indices) -> Result {
    if slice.step == 1 {
        if slice.count == text.len() && type_of(value).is_core(CoreType::Str) {
            return Ok(value.own());
        }
        return text.slice(slice.start, slice.start + slice.count);
    }
    fn pick<U: Unit>(units: &[U], slice: &slice::Indices) -> Result {
        U::make(&memory::collect(slice.iter().map(|index| units[index]))?)
    }
    match text.units() {
        Units::One(units) => pick(units, slice),
        Units::Two(units) => pick(units, slice),
        Units::Four(units) => pick(units, slice),
    }
}
