//! Importing: `sys.modules`, the modules linked into the program, and the modules written in Rust.

use molt_object::exception::{self, Exception};
use molt_object::raised::{self, Raised};
use molt_object::{
    Borrowed, CoreType, Dict, Downcast, ModuleReference, ModuleTableReference, Name, Owned, Result, Str, Token,
    core_type, name, raise, token, type_of,
};
use molt_protocol::{attribute, convert, item, iterate};

use super::{Module, NativeModule, system};

/// The modules written in Rust.
struct NativeModules(&'static [&'static NativeModule]);

/// Sets what can be imported; to be called once, at start-up.
pub fn install(token: Token<'_>, table: ModuleTableReference, natives: &'static [&'static NativeModule]) {
    table.install();
    token.interpreter().hooks.provide(Box::leak(Box::new(NativeModules(natives))));
}

/// `sys.modules`.
pub fn modules() -> Owned {
    token().interpreter().modules.loaded.get_or_insert_with(Dict::new)
}

/// Gives up `sys.modules` at shutdown.
pub fn take_modules() -> Option<Owned> {
    token().interpreter().modules.loaded.take()
}

fn find_loaded(name: &Str) -> Option<Owned> {
    Dict::of(modules().borrow())?.get_str(name)
}

fn register(name: &Str, module: &Owned) {
    if let Some(table) = Dict::of(modules().borrow()) {
        drop(table.insert_str_key(name.as_borrowed().own(), module.clone()));
    }
}

fn forget(name: &Str) {
    if let Some(table) = Dict::of(modules().borrow()) {
        drop(table.remove_str(name));
    }
}

/// An import error with its attributes.
#[cold]
fn import_error(core: CoreType, message: &str, fields: &[(&'static str, Owned)]) -> Raised {
    let message = Str::from_rust(message);
    let error = exception::new(core_type(core), &[message.borrow()]);
    if let Some(data) = Exception::of(error.borrow()) {
        data.set_field("msg", message.clone());
        for (name, value) in fields {
            data.set_field(name, value.clone());
        }
    }
    raised::raise_exception(error)
}

#[cold]
fn not_found(name: &Str, detail: &str) -> Raised {
    let text = name.to_rust();
    let message = format!("No module named '{text}'{detail}");
    import_error(CoreType::ModuleNotFoundError, &message, &[("name", name.as_borrowed().own())])
}

/// Imports a module with its packages and gives the module itself.
pub fn import_module(name: &Str) -> Result {
    if let Some(module) = find_loaded(name) {
        if module.borrow().is_none() {
            let text = name.to_rust();
            let message = format!("import of {text} halted; None in sys.modules");
            let fields = [("name", name.as_borrowed().own())];
            return Err(import_error(CoreType::ModuleNotFoundError, &message, &fields));
        }
        return Ok(module);
    }
    let text = name.to_rust();
    let Some((parent_name, child)) = text.rsplit_once('.') else { return load(name) };
    let parent_value = Str::from_rust(parent_name);
    let parent = import_module(attribute::name_of(parent_value.borrow())?)?;
    if let Some(module) = find_loaded(name) {
        return Ok(module);
    }
    if attribute::find(parent.borrow(), name!(Path).str())?.is_none() {
        return Err(not_found(name, &format!("; '{parent_name}' is not a package")));
    }
    let module = load(name)?;
    let child = Str::from_rust(child);
    attribute::set(parent.borrow(), child.borrow(), module.borrow())?;
    Ok(module)
}

/// Loads a module that is not in `sys.modules`; its package has been imported.
fn load(name: &Str) -> Result {
    let natives = token().interpreter().hooks.provided::<NativeModules>().map_or(&[][..], |natives| natives.0);
    if let Some(native) = natives.iter().find(|native| name.equals_rust(native.name)) {
        return load_native(native);
    }
    let record = ModuleTableReference::installed().and_then(|table| table.find(name));
    match record {
        Some(record) if !record.is_main() => run_compiled(record),
        _ => Err(not_found(name, "")),
    }
}

fn load_native(native: &'static NativeModule) -> Result {
    let name = Str::from_rust(native.name);
    let module = if native.name == "builtins" {
        Module::builtins(molt_protocol::builtins_module::namespace())
    } else if let Some(system) = system::module().filter(|_| native.name == "sys") {
        system
    } else {
        let documentation = Str::from_rust(native.documentation);
        Module::empty(name.borrow(), documentation.borrow())
    };
    let Some(own) = Module::of(module.borrow()) else { unreachable!("a new module") };
    (native.fill)(own)?;
    register(attribute::name_of(name.borrow())?, &module);
    Ok(module)
}

/// Makes a compiled module's object and runs its body.
pub fn run_compiled(record: ModuleReference) -> Result {
    let module = Module::compiled(record);
    let name = attribute::name_of(record.name())?;
    register(name, &module);
    drop(record.set_object(Some(module.clone())));
    let Some(own) = Module::of(module.borrow()) else { unreachable!("a new module") };
    own.set_initialising(true);
    let result = record.run_body(module.borrow());
    own.set_initialising(false);
    if let Err(raised) = result {
        if record.is_main() {
            return Err(raised);
        }
        // A failed import leaves nothing behind: the next one runs the body again.
        let error = raised::take(raised);
        forget(name);
        own.detach();
        drop(record.set_object(None));
        return Err(raised::restore(error));
    }
    // The body may have put something else into `sys.modules`.
    Ok(find_loaded(name).unwrap_or(module))
}

/// Imports a module and gives its top-level package.
pub fn import_root(name: &Str) -> Result {
    let module = import_module(name)?;
    let text = name.to_rust();
    match text.split_once('.') {
        None => Ok(module),
        Some((root, _)) => {
            let root = Str::from_rust(root);
            import_module(attribute::name_of(root.borrow())?)
        }
    }
}

fn text_attribute(module: Borrowed<'_>, name: Name) -> Result<Option<Owned>> {
    let value = attribute::find(module, name.str())?;
    Ok(value.filter(|value| value.borrow().downcast::<Str>().is_some()))
}

fn dotted(module_name: &Owned, name: &Str) -> Owned {
    let package = module_name.borrow().downcast::<Str>().map(Str::to_rust).unwrap_or_default();
    Str::from_rust(&format!("{package}.{}", name.to_rust()))
}

/// `from module import name`: an attribute or, in a package, a submodule.
pub fn import_from(module: Borrowed<'_>, name: &Str) -> Result {
    if let Some(value) = attribute::find(module, name)? {
        return Ok(value);
    }
    let module_name = text_attribute(module, name!(NameName))?;
    if let Some(module_name) = &module_name {
        let full = dotted(module_name, name);
        let full = attribute::name_of(full.borrow())?;
        if let Some(loaded) = find_loaded(full).filter(|loaded| !loaded.borrow().is_none()) {
            return Ok(loaded);
        }
        if attribute::find(module, name!(Path).str())?.is_some()
            && let Some(submodule) = find_submodule(full)?
        {
            return Ok(submodule);
        }
    }
    Err(cannot_import(module, module_name, name))
}

/// A submodule, None when there is none. Errors inside it are not hidden.
fn find_submodule(name: &Str) -> Result<Option<Owned>> {
    match import_module(name) {
        Ok(module) => Ok(Some(module)),
        Err(raised) => {
            let error = raised::take(raised);
            let missing = Exception::of(error.borrow()).and_then(|data| data.field("name"));
            let is_missing = exception::is_instance(error.borrow(), CoreType::ModuleNotFoundError)
                && missing
                    .is_some_and(|missing| missing.borrow().downcast::<Str>().is_some_and(|own| own.equals(name)));
            if is_missing { Ok(None) } else { Err(raised::restore(error)) }
        }
    }
}

#[cold]
fn cannot_import(module: Borrowed<'_>, module_name: Option<Owned>, name: &Str) -> Raised {
    let text = name.to_rust();
    let file = match text_attribute(module, name!(File)) {
        Ok(file) => file,
        Err(raised) => return raised,
    };
    let shown_name = match &module_name {
        Some(module_name) => convert::repr_text(module_name.borrow()),
        None => Ok("'<unknown module name>'".to_owned()),
    };
    let shown_name = match shown_name {
        Ok(shown_name) => shown_name,
        Err(raised) => return raised,
    };
    let place = match &file {
        Some(file) => file.borrow().downcast::<Str>().map(Str::to_rust).unwrap_or_default(),
        None => "unknown location".to_owned(),
    };
    let is_initialising = Module::of(module).is_some_and(Module::is_initialising);
    let message = if is_initialising && may_shadow(module) {
        format!(
            "cannot import name '{text}' from {shown_name} (consider renaming '{place}' if it has the same name as a library you intended to import)"
        )
    } else if is_initialising {
        format!(
            "cannot import name '{text}' from partially initialized module {shown_name} (most likely due to a circular import) ({place})"
        )
    } else {
        format!("cannot import name '{text}' from {shown_name} ({place})")
    };
    let fields = [
        ("name", module_name.unwrap_or(Owned::none())),
        ("path", file.unwrap_or(Owned::none())),
        ("name_from", name.as_borrowed().own()),
    ];
    import_error(CoreType::ImportError, &message, &fields)
}

/// Whether a module stands beside the main module, so that it may have been found in place of another.
pub(super) fn may_shadow(module: Borrowed<'_>) -> bool {
    let folder = |record: ModuleReference| {
        let file = record.file().downcast::<Str>().map(Str::to_rust).unwrap_or_default();
        file.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned())
    };
    let record = Module::of(module).and_then(Module::record);
    let main = ModuleTableReference::installed().map(ModuleTableReference::main);
    match (record, main) {
        (Some(record), Some(main)) => !record.is_package() && folder(record) == folder(main),
        _ => false,
    }
}

/// The namespace of the module that is running, for a call of the builtin `name` (`globals()`). Compiled code takes the
/// name for the builtin unless the module's own statements bind it; that nothing else has is checked here.
pub fn running_namespace(target: ModuleReference, name: &Str) -> Result {
    let object = target.object();
    let Some(module) = object.as_ref().and_then(|object| Module::of(object.borrow())) else {
        return Err(raise(CoreType::SystemError, "the namespace of a module that is not running"));
    };
    if module.get(name).is_some() {
        let name = name.to_rust();
        return Err(raise(
            CoreType::NotImplementedError,
            format_args!("{name}() in a module that gets the name '{name}' from outside"),
        ));
    }
    Ok(module.namespace())
}

/// `from source import *`.
pub fn import_star(target: ModuleReference, source: Borrowed<'_>) -> Result<()> {
    let target = target.object();
    let Some(target) = target.as_ref().and_then(|target| Module::of(target.borrow())) else {
        return Err(raise(CoreType::SystemError, "import * into a module that is not running"));
    };
    if let Some(names) = attribute::find(source, name!(All).str())? {
        for name in iterate::to_vec(names.borrow())? {
            let Some(text) = name.borrow().downcast::<Str>() else {
                let module = text_attribute(source, name!(NameName))?;
                let module = module.map(|name| convert::str_text(name.borrow())).transpose()?.unwrap_or_default();
                let found = type_of(name.borrow()).name();
                return Err(raise(
                    CoreType::TypeError,
                    format_args!("Item in {module}.__all__ must be str, not {found}"),
                ));
            };
            let value = match attribute::find(source, text)? {
                Some(value) => value,
                None => star_submodule(source, text)?,
            };
            drop(target.set(text, Some(value)));
        }
        return Ok(());
    }
    let names = match Module::of(source) {
        Some(module) => module.items(),
        None => namespace_items(source)?,
    };
    for (name, value) in names {
        if let Some(text) = name.borrow().downcast::<Str>()
            && text.get(0) != Some(u32::from('_'))
        {
            drop(target.set(text, Some(value)));
        }
    }
    Ok(())
}

/// A name in `__all__` of a package that is no attribute: a submodule, or the AttributeError.
fn star_submodule(source: Borrowed<'_>, name: &Str) -> Result {
    if let Some(module_name) = text_attribute(source, name!(NameName))?
        && attribute::find(source, name!(Path).str())?.is_some()
        && let Some(submodule) = find_submodule(attribute::name_of(dotted(&module_name, name).borrow())?)?
    {
        return Ok(submodule);
    }
    attribute::get(source, name)
}

fn namespace_items(source: Borrowed<'_>) -> Result<Vec<(Owned, Owned)>> {
    let namespace = attribute::get(source, name!(Dict).str())?;
    let mut items = Vec::new();
    for name in iterate::to_vec(namespace.borrow())? {
        let value = item::get(namespace.borrow(), name.borrow())?;
        items.push((name, value));
    }
    Ok(items)
}
