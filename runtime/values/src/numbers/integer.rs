//! `int`: whole numbers of any size.

pub mod arithmetic;
pub mod construct;
mod methods;

use molt_numerals::digits;
use molt_object::integer::Integer;
use molt_object::{Borrowed, CoreType, Result, Slots, Str, type_of};
use molt_protocol::native_type::{self, TypeDefinition};

/// Whether the value's type is `int` itself.
pub(crate) fn is_exact(value: Borrowed<'_>) -> bool {
    type_of(value).is_core(CoreType::Int)
}

/// `repr(operand)`: decimal digits.
pub fn repr(operand: Borrowed<'_>) -> Result {
    let number = arithmetic::number(operand);
    if let Integer::Small(number) = number {
        return Str::from_latin1(digits::SmallDecimal::new(number).as_bytes());
    }
    let text = digits::to_decimal(&number)?;
    Str::from_latin1(text.as_bytes())
}

pub(crate) static DEFINITION: TypeDefinition = TypeDefinition {
    documentation: "int([x]) -> integer\nint(x, base=10) -> integer\n\n\
        Convert a number or string to an integer, or return 0 if no arguments\n\
        are given.  If x is a number, return x.__int__().  For floating-point\n\
        numbers, this truncates towards zero.\n\n\
        If x is not a number or if base is given, then x must be a string,\n\
        bytes, or bytearray instance representing an integer literal in the\n\
        given base.  The literal can be preceded by '+' or '-' and be surrounded\n\
        by whitespace.  The base defaults to 10.  Valid bases are 0 and 2-36.\n\
        Base 0 means to interpret the base from the string as an integer literal.\n\
        >>> int('0b100', base=0)\n4",
    slots: molt_object::slot_table!(Slots {
        repr: Some(repr),
        hash: Some(arithmetic::hash),
        compare: Some(arithmetic::compare),
        new: Some(construct::new),
        truth: Some(arithmetic::truth),
        int: Some(arithmetic::to_exact),
        float: Some(arithmetic::to_float),
        index: Some(arithmetic::to_exact),
        negative: Some(arithmetic::negative),
        positive: Some(arithmetic::to_exact),
        absolute: Some(arithmetic::absolute),
        invert: Some(arithmetic::invert),
        add: Some(arithmetic::add),
        subtract: Some(arithmetic::subtract),
        multiply: Some(arithmetic::multiply),
        true_divide: Some(arithmetic::true_divide),
        floor_divide: Some(arithmetic::floor_divide),
        modulo: Some(arithmetic::modulo),
        divmod: Some(arithmetic::divmod),
        power: Some(arithmetic::power),
        bit_and: Some(arithmetic::bit_and),
        bit_or: Some(arithmetic::bit_or),
        bit_xor: Some(arithmetic::bit_xor),
        shift_left: Some(arithmetic::shift_left),
        shift_right: Some(arithmetic::shift_right),
        ..Slots::EMPTY
    }),
    methods: methods::METHODS,
    class_methods: methods::CLASS_METHODS,
    getters: methods::GETTERS,
    base: true,
    ..TypeDefinition::new(CoreType::Int)
};

/// Sets the type up.
pub fn initialise() {
    native_type::define(&DEFINITION);
}
