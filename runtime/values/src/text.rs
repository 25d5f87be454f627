//! `str`: sequences of code points.

mod adjust;
mod case;
mod construct;
mod iterator;
mod methods;
mod search;
pub mod sequence;
mod split;
mod translate;

use molt_object::{CoreType, Slots};
use molt_protocol::native_type::{self, TypeDefinition};

pub use case::{is_identifier, lower};
pub use split::join;

pub(crate) static DEFINITION: TypeDefinition = TypeDefinition {
    documentation: "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n\
        Create a new string object from the given object. If encoding or\n\
        errors is specified, then the object must expose a data buffer\n\
        that will be decoded using the given encoding and error handler.\n\
        Otherwise, returns the result of object.__str__() (if defined)\n\
        or repr(object).\n\
        encoding defaults to 'utf-8'.\n\
        errors defaults to 'strict'.",
    slots: molt_object::slot_table!(Slots {
        repr: Some(sequence::repr),
        str: Some(sequence::to_exact),
        hash: Some(sequence::hash),
        compare: Some(sequence::compare),
        iterate: Some(iterator::iterate),
        new: Some(construct::new),
        length: Some(sequence::length),
        item_get: Some(sequence::item_get),
        contains: Some(sequence::contains),
        concatenate: Some(sequence::concatenate),
        repeat: Some(sequence::repeat),
        modulo: Some(crate::templates::percent::modulo),
        ..Slots::EMPTY
    }),
    methods: methods::METHODS,
    static_methods: methods::STATIC_METHODS,
    base: true,
    ..TypeDefinition::new(CoreType::Str)
};

/// Sets the types up.
pub fn initialise() {
    native_type::define(&DEFINITION);
}
