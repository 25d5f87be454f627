//! Memory: allocation, reference counts and cycle collection.
//!
//! Terms:
//! - *owned*: a value together with one counted reference ([`Owned`], released on drop).
//! - *borrowed*: a value somebody else keeps alive ([`Borrowed`], tied to the owner by its lifetime).
//! - *tracked*: an object the cycle collector knows, because it may be part of a cycle.
//! - *safe point*: a place where the collector may run finalizers, so arbitrary Python code.
//!
//! State has two owners, what all threads share ([`Interpreter`]) and what one thread has ([`ThreadState`]), both behind the
//! [`Token`]: exactly one thread runs Python code at a time.

pub mod allocator;
pub mod audit;
pub mod by_address;
mod cells;
pub mod collector;
pub mod interpreter;
mod lock;
pub mod memory;
pub mod owned;
pub mod reserve;
pub mod stack;
pub mod thread;
pub mod token;
pub mod type_head;

pub use cells::{Inert, OwnedCell, Stack};
pub use interpreter::{Caches, Interpreter};
pub use lock::{Lock, Locked};
pub use owned::{Borrowed, Owned};
pub use thread::ThreadState;
pub use token::{Attached, Token, attach};
pub use type_head::{TypeHead, Visitor};

#[cfg(test)]
mod tests;
#[cfg(test)]
mod token_tests;
