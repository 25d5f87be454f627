//! CPython's merge sort: natural runs, binary insertion for short ones, merges with galloping, and the "powersort" rule
//! for what to merge when. The sequence of comparisons is the same as in CPython.

use molt_object::Result;

/// Runs shorter than this (or a bit less) are extended by insertion.
const LONGEST_MINIMUM_RUN: usize = 64;
/// Wins in a row after which a merge begins to gallop.
const MINIMUM_GALLOP: usize = 7;

struct Run {
    start: usize,
    length: usize,
    power: u32,
}

struct Sorter<'a, Entry, Less> {
    entries: &'a mut [Entry],
    less: Less,
    minimum_gallop: usize,
    pending: Vec<Run>,
}

/// Sorts stably by a "less than" that may fail. After an error the slice is a permutation of what it was.
pub fn merge_sort<Entry, Less>(entries: &mut [Entry], less: Less) -> Result<()>
where
    Entry: Copy,
    Less: FnMut(Entry, Entry) -> Result<bool>,
{
    let total = entries.len();
    if total < 2 {
        return Ok(());
    }
    let mut sorter = Sorter { entries, less, minimum_gallop: MINIMUM_GALLOP, pending: Vec::new() };
    let minimum_run = minimum_run(total);
    let mut start = 0;
    while start < total {
        let left = total - start;
        let mut length = sorter.count_run(start, left)?;
        if length < minimum_run {
            let forced = left.min(minimum_run);
            sorter.binary_insertion(start, forced, length)?;
            length = forced;
        }
        sorter.found_new_run(length)?;
        sorter.pending.push(Run { start, length, power: 0 });
        start += length;
    }
    sorter.merge_all()
}

fn minimum_run(mut length: usize) -> usize {
    let mut remainder = 0;
    while length >= LONGEST_MINIMUM_RUN {
        remainder |= length & 1;
        length >>= 1;
    }
    length + remainder
}

/// The depth at which two neighbouring runs meet in a perfectly balanced tree of merges.
fn power_of(start: usize, first: usize, second: usize, total: usize) -> u32 {
    let mut power = 0;
    let mut left = 2 * start + first;
    let mut right = left + first + second;
    loop {
        power += 1;
        if left >= total {
            left -= total;
            right -= total;
        } else if right >= total {
            return power;
        }
        left <<= 1;
        right <<= 1;
    }
}

impl<Entry: Copy, Less: FnMut(Entry, Entry) -> Result<bool>> Sorter<'_, Entry, Less> {
    fn less_at(&mut self, left: usize, right: usize) -> Result<bool> {
        (self.less)(self.entries[left], self.entries[right])
    }

    /// Length of the run at `start`; a descending one is reversed.
    fn count_run(&mut self, start: usize, left: usize) -> Result<usize> {
        let mut length = 1;
        while length < left && !self.less_at(start + length, start + length - 1)? {
            length += 1;
        }
        if length == left {
            return Ok(length);
        }
        if length > 1 {
            if self.less_at(start, start + length - 1)? {
                return Ok(length);
            }
            self.entries[start..start + length].reverse();
        }
        length += 1;
        // Descending from here on; equal neighbours are reversed beforehand, so that reversing all restores them.
        let mut equal = 0;
        while length < left {
            if self.less_at(start + length, start + length - 1)? {
                self.reverse_equal(start, length, &mut equal);
            } else if self.less_at(start + length - 1, start + length)? {
                break;
            } else {
                equal += 1;
            }
            length += 1;
        }
        self.reverse_equal(start, length, &mut equal);
        self.entries[start..start + length].reverse();
        while length < left && !self.less_at(start + length, start + length - 1)? {
            length += 1;
        }
        Ok(length)
    }

    fn reverse_equal(&mut self, start: usize, length: usize, equal: &mut usize) {
        if *equal > 0 {
            self.entries[start + length - *equal - 1..start + length].reverse();
            *equal = 0;
        }
    }

    /// Sorts `length` entries, of which the first `sorted` are in order.
    fn binary_insertion(&mut self, start: usize, length: usize, sorted: usize) -> Result<()> {
        for next in sorted.max(1)..length {
            let pivot = self.entries[start + next];
            let (mut low, mut high) = (0, next);
            while low < high {
                let middle = (low + high) >> 1;
                if (self.less)(pivot, self.entries[start + middle])? {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            self.entries[start + low..=start + next].rotate_right(1);
        }
        Ok(())
    }

    /// Merges what is due before a new run is added.
    fn found_new_run(&mut self, length: usize) -> Result<()> {
        let Some(last) = self.pending.last() else { return Ok(()) };
        let power = power_of(last.start, last.length, length, self.entries.len());
        while self.pending.len() > 1 && self.pending[self.pending.len() - 2].power > power {
            self.merge_at(self.pending.len() - 2)?;
        }
        if let Some(last) = self.pending.last_mut() {
            last.power = power;
        }
        Ok(())
    }

    fn merge_all(&mut self) -> Result<()> {
        while self.pending.len() > 1 {
            let mut index = self.pending.len() - 2;
            if index > 0 && self.pending[index - 1].length < self.pending[index + 1].length {
                index -= 1;
            }
            self.merge_at(index)?;
        }
        Ok(())
    }

    /// Merges the run at `index` with the next.
    fn merge_at(&mut self, index: usize) -> Result<()> {
        let second = self.pending.remove(index + 1);
        let (mut start, mut first_length) = (self.pending[index].start, self.pending[index].length);
        self.pending[index].length = first_length + second.length;
        // What precedes the second run's first item, and what follows the first run's last, is in place already.
        let skipped = self.gallop_right(self.entries[second.start], start, first_length, 0, None)?;
        start += skipped;
        first_length -= skipped;
        if first_length == 0 {
            return Ok(());
        }
        let last = self.entries[start + first_length - 1];
        let second_length = self.gallop_left(last, second.start, second.length, second.length - 1, None)?;
        if second_length == 0 {
            return Ok(());
        }
        if first_length <= second_length {
            self.merge_low(start, first_length, second_length)
        } else {
            self.merge_high(start, first_length, second_length)
        }
    }

    /// How many of the `length` sorted items at `start` (in `elsewhere`, if given) are less than `key`. The search
    /// begins at `hint`.
    fn gallop_left(
        &mut self,
        key: Entry,
        start: usize,
        length: usize,
        hint: usize,
        elsewhere: Option<&[Entry]>,
    ) -> Result<usize> {
        let (entries, less) = (elsewhere.unwrap_or(&*self.entries), &mut self.less);
        let mut is_less = |index: usize| less(entries[start + index], key);
        let (mut last, mut offset) = (0, 1);
        let (low, high);
        if is_less(hint)? {
            let most = length - hint;
            while offset < most && is_less(hint + offset)? {
                last = offset;
                offset = (offset << 1) + 1;
            }
            (low, high) = (hint + last + 1, hint + offset.min(most));
        } else {
            let most = hint + 1;
            while offset < most && !is_less(hint - offset)? {
                last = offset;
                offset = (offset << 1) + 1;
            }
            (low, high) = (hint + 1 - offset.min(most), hint - last);
        }
        bisect(low, high, is_less)
    }

    /// How many of the `length` sorted items at `start` (in `elsewhere`, if given) are not greater than `key`.
    fn gallop_right(
        &mut self,
        key: Entry,
        start: usize,
        length: usize,
        hint: usize,
        elsewhere: Option<&[Entry]>,
    ) -> Result<usize> {
        let (entries, less) = (elsewhere.unwrap_or(&*self.entries), &mut self.less);
        let mut is_greater = |index: usize| less(key, entries[start + index]);
        let (mut last, mut offset) = (0, 1);
        let (low, high);
        if is_greater(hint)? {
            let most = hint + 1;
            while offset < most && is_greater(hint - offset)? {
                last = offset;
                offset = (offset << 1) + 1;
            }
            (low, high) = (hint + 1 - offset.min(most), hint - last);
        } else {
            let most = length - hint;
            while offset < most && !is_greater(hint + offset)? {
                last = offset;
                offset = (offset << 1) + 1;
            }
            (low, high) = (hint + last + 1, hint + offset.min(most));
        }
        bisect(low, high, |index| is_greater(index).map(|greater| !greater))
    }

    /// Merges two neighbouring runs from the left; the first is the shorter one.
    fn merge_low(&mut self, start: usize, first_length: usize, second_length: usize) -> Result<()> {
        let first = self.entries[start..start + first_length].to_vec();
        let mut state = Merge {
            first: 0,
            first_left: first_length,
            second: start + first_length,
            second_left: second_length,
            target: start,
        };
        let result = self.merge_low_steps(&first, &mut state);
        // Whatever happened, what is left of the first run goes where the gap is.
        let Merge { first: at, first_left, second, second_left, target } = state;
        if result.is_ok() && first_left == 1 && second_left > 0 {
            self.entries.copy_within(second..second + second_left, target);
            self.entries[target + second_left] = first[at];
        } else {
            self.entries[target..target + first_left].copy_from_slice(&first[at..at + first_left]);
        }
        result
    }

    fn take_second(&mut self, state: &mut Merge, count: usize) {
        self.entries.copy_within(state.second..state.second + count, state.target);
        state.second += count;
        state.second_left -= count;
        state.target += count;
    }

    fn take_first(&mut self, first: &[Entry], state: &mut Merge, count: usize) {
        self.entries[state.target..state.target + count].copy_from_slice(&first[state.first..state.first + count]);
        state.first += count;
        state.first_left -= count;
        state.target += count;
    }

    fn merge_low_steps(&mut self, first: &[Entry], state: &mut Merge) -> Result<()> {
        self.take_second(state, 1);
        if state.second_left == 0 || state.first_left == 1 {
            return Ok(());
        }
        let mut minimum_gallop = self.minimum_gallop;
        loop {
            let (mut first_wins, mut second_wins) = (0, 0);
            loop {
                if (self.less)(self.entries[state.second], first[state.first])? {
                    self.take_second(state, 1);
                    second_wins += 1;
                    first_wins = 0;
                    if state.second_left == 0 {
                        return Ok(());
                    }
                    if second_wins >= minimum_gallop {
                        break;
                    }
                } else {
                    self.take_first(first, state, 1);
                    first_wins += 1;
                    second_wins = 0;
                    if state.first_left == 1 {
                        return Ok(());
                    }
                    if first_wins >= minimum_gallop {
                        break;
                    }
                }
            }
            minimum_gallop += 1;
            loop {
                minimum_gallop -= usize::from(minimum_gallop > 1);
                self.minimum_gallop = minimum_gallop;
                let key = self.entries[state.second];
                first_wins = self.gallop_right(key, state.first, state.first_left, 0, Some(first))?;
                self.take_first(first, state, first_wins);
                if first_wins > 0 && state.first_left <= 1 {
                    return Ok(());
                }
                self.take_second(state, 1);
                if state.second_left == 0 {
                    return Ok(());
                }
                second_wins = self.gallop_left(first[state.first], state.second, state.second_left, 0, None)?;
                self.take_second(state, second_wins);
                if state.second_left == 0 {
                    return Ok(());
                }
                self.take_first(first, state, 1);
                if state.first_left == 1 {
                    return Ok(());
                }
                if first_wins < MINIMUM_GALLOP && second_wins < MINIMUM_GALLOP {
                    break;
                }
            }
            minimum_gallop += 1;
            self.minimum_gallop = minimum_gallop;
        }
    }

    /// Merges two neighbouring runs from the right; the second is the shorter one.
    fn merge_high(&mut self, start: usize, first_length: usize, second_length: usize) -> Result<()> {
        let second_start = start + first_length;
        let second = self.entries[second_start..second_start + second_length].to_vec();
        let mut state = HighMerge { first_left: first_length, second_left: second_length };
        let result = self.merge_high_steps(start, &second, &mut state);
        let HighMerge { first_left, second_left } = state;
        if result.is_ok() && second_left == 1 && first_left > 0 {
            self.entries.copy_within(start..start + first_left, start + 1);
            self.entries[start] = second[0];
        } else {
            let gap = start + first_left;
            self.entries[gap..gap + second_left].copy_from_slice(&second[..second_left]);
        }
        result
    }

    /// Moves the last `count` remaining items of the first run to the end of the gap.
    fn take_first_high(&mut self, start: usize, state: &mut HighMerge, count: usize) {
        let from = start + state.first_left - count;
        self.entries.copy_within(from..from + count, from + state.second_left);
        state.first_left -= count;
    }

    /// Moves the last `count` remaining items of the second run to the end of the gap.
    fn take_second_high(&mut self, start: usize, second: &[Entry], state: &mut HighMerge, count: usize) {
        let from = state.second_left - count;
        let target = start + state.first_left + from;
        self.entries[target..target + count].copy_from_slice(&second[from..from + count]);
        state.second_left -= count;
    }

    fn merge_high_steps(&mut self, start: usize, second: &[Entry], state: &mut HighMerge) -> Result<()> {
        self.take_first_high(start, state, 1);
        if state.first_left == 0 || state.second_left == 1 {
            return Ok(());
        }
        let mut minimum_gallop = self.minimum_gallop;
        loop {
            let (mut first_wins, mut second_wins) = (0, 0);
            loop {
                if (self.less)(second[state.second_left - 1], self.entries[start + state.first_left - 1])? {
                    self.take_first_high(start, state, 1);
                    first_wins += 1;
                    second_wins = 0;
                    if state.first_left == 0 {
                        return Ok(());
                    }
                    if first_wins >= minimum_gallop {
                        break;
                    }
                } else {
                    self.take_second_high(start, second, state, 1);
                    second_wins += 1;
                    first_wins = 0;
                    if state.second_left == 1 {
                        return Ok(());
                    }
                    if second_wins >= minimum_gallop {
                        break;
                    }
                }
            }
            minimum_gallop += 1;
            loop {
                minimum_gallop -= usize::from(minimum_gallop > 1);
                self.minimum_gallop = minimum_gallop;
                let (first_left, second_left) = (state.first_left, state.second_left);
                let key = second[second_left - 1];
                first_wins = first_left - self.gallop_right(key, start, first_left, first_left - 1, None)?;
                self.take_first_high(start, state, first_wins);
                if state.first_left == 0 {
                    return Ok(());
                }
                self.take_second_high(start, second, state, 1);
                if state.second_left == 1 {
                    return Ok(());
                }
                let (first_left, second_left) = (state.first_left, state.second_left);
                let key = self.entries[start + first_left - 1];
                second_wins = second_left - self.gallop_left(key, 0, second_left, second_left - 1, Some(second))?;
                self.take_second_high(start, second, state, second_wins);
                if second_wins > 0 && state.second_left <= 1 {
                    return Ok(());
                }
                self.take_first_high(start, state, 1);
                if state.first_left == 0 {
                    return Ok(());
                }
                if first_wins < MINIMUM_GALLOP && second_wins < MINIMUM_GALLOP {
                    break;
                }
            }
            minimum_gallop += 1;
            self.minimum_gallop = minimum_gallop;
        }
    }
}

/// A merge from the left: the first run's remainder is in a copy, the second's in place behind the gap.
struct Merge {
    first: usize,
    first_left: usize,
    second: usize,
    second_left: usize,
    target: usize,
}

/// A merge from the right: the first run's remainder is in place before the gap, the second's in a copy. The gap is as
/// long as the second's remainder.
struct HighMerge {
    first_left: usize,
    second_left: usize,
}

/// The first place in the range for which `before` does not hold.
fn bisect(mut low: usize, mut high: usize, mut before: impl FnMut(usize) -> Result<bool>) -> Result<usize> {
    while low < high {
        let middle = low + ((high - low) >> 1);
        if before(middle)? {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}
