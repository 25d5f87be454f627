//! Floats: how instances hold them, and how other numbers become one.

use molt_object::integer::{as_integer, from_i64};
use molt_object::{
    Borrowed, CoreType, Downcast, Owned, Payload, Result, Str, TypeKey, TypeObject, Visitor, new_native_of, raise,
    raised, type_of,
};
use molt_protocol::convert;
use molt_protocol::native_function::{Receiver, refuse};

use crate::integers::number_to_f64;

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

/// The number of the receiver of a method of `float`.
#[derive(Clone, Copy)]
pub struct OwnFloat(pub f64);

impl Receiver<'_> for OwnFloat {
    #[inline]
    fn from_value(value: Borrowed<'_>, name: &str) -> Result<Self> {
        as_float(value).map(OwnFloat).ok_or_else(|| refuse(name, TypeKey::Core(CoreType::Float), value))
    }
}

/// A float of a subclass of `float`, or of `float` itself.
pub fn of_class(class: &TypeObject, number: f64) -> Owned {
    if class.is_core(CoreType::Float) { Owned::float(number) } else { new_native_of(class, FloatObject(number)) }
}

/// The float of a number: `__float__`, then `__index__`; None for other objects.
pub fn from_number(value: Borrowed<'_>) -> Result<Option<f64>> {
    if let Some(number) = value.value().as_f64() {
        return Ok(Some(number));
    }
    let class = type_of(value);
    let slots = class.slots();
    if let Some(float) = slots.float() {
        let result = float(value)?;
        return match as_float(result.borrow()) {
            Some(number) => Ok(Some(number)),
            None => {
                let (class, found) = (class.name(), type_of(result.borrow()).name());
                Err(raise(CoreType::TypeError, format_args!("{class}.__float__ returned non-float (type {found})")))
            }
        };
    }
    if slots.index().is_some() {
        let index = convert::index(value)?;
        let number = as_integer(index.borrow()).expect("index gives an int");
        return number_to_f64(&number).map(Some);
    }
    Ok(None)
}

/// `base ** exponent` of floats.
pub fn power_of(base: f64, exponent: f64) -> Result {
    if base == 0.0 && exponent < 0.0 {
        return Err(raise(CoreType::ZeroDivisionError, "zero to a negative power"));
    }
    if base < 0.0 && base.is_finite() && exponent.is_finite() && exponent.floor() != exponent {
        return Err(raise(CoreType::NotImplementedError, "complex numbers are not supported by Molt"));
    }
    let result = base.powf(exponent);
    if result.is_infinite() && base.is_finite() && exponent.is_finite() {
        let message = Str::from_rust("Numerical result out of range");
        let number = from_i64(34);
        return Err(raised::raise_with(CoreType::OverflowError, &[number.borrow(), message.borrow()]));
    }
    Ok(Owned::float(result))
}
