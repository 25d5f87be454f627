//! Safe access to the static records that the compiler emits.

use molt_abi::layout::code_flags;
use molt_abi::{CodeRecord, Location, ModuleRecord, Word, locations};

use crate::{Borrowed, CoreType, Downcast, Owned, Payload, Result, Str, TypeKey, Value, Visitor, new_native};

/// A compiled function's description.
#[derive(Clone, Copy)]
pub struct CodeReference(&'static CodeRecord);

/// A code object.
pub struct Code {
    /// The compiled function's record.
    pub code: CodeReference,
}

impl Payload for Code {
    const TYPE: TypeKey = TypeKey::Core(CoreType::Code);
    const TRACKED: bool = false;
    fn traverse(&self, _visitor: &mut Visitor<'_>) {}
}

/// Gives up the code objects, at the end of the program.
pub fn drop_objects() {
    for object in crate::token().interpreter().types.codes.take() {
        // SAFETY: the table owned its objects.
        drop(unsafe { Owned::from_value(Value::from_pointer(object)) });
    }
}

/// A variable of a function.
#[derive(Clone, Copy)]
pub struct Variable {
    /// An immortal str.
    pub name: Borrowed<'static>,
    /// Where it is.
    pub place: Place,
}

/// Where a variable is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a slot of the frame; in none, when it is never used.
    Local(u32),
    /// In the cell in a slot of the frame.
    Cell(u32),
    /// In a cell of the function.
    Free(usize),
}

/// A compiled module's description.
#[derive(Clone, Copy)]
pub struct ModuleReference(*mut ModuleRecord);

unsafe fn values(first: Word<Value>, count: u32) -> &'static [Borrowed<'static>] {
    if count == 0 {
        return &[];
    }
    // SAFETY: the record says that so many immortal values stand there (caller).
    unsafe { core::slice::from_raw_parts(first.0.cast::<Borrowed<'static>>(), count as usize) }
}

impl CodeReference {
    /// Wraps a record.
    ///
    /// # Safety
    /// The record was emitted by the compiler, or made with the same promises: everything it points to is static.
    pub unsafe fn new(record: *const CodeRecord) -> CodeReference {
        // SAFETY: records are static.
        CodeReference(unsafe { &*record })
    }
    /// The record.
    pub fn record(self) -> &'static CodeRecord {
        self.0
    }
    /// The code object.
    pub fn object(self) -> Owned {
        let codes = &crate::token().interpreter().types.codes;
        let address = core::ptr::from_ref(self.0).addr();
        if let Some(object) = codes.find(address) {
            // SAFETY: the table owns its objects.
            return unsafe { Borrowed::from_value(Value::from_pointer(object)) }.own();
        }
        let object = new_native(Code { code: self });
        if let Some(pointer) = object.clone().into_value().as_pointer() {
            codes.add(address, pointer);
        }
        object
    }
    /// The global variables and attributes it names, in the order of the code.
    pub fn names(self) -> &'static [Borrowed<'static>] {
        // SAFETY: the record says so.
        unsafe { values(self.0.names, self.0.name_count) }
    }
    /// How many locations it has.
    pub fn location_count(self) -> usize {
        self.0.location_count as usize
    }
    /// The locations of what it does, by index.
    pub fn locations(self) -> impl Iterator<Item = Location> {
        (0..self.location_count()).filter_map(move |index| self.location(index))
    }
    /// Where an operation stands.
    pub fn location(self, index: usize) -> Option<Location> {
        if index >= self.location_count() {
            return None;
        }
        let (group, place) = (index / locations::GROUP, index % locations::GROUP);
        let table = self.0.locations.0;
        // SAFETY: the record has so many locations, whose groups are as the form says.
        unsafe {
            let mut position = table.add(table.cast::<u32>().add(group).read_unaligned() as usize);
            Some(locations::decode(place, &mut || {
                let byte = position.read();
                position = position.add(1);
                byte
            }))
        }
    }
    /// The module.
    pub fn module(self) -> ModuleReference {
        ModuleReference(self.0.module.0)
    }
    /// `__name__`.
    pub fn name(self) -> Borrowed<'static> {
        // SAFETY: the record holds an immortal str.
        unsafe { Borrowed::from_value(self.0.name) }
    }
    /// `__qualname__`.
    pub fn qualified_name(self) -> Borrowed<'static> {
        // SAFETY: as above.
        unsafe { Borrowed::from_value(self.0.qualified_name) }
    }
    /// Docstring or None.
    pub fn documentation(self) -> Borrowed<'static> {
        // SAFETY: as above.
        unsafe { Borrowed::from_value(self.0.documentation) }
    }
    /// Names of all parameters in slot order.
    pub fn parameter_names(self) -> &'static [Borrowed<'static>] {
        // SAFETY: the record says so.
        unsafe { values(self.0.parameter_names, self.0.parameter_count) }
    }
    /// Names of the free variables.
    pub fn free_names(self) -> &'static [Borrowed<'static>] {
        // SAFETY: the record says so.
        unsafe { values(self.0.free_names, self.0.cell_count) }
    }
    /// The slots of the variables that have one.
    pub(crate) fn slots_of_variables(self) -> impl Iterator<Item = usize> {
        self.own_variables().iter().map(|variable| variable.slot as usize)
    }
    fn own_variables(self) -> &'static [molt_abi::layout::Variable] {
        match self.0.variable_count {
            0 => &[],
            // SAFETY: so many variables stand there.
            count => unsafe { core::slice::from_raw_parts(self.0.variables.0, count as usize) },
        }
    }
    /// The variables: parameters, other locals, those that are in cells, free ones, as CPython counts them. Names can be there
    /// more than once: the variable of a comprehension hides the function's.
    pub fn variables(self) -> impl Iterator<Item = Variable> {
        let own = self.own_variables().iter().map(|variable| Variable {
            // SAFETY: an immortal str.
            name: unsafe { Borrowed::from_value(variable.name) },
            place: if variable.is_cell == 0 { Place::Local(variable.slot) } else { Place::Cell(variable.slot) },
        });
        let free = self.free_names().iter().enumerate();
        own.chain(free.map(|(index, &name)| Variable { name, place: Place::Free(index) }))
    }
    /// Whether these [`code_flags`] are set.
    pub fn has_flags(self, flags: u32) -> bool {
        self.0.flags & flags == flags
    }
    /// Whether it is the body of a class statement.
    pub fn is_class_body(self) -> bool {
        self.has_flags(code_flags::CLASS_BODY)
    }
    /// Whether it is a module's body.
    pub fn is_module_body(self) -> bool {
        self.has_flags(code_flags::MODULE_BODY)
    }
    /// Whether it reads variables from their slots whenever it uses them, so that others may set them while it runs.
    pub fn reads_slots(self) -> bool {
        self.has_flags(code_flags::READS_SLOTS)
    }
    /// Whether calling it makes a generator.
    pub fn is_generator(self) -> bool {
        self.has_flags(code_flags::GENERATOR)
    }
}

impl PartialEq for CodeReference {
    fn eq(&self, other: &CodeReference) -> bool {
        core::ptr::eq(self.0, other.0)
    }
}

impl ModuleReference {
    /// Wraps a record.
    ///
    /// # Safety
    /// The record was emitted by the compiler, or made with the same promises; it is static and writable.
    pub unsafe fn new(record: *mut ModuleRecord) -> ModuleReference {
        ModuleReference(record)
    }
    fn get(self) -> &'static ModuleRecord {
        // SAFETY: records are static; fields other than `module_object` and the slots never change.
        unsafe { &*self.0 }
    }
    /// The address, to tell modules apart.
    pub fn as_pointer(self) -> *mut ModuleRecord {
        self.0
    }
    /// Dotted name; `__main__` for the module the program was started with.
    pub fn name(self) -> Borrowed<'static> {
        if self.is_main() { crate::Name::Main.value() } else { self.link_name() }
    }
    /// Dotted name, whatever the module was started as.
    pub fn link_name(self) -> Borrowed<'static> {
        // SAFETY: an immortal str.
        unsafe { Borrowed::from_value(self.get().name) }
    }
    /// Whether the program was started with this module.
    pub fn is_main(self) -> bool {
        self.0 == crate::token().interpreter().modules.main.get()
    }
    /// Makes this the module the program was started with.
    pub fn become_main(self) {
        crate::token().interpreter().modules.main.set(self.0);
    }
    /// `__name__` of the module as running: the module object's, so `__main__` for the main module.
    pub fn display_name(self) -> Owned {
        let namespace = self.namespace();
        let namespace = namespace.as_ref().and_then(|namespace| crate::Dict::of(namespace.borrow()));
        let own = namespace.and_then(|namespace| namespace.get_str(crate::Name::NameName.str()));
        own.unwrap_or_else(|| self.name().own())
    }
    /// File name shown in tracebacks.
    pub fn file(self) -> Borrowed<'static> {
        // SAFETY: an immortal str.
        unsafe { Borrowed::from_value(self.get().file) }
    }
    /// Docstring or None.
    pub fn documentation(self) -> Borrowed<'static> {
        // SAFETY: an immortal str or None.
        unsafe { Borrowed::from_value(self.get().documentation) }
    }
    /// Source text, as an LZ4 block, and its length in bytes.
    pub fn compressed_source(self) -> (&'static [u8], usize) {
        let record = self.get();
        if record.source.0.is_null() {
            return (&[], 0);
        }
        // SAFETY: so many bytes stand there.
        let block = unsafe { core::slice::from_raw_parts(record.source.0, record.source_size as usize) };
        (block, record.source_length as usize)
    }
    /// Whether the module is a package.
    pub fn is_package(self) -> bool {
        self.get().is_package != 0
    }
    /// The module body.
    pub fn body(self) -> CodeReference {
        // SAFETY: every record has a body.
        unsafe { CodeReference::new(self.get().body.0) }
    }
    /// Names of the global slots, in code point order.
    pub fn global_names(self) -> &'static [Borrowed<'static>] {
        // SAFETY: the record says so.
        unsafe { values(self.get().global_names, self.get().global_count) }
    }
    fn slot(self, index: usize) -> *mut Value {
        let record = self.get();
        assert!(index < record.global_count as usize, "no such global slot");
        // SAFETY: within the slots.
        unsafe { record.globals.0.add(index) }
    }
    /// A global, if it is set.
    pub fn global(self, index: usize) -> Option<Owned> {
        // SAFETY: a slot owns its value.
        unsafe {
            let value = *self.slot(index);
            (!value.is_unbound()).then(|| Borrowed::from_value(value).own())
        }
    }
    /// The global slot of a name.
    pub fn slot_of(self, name: &Str) -> Option<usize> {
        let names = self.global_names();
        let order = |slot_name: &Borrowed<'_>| match slot_name.downcast::<Str>() {
            Some(slot_name) => slot_name.compare(name),
            None => unreachable!("names are strs"),
        };
        names.binary_search_by(order).ok()
    }
    /// A global that is known to be set, where it is.
    pub(crate) fn bound_global(self, index: usize) -> &'static Owned {
        // SAFETY: a slot owns its value, so it has the form of an `Owned`; the slots are static. Whoever holds the reference
        // runs no code that sets the slot.
        let value: &Owned = unsafe { &*self.slot(index).cast() };
        debug_assert!(!value.value().is_unbound(), "a dict has an entry for an unbound slot");
        value
    }
    /// Sets or (with None) unsets a global and gives what was there. Only the dict may bind and unbind slots.
    pub(crate) fn exchange_global(self, index: usize, value: Option<Owned>) -> Option<Owned> {
        // SAFETY: a slot owns its value; ownership is exchanged.
        unsafe {
            let old = self.slot(index).replace(value.map_or(Value::UNBOUND, Owned::into_value));
            (!old.is_unbound()).then(|| Owned::from_value(old))
        }
    }
    /// Runs the module body.
    pub fn run_body(self, module: Borrowed<'_>) -> Result<()> {
        let body = self.body().record();
        // SAFETY: a module body's entry takes the module object as callee and no parameters.
        unsafe {
            let entry: extern "C" fn(*mut u8, Value, *const Value) -> Value = core::mem::transmute(body.entry.0);
            crate::function::owned_result(entry(body.direct.0, module.value(), core::ptr::null())).map(drop)
        }
    }
    /// The dict of the module's names, while there is one.
    pub fn namespace(self) -> Option<Owned> {
        // SAFETY: a dict that gives up the slots, at the latest when it dies, takes itself out of the word.
        unsafe {
            let value = (*self.0).namespace;
            (!value.is_error()).then(|| Borrowed::from_value(value).own())
        }
    }
    /// Says which dict has the slots behind it.
    pub(crate) fn set_namespace(self, namespace: Option<Borrowed<'_>>) {
        // SAFETY: records are static and writable.
        unsafe { (*self.0).namespace = namespace.map_or(Value::ERROR, Borrowed::value) }
    }
    /// The module object, once it is being imported.
    pub fn object(self) -> Option<Owned> {
        // SAFETY: the word owns a reference unless it is ERROR.
        unsafe {
            let value = (*self.0).module_object;
            (!value.is_error()).then(|| Borrowed::from_value(value).own())
        }
    }
    /// Sets the module object and gives the one before.
    pub fn set_object(self, object: Option<Owned>) -> Option<Owned> {
        // SAFETY: the word owns a reference unless it is ERROR; ownership is exchanged.
        unsafe {
            let word = &raw mut (*self.0).module_object;
            let old = word.replace(object.map_or(Value::ERROR, Owned::into_value));
            (!old.is_error()).then(|| Owned::from_value(old))
        }
    }
}

/// The modules linked into the program.
#[derive(Clone, Copy)]
pub struct ModuleTableReference(&'static molt_abi::ModuleTable);

impl ModuleTableReference {
    /// Wraps the table.
    ///
    /// # Safety
    /// The table was made by the link step, or with the same promises: it and everything it points to is static, and the
    /// modules are sorted by name.
    pub unsafe fn new(table: *const molt_abi::ModuleTable) -> ModuleTableReference {
        // SAFETY: static (caller).
        ModuleTableReference(unsafe { &*table })
    }
    /// Makes it the table of the program that runs.
    pub fn install(self) {
        crate::token().interpreter().modules.table.set(Some(self.0));
    }
    /// The table of the program that runs.
    pub fn installed() -> Option<ModuleTableReference> {
        crate::token().interpreter().modules.table.get().map(ModuleTableReference)
    }
    /// The module the program is started with.
    pub fn main(self) -> ModuleReference {
        ModuleReference(self.0.main.0)
    }
    /// The seed of hashes that is compiled in.
    pub fn hash_seed(self) -> Option<u32> {
        u32::try_from(self.0.hash_seed.checked_sub(1)?).ok()
    }
    /// Every module.
    pub fn modules(self) -> impl ExactSizeIterator<Item = ModuleReference> {
        let first = self.0.modules.0;
        // SAFETY: so many addresses of records stand there.
        (0..self.0.count as usize).map(move |index| ModuleReference(unsafe { (*first.add(index)).0 }))
    }
    /// The module with a name.
    pub fn find(self, name: &crate::Str) -> Option<ModuleReference> {
        use crate::Downcast;
        let (mut low, mut high) = (0, self.0.count as usize);
        while low < high {
            let middle = usize::midpoint(low, high);
            // SAFETY: within the table.
            let module = ModuleReference(unsafe { (*self.0.modules.0.add(middle)).0 });
            let own = module.link_name().downcast::<crate::Str>()?;
            match own.compare(name) {
                core::cmp::Ordering::Equal => return Some(module),
                core::cmp::Ordering::Less => low = middle + 1,
                core::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
}
