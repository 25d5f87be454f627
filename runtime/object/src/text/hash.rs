//! Hashes of strs and bytes: CPython's function (SipHash-1-3) with keys that are chosen when the program starts, before
//! anything is hashed.

use core::hash::Hasher;

use siphasher::sip::SipHasher13;

use crate::Token;

/// The two keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashKeys([u64; 2]);

impl HashKeys {
    /// Those CPython makes of a seed; 0 stands for no randomisation.
    pub fn from_seed(seed: u32) -> HashKeys {
        if seed == 0 {
            return HashKeys([0, 0]);
        }
        // The generator CPython fills its secret with.
        let mut state = seed;
        HashKeys::from_bytes(core::array::from_fn(|_| {
            state = state.wrapping_mul(214_013).wrapping_add(2_531_011);
            (state >> 16) as u8
        }))
    }
    /// Those made of unpredictable bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> HashKeys {
        let keys = u128::from_le_bytes(bytes);
        HashKeys([keys as u64, (keys >> 64) as u64])
    }
    /// The keys in use.
    pub fn current() -> HashKeys {
        HashKeys(crate::token().interpreter().values.hash_keys.get())
    }
    /// Whether hashes differ from those without randomisation.
    pub fn randomise(self) -> bool {
        self.0 != [0, 0]
    }
    /// Uses the keys from now on; to be called before the first hash.
    pub fn install(self, token: Token<'_>) {
        token.interpreter().values.hash_keys.set(self.0);
    }
    fn hash(self, bytes: &[u8]) -> i64 {
        let mut hasher = SipHasher13::new_with_keys(self.0[0], self.0[1]);
        hasher.write(bytes);
        match hasher.finish() as i64 {
            // -1 is no hash.
            -1 => -2,
            hash => hash,
        }
    }
}

/// The hash of a byte string.
pub fn hash_bytes(bytes: &[u8]) -> i64 {
    if bytes.is_empty() { 0 } else { HashKeys::current().hash(bytes) }
}

#[cfg(test)]
mod tests;
