//! What methods and slots of a type may take for granted of their receiver.

use molt_object::{Borrowed, Downcast, Str, TypeObject};

/// The class a method of a class or `__new__` received.
pub fn receiver_class(class: Borrowed<'_>) -> &TypeObject {
    TypeObject::of(class).expect("class methods and __new__ receive a class")
}

/// The receiver of a method of `str`.
pub fn own_str(value: Borrowed<'_>) -> &Str {
    value.downcast::<Str>().expect("the operation of a type is only called for its instances")
}
