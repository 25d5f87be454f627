//! The instance area: attributes of objects whose class was written in Python.
//!
//! An area is a dict word, a fill count, and slots. While the dict word is ERROR, attributes live in slots: the slot of
//! a name is given by the class's `slot_names`, empty slots are UNBOUND, and slots fill in ascending order only, so
//! that slot order is insertion order. An object whose attributes do not fit that (other names, other order, somebody
//! asked for its `__dict__`) moves to a real dict: its slots become UNBOUND and the dict word holds the dict.

use core::cell::Cell;

use molt_abi::layout::{offset, type_flags};
use molt_abi::{Header, Word};
use molt_heap::{Visitor, allocator, collector, owned};

use crate::array;
use crate::native::{ObjectKind, class_of, free_object, new_header};
use crate::native_type::Layout;
use crate::native_type::TypeKey;
use crate::type_object::MemoryFunctions;
use crate::{Borrowed, CoreType, Dict, Owned, TypeObject, Value};

/// Shape of the area a class adds to its base.
pub struct InstanceArea {
    /// Attribute slots.
    pub slots: usize,
}

/// A plain instance: nothing but the area.
#[repr(C)]
pub struct Instance {
    header: Header,
}

// SAFETY: the layout `object` has only a header.
unsafe impl ObjectKind for Instance {
    const LAYOUT: TypeKey = TypeKey::Core(CoreType::Object);
}

#[repr(C)]
struct Area {
    dict: Cell<Value>,
    filled: Cell<u32>,
    /// Slots there are. Those of the class, except in an object that came from another class (see [`set_class`]).
    slots: u32,
}

/// Attribute slots in instances of a class with an area; where instances have one size, also those nobody has named,
/// which fill it up.
fn slots_of(class: &TypeObject) -> usize {
    match class.instance_offset() {
        0 => class.details().slot_names.borrow().len(),
        start => (class.instance_size() - start - offset::INSTANCE_SLOTS as usize) / 8,
    }
}

/// Extends a class's instances by an area with `area.slots` slots. The class has the layout of its base so far.
pub fn add_area(class: &TypeObject, area: InstanceArea) {
    class.add_flags(type_flags::INSTANCE_AREA);
    if array::is_variable_sized(class.layout()) {
        return;
    }
    let existing = class.instance_offset();
    let start = if existing != 0 { existing } else { class.instance_size().next_multiple_of(8) };
    let size = start + offset::INSTANCE_SLOTS as usize + 8 * area.slots;
    class.set_memory(class.layout(), size.next_multiple_of(16), class.memory(), start);
}

/// The object's area. The object's contents (its length, if it has one) are initialised.
fn area_pointer(class: &TypeObject, object: *mut Header) -> Option<*mut Area> {
    if !class.has_flags(type_flags::INSTANCE_AREA) {
        return None;
    }
    let start = match class.instance_offset() {
        // SAFETY: the object is valid memory of its class.
        0 => unsafe { array::content_size(class.layout(), object) },
        start => start,
    };
    Some(object.cast::<u8>().wrapping_add(start).cast())
}

/// Bytes the area takes in a new instance of a class.
pub(crate) fn area_size(class: &TypeObject) -> usize {
    if class.has_flags(type_flags::INSTANCE_AREA) { offset::INSTANCE_SLOTS as usize + 8 * slots_of(class) } else { 0 }
}

/// Bytes the area takes in an object.
///
/// # Safety
/// The object is valid memory of its class.
pub(crate) unsafe fn area_size_in(class: &TypeObject, object: *mut Header) -> usize {
    match area_pointer(class, object) {
        // SAFETY: the area lies in the object (caller).
        Some(area) => unsafe { offset::INSTANCE_SLOTS as usize + 8 * (*area).slots as usize },
        None => 0,
    }
}

/// Bytes of an object whose class's instances have no variable-sized data.
///
/// # Safety
/// The object is valid memory of its class.
pub(crate) unsafe fn object_size(class: &TypeObject, object: *mut Header) -> usize {
    match class.instance_offset() {
        0 => class.instance_size(),
        // SAFETY: the caller's promise.
        start => unsafe { (start + area_size_in(class, object)).next_multiple_of(16) },
    }
}

unsafe fn slot_pointer(area: *mut Area, slot: usize) -> *mut Cell<Value> {
    area.cast::<u8>().wrapping_add(offset::INSTANCE_SLOTS as usize + 8 * slot).cast()
}

/// Fills a new object's area: no dict, empty slots.
///
/// # Safety
/// The object is fresh memory of the class's instance size.
#[inline(always)]
pub(crate) unsafe fn initialise_area(class: &TypeObject, object: *mut Header) {
    if class.has_flags(type_flags::INSTANCE_AREA) {
        // SAFETY: the caller's promise.
        unsafe { fill_area(class, object) }
    }
}

/// As [`initialise_area`].
unsafe fn fill_area(class: &TypeObject, object: *mut Header) {
    let Some(area) = area_pointer(class, object) else { return };
    // SAFETY: the area lies in the object (caller).
    unsafe {
        let slots = slots_of(class);
        area.write(Area { dict: Cell::new(Value::ERROR), filled: Cell::new(0), slots: slots as u32 });
        for slot in 0..slots {
            slot_pointer(area, slot).write(Cell::new(Value::UNBOUND));
        }
    }
}

/// Drops the attributes of a dying object.
///
/// # Safety
/// The object is dying; its contents are still valid.
#[inline(always)]
pub(crate) unsafe fn drop_area(class: &TypeObject, object: *mut Header) {
    // SAFETY: as for clearing; the object stays valid memory.
    unsafe { clear_area(class, object) }
}

/// Drops the attributes; the object stays valid without any.
///
/// # Safety
/// The object is valid memory of its class.
#[inline(always)]
pub(crate) unsafe fn clear_area(class: &TypeObject, object: *mut Header) {
    if class.has_flags(type_flags::INSTANCE_AREA) {
        // SAFETY: the caller's promise.
        unsafe { empty_area(class, object) }
    }
}

/// As [`clear_area`].
unsafe fn empty_area(class: &TypeObject, object: *mut Header) {
    let Some(area) = area_pointer(class, object) else { return };
    // SAFETY: the area lies in the object; each value is moved out before it is released.
    unsafe {
        let dict = (*area).dict.replace(Value::ERROR);
        if !dict.is_error() {
            owned::release(dict);
        }
        for slot in 0..(*area).slots as usize {
            owned::release((*slot_pointer(area, slot)).replace(Value::UNBOUND));
        }
    }
}

/// Visits what every object holds besides its contents: attributes and a heap type.
///
/// # Safety
/// The object is alive.
pub(crate) unsafe fn traverse_common(object: *mut Header, visitor: &mut Visitor<'_>) {
    // SAFETY: the area lies in the object.
    unsafe {
        let class = class_of(object);
        if class.has_flags(type_flags::HEAP) {
            visitor.value(class.as_borrowed().value());
        }
        let Some(area) = area_pointer(class, object) else { return };
        visitor.value((*area).dict.get());
        for slot in 0..(*area).slots as usize {
            visitor.value((*slot_pointer(area, slot)).get());
        }
    }
}

/// Runs the class's `__del__` on an object without references. False when the object was resurrected.
///
/// # Safety
/// The object has just lost its last reference.
pub(crate) unsafe fn finalize_before_destroy(class: &TypeObject, object: *mut Header) -> bool {
    let Some(finalize) = class.slots().finalize() else { return true };
    // SAFETY: the object's memory is intact; one temporary reference keeps it so during the finalizer.
    unsafe {
        if collector::mark_finalized(object) {
            return true;
        }
        let count = &(*object).reference_count;
        count.set(1);
        finalize(Borrowed::from_value(Value::from_pointer(object)));
        count.set(count.get() - 1);
        count.get() == 0
    }
}

unsafe fn finalize_for_collector(object: *mut Header) {
    // SAFETY: the collector holds the object alive.
    unsafe {
        if let Some(finalize) = class_of(object).slots().finalize() {
            finalize(Borrowed::from_value(Value::from_pointer(object)));
        }
    }
}

/// Makes the collector run (or not run) the class's `finalize` slot; to be called when the slot changes.
pub fn update_finalizer(class: &TypeObject) {
    class.set_finalize(class.slots().finalize().map(|_| finalize_for_collector as unsafe fn(*mut Header)));
}

unsafe fn destroy(object: *mut Header) {
    // SAFETY: called once on a dead plain instance.
    unsafe {
        if !finalize_before_destroy(class_of(object), object) {
            return;
        }
        collector::untrack(object);
        // The finalizer may have given it another class.
        let class = class_of(object);
        let size = object_size(class, object);
        drop_area(class, object);
        free_object(object, size);
    }
}

unsafe fn traverse(object: *mut Header, visitor: &mut Visitor<'_>) {
    // SAFETY: a live instance.
    unsafe { traverse_common(object, visitor) }
}

unsafe fn clear(object: *mut Header) {
    // SAFETY: a live instance.
    unsafe { clear_area(class_of(object), object) }
}

/// Sets up `object`.
pub(crate) fn register() {
    let functions = MemoryFunctions { destroy, traverse, clear };
    crate::core_type(CoreType::Object).set_memory(Layout::of_core(CoreType::Object), 16, functions, 0);
}

/// A new plain instance of a class with the layout of `object`.
pub fn new(class: &TypeObject) -> Owned {
    assert!(class.layout() == CoreType::Object, "{} is not a plain class", class.name());
    let object = allocator::allocate(class.instance_size());
    // SAFETY: fresh memory of the class's instance size.
    unsafe {
        object.write(new_header(class));
        initialise_area(class, object);
        if class.has_flags(type_flags::COLLECTED) {
            collector::track(object);
        }
        Owned::from_value(Value::from_pointer(object))
    }
}

/// Gives an object another class. False, and nothing changed, when the memory of their instances differs by more than slots
/// for attributes that methods assign: another native layout, or other places of members. Whether the language allows it is
/// for the caller to say.
///
/// The object keeps its memory. If it has fewer slots than the new class has names for, its attributes live in a dict for
/// good, and sites may no longer remember where instances of that class have slots.
pub fn set_class(value: Borrowed<'_>, class: &TypeObject) -> bool {
    let Some(object) = value.value().as_pointer() else { return false };
    // SAFETY: an object keeps its type alive.
    let old = unsafe { class_of(object) };
    let alike = old.has_flags(type_flags::HEAP)
        && class.has_flags(type_flags::HEAP)
        && old.layout() == class.layout()
        && old.instance_offset() == class.instance_offset()
        && old.has_flags(type_flags::INSTANCE_AREA) == class.has_flags(type_flags::INSTANCE_AREA)
        && old.details().has_dict.get() == class.details().has_dict.get()
        && members(old) == members(class);
    if !alike {
        return false;
    }
    if let Some(attributes) = Attributes::of(value) {
        if old.details().has_dict.get() {
            // Slots mean other names in the other class.
            drop(attributes.materialise_dict());
        }
        if (attributes.area.slots as usize) < slots_of(class) && !class.details().has_short_instances.replace(true) {
            class.modified();
        }
    }
    let new = class.own().into_value();
    let old = old.as_borrowed().value();
    // SAFETY: the object is valid memory of the new class too; the reference to its class is exchanged.
    unsafe {
        (&raw mut (*object).type_object).write(Word(class.as_header()));
        debug_assert!(new == class.as_borrowed().value());
        owned::release(old);
    }
    true
}

/// Places of the members of `__slots__`, inherited ones included.
pub fn members(class: &TypeObject) -> Vec<usize> {
    let names = class.details().slot_names.borrow();
    names.iter().enumerate().filter(|(_, name)| name.value().is_none()).map(|(slot, _)| slot).collect()
}

/// The attributes of one object.
#[derive(Clone, Copy)]
pub struct Attributes<'a> {
    class: &'a TypeObject,
    area: &'a Area,
}

/// What storing to a slot came to.
pub enum SlotStore {
    /// Stored.
    Done,
    /// The order would not be kept, or the object is in dict mode: use the dict.
    NeedsDict,
}

impl<'a> Attributes<'a> {
    /// The attributes of an object, if its class has an area.
    pub fn of(value: Borrowed<'a>) -> Option<Attributes<'a>> {
        let object = value.value().as_pointer()?;
        // SAFETY: an object keeps its type alive; the area lies in the object.
        unsafe {
            let class = class_of(object);
            let area = area_pointer(class, object)?;
            Some(Attributes { class, area: &*area })
        }
    }
    /// The attributes of an object whose class has its area at this byte offset.
    ///
    /// # Safety
    /// That is so: an inline cache says it for the version of the object's class.
    #[inline(always)]
    pub unsafe fn at(value: Borrowed<'a>, area_offset: u32) -> Option<Attributes<'a>> {
        let object = value.value().as_pointer()?;
        // SAFETY: an object keeps its type alive; the area lies in the object (caller).
        unsafe { Some(Attributes { class: class_of(object), area: &*object.byte_add(area_offset as usize).cast() }) }
    }
    /// The slot, unless the object came from a class with fewer. Members are always there.
    #[inline(always)]
    fn slot_cell(&self, slot: usize) -> Option<&'a Cell<Value>> {
        // SAFETY: within the area.
        (slot < self.area.slots as usize)
            .then(|| unsafe { &*slot_pointer(core::ptr::from_ref(self.area).cast_mut(), slot) })
    }
    /// Whether attributes live in a dict.
    #[inline]
    pub fn has_dict(&self) -> bool {
        !self.area.dict.get().is_error()
    }
    /// The dict, once attributes live there.
    pub fn dict(&self) -> Option<Owned> {
        let dict = self.area.dict.get();
        // SAFETY: the word owns a reference unless it is ERROR.
        (!dict.is_error()).then(|| unsafe { Borrowed::from_value(dict) }.own())
    }
    /// Byte offset, in every instance of the class, of a slot; None when it varies.
    pub fn slot_offset(&self, slot: usize) -> Option<usize> {
        let start = self.class.instance_offset();
        (start != 0).then(|| start + offset::INSTANCE_SLOTS as usize + 8 * slot)
    }
    /// Stores to a slot of a class without instance dicts, in any order.
    pub fn set_member(&self, slot: usize, value: Borrowed<'_>) {
        let Some(cell) = self.slot_cell(slot) else { return };
        let old = cell.replace(value.own().into_value());
        // SAFETY: the slot owned the old value.
        unsafe { owned::release(old) };
    }
    /// The value in a slot.
    #[inline]
    pub fn slot(&self, slot: usize) -> Option<Owned> {
        let value = self.slot_cell(slot)?.get();
        // SAFETY: a slot owns its value.
        (!value.is_unbound()).then(|| unsafe { Borrowed::from_value(value) }.own())
    }
    /// Stores to a slot, if that keeps insertion order.
    #[inline]
    pub fn set_slot(&self, slot: usize, value: Borrowed<'_>) -> SlotStore {
        let Some(cell) = self.slot_cell(slot) else { return SlotStore::NeedsDict };
        let old = cell.get();
        if old.is_unbound() {
            if !self.area.dict.get().is_error() || (slot as u32) < self.area.filled.get() {
                return SlotStore::NeedsDict;
            }
            self.area.filled.set(slot as u32 + 1);
        }
        cell.set(value.own().into_value());
        // SAFETY: the slot owned the old value.
        unsafe { owned::release(old) };
        SlotStore::Done
    }
    /// Empties a slot and gives what was in it.
    pub fn take_slot(&self, slot: usize) -> Option<Owned> {
        let value = self.slot_cell(slot)?.replace(Value::UNBOUND);
        // SAFETY: the slot owned the value.
        (!value.is_unbound()).then(|| unsafe { Owned::from_value(value) })
    }
    /// Names and values in insertion order, while attributes live in slots.
    pub fn slot_items(&self) -> Vec<(Owned, Owned)> {
        let names = self.class.details().slot_names.borrow().clone();
        let named = names.into_iter().enumerate().filter(|(_, name)| !name.value().is_none());
        named.filter_map(|(slot, name)| Some((name, self.slot(slot)?))).collect()
    }
    /// The dict, after moving the attributes there if they live in slots.
    pub fn materialise_dict(&self) -> Owned {
        if let Some(dict) = self.dict() {
            return dict;
        }
        let dict = Dict::new();
        let items = self.slot_items();
        {
            let table = Dict::of(dict.borrow()).expect("a new dict");
            for (name, value) in items {
                table.insert_str_key(name, value);
            }
        }
        self.replace_dict(Some(dict.clone()));
        dict
    }
    /// Makes `dict` hold the attributes, dropping those there were; None leaves the object without any, in slot mode.
    pub fn replace_dict(&self, dict: Option<Owned>) {
        let dict = dict.map_or(Value::ERROR, Owned::into_value);
        let old = self.area.dict.replace(dict);
        self.area.filled.set(0);
        // Members of `__slots__` (places without a name) are no part of the dict.
        let named: Vec<bool> =
            self.class.details().slot_names.borrow().iter().map(|name| !name.value().is_none()).collect();
        let slots: Vec<Value> = (0..named.len())
            .filter(|&slot| named[slot])
            .filter_map(|slot| Some(self.slot_cell(slot)?.replace(Value::UNBOUND)))
            .collect();
        // SAFETY: word and slots owned what they held.
        unsafe {
            if !old.is_error() {
                owned::release(old);
            }
            for value in slots {
                owned::release(value);
            }
        }
    }
}

const _: () = assert!(size_of::<Word<u8>>() == 8 && size_of::<Area>() == offset::INSTANCE_SLOTS as usize);
