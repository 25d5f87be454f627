//! What Python's operations mean, for every type alike: attribute access, calls, comparison, arithmetic dispatch,
//! iteration, and the making of classes.
//!
//! Terms:
//! - *slot*: a type's native implementation of an operation (`molt_object::Slots`).
//! - *special method*: the Python name of an operation (`__add__`).
//! - *dispatcher*: the slot of a class written in Python; it looks the special method up and calls it.
//! - *wrapper*: the special method of a native type; it calls the slot.
#![forbid(unsafe_code)]

pub mod attribute;
pub mod builtins_module;
pub mod call;
pub mod class;
pub mod compare;
pub mod convert;
pub mod descriptors;
pub mod dispatch;
pub mod exceptions;
pub mod generic_alias;
pub mod item;
pub mod iterate;
pub mod mapping;
pub mod native_function;
pub mod native_type;
pub mod number;
pub mod operations;
pub mod parameters;
pub mod receiver;
pub mod recursion;

/// Sets up the types this crate defines the memory of. To be called once, after `molt_object::initialise`.
pub fn initialise() {
    molt_object::initialise();
}
