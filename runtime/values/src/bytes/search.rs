//! Methods of bytes that look for a part or split at one.

use molt_object::function::{Arity, Definition};
use molt_object::integer::{from_i64, from_usize};
use molt_object::{Arguments, Borrowed, Bytes, CoreType, Downcast, List, Owned, Result, Tuple, memory, raise, type_of};
use molt_protocol::iterate;
use molt_protocol::parameters::Parameters;
use molt_support::arguments::{most_argument, range_arguments};
use molt_support::bytes_like::{Buffer, ByteArray, buffer, own_bytes};
use molt_support::units;

use super::sequence::{make_like, new_array, not_bytes_like, part, unchanged};

/// The bytes of an argument that must be bytes-like.
pub(super) fn data_argument(value: Borrowed<'_>) -> Result<Buffer<'_>> {
    buffer(value).ok_or_else(|| not_bytes_like(value))
}

fn searched<'a>(value: Borrowed<'a>) -> Result<super::sequence::Part<'a>> {
    part(value)?.ok_or_else(|| {
        let found = type_of(value).name();
        raise(CoreType::TypeError, format_args!("argument should be integer or bytes-like object, not '{found}'"))
    })
}

fn search(receiver: Borrowed<'_>, arguments: &Arguments<'_>, backwards: bool) -> Result<Option<usize>> {
    let length = own_bytes(receiver).len();
    let range = range_arguments(&arguments.positional()[1..], length)?;
    let wanted = searched(arguments.positional()[0])?;
    let data = own_bytes(receiver);
    let Some(units) = range.and_then(|(start, end)| data.get(start..end)) else { return Ok(None) };
    let found = if backwards { units::rfind(units, wanted.as_slice()) } else { units::find(units, wanted.as_slice()) };
    Ok(found.map(|place| place + range.map_or(0, |range| range.0)))
}

fn place_or_minus_one(place: Option<usize>) -> Result {
    Ok(place.map_or_else(|| from_i64(-1), from_usize))
}

fn place_or_error(place: Option<usize>) -> Result {
    place.map(from_usize).ok_or_else(|| raise(CoreType::ValueError, "subsection not found"))
}

fn count(receiver: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let length = own_bytes(receiver).len();
    let range = range_arguments(&arguments.positional()[1..], length)?;
    let wanted = searched(arguments.positional()[0])?;
    let data = own_bytes(receiver);
    let found = range.and_then(|(start, end)| data.get(start..end));
    Ok(from_usize(found.map_or(0, |units| units::count(units, wanted.as_slice()))))
}

fn test_affix(receiver: Borrowed<'_>, arguments: &Arguments<'_>, function: &str, at_end: bool) -> Result {
    let wanted = arguments.positional()[0];
    let length = own_bytes(receiver).len();
    let range = range_arguments(&arguments.positional()[1..], length)?;
    let test = |part: &[u8]| {
        let data = own_bytes(receiver);
        let found = range.and_then(|(start, end)| data.get(start..end));
        found.is_some_and(|units| if at_end { units.ends_with(part) } else { units.starts_with(part) })
    };
    if let Some(part) = buffer(wanted) {
        return Ok(Owned::bool(test(&part)));
    }
    let Some(parts) = wanted.downcast::<Tuple>() else {
        let found = type_of(wanted).name();
        return Err(raise(
            CoreType::TypeError,
            format_args!("{function} first arg must be bytes or a tuple of bytes, not {found}"),
        ));
    };
    for part in parts.iter() {
        if test(&data_argument(part)?) {
            return Ok(Owned::bool(true));
        }
    }
    Ok(Owned::bool(false))
}

fn replace(receiver: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let arguments = arguments.positional();
    let most = most_argument(arguments.get(2).copied())?;
    let (old, new) = (data_argument(arguments[0])?, data_argument(arguments[1])?);
    let replaced = units::replace(&own_bytes(receiver), &old, &new, most)?;
    drop((old, new));
    replaced.map_or_else(|| unchanged(receiver), |data| make_like(receiver, data))
}

fn partition(receiver: Borrowed<'_>, arguments: &Arguments<'_>, backwards: bool) -> Result {
    let separator = memory::copy(&data_argument(arguments.positional()[0])?)?;
    if separator.is_empty() {
        return Err(raise(CoreType::ValueError, "empty separator"));
    }
    let data = memory::copy(&own_bytes(receiver))?;
    let place = if backwards { units::rfind(&data, &separator) } else { units::find(&data, &separator) };
    let part = |data: &[u8]| make_like(receiver, memory::copy(data)?);
    Ok(Tuple::from_vec(match place {
        Some(place) => vec![part(&data[..place])?, part(&separator)?, part(&data[place + separator.len()..])?],
        None if backwards => vec![part(&[])?, part(&[])?, unchanged(receiver)?],
        None => vec![unchanged(receiver)?, part(&[])?, part(&[])?],
    }))
}

fn remove_affix(receiver: Borrowed<'_>, arguments: &Arguments<'_>, at_end: bool) -> Result {
    let affix = data_argument(arguments.positional()[0])?;
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
        parts.push(if is_array { new_array(memory::copy(part)?) } else { Bytes::from_slice(part)? });
    }
    Ok(List::from_vec(parts))
}

fn split(receiver: Borrowed<'_>, arguments: &Arguments<'_>, function: &'static str, backwards: bool) -> Result {
    let parameters = Parameters {
        name: function,
        names: &["sep", "maxsplit"],
        positional_only: 0,
        required: 0,
        keyword_only_from: 2,
    };
    let bound = parameters.bind(arguments)?;
    let most = most_argument(bound[1])?;
    let spans = match bound[0].filter(|separator| !separator.is_none()) {
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

fn split_lines(receiver: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    const PARAMETERS: Parameters =
        Parameters { name: "splitlines", names: &["keepends"], positional_only: 0, required: 0, keyword_only_from: 1 };
    let keep_ends = match PARAMETERS.bind(&arguments)?[0] {
        Some(keep_ends) => molt_protocol::convert::truth(keep_ends)?,
        None => false,
    };
    let spans = units::split_lines(&own_bytes(receiver), keep_ends, |unit| matches!(unit, 0x0A | 0x0D))?;
    list_of_spans(receiver, &spans)
}

fn join(receiver: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let source = arguments.positional()[0];
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

macro_rules! methods {
    ($($name:literal $documentation:literal $arity:expr, |$receiver:ident, $arguments:ident| $body:expr;)*) => {
        pub(super) const METHODS: &[Definition] = &[
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
    "find" "Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end]."
        Arity::Positional(1, 3), |receiver, arguments| place_or_minus_one(search(receiver, &arguments, false)?);
    "rfind" "Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end]."
        Arity::Positional(1, 3), |receiver, arguments| place_or_minus_one(search(receiver, &arguments, true)?);
    "index" "Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end]."
        Arity::Positional(1, 3), |receiver, arguments| place_or_error(search(receiver, &arguments, false)?);
    "rindex" "Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end]."
        Arity::Positional(1, 3), |receiver, arguments| place_or_error(search(receiver, &arguments, true)?);
    "count" "Return the number of non-overlapping occurrences of subsection 'sub' in bytes B[start:end]."
        Arity::Positional(1, 3), |receiver, arguments| count(receiver, arguments);
    "startswith" "Return True if the bytes starts with the specified prefix, False otherwise."
        Arity::Positional(1, 3), |receiver, arguments| test_affix(receiver, &arguments, "startswith", false);
    "endswith" "Return True if the bytes ends with the specified suffix, False otherwise."
        Arity::Positional(1, 3), |receiver, arguments| test_affix(receiver, &arguments, "endswith", true);
    "replace" "Return a copy with all occurrences of substring old replaced by new."
        Arity::Positional(2, 3), |receiver, arguments| replace(receiver, arguments);
    "partition" "Partition the bytes into three parts using the given separator."
        Arity::One, |receiver, arguments| partition(receiver, &arguments, false);
    "rpartition" "Partition the bytes into three parts using the given separator."
        Arity::One, |receiver, arguments| partition(receiver, &arguments, true);
    "removeprefix" "Return a bytes object with the given prefix string removed if present."
        Arity::One, |receiver, arguments| remove_affix(receiver, &arguments, false);
    "removesuffix" "Return a bytes object with the given suffix string removed if present."
        Arity::One, |receiver, arguments| remove_affix(receiver, &arguments, true);
    "split" "Return a list of the sections in the bytes, using sep as the delimiter."
        Arity::Any, |receiver, arguments| split(receiver, &arguments, "split", false);
    "rsplit" "Return a list of the sections in the bytes, using sep as the delimiter."
        Arity::Any, |receiver, arguments| split(receiver, &arguments, "rsplit", true);
    "splitlines" "Return a list of the lines in the bytes, breaking at line boundaries."
        Arity::Any, |receiver, arguments| split_lines(receiver, arguments);
    "join" "Concatenate any number of bytes objects."
        Arity::One, |receiver, arguments| join(receiver, arguments);
}
