//! Raising, handling and context managers.

use molt_frame::{context, raising};
use molt_heap::{collector, stack};
use molt_object::raised::{self, Raised};
use molt_object::{Borrowed, CoreType, Owned, Result, activation, memory, raise as raise_core, token};
use molt_protocol::recursion;

pub fn raise(exception: Borrowed<'_>, cause: Option<Borrowed<'_>>) -> Raised {
    raising::raise_statement(exception, cause)
}

pub fn handled_exception() -> Result {
    raising::handled_exception()
}

pub fn take_exception() -> Owned {
    raising::add_traceback();
    let exception = raised::take(raised::assume_raised());
    memory::reported_by(exception.borrow());
    exception
}

pub fn restore_exception(exception: Owned) -> Raised {
    raised::restore(exception)
}

pub fn exception_matches(exception: Borrowed<'_>, pattern: Borrowed<'_>) -> Result<bool> {
    molt_protocol::exceptions::exception_matches(exception, pattern)
}

pub fn begin_handling(exception: Borrowed<'_>) -> Owned {
    raising::begin_handling(exception)
}

pub fn end_handling(previous: Owned) {
    raising::end_handling(previous);
}

pub fn leave_with_error() -> Result {
    raising::add_traceback();
    activation::leave_completely();
    Err(raised::assume_raised())
}

pub fn leave_frame(held: u32, result: Owned) -> Owned {
    activation::leave(held as usize);
    result
}

pub fn raise_assertion(message: Option<Borrowed<'_>>) -> Raised {
    raising::raise_assertion(message)
}

pub fn raise_recursion() -> Result<()> {
    // A requested collection sends function entries here by setting the limit to zero.
    collector::safe_point(token());
    memory::check()?;
    if !stack::has_room(token()) {
        return Err(recursion::overflow(""));
    }
    if collector::recursion_depth(token()) < collector::recursion_limit(token()) {
        return Ok(());
    }
    Err(raise_core(CoreType::RecursionError, "maximum recursion depth exceeded"))
}

pub fn safe_point() -> Result<()> {
    collector::safe_point(token());
    memory::check()
}

pub fn context_exit_method(manager: Borrowed<'_>) -> Result {
    context::exit_method(manager)
}

pub fn context_enter(manager: Borrowed<'_>) -> Result {
    context::enter(manager)
}

pub fn context_exit(exit: Borrowed<'_>, exception: Borrowed<'_>) -> Result {
    context::exit(exit, exception)
}
