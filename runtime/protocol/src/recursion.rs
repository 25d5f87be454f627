//! Limits on native recursion.

use molt_heap::collector;
use molt_object::{Borrowed, CoreType, Result, Token, raise, token};

/// Counts one level of recursion until it is dropped.
pub struct Guard<'t>(Token<'t>);

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        collector::leave_recursion(self.0);
    }
}

/// Enters one level of recursion; RecursionError at the limit. `place` ends the message (" in comparison").
#[inline]
pub fn guard(place: &str) -> Result<Guard<'static>> {
    let token = token();
    if collector::enter_recursion(token) {
        return Ok(Guard(token));
    }
    Err(raise(CoreType::RecursionError, format_args!("maximum recursion depth exceeded{place}")))
}

/// Marks a container as being shown until it is dropped.
pub struct ReprGuard<'t>(Token<'t>);

impl Drop for ReprGuard<'_> {
    fn drop(&mut self) {
        self.0.thread().shown.pop();
    }
}

/// Starts showing a container; None when it is being shown already (`[...]`).
pub fn repr_enter(value: Borrowed<'_>) -> Option<ReprGuard<'_>> {
    let shown = &value.token().thread().shown;
    if (0..shown.len()).any(|place| shown.get(place) == Some(value.value())) {
        return None;
    }
    shown.push(value.value());
    Some(ReprGuard(value.token()))
}
