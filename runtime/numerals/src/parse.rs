//! Floats from text.

use crate::digits::{remove_underscores, trim};

/// Parses the notation of `float(text)`, digits made ASCII; None when it is not a float.
pub fn parse(text: &str) -> Option<f64> {
    let text = trim(text);
    let text = if text.contains('_') {
        // Underscores stand between digits only.
        let bytes = text.as_bytes();
        let between = |index: usize| {
            let before = index.checked_sub(1).and_then(|before| bytes.get(before));
            before.is_some_and(u8::is_ascii_digit) && bytes.get(index + 1).is_some_and(u8::is_ascii_digit)
        };
        if !(0..bytes.len()).all(|index| bytes[index] != b'_' || between(index)) {
            return None;
        }
        remove_underscores(text)?
    } else {
        text.into()
    };
    // Rust takes the same notation, `inf`, `infinity` and `nan` in any case included.
    text.parse().ok()
}
