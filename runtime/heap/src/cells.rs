//! Cells of the state: what they hold is given and taken whole, so that no reference to it is left when other code runs.

use core::cell::UnsafeCell;

use molt_abi::{Header, Value};

use crate::{Owned, Visitor};

/// A place for a value.
#[derive(Default)]
pub struct OwnedCell(UnsafeCell<Option<Owned>>);

impl OwnedCell {
    /// An empty one.
    pub const fn new() -> OwnedCell {
        OwnedCell(UnsafeCell::new(None))
    }
    /// The value.
    pub fn get(&self) -> Option<Owned> {
        // SAFETY: counting a reference runs nothing that reaches the cell.
        unsafe { (*self.0.get()).clone() }
    }
    /// Puts in a value, or nothing, and gives what was there.
    pub fn replace(&self, value: Option<Owned>) -> Option<Owned> {
        // SAFETY: nothing is dropped, so nothing else runs.
        unsafe { self.0.get().replace(value) }
    }
    /// Takes the value out.
    pub fn take(&self) -> Option<Owned> {
        self.replace(None)
    }
    /// The value; the one that `make` gives where there was none.
    pub fn get_or_insert_with(&self, make: impl FnOnce() -> Owned) -> Owned {
        self.get().unwrap_or_else(|| {
            let made = make();
            drop(self.replace(Some(made.clone())));
            made
        })
    }
    /// Shows the collector the value.
    pub fn visit(&self, visitor: &mut Visitor<'_>) {
        // SAFETY: the visitor counts, and runs nothing that reaches the cell.
        visitor.optional(unsafe { &*self.0.get() });
    }
    /// Whether there is a value.
    pub fn is_some(&self) -> bool {
        // SAFETY: as above.
        unsafe { (*self.0.get()).is_some() }
    }
}

impl From<Option<Owned>> for OwnedCell {
    fn from(value: Option<Owned>) -> OwnedCell {
        OwnedCell(UnsafeCell::new(value))
    }
}

/// What can be copied, and lies in memory, without code of its own.
///
/// # Safety
/// `clone` runs nothing but the counting of references.
pub unsafe trait Inert: Clone {}

// SAFETY: plain words.
unsafe impl Inert for Value {}
// SAFETY: plain words.
unsafe impl Inert for *mut Header {}
// SAFETY: `clone` counts a reference.
unsafe impl Inert for Option<Owned> {}

/// A vector that is changed behind a shared reference.
#[derive(Default)]
pub struct Stack<T>(UnsafeCell<Vec<T>>);

impl<T: Inert> Stack<T> {
    /// An empty one.
    pub const fn new() -> Stack<T> {
        Stack(UnsafeCell::new(Vec::new()))
    }
    /// Adds an item.
    #[inline(always)]
    pub fn push(&self, item: T) {
        // SAFETY: here and below, no reference leaves the method, and nothing inside reaches the cell: items are moved or
        // cloned, both of which is inert, and memory knows nothing of it.
        unsafe { (*self.0.get()).push(item) }
    }
    /// Adds an item, if there is memory for it.
    #[inline(always)]
    pub fn try_push(&self, item: T) -> bool {
        // SAFETY: see `push`.
        let items = unsafe { &mut *self.0.get() };
        let has_room = items.len() < items.capacity() || items.try_reserve(1).is_ok();
        if has_room {
            items.push(item);
        }
        has_room
    }
    /// Takes the last item.
    #[inline(always)]
    pub fn pop(&self) -> Option<T> {
        // SAFETY: see `push`.
        unsafe { (*self.0.get()).pop() }
    }
    /// Number of items.
    #[inline(always)]
    pub fn len(&self) -> usize {
        // SAFETY: see `push`.
        unsafe { (*self.0.get()).len() }
    }
    /// Whether there are no items.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// An item.
    #[inline(always)]
    pub fn get(&self, place: usize) -> Option<T> {
        // SAFETY: see `push`.
        unsafe { (&*self.0.get()).get(place).cloned() }
    }
    /// Takes an item and puts the last in its place.
    #[inline(always)]
    pub fn swap_remove(&self, place: usize) -> T {
        // SAFETY: see `push`.
        unsafe { (*self.0.get()).swap_remove(place) }
    }
    /// Puts in other items and gives those that were there.
    pub fn replace(&self, items: Vec<T>) -> Vec<T> {
        // SAFETY: see `push`; nothing is dropped.
        unsafe { self.0.get().replace(items) }
    }
}
