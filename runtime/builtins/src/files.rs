//! Files: `open`, the file types, and the standard streams.
//!
//! Terms:
//! - *stream*: an open file of the host with its buffers ([`locked_stream::Stream`]); a text file and its `buffer` share one.
//! - *chunk*: what a text file decodes at a time.

mod binary;
mod encoding;
mod errors;
mod locked_stream;
mod open;
pub mod standard;
mod stream;
#[cfg(test)]
mod stream_tests;
mod text_file;
mod text_methods;

pub use text_file::TextFile;

/// Defines the file types and `open`.
pub fn initialise() {
    static FUNCTIONS: molt_object::description::Functions =
        molt_object::description::Functions::new(core::slice::from_ref(&open::DEFINITION));
    molt_protocol::builtins_module::define_functions(&FUNCTIONS);
}
