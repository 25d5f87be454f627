//! The module `builtins`, and the types and functions in it.

use molt_kernel::modules::NativeModule;
use molt_object::{Owned, Str};
use molt_protocol::builtins_module::{self, Tables};

/// The module: the import machinery makes it around the namespace global names fall back to.
pub static MODULE: NativeModule =
    NativeModule::new("builtins", "Built-in functions, types, exceptions, and other objects.", |module| {
        module.set_text("__name__", Str::from_rust("builtins"));
        module.set_text("__doc__", Str::from_rust(MODULE.documentation));
        module.set_text("__package__", Str::from_rust(""));
        for name in ["__loader__", "__spec__"] {
            module.set_text(name, Owned::none());
        }
        module.set_text("__debug__", Owned::bool(true));
        Ok(())
    });

/// Everything in the namespace.
static BUILTINS: Tables = Tables(&[
    molt_kernel::BUILTINS,
    molt_kernel::EXCEPTIONS,
    molt_containers::BUILTINS,
    molt_values::BUILTINS,
    molt_io::BUILTINS,
]);

/// Sets up every built-in type, exception and function. To be called once, before anything else is run.
pub fn initialise() {
    molt_protocol::initialise();
    molt_kernel::initialise();
    molt_containers::initialise();
    molt_values::initialise();
    builtins_module::install(&BUILTINS);
}
