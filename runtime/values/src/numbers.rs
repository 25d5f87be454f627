//! `int`, `bool` and `float`.

pub(crate) mod boolean;
pub mod float;
pub mod integer;

/// Sets the types up.
pub fn initialise() {
    integer::initialise();
    boolean::initialise();
    float::initialise();
}
