//! Numbers below their Python types: ints and floats as text and back, conversions, exact divisions.
//!
//! What `int` and `float`, formatting and other types that hold numbers share. Nothing here is a slot or a method.
#![forbid(unsafe_code)]

pub mod digits;
pub mod divide;
pub mod double;
pub mod floats;
pub mod hexadecimal;
pub mod integers;
pub mod parse;
