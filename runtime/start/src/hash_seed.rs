//! Chooses the keys of hashes: from the seed compiled into the program, else from `PYTHONHASHSEED` as CPython reads it, else
//! unpredictable ones.

use molt_host::Host;
use molt_object::text::HashKeys;

/// CPython's words for what is neither a seed nor `random`.
const INVALID: &str = "Fatal Python error: config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an integer in range \
                       [0; 4294967295]\nPython runtime state: preinitialized\n";
const NO_RANDOMNESS: &str = "Fatal Python error: _Py_HashRandomization_Init: failed to get random numbers to initialize \
                             Python\nPython runtime state: preinitialized\n";

/// Exit status of CPython's fatal errors.
pub const FATAL: i32 = 1;

/// The keys, or what to complain about.
pub fn keys(compiled: Option<u32>, host: &dyn Host) -> Result<HashKeys, &'static str> {
    if let Some(seed) = compiled {
        return Ok(HashKeys::from_seed(seed));
    }
    match host.runtime_setting("PYTHONHASHSEED").as_deref() {
        None | Some(b"" | b"random") => {
            let mut bytes = [0; 16];
            host.random_bytes(&mut bytes).map_err(|_| NO_RANDOMNESS)?;
            Ok(HashKeys::from_bytes(bytes))
        }
        Some(text) => number(text).map(HashKeys::from_seed).ok_or(INVALID),
    }
}

/// The number that C's `strtoul` reads, if it reads all of the text and the number has 32 bits.
fn number(text: &[u8]) -> Option<u32> {
    let start = text.iter().position(|byte| !matches!(byte, b' ' | b'\t'..=b'\r'))?;
    let (is_negative, digits) = match &text[start..] {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] | digits => (false, digits),
    };
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let magnitude: u64 = core::str::from_utf8(digits).ok()?.parse().ok()?;
    // A minus sign is taken modulo 2^64.
    u32::try_from(if is_negative { magnitude.wrapping_neg() } else { magnitude }).ok()
}

#[cfg(test)]
mod tests;
