//! `bytes` and what `bytes` and `bytearray` share.

mod adjust;
pub(crate) mod array;
mod array_methods;
pub mod construct;
mod iterator;
mod methods;
mod repr;
mod search;
mod sequence;

use molt_object::{CoreType, Slots};
use molt_protocol::native_type::{self, TypeDefinition};

pub(crate) static DEFINITION: TypeDefinition = TypeDefinition {
    documentation: "bytes(iterable_of_ints) -> bytes\n\
        bytes(string, encoding[, errors]) -> bytes\n\
        bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\n\
        bytes(int) -> bytes object of size given by the parameter initialized with null bytes\n\
        bytes() -> empty bytes object\n\n\
        Construct an immutable array of bytes from:\n  \
        - an iterable yielding integers in range(256)\n  \
        - a text string encoded using the specified encoding\n  \
        - any object implementing the buffer API.\n  \
        - an integer",
    slots: molt_object::slot_table!(Slots {
        repr: Some(repr::repr),
        hash: Some(sequence::hash),
        compare: Some(sequence::compare),
        iterate: Some(iterator::iterate),
        new: Some(construct::new),
        length: Some(sequence::length),
        item_get: Some(sequence::item_get),
        contains: Some(sequence::contains),
        concatenate: Some(sequence::concatenate),
        repeat: Some(sequence::repeat),
        modulo: Some(sequence::modulo),
        ..Slots::EMPTY
    }),
    methods: &methods::METHODS,
    class_methods: methods::CLASS_METHODS,
    static_methods: methods::STATIC_METHODS,
    base: true,
    ..TypeDefinition::new(CoreType::Bytes)
};

/// Sets the types up.
pub fn initialise() {
    native_type::define(&DEFINITION);
    array::initialise();
}
