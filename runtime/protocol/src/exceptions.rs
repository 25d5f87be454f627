//! What raising, matching and reporting exceptions have to do with their classes.

use molt_abi::layout::type_flags;
use molt_object::{
    Borrowed, CoreType, Dict, Downcast, Name, Owned, Result, Str, Tuple, TypeObject, exception, raise, type_of,
};

use crate::{attribute, call, convert};

/// Reports an exception nobody can catch to standard error, as `sys.unraisablehook` does.
pub fn report_unraisable(error: Owned, what: &str, place: Owned) {
    match error.token().interpreter().hooks.unraisable.get() {
        Some(hook) => hook(error, what, place),
        None => drop((error, place)),
    }
}

/// Adds a note to an exception.
pub fn add_note(error: Borrowed<'_>, note: &str) {
    let Some(dict) = attribute::instance_dict(error) else { return };
    let Some(table) = Dict::of(dict.borrow()) else { return };
    let notes = match table.get_str(Name::Notes.str()) {
        Some(notes) => notes,
        None => {
            let notes = molt_object::List::from_vec(Vec::new());
            drop(table.insert_str_key(Name::Notes.value().own(), notes.clone()));
            notes
        }
    };
    if let Some(list) = molt_object::List::of(notes.borrow()) {
        list.push(Str::from_rust(note)).unwrap_or_else(molt_object::memory::give_up);
    }
}

/// Whether an exception matches the type (or tuple of types) of an except clause.
pub fn exception_matches(error: Borrowed<'_>, pattern: Borrowed<'_>) -> Result<bool> {
    if let Some(patterns) = pattern.downcast::<Tuple>() {
        for entry in patterns.iter() {
            check_exception_class(entry)?;
        }
        return Ok(patterns.iter().filter_map(TypeObject::of).any(|class| type_of(error).is_subtype(class)));
    }
    check_exception_class(pattern)?;
    Ok(TypeObject::of(pattern).is_some_and(|class| type_of(error).is_subtype(class)))
}

fn check_exception_class(pattern: Borrowed<'_>) -> Result<()> {
    if TypeObject::of(pattern).is_some_and(|class| class.has_flags(type_flags::EXCEPTION)) {
        return Ok(());
    }
    Err(raise(CoreType::TypeError, "catching classes that do not inherit from BaseException is not allowed"))
}

/// `raise value` and `raise value from cause`: the exception object to raise.
pub fn exception_to_raise(value: Borrowed<'_>, cause: Option<Borrowed<'_>>) -> Result {
    let error = exception_instance(value)?
        .ok_or_else(|| raise(CoreType::TypeError, "exceptions must derive from BaseException"))?;
    if let Some(cause) = cause {
        let cause = if cause.is_none() {
            None
        } else {
            Some(
                exception_instance(cause)?
                    .ok_or_else(|| raise(CoreType::TypeError, "exception causes must derive from BaseException"))?,
            )
        };
        if let Some(data) = exception::Exception::of(error.borrow()) {
            let old = data.cause.replace(cause);
            data.suppress_context.set(true);
            drop(old);
        }
    }
    Ok(error)
}

fn exception_instance(value: Borrowed<'_>) -> Result<Option<Owned>> {
    if let Some(class) = TypeObject::of(value)
        && class.has_flags(type_flags::EXCEPTION)
    {
        let error = call::call(value, &[])?;
        if exception::Exception::of(error.borrow()).is_none() {
            let (class, found) = (convert::repr_text(value)?, type_of(error.borrow()).as_borrowed().own());
            let found = convert::repr_text(found.borrow())?;
            return Err(raise(
                CoreType::TypeError,
                format_args!("calling {class} should have returned an instance of BaseException, not {found}"),
            ));
        }
        return Ok(Some(error));
    }
    Ok(exception::Exception::of(value).map(|_| value.own()))
}
