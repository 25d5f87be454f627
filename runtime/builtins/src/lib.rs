//! Built-in types, exceptions and functions.
#![forbid(unsafe_code)]

pub mod boolean;
pub mod bytes;
mod definitions;
pub mod exceptions;
pub mod files;
pub mod float;
pub mod formatting;
pub mod functions;
pub mod functions_io;
pub mod host;
pub mod import;
pub mod integer;
pub mod iteration;
pub mod kernel;
pub mod mapping;
pub mod module;
pub mod sequence;
pub mod sets;
pub mod slicing;
pub mod text;

/// Sets up every built-in type, exception and function. To be called once, before anything else is run.
pub fn initialise() {
    molt_protocol::initialise();
    kernel::initialise();
    sequence::initialise();
    mapping::initialise();
    sets::initialise();
    iteration::initialise();
    functions::initialise();
    integer::initialise();
    boolean::initialise();
    float::initialise();
    text::initialise();
    formatting::functions::initialise();
    bytes::initialise();
    exceptions::initialise();
    module::initialise();
    files::initialise();
    functions_io::initialise();
}
