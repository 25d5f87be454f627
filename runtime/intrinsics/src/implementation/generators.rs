//! Generators and delegation to other iterators.

use molt_frame::generator::{self, Step};
use molt_heap::GlobalState;
use molt_object::generator::note_delegation;
use molt_object::{Borrowed, Generator, Owned, Result};

/// Result of the delegation that has just finished.
static DELEGATE_RESULT: GlobalState<Option<Owned>> = GlobalState::new(None);

pub fn generator_new(function: Borrowed<'_>) -> Owned {
    Generator::new(function)
}

pub fn delegate_iterator(operand: Borrowed<'_>) -> Result {
    generator::delegate_iterator(operand)
}

pub fn delegate(iterator: Borrowed<'_>, sent: Option<Borrowed<'_>>) -> Result<Option<Owned>> {
    match generator::delegate(iterator, sent)? {
        Step::Yielded(value) => {
            note_delegation(iterator);
            Ok(Some(value))
        }
        Step::Returned(value) => {
            // SAFETY: under the interpreter lock; the value replaced is dropped outside.
            let old = unsafe { DELEGATE_RESULT.with(|result| result.replace(value)) };
            drop(old);
            Ok(None)
        }
    }
}

pub fn delegate_result() -> Owned {
    // SAFETY: under the interpreter lock; nothing is dropped.
    unsafe { DELEGATE_RESULT.with(Option::take) }.unwrap_or(Owned::none())
}
