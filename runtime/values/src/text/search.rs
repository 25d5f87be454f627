//! Methods that look for a part: `find`, `count`, `replace`, `startswith`, `partition`, ...

use molt_object::function::{Arity, Definition};
use molt_object::integer::from_usize;
use molt_object::text::Units;
use molt_object::{Arguments, Borrowed, CoreType, Downcast, Owned, Result, Str, Tuple, raise, type_of};
use molt_protocol::parameters::Parameters;
use molt_support::arguments::{most_argument, range_arguments, str_argument};
use molt_support::receivers::own_str;
use molt_support::units::{self, Unit};
use molt_support::with_width;

use super::sequence::to_exact;

/// What `find` and its relatives search in: the receiver's part from `start` on, and where it was found.
fn search(receiver: Borrowed<'_>, arguments: &Arguments<'_>, function: &str, backwards: bool) -> Result<Option<usize>> {
    let part = str_argument(arguments.positional()[0], function, " 1")?;
    let text = own_str(receiver);
    let Some((start, end)) = range_arguments(&arguments.positional()[1..], text.len())? else { return Ok(None) };
    let found = with_width!(text.kind(), Width => {
        let units = Width::view(text.units()).expect("a str has its own width");
        Width::view(part.units()).and_then(|part| {
            let units = &units[start..end];
            if backwards { units::rfind(units, &part) } else { units::find(units, &part) }
        })
    });
    Ok(found.map(|place| place + start))
}

fn place_or_minus_one(place: Option<usize>) -> Owned {
    place.map_or_else(|| molt_object::integer::from_i64(-1), from_usize)
}

fn place_or_error(place: Option<usize>) -> Result {
    place.map(from_usize).ok_or_else(|| raise(CoreType::ValueError, "substring not found"))
}

fn count(receiver: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let part = str_argument(arguments.positional()[0], "count", " 1")?;
    let text = own_str(receiver);
    let Some((start, end)) = range_arguments(&arguments.positional()[1..], text.len())? else {
        return Ok(from_usize(0));
    };
    Ok(from_usize(with_width!(text.kind(), Width => {
        let units = Width::view(text.units()).expect("a str has its own width");
        Width::view(part.units()).map_or(0, |part| units::count(&units[start..end], &part))
    })))
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

fn test_affix(receiver: Borrowed<'_>, arguments: &Arguments<'_>, function: &str, at_end: bool) -> Result {
    let text = own_str(receiver);
    let wanted = arguments.positional()[0];
    let range = range_arguments(&arguments.positional()[1..], text.len())?;
    let test = |part: &Str| range.is_some_and(|(start, end)| has_affix(text, part, start, end, at_end));
    if let Some(part) = wanted.downcast::<Str>() {
        return Ok(Owned::bool(test(part)));
    }
    let Some(parts) = wanted.downcast::<Tuple>() else {
        let found = type_of(wanted).name();
        return Err(raise(
            CoreType::TypeError,
            format_args!("{function} first arg must be str or a tuple of str, not {found}"),
        ));
    };
    for part in parts.iter() {
        let Some(part) = part.downcast::<Str>() else {
            let found = type_of(part).name();
            return Err(raise(
                CoreType::TypeError,
                format_args!("tuple for {function} must only contain str, not {found}"),
            ));
        };
        if test(part) {
            return Ok(Owned::bool(true));
        }
    }
    Ok(Owned::bool(false))
}

fn replace(receiver: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    const PARAMETERS: Parameters = Parameters {
        name: "replace",
        names: &["", "", "count"],
        positional_only: 2,
        required: 2,
        keyword_only_from: 3,
    };
    let (old, new, most) = match (arguments.positional(), arguments.has_keywords()) {
        ([old, new], false) => (*old, *new, None),
        ([old, new, most], false) => (*old, *new, Some(*most)),
        _ => {
            let bound = PARAMETERS.bind(&arguments)?;
            (bound[0].expect("a required argument"), bound[1].expect("a required argument"), bound[2])
        }
    };
    let old = str_argument(old, "replace", " 1")?;
    let new = str_argument(new, "replace", " 2")?;
    let most = most_argument(most)?;
    let text = own_str(receiver);
    if old.kind() > text.kind() {
        return to_exact(receiver);
    }
    let replaced = with_width!(text.kind().max(new.kind()), Width => {
        match (Width::view(text.units()), Width::view(old.units()), Width::view(new.units())) {
            (Some(units), Some(old), Some(new)) => {
                units::replace(&units, &old, &new, most)?.map(|units| Width::make(&units))
            }
            _ => None,
        }
    });
    replaced.unwrap_or_else(|| to_exact(receiver))
}

fn partition(receiver: Borrowed<'_>, arguments: &Arguments<'_>, backwards: bool) -> Result {
    let separator = arguments.positional()[0];
    let Some(part) = separator.downcast::<Str>() else {
        let found = type_of(separator).name();
        return Err(raise(CoreType::TypeError, format_args!("must be str, not {found}")));
    };
    if part.is_empty() {
        return Err(raise(CoreType::ValueError, "empty separator"));
    }
    let text = own_str(receiver);
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
        None if backwards => vec![empty(), empty(), to_exact(receiver)?],
        None => vec![to_exact(receiver)?, empty(), empty()],
    }))
}

fn remove_affix(receiver: Borrowed<'_>, arguments: &Arguments<'_>, function: &str, at_end: bool) -> Result {
    let part = str_argument(arguments.positional()[0], function, "")?;
    let text = own_str(receiver);
    if part.is_empty() || !has_affix(text, part, 0, text.len(), at_end) {
        return to_exact(receiver);
    }
    let kept = text.len() - part.len();
    if at_end { text.slice(0, kept) } else { text.slice(part.len(), text.len()) }
}

pub(super) const METHODS: &[Definition] = &[
    Definition {
        name: "find",
        documentation: "Return the lowest index in S where substring sub is found, such that sub is contained within S[start:end].\n\n\
            Optional arguments start and end are interpreted as in slice notation.\nReturn -1 on failure.",
        arity: Arity::Positional(1, 3),
        function: |receiver, arguments| Ok(place_or_minus_one(search(receiver, &arguments, "find", false)?)),
    },
    Definition {
        name: "rfind",
        documentation: "Return the highest index in S where substring sub is found, such that sub is contained within S[start:end].\n\n\
            Optional arguments start and end are interpreted as in slice notation.\nReturn -1 on failure.",
        arity: Arity::Positional(1, 3),
        function: |receiver, arguments| Ok(place_or_minus_one(search(receiver, &arguments, "rfind", true)?)),
    },
    Definition {
        name: "index",
        documentation: "Return the lowest index in S where substring sub is found, such that sub is contained within S[start:end].\n\n\
            Optional arguments start and end are interpreted as in slice notation.\nRaises ValueError when the substring is not found.",
        arity: Arity::Positional(1, 3),
        function: |receiver, arguments| place_or_error(search(receiver, &arguments, "index", false)?),
    },
    Definition {
        name: "rindex",
        documentation: "Return the highest index in S where substring sub is found, such that sub is contained within S[start:end].\n\n\
            Optional arguments start and end are interpreted as in slice notation.\nRaises ValueError when the substring is not found.",
        arity: Arity::Positional(1, 3),
        function: |receiver, arguments| place_or_error(search(receiver, &arguments, "rindex", true)?),
    },
    Definition {
        name: "count",
        documentation: "Return the number of non-overlapping occurrences of substring sub in string S[start:end].\n\n\
            Optional arguments start and end are interpreted as in slice notation.",
        arity: Arity::Positional(1, 3),
        function: count,
    },
    Definition {
        name: "startswith",
        documentation: "Return True if the string starts with the specified prefix, False otherwise.",
        arity: Arity::Positional(1, 3),
        function: |receiver, arguments| test_affix(receiver, &arguments, "startswith", false),
    },
    Definition {
        name: "endswith",
        documentation: "Return True if the string ends with the specified suffix, False otherwise.",
        arity: Arity::Positional(1, 3),
        function: |receiver, arguments| test_affix(receiver, &arguments, "endswith", true),
    },
    Definition {
        name: "replace",
        documentation: "Return a copy with all occurrences of substring old replaced by new.",
        arity: Arity::Any,
        function: replace,
    },
    Definition {
        name: "partition",
        documentation: "Partition the string into three parts using the given separator.",
        arity: Arity::One,
        function: |receiver, arguments| partition(receiver, &arguments, false),
    },
    Definition {
        name: "rpartition",
        documentation: "Partition the string into three parts using the given separator.",
        arity: Arity::One,
        function: |receiver, arguments| partition(receiver, &arguments, true),
    },
    Definition {
        name: "removeprefix",
        documentation: "Return a str with the given prefix string removed if present.",
        arity: Arity::One,
        function: |receiver, arguments| remove_affix(receiver, &arguments, "removeprefix", false),
    },
    Definition {
        name: "removesuffix",
        documentation: "Return a str with the given suffix string removed if present.",
        arity: Arity::One,
        function: |receiver, arguments| remove_affix(receiver, &arguments, "removesuffix", true),
    },
];
