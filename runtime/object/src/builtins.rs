//! The namespace of builtins, which global names fall back to.

use core::cell::OnceCell;

use molt_heap::GlobalState;

use crate::function::{Definition, NativeFunction};
use crate::{Dict, Owned, Str, new_native};

/// Version of the namespace, never 0; compiled code compares it with its caches.
#[unsafe(export_name = "molt_builtins_version")]
pub static VERSION: GlobalState<u64> = GlobalState::new(1);

static NAMESPACE: GlobalState<OnceCell<Owned>> = GlobalState::new(OnceCell::new());

/// The namespace, an exact dict. Whoever changes it calls [`changed`].
pub fn namespace() -> Owned {
    // SAFETY: under the interpreter lock; making a dict does not reach this state.
    unsafe { NAMESPACE.with(|namespace| namespace.get_or_init(Dict::new).clone()) }
}

/// Invalidates every cached builtin.
pub fn changed() {
    // SAFETY: under the interpreter lock.
    unsafe { VERSION.with(|version| *version += 1) }
}

/// The current version.
pub fn version() -> u64 {
    // SAFETY: under the interpreter lock.
    unsafe { VERSION.with(|version| *version) }
}

/// Defines a builtin.
pub fn define(name: &'static str, value: Owned) {
    if let Some(dict) = Dict::of(namespace().borrow()) {
        drop(dict.insert_text(name, value));
    }
    changed();
}

/// Defines a builtin function.
pub fn define_function(definition: &'static Definition) {
    define(definition.name, new_native(NativeFunction { definition, receiver: Owned::unbound(), module: "builtins" }));
}

/// A builtin.
pub fn get(name: &Str) -> Option<Owned> {
    Dict::of(namespace().borrow())?.get_str(name)
}

/// Drops the namespace at shutdown.
pub fn shut_down() {
    changed();
    // SAFETY: under the interpreter lock; the namespace is moved out before it is dropped.
    let namespace = unsafe { NAMESPACE.with(OnceCell::take) };
    drop(namespace);
}
