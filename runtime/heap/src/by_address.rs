//! Objects made from static data, found by its address: type objects and code objects.

use core::cell::UnsafeCell;

use molt_abi::Header;

/// Static data and the object made from it.
#[derive(Clone, Copy)]
struct Entry {
    /// Address of the data; 0 when the entry is free.
    address: usize,
    object: *mut Header,
    /// Made at start-up: stays as it is until the process ends.
    permanent: bool,
}

const FREE: Entry = Entry { address: 0, object: core::ptr::null_mut(), permanent: false };
const LEAST_ENTRIES: usize = 16;

/// The objects made so far: a hash table with open addressing, at most half full.
pub struct ObjectsByAddress {
    entries: UnsafeCell<Vec<Entry>>,
    count: core::cell::Cell<usize>,
}

impl ObjectsByAddress {
    pub(crate) const fn new() -> ObjectsByAddress {
        ObjectsByAddress { entries: UnsafeCell::new(Vec::new()), count: core::cell::Cell::new(0) }
    }
    /// The object made from the data at this address.
    #[inline]
    pub fn find(&self, address: usize) -> Option<*mut Header> {
        // SAFETY: reading entries runs nothing that changes them.
        let entries = unsafe { &*self.entries.get() };
        let entry = entries.get(place(entries, address)?)?;
        (entry.address == address).then_some(entry.object)
    }
    /// Adds the object made from data that has none.
    pub fn add(&self, address: usize, object: *mut Header) {
        // SAFETY: nothing below runs code that reaches the table.
        let entries = unsafe { &mut *self.entries.get() };
        let count = self.count.get() + 1;
        self.count.set(count);
        if 2 * count > entries.len() {
            let larger = (2 * entries.len()).max(LEAST_ENTRIES);
            let old = core::mem::replace(entries, vec![FREE; larger]);
            for entry in old.into_iter().filter(|entry| entry.address != 0) {
                insert(entries, entry);
            }
        }
        insert(entries, Entry { address, object, permanent: false });
    }
    /// Says that the objects made so far stay as they are.
    pub fn make_permanent(&self) {
        // SAFETY: as above.
        unsafe { (*self.entries.get()).iter_mut().for_each(|entry| entry.permanent = true) };
    }
    /// Forgets every object and gives them all.
    pub fn take(&self) -> Vec<*mut Header> {
        self.count.set(0);
        // SAFETY: as above.
        let entries = unsafe { core::mem::take(&mut *self.entries.get()) };
        entries.into_iter().filter(|entry| entry.address != 0).map(|entry| entry.object).collect()
    }
    /// The objects that are not permanent.
    pub fn passing(&self) -> Vec<*mut Header> {
        // SAFETY: as above.
        let entries = unsafe { &*self.entries.get() };
        entries.iter().filter(|entry| entry.address != 0 && !entry.permanent).map(|entry| entry.object).collect()
    }
}

/// Where the entry of an address is or would be; None in an empty table.
#[inline]
fn place(entries: &[Entry], address: usize) -> Option<usize> {
    let mask = entries.len().checked_sub(1)?;
    let mut place = (address >> 4).wrapping_mul(0x9e37_79b1) >> 8 & mask;
    while entries[place].address != address && entries[place].address != 0 {
        place = (place + 1) & mask;
    }
    Some(place)
}

fn insert(entries: &mut [Entry], entry: Entry) {
    if let Some(place) = place(entries, entry.address) {
        entries[place] = entry;
    }
}
