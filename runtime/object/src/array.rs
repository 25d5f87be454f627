//! Objects that hold a variable number of items in their own memory: str, bytes, tuple.

use molt_abi::Header;
use molt_abi::layout::{offset, type_flags};
use molt_heap::{Visitor, allocator, collector};

use crate::native::{class_of, free_object};
use crate::native_type::Layout;
use crate::type_object::MemoryFunctions;
use crate::{Bytes, CoreType, Str, Tuple, core_type, instance};

/// Whether instances of the layout differ in size.
pub(crate) fn is_variable_sized(layout: Layout) -> bool {
    layout == CoreType::Str || layout == CoreType::Bytes || layout == CoreType::Tuple
}

/// Bytes an object's header and items take, rounded up to a multiple of eight. An instance area follows.
///
/// # Safety
/// The object has this layout, which is variable-sized, and its length is set.
pub(crate) unsafe fn content_size(layout: Layout, object: *mut Header) -> usize {
    // SAFETY: the object has the layout (caller).
    let size = unsafe {
        if layout == CoreType::Str {
            (*object.cast::<Str>()).allocated_size()
        } else if layout == CoreType::Bytes {
            offset::BYTES_DATA as usize + (*object.cast::<Bytes>()).len()
        } else {
            offset::TUPLE_ITEMS as usize + 8 * (*object.cast::<Tuple>()).len()
        }
    };
    size.next_multiple_of(8)
}

/// Sets up a layout whose items are no values: only the instance area of a subclass refers to objects.
pub(crate) fn register_plain(layout: CoreType, data: i32) {
    let functions = MemoryFunctions { destroy, traverse, clear };
    core_type(layout).set_memory(Layout::of_core(layout), data as usize, functions, 0);
}

unsafe fn destroy(object: *mut Header) {
    // SAFETY: called once on a dead object of a layout that was set up here.
    unsafe {
        let class = class_of(object);
        let content = content_size(class.layout(), object);
        if !class.has_flags(type_flags::HEAP) {
            // Nothing but the memory: no area, no finalizer, not tracked, and the type is immortal.
            return allocator::free(object, content.next_multiple_of(16));
        }
        if !instance::finalize_before_destroy(class, object) {
            return;
        }
        collector::untrack(object);
        // The finalizer may have given it another class.
        let class = class_of(object);
        let size = content + instance::area_size_in(class, object);
        instance::drop_area(class, object);
        free_object(object, size.next_multiple_of(16));
    }
}

unsafe fn traverse(object: *mut Header, visitor: &mut Visitor<'_>) {
    // SAFETY: a live object.
    unsafe { instance::traverse_common(object, visitor) }
}

unsafe fn clear(object: *mut Header) {
    // SAFETY: a live object.
    unsafe { instance::clear_area(class_of(object), object) }
}
