//! Dicts: an index table into entries kept in insertion order.
//!
//! Equality of keys may run Python code, which may change the dict under the search; [`Dict::find`] starts again when what
//! was compared is not in its place any more. Searches for strs among strs run none ([`Dict::find_str`]).
//!
//! The values of a module's namespace are in the module's global slots, see [`backing`].

mod backing;
#[cfg(test)]
mod tests;

use core::cell::RefCell;

use molt_heap::Visitor;

use crate::native::{Downcast, Payload, new_native};
use crate::native_type::TypeKey;
use crate::{Borrowed, CoreType, Owned, Result, Str, memory};

pub use backing::{bind_global, unbind_global};

use backing::{Backing, BackingCell};

/// The entries of a dict.
#[derive(Default)]
pub struct Dict {
    table: RefCell<Table>,
    backing: BackingCell,
}

#[derive(Clone)]
struct Entry {
    hash: i64,
    key: Owned,
    /// Read through [`Dict::value_of`].
    value: Owned,
}

#[derive(Default)]
struct Table {
    indices: Indices,
    entries: Vec<Option<Entry>>,
    /// Number of keys.
    live: u32,
    /// Entries added since the index table was made; bounds both tables.
    added: u32,
}

/// Index table: `EMPTY`, `DELETED`, or a place in the entries; a power of two long.
#[derive(Default)]
enum Indices {
    #[default]
    None,
    One(Box<[u8]>),
    Two(Box<[u16]>),
    Four(Box<[u32]>),
}

const EMPTY: u32 = u32::MAX;
const DELETED: u32 = u32::MAX - 1;
/// Largest index table whose places are told from the two marks.
const MOST: usize = 1 << 32;

impl Indices {
    fn with_size(size: usize) -> Result<Indices> {
        Ok(match size {
            0..=128 => Indices::One(memory::filled(u8::MAX, size)?.into_boxed_slice()),
            129..=0x8000 => Indices::Two(memory::filled(u16::MAX, size)?.into_boxed_slice()),
            _ => Indices::Four(memory::filled(EMPTY, size)?.into_boxed_slice()),
        })
    }
    fn copy(&self) -> Result<Indices> {
        Ok(match self {
            Indices::None => Indices::None,
            Indices::One(table) => Indices::One(memory::copy(table)?.into_boxed_slice()),
            Indices::Two(table) => Indices::Two(memory::copy(table)?.into_boxed_slice()),
            Indices::Four(table) => Indices::Four(memory::copy(table)?.into_boxed_slice()),
        })
    }
    fn len(&self) -> usize {
        match self {
            Indices::None => 0,
            Indices::One(table) => table.len(),
            Indices::Two(table) => table.len(),
            Indices::Four(table) => table.len(),
        }
    }
    #[inline]
    fn get(&self, place: usize) -> u32 {
        match self {
            Indices::None => EMPTY,
            Indices::One(table) => match table[place] {
                u8::MAX => EMPTY,
                0xFE => DELETED,
                index => u32::from(index),
            },
            Indices::Two(table) => match table[place] {
                u16::MAX => EMPTY,
                0xFFFE => DELETED,
                index => u32::from(index),
            },
            Indices::Four(table) => table[place],
        }
    }
    fn set(&mut self, place: usize, index: u32) {
        // EMPTY and DELETED keep their meaning when narrowed.
        match self {
            Indices::None => {}
            Indices::One(table) => table[place] = index as u8,
            Indices::Two(table) => table[place] = index as u16,
            Indices::Four(table) => table[place] = index,
        }
    }
}

/// The places a hash may be at, in order.
struct Probe {
    place: usize,
    perturb: u64,
    mask: usize,
}

impl Probe {
    fn new(hash: i64, size: usize) -> Probe {
        let mask = size.wrapping_sub(1);
        Probe { place: hash as usize & mask, perturb: hash as u64, mask }
    }
    fn advance(&mut self) {
        self.perturb >>= 5;
        self.place = (self.place.wrapping_mul(5).wrapping_add(self.perturb as usize).wrapping_add(1)) & self.mask;
    }
}

/// What a search among strs came to.
pub enum StrSearch {
    /// The entry's place.
    Found(usize),
    /// No such key.
    Missing,
    /// A key that is not a str has the same hash: only its own `==` can tell.
    NeedsEquality,
}

/// The first entry with the hash from where the probe stands, which then stands there.
#[inline(always)]
fn search_in<'a, I: Copy + Into<u32>>(
    indices: &[I],
    empty: I,
    entries: &'a [Option<Entry>],
    hash: i64,
    probe: &mut Probe,
) -> Option<(usize, &'a Entry)> {
    let empty: u32 = empty.into();
    loop {
        let index: u32 = indices[probe.place].into();
        if index == empty {
            return None;
        }
        // The mark of a deleted entry is beyond all of them.
        if let Some(Some(entry)) = entries.get(index as usize)
            && entry.hash == hash
        {
            return Some((index as usize, entry));
        }
        probe.advance();
    }
}

impl Table {
    /// The places for a hash.
    fn probe(&self, hash: i64) -> Probe {
        Probe::new(hash, self.indices.len())
    }
    /// The first entry with the hash from where the probe stands, which then stands there.
    #[inline(always)]
    fn search(&self, hash: i64, probe: &mut Probe) -> Option<(usize, &Entry)> {
        match &self.indices {
            Indices::None => None,
            Indices::One(indices) => search_in(indices, u8::MAX, &self.entries, hash, probe),
            Indices::Two(indices) => search_in(indices, u16::MAX, &self.entries, hash, probe),
            Indices::Four(indices) => search_in(indices, EMPTY, &self.entries, hash, probe),
        }
    }
    /// Whether the table still leads from where the probe stands to the key at this place.
    fn is_at(&self, probe: &Probe, place: usize, key: Borrowed<'_>) -> bool {
        self.indices.len() == probe.mask.wrapping_add(1)
            && self.indices.get(probe.place) == place as u32
            && matches!(self.entries.get(place), Some(Some(entry)) if entry.key.is(key))
    }
    /// Room for one more entry.
    fn grow(&mut self) -> Result<()> {
        self.resize(((self.live as usize + 1) * 3).max(5).next_power_of_two().max(8))
    }
    /// Room for so many entries in all.
    fn reserve(&mut self, entries: usize) -> Result<()> {
        self.resize((entries * 3 / 2 + 1).next_power_of_two().max(8))
    }
    fn resize(&mut self, size: usize) -> Result<()> {
        if size > MOST {
            return Err(memory::exhausted());
        }
        let indices = Indices::with_size(size)?;
        let more = (size * 2 / 3).saturating_sub(self.entries.len());
        self.entries.try_reserve_exact(more).map_err(|_| memory::exhausted())?;
        // From here on nothing fails: until now the old index table led to the entries.
        self.entries.retain(Option::is_some);
        self.indices = indices;
        self.added = self.entries.len() as u32;
        for index in 0..self.entries.len() {
            let Some(entry) = &self.entries[index] else { continue };
            let place = self.free_place(entry.hash);
            self.indices.set(place, index as u32);
        }
        Ok(())
    }
    fn copy(&self) -> Result<Table> {
        let entries = memory::copy(&self.entries)?;
        Ok(Table { indices: self.indices.copy()?, entries, live: self.live, added: self.added })
    }
    fn free_place(&self, hash: i64) -> usize {
        let mut probe = Probe::new(hash, self.indices.len());
        while self.indices.get(probe.place) < DELETED {
            probe.advance();
        }
        probe.place
    }
    fn place_of(&self, index: usize, hash: i64) -> usize {
        let mut probe = Probe::new(hash, self.indices.len());
        while self.indices.get(probe.place) != index as u32 {
            probe.advance();
        }
        probe.place
    }
}

impl Payload for Dict {
    const TYPE: TypeKey = TypeKey::Core(CoreType::Dict);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        for entry in self.table.borrow().entries.iter().flatten() {
            visitor.owned(&entry.key);
            visitor.owned(self.value_of(entry));
        }
    }
    fn clear(&self) {
        self.remove_all();
    }
}

impl Dict {
    /// A new, empty dict.
    #[expect(clippy::new_ret_no_self, reason = "dicts live in objects")]
    pub fn new() -> Owned {
        new_native(Dict::default())
    }
    /// The dict behind a value, subclasses included.
    pub fn of(value: Borrowed<'_>) -> Option<&Dict> {
        value.payload::<Dict>()
    }
    /// The dict in a word that may be UNBOUND.
    pub fn of_bound(value: &Owned) -> Option<&Dict> {
        Dict::of(value.borrow().bound()?)
    }
    /// Number of keys.
    pub fn len(&self) -> usize {
        self.table.borrow().live as usize
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The value of an entry, wherever it is.
    #[inline(always)]
    fn value_of<'a>(&'a self, entry: &'a Entry) -> &'a Owned {
        if self.backing.is_nothing() { &entry.value } else { self.value_elsewhere(entry) }
    }
    /// The place of a key with this hash. What strs cannot tell by themselves is asked of `equal`, which is
    /// called for other keys with the same hash too; it may run Python code.
    pub fn find(
        &self,
        hash: i64,
        key: Borrowed<'_>,
        mut equal: impl FnMut(Borrowed<'_>) -> Result<bool>,
    ) -> Result<Option<usize>> {
        let text = key.downcast_exact::<Str>();
        'again: loop {
            let mut table = self.table.borrow();
            let mut probe = table.probe(hash);
            loop {
                let Some((place, entry)) = table.search(hash, &mut probe) else { return Ok(None) };
                if entry.key.is(key) {
                    return Ok(Some(place));
                }
                if let (Some(text), Some(own)) = (text, entry.key.borrow().downcast_exact::<Str>()) {
                    if own.equals(text) {
                        return Ok(Some(place));
                    }
                    probe.advance();
                    continue;
                }
                let candidate = entry.key.clone();
                drop(table);
                let accepted = equal(candidate.borrow())?;
                // Other keys may come and go, as in CPython: a dict that every comparison changes must not be searched for ever.
                if !self.table.borrow().is_at(&probe, place, candidate.borrow()) {
                    continue 'again;
                }
                if accepted {
                    return Ok(Some(place));
                }
                probe.advance();
                table = self.table.borrow();
            }
        }
    }
    /// The place of a str key, without running Python code.
    pub fn find_str(&self, key: &Str) -> StrSearch {
        let hash = key.hash();
        let table = self.table.borrow();
        let mut probe = table.probe(hash);
        while let Some((place, entry)) = table.search(hash, &mut probe) {
            match entry.key.borrow().downcast_exact::<Str>() {
                Some(own) if own.equals(key) => return StrSearch::Found(place),
                Some(_) => {}
                None => return StrSearch::NeedsEquality,
            }
            probe.advance();
        }
        StrSearch::Missing
    }
    /// The value of a str key. Keys that are not exact strs are not considered.
    pub fn get_str(&self, key: &Str) -> Option<Owned> {
        match self.find_str(key) {
            StrSearch::Found(place) => self.value_at(place),
            StrSearch::Missing | StrSearch::NeedsEquality => None,
        }
    }
    /// The value of a key given as text.
    pub fn get_text(&self, key: &str) -> Option<Owned> {
        let key = Str::from_rust(key);
        self.get_str(key.borrow().downcast::<Str>()?)
    }
    /// The value at a place.
    pub fn value_at(&self, place: usize) -> Option<Owned> {
        self.table.borrow().entries.get(place)?.as_ref().map(|entry| self.value_of(entry).clone())
    }
    /// The first entry at or after a place: its place, key and value.
    pub fn entry_from(&self, place: usize) -> Option<(usize, Owned, Owned)> {
        let table = self.table.borrow();
        let (offset, entry) = table
            .entries
            .get(place..)?
            .iter()
            .enumerate()
            .find_map(|(offset, entry)| Some((offset, entry.as_ref()?)))?;
        Some((place + offset, entry.key.clone(), self.value_of(entry).clone()))
    }
    /// What `show` makes of the first entry at or after a place, with the place. `show` must not run Python code.
    #[inline]
    pub fn show_from<R>(&self, place: usize, show: impl FnOnce(&Owned, &Owned) -> R) -> Option<(usize, R)> {
        let table = self.table.borrow();
        let entries = table.entries.get(place..)?;
        let (offset, entry) = entries.iter().enumerate().find_map(|(offset, entry)| Some((offset, entry.as_ref()?)))?;
        Some((place + offset, show(&entry.key, self.value_of(entry))))
    }
    /// What `show` makes of the last entry before a place, with the place. `show` must not run Python code.
    pub fn show_before<R>(&self, place: usize, show: impl FnOnce(&Owned, &Owned) -> R) -> Option<(usize, R)> {
        let table = self.table.borrow();
        let end = place.min(table.entries.len());
        let (place, entry) =
            table.entries[..end].iter().enumerate().rev().find_map(|(place, entry)| Some((place, entry.as_ref()?)))?;
        Some((place, show(&entry.key, self.value_of(entry))))
    }
    /// The last entry before a place.
    pub fn entry_before(&self, place: usize) -> Option<(usize, Owned, Owned)> {
        let table = self.table.borrow();
        let end = place.min(table.entries.len());
        let (place, entry) =
            table.entries[..end].iter().enumerate().rev().find_map(|(place, entry)| Some((place, entry.as_ref()?)))?;
        Some((place, entry.key.clone(), self.value_of(entry).clone()))
    }
    /// The hash of the key at a place.
    pub fn hash_at(&self, place: usize) -> Option<i64> {
        self.table.borrow().entries.get(place)?.as_ref().map(|entry| entry.hash)
    }
    /// One past the last place.
    pub fn end(&self) -> usize {
        self.table.borrow().entries.len()
    }
    /// Keys and values in order.
    pub fn items(&self) -> Result<Vec<(Owned, Owned)>> {
        let mut items = memory::with_capacity(self.len())?;
        let table = self.table.borrow();
        items.extend(table.entries.iter().flatten().map(|entry| (entry.key.clone(), self.value_of(entry).clone())));
        Ok(items)
    }
    /// Replaces the value at a place found by a search and gives the old one.
    pub fn replace_at(&self, place: usize, value: Owned) -> Option<Owned> {
        let mut table = self.table.borrow_mut();
        let entry = table.entries.get_mut(place)?.as_mut()?;
        if !self.backing.is_nothing() {
            return self.replace_elsewhere(entry, value);
        }
        Some(core::mem::replace(&mut entry.value, value))
    }
    /// Adds a key that a search has just not found.
    pub fn insert_new(&self, hash: i64, key: Owned, value: Owned) -> Result<()> {
        let mut table = self.table.borrow_mut();
        if table.added as usize >= table.indices.len() * 2 / 3 {
            table.grow()?;
        }
        let value = if self.backing.is_nothing() { value } else { self.settle(hash, key.borrow(), value) };
        let place = table.free_place(hash);
        let index = table.entries.len() as u32;
        table.added += 1;
        table.live += 1;
        table.indices.set(place, index);
        table.entries.push(Some(Entry { hash, key, value }));
        Ok(())
    }
    /// Sets a str key and gives the old value. Keys that are not exact strs are not considered.
    pub fn try_insert_str_key(&self, key: Owned, value: Owned) -> Result<Option<Owned>> {
        let Some(text) = key.borrow().downcast::<Str>() else { return Ok(None) };
        if let StrSearch::Found(place) = self.find_str(text) {
            return Ok(self.replace_at(place, value));
        }
        let hash = text.hash();
        self.insert_new(hash, key, value)?;
        Ok(None)
    }
    /// The same where the program's text bounds how many keys there are.
    pub fn insert_str_key(&self, key: Owned, value: Owned) -> Option<Owned> {
        self.try_insert_str_key(key, value).unwrap_or_else(memory::give_up)
    }
    /// Sets a key given as text and gives the old value.
    pub fn insert_text(&self, key: &str, value: Owned) -> Option<Owned> {
        self.insert_str_key(Str::from_rust(key), value)
    }
    /// Removes the entry at a place found by a search.
    pub fn remove_at(&self, place: usize) -> Option<(Owned, Owned)> {
        let mut table = self.table.borrow_mut();
        let entry = table.entries.get_mut(place)?.take()?;
        let index_place = table.place_of(place, entry.hash);
        table.indices.set(index_place, DELETED);
        table.live -= 1;
        drop(table);
        let value = if self.backing.is_nothing() { entry.value } else { self.take_elsewhere(entry.value) };
        Some((entry.key, value))
    }
    /// Removes the last entry. Places from there on are given out again.
    pub fn remove_last(&self) -> Option<(Owned, Owned)> {
        let (place, _, _) = self.entry_before(usize::MAX)?;
        let removed = self.remove_at(place);
        self.table.borrow_mut().entries.truncate(place);
        removed
    }
    /// Removes a str key and gives its value.
    pub fn remove_str(&self, key: &Str) -> Option<Owned> {
        match self.find_str(key) {
            StrSearch::Found(place) => self.remove_at(place).map(|(_, value)| value),
            StrSearch::Missing | StrSearch::NeedsEquality => None,
        }
    }
    /// Removes all entries.
    pub fn remove_all(&self) {
        let mut table = self.table.take();
        match self.backing.get() {
            Backing::Nothing => {}
            Backing::BuiltinCaches => crate::builtins::changed(),
            Backing::Slots(record) => table.take_from_slots(record),
        }
        drop(table);
    }
    /// Puts the same entries into an empty dict.
    pub fn copy_into(&self, copy: &Dict) -> Result<()> {
        let table = self.table.borrow();
        let is_plain = self.backing.is_nothing() && copy.backing.is_nothing();
        if is_plain && table.live as usize == table.entries.len() {
            let old = copy.table.replace(table.copy()?);
            drop(old);
            return Ok(());
        }
        for entry in table.entries.iter().flatten() {
            copy.insert_new(entry.hash, entry.key.clone(), self.value_of(entry).clone())?;
        }
        Ok(())
    }
    /// A new dict with the same entries.
    pub fn copy(&self) -> Result {
        let copy = Dict::default();
        self.copy_into(&copy)?;
        Ok(new_native(copy))
    }
}
