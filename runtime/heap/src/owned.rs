//! Values with and without ownership.

use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::num::NonZeroU64;

use molt_abi::{Header, Value};

use crate::{Token, collector};

/// A value and one counted reference to it. Never ERROR.
///
/// `Option<Owned>` and `Result<Owned, ZeroSized>` are one word, with ERROR for the other case. Values stay in the thread that
/// holds the token.
#[repr(transparent)]
pub struct Owned(NonZeroU64, NotSend);

type NotSend = PhantomData<*mut ()>;

/// A value kept alive by an owner that outlives `'a`. Never ERROR; may be UNBOUND where documented.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct Borrowed<'a>(NonZeroU64, PhantomData<&'a Owned>);

/// Counts a reference.
///
/// # Safety
/// `value` is not ERROR and, if it is a pointer, its object is alive.
#[inline(always)]
pub unsafe fn retain(value: Value) {
    if let Some(pointer) = value.as_pointer() {
        // SAFETY: the object is alive (caller).
        unsafe { retain_object(pointer) }
    }
}

/// Counts a reference to an object.
///
/// # Safety
/// The object is alive.
#[inline(always)]
pub unsafe fn retain_object(object: *mut Header) {
    // SAFETY: the object is alive (caller).
    let count = unsafe { &(*object).reference_count };
    count.set(count.get().wrapping_add(1));
}

/// Gives up a reference; frees the object when it was the last.
///
/// # Safety
/// `value` is not ERROR and the caller owns one reference to it.
#[inline(always)]
pub unsafe fn release(value: Value) {
    if let Some(pointer) = value.as_pointer() {
        // SAFETY: the caller's promise.
        unsafe { release_object(pointer) }
    }
}

/// Gives up a reference to an object; frees it when it was the last.
///
/// # Safety
/// The caller owns one reference to the object.
#[inline(always)]
pub unsafe fn release_object(object: *mut Header) {
    // SAFETY: the object is alive because the caller owns a reference.
    let cell = unsafe { &(*object).reference_count };
    let count = cell.get().wrapping_sub(1);
    cell.set(count);
    if count == 0 {
        // SAFETY: the last reference is gone.
        unsafe { collector::deallocate(object) }
    }
}

impl Owned {
    /// Takes over one reference.
    ///
    /// # Safety
    /// `value` is not ERROR, and the caller gives up a reference it owns (singletons, ints and floats have none to give).
    #[inline(always)]
    pub unsafe fn from_value(value: Value) -> Owned {
        debug_assert!(!value.is_error());
        // SAFETY: not ERROR, so not zero.
        Owned(unsafe { NonZeroU64::new_unchecked(value.bits()) }, PhantomData)
    }
    /// A value that is not a pointer; a pointer or ERROR gives None.
    #[inline(always)]
    pub fn immediate(value: Value) -> Option<Owned> {
        if value.is_pointer() {
            return None;
        }
        NonZeroU64::new(value.bits()).map(|bits| Owned(bits, PhantomData))
    }
    const fn singleton(value: Value) -> Owned {
        match NonZeroU64::new(value.bits()) {
            Some(bits) => Owned(bits, PhantomData),
            None => unreachable!(),
        }
    }
    /// `None`.
    pub const fn none() -> Owned {
        Self::singleton(Value::NONE)
    }
    /// UNBOUND, the marker for "nothing".
    pub const fn unbound() -> Owned {
        Self::singleton(Value::UNBOUND)
    }
    /// `NotImplemented`.
    pub const fn not_implemented() -> Owned {
        Self::singleton(Value::NOT_IMPLEMENTED)
    }
    /// `Ellipsis`.
    pub const fn ellipsis() -> Owned {
        Self::singleton(Value::ELLIPSIS)
    }
    /// `True` or `False`.
    pub const fn bool(value: bool) -> Owned {
        Self::singleton(Value::from_bool(value))
    }
    /// A float.
    pub fn float(value: f64) -> Owned {
        match Self::immediate(Value::from_f64(value)) {
            Some(value) => value,
            None => unreachable!("a float is not a pointer"),
        }
    }
    /// An inline int, when `value` is in range.
    #[inline]
    pub fn small_int(value: i64) -> Option<Owned> {
        Value::from_small_int(value).and_then(Self::immediate)
    }
    /// The token: values are in the hands of the thread that holds it.
    #[inline(always)]
    pub fn token(&self) -> Token<'_> {
        self.borrow().token()
    }
    /// The value, still owned by `self`.
    #[inline(always)]
    pub const fn value(&self) -> Value {
        Value::from_bits(self.0.get())
    }
    /// The value; the caller now owns the reference.
    #[inline(always)]
    pub fn into_value(self) -> Value {
        ManuallyDrop::new(self).value()
    }
    /// A borrow that lasts as long as `self` is borrowed.
    #[inline(always)]
    pub const fn borrow(&self) -> Borrowed<'_> {
        Borrowed(self.0, PhantomData)
    }
    /// Borrows of many values.
    #[inline(always)]
    pub const fn borrow_all(values: &[Owned]) -> &[Borrowed<'_>] {
        // SAFETY: both are the same word, and the owners stay as long as the result.
        unsafe { core::slice::from_raw_parts(values.as_ptr().cast(), values.len()) }
    }
    /// Whether both are the same object (`is`).
    #[inline(always)]
    pub fn is(&self, other: Borrowed<'_>) -> bool {
        self.0 == other.0
    }
}

impl Clone for Owned {
    #[inline(always)]
    fn clone(&self) -> Owned {
        // SAFETY: `self` keeps the object alive.
        unsafe { retain(self.value()) };
        Owned(self.0, PhantomData)
    }
}

impl Drop for Owned {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: `self` owns one reference.
        unsafe { release(self.value()) }
    }
}

impl<'a> Borrowed<'a> {
    /// Borrows a value.
    ///
    /// # Safety
    /// `value` is not ERROR and stays alive for `'a`.
    #[inline(always)]
    pub const unsafe fn from_value(value: Value) -> Borrowed<'a> {
        // SAFETY: not ERROR, so not zero.
        Borrowed(unsafe { NonZeroU64::new_unchecked(value.bits()) }, PhantomData)
    }
    /// The token: values are in the hands of the thread that holds it.
    #[inline(always)]
    pub fn token(self) -> Token<'a> {
        // SAFETY: values are not `Send`, and no thread makes or gets them without the token.
        unsafe { Token::assume() }
    }
    /// The value, without lifetime.
    #[inline(always)]
    pub const fn value(self) -> Value {
        Value::from_bits(self.0.get())
    }
    /// A counted reference of its own.
    #[inline(always)]
    pub fn own(self) -> Owned {
        // SAFETY: the owner keeps the object alive.
        unsafe { retain(self.value()) };
        Owned(self.0, PhantomData)
    }
    /// Whether both are the same object (`is`).
    #[inline(always)]
    pub fn is(self, other: Borrowed<'_>) -> bool {
        self.0 == other.0
    }
    /// True for UNBOUND.
    #[inline(always)]
    pub const fn is_unbound(self) -> bool {
        self.value().is_unbound()
    }
    /// True for `None`.
    #[inline(always)]
    pub const fn is_none(self) -> bool {
        self.value().is_none()
    }
    /// The object's header, if this is a pointer.
    #[inline(always)]
    pub fn header(self) -> Option<&'a Header> {
        // SAFETY: a pointer is to an object that is alive for `'a`.
        self.value().as_pointer().map(|pointer| unsafe { &*pointer })
    }
    /// None for UNBOUND.
    #[inline(always)]
    pub fn bound(self) -> Option<Borrowed<'a>> {
        if self.is_unbound() { None } else { Some(self) }
    }
}

impl core::fmt::Debug for Owned {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.value().fmt(formatter)
    }
}

impl core::fmt::Debug for Borrowed<'_> {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.value().fmt(formatter)
    }
}
