//! The NaN-boxed value.
//!
//! | bits                         | meaning                                             |
//! |------------------------------|-----------------------------------------------------|
//! | 0                            | [`Value::ERROR`]: an exception is pending           |
//! | 1 .. 2^48                    | pointer to an object                                |
//! | 2^49 .. 0xFFFB << 48         | float: its IEEE bits plus 2^49, NaNs made canonical |
//! | 0xFFFC << 48 plus 0..=5      | False, True, None, NotImplemented, Ellipsis, unbound|
//! | 0xFFFD << 48 plus a number   | in the dict of a module: the value is in that slot  |
//! | 0xFFFE << 48 and above       | int: low 49 bits, two's complement                  |

/// Added to the IEEE bits of a float.
pub const FLOAT_OFFSET: u64 = 1 << 49;
/// High bits of the singletons.
pub const SINGLETON_TAG: u64 = 0xFFFC << 48;
/// High bits of what stands for a global slot.
pub const GLOBAL_SLOT_TAG: u64 = 0xFFFD << 48;
/// High bits of inline ints; `(a & b) >= INT_TAG` exactly when both are inline ints.
pub const INT_TAG: u64 = 0xFFFE << 48;
/// Bits in the payload of an inline int.
pub const INT_BITS: u32 = 49;
/// `payload << INT_SHIFT` puts an inline int's sign bit in bit 63.
pub const INT_SHIFT: u32 = 64 - INT_BITS;
/// Smallest inline int.
pub const INT_MIN: i64 = -(1 << (INT_BITS - 1));
/// Largest inline int.
pub const INT_MAX: i64 = (1 << (INT_BITS - 1)) - 1;
/// `v >> POINTER_SHIFT == 0` exactly for pointers and ERROR.
pub const POINTER_SHIFT: u32 = 49;
/// The NaN every other NaN with a large payload becomes when it is boxed.
pub const CANONICAL_NEGATIVE_NAN: u64 = 0xFFF8 << 48;

/// A NaN-boxed Python value without ownership: copying it does not count a reference.
#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Value(u64);

impl Value {
    /// Not a value: the operation raised and the exception is pending in the runtime.
    pub const ERROR: Value = Value(0);
    /// `False`.
    pub const FALSE: Value = Value(SINGLETON_TAG);
    /// `True`.
    pub const TRUE: Value = Value(SINGLETON_TAG | 1);
    /// `None`.
    pub const NONE: Value = Value(SINGLETON_TAG | 2);
    /// `NotImplemented`.
    pub const NOT_IMPLEMENTED: Value = Value(SINGLETON_TAG | 3);
    /// `Ellipsis`.
    pub const ELLIPSIS: Value = Value(SINGLETON_TAG | 4);
    /// Not a value: an unbound variable, an absent optional argument, an exhausted iterator.
    pub const UNBOUND: Value = Value(SINGLETON_TAG | 5);

    /// The value with these bits.
    #[inline(always)]
    pub const fn from_bits(bits: u64) -> Value {
        Value(bits)
    }
    /// The bits of this value.
    #[inline(always)]
    pub const fn bits(self) -> u64 {
        self.0
    }
    /// `True` or `False`.
    #[inline(always)]
    pub const fn from_bool(value: bool) -> Value {
        Value(SINGLETON_TAG | value as u64)
    }
    /// An inline int, when `value` is in range.
    #[inline(always)]
    pub const fn from_small_int(value: i64) -> Option<Value> {
        if value >= INT_MIN && value <= INT_MAX { Some(Value(INT_TAG | value as u64)) } else { None }
    }
    /// An inline int from a value known to be in range (lengths, bytes, characters).
    #[inline(always)]
    pub const fn from_i32(value: i32) -> Value {
        Value(INT_TAG | value as i64 as u64)
    }
    /// A float.
    #[inline(always)]
    pub fn from_f64(value: f64) -> Value {
        let bits = value.to_bits();
        let bits = if bits > CANONICAL_NEGATIVE_NAN { CANONICAL_NEGATIVE_NAN } else { bits };
        Value(bits.wrapping_add(FLOAT_OFFSET))
    }
    /// A pointer to an object. The address must be below 2^48.
    #[inline(always)]
    pub fn from_pointer(pointer: *mut Header) -> Value {
        Value(pointer as usize as u64)
    }
    /// Not a value: the dict of a module finds the entry's value in this global slot.
    #[inline(always)]
    pub const fn global_slot(slot: u32) -> Value {
        Value(GLOBAL_SLOT_TAG | slot as u64)
    }
    /// The global slot this stands for, if it does.
    #[inline(always)]
    pub const fn as_global_slot(self) -> Option<u32> {
        if self.0 >> 48 == GLOBAL_SLOT_TAG >> 48 { Some(self.0 as u32) } else { None }
    }
    /// True for [`Value::ERROR`].
    #[inline(always)]
    pub const fn is_error(self) -> bool {
        self.0 == 0
    }
    /// True for [`Value::UNBOUND`].
    #[inline(always)]
    pub const fn is_unbound(self) -> bool {
        self.0 == Value::UNBOUND.0
    }
    /// True for `None`.
    #[inline(always)]
    pub const fn is_none(self) -> bool {
        self.0 == Value::NONE.0
    }
    /// True for a pointer to an object. [`Value::ERROR`] must have been excluded.
    #[inline(always)]
    pub const fn is_pointer(self) -> bool {
        self.0 >> POINTER_SHIFT == 0
    }
    /// True for an inline int.
    #[inline(always)]
    pub const fn is_small_int(self) -> bool {
        self.0 >= INT_TAG
    }
    /// True for a float held in the value itself.
    #[inline(always)]
    pub const fn is_float(self) -> bool {
        self.0 >= FLOAT_OFFSET && self.0 < SINGLETON_TAG
    }
    /// True for `True` and `False`.
    #[inline(always)]
    pub const fn is_bool(self) -> bool {
        self.0 & !1 == SINGLETON_TAG
    }
    /// The inline int's number, if this is one.
    #[inline(always)]
    pub const fn as_small_int(self) -> Option<i64> {
        if self.is_small_int() { Some(((self.0 << INT_SHIFT) as i64) >> INT_SHIFT) } else { None }
    }
    /// The float, if this is one.
    #[inline(always)]
    pub fn as_f64(self) -> Option<f64> {
        if self.is_float() { Some(f64::from_bits(self.0 - FLOAT_OFFSET)) } else { None }
    }
    /// The bool, if this is one.
    #[inline(always)]
    pub const fn as_bool(self) -> Option<bool> {
        if self.is_bool() { Some(self.0 & 1 == 1) } else { None }
    }
    /// The object behind the pointer, if this is one. [`Value::ERROR`] gives a null pointer.
    #[inline(always)]
    pub fn as_pointer(self) -> Option<*mut Header> {
        if self.is_pointer() { Some(self.0 as usize as *mut Header) } else { None }
    }
}

use crate::layout::Header;

impl core::fmt::Debug for Value {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        if let Some(number) = self.as_small_int() {
            write!(formatter, "int {number}")
        } else if let Some(number) = self.as_f64() {
            write!(formatter, "float {number}")
        } else {
            write!(formatter, "value {:#x}", self.0)
        }
    }
}
