//! Modules written in Rust.

#![forbid(unsafe_code)]

pub mod system;

use molt_builtins::import::NativeModule;

/// Every module of this crate.
pub static MODULES: &[&NativeModule] = &[&BUILTINS, &system::MODULE];

/// `builtins`: the import machinery makes it around the namespace global names fall back to.
static BUILTINS: NativeModule =
    NativeModule::new("builtins", "Built-in functions, types, exceptions, and other objects.", |module| {
        use molt_object::{Owned, Str};
        module.set_text("__name__", Str::from_rust("builtins"));
        module.set_text("__doc__", Str::from_rust(BUILTINS.documentation));
        module.set_text("__package__", Str::from_rust(""));
        for name in ["__loader__", "__spec__"] {
            module.set_text(name, Owned::none());
        }
        module.set_text("__debug__", Owned::bool(true));
        Ok(())
    });
