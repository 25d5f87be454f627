//! Where the module `sys` is while the program runs.

use molt_object::{Owned, token};

use super::Module;

/// Says which module `sys` is (None at shutdown) and gives the one before.
pub fn set_module(module: Option<Owned>) -> Option<Owned> {
    token().interpreter().modules.system.replace(module)
}

/// The module `sys`, between start-up and shutdown.
pub fn module() -> Option<Owned> {
    token().interpreter().modules.system.get()
}

/// A name in `sys`.
pub fn value(name: &str) -> Option<Owned> {
    let system = module()?;
    Module::of(system.borrow())?.get_text(name)
}
