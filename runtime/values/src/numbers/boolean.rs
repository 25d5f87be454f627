//! `bool`: the ints `True` and `False`.

use molt_object::{Arguments, Borrowed, CoreType, Owned, Result, Slots, Str};
use molt_protocol::native_type::{self, TypeDefinition};
use molt_protocol::{convert, parameters};

use super::integer::arithmetic;

fn repr(value: Borrowed<'_>) -> Result {
    Ok(Str::from_rust(if value.value().as_bool() == Some(true) { "True" } else { "False" }))
}

fn new(_class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    parameters::positional("bool", &arguments, 0, 1)?;
    Ok(Owned::bool(match arguments.positional() {
        [value, ..] => convert::truth(*value)?,
        [] => false,
    }))
}

macro_rules! logical {
    ($name:ident, $operator:tt) => {
        /// Of two bools a bool, else as for ints.
        fn $name(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
            match (left.value().as_bool(), right.value().as_bool()) {
                (Some(left), Some(right)) => Ok(Owned::bool(left $operator right)),
                _ => arithmetic::$name(left, right),
            }
        }
    };
}

logical!(bit_and, &);
logical!(bit_or, |);
logical!(bit_xor, ^);

pub(crate) static DEFINITION: TypeDefinition = TypeDefinition {
    documentation: "Returns True when the argument is true, False otherwise.\n\
        The builtins True and False are the only two instances of the class bool.\n\
        The class bool is a subclass of the class int, and cannot be subclassed.",
    slots: molt_object::slot_table!(Slots {
        repr: Some(repr),
        new: Some(new),
        bit_and: Some(bit_and),
        bit_or: Some(bit_or),
        bit_xor: Some(bit_xor),
        ..Slots::EMPTY
    }),
    ..TypeDefinition::new(CoreType::Bool)
};

/// Sets the type up; after `int`.
pub fn initialise() {
    native_type::define(&DEFINITION);
}
