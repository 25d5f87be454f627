//! `str`: sequences of code points.

mod adjust;
mod case;
mod construct;
mod iterator;
mod search;
pub mod sequence;
mod split;
mod translate;

use molt_object::function::{Arity, Definition};
use molt_object::integer::from_usize;
use molt_object::{CoreType, Slots, Tuple};
use molt_protocol::native_type::{self, TypeDefinition};
use molt_support::receivers::own_str;
use molt_support::rows::{concatenate, count};

use crate::codecs;

pub use case::{is_identifier, lower};
pub use split::join;

const OWN_METHODS: &[Definition] = &[
    Definition {
        name: "encode",
        documentation: "Encode the string using the codec registered for encoding.",
        arity: Arity::Any,
        function: codecs::encode_method,
    },
    Definition {
        name: "format",
        documentation: "Return a formatted version of the string, using substitutions from args and kwargs.\n\n\
            The substitutions are identified by braces ('{' and '}').",
        arity: Arity::Any,
        function: crate::templates::fields::format_method,
    },
    Definition {
        name: "format_map",
        documentation: "Return a formatted version of the string, using substitutions from mapping.\n\n\
            The substitutions are identified by braces ('{' and '}').",
        arity: Arity::One,
        function: crate::templates::fields::format_map_method,
    },
    Definition {
        name: "__format__",
        documentation: "Return a formatted version of the string as described by format_spec.",
        arity: Arity::One,
        function: crate::formatting::format_method,
    },
    Definition {
        name: "__getnewargs__",
        documentation: "",
        arity: Arity::None,
        function: |receiver, _| Ok(Tuple::from_vec(vec![sequence::to_exact(receiver)?])),
    },
    Definition {
        name: "__sizeof__",
        documentation: "Return the size of the string in memory, in bytes.",
        arity: Arity::None,
        function: |receiver, _| {
            let text = own_str(receiver);
            let head = if text.is_ascii() { 40 } else { 56 };
            Ok(from_usize(head + text.byte_len() + text.kind() as usize))
        },
    },
];

const GROUPS: &[&[Definition]] =
    &[OWN_METHODS, adjust::METHODS, case::METHODS, search::METHODS, split::METHODS, translate::METHODS];

static METHODS: [Definition; count(GROUPS)] = concatenate(GROUPS);

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
    methods: &METHODS,
    static_methods: translate::STATIC_METHODS,
    base: true,
    ..TypeDefinition::new(CoreType::Str)
};

/// Sets the types up.
pub fn initialise() {
    native_type::define(&DEFINITION);
}
