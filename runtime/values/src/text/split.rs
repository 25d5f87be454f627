//! Methods that take a str apart and put strs together: `split`, `splitlines`, `join`.

use molt_object::{Borrowed, CoreType, Downcast, List, Owned, Result, Str, memory, raise, type_of, with_units};
use molt_protocol::iterate;
use molt_support::units::{self, Unit};
use molt_support::with_width;
use molt_unicode as unicode;

use super::sequence::to_exact;

fn list_of_spans(text: &Str, spans: &[(usize, usize)]) -> Result {
    if let [(0, end)] = spans
        && *end == text.len()
    {
        return Ok(List::from_vec(vec![to_exact(text.as_borrowed())?]));
    }
    let mut parts = memory::with_capacity(spans.len())?;
    for &(start, end) in spans {
        parts.push(text.slice(start, end)?);
    }
    Ok(List::from_vec(parts))
}

/// The parts between separators, or between white space.
pub(super) fn split(text: &Str, separator: Option<Borrowed<'_>>, most: usize, backwards: bool) -> Result {
    let Some(separator) = separator.filter(|separator| !separator.is_none()) else {
        let spans = with_units!(text, units => if backwards {
            units::rsplit_spaces(units, most, unicode::is_space)?
        } else {
            units::split_spaces(units, most, unicode::is_space)?
        });
        return list_of_spans(text, &spans);
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
    list_of_spans(text, &spans)
}

/// `text.splitlines(keep_ends)`
pub(super) fn split_lines(text: &Str, keep_ends: bool) -> Result {
    let spans = with_units!(text, units => units::split_lines(units, keep_ends, unicode::is_line_break)?);
    list_of_spans(text, &spans)
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

/// `separator.join(source)`
pub(super) fn join_iterable(separator: &Str, source: Borrowed<'_>) -> Result {
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
