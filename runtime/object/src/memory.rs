//! Memory whose amount the program chooses: to ask for too much is a MemoryError, never the end of the process.
//!
//! What the text of the program bounds (names, messages, single objects) is allocated as usual.

use core::ptr::NonNull;
use std::alloc::{Layout, alloc, alloc_zeroed, handle_alloc_error};

use molt_heap::reserve;

use crate::raised::{self, Raised, Result};
use crate::{Borrowed, CoreType, exception};

/// Raises MemoryError.
#[cold]
pub fn exhausted() -> Raised {
    raised::raise_memory_error()
}

/// Raises MemoryError if there was no memory for something that cannot fail, since this was last asked.
pub fn check() -> Result<()> {
    if reserve::has_run_out(crate::token()) { Err(exhausted()) } else { Ok(()) }
}

/// Whether memory has run out and MemoryError is still to be raised, or there is little left to do it with. What can be left
/// out then, should be.
pub fn is_short() -> bool {
    reserve::is_short(crate::token())
}

/// Says that the program is about to handle this exception. If it is MemoryError, no other one need follow for what it took to
/// raise it.
pub fn reported_by(exception: Borrowed<'_>) {
    let token = crate::token();
    if token.thread().has_run_out.get() && exception::is_instance(exception, CoreType::MemoryError) {
        reserve::has_run_out(token);
    }
}

/// Ends the process: there is no memory for something that the program's text bounds.
#[cold]
pub fn give_up<T>(raised: Raised) -> T {
    drop(raised::take(raised));
    end()
}

/// Ends the process.
#[cold]
pub(crate) fn end() -> ! {
    handle_alloc_error(Layout::new::<u8>())
}

/// Room for so many more items.
#[inline]
pub fn reserve<T>(items: &mut Vec<T>, more: usize) -> Result<()> {
    if items.capacity() - items.len() >= more {
        return Ok(());
    }
    items.try_reserve(more).map_err(|_| exhausted())
}

/// An empty vector with room for so many items.
pub fn with_capacity<T>(capacity: usize) -> Result<Vec<T>> {
    try_with_capacity(capacity).ok_or_else(exhausted)
}

/// The same; None when there is no memory. Asks for it at once: to make room in a vector that exists is a longer way.
pub(crate) fn try_with_capacity<T>(capacity: usize) -> Option<Vec<T>> {
    let layout = Layout::array::<T>(capacity).ok()?;
    if layout.size() == 0 {
        return Some(Vec::new());
    }
    // SAFETY: the size is not zero.
    let block = NonNull::new(unsafe { alloc(layout) })?;
    // SAFETY: a block of the global allocator for just so many items, none of which is there yet.
    Some(unsafe { Vec::from_raw_parts(block.as_ptr().cast(), 0, capacity) })
}

/// The same item so often.
pub fn filled<T: Clone>(item: T, length: usize) -> Result<Vec<T>> {
    let mut items = with_capacity(length)?;
    items.resize(length, item);
    Ok(items)
}

/// So many zero bytes, which take no memory before they are used.
pub fn zeros(length: usize) -> Result<Vec<u8>> {
    let Ok(layout) = Layout::array::<u8>(length) else { return Err(exhausted()) };
    if length == 0 {
        return Ok(Vec::new());
    }
    // SAFETY: the layout has a nonzero size, and is that of a vector of this capacity, all of whose bytes are initialised.
    unsafe {
        let first = alloc_zeroed(layout);
        if first.is_null() {
            return Err(exhausted());
        }
        Ok(Vec::from_raw_parts(first, length, length))
    }
}

/// A copy.
pub fn copy<T: Clone>(items: &[T]) -> Result<Vec<T>> {
    let mut copy = with_capacity(items.len())?;
    copy.extend_from_slice(items);
    Ok(copy)
}

/// Adds copies at the end.
#[inline]
pub fn extend<T: Clone>(items: &mut Vec<T>, more: &[T]) -> Result<()> {
    reserve(items, more.len())?;
    items.extend_from_slice(more);
    Ok(())
}

/// The items over and over, `count` times.
pub fn repeat<T: Copy>(items: &[T], count: usize) -> Result<Vec<T>> {
    let Some(length) = items.len().checked_mul(count) else { return Err(exhausted()) };
    let mut repeated = with_capacity(length)?;
    if let [item] = items {
        repeated.resize(length, *item);
        return Ok(repeated);
    }
    if length > 0 {
        repeated.extend_from_slice(items);
    }
    while repeated.len() < length {
        let more = repeated.len().min(length - repeated.len());
        repeated.extend_from_within(..more);
    }
    Ok(repeated)
}

/// The items of an iterator that knows about how many it has.
pub fn collect<T>(items: impl IntoIterator<Item = T>) -> Result<Vec<T>> {
    let items = items.into_iter();
    let mut collected = with_capacity(items.size_hint().0)?;
    for item in items {
        reserve(&mut collected, 1)?;
        collected.push(item);
    }
    Ok(collected)
}

/// Raises MemoryError unless so many bytes can be had just now. For what allocates without asking.
pub fn require(bytes: usize) -> Result<()> {
    /// So much is always there.
    const LITTLE: usize = 1 << 16;
    if bytes <= LITTLE {
        return Ok(());
    }
    let mut probe = Vec::<u8>::new();
    let is_there = probe.try_reserve_exact(bytes).is_ok();
    // An allocation that nobody looks at may be taken to succeed and left out.
    core::hint::black_box(probe.as_ptr());
    if is_there { Ok(()) } else { Err(exhausted()) }
}
