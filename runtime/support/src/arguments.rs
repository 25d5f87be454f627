//! Taking arguments.

use molt_object::{Borrowed, CoreType, Downcast, Result, Str, integer, raise, type_of};
use molt_protocol::convert;
use molt_protocol::native_function::{Argument, Place};

/// A str argument of a function with Argument Clinic's messages; `place` is ` 1`, ` 2`, ` 'name'` or empty.
pub fn str_argument<'a>(value: Borrowed<'a>, function: &str, place: &str) -> Result<&'a Str> {
    value.downcast::<Str>().ok_or_else(|| {
        let found = if value.is_none() { "None".to_owned() } else { type_of(value).name() };
        raise(CoreType::TypeError, format_args!("{function}() argument{place} must be str, not {found}"))
    })
}

/// An argument that becomes a C `Py_ssize_t`.
pub fn size_argument(value: Borrowed<'_>) -> Result<isize> {
    if let Some(number) = value.value().as_small_int() {
        return Ok(number as isize);
    }
    let index = convert::index(value)?;
    let number = integer::as_integer(index.borrow()).expect("index gives an int");
    match number.to_i64() {
        Some(number) => Ok(number as isize),
        None => Err(raise(CoreType::OverflowError, "Python int too large to convert to C ssize_t")),
    }
}

/// A bound on a number of splits or replacements: negative means none.
pub fn most_argument(value: Option<Borrowed<'_>>) -> Result<usize> {
    match value {
        Some(value) => Ok(usize::try_from(size_argument(value)?).unwrap_or(usize::MAX)),
        None => Ok(usize::MAX),
    }
}

/// A slice bound: None or an index, clamped.
fn bound(value: Option<&Borrowed<'_>>, default: isize) -> Result<isize> {
    match value {
        Some(value) if !value.is_none() => convert::index_clamped(*value),
        _ => Ok(default),
    }
}

/// An argument that C holds in an `int`.
pub fn int_argument(value: Borrowed<'_>) -> Result<isize> {
    let index = convert::index(value)?;
    let number = integer::as_integer(index.borrow()).and_then(|number| number.to_i64());
    match number.map(i32::try_from) {
        Some(Ok(number)) => Ok(number as isize),
        _ => Err(raise(CoreType::OverflowError, "Python int too large to convert to C int")),
    }
}

/// Optional `start` and `end` arguments of a search, adjusted to a length. None when the range is inverted, so that not
/// even the empty sequence is found.
pub fn range_arguments(arguments: &[Borrowed<'_>], length: usize) -> Result<Option<(usize, usize)>> {
    let adjust = |index: isize| {
        if index < 0 { index.saturating_add(length as isize).max(0) } else { index }
    };
    let start = adjust(bound(arguments.first(), 0)?);
    let end = adjust(bound(arguments.get(1), isize::MAX)?).min(length as isize);
    Ok((start <= end).then_some((start as usize, end as usize)))
}

/// A bound of the `index` methods of lists and tuples: an index, clamped.
pub struct IndexBound(isize);

impl Argument<'_> for IndexBound {
    fn from_value(value: Borrowed<'_>, _place: Place) -> Result<Self> {
        if !value.value().is_small_int() && type_of(value).slots().index().is_none() {
            let message = "slice indices must be integers or have an __index__ method";
            return Err(raise(CoreType::TypeError, message));
        }
        convert::index_clamped(value).map(IndexBound)
    }
}

impl IndexBound {
    /// Where a search starts and stops in a sequence that has this length at first.
    pub fn places(start: Option<Self>, stop: Option<Self>, length: usize) -> (usize, usize) {
        let clip = |bound: Option<Self>, default: isize| {
            let index = bound.map_or(default, |bound| bound.0);
            if index < 0 { index.saturating_add_unsigned(length).max(0) as usize } else { index as usize }
        };
        (clip(start, 0), clip(stop, isize::MAX))
    }
}
