//! The encodings of text files.

use molt_object::{CoreType, Result, raise};

use crate::text::codec::Encoding;
pub use crate::text::codec::{complete_length, decode, encode};

/// Checks the name of an encoding.
pub fn check(encoding: &str) -> Result<()> {
    match Encoding::find(encoding) {
        Some(_) => Ok(()),
        None => Err(raise(CoreType::LookupError, format_args!("unknown encoding: {encoding}"))),
    }
}
