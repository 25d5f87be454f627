//! The symbols exported to compiled code, generated from the intrinsic table.
//!
//! Every row of `for_each_intrinsic!` becomes a function `molt_<name>` with the C calling convention that converts its
//! arguments, calls `implementation::<name>` and converts the result. Argument and result types are those the row
//! promises, so a missing or mistyped implementation does not compile.

mod convert;
pub mod exports;
mod implementation;
