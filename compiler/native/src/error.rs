//! What can go wrong: only compiler bugs and limits of the object format, since LIR is verified.

use std::fmt;

/// Why no object file could be made. Names the function or data object.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NativeError {
    /// Symbol name, or the module name.
    pub place: String,
    /// What went wrong.
    pub message: String,
}

impl NativeError {
    pub(crate) fn new(place: &str, error: impl fmt::Display) -> Self {
        Self { place: place.to_owned(), message: error.to_string() }
    }
}

impl fmt::Display for NativeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "internal error in native code generation for {}: {}", self.place, self.message)
    }
}

impl std::error::Error for NativeError {}
