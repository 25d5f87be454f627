//! Modules: their objects, those written in Rust, and importing.

pub mod import;
mod module;
mod native_module;
mod object_type;
pub mod system;

pub use module::Module;
pub use native_module::NativeModule;
