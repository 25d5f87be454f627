//! Files: `open`, the file types, the standard streams, `print` and `input`.
//!
//! Terms:
//! - *stream*: an open file of the host with its buffers ([`locked_stream::Stream`]); a text file and its `buffer` share one.
//! - *chunk*: what a text file decodes at a time.
#![forbid(unsafe_code)]

mod binary;
mod current;
mod encoding;
mod errors;
mod input;
mod locked_stream;
mod open;
mod print;
pub mod standard;
mod stream;
#[cfg(test)]
mod stream_tests;
mod text_file;
mod text_methods;

use molt_object::description::Functions;

use molt_protocol::builtins_module::Builtin;

pub use current::{flush_standard_streams, write_error};
pub use print::print_values;
pub use text_file::TextFile;

static OPEN: Functions = Functions::new(core::slice::from_ref(&open::DEFINITION));
static PRINT: Functions = Functions::new(core::slice::from_ref(&print::DEFINITION));
static INPUT: Functions = Functions::new(core::slice::from_ref(&input::DEFINITION));

/// What is in `builtins` of this crate.
pub const BUILTINS: &[Builtin] = &[Builtin::Functions(&OPEN), Builtin::Functions(&PRINT), Builtin::Functions(&INPUT)];
