//! The module `sys`.

mod facts;
pub mod functions;
pub mod hooks;
mod struct_sequence;

use molt_host::StandardStream;
use molt_io::standard;
use molt_kernel::modules::system as current_system;
use molt_kernel::modules::{Module, NativeModule, import};
use molt_object::{List, Owned, Result, Str};
use molt_support::host::host;

/// The module. It exists from start-up with the standard streams; the rest is made when it is imported.
pub static MODULE: NativeModule = NativeModule::new(
    "sys",
    "This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.",
    fill,
);

/// Makes the module with the standard streams.
pub fn start() {
    let name = Str::from_rust(MODULE.name);
    let documentation = Str::from_rust(MODULE.documentation);
    let module = Module::empty(name.borrow(), documentation.borrow());
    if let Some(own) = Module::of(module.borrow()) {
        let streams = [
            ("stdin", "__stdin__", StandardStream::Input),
            ("stdout", "__stdout__", StandardStream::Output),
            ("stderr", "__stderr__", StandardStream::Error),
        ];
        for (name, original, which) in streams {
            let stream = standard::open(which).unwrap_or(Owned::none());
            own.set_text(name, stream.clone());
            own.set_text(original, stream);
        }
    }
    drop(current_system::set_module(Some(module)));
}

/// The arguments: the program's name as it was started, then those given.
fn arguments() -> Owned {
    List::from_vec(host().arguments().iter().map(|argument| facts::system_text(argument)).collect())
}

fn fill(module: &Module) -> Result<()> {
    module.set_text("modules", import::modules());
    module.set_text("argv", arguments());
    module.set_text("orig_argv", arguments());
    module.set_text("path", List::from_vec(Vec::new()));
    module.set_text("warnoptions", List::from_vec(Vec::new()));
    facts::fill(module)?;
    functions::fill(module);
    Ok(())
}
