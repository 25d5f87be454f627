//! `print` and `input`.

mod input;
mod print;
mod streams;

pub use print::DEFINITION as PRINT;
pub use streams::{flush_standard_streams, set_system, system_module, system_value, write_error};

/// Defines the functions.
pub fn initialise() {
    molt_protocol::builtins_module::define_function(&print::DEFINITION);
    molt_protocol::builtins_module::define_function(&input::DEFINITION);
}
