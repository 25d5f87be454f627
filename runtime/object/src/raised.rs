//! The pending exception.

use molt_heap::{Borrowed, GlobalState, Owned};

use crate::exception;
use crate::{CoreType, Str};

/// Proof that an exception is pending in the runtime. Zero-sized; the exception is taken with [`take`].
#[derive(Debug)]
#[must_use = "a pending exception must be propagated or taken"]
pub struct Raised(());

/// Result of every operation that may raise.
pub type Result<T = Owned> = core::result::Result<T, Raised>;

struct State {
    pending: Option<Owned>,
    /// What the running activation and those that called it are handling, as far as the innermost generator.
    handled: Option<Owned>,
    /// The same for what resumed each running generator, outermost first. A generator can be resumed from inside a
    /// handler and once more from outside, so what its frame is handling is kept apart from what its callers are.
    callers: Vec<Option<Owned>>,
}

static STATE: GlobalState<State> = GlobalState::new(State { pending: None, handled: None, callers: Vec::new() });

/// Makes a new exception of a core type pending; the message becomes its only argument. The exception being handled
/// becomes its context.
#[cold]
pub fn raise(core_type: CoreType, message: impl core::fmt::Display) -> Raised {
    let message = Str::from_rust(&message.to_string());
    raise_with(core_type, &[message.borrow()])
}

/// Makes a new exception of a core type with these arguments pending.
#[cold]
pub fn raise_with(core_type: CoreType, arguments: &[Borrowed<'_>]) -> Raised {
    let exception = exception::new(crate::core_type(core_type), arguments);
    raise_exception(exception)
}

/// Makes an exception pending, with the exception being handled as its context.
#[cold]
pub fn raise_exception(exception: Owned) -> Raised {
    if let Some(handled) = handled() {
        exception::set_context_for_raise(exception.borrow(), &handled);
    }
    restore(exception)
}

/// Makes an exception pending as it is.
pub fn restore(exception: Owned) -> Raised {
    // SAFETY: under the interpreter lock; the body drops nothing.
    let replaced = unsafe { STATE.with(|state| state.pending.replace(exception)) };
    drop(replaced);
    Raised(())
}

/// Takes the pending exception.
pub fn take(raised: Raised) -> Owned {
    let Raised(()) = raised;
    take_pending().expect("an error result without a pending exception")
}

/// Takes the pending exception, if there is one.
pub fn take_pending() -> Option<Owned> {
    // SAFETY: under the interpreter lock; the body drops nothing.
    unsafe { STATE.with(|state| state.pending.take()) }
}

/// The pending exception, if there is one.
pub fn pending() -> Option<Owned> {
    // SAFETY: under the interpreter lock; cloning counts a reference, which runs no user code.
    unsafe { STATE.with(|state| state.pending.clone()) }
}

/// For an intrinsic that reported an error to compiled code and now continues in native code.
pub fn assume_raised() -> Raised {
    debug_assert!(pending().is_some());
    Raised(())
}

/// The exception being handled (`sys.exception()`): the innermost one of the running generator or, when that handles
/// none, of its callers.
pub fn handled() -> Option<Owned> {
    // SAFETY: as in `pending`.
    unsafe {
        STATE.with(|state| {
            let callers = state.callers.iter().rev();
            core::iter::once(&state.handled).chain(callers).find_map(Clone::clone)
        })
    }
}

/// Sets the exception being handled and gives the one before. Both belong to the running generator, if there is one:
/// None means that it handles nothing itself.
pub fn set_handled(exception: Option<Owned>) -> Option<Owned> {
    // SAFETY: under the interpreter lock; the body drops nothing.
    unsafe { STATE.with(|state| core::mem::replace(&mut state.handled, exception)) }
}

/// Enters a generator's frame, which was handling this exception when it was left.
pub fn enter_generator(handled: Option<Owned>) {
    // SAFETY: as in `set_handled`.
    unsafe {
        STATE.with(|state| {
            let caller = core::mem::replace(&mut state.handled, handled);
            state.callers.push(caller);
        });
    }
}

/// Leaves a generator's frame; gives what it is handling.
pub fn leave_generator() -> Option<Owned> {
    // SAFETY: as in `set_handled`.
    unsafe {
        STATE.with(|state| {
            let caller = state.callers.pop().flatten();
            core::mem::replace(&mut state.handled, caller)
        })
    }
}
