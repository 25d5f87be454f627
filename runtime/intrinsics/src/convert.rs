//! Between what compiled code passes and what implementations take and give.

use molt_abi::{AttributeCache, GlobalCache, Value};
use molt_object::{Borrowed, CodeReference, ModuleReference, Owned, Raised, Result};

/// Types a borrowed argument may be taken as.
pub trait FromBorrowed {
    /// Converts.
    ///
    /// # Safety
    /// The value is alive during the call, and ERROR only for implementations that take a raw value.
    unsafe fn from_borrowed(value: Value) -> Self;
}

impl FromBorrowed for Borrowed<'_> {
    #[inline(always)]
    unsafe fn from_borrowed(value: Value) -> Self {
        // SAFETY: alive during the call and not ERROR (caller).
        unsafe { Borrowed::from_value(value) }
    }
}

impl FromBorrowed for Option<Borrowed<'_>> {
    /// None for ERROR and UNBOUND.
    #[inline(always)]
    unsafe fn from_borrowed(value: Value) -> Self {
        if value.is_error() || value.is_unbound() {
            return None;
        }
        // SAFETY: alive during the call (caller).
        Some(unsafe { Borrowed::from_value(value) })
    }
}

/// Types a consumed argument may be taken as.
pub trait FromConsumed {
    /// Converts.
    ///
    /// # Safety
    /// The caller gives up one reference to the value, which is not ERROR.
    unsafe fn from_consumed(value: Value) -> Self;
}

impl FromConsumed for Owned {
    #[inline(always)]
    unsafe fn from_consumed(value: Value) -> Self {
        // SAFETY: the reference is given up (caller).
        unsafe { Owned::from_value(value) }
    }
}

/// Types an address may be taken as.
pub trait FromPointer {
    /// Converts.
    ///
    /// # Safety
    /// The address is of what the intrinsic table says.
    unsafe fn from_pointer(pointer: *mut u8) -> Self;
}

/// An address whose meaning depends on other arguments.
#[derive(Clone, Copy)]
pub struct Address(*mut u8);

impl FromPointer for Address {
    #[inline(always)]
    unsafe fn from_pointer(pointer: *mut u8) -> Self {
        Address(pointer)
    }
}

impl Address {
    /// The borrowed values that stand there.
    ///
    /// # Safety
    /// `count` values that are not ERROR stand there and stay alive for `'a`.
    #[inline(always)]
    pub unsafe fn values<'a>(self, count: u32) -> &'a [Borrowed<'a>] {
        if count == 0 {
            return &[];
        }
        // SAFETY: so many stand there (caller).
        unsafe { core::slice::from_raw_parts(self.0.cast(), count as usize) }
    }
    /// Takes the values that stand there.
    ///
    /// # Safety
    /// `count` values that are not ERROR stand there, each with a reference that is given up.
    pub unsafe fn take_values(self, count: u32) -> impl ExactSizeIterator<Item = Owned> {
        let first = self.0.cast::<Value>();
        // SAFETY: so many stand there, given up (caller).
        (0..count as usize).map(move |index| unsafe { Owned::from_value(first.add(index).read()) })
    }
    /// The bytes that stand there.
    ///
    /// # Safety
    /// `length` bytes stand there and stay as they are for `'a`.
    pub unsafe fn bytes<'a>(self, length: u32) -> &'a [u8] {
        // SAFETY: so many stand there (caller).
        unsafe { core::slice::from_raw_parts(self.0, length as usize) }
    }
    /// The address.
    pub fn get<T>(self) -> *mut T {
        self.0.cast()
    }
}

/// What a local slot holds.
impl FromPointer for Value {
    #[inline(always)]
    unsafe fn from_pointer(pointer: *mut u8) -> Self {
        // SAFETY: a slot of a frame (caller).
        unsafe { *pointer.cast() }
    }
}

impl FromPointer for CodeReference {
    unsafe fn from_pointer(pointer: *mut u8) -> Self {
        // SAFETY: a code record (caller).
        unsafe { CodeReference::new(pointer.cast()) }
    }
}

impl FromPointer for ModuleReference {
    unsafe fn from_pointer(pointer: *mut u8) -> Self {
        // SAFETY: a module record (caller).
        unsafe { ModuleReference::new(pointer.cast()) }
    }
}

/// The inline cache of an attribute or method site. It is copied, never kept borrowed across a call that may run Python
/// code.
#[derive(Clone, Copy)]
pub struct AttributeSite(*mut AttributeCache);

impl FromPointer for AttributeSite {
    #[inline(always)]
    unsafe fn from_pointer(pointer: *mut u8) -> Self {
        AttributeSite(pointer.cast())
    }
}

impl AttributeSite {
    /// Its contents.
    #[inline(always)]
    pub fn read(self) -> AttributeCache {
        // SAFETY: made from the address of a site's cache only.
        unsafe { self.0.read() }
    }
    /// Sets its contents.
    pub fn write(self, contents: AttributeCache) {
        // SAFETY: as above.
        unsafe { self.0.write(contents) }
    }
}

/// The inline cache of a global name that may be a builtin.
#[derive(Clone, Copy)]
pub struct GlobalSite(*mut GlobalCache);

impl FromPointer for GlobalSite {
    unsafe fn from_pointer(pointer: *mut u8) -> Self {
        GlobalSite(pointer.cast())
    }
}

impl GlobalSite {
    /// Sets its contents.
    pub fn write(self, contents: GlobalCache) {
        // SAFETY: made from the address of a site's cache only.
        unsafe { self.0.write(contents) }
    }
}

macro_rules! result_trait {
    ($(#[doc = $doc:literal] $name:ident -> $raw:ty;)*) => {
        $(
            #[doc = $doc]
            pub trait $name {
                /// Converts.
                fn into_raw(self) -> $raw;
            }
        )*
    };
}

result_trait! {
    /// Results of rows that give an owned value.
    IntoOwned -> Value;
    /// Results of rows that may give nothing.
    IntoMaybe -> Value;
    /// Results of rows that give a value that is never freed.
    IntoImmortal -> Value;
    /// Results of rows that only succeed or fail.
    IntoStatus -> i32;
    /// Results of rows that give a truth value.
    IntoTruth -> i32;
    /// Results of rows that give nothing.
    IntoNothing -> ();
}

impl IntoOwned for Owned {
    #[inline(always)]
    fn into_raw(self) -> Value {
        self.into_value()
    }
}

impl IntoOwned for Result {
    #[inline(always)]
    fn into_raw(self) -> Value {
        self.map_or(Value::ERROR, Owned::into_value)
    }
}

impl IntoMaybe for Result<Option<Owned>> {
    #[inline(always)]
    fn into_raw(self) -> Value {
        match self {
            Ok(value) => value.map_or(Value::UNBOUND, Owned::into_value),
            Err(_) => Value::ERROR,
        }
    }
}

impl IntoImmortal for Borrowed<'static> {
    fn into_raw(self) -> Value {
        self.value()
    }
}

impl IntoStatus for Result<()> {
    #[inline(always)]
    fn into_raw(self) -> i32 {
        i32::from(self.is_err())
    }
}

/// For rows that always raise.
impl IntoStatus for Raised {
    fn into_raw(self) -> i32 {
        1
    }
}

impl IntoTruth for Result<bool> {
    #[inline(always)]
    fn into_raw(self) -> i32 {
        self.map_or(-1, i32::from)
    }
}

impl IntoNothing for () {
    fn into_raw(self) {}
}
