//! Iterators over lists.

use core::cell::{Cell, RefCell};

use molt_object::integer::from_usize;
use molt_object::iterator::ListIterator;
use molt_object::native::expect_payload;
use molt_object::{CoreType, List, Native, Owned, Payload, Slots, TypeKey, Visitor};
use molt_protocol::native_function;
use molt_protocol::native_type::{TypeDefinition, define, describe};
use molt_support::iterators::itself;

/// Iterator over a list from its end.
pub(super) struct ListReverseIterator {
    list: RefCell<Option<Owned>>,
    /// How many items are left.
    left: Cell<usize>,
}

impl ListReverseIterator {
    pub(super) fn new(list: Owned) -> ListReverseIterator {
        let left = List::of(list.borrow()).map_or(0, List::len);
        ListReverseIterator { list: RefCell::new(Some(list)), left: Cell::new(left) }
    }
    fn advance(&self) -> Option<Owned> {
        let item = {
            let list = self.list.borrow();
            let list = List::of(list.as_ref()?.borrow())?;
            self.left.get().checked_sub(1).and_then(|index| list.get(index))
        };
        match item {
            Some(item) => {
                self.left.set(self.left.get() - 1);
                Some(item)
            }
            None => {
                let finished = self.list.take();
                self.left.set(0);
                drop(finished);
                None
            }
        }
    }
    /// How many items are left; none when the list has become shorter.
    fn length_hint(&self) -> usize {
        let list = self.list.borrow();
        let length = list.as_ref().and_then(|list| List::of(list.borrow())).map_or(0, List::len);
        if length < self.left.get() { 0 } else { self.left.get() }
    }
}

impl Payload for ListReverseIterator {
    const TYPE: TypeKey = TypeKey::Native(&BACKWARD);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.optional(&self.list.borrow());
    }
    fn clear(&self) {
        let list = self.list.take();
        drop(list);
    }
}

static FORWARD: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(Slots {
        iterate: Some(itself),
        next: Some(|value| Ok(expect_payload::<ListIterator>(value).advance())),
        ..Slots::EMPTY
    }),
    methods: &[native_function!(
        "__length_hint__($self, /)",
        "Private method returning an estimate of len(list(it)).",
        fn(own: &Native<ListIterator>) {
            let length = own.list().and_then(|list| List::of(list.borrow()).map(List::len)).unwrap_or(0);
            Ok(from_usize(length.saturating_sub(own.index())))
        }
    )],
    ..TypeDefinition::core::<ListIterator>(CoreType::ListIterator)
};

static BACKWARD: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(Slots {
        iterate: Some(itself),
        next: Some(|value| Ok(expect_payload::<ListReverseIterator>(value).advance())),
        ..Slots::EMPTY
    }),
    methods: &[native_function!(
        "__length_hint__($self, /)",
        "Private method returning an estimate of len(list(it)).",
        fn(own: &Native<ListReverseIterator>) {
            Ok(from_usize(own.length_hint()))
        }
    )],
    ..describe::<ListReverseIterator>("list_reverseiterator")
};

pub(super) fn initialise() {
    define(&FORWARD);
}
