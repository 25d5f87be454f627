//! `print` and `input`.

mod input;
mod print;
mod streams;

use molt_object::description::Functions;

pub use print::print;
pub use streams::{flush_standard_streams, set_system, system_module, system_value, write_error};

/// Defines the functions.
pub fn initialise() {
    static PRINT: Functions = Functions::new(core::slice::from_ref(&print::DEFINITION));
    static INPUT: Functions = Functions::new(core::slice::from_ref(&input::DEFINITION));
    molt_protocol::builtins_module::define_functions(&PRINT);
    molt_protocol::builtins_module::define_functions(&INPUT);
}
