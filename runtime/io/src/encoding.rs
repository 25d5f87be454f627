//! The encodings of text files.

use molt_object::{CoreType, Result, raise};
use molt_values::codecs::Encoding;
pub use molt_values::codecs::{complete_length, decode, encode};

/// Checks the name of an encoding.
pub fn check(encoding: &str) -> Result<()> {
    match Encoding::find(encoding) {
        Some(_) => Ok(()),
        None => Err(raise(CoreType::LookupError, format_args!("unknown encoding: {encoding}"))),
    }
}
