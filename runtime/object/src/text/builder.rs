//! Building strs piece by piece.

use super::{Str, Units};
use crate::{Owned, Result, memory};

/// A str in the making, widened as needed. Running out of memory shows at the end: [`Builder::finish`] raises it.
pub struct Builder {
    content: Content,
    /// Memory ran out; the content is incomplete and nothing is added any more.
    failed: bool,
}

enum Content {
    /// Code points below 256 so far.
    One(Vec<u8>),
    /// Code points below 65536 so far.
    Two(Vec<u16>),
    /// Any.
    Four(Vec<u32>),
}

impl Default for Builder {
    fn default() -> Self {
        Builder::new()
    }
}

/// Makes room; false, also later on, when there is none.
#[inline(always)]
fn room<T>(units: &mut Vec<T>, more: usize, failed: &mut bool) -> bool {
    units.capacity() - units.len() >= more || grow(units, more, failed)
}

#[cold]
fn grow<T>(units: &mut Vec<T>, more: usize, failed: &mut bool) -> bool {
    if !*failed && units.try_reserve(more).is_err() {
        // What there is of the str is not needed; the memory may be.
        *units = Vec::new();
        *failed = true;
    }
    !*failed
}

fn widened<T: Copy, U: From<T>>(units: &[T], failed: &mut bool) -> Vec<U> {
    let mut wide = Vec::new();
    if room(&mut wide, units.len(), failed) {
        wide.extend(units.iter().map(|&unit| U::from(unit)));
    }
    wide
}

#[inline(always)]
fn add<T: Copy, U: From<T>>(units: &mut Vec<U>, more: &[T], failed: &mut bool) {
    if room(units, more.len(), failed) {
        units.extend(more.iter().map(|&unit| U::from(unit)));
    }
}

#[inline(always)]
fn add_repeated<T: Copy>(units: &mut Vec<T>, unit: T, count: usize, failed: &mut bool) {
    if room(units, count, failed) {
        units.resize(units.len() + count, unit);
    }
}

impl Builder {
    /// Nothing yet.
    pub const fn new() -> Builder {
        Builder { content: Content::One(Vec::new()), failed: false }
    }
    /// Nothing yet, with room for so many code points below 256.
    pub fn with_capacity(capacity: usize) -> Builder {
        let units = memory::try_with_capacity(capacity);
        Builder { failed: units.is_none(), content: Content::One(units.unwrap_or_default()) }
    }
    /// Code points so far.
    pub fn len(&self) -> usize {
        match &self.content {
            Content::One(units) => units.len(),
            Content::Two(units) => units.len(),
            Content::Four(units) => units.len(),
        }
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    fn widen(&mut self, kind: u32) {
        let content = core::mem::replace(&mut self.content, Content::One(Vec::new()));
        let failed = &mut self.failed;
        self.content = match (content, kind) {
            (Content::One(units), 2) => Content::Two(widened(&units, failed)),
            (Content::One(units), 4) => Content::Four(widened(&units, failed)),
            (Content::Two(units), 4) => Content::Four(widened(&units, failed)),
            (content, _) => content,
        };
    }
    /// Adds a code point.
    #[inline]
    pub fn push(&mut self, code_point: u32) {
        match &mut self.content {
            Content::One(units) if code_point < 0x100 && units.len() < units.capacity() => units.push(code_point as u8),
            _ => self.push_repeated(code_point, 1),
        }
    }
    /// Adds a code point so often.
    #[inline]
    pub fn push_repeated(&mut self, code_point: u32, count: usize) {
        if count == 0 {
            return;
        }
        let failed = &mut self.failed;
        match &mut self.content {
            Content::One(units) if code_point < 0x100 => add_repeated(units, code_point as u8, count, failed),
            Content::Two(units) if code_point < 0x1_0000 => add_repeated(units, code_point as u16, count, failed),
            Content::Four(units) => add_repeated(units, code_point, count, failed),
            _ => {
                self.widen(if code_point < 0x1_0000 { 2 } else { 4 });
                self.push_repeated(code_point, count);
            }
        }
    }
    /// Adds code points below 256.
    #[inline]
    pub fn push_latin1(&mut self, more: &[u8]) {
        let failed = &mut self.failed;
        match &mut self.content {
            Content::One(units) => {
                if room(units, more.len(), failed) {
                    units.extend_from_slice(more);
                }
            }
            Content::Two(units) => add(units, more, failed),
            Content::Four(units) => add(units, more, failed),
        }
    }
    /// Adds a str.
    pub fn push_str(&mut self, text: &Str) {
        let failed = &mut self.failed;
        match (&mut self.content, text.units()) {
            (_, Units::One(more)) => self.push_latin1(more),
            (Content::Two(units), Units::Two(more)) => add(units, more, failed),
            (Content::Four(units), Units::Four(more)) => add(units, more, failed),
            (Content::Four(units), Units::Two(more)) => add(units, more, failed),
            _ => {
                self.widen(text.kind());
                self.push_str(text);
            }
        }
    }
    /// Adds Rust text.
    pub fn push_rust(&mut self, text: &str) {
        if text.is_ascii() {
            self.push_latin1(text.as_bytes());
        } else {
            text.chars().for_each(|character| self.push(u32::from(character)));
        }
    }
    /// The str.
    pub fn finish(self) -> Result<Owned> {
        if self.failed {
            return Err(memory::exhausted());
        }
        match self.content {
            Content::One(units) => Str::from_latin1(&units),
            Content::Two(units) => Str::from_two_byte(&units),
            Content::Four(units) => Str::from_code_points(&units),
        }
    }
    /// The code points as bytes; those above 255, which the caller has not added, lose their high bits.
    pub fn finish_bytes(self) -> Result<Vec<u8>> {
        if self.failed {
            return Err(memory::exhausted());
        }
        match self.content {
            Content::One(units) => Ok(units),
            Content::Two(units) => memory::collect(units.iter().map(|&unit| unit as u8)),
            Content::Four(units) => memory::collect(units.iter().map(|&unit| unit as u8)),
        }
    }
}
