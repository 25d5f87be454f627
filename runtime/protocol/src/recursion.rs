//! Limits on native recursion.

use molt_heap::stack;
use molt_object::{Borrowed, CoreType, Raised, Result, Token, memory, raise, token};

/// To be called wherever native code may call itself as deep as data is nested: RecursionError when the stack is used up,
/// MemoryError when memory is. `place` ends the message (" in comparison").
#[inline(always)]
pub fn check(place: &str) -> Result<()> {
    if stack::has_native_room(token()) { Ok(()) } else { Err(overflow(place)) }
}

/// RecursionError for a stack that is used up.
#[cold]
#[inline(never)]
pub fn overflow(place: &str) -> Raised {
    if let Err(raised) = memory::check() {
        return raised;
    }
    let used = stack::used(token()) / 1024;
    raise(CoreType::RecursionError, format_args!("Stack overflow (used {used} kB){place}"))
}

/// Marks a container as being shown until it is dropped.
pub struct ReprGuard<'t>(Token<'t>);

/// So many containers inside one another are looked through one by one.
const FEW: usize = 32;

impl Drop for ReprGuard<'_> {
    fn drop(&mut self) {
        let thread = self.0.thread();
        if let Some(last) = thread.shown.pop()
            && thread.shown.len() >= FEW
        {
            thread.shown_deeper.borrow_mut().remove(&last.bits());
        }
    }
}

/// Starts showing a container; None when it is being shown already (`[...]`).
pub fn repr_enter(value: Borrowed<'_>) -> Option<ReprGuard<'_>> {
    let thread = value.token().thread();
    let (shown, value_bits) = (&thread.shown, value.value().bits());
    if (0..shown.len().min(FEW)).any(|place| shown.get(place) == Some(value.value())) {
        return None;
    }
    if shown.len() >= FEW && !thread.shown_deeper.borrow_mut().insert(value_bits) {
        return None;
    }
    shown.push(value.value());
    Some(ReprGuard(value.token()))
}
