//! The `raise` statement and handlers.

use molt_abi::layout::type_flags;
use molt_object::Downcast;
use molt_object::activation::FrameReference;
use molt_object::exception::{self, Exception};
use molt_object::raised::{self, Raised};
use molt_object::{Borrowed, CoreType, Owned, Result, Str, Tuple, TypeObject, core_type, memory, raise, type_of};
use molt_protocol::{call, convert, exceptions};

/// The class, if the value is a subclass of `BaseException`.
pub fn exception_class(value: Borrowed<'_>) -> Option<&TypeObject> {
    TypeObject::of(value).filter(|class| class.has_flags(type_flags::EXCEPTION))
}

/// Whether the value is an exception object.
pub fn is_exception(value: Borrowed<'_>) -> bool {
    Exception::of(value).is_some()
}

/// Calls an exception class; the result must be an exception.
pub fn instantiate(class: Borrowed<'_>, arguments: &[Borrowed<'_>]) -> Result {
    let made = call::call(class, arguments)?;
    if is_exception(made.borrow()) {
        return Ok(made);
    }
    let class = convert::repr_text(class)?;
    let found = convert::repr_text(type_of(made.borrow()).as_borrowed())?;
    Err(raise(
        CoreType::TypeError,
        format_args!("calling {class} should have returned an instance of BaseException, not {found}"),
    ))
}

/// `raise exception from cause`.
pub fn raise_statement(exception: Borrowed<'_>, cause: Option<Borrowed<'_>>) -> Raised {
    match exceptions::exception_to_raise(exception, cause) {
        Ok(exception) => raised::raise_exception(exception),
        Err(raised) => raised,
    }
}

/// What `raise` without an exception raises again.
pub fn handled_exception() -> Result {
    raised::handled().ok_or_else(|| raise(CoreType::RuntimeError, "No active exception to reraise"))
}

/// Starts handling an exception; gives what was handled before, or None.
pub fn begin_handling(exception: Borrowed<'_>) -> Owned {
    raised::set_handled(Some(exception.own())).unwrap_or(Owned::none())
}

/// Ends handling; `previous` is what [`begin_handling`] gave.
pub fn end_handling(previous: Owned) {
    let previous = if previous.borrow().is_none() { None } else { Some(previous) };
    drop(raised::set_handled(previous));
}

/// Adds the entry of the innermost activation to the pending exception's traceback, unless it is raised again, or memory is
/// short.
pub fn add_traceback() {
    if memory::is_short() {
        return;
    }
    let Some(frame) = FrameReference::innermost() else { return };
    let (Some(location), Some(pending)) = (frame.location_index(), raised::pending()) else { return };
    if let Some(data) = Exception::of(pending.borrow()) {
        exception::add_traceback(data, frame.object(), location);
    }
}

/// `raise AssertionError(message)`.
pub fn raise_assertion(message: Option<Borrowed<'_>>) -> Raised {
    let arguments: &[Borrowed<'_>] = match &message {
        Some(message) => core::slice::from_ref(message),
        None => &[],
    };
    raised::raise_with(CoreType::AssertionError, arguments)
}

/// NameError, remembering the name.
#[cold]
pub fn raise_name(core: CoreType, name: &Str, message: core::fmt::Arguments<'_>) -> Raised {
    let message = Str::from_rust(&message.to_string());
    let error = exception::new(core_type(core), &[message.borrow()]);
    if let Some(data) = Exception::of(error.borrow()) {
        data.set_field("name", name.as_borrowed().own());
    }
    raised::raise_exception(error)
}

/// The pending exception's value when it is `StopIteration`, which is taken.
pub fn take_stop_iteration(raised: Raised) -> Result {
    let exception = raised::take(raised);
    if !exception::is_instance(exception.borrow(), CoreType::StopIteration) {
        return Err(raised::restore(exception));
    }
    let Some(data) = Exception::of(exception.borrow()) else { return Ok(Owned::none()) };
    Ok(stop_value(data))
}

/// `StopIteration.value`.
pub fn stop_value(data: &Exception) -> Owned {
    data.field("value").unwrap_or_else(|| {
        let arguments = data.arguments();
        let first = arguments.borrow().downcast::<Tuple>().and_then(|arguments| Some(arguments.get(0)?.own()));
        first.unwrap_or(Owned::none())
    })
}

/// Makes StopIteration with a value pending.
pub fn raise_stop_iteration(value: Owned) -> Raised {
    if value.borrow().is_none() {
        return raised::raise_with(CoreType::StopIteration, &[]);
    }
    raised::raise_with(CoreType::StopIteration, &[value.borrow()])
}

/// Whether a value is an instance of a class, by the resolution order.
pub fn matches_instance(value: Borrowed<'_>, class: Borrowed<'_>) -> bool {
    TypeObject::of(class).is_some_and(|class| type_of(value).is_subtype(class))
}
