//! What each intrinsic does. The functions are named as in the table, which documents them.

mod attributes;
mod calls;
mod containers;
mod exceptions;
mod functions;
mod generators;
mod immediates;
mod items;
mod names;
mod operators;
mod patterns;
mod text;

pub use attributes::*;
pub use calls::*;
pub use containers::*;
pub use exceptions::*;
pub use functions::*;
pub use generators::*;
pub use items::*;
pub use names::*;
pub use operators::*;
pub use patterns::*;
pub use text::*;
