//! The part of a type object that memory management needs.

use core::marker::PhantomData;

use molt_abi::{Header, Value};

use crate::Owned;

/// Receives every value an object holds.
pub struct Visitor<'a> {
    pub(crate) action: &'a mut dyn FnMut(*mut Header),
}

impl Visitor<'_> {
    /// Visits one held value.
    #[inline]
    pub fn value(&mut self, value: Value) {
        if let Some(pointer) = value.as_pointer()
            && !pointer.is_null()
        {
            (self.action)(pointer);
        }
    }
    /// Visits one owned value.
    #[inline]
    pub fn owned(&mut self, value: &Owned) {
        self.value(value.value());
    }
    /// Visits an owned value if there is one.
    #[inline]
    pub fn optional(&mut self, value: &Option<Owned>) {
        if let Some(value) = value {
            self.owned(value);
        }
    }
}

/// The head of every type object. Its offsets are part of the ABI up to `flags`.
#[repr(C)]
pub struct TypeHead {
    /// A type is an object.
    pub header: Header,
    /// Unique while the type and its bases stay as they are; 0 when nothing about it may be cached.
    pub version: u32,
    /// See [`molt_abi::layout::type_flags`].
    pub flags: u32,
    /// Byte offset of the instance area, 0 when instances have none or it follows variable-sized data.
    pub instance_offset: u32,
    /// Bytes in an instance, without variable-sized data.
    pub instance_size: u32,
    /// Drops everything the object holds and frees its memory.
    pub destroy: unsafe fn(*mut Header),
    /// Visits every value the object holds.
    pub traverse: unsafe fn(*mut Header, &mut Visitor<'_>),
    /// Drops values the object holds, to break cycles; the object stays valid.
    pub clear: unsafe fn(*mut Header),
    /// Runs the object's finalizer, if it has one. The object is alive (counted) meanwhile.
    pub finalize: Option<unsafe fn(*mut Header)>,
    /// Name of the type, for reports.
    pub name: &'static str,
    /// Types are not `Send`.
    pub not_send: PhantomData<*mut ()>,
}
