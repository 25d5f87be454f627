//! Methods that take a str apart and put strs together: `split`, `splitlines`, `join`.

use molt_object::function::{Arity, Definition};
use molt_object::{
    Arguments, Borrowed, CoreType, Downcast, List, Owned, Result, Str, memory, raise, type_of, with_units,
};
use molt_protocol::parameters::Parameters;
use molt_protocol::{convert, iterate};
use molt_support::arguments::most_argument;
use molt_support::receivers::own_str;
use molt_support::units::{self, Unit};
use molt_support::with_width;
use molt_unicode as unicode;

use super::sequence::to_exact;

fn list_of_spans(receiver: Borrowed<'_>, spans: &[(usize, usize)]) -> Result {
    let text = own_str(receiver);
    if let [(0, end)] = spans
        && *end == text.len()
    {
        return Ok(List::from_vec(vec![to_exact(receiver)?]));
    }
    let mut parts = memory::with_capacity(spans.len())?;
    for &(start, end) in spans {
        parts.push(text.slice(start, end)?);
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
    let (separator, most) = match (arguments.positional(), arguments.has_keywords()) {
        ([], false) => (None, usize::MAX),
        ([separator], false) => (Some(*separator), usize::MAX),
        ([separator, most], false) => (Some(*separator), most_argument(Some(*most))?),
        _ => {
            let bound = parameters.bind(arguments)?;
            (bound[0], most_argument(bound[1])?)
        }
    };
    let text = own_str(receiver);
    let Some(separator) = separator.filter(|separator| !separator.is_none()) else {
        let spans = with_units!(text, units => if backwards {
            units::rsplit_spaces(units, most, unicode::is_space)?
        } else {
            units::split_spaces(units, most, unicode::is_space)?
        });
        return list_of_spans(receiver, &spans);
    };
    let Some(part) = separator.downcast::<Str>() else {
        let found = type_of(separator).name();
        return Err(raise(CoreType::TypeError, format_args!("must be str or None, not {found}")));
    };
    if part.is_empty() {
        return Err(raise(CoreType::ValueError, "empty separator"));
    }
    let spans = with_width!(text.kind(), Width => {
        let units = Width::view(text.units()).expect("a str has its own width");
        match Width::view(part.units()) {
            Some(part) if backwards => units::rsplit(&units, &part, most)?,
            Some(part) => units::split(&units, &part, most)?,
            None => vec![(0, units.len())],
        }
    });
    list_of_spans(receiver, &spans)
}

fn split_lines(receiver: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    const PARAMETERS: Parameters =
        Parameters { name: "splitlines", names: &["keepends"], positional_only: 0, required: 0, keyword_only_from: 1 };
    let keep_ends = match PARAMETERS.bind(&arguments)?[0] {
        Some(keep_ends) => convert::truth(keep_ends)?,
        None => false,
    };
    let text = own_str(receiver);
    let spans = with_units!(text, units => units::split_lines(units, keep_ends, unicode::is_line_break)?);
    list_of_spans(receiver, &spans)
}

/// `separator.join(items)`.
pub fn join(separator: &Str, items: &[Owned]) -> Result {
    if let Some(joined) = Str::join(separator, Owned::borrow_all(items))? {
        return Ok(joined);
    }
    let items = items.iter().enumerate();
    let mut wrong = items.filter(|(_, item)| item.borrow().downcast::<Str>().is_none());
    let (index, found) =
        wrong.next().map_or((0, String::new()), |(index, item)| (index, type_of(item.borrow()).name()));
    Err(raise(CoreType::TypeError, format_args!("sequence item {index}: expected str instance, {found} found")))
}

fn join_method(receiver: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let source = arguments.positional()[0];
    let separator = own_str(receiver);
    let class = type_of(source);
    if let (true, Some(list)) = (class.is_core(CoreType::List), List::of(source)) {
        // Joining runs no Python code, so the list may stay borrowed.
        list.modify(|items| join_items(separator, items))
    } else {
        if class.slots().iterate().is_none() && class.slots().item_get().is_none() {
            return Err(raise(CoreType::TypeError, "can only join an iterable"));
        }
        join_items(separator, &iterate::to_vec(source)?)
    }
}

fn join_items(separator: &Str, items: &[Owned]) -> Result {
    if let [item] = items
        && item.borrow().downcast_exact::<Str>().is_some()
    {
        return Ok(item.clone());
    }
    join(separator, items)
}

pub(super) const METHODS: &[Definition] = &[
    Definition {
        name: "split",
        documentation: "Return a list of the substrings in the string, using sep as the separator string.",
        arity: Arity::Any,
        function: |receiver, arguments| split(receiver, &arguments, "split", false),
    },
    Definition {
        name: "rsplit",
        documentation: "Return a list of the substrings in the string, using sep as the separator string.",
        arity: Arity::Any,
        function: |receiver, arguments| split(receiver, &arguments, "rsplit", true),
    },
    Definition {
        name: "splitlines",
        documentation: "Return a list of the lines in the string, breaking at line boundaries.",
        arity: Arity::Any,
        function: split_lines,
    },
    Definition {
        name: "join",
        documentation: "Concatenate any number of strings.",
        arity: Arity::One,
        function: join_method,
    },
];
