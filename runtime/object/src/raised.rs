//! The pending exception.

use core::marker::PhantomData;

use molt_heap::{Borrowed, Owned, ThreadState, Token, reserve};

use crate::{CoreType, Str, exception, memory, text};

/// Proof that an exception is pending in the runtime. Zero-sized; the exception is taken with [`take`].
#[derive(Debug)]
#[must_use = "a pending exception must be propagated or taken"]
pub struct Raised(PhantomData<*mut ()>);

impl Raised {
    /// The token: the exception is pending in the thread that holds it.
    pub fn token(&self) -> Token<'_> {
        crate::token()
    }
}

/// Result of every operation that may raise.
pub type Result<T = Owned> = core::result::Result<T, Raised>;

/// The exceptions of the running thread.
fn thread<'t>() -> &'t ThreadState {
    crate::token().thread()
}

/// Makes a new exception of a core type pending; the message becomes its only argument. The exception being handled
/// becomes its context.
#[cold]
pub fn raise(core_type: CoreType, message: impl core::fmt::Display) -> Raised {
    let message = Str::from_rust(&message.to_string());
    raise_with(core_type, &[message.borrow()])
}

/// Raises MemoryError: one made beforehand if there is no memory for a new one.
#[cold]
pub(crate) fn raise_memory_error() -> Raised {
    // Once is enough.
    reserve::has_run_out(crate::token());
    let made = if memory::is_short() { None } else { exception::try_new(crate::core_type(CoreType::MemoryError)) };
    let error = made.or_else(|| {
        let kept = crate::token().interpreter().values.memory_error.get()?;
        // Of the time it was raised before.
        if let Some(kept) = exception::Exception::of(kept.borrow()) {
            drop((kept.traceback.take(), kept.context.take(), kept.cause.take()));
        }
        Some(kept)
    });
    match error {
        Some(error) => raise_exception(error),
        None => memory::end(),
    }
}

/// Makes the MemoryError for when there is no memory to make one: to be called at start-up, once the type is complete.
pub fn make_memory_error() {
    set_memory_error(exception::try_new(crate::core_type(CoreType::MemoryError)));
}

/// Lets go of that MemoryError, at the end of the program.
pub fn drop_memory_error() {
    set_memory_error(None);
}

fn set_memory_error(error: Option<Owned>) {
    drop(crate::token().interpreter().values.memory_error.replace(error));
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

/// Gives the pending exception what the running generator itself is handling as its context: it is thrown in there.
pub fn chain_pending() {
    let thread = thread();
    if let (Some(pending), Some(handled)) = (pending(), thread.handled.get()) {
        exception::set_context_for_raise(pending.borrow(), &handled);
    }
}

/// Makes an exception pending as it is.
pub fn restore(exception: Owned) -> Raised {
    drop(thread().pending.replace(Some(exception)));
    Raised(PhantomData)
}

/// Takes the pending exception.
pub fn take(raised: Raised) -> Owned {
    let Raised(PhantomData) = raised;
    take_pending().expect("an error result without a pending exception")
}

/// Takes the pending exception, if there is one.
pub fn take_pending() -> Option<Owned> {
    thread().pending.take()
}

/// The pending exception, if there is one.
pub fn pending() -> Option<Owned> {
    thread().pending.get()
}

/// For an intrinsic that reported an error to compiled code and now continues in native code.
pub fn assume_raised() -> Raised {
    debug_assert!(thread().pending.is_some());
    Raised(PhantomData)
}

/// The exception being handled (`sys.exception()`): the innermost one of the running generator or, when that handles
/// none, of its callers.
pub fn handled() -> Option<Owned> {
    let thread = thread();
    thread.handled.get().or_else(|| {
        let callers = &thread.handled_by_callers;
        (0..callers.len()).rev().find_map(|place| callers.get(place).flatten())
    })
}

/// Sets the exception being handled and gives the one before. Both belong to the running generator, if there is one:
/// None means that it handles nothing itself.
pub fn set_handled(exception: Option<Owned>) -> Option<Owned> {
    thread().handled.replace(exception)
}

/// Enters a generator's frame, which was handling this exception when it was left.
pub fn enter_generator(handled: Option<Owned>) {
    let thread = thread();
    thread.handled_by_callers.push(thread.handled.replace(handled));
}

/// Leaves a generator's frame; gives what it is handling.
pub fn leave_generator() -> Option<Owned> {
    let thread = thread();
    thread.handled.replace(thread.handled_by_callers.pop().flatten())
}

/// Makes an exception pending whose message may contain any code points.
pub fn raise_built(core: CoreType, message: text::Builder) -> Raised {
    match message.finish() {
        Ok(message) => raise_with(core, &[message.borrow()]),
        Err(raised) => raised,
    }
}
