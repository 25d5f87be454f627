//! Hashes of containers from the hashes of their items.

use molt_object::Set;

/// The hash of a tuple: xxHash over the items' hashes, as in CPython.
pub struct TupleHasher {
    accumulator: u64,
    length: u64,
}

const PRIME_1: u64 = 11_400_714_785_074_694_791;
const PRIME_2: u64 = 14_029_467_366_897_019_727;
const PRIME_5: u64 = 2_870_177_450_012_600_261;
/// In place of -1, which is no hash.
const INSTEAD_OF_ERROR: i64 = 1_546_275_796;

impl Default for TupleHasher {
    fn default() -> TupleHasher {
        TupleHasher::new()
    }
}

impl TupleHasher {
    /// No items yet.
    pub const fn new() -> TupleHasher {
        TupleHasher { accumulator: PRIME_5, length: 0 }
    }
    /// Adds an item's hash.
    #[inline]
    pub fn add(&mut self, hash: i64) {
        let mixed = self.accumulator.wrapping_add((hash as u64).wrapping_mul(PRIME_2));
        self.accumulator = mixed.rotate_left(31).wrapping_mul(PRIME_1);
        self.length += 1;
    }
    /// The hash of a tuple.
    pub fn finish(mut self) -> i64 {
        self.accumulator = self.accumulator.wrapping_add(self.length ^ (PRIME_5 ^ 3_527_539));
        self.finish_unsized()
    }
    /// The hash of something that always has the same number of items.
    pub fn finish_unsized(self) -> i64 {
        match self.accumulator as i64 {
            -1 => INSTEAD_OF_ERROR,
            hash => hash,
        }
    }
}

/// The hash of a frozenset, the same for any order of its elements.
pub fn hash_of_elements(set: &Set) -> i64 {
    fn shuffled(hash: u64) -> u64 {
        ((hash ^ 89_869_747) ^ (hash << 16)).wrapping_mul(3_644_798_167)
    }
    let mut mixed = 0;
    let mut next = 0;
    while let Some((place, hash, _)) = set.key_from(next) {
        mixed ^= shuffled(hash as u64);
        next = place + 1;
    }
    mixed ^= (set.len() as u64 + 1).wrapping_mul(1_927_868_237);
    mixed ^= (mixed >> 11) ^ (mixed >> 25);
    mixed = mixed.wrapping_mul(69_069).wrapping_add(907_133_923);
    match mixed as i64 {
        -1 => 590_923_713,
        hash => hash,
    }
}
