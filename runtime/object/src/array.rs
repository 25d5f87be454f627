//! Objects that hold a variable number of items in their own memory: str, bytes, tuple.

use molt_abi::Header;
use molt_abi::layout::offset;

use crate::{Bytes, CoreType, Str, Tuple};

/// Whether instances of the layout differ in size.
pub(crate) const fn is_variable_sized(layout: CoreType) -> bool {
    matches!(layout, CoreType::Str | CoreType::Bytes | CoreType::Tuple)
}

/// Bytes an object's header and items take, rounded up to a multiple of eight. An instance area follows.
///
/// # Safety
/// The object has this layout, which is variable-sized, and its length is set.
pub(crate) unsafe fn content_size(layout: CoreType, object: *mut Header) -> usize {
    // SAFETY: the object has the layout (caller).
    let size = unsafe {
        match layout {
            CoreType::Str => (*object.cast::<Str>()).allocated_size(),
            CoreType::Bytes => offset::BYTES_DATA as usize + (*object.cast::<Bytes>()).len(),
            _ => offset::TUPLE_ITEMS as usize + 8 * (*object.cast::<Tuple>()).len(),
        }
    };
    size.next_multiple_of(8)
}
