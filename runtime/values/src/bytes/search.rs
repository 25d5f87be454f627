//! Methods of bytes that look for a part or split at one.

use molt_object::integer::{from_i64, from_usize};
use molt_object::{Borrowed, Bytes, CoreType, Downcast, List, Owned, Result, Tuple, memory, raise, type_of};
use molt_protocol::iterate;
use molt_support::arguments::{SliceEnd, SliceStart, search_range};
use molt_support::bytes_like::{Buffer, ByteArray, BytesLike, buffer, own_bytes};
use molt_support::units;

use super::sequence::{make_like, new_array, part, unchanged};

/// The bytes of an argument that must be bytes-like.
pub(super) fn data_argument(value: Borrowed<'_>) -> Result<Buffer<'_>> {
    BytesLike::new(value).map(|value| value.data())
}

fn searched<'a>(value: Borrowed<'a>) -> Result<super::sequence::Part<'a>> {
    part(value)?.ok_or_else(|| {
        let found = type_of(value).name();
        raise(CoreType::TypeError, format_args!("argument should be integer or bytes-like object, not '{found}'"))
    })
}

/// Where a part is found first, or last, in the range asked for.
pub(super) fn find(
    receiver: Borrowed<'_>,
    wanted: Borrowed<'_>,
    start: SliceStart,
    end: SliceEnd,
    backwards: bool,
) -> Result<Option<usize>> {
    let wanted = searched(wanted)?;
    let data = own_bytes(receiver);
    let Some((start, end)) = search_range(start, end, data.len()) else { return Ok(None) };
    let units = &data[start..end];
    let found = if backwards { units::rfind(units, wanted.as_slice()) } else { units::find(units, wanted.as_slice()) };
    Ok(found.map(|place| place + start))
}

/// What `find` returns.
pub(super) fn place_or_minus_one(place: Option<usize>) -> Result {
    Ok(place.map_or_else(|| from_i64(-1), from_usize))
}

/// What `index` returns.
pub(super) fn place_or_error(place: Option<usize>) -> Result {
    place.map(from_usize).ok_or_else(|| raise(CoreType::ValueError, "subsection not found"))
}

/// How often a part is found in the range asked for.
pub(super) fn count(receiver: Borrowed<'_>, wanted: Borrowed<'_>, start: SliceStart, end: SliceEnd) -> Result {
    let wanted = searched(wanted)?;
    let data = own_bytes(receiver);
    let range = search_range(start, end, data.len());
    Ok(from_usize(range.map_or(0, |(start, end)| units::count(&data[start..end], wanted.as_slice()))))
}

/// `startswith` and `endswith`, with a bytes-like object or a tuple of them.
pub(super) fn test_affix(
    receiver: Borrowed<'_>,
    wanted: Borrowed<'_>,
    range: Option<(usize, usize)>,
    method: &str,
    at_end: bool,
) -> Result {
    let data = own_bytes(receiver);
    let units = range.map(|(start, end)| &data[start..end]);
    let test =
        |part: &[u8]| units.is_some_and(|units| if at_end { units.ends_with(part) } else { units.starts_with(part) });
    if let Some(part) = buffer(wanted) {
        return Ok(Owned::bool(test(&part)));
    }
    let Some(parts) = wanted.downcast::<Tuple>() else {
        let found = type_of(wanted).name();
        return Err(raise(
            CoreType::TypeError,
            format_args!("{method} first arg must be bytes or a tuple of bytes, not {found}"),
        ));
    };
    for part in parts.iter() {
        if test(&data_argument(part)?) {
            return Ok(Owned::bool(true));
        }
    }
    Ok(Owned::bool(false))
}

/// `receiver.replace(old, new, most)`
pub(super) fn replace(receiver: Borrowed<'_>, old: BytesLike<'_>, new: BytesLike<'_>, most: usize) -> Result {
    let (old, new) = (old.data(), new.data());
    let replaced = units::replace(&own_bytes(receiver), &old, &new, most)?;
    drop((old, new));
    replaced.map_or_else(|| unchanged(receiver), |data| make_like(receiver, data))
}

/// What stands before a separator, the separator, and what stands behind it.
pub(super) fn partition(receiver: Borrowed<'_>, separator: Borrowed<'_>, backwards: bool) -> Result {
    let wanted = data_argument(separator)?;
    if wanted.is_empty() {
        return Err(raise(CoreType::ValueError, "empty separator"));
    }
    let data = own_bytes(receiver);
    let place = if backwards { units::rfind(&data, &wanted) } else { units::find(&data, &wanted) };
    let part = |data: &[u8]| make_like(receiver, memory::copy(data)?);
    Ok(Tuple::from_vec(match place {
        Some(place) => {
            let is_array = receiver.payload::<ByteArray>().is_some();
            let between = if is_array { part(&wanted)? } else { separator.own() };
            vec![part(&data[..place])?, between, part(&data[place + wanted.len()..])?]
        }
        None if backwards => vec![part(&[])?, part(&[])?, unchanged(receiver)?],
        None => vec![unchanged(receiver)?, part(&[])?, part(&[])?],
    }))
}

/// The bytes without a part at one of its ends.
pub(super) fn remove_affix(receiver: Borrowed<'_>, affix: BytesLike<'_>, at_end: bool) -> Result {
    let affix = affix.data();
    let kept = {
        let data = own_bytes(receiver);
        let kept = if at_end { data.strip_suffix(&*affix) } else { data.strip_prefix(&*affix) };
        kept.filter(|_| !affix.is_empty()).map(memory::copy).transpose()?
    };
    kept.map_or_else(|| unchanged(receiver), |data| make_like(receiver, data))
}

/// White space of bytes.
pub(super) const fn is_space(unit: u32) -> bool {
    matches!(unit, 0x20 | 0x09..=0x0D)
}

fn list_of_spans(receiver: Borrowed<'_>, spans: &[(usize, usize)]) -> Result {
    if let [(0, end)] = spans
        && *end == own_bytes(receiver).len()
    {
        return Ok(List::from_vec(vec![unchanged(receiver)?]));
    }
    let data = own_bytes(receiver);
    let is_array = receiver.payload::<ByteArray>().is_some();
    let mut parts = memory::with_capacity(spans.len())?;
    for &(start, end) in spans {
        let part = &data[start..end];
        // A bytearray is made without asking whether there is memory.
        memory::check()?;
        parts.push(if is_array { new_array(memory::copy(part)?) } else { Bytes::from_slice(part)? });
    }
    Ok(List::from_vec(parts))
}

/// The parts between separators, or between white space.
pub(super) fn split(receiver: Borrowed<'_>, separator: Option<Borrowed<'_>>, most: usize, backwards: bool) -> Result {
    let spans = match separator.filter(|separator| !separator.is_none()) {
        None if backwards => units::rsplit_spaces(&own_bytes(receiver), most, is_space)?,
        None => units::split_spaces(&own_bytes(receiver), most, is_space)?,
        Some(separator) => {
            let separator = data_argument(separator)?;
            if separator.is_empty() {
                return Err(raise(CoreType::ValueError, "empty separator"));
            }
            let data = own_bytes(receiver);
            if backwards { units::rsplit(&data, &separator, most)? } else { units::split(&data, &separator, most)? }
        }
    };
    list_of_spans(receiver, &spans)
}

/// `receiver.splitlines(keep_ends)`
pub(super) fn split_lines(receiver: Borrowed<'_>, keep_ends: bool) -> Result {
    let spans = units::split_lines(&own_bytes(receiver), keep_ends, |unit| matches!(unit, 0x0A | 0x0D))?;
    list_of_spans(receiver, &spans)
}

/// `receiver.join(source)`
pub(super) fn join(receiver: Borrowed<'_>, source: Borrowed<'_>) -> Result {
    if type_of(source).slots().iterate().is_none() && type_of(source).slots().item_get().is_none() {
        return Err(raise(CoreType::TypeError, "can only join an iterable"));
    }
    let items = iterate::to_vec(source)?;
    let separator = memory::copy(&own_bytes(receiver))?;
    let mut joined = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let Some(data) = buffer(item.borrow()) else {
            let found = type_of(item.borrow()).name();
            return Err(raise(
                CoreType::TypeError,
                format_args!("sequence item {index}: expected a bytes-like object, {found} found"),
            ));
        };
        if index > 0 {
            memory::extend(&mut joined, &separator)?;
        }
        memory::extend(&mut joined, &data)?;
    }
    make_like(receiver, joined)
}
