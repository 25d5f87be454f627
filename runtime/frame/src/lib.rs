//! What happens to activations that do not simply return: exceptions and their tracebacks, generators.
//!
//! Terms:
//! - *entry*: one line of a traceback, for one activation an exception passed through.
//! - *step*: running a generator to its next yield or its end.
//! - *handled*: the exception that a bare `raise` raises again and that becomes the context of new ones.

#![forbid(unsafe_code)]

pub mod context;
pub mod frame;
mod frame_locals;
pub mod generator;
pub mod raising;
pub mod traceback;

/// Defines the types of this crate. To be called once, after the base types.
pub fn initialise() {
    generator::initialise();
    traceback::initialise();
}
