//! Global names and imports.

use molt_abi::GlobalCache;
use molt_frame::raising::raise_name;
use molt_kernel::modules::import;
use molt_object::{Borrowed, CoreType, Downcast, ModuleReference, Owned, Raised, Result, Str, dict, raise};
use molt_protocol::{attribute, builtins_module};

use crate::convert::GlobalSite;

fn slot_name(module: ModuleReference, slot: u32) -> &'static Str {
    match module.global_names().get(slot as usize).and_then(|name| name.downcast::<Str>()) {
        Some(name) => name,
        None => unreachable!("global slots have names"),
    }
}

#[cold]
fn not_defined(name: &Str) -> Raised {
    let text = name.to_rust();
    raise_name(CoreType::NameError, name, format_args!("name '{text}' is not defined"))
}

pub fn global_get(module: ModuleReference, slot: u32, site: GlobalSite) -> Result {
    if let Some(value) = module.global(slot as usize) {
        return Ok(value);
    }
    let name = slot_name(module, slot);
    match builtins_module::get(name) {
        Some(value) => {
            site.write(GlobalCache { version: builtins_module::version(), value: value.value() });
            Ok(value)
        }
        None => Err(not_defined(name)),
    }
}

pub fn global_set(module: ModuleReference, slot: u32, value: Owned) {
    dict::bind_global(module, slot as usize, value);
}

pub fn global_delete(module: ModuleReference, slot: u32) -> Result<()> {
    match dict::unbind_global(module, slot as usize) {
        Some(_) => Ok(()),
        None => Err(not_defined(slot_name(module, slot))),
    }
}

pub fn raise_unbound_local(name: Borrowed<'_>) -> Raised {
    match attribute::name_of(name) {
        Ok(name) => {
            let text = name.to_rust();
            raise(
                CoreType::UnboundLocalError,
                format_args!("cannot access local variable '{text}' where it is not associated with a value"),
            )
        }
        Err(raised) => raised,
    }
}

pub fn raise_unbound_free(name: Borrowed<'_>) -> Raised {
    match attribute::name_of(name) {
        Ok(name) => {
            let text = name.to_rust();
            raise_name(
                CoreType::NameError,
                name,
                format_args!(
                    "cannot access free variable '{text}' where it is not associated with a value in enclosing scope"
                ),
            )
        }
        Err(raised) => raised,
    }
}

pub fn import_module(name: Borrowed<'_>) -> Result {
    import::import_module(attribute::name_of(name)?)
}

pub fn import_root(name: Borrowed<'_>) -> Result {
    import::import_root(attribute::name_of(name)?)
}

pub fn import_from(module: Borrowed<'_>, name: Borrowed<'_>) -> Result {
    import::import_from(module, attribute::name_of(name)?)
}

pub fn module_namespace(target: ModuleReference, name: Borrowed<'_>) -> Result {
    import::running_namespace(target, attribute::name_of(name)?)
}

pub fn sorted_names(namespace: Borrowed<'_>) -> Result {
    molt_kernel::functions::sorted_names(namespace)
}

pub fn import_star(target: ModuleReference, source: Borrowed<'_>) -> Result<()> {
    import::import_star(target, source)
}
