//! Iterator over a set.

use core::cell::{Cell, RefCell};

use molt_object::integer::from_usize;
use molt_object::native::expect_payload;
use molt_object::{
    Borrowed, CoreType, Native, Owned, Payload, Result, Set, Slots, TypeKey, Visitor, new_native, raise,
};
use molt_protocol::native_function;
use molt_protocol::native_type::{TypeDefinition, describe};
use molt_support::iterators::itself;

/// A length no set has: the set was seen to change.
const CHANGED: usize = usize::MAX;

/// Iterator over a set.
struct SetIterator {
    /// None at the end.
    set: RefCell<Option<Owned>>,
    place: Cell<usize>,
    /// Length of the set at the start.
    length: Cell<usize>,
    /// How many elements are left.
    left: Cell<usize>,
}

impl Payload for SetIterator {
    const TYPE: TypeKey = TypeKey::Native(&ITERATOR);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.optional(&self.set.borrow());
    }
    fn clear(&self) {
        let set = self.set.take();
        drop(set);
    }
}

/// An iterator over a set.
pub(super) fn new(set: Borrowed<'_>) -> Owned {
    let length = Set::of(set).map_or(0, Set::len);
    new_native(SetIterator {
        set: RefCell::new(Some(set.own())),
        place: Cell::new(0),
        length: Cell::new(length),
        left: Cell::new(length),
    })
}

fn next(value: Borrowed<'_>) -> Result<Option<Owned>> {
    let iterator = expect_payload::<SetIterator>(value);
    {
        let held = iterator.set.borrow();
        let Some(set) = held.as_ref().and_then(|set| Set::of(set.borrow())) else { return Ok(None) };
        if set.len() != iterator.length.get() {
            iterator.length.set(CHANGED);
            return Err(raise(CoreType::RuntimeError, "Set changed size during iteration"));
        }
        if let Some((place, _, key)) = set.key_from(iterator.place.get()) {
            iterator.place.set(place + 1);
            iterator.left.set(iterator.left.get().saturating_sub(1));
            return Ok(Some(key));
        }
    }
    let finished = iterator.set.take();
    drop(finished);
    Ok(None)
}

static ITERATOR: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(Slots { iterate: Some(itself), next: Some(next), ..Slots::EMPTY }),
    methods: &[native_function!(
        "__length_hint__($self, /)",
        "Private method returning an estimate of len(list(it)).",
        fn(own: &Native<SetIterator>) {
            let held = own.set.borrow();
            let set = held.as_ref().and_then(|set| Set::of(set.borrow()));
            let is_unchanged = set.is_some_and(|set| set.len() == own.length.get());
            Ok(from_usize(if is_unchanged { own.left.get() } else { 0 }))
        }
    )],
    ..describe::<SetIterator>("set_iterator")
};
