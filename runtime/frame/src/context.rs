//! The `with` statement's use of context managers.

use molt_object::exception::Exception;
use molt_object::{Borrowed, CoreType, Owned, Raised, Result, name, raise, type_of};
use molt_protocol::{attribute, call};

fn missing(manager: Borrowed<'_>, method: &str) -> Raised {
    let class = type_of(manager).name();
    raise(
        CoreType::TypeError,
        format_args!("'{class}' object does not support the context manager protocol (missed {method} method)"),
    )
}

/// The bound `__exit__`; fails as well when there is no `__enter__`.
pub fn exit_method(manager: Borrowed<'_>) -> Result {
    let Some(exit) = attribute::special(manager, name!(Exit))? else { return Err(missing(manager, "__exit__")) };
    if attribute::type_lookup(&type_of(manager), name!(Enter).str()).is_none() {
        return Err(missing(manager, "__enter__"));
    }
    Ok(exit)
}

/// Calls `__enter__`.
pub fn enter(manager: Borrowed<'_>) -> Result {
    match attribute::call_special(manager, name!(Enter), &[])? {
        Some(entered) => Ok(entered),
        None => Err(missing(manager, "__enter__")),
    }
}

/// Calls a bound `__exit__` with the exception, or with three Nones.
pub fn exit(exit: Borrowed<'_>, exception: Borrowed<'_>) -> Result {
    let none = Owned::none();
    let none = none.borrow();
    let Some(data) = Exception::of(exception) else { return call::call(exit, &[none, none, none]) };
    let traceback = data.traceback.get().unwrap_or(Owned::none());
    let class = type_of(exception).own();
    call::call(exit, &[class.borrow(), exception, traceback.borrow()])
}
