//! Iterators whose layout compiled code knows.

use core::cell::Cell;

use molt_heap::Visitor;

use crate::native::Payload;
use crate::native_type::TypeKey;
use crate::{Borrowed, CoreType, List, Owned, Value};

/// Iterator over a list. Laid out for compiled code.
#[repr(C)]
pub struct ListIterator {
    list: Cell<Value>,
    index: Cell<u64>,
}

impl ListIterator {
    /// From the start of `list`, an object with the layout of a list.
    pub fn new(list: Owned) -> ListIterator {
        assert!(List::of(list.borrow()).is_some(), "not a list");
        ListIterator { list: Cell::new(list.into_value()), index: Cell::new(0) }
    }
    /// The list, until the iterator is exhausted.
    pub fn list(&self) -> Option<Owned> {
        let list = self.list.get();
        // SAFETY: the word owns its value.
        (!list.is_unbound()).then(|| unsafe { Borrowed::from_value(list) }.own())
    }
    /// The next index.
    pub fn index(&self) -> usize {
        self.index.get() as usize
    }
    /// Sets the next index.
    pub fn set_index(&self, index: usize) {
        self.index.set(index as u64);
    }
    /// Lets go of the list.
    pub fn exhaust(&self) {
        // SAFETY: the word owns its value, which is moved out.
        drop(unsafe { Owned::from_value(self.list.replace(Value::UNBOUND)) });
    }
    /// The next item.
    pub fn advance(&self) -> Option<Owned> {
        let list = self.list.get();
        if list.is_unbound() {
            return None;
        }
        // SAFETY: the word owns the list; it is not replaced before the item is taken.
        let list = unsafe { Borrowed::from_value(list) };
        let item = List::of(list).and_then(|list| list.get(self.index()));
        match item {
            Some(item) => {
                self.index.set(self.index.get() + 1);
                Some(item)
            }
            None => {
                self.exhaust();
                None
            }
        }
    }
}

impl Drop for ListIterator {
    fn drop(&mut self) {
        self.exhaust();
    }
}

impl Payload for ListIterator {
    const TYPE: TypeKey = TypeKey::Core(CoreType::ListIterator);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.value(self.list.get());
    }
    fn clear(&self) {
        self.exhaust();
    }
}

/// Iterator over a range all of whose numbers are inline ints. Laid out for compiled code.
#[repr(C)]
pub struct RangeIterator {
    /// The next number.
    pub next: Cell<i64>,
    /// What is added each time.
    pub step: i64,
    /// Numbers left.
    pub left: Cell<u64>,
}

impl RangeIterator {
    /// The next number.
    pub fn advance(&self) -> Option<i64> {
        let left = self.left.get();
        if left == 0 {
            return None;
        }
        self.left.set(left - 1);
        let number = self.next.get();
        self.next.set(number.wrapping_add(self.step));
        Some(number)
    }
}

impl Payload for RangeIterator {
    const TYPE: TypeKey = TypeKey::Core(CoreType::RangeIterator);
    const TRACKED: bool = false;
    fn traverse(&self, _visitor: &mut Visitor<'_>) {}
}
