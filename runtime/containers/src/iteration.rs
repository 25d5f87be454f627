//! Iterator types that work on any iterable: `enumerate`, `zip`, `map`, `filter`, `reversed`, `iter(callable, sentinel)`.

mod callable;
pub(crate) mod counted;
pub(crate) mod filter;
mod lockstep;
pub(crate) mod map;
pub(crate) mod reversed;
pub(crate) mod zip;

pub use callable::CallableIterator;
pub use reversed::reversed;

use molt_object::{Arguments, Borrowed, CoreType, Result, TypeKey, TypeObject, raise};

fn class_of(value: Borrowed<'_>) -> &TypeObject {
    match TypeObject::of(value) {
        Some(class) => class,
        None => unreachable!("`new` gets a type"),
    }
}

/// Refuses keyword arguments of a type itself; subclasses may have an `__init__` that takes some.
fn refuse_keywords(class: &TypeObject, key: TypeKey, arguments: &Arguments<'_>) -> Result<()> {
    if class.is_type(key) && arguments.has_keywords() {
        return Err(raise(CoreType::TypeError, format_args!("{}() takes no keyword arguments", key.name())));
    }
    Ok(())
}
