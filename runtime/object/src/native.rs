//! Objects whose data is an ordinary Rust value, and safe access to the data behind any value.

use core::cell::Cell;
use core::ops::Deref;

use molt_abi::layout::type_flags;
use molt_abi::{Header, Word};
use molt_heap::{Visitor, allocator, collector};

use crate::description::{MADE, mark_reached};
use crate::instance;
use crate::native_type::{TypeDefinition, TypeKey};
use crate::type_object::MemoryFunctions;
use crate::{Borrowed, Owned, TypeObject, Value, memory, type_of};

/// A Rust type that is the memory of objects, header included.
///
/// # Safety
/// Every object whose type's [`TypeObject::layout`] is `LAYOUT` begins with a valid `Self`.
pub unsafe trait ObjectKind: 'static {
    /// The layout.
    const LAYOUT: TypeKey;
}

/// Access to the memory behind a value.
pub trait Downcast<'a> {
    /// The object, if the value is of the kind or of a subclass.
    fn downcast<T: ObjectKind>(self) -> Option<&'a T>;
    /// The object, if the value is of exactly the kind's type.
    fn downcast_exact<T: ObjectKind>(self) -> Option<&'a T>;
    /// The payload, if the value is a native object with it (or of a subclass).
    fn payload<P: Payload>(self) -> Option<&'a P>;
}

impl<'a> Downcast<'a> for Borrowed<'a> {
    #[inline]
    fn downcast<T: ObjectKind>(self) -> Option<&'a T> {
        let object = self.value().as_pointer()?;
        // SAFETY: an object keeps its type alive; objects with the layout begin with a `T` (trait).
        unsafe {
            let object_type = &*(*object).type_object.0.cast::<TypeObject>();
            (object_type.layout() == T::LAYOUT.layout()).then(|| &*object.cast::<T>())
        }
    }
    #[inline]
    fn downcast_exact<T: ObjectKind>(self) -> Option<&'a T> {
        let object = self.value().as_pointer()?;
        // SAFETY: as above.
        unsafe {
            let object_type = &*(*object).type_object.0.cast::<TypeObject>();
            object_type.is_type(T::LAYOUT).then(|| &*object.cast::<T>())
        }
    }
    #[inline]
    fn payload<P: Payload>(self) -> Option<&'a P> {
        self.downcast::<Native<P>>().map(|native| &native.payload)
    }
}

/// The data of a native object.
pub trait Payload: Sized + 'static {
    /// The type of the objects.
    const TYPE: TypeKey;
    /// Whether objects may be part of a cycle.
    const TRACKED: bool = true;
    /// Visits every value held; must be exact when `TRACKED`.
    fn traverse(&self, visitor: &mut Visitor<'_>);
    /// Drops held values to break a cycle. Need not drop what cannot be part of one.
    fn clear(&self) {}
}

/// An object that holds a payload.
#[repr(C)]
pub struct Native<P> {
    header: Header,
    payload: P,
}

// SAFETY: `register_native` gives the layout `P::TYPE` to this memory only.
unsafe impl<P: Payload> ObjectKind for Native<P> {
    const LAYOUT: TypeKey = P::TYPE;
}

impl<P> Deref for Native<P> {
    type Target = P;
    fn deref(&self) -> &P {
        &self.payload
    }
}

pub(crate) const fn native_size<P>() -> usize {
    size_of::<Native<P>>().next_multiple_of(16)
}

/// A new native object of its type.
pub fn new_native<P: Payload>(payload: P) -> Owned {
    mark_made::<P>();
    let class = P::TYPE.object();
    if class.has_flags(type_flags::INSTANCE_AREA) {
        return new_native_of(class, payload);
    }
    debug_assert!(class.instance_size() == native_size::<P>(), "{:?} was not registered", P::TYPE);
    let object = allocator::allocate(native_size::<P>()).cast::<Native<P>>();
    // SAFETY: fresh memory of the native size.
    unsafe {
        object.write(Native { header: new_header(class), payload });
        if P::TRACKED {
            collector::track(object.cast());
        }
        Owned::from_value(Value::from_pointer(object.cast()))
    }
}

/// A new native object of its type or a subclass of it.
pub fn new_native_of<P: Payload>(class: &TypeObject, payload: P) -> Owned {
    try_new_native_of(class, payload).unwrap_or_else(|| memory::end())
}

/// A new native object of its type or a subclass of it; None when there is no memory for one.
pub(crate) fn try_new_native_of<P: Payload>(class: &TypeObject, payload: P) -> Option<Owned> {
    mark_made::<P>();
    assert!(class.layout() == P::TYPE.layout(), "{} does not have this layout", class.name());
    debug_assert!(class.instance_size() >= native_size::<P>(), "{:?} was not registered", P::TYPE);
    let object = allocator::try_allocate(class.instance_size())?.as_ptr().cast::<Native<P>>();
    // SAFETY: fresh memory of at least the native size.
    unsafe {
        object.write(Native { header: new_header(class), payload });
        instance::initialise_area(class, object.cast());
        if P::TRACKED || class.has_flags(type_flags::HEAP) {
            collector::track(object.cast());
        }
        Some(Owned::from_value(Value::from_pointer(object.cast())))
    }
}

/// Header of a new object with one reference. A heap type is kept alive by its instances.
pub(crate) fn new_header(class: &TypeObject) -> Header {
    if class.has_flags(type_flags::HEAP) {
        // SAFETY: the type is alive.
        unsafe { molt_heap::owned::retain_object(class.as_header()) }
    }
    Header { reference_count: Cell::new(1), state: Cell::new(0), type_object: Word(class.as_header()) }
}

/// Ends an object's life after its contents are dropped: instance area, type reference, memory.
///
/// # Safety
/// The object has no references left, and its own contents were dropped.
pub(crate) unsafe fn free_object(object: *mut Header, size: usize) {
    // SAFETY: the object keeps its type alive until here.
    unsafe {
        let class = (*object).type_object.0;
        allocator::free(object, size);
        if (*class.cast::<TypeObject>()).has_flags(type_flags::HEAP) {
            molt_heap::owned::release_object(class);
        }
    }
}

/// The class of an object.
///
/// # Safety
/// The object is alive.
pub(crate) unsafe fn class_of<'a>(object: *mut Header) -> &'a TypeObject {
    // SAFETY: an object keeps its type alive.
    unsafe { &*(*object).type_object.0.cast::<TypeObject>() }
}

/// Tells the link step that the code this stands in makes objects with the payload.
#[inline(always)]
fn mark_made<P: Payload>() {
    match P::TYPE {
        TypeKey::Core(_) => mark_reached!(MADE, core_number::<P>()),
        TypeKey::Native(_) => mark_reached!(description::<P>, 0),
    }
}

const fn core_number<P: Payload>() -> usize {
    match P::TYPE {
        TypeKey::Core(core) => core as usize,
        TypeKey::Native(_) => 0,
    }
}

/// Is not called: the link step looks which description it leads to.
fn description<P: Payload>() -> Option<&'static TypeDefinition> {
    match P::TYPE {
        TypeKey::Core(_) => None,
        TypeKey::Native(definition) => Some(definition),
    }
}

unsafe fn destroy<P: Payload>(object: *mut Header) {
    // SAFETY: called once, on a dead native object of this payload.
    unsafe {
        let class = class_of(object);
        if class.flags() & (type_flags::HEAP | type_flags::INSTANCE_AREA) == 0 && class.slots().finalize().is_none() {
            // A core type without attributes: nothing but the payload.
            debug_assert!(class.instance_size() == native_size::<P>());
            collector::untrack(object);
            core::ptr::drop_in_place(&raw mut (*object.cast::<Native<P>>()).payload);
            return allocator::free(object, native_size::<P>());
        }
        if !instance::finalize_before_destroy(class, object) {
            return;
        }
        collector::untrack(object);
        // The finalizer may have given it another class.
        let class = class_of(object);
        let size = instance::object_size(class, object);
        instance::drop_area(class, object);
        core::ptr::drop_in_place(&raw mut (*object.cast::<Native<P>>()).payload);
        free_object(object, size);
    }
}

unsafe fn traverse<P: Payload>(object: *mut Header, visitor: &mut Visitor<'_>) {
    // SAFETY: a live native object of this payload.
    unsafe {
        (*object.cast::<Native<P>>()).payload.traverse(visitor);
        instance::traverse_common(object, visitor);
    }
}

unsafe fn clear<P: Payload>(object: *mut Header) {
    // SAFETY: a live native object of this payload.
    unsafe {
        (*object.cast::<Native<P>>()).payload.clear();
        instance::clear_area(class_of(object), object);
    }
}

/// How memory of the objects with the payload is handled.
pub(crate) const fn memory_functions<P: Payload>() -> MemoryFunctions {
    MemoryFunctions { destroy: destroy::<P>, traverse: traverse::<P>, clear: clear::<P> }
}

/// Sets up a payload's core type. To be called once at start-up, before the first object.
pub fn register_native<P: Payload>() {
    let class = P::TYPE.object();
    class.set_memory(P::TYPE.layout(), native_size::<P>(), memory_functions::<P>(), 0);
    if P::TRACKED {
        class.add_flags(type_flags::COLLECTED);
    }
}

/// The payload of a value known to have it, by construction of the caller.
pub fn expect_payload<'a, P: Payload>(value: Borrowed<'a>) -> &'a P {
    match value.payload::<P>() {
        Some(payload) => payload,
        None => unreachable!("expected {:?}, found {}", P::TYPE, type_of(value).name()),
    }
}
