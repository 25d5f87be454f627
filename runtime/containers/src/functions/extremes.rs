//! `min` and `max`.

use molt_object::description::Functions;
use molt_object::function::Arity;
use molt_object::{Arguments, Borrowed, Comparison, CoreType, Definition, Owned, Result, raise};
use molt_protocol::{call, compare, iterate, parameters::Parameters};

/// The best item so far and its key; None when the item is its own key.
struct Best {
    item: Owned,
    key: Option<Owned>,
}

impl Best {
    fn key(&self) -> Borrowed<'_> {
        self.key.as_ref().unwrap_or(&self.item).borrow()
    }
}

#[inline]
fn consider(best: &mut Option<Best>, item: Owned, key: Option<Borrowed<'_>>, better: Comparison) -> Result<()> {
    let key = key.map(|function| call::call(function, &[item.borrow()])).transpose()?;
    let candidate = Best { item, key };
    let wins = match best {
        None => true,
        Some(best) => compare::truth_of(candidate.key(), best.key(), better)?,
    };
    if wins {
        *best = Some(candidate);
    }
    Ok(())
}

fn extreme(parameters: &Parameters, arguments: Arguments<'_>, better: Comparison) -> Result {
    let name = parameters.name;
    let positional = arguments.positional();
    if positional.is_empty() {
        return Err(raise(CoreType::TypeError, format_args!("{name} expected at least 1 argument, got 0")));
    }
    let (key, default) = if arguments.has_keywords() {
        let keywords = Arguments::with_keywords(arguments.keyword_values(), arguments.names());
        let bound = parameters.bind(&keywords)?;
        (bound[0], bound[1])
    } else {
        (None, None)
    };
    if positional.len() > 1 && default.is_some() {
        let message = format!("Cannot specify a default for {name}() with multiple positional arguments");
        return Err(raise(CoreType::TypeError, message));
    }
    let key = key.filter(|key| !key.is_none());
    let mut best = None;
    if let [iterable] = positional {
        iterate::for_each(*iterable, |item| consider(&mut best, item, key, better))?;
    } else if key.is_none() {
        let mut best = positional[0];
        for &item in &positional[1..] {
            if compare::truth_of(item, best, better)? {
                best = item;
            }
        }
        return Ok(best.own());
    } else {
        for item in positional {
            consider(&mut best, item.own(), key, better)?;
        }
    }
    match (best, default) {
        (Some(best), _) => Ok(best.item),
        (None, Some(default)) => Ok(default.own()),
        (None, None) => Err(raise(CoreType::ValueError, format_args!("{name}() iterable argument is empty"))),
    }
}

static MINIMUM: Parameters =
    Parameters { name: "min", names: &["key", "default"], positional_only: 0, required: 0, keyword_only_from: 0 };
static MAXIMUM: Parameters =
    Parameters { name: "max", names: &["key", "default"], positional_only: 0, required: 0, keyword_only_from: 0 };

pub(crate) static FUNCTIONS: Functions = Functions::new(&[
    Definition {
        name: "min",
        documentation: "min(iterable, *[, default=obj, key=func]) -> value\n\
            min(arg1, arg2, *args, *[, key=func]) -> value\n\n\
            With a single iterable argument, return its smallest item. The\n\
            default keyword-only argument specifies an object to return if\n\
            the provided iterable is empty.\n\
            With two or more positional arguments, return the smallest argument.",
        arity: Arity::Any,
        function: |_receiver, arguments| extreme(&MINIMUM, arguments, Comparison::Less),
    },
    Definition {
        name: "max",
        documentation: "max(iterable, *[, default=obj, key=func]) -> value\n\
            max(arg1, arg2, *args, *[, key=func]) -> value\n\n\
            With a single iterable argument, return its biggest item. The\n\
            default keyword-only argument specifies an object to return if\n\
            the provided iterable is empty.\n\
            With two or more positional arguments, return the largest argument.",
        arity: Arity::Any,
        function: |_receiver, arguments| extreme(&MAXIMUM, arguments, Comparison::Greater),
    },
]);
