//! Module objects: a dict of names, whose values of a compiled module are in its global slots.

use core::cell::{Cell, RefCell};

use molt_object::description::Functions;
use molt_object::native_type::TypeDefinition;
use molt_object::{
    Borrowed, Dict, Downcast, ModuleReference, Name, NativeFunction, Owned, Payload, Str, TypeKey, Visitor, memory,
    new_native,
};

use super::NativeModule;

/// A module.
pub struct Module {
    /// The compiled module; None for modules written in Rust or made at run time.
    record: Option<ModuleReference>,
    /// `__dict__`.
    namespace: Owned,
    /// Whether its body is running for the first time.
    initialising: Cell<bool>,
    /// Itself, once it is only to be freed as garbage; see [`Module::abandon`].
    itself: RefCell<Option<Owned>>,
}

impl Payload for Module {
    const TYPE: TypeKey = TypeKey::Native(&super::object_type::DEFINITION);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.owned(&self.namespace);
        visitor.optional(&self.itself.borrow());
    }
    fn clear(&self) {
        let itself = self.itself.take();
        drop(itself);
    }
}

impl Module {
    /// A module without anything in it but its name and docstring.
    pub fn empty(name: Borrowed<'_>, documentation: Borrowed<'_>) -> Owned {
        let module = Self::with(None, Dict::new());
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
        let module = Self::with(Some(record), Dict::of_module(record));
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
        Self::with(None, namespace)
    }
    fn with(record: Option<ModuleReference>, namespace: Owned) -> Owned {
        new_native(Module { record, namespace, initialising: Cell::new(false), itself: RefCell::new(None) })
    }
    /// The module behind a value.
    pub fn of(value: Borrowed<'_>) -> Option<&Module> {
        value.payload::<Module>()
    }
    pub(super) fn expect(value: Borrowed<'_>) -> &Module {
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
    /// `__dict__`.
    pub fn namespace(&self) -> Owned {
        self.namespace.clone()
    }
    fn dict(&self) -> &Dict {
        match Dict::of(self.namespace.borrow()) {
            Some(dict) => dict,
            None => unreachable!("namespaces of modules are dicts"),
        }
    }
    /// A global.
    pub fn get(&self, name: &Str) -> Option<Owned> {
        self.dict().get_str(name)
    }
    /// Sets a global, or deletes it without a value. Gives what it was.
    pub fn set(&self, name: &Str, value: Option<Owned>) -> Option<Owned> {
        match value {
            Some(value) => self.dict().insert_str_key(name.to_exact(), value),
            None => self.dict().remove_str(name),
        }
    }
    /// Sets a global named by text.
    pub fn set_text(&self, name: &str, value: Owned) {
        let name = Str::from_rust(name);
        if let Some(name) = name.borrow().downcast::<Str>() {
            drop(self.set(name, Some(value)));
        }
    }
    /// Adds native functions of a module written in Rust.
    pub fn define_functions(&self, module: &'static NativeModule, functions: &'static Functions) {
        for definition in functions.iter() {
            let function = NativeFunction::of_module(definition, module.name);
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
        self.dict().items().unwrap_or_else(memory::give_up)
    }
    /// Leaves the global slots to whoever imports the compiled module next; the names stay.
    pub fn detach(&self) {
        self.dict().detach();
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
