//! `container[key]` and `in`.

use molt_object::{Borrowed, CoreType, Result, TypeObject, name, raise, type_of};

use crate::{attribute, compare, iterate};

/// `container[key]`.
pub fn get(container: Borrowed<'_>, key: Borrowed<'_>) -> Result {
    let class = type_of(container);
    if let Some(get) = class.slots().item_get() {
        return get(container, key);
    }
    if let Some(own) = TypeObject::of(container) {
        if own.is_core(CoreType::Type) {
            return Ok(crate::generic_alias::new(container, key));
        }
        if let Some(method) = attribute::find(container, name!(ClassGetItem).str())? {
            return crate::call::call(method.borrow(), &[key]);
        }
        let name = own.name();
        return Err(raise(CoreType::TypeError, format_args!("type '{name}' is not subscriptable")));
    }
    Err(raise(CoreType::TypeError, format_args!("'{}' object is not subscriptable", class.name())))
}

/// `container[key] = value`.
pub fn set(container: Borrowed<'_>, key: Borrowed<'_>, value: Borrowed<'_>) -> Result<()> {
    let class = type_of(container);
    match class.slots().item_set() {
        Some(set) => set(container, key, Some(value)),
        None => {
            Err(raise(CoreType::TypeError, format_args!("'{}' object does not support item assignment", class.name())))
        }
    }
}

/// `del container[key]`.
pub fn delete(container: Borrowed<'_>, key: Borrowed<'_>) -> Result<()> {
    let class = type_of(container);
    match class.slots().item_set() {
        Some(set) => set(container, key, None),
        None => {
            Err(raise(CoreType::TypeError, format_args!("'{}' object doesn't support item deletion", class.name())))
        }
    }
}

/// `item in container`.
pub fn contains(container: Borrowed<'_>, item: Borrowed<'_>) -> Result<bool> {
    let class = type_of(container);
    if let Some(contains) = class.slots().contains() {
        return contains(container, item);
    }
    let iterator = match attribute::none_for(CoreType::TypeError, iterate::iterate(container))? {
        Some(iterator) => iterator,
        None => {
            let found = class.name();
            return Err(raise(
                CoreType::TypeError,
                format_args!("argument of type '{found}' is not a container or iterable"),
            ));
        }
    };
    while let Some(candidate) = iterate::next(iterator.borrow())? {
        if compare::equal(candidate.borrow(), item)? {
            return Ok(true);
        }
    }
    Ok(false)
}
