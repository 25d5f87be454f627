//! Subscripts of strs and bytes that are slices.

use molt_object::{Borrowed, Result};

use crate::sequence::slice;
pub use crate::sequence::slice::Indices;

/// The indices `key` selects of a sequence if it is a slice, None if it is anything else.
pub fn resolve(key: Borrowed<'_>, length: usize) -> Result<Option<Indices>> {
    match slice::of(key) {
        Some(slice) => Ok(Some(slice.bounds()?.clip(length))),
        None => Ok(None),
    }
}
