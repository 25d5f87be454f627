//! What a thread that runs Python code has for itself.

use core::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use molt_abi::{Header, Value};

use crate::{OwnedCell, Stack};

/// The state of a thread. That of the thread that holds the token stands in the block that compiled code addresses.
#[repr(C)]
pub struct ThreadState {
    /// What compiled code reads and writes.
    pub compiled: molt_abi::ThreadState,
    /// Address where the thread's stack begins, see `stack`; 0 while it is not known.
    pub(crate) stack_top: Cell<usize>,
    /// The same, or an address beyond every stack while `has_run_out`, so that checks of the stack find out.
    pub(crate) checked_stack_top: Cell<usize>,
    /// Whether MemoryError is to be raised at the next safe point, see `reserve`.
    pub has_run_out: Cell<bool>,
    /// Tells threads apart; never 0 in a thread that is attached.
    pub number: Cell<u64>,
    /// The exception that is pending.
    pub pending: OwnedCell,
    /// The exception that the running activation and those that called it are handling, as far as the innermost generator.
    pub handled: OwnedCell,
    /// The same for what resumed each running generator, outermost first. A generator can be resumed from inside a
    /// handler and once more from outside, so what its frame is handling is kept apart from what its callers are.
    pub handled_by_callers: Stack<Option<crate::Owned>>,
    /// The containers that are being shown by `repr`, borrowed from those who show them.
    pub shown: Stack<Value>,
    /// Those beyond the first few, to be found quickly.
    pub shown_deeper: RefCell<BTreeSet<u64>>,
    /// Iterator of the delegation that has yielded last, until the generator that delegates is suspended, which is what it
    /// does next. Borrowed: the generator's frame holds it. UNBOUND when there is none.
    pub delegating: Cell<Value>,
    /// Result of the delegation that has just finished.
    pub delegate_result: OwnedCell,
    /// The attribute names that the class statement being run knows, for the `type.__new__` it leads to.
    pub class_attributes: OwnedCell,
    /// Deallocations in progress, one inside the other.
    pub(crate) deallocations: Cell<u32>,
    /// Objects without references that wait until the deallocations in progress are done.
    pub(crate) delayed: Stack<*mut Header>,
}

impl ThreadState {
    pub(crate) const fn new() -> ThreadState {
        ThreadState {
            compiled: molt_abi::ThreadState::new(0),
            stack_top: Cell::new(0),
            checked_stack_top: Cell::new(0),
            has_run_out: Cell::new(false),
            number: Cell::new(0),
            pending: OwnedCell::new(),
            handled: OwnedCell::new(),
            handled_by_callers: Stack::new(),
            shown: Stack::new(),
            shown_deeper: RefCell::new(BTreeSet::new()),
            delegating: Cell::new(Value::UNBOUND),
            delegate_result: OwnedCell::new(),
            class_attributes: OwnedCell::new(),
            deallocations: Cell::new(0),
            delayed: Stack::new(),
        }
    }
    /// Gives up the values a thread has at its end.
    pub(crate) fn clear(&self) {
        for cell in [&self.pending, &self.handled, &self.delegate_result, &self.class_attributes] {
            drop(cell.take());
        }
        drop(self.handled_by_callers.replace(Vec::new()));
    }
}
