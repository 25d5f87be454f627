//! `float`: IEEE doubles. Instances of `float` are held in the value itself, those of subclasses in objects.

pub mod arithmetic;
pub mod construct;
mod methods;

use molt_numerals::floats::{FloatObject, as_float};
use molt_object::{Borrowed, CoreType, Result, Slots, Str, native};
use molt_protocol::native_type::{self, TypeDefinition};

/// `repr(operand)`
pub fn repr(operand: Borrowed<'_>) -> Result {
    let number = as_float(operand).expect("the operation of a type is only called for its instances");
    Str::from_latin1(molt_numerals::double::repr_double(number).as_bytes())
}

pub(crate) static DEFINITION: TypeDefinition = TypeDefinition {
    documentation: "Convert a string or number to a floating-point number, if possible.",
    slots: molt_object::slot_table!(Slots {
        repr: Some(repr),
        hash: Some(arithmetic::hash),
        compare: Some(arithmetic::compare),
        new: Some(construct::new),
        truth: Some(arithmetic::truth),
        int: Some(arithmetic::to_int),
        float: Some(arithmetic::to_exact),
        negative: Some(arithmetic::negative),
        positive: Some(arithmetic::to_exact),
        absolute: Some(arithmetic::absolute),
        add: Some(arithmetic::add),
        subtract: Some(arithmetic::subtract),
        multiply: Some(arithmetic::multiply),
        true_divide: Some(arithmetic::true_divide),
        floor_divide: Some(arithmetic::floor_divide),
        modulo: Some(arithmetic::modulo),
        divmod: Some(arithmetic::divmod),
        power: Some(arithmetic::power),
        ..Slots::EMPTY
    }),
    methods: methods::METHODS,
    class_methods: methods::CLASS_METHODS,
    getters: methods::GETTERS,
    base: true,
    ..TypeDefinition::new(CoreType::Float)
};

/// Sets the type up.
pub fn initialise() {
    native::register_native::<FloatObject>();
    native_type::define(&DEFINITION);
}
