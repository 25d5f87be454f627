//! How much of its native stack the running thread uses, and how much it may use.
//!
//! Python frames are counted (`sys.setrecursionlimit`); what is recursive in native code (showing, comparing and hashing
//! nested data, iterators over iterators) is measured by the address of the stack, and so are Python frames beyond what
//! the stack holds. The two share the stack, so native code has a budget of its own besides what calls in progress explain:
//! that keeps programs that let Python recurse deeply from finding their stack used up by the data of others, and the memory
//! of a runaway recursion small.
//!
//! So many calls as surely find room beside that budget need no look at the stack: small functions compare their depth only,
//! with a limit that sends deeper calls to the runtime.

use crate::{Token, collector};

/// Below the limit there is room for what is not checked: native functions that are not recursive, frames of any size that
/// compiled functions have, and what raising takes.
const MARGIN: usize = 1 << 20;
/// Bytes that recursion in native code may take.
const NATIVE_BUDGET: usize = 32 << 20;
/// Bytes that a call of a Python function may take together with the native code that leads to it.
const CALL: usize = 16 << 10;

/// An address in the caller's part of the stack.
#[inline(always)]
fn here() -> usize {
    let local = 0u8;
    (&raw const local).addr()
}

/// Tells how large the stack of the calling thread is, of which next to nothing is used yet.
#[inline(never)]
pub fn set_up(token: Token<'_>, size: usize) {
    let top = here();
    let thread = token.thread();
    thread.stack_top.set(top);
    thread.checked_stack_top.set(top);
    thread.compiled.stack_limit.set(top.saturating_sub(size.saturating_sub(MARGIN)) as u64);
    collector::set_depth_limit(token);
}

/// How many calls in progress there surely is room for: at least one, since a limit of zero means something else.
pub(crate) fn calls_with_room(token: Token<'_>) -> u32 {
    let thread = token.thread();
    match thread.compiled.stack_limit.get() {
        // Nothing is known of the stack.
        0 => u32::MAX,
        lowest => {
            let room = thread.stack_top.get().saturating_sub(lowest as usize);
            (room.saturating_sub(NATIVE_BUDGET) / CALL).max(1) as u32
        }
    }
}

/// Bytes used.
pub fn used(token: Token<'_>) -> usize {
    token.thread().stack_top.get().saturating_sub(here())
}

/// Whether another Python function may be entered.
pub fn has_room(token: Token<'_>) -> bool {
    here() as u64 >= token.thread().compiled.stack_limit.get()
}

/// Whether recursion in native code may go on: not when the stack is used up, nor when memory has run out.
#[inline(always)]
pub fn has_native_room(token: Token<'_>) -> bool {
    let used = token.thread().checked_stack_top.get().saturating_sub(here());
    used < NATIVE_BUDGET || calls_explain_use(token)
}

#[cold]
#[inline(never)]
fn calls_explain_use(token: Token<'_>) -> bool {
    let calls = token.thread().compiled.depth.get() as usize;
    !token.thread().has_run_out.get()
        && has_room(token)
        && used(token) < NATIVE_BUDGET.saturating_add(calls.saturating_mul(CALL))
}
