//! Dense sets of small numbers: of values, blocks, slots.

/// A set of numbers below a bound fixed when the set is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BitSet {
    words: Vec<u64>,
}

impl BitSet {
    /// The empty set of numbers below `bound`.
    pub fn empty(bound: usize) -> Self {
        Self { words: vec![0; bound.div_ceil(64)] }
    }

    /// The set of all numbers below `bound`.
    pub fn full(bound: usize) -> Self {
        let mut words = vec![u64::MAX; bound.div_ceil(64)];
        if let Some(last) = words.last_mut()
            && !bound.is_multiple_of(64)
        {
            *last = (1 << (bound % 64)) - 1;
        }
        Self { words }
    }

    /// Whether the number is in the set.
    pub fn contains(&self, number: usize) -> bool {
        self.words[number / 64] >> (number % 64) & 1 != 0
    }

    /// Adds a number. Gives whether it was not there.
    pub fn insert(&mut self, number: usize) -> bool {
        let word = &mut self.words[number / 64];
        let before = *word;
        *word |= 1 << (number % 64);
        *word != before
    }

    /// Takes a number out. Gives whether it was there.
    pub fn remove(&mut self, number: usize) -> bool {
        let word = &mut self.words[number / 64];
        let before = *word;
        *word &= !(1 << (number % 64));
        *word != before
    }

    /// Puts the number in or takes it out.
    pub fn set(&mut self, number: usize, is_in: bool) {
        if is_in {
            self.insert(number)
        } else {
            self.remove(number)
        };
    }

    /// Takes all numbers out.
    pub fn clear(&mut self) {
        self.words.fill(0);
    }

    /// Adds the numbers of another set with the same bound. Gives whether there were new ones.
    pub fn unite(&mut self, other: &BitSet) -> bool {
        self.combine(other, |own, other| own | other)
    }

    /// Takes out the numbers that are not in another set with the same bound. Gives whether there were any.
    pub fn intersect(&mut self, other: &BitSet) -> bool {
        self.combine(other, |own, other| own & other)
    }

    fn combine(&mut self, other: &BitSet, operator: impl Fn(u64, u64) -> u64) -> bool {
        let mut changed = 0;
        for (own, &other) in self.words.iter_mut().zip(&other.words) {
            let combined = operator(*own, other);
            changed |= *own ^ combined;
            *own = combined;
        }
        changed != 0
    }

    /// The smallest number that is at least `from`.
    pub fn first_from(&self, from: usize) -> Option<usize> {
        let first = self.words.get(from / 64)? & (u64::MAX << (from % 64));
        let rest = self.words.iter().enumerate().skip(from / 64 + 1).map(|(index, &word)| (index, word));
        let mut words = std::iter::once((from / 64, first)).chain(rest);
        words.find(|&(_, word)| word != 0).map(|(index, word)| 64 * index + word.trailing_zeros() as usize)
    }

    /// The numbers in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        let mut next = self.first_from(0);
        std::iter::from_fn(move || {
            let current = next?;
            next = self.first_from(current + 1);
            Some(current)
        })
    }
}

#[cfg(test)]
mod tests;
