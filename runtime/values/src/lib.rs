//! Numbers, text, bytes, and how they are formatted. A folder uses those before it in the list of `initialise` only.
#![forbid(unsafe_code)]

pub mod bytes;
pub mod codecs;
pub mod formatting;
pub mod numbers;
mod templates;
pub mod text;

/// Sets the types and functions up.
pub fn initialise() {
    formatting::initialise();
    numbers::initialise();
    text::initialise();
    bytes::initialise();
}
