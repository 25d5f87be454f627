//! Memory: allocation, reference counts and cycle collection.
//!
//! Terms:
//! - *owned*: a value together with one counted reference ([`Owned`], released on drop).
//! - *borrowed*: a value somebody else keeps alive ([`Borrowed`], tied to the owner by its lifetime).
//! - *tracked*: an object the cycle collector knows, because it may be part of a cycle.
//! - *safe point*: a place where the collector may run finalizers, so arbitrary Python code.
//!
//! All state is behind the global interpreter lock: exactly one thread runs Python code at a time.

pub mod allocator;
pub mod audit;
pub mod collector;
mod global;
pub mod memory;
pub mod owned;
pub mod type_head;

pub use global::GlobalState;
pub use owned::{Borrowed, Owned};
pub use type_head::{TypeHead, Visitor};

#[cfg(test)]
mod tests;
