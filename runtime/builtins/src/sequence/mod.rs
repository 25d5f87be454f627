//! Sequences: `list`, `tuple`, `range`, `slice`, and iterators over them.

pub mod list;
mod list_iterators;
mod list_methods;
mod list_subscript;
pub mod range;
mod range_iterators;
mod range_subscript;
pub mod slice;
pub mod sort;
pub mod tuple;

use core::cell::RefCell;
use core::cmp::Ordering;

use molt_object::function::{Arity, Definition};
use molt_object::{
    Arguments, Borrowed, Comparison, CoreType, Owned, Result, Tuple, Visitor, memory, raise, text, type_of,
};
use molt_protocol::{compare, convert, recursion};

/// Sets the types up.
pub fn initialise() {
    slice::initialise();
    list::initialise();
    list_iterators::initialise();
    tuple::initialise();
    range::initialise();
    range_iterators::initialise();
}

/// One row of a table of native functions.
pub(crate) const fn method(
    name: &'static str,
    arity: Arity,
    documentation: &'static str,
    function: fn(Borrowed<'_>, Arguments<'_>) -> Result,
) -> Definition {
    Definition { name, documentation, arity, function }
}

/// A tuple of two items.
#[inline]
pub(crate) fn pair(first: Owned, second: Owned) -> Owned {
    Tuple::from_array([first, second])
}

/// Makes tuples of two for an iterator, the same one again while nobody keeps it.
#[derive(Default)]
pub(crate) struct PairMaker(RefCell<Option<Owned>>);

impl PairMaker {
    /// A tuple of two items.
    #[inline]
    pub(crate) fn make(&self, first: Owned, second: Owned) -> Owned {
        // Taken out while old items are dropped, which may run Python code.
        let Some(mut last) = self.0.take() else { return self.keep(pair(first, second)) };
        match Tuple::refill_pair(&mut last, first, second) {
            Ok(old) => {
                let made = self.keep(last);
                drop(old);
                made
            }
            Err((first, second)) => {
                let made = self.keep(pair(first, second));
                drop(last);
                made
            }
        }
    }
    fn keep(&self, made: Owned) -> Owned {
        let replaced = self.0.replace(Some(made.clone()));
        drop(replaced);
        made
    }
    /// For `Payload::traverse`.
    pub(crate) fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.optional(&self.0.borrow());
    }
    /// Lets go of the tuple.
    pub(crate) fn finish(&self) {
        let last = self.0.take();
        drop(last);
    }
}

/// An `iterate` slot of iterators.
pub(crate) fn itself(value: Borrowed<'_>) -> Result {
    Ok(value.own())
}

/// Index of an item in a sequence; None when it is out of range.
#[inline]
pub(crate) fn place(index: isize, length: usize) -> Option<usize> {
    let index = if index < 0 { index.checked_add_unsigned(length)? } else { index };
    usize::try_from(index).ok().filter(|&index| index < length)
}

/// The `start` and `stop` arguments of `index` methods, clipped to the length at the start.
pub(crate) fn search_bounds(arguments: &[Borrowed<'_>], length: usize) -> Result<(usize, usize)> {
    let bound = |argument: Option<&Borrowed<'_>>, default: isize| match argument {
        None => Ok(default),
        Some(&value) => {
            if !value.value().is_small_int() && type_of(value).slots().index().is_none() {
                let message = "slice indices must be integers or have an __index__ method";
                return Err(raise(CoreType::TypeError, message));
            }
            convert::index_clamped(value)
        }
    };
    let clip = |index: isize| if index < 0 { index.saturating_add_unsigned(length).max(0) } else { index } as usize;
    let start = bound(arguments.first(), 0)?;
    let stop = bound(arguments.get(1), isize::MAX)?;
    Ok((clip(start), clip(stop)))
}

/// An argument that is an index: any int, OverflowError when it is out of the machine's range.
pub(crate) fn index_argument(value: Borrowed<'_>) -> Result<isize> {
    if let Some(number) = value.value().as_small_int() {
        return Ok(number as isize);
    }
    let index = convert::index(value)?;
    match molt_object::integer::as_integer(index.borrow()).and_then(|index| index.to_i64()) {
        Some(number) => Ok(number as isize),
        None => Err(raise(CoreType::OverflowError, "Python int too large to convert to C ssize_t")),
    }
}

/// TypeError for a subscript that is neither an index nor a slice.
#[cold]
pub(crate) fn bad_subscript(sequence: &str, key: Borrowed<'_>) -> molt_object::Raised {
    let found = type_of(key).name();
    raise(CoreType::TypeError, format_args!("{sequence} indices must be integers or slices, not {found}"))
}

/// How many items a repetition has; MemoryError when they cannot be counted.
pub(crate) fn repeated_length(length: usize, count: isize) -> Result<usize> {
    length.checked_mul(usize::try_from(count).unwrap_or(0)).ok_or_else(memory::exhausted)
}

/// Shows a container: `items` gives the items one by one, because showing one may change the container.
pub(crate) fn repr_items(
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
pub(crate) fn push_repr(builder: &mut text::Builder, value: Borrowed<'_>) -> Result<()> {
    use molt_object::Downcast;
    let shown = convert::repr(value)?;
    if let Some(shown) = shown.borrow().downcast::<molt_object::Str>() {
        builder.push_str(shown);
    }
    Ok(())
}

/// Compares sequences item by item. Lengths and items are asked for again each time: a comparison may change them.
pub(crate) fn compare_items(
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
            return match comparison {
                Comparison::Equal => Ok(Owned::bool(false)),
                Comparison::NotEqual => Ok(Owned::bool(true)),
                _ => compare::compare(left.borrow(), right.borrow(), comparison),
            };
        }
        index += 1;
    }
    let (left, right) = lengths();
    let ordering: Ordering = left.cmp(&right);
    Ok(Owned::bool(comparison.holds(ordering)))
}
