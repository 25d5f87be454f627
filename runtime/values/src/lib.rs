//! Numbers, text, bytes, and how they are formatted. A folder uses those before it in the list of `BUILTINS` only.
#![forbid(unsafe_code)]

use molt_protocol::builtins_module::Builtin;

pub mod bytes;
pub mod codecs;
pub mod formatting;
pub mod numbers;
mod templates;
pub mod text;

/// What is in `builtins` of this crate.
pub const BUILTINS: &[Builtin] = &[
    Builtin::Functions(&formatting::functions::FUNCTIONS),
    Builtin::Type(&numbers::integer::DEFINITION),
    Builtin::Type(&numbers::boolean::DEFINITION),
    Builtin::Type(&numbers::float::DEFINITION),
    Builtin::Type(&text::DEFINITION),
    Builtin::Type(&bytes::DEFINITION),
    Builtin::Type(&bytes::array::DEFINITION),
];

/// Sets the types up.
pub fn initialise() {
    numbers::initialise();
    text::initialise();
    bytes::initialise();
}
