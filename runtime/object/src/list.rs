//! Lists.

use core::cell::Cell;
use core::mem::ManuallyDrop;

use molt_heap::Visitor;

use crate::native::{Downcast, Payload, new_native};
use crate::native_type::TypeKey;
use crate::{Borrowed, CoreType, Owned, Result, Value, memory};

/// The items of a list. Laid out for compiled code: address, length, capacity of a `Vec<Owned>`.
#[repr(C)]
pub struct List {
    items: Cell<*mut Value>,
    padding: [u8; 8 - size_of::<*mut Value>()],
    length: Cell<u64>,
    capacity: Cell<u64>,
}

impl Drop for List {
    fn drop(&mut self) {
        drop_from_end(self.take());
    }
}

/// Drops items from the end, the order in which CPython's lists let go of theirs; finalizers show it.
pub fn drop_from_end(mut items: Vec<Owned>) {
    while let Some(item) = items.pop() {
        drop(item);
    }
}

impl Payload for List {
    const TYPE: TypeKey = TypeKey::Core(CoreType::List);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        for index in 0..self.len() {
            if let Some(item) = self.raw(index) {
                visitor.value(item);
            }
        }
    }
    fn clear(&self) {
        drop_from_end(self.take());
    }
}

impl List {
    /// A payload, for subclasses; see [`List::from_vec`].
    pub fn payload(items: Vec<Owned>) -> List {
        let list = List {
            items: Cell::new(core::ptr::dangling_mut()),
            padding: [0; 8 - size_of::<*mut Value>()],
            length: Cell::new(0),
            capacity: Cell::new(0),
        };
        list.put(items);
        list
    }
    /// A new list.
    pub fn from_vec(items: Vec<Owned>) -> Owned {
        new_native(List::payload(items))
    }
    /// The list behind a value, subclasses included.
    pub fn of(value: Borrowed<'_>) -> Option<&List> {
        value.payload::<List>()
    }
    /// Number of items.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.length.get() as usize
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    #[inline]
    fn raw(&self, index: usize) -> Option<Value> {
        // SAFETY: `length` values stand at `items`.
        (index < self.len()).then(|| unsafe { *self.items.get().add(index) })
    }
    /// One item.
    #[inline]
    pub fn get(&self, index: usize) -> Option<Owned> {
        // SAFETY: the list owns its items, which are never ERROR.
        self.raw(index).map(|item| unsafe { Borrowed::from_value(item) }.own())
    }
    /// Replaces an item and gives the old one; gives the new one back when there is no such item.
    pub fn set(&self, index: usize, item: Owned) -> core::result::Result<Owned, Owned> {
        if index >= self.len() {
            return Err(item);
        }
        // SAFETY: within the items; ownership is exchanged.
        unsafe { Ok(Owned::from_value(self.items.get().add(index).replace(item.into_value()))) }
    }
    /// Adds an item at the end.
    #[inline]
    pub fn push(&self, item: Owned) -> Result<()> {
        if self.length.get() == self.capacity.get() {
            self.grow()?;
        }
        let length = self.length.get();
        // SAFETY: there is room behind the last item.
        unsafe { self.items.get().add(length as usize).write(item.into_value()) };
        self.length.set(length + 1);
        Ok(())
    }
    #[cold]
    fn grow(&self) -> Result<()> {
        // CPython's growth: about an eighth.
        let grown = self.modify(|items| items.try_reserve_exact((items.len() >> 3) + 6));
        grown.map_err(|_| memory::exhausted())
    }
    /// Makes room for so many more items.
    pub fn reserve(&self, more: usize) -> Result<()> {
        let grown = self.modify(|items| items.try_reserve(more));
        grown.map_err(|_| memory::exhausted())
    }
    /// Takes all items, leaving the list empty.
    pub fn take(&self) -> Vec<Owned> {
        let capacity = self.capacity.replace(0) as usize;
        let length = self.length.replace(0) as usize;
        let items = self.items.replace(core::ptr::dangling_mut()).cast::<Owned>();
        // SAFETY: the three words are those of a `Vec<Owned>` (`Owned` is a transparent, nonzero value), given up here.
        unsafe { Vec::from_raw_parts(items, length, capacity) }
    }
    fn put(&self, items: Vec<Owned>) {
        debug_assert!(self.capacity.get() == 0);
        let mut items = ManuallyDrop::new(items);
        self.items.set(items.as_mut_ptr().cast());
        self.length.set(items.len() as u64);
        self.capacity.set(items.capacity() as u64);
    }
    /// Replaces all items and gives the old ones.
    pub fn replace(&self, items: Vec<Owned>) -> Vec<Owned> {
        let old = self.take();
        self.put(items);
        old
    }
    /// Changes the items. The action must not run Python code: it moves dropped items out instead of dropping them.
    #[inline]
    pub fn modify<R>(&self, action: impl FnOnce(&mut Vec<Owned>) -> R) -> R {
        let mut items = self.take();
        let result = action(&mut items);
        self.put(items);
        result
    }
    /// Counted references to all items.
    pub fn to_vec(&self) -> Result<Vec<Owned>> {
        self.copy_range(0, self.len())
    }
    /// Counted references to `count` items from `start` on, or to as many as there are.
    pub fn copy_range(&self, start: usize, count: usize) -> Result<Vec<Owned>> {
        let start = start.min(self.len());
        let count = count.min(self.len() - start);
        // SAFETY: so many values stand there, which the list owns; counting references changes no list.
        let items = unsafe { core::slice::from_raw_parts(self.items.get().add(start).cast::<Owned>(), count) };
        memory::copy(items)
    }
}
