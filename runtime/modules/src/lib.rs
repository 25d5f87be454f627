//! Modules written in Rust.

#![forbid(unsafe_code)]

pub mod builtins;
pub mod system;

use molt_kernel::modules::NativeModule;

/// Every module written in Rust.
pub static MODULES: &[&NativeModule] = &[&builtins::MODULE, &system::MODULE];
