//! Bytes objects.

use core::cell::Cell;

use molt_abi::Header;
use molt_abi::layout::offset;
use molt_heap::{allocator, collector};

use crate::native::{ObjectKind, new_header};
use crate::native_type::TypeKey;
use crate::{CoreType, Owned, Result, TypeObject, Value, array, core_type, instance, memory};

/// A bytes object: a length, a hash and the bytes.
#[repr(C)]
pub struct Bytes {
    header: Header,
    length: u64,
    hash: Cell<i64>,
    data: [u8; 0],
}

// SAFETY: `of_class` is the only way to an object of this layout.
unsafe impl ObjectKind for Bytes {
    const LAYOUT: TypeKey = TypeKey::Core(CoreType::Bytes);
}

const _: () = assert!(core::mem::offset_of!(Bytes, data) == offset::BYTES_DATA as usize);

impl Bytes {
    /// A new bytes object.
    pub fn from_slice(data: &[u8]) -> Result {
        Self::of_class(core_type(CoreType::Bytes), data)
    }
    /// A new object of `bytes` or a subclass.
    pub fn of_class(class: &TypeObject, data: &[u8]) -> Result {
        assert!(class.layout() == CoreType::Bytes, "{} is not a bytes class", class.name());
        let content = (offset::BYTES_DATA as usize + data.len()).next_multiple_of(8);
        let size = (content + instance::area_size(class)).next_multiple_of(16);
        let Some(object) = allocator::try_allocate(size) else { return Err(memory::exhausted()) };
        let object = object.as_ptr();
        // SAFETY: fresh memory of the right size.
        unsafe {
            object.cast::<Bytes>().write(Bytes {
                header: new_header(class),
                length: data.len() as u64,
                hash: Cell::new(0),
                data: [],
            });
            let first = object.cast::<u8>().add(offset::BYTES_DATA as usize);
            core::ptr::copy_nonoverlapping(data.as_ptr(), first, data.len());
            instance::initialise_area(class, object);
            if class.has_flags(molt_abi::layout::type_flags::HEAP) {
                collector::track(object);
            }
            Ok(Owned::from_value(Value::from_pointer(object)))
        }
    }
    /// Number of bytes.
    pub fn len(&self) -> usize {
        self.length as usize
    }
    /// Whether there are no bytes.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }
    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        // SAFETY: `length` bytes follow and never change.
        unsafe { core::slice::from_raw_parts((&raw const self.data).cast(), self.len()) }
    }
    /// The hash, computed once.
    pub fn hash(&self) -> i64 {
        if self.hash.get() == 0 {
            self.hash.set(crate::text::hash_bytes(self.as_slice()));
        }
        self.hash.get()
    }
}

pub(crate) fn register() {
    array::register_plain(CoreType::Bytes, offset::BYTES_DATA);
}
