//! Tuples.

use core::cell::Cell;

use molt_abi::layout::{offset, type_flags};
use molt_abi::{Header, Word};
use molt_heap::{Visitor, allocator, collector, owned};

use crate::native::{Downcast, ObjectKind, class_of, free_object, new_header};
use crate::native_type::Layout;
use crate::native_type::TypeKey;
use crate::type_object::MemoryFunctions;
use crate::{Borrowed, CoreType, Owned, Result, TypeObject, Value, array, core_type, instance, memory, type_of};

/// A tuple: a length and the items.
#[repr(C)]
pub struct Tuple {
    header: Header,
    length: u64,
    items: [Cell<Value>; 0],
}

// SAFETY: the constructors below are the only way to an object of this layout.
unsafe impl ObjectKind for Tuple {
    const LAYOUT: TypeKey = TypeKey::Core(CoreType::Tuple);
}

const _: () = assert!(core::mem::offset_of!(Tuple, items) == offset::TUPLE_ITEMS as usize);

impl Tuple {
    /// A new tuple of items whose number the program's text bounds.
    pub fn from_vec(items: Vec<Owned>) -> Owned {
        Self::of_class(core_type(CoreType::Tuple), items).unwrap_or_else(memory::give_up)
    }
    /// A new tuple of so many items.
    #[inline]
    pub fn from_array<const COUNT: usize>(items: [Owned; COUNT]) -> Owned {
        let made = Self::of_class_from(core_type(CoreType::Tuple), COUNT, items.into_iter());
        made.unwrap_or_else(memory::give_up)
    }
    /// A new tuple of counted references to values whose number the program's text bounds.
    pub fn from_slice(items: &[Borrowed<'_>]) -> Owned {
        Self::copy_of(items).unwrap_or_else(memory::give_up)
    }
    /// A new tuple of counted references to the values.
    pub fn copy_of(items: &[Borrowed<'_>]) -> Result {
        Self::of_class_from(core_type(CoreType::Tuple), items.len(), items.iter().map(|item| item.own()))
    }
    /// A new tuple of `tuple` or a subclass.
    pub fn of_class(class: &TypeObject, items: Vec<Owned>) -> Result {
        Self::of_class_from(class, items.len(), items.into_iter())
    }
    /// A new tuple of exactly `length` items.
    pub fn of_class_from(class: &TypeObject, length: usize, items: impl Iterator<Item = Owned>) -> Result {
        assert!(class.layout() == CoreType::Tuple, "{} is not a tuple class", class.name());
        let size = length.checked_mul(8).and_then(|size| {
            size.checked_add(offset::TUPLE_ITEMS as usize + instance::area_size(class))?.checked_next_multiple_of(16)
        });
        let Some(object) = size.and_then(allocator::try_allocate) else { return Err(memory::exhausted()) };
        let object = object.as_ptr();
        let tuple = object.cast::<Tuple>();
        // SAFETY: fresh memory of the right size.
        unsafe {
            object.write(new_header(class));
            (&raw mut (*tuple).length).write(length as u64);
            let first = object.cast::<u8>().add(offset::TUPLE_ITEMS as usize).cast::<Value>();
            let mut filled = 0;
            let mut may_be_in_cycle = class.has_flags(type_flags::HEAP);
            for item in items.take(length) {
                may_be_in_cycle |= is_collected(item.borrow());
                first.add(filled).write(item.into_value());
                filled += 1;
            }
            assert!(filled == length, "a tuple's items ran out");
            instance::initialise_area(class, object);
            if may_be_in_cycle {
                collector::track(object);
            }
            Ok(Owned::from_value(Value::from_pointer(object)))
        }
    }
    /// Puts new items into an exact tuple of two that has no owner but the caller, and gives the old ones; gives the
    /// new ones back when it is anything else. Iterators use it to make one tuple serve for all their results.
    #[inline]
    pub fn refill_pair(
        value: &mut Owned,
        first: Owned,
        second: Owned,
    ) -> core::result::Result<(Owned, Owned), (Owned, Owned)> {
        let pair = value.borrow().downcast_exact::<Tuple>();
        match pair {
            Some(pair) if pair.header.reference_count.get() == 1 && pair.length == 2 => {
                let items: *const Cell<Value> = (&raw const pair.items).cast();
                if is_collected(first.borrow()) || is_collected(second.borrow()) {
                    // SAFETY: a live tuple; tracking it twice does nothing.
                    unsafe { collector::track(core::ptr::from_ref(pair).cast_mut().cast()) };
                }
                // SAFETY: two items follow, owned by the tuple; ownership is exchanged. Nobody else can be looking at
                // them, because the only owner is borrowed exclusively.
                unsafe {
                    let old_first = Owned::from_value((*items).replace(first.into_value()));
                    let old_second = Owned::from_value((*items.add(1)).replace(second.into_value()));
                    Ok((old_first, old_second))
                }
            }
            _ => Err((first, second)),
        }
    }
    /// Number of items.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.length as usize
    }
    /// Whether there are no items.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }
    /// The items.
    #[inline(always)]
    pub fn items(&self) -> &[Borrowed<'_>] {
        // SAFETY: `length` values follow; they are never ERROR, and change only when a dead cycle is cleared.
        unsafe { core::slice::from_raw_parts((&raw const self.items).cast(), self.len()) }
    }
    /// One item.
    pub fn get(&self, index: usize) -> Option<Borrowed<'_>> {
        self.items().get(index).copied()
    }
    /// The items in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Borrowed<'_>> + ExactSizeIterator {
        self.items().iter().copied()
    }
}

/// Whether an item may lead to a cycle. A tuple is not tracked without such an item, for its items stay what they are.
#[inline]
fn is_collected(item: Borrowed<'_>) -> bool {
    item.header().is_some() && type_of(item).has_flags(type_flags::COLLECTED)
}

unsafe fn take_items(object: *mut Header) {
    // SAFETY: a valid tuple; each item is moved out before it is released.
    unsafe {
        let length = (*object.cast::<Tuple>()).len();
        let first = object.cast::<u8>().add(offset::TUPLE_ITEMS as usize).cast::<Value>();
        // From the end, as CPython does.
        for index in (0..length).rev() {
            owned::release(first.add(index).replace(Value::NONE));
        }
    }
}

unsafe fn destroy(object: *mut Header) {
    // SAFETY: called once on a dead tuple.
    unsafe {
        if !class_of(object).has_flags(type_flags::HEAP) {
            // Nothing but the items: no area, no finalizer, and the type is immortal.
            collector::untrack(object);
            take_items(object);
            let size = offset::TUPLE_ITEMS as usize + 8 * (*object.cast::<Tuple>()).len();
            return allocator::free(object, size.next_multiple_of(16));
        }
        if !instance::finalize_before_destroy(class_of(object), object) {
            return;
        }
        collector::untrack(object);
        // The finalizer may have given it another class.
        let class = class_of(object);
        let size =
            array::content_size(Layout::of_core(CoreType::Tuple), object) + instance::area_size_in(class, object);
        take_items(object);
        instance::drop_area(class, object);
        free_object(object, size.next_multiple_of(16));
    }
}

unsafe fn traverse(object: *mut Header, visitor: &mut Visitor<'_>) {
    // SAFETY: a live tuple.
    unsafe {
        for item in (*object.cast::<Tuple>()).items() {
            visitor.value(item.value());
        }
        instance::traverse_common(object, visitor);
    }
}

unsafe fn clear(object: *mut Header) {
    // SAFETY: a live tuple, part of a dead cycle: nobody sees its items become None.
    unsafe {
        take_items(object);
        instance::clear_area(class_of(object), object);
    }
}

pub(crate) fn register() {
    let class = core_type(CoreType::Tuple);
    let functions = MemoryFunctions { destroy, traverse, clear };
    class.set_memory(Layout::of_core(CoreType::Tuple), offset::TUPLE_ITEMS as usize, functions, 0);
    class.add_flags(type_flags::COLLECTED);
}

const _: () = assert!(size_of::<Word<Value>>() == size_of::<Value>());
