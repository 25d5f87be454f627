//! Iterators over dicts: keys, values or items, forwards or backwards.

use core::cell::{Cell, RefCell};

use molt_object::function::Definition;
use molt_object::integer::from_usize;
use molt_object::native::expect_payload;
use molt_object::{Borrowed, CoreType, Dict, Owned, Payload, Result, Slots, TypeKey, Visitor, new_native, raise};
use molt_protocol::native_function;
use molt_protocol::native_type::{TypeDefinition, describe};
use molt_support::iterators::{PairMaker, itself};

/// Which iterator, see [`Iterator::TYPE`].
pub(super) const KEYS: usize = 0;
pub(super) const VALUES: usize = 1;
pub(super) const ITEMS: usize = 2;
pub(super) const REVERSE_KEYS: usize = 3;
pub(super) const REVERSE_VALUES: usize = 4;
pub(super) const REVERSE_ITEMS: usize = 5;

/// A length no dict has: the dict was seen to change.
const CHANGED: usize = usize::MAX;

/// Iterator over a dict.
struct Iterator<const KIND: usize> {
    /// None at the end.
    dict: RefCell<Option<Owned>>,
    /// The next place; backwards, one more.
    place: Cell<usize>,
    /// Length of the dict at the start.
    length: Cell<usize>,
    /// How many entries are left.
    left: Cell<usize>,
    pairs: PairMaker,
}

impl<const KIND: usize> Payload for Iterator<KIND> {
    const TYPE: TypeKey = match KIND {
        KEYS => TypeKey::Native(&KEYS_DEFINITION),
        VALUES => TypeKey::Native(&VALUES_DEFINITION),
        ITEMS => TypeKey::Native(&ITEMS_DEFINITION),
        REVERSE_KEYS => TypeKey::Native(&REVERSE_KEYS_DEFINITION),
        REVERSE_VALUES => TypeKey::Native(&REVERSE_VALUES_DEFINITION),
        _ => TypeKey::Native(&REVERSE_ITEMS_DEFINITION),
    };
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.optional(&self.dict.borrow());
        self.pairs.traverse(visitor);
    }
    fn clear(&self) {
        self.pairs.finish();
        let dict = self.dict.take();
        drop(dict);
    }
}

fn make<const KIND: usize>(dict: Borrowed<'_>, place: usize) -> Owned {
    let length = Dict::of(dict).map_or(0, Dict::len);
    new_native(Iterator::<KIND> {
        dict: RefCell::new(Some(dict.own())),
        place: Cell::new(place),
        length: Cell::new(length),
        left: Cell::new(length),
        pairs: PairMaker::default(),
    })
}

/// An iterator from the first entry.
pub(super) fn forward<const KIND: usize>(dict: Borrowed<'_>) -> Owned {
    make::<KIND>(dict, 0)
}

/// An iterator from the last entry.
pub(super) fn backward<const KIND: usize>(dict: Borrowed<'_>) -> Owned {
    make::<KIND>(dict, usize::MAX)
}

/// What an iterator of the kind takes out of an entry: the key, the value or both.
#[inline]
fn parts<const KIND: usize>(key: &Owned, value: &Owned) -> (Owned, Option<Owned>) {
    match KIND {
        KEYS | REVERSE_KEYS => (key.clone(), None),
        VALUES | REVERSE_VALUES => (value.clone(), None),
        _ => (key.clone(), Some(value.clone())),
    }
}

fn next<const KIND: usize>(value: Borrowed<'_>) -> Result<Option<Owned>> {
    let iterator = expect_payload::<Iterator<KIND>>(value);
    {
        let held = iterator.dict.borrow();
        let Some(dict) = held.as_ref().and_then(|dict| Dict::of(dict.borrow())) else { return Ok(None) };
        if iterator.length.get() != dict.len() {
            iterator.length.set(CHANGED);
            return Err(raise(CoreType::RuntimeError, "dictionary changed size during iteration"));
        }
        let place = iterator.place.get();
        let found = if KIND < REVERSE_KEYS {
            dict.show_from(place, parts::<KIND>).map(|(place, found)| (place + 1, found))
        } else {
            dict.show_before(place, parts::<KIND>)
        };
        if let Some((place, (first, second))) = found {
            drop(held);
            if iterator.left.get() > 0 {
                iterator.place.set(place);
                iterator.left.set(iterator.left.get() - 1);
                return Ok(Some(match second {
                    Some(second) => iterator.pairs.make(first, second),
                    None => first,
                }));
            }
            let finished = iterator.dict.take();
            drop(finished);
            return Err(raise(CoreType::RuntimeError, "dictionary keys changed during iteration"));
        }
    }
    iterator.pairs.finish();
    let finished = iterator.dict.take();
    drop(finished);
    Ok(None)
}

fn length_hint<const KIND: usize>(value: Borrowed<'_>) -> usize {
    let iterator = expect_payload::<Iterator<KIND>>(value);
    let held = iterator.dict.borrow();
    match held.as_ref().and_then(|dict| Dict::of(dict.borrow())) {
        Some(dict) if dict.len() == iterator.length.get() => iterator.left.get(),
        _ => 0,
    }
}

macro_rules! iterators {
    ($($definition:ident $methods:ident $kind:ident $python:literal;)*) => {
        $(
            static $methods: &[Definition] = &[native_function!(
                "__length_hint__($self, /)",
                "Private method returning an estimate of len(list(it)).",
                fn(own: Borrowed<'_>) { Ok(from_usize(length_hint::<$kind>(own))) }
            )];
            static $definition: TypeDefinition = TypeDefinition {
                slots: molt_object::slot_table!(Slots { iterate: Some(itself), next: Some(next::<$kind>), ..Slots::EMPTY }),
                methods: $methods,
                ..describe::<Iterator<$kind>>($python)
            };
        )*
    };
}

iterators! {
    KEYS_DEFINITION KEYS_METHODS KEYS "dict_keyiterator";
    VALUES_DEFINITION VALUES_METHODS VALUES "dict_valueiterator";
    ITEMS_DEFINITION ITEMS_METHODS ITEMS "dict_itemiterator";
    REVERSE_KEYS_DEFINITION REVERSE_KEYS_METHODS REVERSE_KEYS "dict_reversekeyiterator";
    REVERSE_VALUES_DEFINITION REVERSE_VALUES_METHODS REVERSE_VALUES "dict_reversevalueiterator";
    REVERSE_ITEMS_DEFINITION REVERSE_ITEMS_METHODS REVERSE_ITEMS "dict_reverseitemiterator";
}
