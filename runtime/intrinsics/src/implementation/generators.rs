//! Generators and delegation to other iterators.

use molt_frame::generator::{self, Step};
use molt_object::generator::note_delegation;
use molt_object::{Borrowed, Generator, Owned, Result, token};

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
            drop(iterator.token().thread().delegate_result.replace(Some(value)));
            Ok(None)
        }
    }
}

pub fn delegate_result() -> Owned {
    token().thread().delegate_result.take().unwrap_or(Owned::none())
}
