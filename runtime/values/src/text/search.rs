//! Methods that look for a part: `find`, `count`, `replace`, `startswith`, `partition`, ...

use molt_object::integer::{from_i64, from_usize};
use molt_object::text::Units;
use molt_object::{Borrowed, CoreType, Downcast, Owned, Result, Str, Tuple, raise, type_of};
use molt_support::units::{self, Unit};
use molt_support::with_width;

use super::sequence::to_exact;

/// Where a part is found first, or last. `range` is where to search; None where nothing is found, not even the empty str.
pub(super) fn find(text: &Str, part: &Str, range: Option<(usize, usize)>, backwards: bool) -> Option<usize> {
    let (start, end) = range?;
    let found = with_width!(text.kind(), Width => {
        let units = Width::view(text.units()).expect("a str has its own width");
        Width::view(part.units()).and_then(|part| {
            let units = &units[start..end];
            if backwards { units::rfind(units, &part) } else { units::find(units, &part) }
        })
    });
    found.map(|place| place + start)
}

/// What `find` returns.
pub(super) fn place_or_minus_one(place: Option<usize>) -> Result {
    Ok(place.map_or_else(|| from_i64(-1), from_usize))
}

/// What `index` returns.
pub(super) fn place_or_error(place: Option<usize>) -> Result {
    place.map(from_usize).ok_or_else(|| raise(CoreType::ValueError, "substring not found"))
}

/// How often a part is found in a range.
pub(super) fn count(text: &Str, part: &Str, range: Option<(usize, usize)>) -> usize {
    let Some((start, end)) = range else { return 0 };
    with_width!(text.kind(), Width => {
        let units = Width::view(text.units()).expect("a str has its own width");
        Width::view(part.units()).map_or(0, |part| units::count(&units[start..end], &part))
    })
}

/// Whether `text[start..end]` begins (or ends) with `part`.
fn has_affix(text: &Str, part: &Str, start: usize, end: usize, at_end: bool) -> bool {
    if let (Units::One(units), Units::One(part)) = (text.units(), part.units()) {
        let units = &units[start..end];
        // One unit mostly decides.
        let (own, wanted) = if at_end { (units.last(), part.last()) } else { (units.first(), part.first()) };
        if wanted.is_none() || own != wanted {
            return wanted.is_none();
        }
        return if at_end { units.ends_with(part) } else { units.starts_with(part) };
    }
    with_width!(text.kind(), Width => {
        let units = Width::view(text.units()).expect("a str has its own width");
        let units = &units[start..end];
        Width::view(part.units())
            .is_some_and(|part| if at_end { units.ends_with(&part) } else { units.starts_with(&part) })
    })
}

/// `startswith` and `endswith`, with a str or a tuple of them.
pub(super) fn test_affix(
    text: &Str,
    wanted: Borrowed<'_>,
    range: Option<(usize, usize)>,
    method: &str,
    at_end: bool,
) -> Result {
    let test = |part: &Str| range.is_some_and(|(start, end)| has_affix(text, part, start, end, at_end));
    if let Some(part) = wanted.downcast::<Str>() {
        return Ok(Owned::bool(test(part)));
    }
    let Some(parts) = wanted.downcast::<Tuple>() else {
        let found = type_of(wanted).name();
        return Err(raise(
            CoreType::TypeError,
            format_args!("{method} first arg must be str or a tuple of str, not {found}"),
        ));
    };
    for part in parts.iter() {
        let Some(part) = part.downcast::<Str>() else {
            let found = type_of(part).name();
            return Err(raise(
                CoreType::TypeError,
                format_args!("tuple for {method} must only contain str, not {found}"),
            ));
        };
        if test(part) {
            return Ok(Owned::bool(true));
        }
    }
    Ok(Owned::bool(false))
}

/// `text.replace(old, new, most)`
pub(super) fn replace(text: &Str, old: &Str, new: &Str, most: usize) -> Result {
    if old.kind() > text.kind() {
        return to_exact(text.as_borrowed());
    }
    let replaced = with_width!(text.kind().max(new.kind()), Width => {
        match (Width::view(text.units()), Width::view(old.units()), Width::view(new.units())) {
            (Some(units), Some(old), Some(new)) => {
                units::replace(&units, &old, &new, most)?.map(|units| Width::make(&units))
            }
            _ => None,
        }
    });
    replaced.unwrap_or_else(|| to_exact(text.as_borrowed()))
}

/// What stands before a separator, the separator, and what stands behind it.
pub(super) fn partition(text: &Str, separator: Borrowed<'_>, backwards: bool) -> Result {
    let Some(part) = separator.downcast::<Str>() else {
        let found = type_of(separator).name();
        return Err(raise(CoreType::TypeError, format_args!("must be str, not {found}")));
    };
    if part.is_empty() {
        return Err(raise(CoreType::ValueError, "empty separator"));
    }
    let place = with_width!(text.kind(), Width => {
        let units = Width::view(text.units()).expect("a str has its own width");
        Width::view(part.units()).and_then(|part| {
            if backwards { units::rfind(&units, &part) } else { units::find(&units, &part) }
        })
    });
    let empty = Str::empty;
    Ok(Tuple::from_vec(match place {
        Some(place) => {
            let after = place + part.len();
            vec![text.slice(0, place)?, to_exact(separator)?, text.slice(after, text.len())?]
        }
        None if backwards => vec![empty(), empty(), to_exact(text.as_borrowed())?],
        None => vec![to_exact(text.as_borrowed())?, empty(), empty()],
    }))
}

/// The text without a part at one of its ends.
pub(super) fn remove_affix(text: &Str, part: &Str, at_end: bool) -> Result {
    if part.is_empty() || !has_affix(text, part, 0, text.len(), at_end) {
        return to_exact(text.as_borrowed());
    }
    let kept = text.len() - part.len();
    if at_end { text.slice(0, kept) } else { text.slice(part.len(), text.len()) }
}
