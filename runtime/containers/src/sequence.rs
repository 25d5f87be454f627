//! Sequences: `list`, `tuple`, `range`, and iterators over them.

pub mod list;
mod list_iterators;
mod list_methods;
mod list_subscript;
pub mod range;
mod range_iterators;
mod range_subscript;
pub mod sort;
pub(crate) mod tuple;

/// Sets the types up.
pub fn initialise() {
    list::initialise();
    list_iterators::initialise();
    tuple::initialise();
    range_iterators::initialise();
}
