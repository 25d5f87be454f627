//! What is set aside for the time when the system gives no more memory.
//!
//! Objects and small Rust values are made in many places that have no way to fail. When the system refuses memory for one,
//! it comes from the reserve, and the thread *has run out*: its next safe point raises MemoryError, as does everything
//! else that looks for room on the stack before it goes on (calls, steps of iterators). What the program lets go of on its
//! way to a handler becomes the next reserve. Large requests do not get anything of the reserve: they fail at once.

use core::cell::Cell;
use std::alloc::{GlobalAlloc, Layout, System};

use crate::Token;
use crate::allocator::Chunk;

/// Bytes set aside: enough for an arena or two.
const SIZE: usize = 2 * 1024 * 1024;
/// Largest request for which the reserve is used.
const LARGEST: usize = 256 * 1024;

/// Memory set aside.
pub(crate) struct Reserve {
    block: Cell<*mut u8>,
    is_spent: Cell<bool>,
    /// Empty chunks that take its place, linked by `next`, and how many.
    pub(crate) kept: Cell<*mut Chunk>,
    pub(crate) kept_count: Cell<usize>,
}

impl Reserve {
    pub(crate) const fn new() -> Reserve {
        Reserve {
            block: Cell::new(core::ptr::null_mut()),
            is_spent: Cell::new(false),
            kept: Cell::new(core::ptr::null_mut()),
            kept_count: Cell::new(0),
        }
    }
    /// Whether there was a reserve, which has been used up since.
    pub(crate) fn is_spent(&self) -> bool {
        self.is_spent.get()
    }
    /// Sets memory aside, if none is and the system gives any. It costs addresses only: nobody writes to it.
    #[cold]
    pub(crate) fn keep(&self) {
        if self.block.get().is_null() {
            // SAFETY: the layout has a nonzero size.
            self.block.set(unsafe { System.alloc(layout()) });
            self.is_spent.set(self.is_spent.get() && self.block.get().is_null());
        }
    }
    /// Gives the memory back to the system and asks that for some again.
    pub(crate) fn spend_on(&self, ask: impl Fn() -> *mut u8) -> *mut u8 {
        let block = self.block.replace(core::ptr::null_mut());
        if !block.is_null() {
            self.is_spent.set(true);
            // SAFETY: it came from `keep`.
            unsafe { System.dealloc(block, layout()) };
        }
        ask()
    }
}

fn layout() -> Layout {
    Layout::from_size_align(SIZE, 16).expect("constant layout")
}

/// Asks once more after the system has refused memory: with the reserve given back, for what is not large. Null if that
/// does not help.
#[cold]
#[inline(never)]
pub(crate) fn ask_again(token: Token<'_>, layout: Layout, ask: impl Fn() -> *mut u8) -> *mut u8 {
    if layout.size() > LARGEST {
        return core::ptr::null_mut();
    }
    run_out(token);
    token.interpreter().reserve.spend_on(ask)
}

/// Has the running thread raise MemoryError as soon as it can.
#[cold]
pub(crate) fn run_out(token: Token<'_>) {
    let thread = token.thread();
    thread.has_run_out.set(true);
    thread.checked_stack_top.set(usize::MAX);
    crate::collector::set_depth_limit(token);
}

/// Whether memory has run out and MemoryError is still to be raised, or there is little left to do it with. What can be left
/// out then, should be.
pub fn is_short(token: Token<'_>) -> bool {
    token.thread().has_run_out.get() || crate::allocator::is_low(token)
}

/// Whether memory has run out since this was last asked: MemoryError is to be raised.
pub fn has_run_out(token: Token<'_>) -> bool {
    let thread = token.thread();
    let has_run_out = thread.has_run_out.replace(false);
    if has_run_out {
        thread.checked_stack_top.set(thread.stack_top.get());
        crate::collector::set_depth_limit(token);
    }
    has_run_out
}
