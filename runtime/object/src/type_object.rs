//! Type objects.

use core::cell::{Cell, OnceCell, RefCell, UnsafeCell};
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use core::ops::Deref;

use molt_abi::layout::{IMMORTAL, NO_TYPE_VERSION, TYPE_OBJECT_SIZE, type_flags};
use molt_abi::{Header, Word};
use molt_heap::{TypeHead, Visitor, collector};

use crate::native::Downcast;
use crate::native_type::{Layout, TypeDefinition, TypeKey};
use crate::slots::TypeSlots;
use crate::{Borrowed, CoreType, Dict, Owned, Slots, Value};

/// A type object. Core types stand in one static array; classes are allocated.
///
/// The slots and most of the head change only while a type is being made or one of its attributes is set, never while
/// one of its slots runs.
#[repr(C)]
pub struct TypeObject {
    head: UnsafeCell<TypeHead>,
    slots: UnsafeCell<TypeSlots>,
    layout: Cell<Layout>,
    completion: Cell<Option<&'static Completion>>,
    /// What a native type is made from.
    definition: Cell<Option<&'static TypeDefinition>>,
    details: OnceCell<Box<TypeDetails>>,
}

/// How the details and the namespace of a native type are made. Each is made when it is first asked for: a program asks a
/// few of the types it carries.
pub struct Completion {
    /// Fills new details.
    pub details: fn(&TypeObject, &'static TypeDefinition),
    /// Fills the new namespace.
    pub namespace: fn(&TypeObject, &'static TypeDefinition),
}

/// The parts of a type that only attribute access and class creation look at.
#[derive(Default)]
pub struct TypeDetails {
    /// `__name__`, a str.
    pub name: RefCell<Option<Owned>>,
    /// `__qualname__`, a str.
    pub qualified_name: RefCell<Option<Owned>>,
    /// `__bases__`, a tuple.
    pub bases: RefCell<Option<Owned>>,
    /// `__mro__`, a tuple that begins with the type itself.
    pub resolution_order: RefCell<Option<Owned>>,
    /// The namespace, an exact dict.
    pub namespace: OnceCell<Owned>,
    /// Direct subclasses, borrowed: a class removes itself when it dies. Core types need not have been set up.
    pub subclasses: RefCell<Vec<Value>>,
    /// Names of the attribute slots in the instance area, in slot order (strs).
    pub slot_names: RefCell<Vec<Owned>>,
    /// Names of the members that the type's own `__slots__` adds, sorted (strs).
    pub member_names: RefCell<Vec<Owned>>,
    /// Whether there may be instances with fewer slots than `slot_names`: objects that came from other classes.
    pub has_short_instances: Cell<bool>,
    /// Whether instances have a dict for attributes without a slot (false with `__slots__`).
    pub has_dict: Cell<bool>,
    /// The deepest base whose layout this type extends (CPython's `__base__`).
    pub best_base: RefCell<Option<Owned>>,
}

const _: () = assert!(size_of::<TypeObject>() <= TYPE_OBJECT_SIZE);

#[repr(C, align(16))]
struct CoreTypeEntry {
    object: TypeObject,
    padding: [u8; TYPE_OBJECT_SIZE - size_of::<TypeObject>()],
}

/// Written by [`set_up_core_types`] rather than by the linker: zeroed memory takes no room in the program file.
#[repr(transparent)]
struct CoreTypes(UnsafeCell<MaybeUninit<[CoreTypeEntry; CoreType::COUNT]>>);

// SAFETY: type objects are only touched by the thread that holds the token.
unsafe impl Sync for CoreTypes {}

unsafe fn destroy_nothing(_object: *mut Header) {
    unreachable!("an object of a type that was never set up, or an immortal one, was freed")
}
unsafe fn traverse_nothing(_object: *mut Header, _visitor: &mut Visitor<'_>) {}
unsafe fn clear_nothing(_object: *mut Header) {}

#[unsafe(export_name = "molt_core_types")]
static CORE_TYPES: CoreTypes = CoreTypes(UnsafeCell::new(MaybeUninit::zeroed()));

/// The first core type that is set up when it is first asked for, as are those behind it: the exceptions derived from
/// `BaseException`, of which a program asks for a few.
const FIRST_LATE: usize = CoreType::BaseException as usize + 1;

const _: () = assert!(CoreType::COUNT <= u128::BITS as usize, "`is_set_up` has a bit for each");

/// Gives the core types that are set up at start-up their names, their versions and immortal headers. What objects look like
/// is said later.
pub(crate) fn set_up_core_types() {
    CoreType::ALL[..FIRST_LATE].iter().copied().for_each(set_up_core_type);
}

fn set_up_core_type(core: CoreType) {
    let object = empty_type(core.name(), core as u32 + 1, Layout::of_core(core));
    // SAFETY: the entry is inside the array, and nothing refers to what stands there before set-up.
    unsafe { core_type_pointer(core).write(object) };
    let set_up = &crate::token().interpreter().types.set_up;
    set_up.set(set_up.get() | 1 << core as u32);
}

/// Whether a core type was set up. What says so is not the type: its memory, of which a small program needs little, stays
/// untouched.
#[inline(always)]
fn is_set_up(core: CoreType) -> bool {
    (core as usize) < FIRST_LATE || crate::token().interpreter().types.set_up.get() >> core as u32 & 1 != 0
}

#[cold]
fn set_up_late(core: CoreType) {
    let base = core_type(core.base());
    set_up_core_type(core);
    // SAFETY: just written.
    let class = unsafe { &*core_type_pointer(core) };
    class.set_memory(base.layout(), base.instance_size(), base.memory(), base.instance_offset());
    class.add_flags(base.flags());
    if let Some(define) = crate::token().interpreter().types.define_late.get() {
        define(core);
    }
}

#[inline(always)]
fn core_type_pointer(core_type: CoreType) -> *mut TypeObject {
    let entries = CORE_TYPES.0.get().cast::<CoreTypeEntry>();
    // SAFETY: as many entries as core types, and an entry begins with its object.
    unsafe { entries.add(core_type as usize).cast::<TypeObject>() }
}

/// What an entry of [`TypeDetails::subclasses`] stands for.
fn subclass_of<'a>(entry: Value) -> &'a TypeObject {
    let place = entry.as_pointer().map_or(0, |object| object.addr());
    let index = place.wrapping_sub(CORE_TYPES.0.get().addr()) / TYPE_OBJECT_SIZE;
    match CoreType::ALL.get(index) {
        Some(&core) => core_type(core),
        // SAFETY: entries are classes, which remove themselves from their bases' lists when they die.
        None => unsafe { &*(place as *const TypeObject) },
    }
}

fn new_version() -> u32 {
    let next = &crate::token().interpreter().types.next_version;
    let version = next.get();
    if version != NO_TYPE_VERSION {
        next.set(version + 1);
    }
    version
}

/// The core type.
#[inline(always)]
pub fn core_type(core: CoreType) -> &'static TypeObject {
    if !is_set_up(core) {
        set_up_late(core);
    }
    // SAFETY: set up before any object is made (`crate::initialise`) or just now, and never replaced.
    unsafe { &*core_type_pointer(core) }
}

/// A core type as an entry of [`TypeDetails::subclasses`]; it need not have been set up.
pub fn core_subclass(core: CoreType) -> Value {
    Value::from_pointer(core_type_pointer(core).cast())
}

/// The type of a value.
#[inline]
pub fn type_of(value: Borrowed<'_>) -> TypeReference<'_> {
    let raw = value.value();
    if let Some(header) = value.header() {
        // SAFETY: an object keeps its type alive.
        return TypeReference(unsafe { &*header.type_object.0.cast::<TypeObject>() });
    }
    TypeReference(core_type(immediate_type(raw)))
}

fn immediate_type(raw: Value) -> CoreType {
    if raw.is_small_int() {
        CoreType::Int
    } else if raw.is_float() {
        CoreType::Float
    } else if raw.is_bool() {
        CoreType::Bool
    } else if raw.is_none() {
        CoreType::NoneType
    } else if raw == Value::NOT_IMPLEMENTED {
        CoreType::NotImplementedType
    } else if raw == Value::ELLIPSIS {
        CoreType::EllipsisType
    } else {
        unreachable!("UNBOUND has no type")
    }
}

/// A type kept alive for `'a`.
#[derive(Clone, Copy)]
pub struct TypeReference<'a>(pub(crate) &'a TypeObject);

impl Deref for TypeReference<'_> {
    type Target = TypeObject;
    #[inline(always)]
    fn deref(&self) -> &TypeObject {
        self.0
    }
}

impl<'a> TypeReference<'a> {
    /// The reference.
    pub fn get(self) -> &'a TypeObject {
        self.0
    }
}

impl PartialEq for TypeObject {
    fn eq(&self, other: &TypeObject) -> bool {
        core::ptr::eq(self, other)
    }
}

impl TypeObject {
    fn head(&self) -> &TypeHead {
        // SAFETY: see the type: the head is not written while it is being read.
        unsafe { &*self.head.get() }
    }
    /// The operations.
    #[inline(always)]
    pub fn slots(&self) -> &TypeSlots {
        // SAFETY: see the type; callers copy a slot out before they run it.
        unsafe { &*self.slots.get() }
    }
    /// Changes the operations.
    pub fn update_slots(&self, change: impl FnOnce(&mut Slots)) {
        let mut slots = *self.slots().all();
        change(&mut slots);
        // SAFETY: see the type; nobody holds a reference into the slots across this call.
        unsafe { *self.slots.get() = TypeSlots::of(slots) };
    }
    /// The type as a value.
    pub fn as_borrowed(&self) -> Borrowed<'_> {
        let pointer = core::ptr::from_ref(self).cast_mut().cast::<Header>();
        // SAFETY: a type object begins with a header, and lives as long as `self`.
        unsafe { Borrowed::from_value(Value::from_pointer(pointer)) }
    }
    /// A counted reference to the type.
    pub fn own(&self) -> Owned {
        self.as_borrowed().own()
    }
    /// The parts that only attribute access and class creation look at.
    #[inline]
    pub fn details(&self) -> &TypeDetails {
        match self.details.get() {
            Some(details) => details,
            None => self.make_details(),
        }
    }
    #[cold]
    fn make_details(&self) -> &TypeDetails {
        let details = self.details.get_or_init(|| {
            let details = TypeDetails::default();
            details.has_dict.set(true);
            Box::new(details)
        });
        // Filled when they are there already: what fills them asks for them.
        if let (Some(completion), Some(definition)) = (self.completion.get(), self.definition.get()) {
            (completion.details)(self, definition);
        }
        details
    }
    /// The namespace.
    #[inline]
    pub fn namespace(&self) -> &Dict {
        let namespace = match self.details().namespace.get() {
            Some(namespace) => namespace,
            None => self.make_namespace(),
        };
        Dict::of(namespace.borrow()).expect("a type's namespace is a dict")
    }
    #[cold]
    fn make_namespace(&self) -> &Owned {
        let namespace = self.details().namespace.get_or_init(Dict::new);
        if let (Some(completion), Some(definition)) = (self.completion.get(), self.definition.get()) {
            (completion.namespace)(self, definition);
        }
        namespace
    }
    /// Says what the details and the namespace are to be made from.
    pub fn set_completion(&self, completion: &'static Completion, definition: &'static TypeDefinition) {
        self.completion.set(Some(completion));
        self.definition.set(Some(definition));
    }
    /// The native type whose memory layout instances have.
    #[inline(always)]
    pub fn layout(&self) -> Layout {
        self.layout.get()
    }
    /// See [`type_flags`].
    #[inline(always)]
    pub fn flags(&self) -> u32 {
        self.head().flags
    }
    /// Whether all these flags are set.
    #[inline(always)]
    pub fn has_flags(&self, flags: u32) -> bool {
        self.flags() & flags == flags
    }
    /// Adds flags.
    pub fn add_flags(&self, flags: u32) {
        // SAFETY: see the type.
        unsafe { (*self.head.get()).flags |= flags };
    }
    /// Direct subclasses.
    pub fn subclasses(&self) -> Vec<Owned> {
        let subclasses = self.details().subclasses.borrow().clone();
        subclasses.into_iter().map(|subclass| subclass_of(subclass).own()).collect()
    }
    /// Unique while the type and its bases stay as they are; [`NO_TYPE_VERSION`] when nothing may be cached. Never 0.
    #[inline(always)]
    pub fn version(&self) -> u32 {
        self.head().version
    }
    /// Invalidates every cache of this type and its subclasses.
    pub fn modified(&self) {
        // SAFETY: see the type.
        unsafe { (*self.head.get()).version = new_version() };
        let subclasses = self.details().subclasses.borrow().clone();
        for subclass in subclasses {
            subclass_of(subclass).modified();
        }
    }
    /// Byte offset of the instance area; 0 when there is none or it follows variable-sized data.
    pub fn instance_offset(&self) -> usize {
        self.head().instance_offset as usize
    }
    /// Bytes in an instance, without variable-sized data.
    pub fn instance_size(&self) -> usize {
        self.head().instance_size as usize
    }
    /// The name used in messages (`tp_name`): `__name__` of classes.
    pub fn name(&self) -> String {
        if !self.has_flags(type_flags::HEAP) {
            return self.head().name.to_owned();
        }
        let name = self.details().name.borrow();
        name.as_ref()
            .and_then(|name| name.borrow().downcast::<crate::Str>())
            .map(crate::Str::to_rust)
            .unwrap_or_default()
    }
    /// `__qualname__`.
    pub fn qualified_name(&self) -> String {
        let name = self.details().qualified_name.borrow().clone();
        name.as_ref()
            .and_then(|name| name.borrow().downcast::<crate::Str>())
            .map_or_else(|| self.name(), crate::Str::to_rust)
    }
    /// The type object, if the value is one.
    pub fn of(value: Borrowed<'_>) -> Option<&TypeObject> {
        // The metaclass chain: a type's type has the layout of `type`.
        let object = value.value().as_pointer()?;
        // SAFETY: an object keeps its type alive.
        let metaclass = unsafe { &*(*object).type_object.0.cast::<TypeObject>() };
        // SAFETY: objects with this layout are type objects.
        (metaclass.layout() == CoreType::Type).then(|| unsafe { &*object.cast::<TypeObject>() })
    }
    /// Whether `other` is this type or stands in its resolution order.
    #[inline]
    pub fn is_subtype(&self, other: &TypeObject) -> bool {
        self == other || self.inherits_from(other)
    }
    fn inherits_from(&self, other: &TypeObject) -> bool {
        let order = self.details().resolution_order.borrow();
        match order.as_ref().and_then(|order| order.borrow().downcast::<crate::Tuple>()) {
            Some(order) => order.iter().any(|entry| entry.is(other.as_borrowed())),
            None => false,
        }
    }
    /// Whether this is the native type itself.
    #[inline(always)]
    pub fn is_type(&self, key: TypeKey) -> bool {
        match key {
            TypeKey::Core(core) => self.is_core(core),
            // Only subclasses, which are heap types, share the layout of a type that is no core type.
            TypeKey::Native(_) => self.layout() == key.layout() && !self.has_flags(type_flags::HEAP),
        }
    }
    /// Whether this is the core type itself.
    #[inline(always)]
    pub fn is_core(&self, other: CoreType) -> bool {
        core::ptr::eq(self, core_type_pointer(other))
    }
    /// Sets how memory of instances is handled. For types with native layouts, once, at start-up.
    pub(crate) fn set_memory(
        &self,
        layout: Layout,
        instance_size: usize,
        functions: MemoryFunctions,
        instance_offset: usize,
    ) {
        self.layout.set(layout);
        // SAFETY: see the type.
        let head = unsafe { &mut *self.head.get() };
        head.instance_size = instance_size as u32;
        head.instance_offset = instance_offset as u32;
        head.destroy = functions.destroy;
        head.traverse = functions.traverse;
        head.clear = functions.clear;
    }
    /// Sets the finalizer the collector runs.
    pub(crate) fn set_finalize(&self, finalize: Option<unsafe fn(*mut Header)>) {
        // SAFETY: see the type.
        unsafe { (*self.head.get()).finalize = finalize };
    }
    /// Drops what the type holds; what is left of it serves objects that are still there.
    pub(crate) fn give_up_contents(&self) {
        // What caches remember of it is about to go.
        self.modified();
        leave_bases(self);
        let details = self.details();
        let held = (details.resolution_order.take(), details.bases.take(), details.best_base.take());
        if details.namespace.get().is_some() {
            self.namespace().remove_all();
        }
        drop(held);
    }
    /// How memory of instances is handled.
    pub(crate) fn memory(&self) -> MemoryFunctions {
        let head = self.head();
        MemoryFunctions { destroy: head.destroy, traverse: head.traverse, clear: head.clear }
    }
    pub(crate) fn as_header(&self) -> *mut Header {
        core::ptr::from_ref(self).cast_mut().cast()
    }
    /// A new, empty class whose instances are handled as those of `base`. Its type is `metaclass`.
    pub fn new_class(metaclass: &TypeObject, base: &TypeObject, name: &str) -> Owned {
        let size = size_of::<TypeObject>();
        let object = molt_heap::allocator::allocate(size).cast::<TypeObject>();
        let memory = base.memory();
        let class = TypeObject {
            head: UnsafeCell::new(TypeHead {
                header: Header {
                    reference_count: Cell::new(1),
                    state: Cell::new(0),
                    type_object: Word(metaclass.as_header()),
                },
                version: new_version(),
                flags: base.flags() & !type_flags::HEAP | type_flags::HEAP | type_flags::BASE | type_flags::COLLECTED,
                instance_offset: base.head().instance_offset,
                instance_size: base.head().instance_size,
                destroy: memory.destroy,
                traverse: memory.traverse,
                clear: memory.clear,
                finalize: base.head().finalize,
                name: "class",
                not_send: PhantomData,
            }),
            slots: UnsafeCell::new(TypeSlots::of(Slots::EMPTY)),
            layout: Cell::new(base.layout()),
            completion: Cell::new(None),
            definition: Cell::new(None),
            details: OnceCell::new(),
        };
        *class.details().name.borrow_mut() = Some(crate::Str::from_rust(name));
        // SAFETY: fresh memory of the right size; the metaclass is retained because a class keeps its type alive.
        unsafe {
            object.write(class);
            if metaclass.has_flags(type_flags::HEAP) {
                core::mem::forget(metaclass.own());
            }
            collector::track(object.cast());
            Owned::from_value(Value::from_pointer(object.cast()))
        }
    }
}

/// A new native type: immortal, without contents, without memory functions.
pub(crate) fn new_native_type(name: &'static str) -> &'static TypeObject {
    let object = molt_heap::allocator::allocate(size_of::<TypeObject>()).cast::<TypeObject>();
    // SAFETY: fresh memory of the right size, which is never freed.
    unsafe {
        object.write(empty_type(name, new_version(), Layout::of_core(CoreType::Object)));
        &*object
    }
}

/// Drops what a native type holds, and its details with their namespace.
///
/// # Safety
/// The type is alive, and nobody refers to its details or into them.
pub(crate) unsafe fn give_up_details(class: *mut TypeObject) {
    // SAFETY: the type is alive, and the details are taken out before they are dropped (caller).
    let details = unsafe {
        (*class).give_up_contents();
        (*class).completion.set(None);
        (*class).details.take()
    };
    drop(details);
}

/// An immortal type about which only its name is known.
fn empty_type(name: &'static str, version: u32, layout: Layout) -> TypeObject {
    TypeObject {
        head: UnsafeCell::new(TypeHead {
            header: Header {
                reference_count: Cell::new(IMMORTAL),
                state: Cell::new(0),
                type_object: Word(core_type_pointer(CoreType::Type).cast()),
            },
            version,
            flags: 0,
            instance_offset: 0,
            instance_size: 16,
            destroy: destroy_nothing,
            traverse: traverse_nothing,
            clear: clear_nothing,
            finalize: None,
            name,
            not_send: PhantomData,
        }),
        slots: UnsafeCell::new(TypeSlots::of(Slots::EMPTY)),
        layout: Cell::new(layout),
        completion: Cell::new(None),
        definition: Cell::new(None),
        details: OnceCell::new(),
    }
}

/// How memory of a type's instances is handled.
#[derive(Clone, Copy)]
#[repr(C)]
pub(crate) struct MemoryFunctions {
    pub destroy: unsafe fn(*mut Header),
    pub traverse: unsafe fn(*mut Header, &mut Visitor<'_>),
    pub clear: unsafe fn(*mut Header),
}

unsafe fn destroy(object: *mut Header) {
    // SAFETY: called once on a dead class.
    unsafe {
        collector::untrack(object);
        let class = &*object.cast::<TypeObject>();
        leave_bases(class);
        let metaclass = (*object).type_object.0;
        core::ptr::drop_in_place(object.cast::<TypeObject>());
        molt_heap::allocator::free(object, size_of::<TypeObject>());
        if (*metaclass.cast::<TypeObject>()).has_flags(type_flags::HEAP) {
            molt_heap::owned::release(Value::from_pointer(metaclass));
        }
    }
}

/// Takes a dying class out of its bases' lists of subclasses.
fn leave_bases(class: &TypeObject) {
    let own = class.as_borrowed().value();
    let bases = class.details().bases.borrow().clone();
    let Some(bases) = bases else { return };
    if let Some(bases) = bases.borrow().downcast::<crate::Tuple>() {
        for base in bases.iter().filter_map(TypeObject::of) {
            base.details().subclasses.borrow_mut().retain(|subclass| *subclass != own);
        }
    }
}

unsafe fn traverse(object: *mut Header, visitor: &mut Visitor<'_>) {
    // SAFETY: a live class.
    let class = unsafe { &*object.cast::<TypeObject>() };
    let details = class.details();
    for held in [&details.name, &details.qualified_name, &details.bases, &details.resolution_order, &details.best_base]
    {
        visitor.optional(&held.borrow());
    }
    if let Some(namespace) = details.namespace.get() {
        visitor.owned(namespace);
    }
    // SAFETY: as above.
    let metaclass = unsafe { crate::native::class_of(object) };
    if metaclass.has_flags(type_flags::HEAP) {
        visitor.value(metaclass.as_borrowed().value());
    }
}

unsafe fn clear(object: *mut Header) {
    // SAFETY: a live class, part of a dead cycle.
    let class = unsafe { &*object.cast::<TypeObject>() };
    class.give_up_contents();
}

pub(crate) fn register() {
    let class = core_type(CoreType::Type);
    class.set_memory(
        Layout::of_core(CoreType::Type),
        size_of::<TypeObject>(),
        MemoryFunctions { destroy, traverse, clear },
        0,
    );
    class.add_flags(type_flags::COLLECTED);
}
