//! Limits on native recursion.

use core::cell::RefCell;

use molt_heap::collector;
use molt_object::{Borrowed, CoreType, Result, Value, raise};

/// Counts one level of recursion until it is dropped.
pub struct Guard(());

impl Drop for Guard {
    fn drop(&mut self) {
        collector::leave_recursion();
    }
}

/// Enters one level of recursion; RecursionError at the limit. `place` ends the message (" in comparison").
#[inline]
pub fn guard(place: &str) -> Result<Guard> {
    if collector::enter_recursion() {
        return Ok(Guard(()));
    }
    Err(raise(CoreType::RecursionError, format_args!("maximum recursion depth exceeded{place}")))
}

thread_local! {
    static IN_REPR: RefCell<Vec<Value>> = const { RefCell::new(Vec::new()) };
}

/// Marks a container as being shown until it is dropped.
pub struct ReprGuard(());

impl Drop for ReprGuard {
    fn drop(&mut self) {
        IN_REPR.with_borrow_mut(|shown| shown.pop());
    }
}

/// Starts showing a container; None when it is being shown already (`[...]`).
pub fn repr_enter(value: Borrowed<'_>) -> Option<ReprGuard> {
    IN_REPR.with_borrow_mut(|shown| {
        if shown.contains(&value.value()) {
            return None;
        }
        shown.push(value.value());
        Some(ReprGuard(()))
    })
}
