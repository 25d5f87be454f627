//! The contract between compiled code and the runtime.
//!
//! Terms:
//! - *value*: 64 bits, NaN-boxed ([`Value`]): a float, a small int, a singleton, or a pointer to a heap object.
//! - *object*: anything behind a pointer; begins with a [`Header`].
//! - *layout*: byte offsets that compiled code uses inline; the same on every target.
//! - *intrinsic*: a runtime function compiled code may call, one row of [`for_each_intrinsic!`].
//!
//! This crate is a leaf: `no_std`, no allocation, no state.
#![no_std]

pub mod core_types;
pub mod descriptions;
pub mod effects;
pub mod hash;
pub mod intrinsics;
pub mod layout;
pub mod locations;
pub mod value;

pub use core_types::CoreType;
pub use layout::{
    AttributeCache, CodeRecord, Frame, GlobalCache, Header, Location, ModuleRecord, ModuleTable, ThreadState, Variable,
    Word,
};
pub use value::Value;

#[cfg(test)]
mod tests;
