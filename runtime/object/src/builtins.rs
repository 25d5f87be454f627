//! The namespace of builtins, which global names fall back to.

use crate::description::Functions;
use crate::function::{Definition, NativeFunction};
use crate::{Dict, Owned, Str, new_native};

/// The namespace, an exact dict. A change of it changes the version.
pub fn namespace() -> Owned {
    crate::token().interpreter().builtins.get_or_insert_with(Dict::of_builtins)
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

/// Defines a builtin.
pub fn define(name: &'static str, value: Owned) {
    if let Some(dict) = Dict::of(namespace().borrow()) {
        drop(dict.insert_text(name, value));
    }
}

fn define_function(definition: &'static Definition) {
    define(definition.name, new_native(NativeFunction { definition, receiver: Owned::unbound(), module: "builtins" }));
}

/// Defines builtin functions.
pub fn define_functions(functions: &'static Functions) {
    functions.iter().for_each(define_function);
}

/// A builtin.
pub fn get(name: &Str) -> Option<Owned> {
    Dict::of(namespace().borrow())?.get_str(name)
}

/// Drops the namespace at shutdown.
pub fn shut_down() {
    changed();
    drop(crate::token().interpreter().builtins.take());
}
