//! Sets: CPython's hash table, so that equal hashes give the same order of iteration.
//!
//! Equality of keys may run Python code, which may change the set under the search; [`Set::find`] starts again when what
//! was compared is not in its place any more. Frozen sets have the same memory; only their type differs.

use core::cell::{Cell, RefCell};

use molt_heap::Visitor;

use crate::native::{Downcast, Payload, new_native, new_native_of};
use crate::native_type::TypeKey;
use crate::{Borrowed, CoreType, Owned, Result, Str, TypeObject, memory};

/// Smallest table.
const MINIMUM: usize = 8;
/// Neighbours looked at after each place before jumping.
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
/// From this size on a table grows by two instead of four.
const LARGE: usize = 50_000;

/// The keys of a set or frozenset.
#[derive(Default)]
pub struct Set {
    table: RefCell<Table>,
    /// Where `pop` goes on looking.
    finger: Cell<usize>,
}

#[derive(Clone)]
enum Place {
    Free,
    Deleted,
    Key { hash: i64, key: Owned },
}

struct Table {
    /// A power of two long.
    places: Vec<Place>,
    /// Places that are not free.
    fill: usize,
    used: usize,
}

impl Default for Table {
    fn default() -> Table {
        Table { places: vec![Place::Free; MINIMUM], fill: 0, used: 0 }
    }
}

/// The places a hash may be at, in order.
struct Probe {
    base: usize,
    offset: usize,
    limit: usize,
    perturb: u64,
    mask: usize,
}

impl Probe {
    #[inline]
    fn new(hash: i64, size: usize) -> Probe {
        let mask = size - 1;
        let mut probe = Probe { base: hash as usize & mask, offset: 0, limit: 0, perturb: hash as u64, mask };
        probe.set_limit();
        probe
    }
    #[inline]
    fn set_limit(&mut self) {
        self.offset = 0;
        self.limit = if self.base + LINEAR_PROBES <= self.mask { LINEAR_PROBES } else { 0 };
    }
    #[inline]
    fn place(&self) -> usize {
        self.base + self.offset
    }
    #[inline]
    fn advance(&mut self) {
        if self.offset < self.limit {
            self.offset += 1;
            return;
        }
        self.perturb >>= PERTURB_SHIFT;
        self.base = self.base.wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb as usize) & self.mask;
        self.set_limit();
    }
}

impl Table {
    fn with_size(size: usize) -> Result<Table> {
        Ok(Table { places: memory::filled(Place::Free, size)?, fill: 0, used: 0 })
    }
    fn copy(&self) -> Result<Table> {
        Ok(Table { places: memory::copy(&self.places)?, fill: self.fill, used: self.used })
    }
    fn mask(&self) -> usize {
        self.places.len() - 1
    }
    /// Adds a key that is not there to a table without deleted ones.
    fn insert_clean(&mut self, hash: i64, key: Owned) {
        let mut probe = Probe::new(hash, self.places.len());
        while !matches!(self.places[probe.place()], Place::Free) {
            probe.advance();
        }
        self.places[probe.place()] = Place::Key { hash, key };
        self.fill += 1;
        self.used += 1;
    }
    /// The last place of a deleted key that a search for a missing key comes across.
    fn deleted_place(&self, hash: i64) -> Option<usize> {
        if self.fill == self.used {
            return None;
        }
        let mut probe = Probe::new(hash, self.places.len());
        let mut deleted = None;
        loop {
            match self.places[probe.place()] {
                Place::Free => return deleted,
                Place::Deleted => deleted = Some(probe.place()),
                Place::Key { .. } => {}
            }
            probe.advance();
        }
    }
    /// Makes room for more than `least` keys, and drops the marks of deleted ones.
    fn resize(&mut self, least: usize) -> Result<()> {
        let mut size = MINIMUM;
        while size <= least {
            size <<= 1;
        }
        if size == MINIMUM && self.places.len() == MINIMUM && self.fill == self.used {
            return Ok(());
        }
        let mut table = Table::with_size(size)?;
        for place in self.places.drain(..) {
            if let Place::Key { hash, key } = place {
                table.insert_clean(hash, key);
            }
        }
        *self = table;
        Ok(())
    }
    fn grown_size(&self) -> usize {
        if self.used > LARGE { self.used * 2 } else { self.used * 4 }
    }
    /// Whether the key is still where the probe stands.
    fn is_at(&self, probe: &Probe, key: Borrowed<'_>) -> bool {
        self.mask() == probe.mask && matches!(self.key_at(probe.place()), Some((_, own)) if own.is(key))
    }
    fn key_at(&self, place: usize) -> Option<(i64, &Owned)> {
        match self.places.get(place) {
            Some(Place::Key { hash, key }) => Some((*hash, key)),
            _ => None,
        }
    }
}

impl Payload for Set {
    const TYPE: TypeKey = TypeKey::Core(CoreType::Set);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        for place in &self.table.borrow().places {
            if let Place::Key { key, .. } = place {
                visitor.owned(key);
            }
        }
    }
    fn clear(&self) {
        self.remove_all();
    }
}

impl Set {
    /// A new, empty set.
    #[expect(clippy::new_ret_no_self, reason = "sets live in objects")]
    pub fn new() -> Owned {
        new_native(Set::default())
    }
    /// A new, empty object of `set`, `frozenset` or a subclass.
    pub fn of_class(class: &TypeObject) -> Owned {
        new_native_of(class, Set::default())
    }
    /// The set behind a value: of `set`, `frozenset` or a subclass.
    pub fn of(value: Borrowed<'_>) -> Option<&Set> {
        value.payload::<Set>()
    }
    /// Number of keys.
    pub fn len(&self) -> usize {
        self.table.borrow().used
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The place of the key with this hash that `equal` accepts; it may run Python code.
    pub fn find(
        &self,
        hash: i64,
        key: Borrowed<'_>,
        equal: impl FnMut(Borrowed<'_>) -> Result<bool>,
    ) -> Result<Option<usize>> {
        self.search(hash, key, equal, |set, probe, found| set.table.borrow().is_at(probe, found))
    }
    /// Whether `equal` accepts a key with this hash, so that there is nothing to add; it may run Python code, even remove the key.
    pub fn has_equal(
        &self,
        hash: i64,
        key: Borrowed<'_>,
        equal: impl FnMut(Borrowed<'_>) -> Result<bool>,
    ) -> Result<bool> {
        Ok(self.search(hash, key, equal, |_, _, _| true)?.is_some())
    }
    /// Where a key with this hash was that `equal` accepts. What it accepts is an answer if `is_answer` says so.
    fn search(
        &self,
        hash: i64,
        key: Borrowed<'_>,
        mut equal: impl FnMut(Borrowed<'_>) -> Result<bool>,
        is_answer: impl Fn(&Set, &Probe, Borrowed<'_>) -> bool,
    ) -> Result<Option<usize>> {
        let text = key.downcast_exact::<Str>();
        'again: loop {
            let mut probe = Probe::new(hash, self.table.borrow().places.len());
            loop {
                let table = self.table.borrow();
                match &table.places[probe.place()] {
                    Place::Free => return Ok(None),
                    Place::Key { hash: own_hash, key: own } if *own_hash == hash => {
                        if own.is(key) {
                            return Ok(Some(probe.place()));
                        }
                        match (text, own.borrow().downcast_exact::<Str>()) {
                            (Some(text), Some(own)) => {
                                if text.equals(own) {
                                    return Ok(Some(probe.place()));
                                }
                            }
                            _ => {
                                let candidate = own.clone();
                                drop(table);
                                if equal(candidate.borrow())? && is_answer(self, &probe, candidate.borrow()) {
                                    return Ok(Some(probe.place()));
                                }
                                // Other keys may come and go, as in CPython: a set that every comparison changes must
                                // not be searched for ever.
                                if !self.table.borrow().is_at(&probe, candidate.borrow()) {
                                    continue 'again;
                                }
                            }
                        }
                    }
                    _ => {}
                }
                probe.advance();
            }
        }
    }
    /// Adds a key that a search has just not found.
    pub fn insert_new(&self, hash: i64, key: Owned) -> Result<()> {
        let mut table = self.table.borrow_mut();
        let mut resized = Ok(());
        if let Some(place) = table.deleted_place(hash) {
            table.places[place] = Place::Key { hash, key };
            table.used += 1;
        } else {
            table.insert_clean(hash, key);
            if table.fill * 5 >= table.mask() * 3 {
                let size = table.grown_size();
                resized = table.resize(size);
            }
        }
        resized
    }
    /// Removes the key at a place found by a search.
    pub fn remove_at(&self, place: usize) -> Option<Owned> {
        let mut table = self.table.borrow_mut();
        let Some(Place::Key { .. }) = table.places.get(place) else { return None };
        let removed = core::mem::replace(&mut table.places[place], Place::Deleted);
        table.used -= 1;
        match removed {
            Place::Key { key, .. } => Some(key),
            Place::Free | Place::Deleted => None,
        }
    }
    /// Removes some key.
    pub fn pop(&self) -> Option<Owned> {
        let place = {
            let table = self.table.borrow();
            if table.used == 0 {
                return None;
            }
            let mask = table.mask();
            let mut place = self.finger.get() & mask;
            while table.key_at(place).is_none() {
                place = (place + 1) & mask;
            }
            place
        };
        self.finger.set(place + 1);
        self.remove_at(place)
    }
    /// The first key at or after a place: its place, hash and the key.
    pub fn key_from(&self, place: usize) -> Option<(usize, i64, Owned)> {
        let table = self.table.borrow();
        (place..table.places.len()).find_map(|place| table.key_at(place).map(|(hash, key)| (place, hash, key.clone())))
    }
    /// Keys with their hashes, in order.
    pub fn keys(&self) -> Result<Vec<(i64, Owned)>> {
        let mut keys = memory::with_capacity(self.len())?;
        let table = self.table.borrow();
        let found = (0..table.places.len()).filter_map(|place| table.key_at(place));
        keys.extend(found.map(|(hash, key)| (hash, key.clone())));
        Ok(keys)
    }
    /// Makes room before so many keys are added at once.
    pub fn reserve(&self, more: usize) -> Result<()> {
        let mut table = self.table.borrow_mut();
        if (table.fill + more) * 5 >= table.mask() * 3 {
            let least = (table.used + more) * 2;
            table.resize(least)?;
        }
        Ok(())
    }
    /// Adds all keys of another set if this one is empty and has room (see [`Set::reserve`]); gives whether it did.
    pub fn fill_from(&self, other: &Set) -> Result<bool> {
        let mut table = self.table.borrow_mut();
        if table.fill != 0 {
            return Ok(false);
        }
        let from = other.table.borrow();
        if from.fill == from.used && from.places.len() == table.places.len() {
            *table = from.copy()?;
        } else {
            for place in 0..from.places.len() {
                if let Some((hash, key)) = from.key_at(place) {
                    table.insert_clean(hash, key.clone());
                }
            }
        }
        Ok(true)
    }
    /// Drops the marks of deleted keys when they are more than a quarter of the table.
    pub fn tidy(&self) -> Result<()> {
        let mut table = self.table.borrow_mut();
        if table.fill - table.used > table.mask() / 4 {
            let size = table.grown_size();
            table.resize(size)?;
        }
        Ok(())
    }
    /// Removes all keys.
    pub fn remove_all(&self) {
        let table = self.table.take();
        drop(table);
    }
    /// Exchanges the keys of two sets.
    pub fn swap(&self, other: &Set) {
        self.table.swap(&other.table);
    }
}
