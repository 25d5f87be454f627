//! Objects: their memory, their types, and safe handles to them.
//!
//! Terms:
//! - *type object*: describes the objects of a type ([`TypeObject`]): a head for memory management, slots with the
//!   native implementation of each operation, and details such as the namespace and the resolution order.
//! - *payload*: the Rust data of a native object ([`Native`]); everything a type needs unless compiled code knows its
//!   layout.
//! - *raised*: the error value of every fallible operation ([`Raised`]); the exception itself is pending in the runtime.
//!
//! This crate stores and finds; what operations mean is the business of `molt_protocol`.

pub mod activation;
pub mod arguments;
pub mod array;
pub mod builtins;
pub mod bytes;
pub mod code;
pub mod description;
pub mod dict;
pub mod exception;
pub mod frame_object;
pub mod function;
pub mod generator;
pub mod instance;
pub mod integer;
pub mod iterator;
pub mod list;
pub mod lookup;
pub mod memory;
pub mod names;
pub mod native;
pub mod native_type;
pub mod raised;
pub mod set;
pub mod slots;
pub mod text;
pub mod tuple;
pub mod type_object;

pub use arguments::Arguments;
pub use bytes::Bytes;
pub use code::{CodeReference, ModuleReference, ModuleTableReference};
pub use dict::Dict;
pub use frame_object::FrameObject;
pub use function::{Cell, Definition, Function, Method, NativeFunction};
pub use generator::Generator;
pub use integer::BigInt;
pub use list::List;
pub use molt_abi::{CoreType, Value};
pub use molt_heap::{Borrowed, Owned, Token, Visitor};
pub use names::Name;
pub use native::{Downcast, Native, Payload, new_native, new_native_of};
pub use native_type::TypeKey;
pub use raised::{Raised, Result, raise};
pub use set::Set;
pub use slots::{Comparison, Slots};
pub use text::Str;
pub use tuple::Tuple;
pub use type_object::{TypeObject, TypeReference, core_type, type_of};

/// The token of the code that is running, for what has no value at hand that gives it: everything from here upwards runs
/// with it (`molt_heap::token`). Builds with debug assertions check that.
#[inline(always)]
pub fn token<'t>() -> Token<'t> {
    // SAFETY: the invariant of `molt_heap::token`.
    unsafe { Token::assume() }
}

/// Sets up the memory of every core type this crate lays out. To be called once, before any object is made.
pub fn initialise() {
    type_object::set_up_core_types();
    instance::register();
    tuple::register();
    bytes::register();
    text::register();
    function::register();
    native::register_native::<List>();
    native::register_native::<Dict>();
    native::register_native::<BigInt>();
    exception::register();
    type_object::register();
}

#[cfg(test)]
mod tests;
