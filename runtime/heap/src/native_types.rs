//! The type objects made from static descriptions, found by the address of the description.

use core::cell::UnsafeCell;

use molt_abi::Header;

/// A description and the type object made from it.
#[derive(Clone, Copy)]
struct Entry {
    /// Address of the description; 0 when the entry is free.
    description: usize,
    object: *mut Header,
    /// Made at start-up: stays as it is until the process ends, as core types do.
    permanent: bool,
}

const FREE: Entry = Entry { description: 0, object: core::ptr::null_mut(), permanent: false };
const LEAST_ENTRIES: usize = 64;

/// The type objects made so far: a hash table with open addressing, at most half full.
pub struct NativeTypes {
    entries: UnsafeCell<Vec<Entry>>,
    count: core::cell::Cell<usize>,
}

impl NativeTypes {
    pub(crate) const fn new() -> NativeTypes {
        NativeTypes { entries: UnsafeCell::new(Vec::new()), count: core::cell::Cell::new(0) }
    }
    /// The type object made from the description at this address.
    #[inline]
    pub fn find(&self, description: usize) -> Option<*mut Header> {
        // SAFETY: reading entries runs nothing that changes them.
        let entries = unsafe { &*self.entries.get() };
        let entry = entries.get(place(entries, description)?)?;
        (entry.description == description).then_some(entry.object)
    }
    /// Adds the type object made from a description that has none.
    pub fn add(&self, description: usize, object: *mut Header) {
        // SAFETY: nothing below runs code that reaches the table.
        let entries = unsafe { &mut *self.entries.get() };
        let count = self.count.get() + 1;
        self.count.set(count);
        if 2 * count > entries.len() {
            let larger = (2 * entries.len()).max(LEAST_ENTRIES);
            let old = core::mem::replace(entries, vec![FREE; larger]);
            for entry in old.into_iter().filter(|entry| entry.description != 0) {
                insert(entries, entry);
            }
        }
        insert(entries, Entry { description, object, permanent: false });
    }
    /// Says that the types made so far stay as they are.
    pub fn make_permanent(&self) {
        // SAFETY: as above.
        unsafe { (*self.entries.get()).iter_mut().for_each(|entry| entry.permanent = true) };
    }
    /// The type objects that are not permanent.
    pub fn passing(&self) -> Vec<*mut Header> {
        // SAFETY: as above.
        let entries = unsafe { &*self.entries.get() };
        entries.iter().filter(|entry| entry.description != 0 && !entry.permanent).map(|entry| entry.object).collect()
    }
}

/// Where the entry of a description is or would be; None in an empty table.
#[inline]
fn place(entries: &[Entry], description: usize) -> Option<usize> {
    let mask = entries.len().checked_sub(1)?;
    let mut place = (description >> 4).wrapping_mul(0x9e37_79b1) >> 8 & mask;
    while entries[place].description != description && entries[place].description != 0 {
        place = (place + 1) & mask;
    }
    Some(place)
}

fn insert(entries: &mut [Entry], entry: Entry) {
    if let Some(place) = place(entries, entry.description) {
        entries[place] = entry;
    }
}
