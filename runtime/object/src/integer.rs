//! Ints of any size: inline when they fit, otherwise a [`BigInt`] object. An int that fits inline is never a big one.

use dashu_int::IBig;
use molt_heap::Visitor;

use crate::native::{Downcast, Payload, new_native, new_native_of};
use crate::native_type::TypeKey;
use crate::{Borrowed, CoreType, Owned, TypeObject, core_type};

/// The number in an int object: one out of inline range, or any in an instance of a subclass of `int`.
pub struct BigInt(pub IBig);

impl Payload for BigInt {
    const TYPE: TypeKey = TypeKey::Core(CoreType::Int);
    const TRACKED: bool = false;
    fn traverse(&self, _visitor: &mut Visitor<'_>) {}
}

/// A number taken out of an int value.
#[derive(Clone, Debug)]
pub enum Integer<'a> {
    /// Fits inline (or is a bool).
    Small(i64),
    /// Does not, or belongs to an instance of a subclass.
    Big(&'a IBig),
}

impl Integer<'_> {
    /// The number as a big one.
    pub fn to_big(&self) -> IBig {
        match self {
            Integer::Small(number) => IBig::from(*number),
            Integer::Big(number) => (*number).clone(),
        }
    }
    /// The number, if it fits.
    pub fn to_i64(&self) -> Option<i64> {
        match self {
            Integer::Small(number) => Some(*number),
            Integer::Big(number) => i64::try_from(*number).ok(),
        }
    }
    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        match self {
            Integer::Small(number) => *number < 0,
            Integer::Big(number) => **number < IBig::ZERO,
        }
    }
}

/// The number of an int, bool or instance of a subclass of int.
#[inline]
pub fn as_integer(value: Borrowed<'_>) -> Option<Integer<'_>> {
    let raw = value.value();
    if let Some(number) = raw.as_small_int() {
        return Some(Integer::Small(number));
    }
    if let Some(truth) = raw.as_bool() {
        return Some(Integer::Small(i64::from(truth)));
    }
    value.payload::<BigInt>().map(|number| Integer::Big(&number.0))
}

/// An int.
#[inline]
pub fn from_i64(number: i64) -> Owned {
    Owned::small_int(number).unwrap_or_else(|| new_native(BigInt(IBig::from(number))))
}

/// An int.
pub fn from_u64(number: u64) -> Owned {
    match i64::try_from(number) {
        Ok(number) => from_i64(number),
        Err(_) => new_native(BigInt(IBig::from(number))),
    }
}

/// An int.
pub fn from_usize(number: usize) -> Owned {
    from_u64(number as u64)
}

/// An int.
pub fn from_big(number: IBig) -> Owned {
    match i64::try_from(&number).ok().and_then(Owned::small_int) {
        Some(small) => small,
        None => new_native(BigInt(number)),
    }
}

/// An int of a subclass of `int`.
pub fn of_class(class: &TypeObject, number: IBig) -> Owned {
    if core::ptr::eq(class, core_type(CoreType::Int)) { from_big(number) } else { new_native_of(class, BigInt(number)) }
}
