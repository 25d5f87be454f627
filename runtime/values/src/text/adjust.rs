//! Methods that add or remove at the ends: `strip`, `center`, `ljust`, `zfill`, `expandtabs`.

use molt_object::function::{Arity, Definition};
use molt_object::text::Builder;
use molt_object::{Arguments, Borrowed, CoreType, Downcast, Result, Str, raise, type_of, with_units};
use molt_protocol::parameters::Parameters;
use molt_support::arguments::{int_argument, size_argument};
use molt_support::receivers::own_str;
use molt_support::units::{self, Unit};
use molt_unicode as unicode;

use super::sequence::to_exact;

fn strip(receiver: Borrowed<'_>, arguments: &Arguments<'_>, function: &str, left: bool, right: bool) -> Result {
    let text = own_str(receiver);
    let (start, end) = match arguments.positional().first().filter(|taken| !taken.is_none()) {
        None => with_units!(text, units => units::strip(units, left, right, unicode::is_space)),
        Some(taken) => {
            let Some(taken) = taken.downcast::<Str>() else {
                return Err(raise(CoreType::TypeError, format_args!("{function} arg must be None or str")));
            };
            with_units!(taken, taken => with_units!(text, units => {
                units::strip(units, left, right, |unit| taken.iter().any(|&other| Unit::code_point(other) == unit))
            }))
        }
    };
    if start == 0 && end == text.len() { to_exact(receiver) } else { text.slice(start, end) }
}

fn fill_character(value: Option<&Borrowed<'_>>) -> Result<u32> {
    let Some(value) = value else { return Ok(u32::from(' ')) };
    let Some(text) = value.downcast::<Str>() else {
        let found = type_of(*value).name();
        return Err(raise(
            CoreType::TypeError,
            format_args!("The fill character must be a unicode character, not {found}"),
        ));
    };
    match (text.len(), text.get(0)) {
        (1, Some(code_point)) => Ok(code_point),
        _ => Err(raise(CoreType::TypeError, "The fill character must be exactly one character long")),
    }
}

/// Pads the receiver to the width of the first argument; `left_share` says how much of the padding goes to the left.
fn pad(receiver: Borrowed<'_>, arguments: &Arguments<'_>, left_share: impl Fn(usize, usize) -> usize) -> Result {
    let width = usize::try_from(size_argument(arguments.positional()[0])?).unwrap_or(0);
    let fill = fill_character(arguments.positional().get(1))?;
    let text = own_str(receiver);
    if width <= text.len() {
        return to_exact(receiver);
    }
    let padding = width - text.len();
    let left = left_share(padding, width);
    let mut builder = Builder::with_capacity(width);
    builder.push_repeated(fill, left);
    builder.push_str(text);
    builder.push_repeated(fill, padding - left);
    builder.finish()
}

fn fill_zeros(receiver: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let width = usize::try_from(size_argument(arguments.positional()[0])?).unwrap_or(0);
    let text = own_str(receiver);
    if width <= text.len() {
        return to_exact(receiver);
    }
    let mut builder = Builder::with_capacity(width);
    let sign = text.get(0).filter(|&first| first == u32::from('+') || first == u32::from('-'));
    if let Some(sign) = sign {
        builder.push(sign);
    }
    builder.push_repeated(u32::from('0'), width - text.len());
    text.code_points().skip(usize::from(sign.is_some())).for_each(|code_point| builder.push(code_point));
    builder.finish()
}

fn expand_tabs(receiver: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    const PARAMETERS: Parameters =
        Parameters { name: "expandtabs", names: &["tabsize"], positional_only: 0, required: 0, keyword_only_from: 1 };
    let size = PARAMETERS.bind(&arguments)?[0].map_or(Ok(8), int_argument)?;
    let size = usize::try_from(size).unwrap_or(0);
    with_units!(own_str(receiver), units => Unit::make(&units::expand_tabs(units, size)?))
}

pub(super) const METHODS: &[Definition] = &[
    Definition {
        name: "strip",
        documentation: "Return a copy of the string with leading and trailing whitespace removed.\n\n\
            If chars is given and not None, remove characters in chars instead.",
        arity: Arity::Positional(0, 1),
        function: |receiver, arguments| strip(receiver, &arguments, "strip", true, true),
    },
    Definition {
        name: "lstrip",
        documentation: "Return a copy of the string with leading whitespace removed.\n\n\
            If chars is given and not None, remove characters in chars instead.",
        arity: Arity::Positional(0, 1),
        function: |receiver, arguments| strip(receiver, &arguments, "lstrip", true, false),
    },
    Definition {
        name: "rstrip",
        documentation: "Return a copy of the string with trailing whitespace removed.\n\n\
            If chars is given and not None, remove characters in chars instead.",
        arity: Arity::Positional(0, 1),
        function: |receiver, arguments| strip(receiver, &arguments, "rstrip", false, true),
    },
    Definition {
        name: "center",
        documentation: "Return a centered string of length width.\n\n\
            Padding is done using the specified fill character (default is a space).",
        arity: Arity::Positional(1, 2),
        function: |receiver, arguments| {
            // Where both are odd, the larger part goes to the left.
            pad(receiver, &arguments, |padding, width| padding / 2 + (padding & width & 1))
        },
    },
    Definition {
        name: "ljust",
        documentation: "Return a left-justified string of length width.\n\n\
            Padding is done using the specified fill character (default is a space).",
        arity: Arity::Positional(1, 2),
        function: |receiver, arguments| pad(receiver, &arguments, |_, _| 0),
    },
    Definition {
        name: "rjust",
        documentation: "Return a right-justified string of length width.\n\n\
            Padding is done using the specified fill character (default is a space).",
        arity: Arity::Positional(1, 2),
        function: |receiver, arguments| pad(receiver, &arguments, |padding, _| padding),
    },
    Definition {
        name: "zfill",
        documentation: "Pad a numeric string with zeros on the left, to fill a field of the given width.\n\n\
            The string is never truncated.",
        arity: Arity::One,
        function: fill_zeros,
    },
    Definition {
        name: "expandtabs",
        documentation: "Return a copy where all tab characters are expanded using spaces.\n\n\
            If tabsize is not given, a tab size of 8 characters is assumed.",
        arity: Arity::Any,
        function: expand_tabs,
    },
];
