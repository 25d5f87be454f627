//! `repr` of bytes.

use molt_object::{Borrowed, Result};
use molt_support::bytes_like::own_bytes;
use molt_support::quoting::quoted_bytes;

/// `repr(value)`
pub(super) fn repr(value: Borrowed<'_>) -> Result {
    quoted_bytes(&own_bytes(value))
}
