//! Comparison.

use core::ptr::fn_addr_eq;

use molt_object::{Borrowed, Comparison, CoreType, Downcast, Owned, Result, Str, raise, type_of};

use crate::{convert, recursion};

/// `left <comparison> right`.
pub fn compare(left: Borrowed<'_>, right: Borrowed<'_>, comparison: Comparison) -> Result {
    if let Some(result) = compare_immediates(left, right, comparison) {
        return Ok(Owned::bool(result));
    }
    recursion::check(" in comparison")?;
    let left_type = type_of(left);
    let right_type = type_of(right);
    let left_slot = left_type.slots().compare();
    let right_slot = right_type.slots().compare();
    let mut right_tried = false;
    if left_type.get() != right_type.get()
        && right_type.is_subtype(&left_type)
        && let Some(slot) = right_slot
    {
        right_tried = true;
        let result = slot(right, left, comparison.reflected())?;
        if !result.is(Owned::not_implemented().borrow()) {
            return Ok(result);
        }
    }
    if let Some(slot) = left_slot {
        let result = slot(left, right, comparison)?;
        if !result.is(Owned::not_implemented().borrow()) {
            return Ok(result);
        }
    }
    if !right_tried && let Some(slot) = right_slot {
        let result = slot(right, left, comparison.reflected())?;
        if !result.is(Owned::not_implemented().borrow()) {
            return Ok(result);
        }
    }
    match comparison {
        Comparison::Equal => Ok(Owned::bool(left.is(right))),
        Comparison::NotEqual => Ok(Owned::bool(!left.is(right))),
        _ => {
            let (symbol, left, right) = (comparison.symbol(), left_type.name(), right_type.name());
            Err(raise(
                CoreType::TypeError,
                format_args!("'{symbol}' not supported between instances of '{left}' and '{right}'"),
            ))
        }
    }
}

/// Inline ints and floats, compared without their types' slots.
#[inline]
pub fn compare_immediates(left: Borrowed<'_>, right: Borrowed<'_>, comparison: Comparison) -> Option<bool> {
    let (left, right) = (left.value(), right.value());
    if let (Some(left), Some(right)) = (left.as_small_int(), right.as_small_int()) {
        return Some(comparison.holds(left.cmp(&right)));
    }
    if let (Some(left), Some(right)) = (left.as_f64(), right.as_f64()) {
        return Some(match left.partial_cmp(&right) {
            Some(ordering) => comparison.holds(ordering),
            None => comparison == Comparison::NotEqual,
        });
    }
    None
}

/// Truth of a comparison.
#[inline]
pub fn truth_of(left: Borrowed<'_>, right: Borrowed<'_>, comparison: Comparison) -> Result<bool> {
    if let Some(result) = compare_immediates(left, right, comparison) {
        return Ok(result);
    }
    convert::truth(compare(left, right, comparison)?.borrow())
}

/// Equality as containers see it: identical objects are equal.
#[inline]
pub fn equal(left: Borrowed<'_>, right: Borrowed<'_>) -> Result<bool> {
    if left.is(right) {
        return Ok(true);
    }
    if let (Some(left), Some(right)) = (left.downcast_exact::<Str>(), right.downcast_exact::<Str>()) {
        return Ok(left.equals(right));
    }
    truth_of(left, right, Comparison::Equal)
}

/// Whether two slots are the same function.
pub(crate) fn same_binary(left: molt_object::slots::Binary, right: molt_object::slots::Binary) -> bool {
    fn_addr_eq(left, right)
}
