//! `__annotations__` and `__annotate__` of functions and classes.

use molt_abi::layout::type_flags;
use molt_object::{Borrowed, CoreType, Dict, Downcast, Function, Name, Owned, Result, Str, TypeObject, raise, type_of};
use molt_protocol::call;
use molt_protocol::native_type::GetSet;

/// The format in which annotations are their values.
const VALUES: i64 = 1;
/// Where a class keeps its function.
const FUNCTION: &str = "__annotate_func__";
/// Where a class keeps the dict.
const CACHE: &str = "__annotations_cache__";

/// What an `__annotate__` function gives: a dict.
pub(crate) fn evaluate(annotate: Borrowed<'_>) -> Result {
    let annotations = call::call(annotate, &[molt_object::integer::from_i64(VALUES).borrow()])?;
    if Dict::of(annotations.borrow()).is_none() {
        let found = type_of(annotations.borrow()).name();
        return Err(raise(CoreType::TypeError, format_args!("__annotate__ returned non-dict of type '{found}'")));
    }
    Ok(annotations)
}

fn function(value: Borrowed<'_>) -> &Function {
    match value.downcast::<Function>() {
        Some(function) => function,
        None => unreachable!("the receiver is a function"),
    }
}

fn check_annotate(value: Borrowed<'_>) -> Result<()> {
    if value.is_none() || type_of(value).slots().call().is_some() {
        return Ok(());
    }
    Err(raise(CoreType::TypeError, "__annotate__ must be callable or None"))
}

/// `__annotations__` of functions.
pub(super) const OF_FUNCTIONS: GetSet = GetSet {
    name: "__annotations__",
    documentation: "Dict of annotations in a function object.",
    get: |receiver| {
        let own = function(receiver);
        let known = own.annotations();
        if known.borrow().bound().is_some() {
            return Ok(known);
        }
        let annotate = own.annotate();
        let annotations = match annotate.borrow().bound().filter(|annotate| !annotate.is_none()) {
            Some(annotate) => evaluate(annotate)?,
            None => Dict::new(),
        };
        drop(own.set_annotations(annotations.clone()));
        Ok(annotations)
    },
    set: Some(|receiver, value| {
        let value = value.filter(|value| !value.is_none());
        if value.is_some_and(|value| Dict::of(value).is_none()) {
            return Err(raise(CoreType::TypeError, "__annotations__ must be set to a dict object"));
        }
        let own = function(receiver);
        let old = own.set_annotations(value.map_or_else(Owned::unbound, Borrowed::own));
        drop((old, own.set_annotate(Owned::unbound())));
        Ok(())
    }),
};

/// `__annotate__` of functions.
pub(super) const ANNOTATE_OF_FUNCTIONS: GetSet = GetSet {
    name: "__annotate__",
    documentation: "Get the code object for a function.",
    get: |receiver| {
        let annotate = function(receiver).annotate();
        Ok(if annotate.value().is_unbound() { Owned::none() } else { annotate })
    },
    set: Some(|receiver, value| {
        let Some(value) = value else { return Err(raise(CoreType::TypeError, "__annotate__ cannot be deleted")) };
        check_annotate(value)?;
        let own = function(receiver);
        let old = own.set_annotate(value.own());
        if !value.is_none() {
            drop(own.set_annotations(Owned::unbound()));
        }
        drop(old);
        Ok(())
    }),
};

fn class(value: Borrowed<'_>) -> &TypeObject {
    match TypeObject::of(value) {
        Some(class) => class,
        None => unreachable!("the receiver is a type"),
    }
}

fn store(class: &TypeObject, name: &str, value: Owned) {
    let old = class.namespace().insert_text(name, value);
    class.modified();
    drop(old);
}

fn remove(class: &TypeObject, name: &str) -> Option<Owned> {
    let name = Str::from_rust(name);
    let old = class.namespace().remove_str(name.borrow().downcast::<Str>()?);
    class.modified();
    old
}

fn immutable(class: &TypeObject, name: &str) -> molt_object::Raised {
    let class = class.name();
    raise(CoreType::TypeError, format_args!("cannot set '{name}' attribute of immutable type '{class}'"))
}

fn no_attribute(class: &TypeObject, name: &str) -> molt_object::Raised {
    let class = class.name();
    raise(CoreType::AttributeError, format_args!("type object '{class}' has no attribute '{name}'"))
}

/// `__annotations__` of classes.
pub(super) const OF_CLASSES: GetSet = GetSet {
    name: "__annotations__",
    documentation: "",
    get: |receiver| {
        let own = class(receiver);
        if !own.has_flags(type_flags::HEAP) {
            return Err(no_attribute(own, "__annotations__"));
        }
        let namespace = own.namespace();
        if let Some(known) = namespace.get_str(Name::Annotations.str()).or_else(|| namespace.get_text(CACHE)) {
            return Ok(known);
        }
        let annotations = match annotate_of(own) {
            Some(annotate) if !annotate.value().is_none() => evaluate(annotate.borrow())?,
            _ => Dict::new(),
        };
        store(own, CACHE, annotations.clone());
        Ok(annotations)
    },
    set: Some(|receiver, value| {
        let own = class(receiver);
        if !own.has_flags(type_flags::HEAP) {
            return Err(immutable(own, "__annotations__"));
        }
        let place = if own.namespace().get_str(Name::Annotations.str()).is_some() { "__annotations__" } else { CACHE };
        match value {
            Some(value) => {
                store(own, place, value.own());
                store(own, FUNCTION, Owned::none());
            }
            None => {
                if remove(own, place).is_none() {
                    return Err(raise(CoreType::AttributeError, "__annotations__"));
                }
                store(own, FUNCTION, Owned::none());
            }
        }
        Ok(())
    }),
};

fn annotate_of(class: &TypeObject) -> Option<Owned> {
    class.namespace().get_text("__annotate__").or_else(|| class.namespace().get_text(FUNCTION))
}

/// `__annotate__` of classes.
pub(super) const ANNOTATE_OF_CLASSES: GetSet = GetSet {
    name: "__annotate__",
    documentation: "",
    get: |receiver| {
        let own = class(receiver);
        if !own.has_flags(type_flags::HEAP) {
            return Err(no_attribute(own, "__annotate__"));
        }
        match annotate_of(own) {
            Some(annotate) => Ok(annotate),
            None => {
                store(own, FUNCTION, Owned::none());
                Ok(Owned::none())
            }
        }
    },
    set: Some(|receiver, value| {
        let own = class(receiver);
        let Some(value) = value else {
            return Err(raise(CoreType::TypeError, "cannot delete __annotate__ attribute"));
        };
        if !own.has_flags(type_flags::HEAP) {
            return Err(immutable(own, "__annotate__"));
        }
        check_annotate(value)?;
        store(own, FUNCTION, value.own());
        if !value.is_none() {
            drop(remove(own, CACHE));
        }
        Ok(())
    }),
};
