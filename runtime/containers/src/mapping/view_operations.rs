//! Set operations of views of keys and items.

use molt_object::{Borrowed, Comparison, Owned, Result, Set};
use molt_protocol::{convert, item, iterate};

use super::views;
use crate::sets::{is_exact, operations};

/// A new set of the items of a view (or of any iterable, when the view is the right operand).
fn to_set(value: Borrowed<'_>) -> Result {
    let set = Set::new();
    operations::update(operations::this(set.borrow()), views::dict_of_keys(value).unwrap_or(value))?;
    Ok(set)
}

/// `left - right`.
pub(super) fn difference(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let set = to_set(left)?;
    operations::difference_update(operations::this(set.borrow()), right)?;
    Ok(set)
}

/// `left | right`.
pub(super) fn union(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let set = to_set(left)?;
    operations::update(operations::this(set.borrow()), right)?;
    Ok(set)
}

/// `left ^ right`.
pub(super) fn symmetric_difference(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let set = to_set(left)?;
    operations::symmetric_difference_update(operations::this(set.borrow()), right)?;
    Ok(set)
}

/// `left & right`.
pub(super) fn intersection(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let (mut view, mut other) = if views::dict_of_set(left).is_some() { (left, right) } else { (right, left) };
    let length = convert::length(view)?;
    if is_exact(other) && length <= convert::length(other)? {
        return operations::intersection(operations::base(other), operations::this(other), view);
    }
    if views::dict_of_set(other).is_some() && convert::length(other)? > length {
        (view, other) = (other, view);
    }
    let result = Set::new();
    iterate::for_each(other, |candidate| {
        if item::contains(view, candidate.borrow())? {
            operations::add(operations::this(result.borrow()), candidate.borrow())?;
        }
        Ok(())
    })?;
    Ok(result)
}

fn all_contained(items: Borrowed<'_>, container: Borrowed<'_>) -> Result<bool> {
    let iterator = iterate::iterate(items)?;
    while let Some(candidate) = iterate::next(iterator.borrow())? {
        if !item::contains(container, candidate.borrow())? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Comparison with sets and other views.
pub(super) fn compare(left: Borrowed<'_>, right: Borrowed<'_>, comparison: Comparison) -> Result {
    if Set::of(right).is_none() && views::dict_of_set(right).is_none() {
        return Ok(Owned::not_implemented());
    }
    let (own, other) = (convert::length(left)?, convert::length(right)?);
    let holds = match comparison {
        Comparison::Equal => own == other && all_contained(left, right)?,
        Comparison::NotEqual => own != other || !all_contained(left, right)?,
        Comparison::Less => own < other && all_contained(left, right)?,
        Comparison::LessEqual => own <= other && all_contained(left, right)?,
        Comparison::Greater => own > other && all_contained(right, left)?,
        Comparison::GreaterEqual => own >= other && all_contained(right, left)?,
    };
    Ok(Owned::bool(holds))
}

/// Whether no item is in both.
pub(super) fn is_disjoint(view: Borrowed<'_>, other: Borrowed<'_>) -> Result<bool> {
    if view.is(other) {
        return Ok(convert::length(view)? == 0);
    }
    let (mut container, mut items) = (view, other);
    let cheap = is_exact(other) || views::dict_of_set(other).is_some();
    if cheap && convert::length(other)? > convert::length(view)? {
        (container, items) = (other, view);
    }
    let iterator = iterate::iterate(items)?;
    while let Some(candidate) = iterate::next(iterator.borrow())? {
        if item::contains(container, candidate.borrow())? {
            return Ok(false);
        }
    }
    Ok(true)
}
