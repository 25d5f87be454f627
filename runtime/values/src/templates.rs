//! Texts with places for values: `str.format` and `%`.

pub mod fields;
pub mod percent;
