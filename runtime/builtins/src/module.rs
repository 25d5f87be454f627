//! Module objects: global slots of the compiled module, and a dict for every other name.

pub mod namespace;
mod object_type;

use core::cell::{Cell, RefCell};

use molt_object::native_type::TypeDefinition;
use molt_object::{
    Borrowed, CoreType, Definition, Dict, Downcast, ModuleReference, Name, NativeFunction, Owned, Payload, Str,
    TypeKey, Visitor, new_native,
};

use crate::import::NativeModule;

pub use namespace::Namespace;

/// A module.
pub struct Module {
    /// The compiled module whose slots hold its globals; None for modules written in Rust or made at run time.
    record: Option<ModuleReference>,
    /// Slot numbers by name, made when first needed.
    slots: RefCell<Option<Owned>>,
    /// Names without a slot.
    others: RefCell<Option<Owned>>,
    /// `__dict__` of a compiled module, once asked for: the same object each time.
    namespace: RefCell<Option<Owned>>,
    /// Whether its body is running for the first time.
    initialising: Cell<bool>,
    /// Whether changes must invalidate caches of builtins.
    is_builtins: bool,
    /// Itself, once it is only to be freed as garbage; see [`Module::abandon`].
    itself: RefCell<Option<Owned>>,
}

impl Payload for Module {
    const TYPE: TypeKey = TypeKey::Core(CoreType::Module);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.optional(&self.slots.borrow());
        visitor.optional(&self.others.borrow());
        visitor.optional(&self.itself.borrow());
        visitor.optional(&self.namespace.borrow());
        if let Some(record) = self.record {
            record.visit_globals(visitor);
        }
    }
    fn clear(&self) {
        self.clear_globals();
        let others = self.others.borrow().clone();
        if let Some(others) = others.as_ref().and_then(|others| Dict::of(others.borrow())) {
            others.remove_all();
        }
        drop((self.itself.take(), self.namespace.take()));
    }
}

impl Drop for Module {
    fn drop(&mut self) {
        self.clear_globals();
    }
}

impl Module {
    /// A module without anything in it but its name and docstring.
    pub fn empty(name: Borrowed<'_>, documentation: Borrowed<'_>) -> Owned {
        let module = Self::with(None, Dict::new(), false);
        let own = Self::expect(module.borrow());
        for (key, value) in
            [(Name::NameName, name.own()), (Name::Doc, documentation.own()), (Name::Package, Owned::none())]
        {
            own.set(key.str(), Some(value));
        }
        own.set_text("__loader__", Owned::none());
        own.set_text("__spec__", Owned::none());
        module
    }
    /// The object of a compiled module, with the names every module has.
    pub fn compiled(record: ModuleReference) -> Owned {
        let module = Self::with(Some(record), Dict::new(), false);
        let own = Self::expect(module.borrow());
        let name = record.name();
        own.set(Name::NameName.str(), Some(name.own()));
        own.set(Name::Doc.str(), Some(record.documentation().own()));
        own.set(Name::Package.str(), Some(package_of(record)));
        own.set_text("__loader__", Owned::none());
        own.set_text("__spec__", Owned::none());
        own.set(Name::File.str(), Some(record.file().own()));
        if record.is_package() {
            let file = record.file().downcast::<Str>().map(Str::to_rust).unwrap_or_default();
            let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
            let path = molt_object::List::from_vec(vec![Str::from_rust(folder)]);
            own.set(Name::Path.str(), Some(path));
        }
        module
    }
    /// The `builtins` module, around the namespace that global names fall back to.
    pub fn builtins(namespace: Owned) -> Owned {
        Self::with(None, namespace, true)
    }
    fn with(record: Option<ModuleReference>, others: Owned, is_builtins: bool) -> Owned {
        new_native(Module {
            record,
            slots: RefCell::new(None),
            others: RefCell::new(Some(others)),
            namespace: RefCell::new(None),
            initialising: Cell::new(false),
            is_builtins,
            itself: RefCell::new(None),
        })
    }
    fn namespace(&self, make: impl FnOnce() -> Owned) -> Owned {
        self.namespace.borrow_mut().get_or_insert_with(make).clone()
    }
    /// The module behind a value.
    pub fn of(value: Borrowed<'_>) -> Option<&Module> {
        value.payload::<Module>()
    }
    fn expect(value: Borrowed<'_>) -> &Module {
        match Self::of(value) {
            Some(module) => module,
            None => unreachable!("not a module"),
        }
    }
    /// The compiled module, if it is one.
    pub fn record(&self) -> Option<ModuleReference> {
        self.record
    }
    /// Whether its body is running for the first time.
    pub fn is_initialising(&self) -> bool {
        self.initialising.get()
    }
    /// Says whether its body is running for the first time.
    pub fn set_initialising(&self, initialising: bool) {
        self.initialising.set(initialising);
    }
    /// The dict of names without a slot.
    pub fn others(&self) -> Owned {
        self.others.borrow().clone().unwrap_or_else(Dict::new)
    }
    fn slot(&self, name: &Str) -> Option<(ModuleReference, usize)> {
        let record = self.record?;
        let mut slots = self.slots.borrow_mut();
        let index = slots.get_or_insert_with(|| {
            let index = Dict::new();
            if let Some(table) = Dict::of(index.borrow()) {
                for (slot, name) in record.global_names().iter().enumerate() {
                    drop(table.insert_str_key(name.own(), molt_object::integer::from_usize(slot)));
                }
            }
            index
        });
        let slot = Dict::of(index.borrow())?.get_str(name)?;
        Some((record, usize::try_from(slot.value().as_small_int()?).ok()?))
    }
    /// A global.
    pub fn get(&self, name: &Str) -> Option<Owned> {
        match self.slot(name) {
            Some((record, slot)) => record.global(slot),
            None => Dict::of(self.others().borrow())?.get_str(name),
        }
    }
    /// Sets a global, or deletes it without a value. Gives what it was.
    pub fn set(&self, name: &Str, value: Option<Owned>) -> Option<Owned> {
        if let Some((record, slot)) = self.slot(name) {
            return record.set_global(slot, value);
        }
        let others = self.others();
        let others = Dict::of(others.borrow())?;
        let old = match value {
            Some(value) => others.insert_str_key(name.to_exact(), value),
            None => others.remove_str(name),
        };
        if self.is_builtins {
            molt_protocol::builtins_module::changed();
        }
        old
    }
    /// Sets a global named by text.
    pub fn set_text(&self, name: &str, value: Owned) {
        let name = Str::from_rust(name);
        if let Some(name) = name.borrow().downcast::<Str>() {
            drop(self.set(name, Some(value)));
        }
    }
    /// Adds native functions of a module written in Rust.
    pub fn define_functions(&self, module: &'static NativeModule, definitions: &'static [Definition]) {
        for definition in definitions {
            let function = NativeFunction { definition, receiver: Owned::unbound(), module: module.name };
            self.set_text(definition.name, new_native(function));
        }
    }
    /// Adds a native type, under the last part of its name.
    pub fn define_type(&self, definition: &'static TypeDefinition) {
        let name = definition.name.rsplit('.').next().unwrap_or(definition.name);
        self.set_text(name, definition.object().own());
    }
    /// A global named by text.
    pub fn get_text(&self, name: &str) -> Option<Owned> {
        let name = Str::from_rust(name);
        self.get(name.borrow().downcast::<Str>()?)
    }
    /// Names and values.
    pub fn items(&self) -> Vec<(Owned, Owned)> {
        let others = self.others();
        let mut items = Dict::of(others.borrow())
            .map_or_else(Vec::new, |others| others.items().unwrap_or_else(molt_object::memory::give_up));
        if let Some(record) = self.record {
            let names = record.global_names().iter().enumerate();
            items.extend(names.filter_map(|(slot, name)| Some((name.own(), record.global(slot)?))));
        }
        items
    }
    /// Unsets every global slot.
    pub fn clear_globals(&self) {
        let Some(record) = self.record else { return };
        for slot in 0..record.global_names().len() {
            drop(record.set_global(slot, None));
        }
    }
    /// Gives the module up at shutdown: it refers to itself, so that it and what only its globals keep alive become one
    /// piece of garbage, whose finalizers still see the globals.
    pub fn abandon(module: Owned) {
        let own = module.clone();
        let keep = Self::expect(module.borrow());
        let old = keep.itself.replace(Some(own));
        drop(old);
    }
}

/// `__package__` of a compiled module.
fn package_of(record: ModuleReference) -> Owned {
    if record.is_main() {
        return Owned::none();
    }
    let Some(name) = record.name().downcast::<Str>() else { return Owned::none() };
    if record.is_package() {
        return record.name().own();
    }
    let text = name.to_rust();
    Str::from_rust(text.rsplit_once('.').map_or("", |(package, _)| package))
}

/// Sets up the memory of modules and defines their types.
pub fn initialise() {
    molt_object::native::register_native::<Module>();
    object_type::initialise();
    namespace::initialise();
}
