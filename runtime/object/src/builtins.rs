//! The namespace of builtins, which global names fall back to.
//!
//! Tables say what is in it. A program asks for a few builtins, so each is made when it is first asked for, and all of them
//! when somebody asks for the namespace.

use crate::description::Functions;
use crate::function::NativeFunction;
use crate::native_type::TypeDefinition;
use crate::{CoreType, Dict, Owned, Str, core_type, new_native};

/// What a table of builtins says.
pub enum Builtin {
    /// A type under its name.
    Type(&'static TypeDefinition),
    /// Core types under their names.
    Types(&'static [CoreType]),
    /// Another name of a core type.
    Alias(&'static str, CoreType),
    /// Functions.
    Functions(&'static Functions),
    /// Some other value.
    Value(&'static str, fn() -> Owned),
}

/// The tables of builtins.
pub struct Tables(pub &'static [&'static [Builtin]]);

/// Tells where builtins are found. To be called once, at start-up.
pub fn install(tables: &'static Tables) {
    crate::token().interpreter().hooks.provide(tables);
}

/// What [`each`] calls with a name and how to make the value.
type Action<'a> = &'a mut dyn FnMut(&'static str, &dyn Fn() -> Owned);

/// Goes over all builtins.
fn each(action: Action<'_>) {
    let tables = crate::token().interpreter().hooks.provided::<Tables>();
    for builtin in tables.map_or(&[][..], |tables| tables.0).iter().copied().flatten() {
        match *builtin {
            Builtin::Type(definition) => action(definition.name, &|| definition.key().object().own()),
            Builtin::Types(types) => {
                for &core in types {
                    action(core.name(), &|| core_type(core).own());
                }
            }
            Builtin::Alias(name, core) => action(name, &|| core_type(core).own()),
            Builtin::Functions(functions) => {
                for definition in functions.iter() {
                    let make = || new_native(NativeFunction::of_module(definition, "builtins"));
                    action(definition.name, &make);
                }
            }
            Builtin::Value(name, make) => action(name, &make),
        }
    }
}

/// What is made so far; not all of it unless the dict says so.
fn made() -> Owned {
    crate::token().interpreter().builtins.get_or_insert_with(Dict::new)
}

/// The namespace, an exact dict. A change of it changes the version.
pub fn namespace() -> Owned {
    let namespace = made();
    if let Some(dict) = Dict::of(namespace.borrow())
        && !dict.holds_builtins()
    {
        each(&mut |name, make| {
            if dict.get_text(name).is_none() {
                drop(dict.insert_text(name, make()));
            }
        });
        dict.set_holds_builtins();
    }
    namespace
}

/// Invalidates every cached builtin: compiled code compares the version with its caches.
pub(crate) fn changed() {
    let version = &crate::token().compiled().builtins_version;
    version.set(version.get() + 1);
}

/// The current version.
pub fn version() -> u64 {
    crate::token().compiled().builtins_version.get()
}

/// Sets a builtin.
pub fn set(name: &'static str, value: Owned) {
    if let Some(dict) = Dict::of(namespace().borrow()) {
        drop(dict.insert_text(name, value));
    }
}

/// A builtin.
pub fn get(name: &Str) -> Option<Owned> {
    let namespace = made();
    let dict = Dict::of(namespace.borrow())?;
    let known = dict.get_str(name);
    if known.is_some() || dict.holds_builtins() {
        return known;
    }
    let mut found = None;
    each(&mut |other, make| {
        if found.is_none() && name.equals_rust(other) {
            found = Some(make());
        }
    });
    let found = found?;
    drop(dict.insert_str_key(name.as_borrowed().own(), found.clone()));
    Some(found)
}

/// Drops the namespace at shutdown.
pub fn shut_down() {
    changed();
    drop(crate::token().interpreter().builtins.take());
}
