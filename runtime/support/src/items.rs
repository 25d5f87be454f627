//! Items of containers: places, lengths, showing and comparing one by one.

use core::cmp::Ordering;

use molt_object::{Borrowed, Comparison, CoreType, Downcast, Owned, Raised, Result, Str, memory, raise, text, type_of};
use molt_protocol::{compare, convert, recursion};

/// Index of an item in a sequence; None when it is out of range.
#[inline]
pub fn place(index: isize, length: usize) -> Option<usize> {
    let index = if index < 0 { index.checked_add_unsigned(length)? } else { index };
    usize::try_from(index).ok().filter(|&index| index < length)
}

/// TypeError for a subscript that is neither an index nor a slice.
#[cold]
pub fn bad_subscript(sequence: &str, key: Borrowed<'_>) -> Raised {
    let found = type_of(key).name();
    raise(CoreType::TypeError, format_args!("{sequence} indices must be integers or slices, not {found}"))
}

/// How many items a repetition has; MemoryError when they cannot be counted.
pub fn repeated_length(length: usize, count: isize) -> Result<usize> {
    length.checked_mul(usize::try_from(count).unwrap_or(0)).ok_or_else(memory::exhausted)
}

/// Shows a container: `items` gives the items one by one, because showing one may change the container.
pub fn repr_items(
    value: Borrowed<'_>,
    open: &str,
    close: &str,
    mut item: impl FnMut(usize) -> Option<Owned>,
) -> Result {
    let mut builder = text::Builder::new();
    let Some(_guard) = recursion::repr_enter(value) else {
        builder.push_rust(open);
        builder.push_rust("...");
        builder.push_rust(close.trim_start_matches(','));
        return builder.finish();
    };
    builder.push_rust(open);
    let mut index = 0;
    while let Some(next) = item(index) {
        if index > 0 {
            builder.push_rust(", ");
        }
        push_repr(&mut builder, next.borrow())?;
        index += 1;
    }
    builder.push_rust(close);
    builder.finish()
}

/// Adds the repr of a value.
pub fn push_repr(builder: &mut text::Builder, value: Borrowed<'_>) -> Result<()> {
    let shown = convert::repr(value)?;
    if let Some(shown) = shown.borrow().downcast::<Str>() {
        builder.push_str(shown);
    }
    Ok(())
}

/// Compares sequences item by item. Lengths and items are asked for again each time: a comparison may change them.
pub fn compare_items(
    comparison: Comparison,
    lengths: impl Fn() -> (usize, usize),
    items: impl Fn(usize) -> Option<(Owned, Owned)>,
) -> Result {
    let (left, right) = lengths();
    if left != right && matches!(comparison, Comparison::Equal | Comparison::NotEqual) {
        return Ok(Owned::bool(comparison == Comparison::NotEqual));
    }
    let mut index = 0;
    while let Some((left, right)) = items(index) {
        if !compare::equal(left.borrow(), right.borrow())? {
            match comparison {
                Comparison::Equal => return Ok(Owned::bool(false)),
                Comparison::NotEqual => return Ok(Owned::bool(true)),
                _ => {}
            }
            // As in CPython, what decides is what stands there now.
            drop((left, right));
            let Some((left, right)) = items(index) else { break };
            return compare::compare(left.borrow(), right.borrow(), comparison);
        }
        index += 1;
    }
    let (left, right) = lengths();
    let ordering: Ordering = left.cmp(&right);
    Ok(Owned::bool(comparison.holds(ordering)))
}
