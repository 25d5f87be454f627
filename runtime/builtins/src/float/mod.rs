//! `float`: IEEE doubles. Instances of `float` are held in the value itself, those of subclasses in objects.

pub mod arithmetic;
pub mod construct;
pub mod hexadecimal;
mod methods;
pub mod parse;

use molt_object::TypeKey;
use molt_object::{Borrowed, CoreType, Downcast, Owned, Payload, Result, Slots, Str, TypeObject, Visitor, core_type};
use molt_object::{native, new_native_of};
use molt_protocol::builtins_module;
use molt_protocol::native_type::{self, TypeDefinition};

/// The number in an instance of a subclass of `float`.
pub struct FloatObject(pub f64);

impl Payload for FloatObject {
    const TYPE: TypeKey = TypeKey::Core(CoreType::Float);
    const TRACKED: bool = false;
    fn traverse(&self, _visitor: &mut Visitor<'_>) {}
}

/// The number of a float or instance of a subclass.
#[inline]
pub fn as_float(value: Borrowed<'_>) -> Option<f64> {
    match value.value().as_f64() {
        Some(number) => Some(number),
        None => value.payload::<FloatObject>().map(|number| number.0),
    }
}

/// A float of a subclass of `float`, or of `float` itself.
pub fn of_class(class: &TypeObject, number: f64) -> Owned {
    if class.is_core(CoreType::Float) { Owned::float(number) } else { new_native_of(class, FloatObject(number)) }
}

/// `repr(operand)`
pub fn repr(operand: Borrowed<'_>) -> Result {
    let number = as_float(operand).expect("the operation of a type is only called for its instances");
    Str::from_latin1(crate::formatting::double::repr_double(number).as_bytes())
}

static DEFINITION: TypeDefinition = TypeDefinition {
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
    builtins_module::define("float", core_type(CoreType::Float).own());
}
