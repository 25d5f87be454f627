//! Built-in types, exceptions and functions.
#![forbid(unsafe_code)]

pub mod exceptions;
pub mod import;
pub mod kernel;
pub mod module;

/// Sets up every built-in type, exception and function. To be called once, before anything else is run.
pub fn initialise() {
    molt_protocol::initialise();
    kernel::initialise();
    exceptions::initialise();
    module::initialise();
}
