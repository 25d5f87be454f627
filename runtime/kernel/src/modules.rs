//! Modules: their objects, those written in Rust, and importing.

pub mod import;
mod module;
mod native_module;
mod object_type;
pub mod system;

pub use module::Module;
pub use native_module::NativeModule;

/// Sets up the memory of modules and defines their types.
pub fn initialise() {
    molt_object::native::register_native::<Module>();
    object_type::initialise();
}
