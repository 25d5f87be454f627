//! Sequences, mappings and sets, iterators over them, and the builtin functions about them.
#![forbid(unsafe_code)]

pub mod functions;
pub mod iteration;
pub mod mapping;
pub mod matching;
pub mod sequence;
pub mod sets;

/// Sets the types and functions up.
pub fn initialise() {
    sequence::initialise();
    mapping::initialise();
    sets::initialise();
    iteration::initialise();
    functions::initialise();
}
