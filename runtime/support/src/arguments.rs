//! Taking arguments.

use molt_object::{Borrowed, CoreType, Downcast, Result, Str, raise, type_of};
use molt_protocol::convert;
use molt_protocol::native_function::{Argument, Place};

/// A str argument of a function with Argument Clinic's messages; `place` is ` 1`, ` 2`, ` 'name'` or empty.
pub fn str_argument<'a>(value: Borrowed<'a>, function: &str, place: &str) -> Result<&'a Str> {
    value.downcast::<Str>().ok_or_else(|| {
        let found = if value.is_none() { "None".to_owned() } else { type_of(value).name() };
        raise(CoreType::TypeError, format_args!("{function}() argument{place} must be str, not {found}"))
    })
}

/// A bound on a number of splits or replacements: negative means none.
pub fn most(count: Option<isize>) -> usize {
    count.and_then(|count| usize::try_from(count).ok()).unwrap_or(usize::MAX)
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

/// A bound of a search, as in a slice: None, which means the same as no argument, or an index, clamped.
pub struct SliceBound<const DEFAULT: isize>(isize);

/// Where a search starts.
pub type SliceStart = SliceBound<0>;
/// Where a search ends.
pub type SliceEnd = SliceBound<{ isize::MAX }>;

impl<const DEFAULT: isize> Argument<'_> for SliceBound<DEFAULT> {
    #[inline]
    fn from_value(value: Borrowed<'_>, _place: Place) -> Result<Self> {
        Ok(SliceBound(if value.is_none() { DEFAULT } else { convert::index_clamped(value)? }))
    }
    fn missing() -> Option<Self> {
        Some(SliceBound(DEFAULT))
    }
}

/// Where a search starts and ends in a sequence of this length. None when the range is inverted, so that not even the empty
/// sequence is found.
#[inline]
pub fn search_range(start: SliceStart, end: SliceEnd, length: usize) -> Option<(usize, usize)> {
    let place = |index: isize| {
        if index < 0 { index.saturating_add_unsigned(length).max(0) as usize } else { index as usize }
    };
    let (start, end) = (place(start.0), place(end.0).min(length));
    (start <= end).then_some((start, end))
}
