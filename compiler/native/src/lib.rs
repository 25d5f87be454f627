//! From LIR to a relocatable object file for one target, through Cranelift.
//!
//! Pure: a module in, bytes out. The same module, target and settings give the same bytes on every machine.
//! All code is position independent, and every symbol is taken to end up in the same executable, so references are
//! relative to the program counter.
#![forbid(unsafe_code)]

mod code;
mod debug;
mod error;
mod object;
mod target;
mod translate;

pub use code::Part;
pub use error::NativeError;
pub use object::{CompiledFunctions, Note, compile_module};
pub use target::{Settings, Target};
