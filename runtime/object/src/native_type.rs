//! Descriptions of native types.
//!
//! A native type is a static [`TypeDefinition`], found by its address. The type object is made from it when it is first
//! needed and kept by the interpreter. *Core types* ([`CoreType`]) are those that compiled code or the lower crates know by
//! number: their type objects stand in one array and get their slots at start-up. [`TypeKey`] says which type in either case.

use molt_abi::Header;

use crate::description::{self, Mark};
use crate::function::Definition;
use crate::native::{self, Payload};
use crate::slots::SlotTable;
use crate::type_object::{self, MemoryFunctions};
use crate::{Borrowed, CoreType, Result, TypeObject, core_type};

/// Which native type.
#[derive(Clone, Copy)]
pub enum TypeKey {
    /// A core type.
    Core(CoreType),
    /// The type with this description.
    Native(&'static TypeDefinition),
}

impl TypeKey {
    /// The type object, which is made if there is none yet.
    #[inline]
    pub fn object(self) -> &'static TypeObject {
        match self {
            TypeKey::Core(core) => core_type(core),
            TypeKey::Native(definition) => definition.object(),
        }
    }
    /// The name in messages.
    pub const fn name(self) -> &'static str {
        match self {
            TypeKey::Core(core) => core.name(),
            TypeKey::Native(definition) => definition.name,
        }
    }
    /// The layout of its objects, if they have one of their own.
    #[inline(always)]
    pub const fn layout(self) -> Layout {
        match self {
            TypeKey::Core(core) => Layout::of_core(core),
            TypeKey::Native(definition) => Layout(core::ptr::from_ref(definition)),
        }
    }
}

impl core::fmt::Debug for TypeKey {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str(self.name())
    }
}

/// What the memory of an object is: the type that lays it out. One word, so that a test is one comparison.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Layout(*const TypeDefinition);

impl Layout {
    /// The layout of a core type: its number plus one, an address at which nothing lies.
    #[inline(always)]
    pub const fn of_core(core: CoreType) -> Layout {
        Layout(core::ptr::without_provenance(core as usize + 1))
    }
    /// The core type that it is the layout of.
    pub fn core(self) -> Option<CoreType> {
        CoreType::ALL.get(self.0.addr().wrapping_sub(1)).copied()
    }
    /// The type that it is the layout of.
    pub fn key(self) -> TypeKey {
        match self.core() {
            Some(core) => TypeKey::Core(core),
            // SAFETY: the two constructors make numbers of core types and addresses of static descriptions.
            None => TypeKey::Native(unsafe { &*self.0 }),
        }
    }
}

impl PartialEq<CoreType> for Layout {
    #[inline(always)]
    fn eq(&self, other: &CoreType) -> bool {
        *self == Layout::of_core(*other)
    }
}

/// Sets a computed attribute, or deletes it without a value.
pub type Setter = fn(Borrowed<'_>, Option<Borrowed<'_>>) -> Result<()>;

/// A computed attribute of a native type. The link step knows where its name and its code stand.
#[repr(C)]
pub struct GetSet {
    /// Attribute name.
    pub name: &'static str,
    /// `__doc__`.
    pub documentation: &'static str,
    /// Reads it.
    pub get: fn(Borrowed<'_>) -> Result,
    /// Sets it, or deletes it without a value; None for read-only attributes.
    pub set: Option<Setter>,
}

/// The description of a native type: static data. The link step knows where its parts stand.
#[repr(C)]
pub struct TypeDefinition {
    /// What the link step knows it by.
    pub mark: &'static Mark,
    /// Methods.
    pub methods: &'static [Definition],
    /// Class methods; the receiver is the class.
    pub class_methods: &'static [Definition],
    /// Static methods; the receiver is UNBOUND.
    pub static_methods: &'static [Definition],
    /// Computed attributes.
    pub getters: &'static [GetSet],
    /// Which core type, if it is one.
    pub core: Option<CoreType>,
    /// Name in messages: with the module in front, unless that is `builtins`.
    pub name: &'static str,
    /// `__doc__`.
    pub documentation: &'static str,
    /// Operations of its own; the base's are inherited.
    pub slots: SlotTable,
    /// How memory of its objects is handled. None for a core type some of whose objects are made in other ways than by
    /// code that marks it: nothing shows whether a program has such objects.
    pub objects: Option<Objects>,
    /// Whether it may be subclassed.
    pub base: bool,
    /// Fills a new type object; core types are filled at start-up.
    pub complete: Option<fn(&'static TypeDefinition, &'static TypeObject)>,
}

/// No number of a core type.
const OWN_LAYOUT: u32 = u32::MAX;

/// How memory of a type's objects is handled. Code that makes such objects says so
/// (`description::mark_reached`): the link step leaves out what belongs to objects that no code makes.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Objects {
    pub(crate) memory: MemoryFunctions,
    pub(crate) size: usize,
    /// The number of the core type that lays them out, [`OWN_LAYOUT`] if the type does that is described.
    pub(crate) layout: u32,
    pub(crate) tracked: bool,
}

impl Objects {
    /// Objects with this payload.
    const fn of<P: Payload>(layout: u32) -> Objects {
        Objects {
            memory: native::memory_functions::<P>(),
            size: native::native_size::<P>(),
            layout,
            tracked: P::TRACKED,
        }
    }
    /// Sets up a type with such objects.
    fn set_up(&self, definition: &'static TypeDefinition, class: &TypeObject) {
        let core = CoreType::ALL.get(self.layout as usize).copied();
        let layout = core.map_or(TypeKey::Native(definition), TypeKey::Core).layout();
        class.set_memory(layout, self.size, self.memory, 0);
        if self.tracked {
            class.add_flags(molt_abi::layout::type_flags::COLLECTED);
        }
    }
}

impl TypeDefinition {
    /// A core type without contents: to be completed with struct update syntax.
    pub const fn new(core: CoreType) -> TypeDefinition {
        TypeDefinition {
            mark: &description::TYPE,
            core: Some(core),
            name: core.name(),
            documentation: "",
            slots: SlotTable::EMPTY,
            methods: &[],
            class_methods: &[],
            static_methods: &[],
            getters: &[],
            objects: None,
            base: false,
            complete: None,
        }
    }
    /// A core type whose objects have this payload, without contents: to be completed with struct update syntax.
    pub const fn core<P: Payload>(core: CoreType) -> TypeDefinition {
        TypeDefinition { objects: Some(Objects::of::<P>(core as u32)), ..TypeDefinition::new(core) }
    }
    /// The type of the objects with this payload, without contents: to be completed with struct update syntax.
    /// `complete` fills a new type object.
    pub const fn native<P: Payload>(
        name: &'static str,
        complete: fn(&'static TypeDefinition, &'static TypeObject),
    ) -> TypeDefinition {
        TypeDefinition {
            core: None,
            name,
            objects: Some(Objects::of::<P>(OWN_LAYOUT)),
            complete: Some(complete),
            ..TypeDefinition::new(CoreType::Object)
        }
    }
    /// Sets up the memory of the objects of a core type, if the description says how.
    pub fn set_up_objects(&'static self, class: &TypeObject) {
        if let Some(objects) = &self.objects {
            objects.set_up(self, class);
        }
    }
    /// Which type it describes.
    pub fn key(&'static self) -> TypeKey {
        match self.core {
            Some(core) => TypeKey::Core(core),
            None => TypeKey::Native(self),
        }
    }
    /// The type object, which is made if there is none yet.
    #[inline]
    pub fn object(&'static self) -> &'static TypeObject {
        let address = core::ptr::from_ref(self).addr();
        match crate::token().interpreter().types.natives.find(address) {
            // SAFETY: the table holds type objects, and none is ever freed.
            Some(object) => unsafe { &*object.cast::<TypeObject>() },
            None => self.make(),
        }
    }
    #[cold]
    fn make(&'static self) -> &'static TypeObject {
        let Some(complete) = self.complete else { return core_type(self.core.unwrap_or(CoreType::Object)) };
        let class = type_object::new_native_type(self.name);
        self.set_up_objects(class);
        let address = core::ptr::from_ref(self).addr();
        // Known before it is complete: what it holds may ask for it.
        crate::token().interpreter().types.natives.add(address, core::ptr::from_ref(class).cast_mut().cast::<Header>());
        complete(self, class);
        class
    }
}

/// Completes every core type and every other native type made so far, for tools that compare the program's objects at its
/// end with those at its start.
pub fn complete_all() {
    for &core in CoreType::ALL {
        let _ = core_type(core).namespace();
    }
    // Completing a type can make others.
    let mut completed = 0;
    loop {
        let passing = crate::token().interpreter().types.natives.passing();
        if passing.len() == completed {
            return;
        }
        completed = passing.len();
        for object in passing {
            // SAFETY: the table holds type objects, and none is ever freed.
            let _ = unsafe { &*object.cast::<TypeObject>() }.namespace();
        }
    }
}

/// Gives up what the type objects made since start-up hold. To be called at shutdown, when none of their objects is left.
pub fn shut_down() {
    for object in crate::token().interpreter().types.natives.passing() {
        // SAFETY: the table holds type objects, and none is ever freed; nothing holds on to a type's details.
        unsafe { type_object::give_up_details(object.cast::<TypeObject>()) };
    }
}
