//! Facts about values, each either proven or assumed.
//!
//! - *class*: the exact class of a value, no subclass;
//! - *proven*: holds on every path, whatever the rest of the program does; code may rely on it;
//! - *assumed*: an annotation says so. Annotations are hints: whatever relies on one tests it first.
//!
//! Facts come from the function alone: literals, displays, operators whose result is certain, and what every assignment
//! to a local variable stores. Variables that other functions can change (cells, globals) have none.

#![forbid(unsafe_code)]

mod class;
mod expressions;
mod facts;
mod operators;
mod variables;

pub use class::Class;
pub use facts::{Certainty, Fact, Facts};

#[cfg(test)]
mod tests;
