//! `dict.keys()`, `dict.values()`, `dict.items()`.

use molt_kernel::MappingProxy;
use molt_object::function::Definition;
use molt_object::native::expect_payload;
use molt_object::{
    Borrowed, Dict, Downcast, Owned, Payload, Result, Slots, Str, Tuple, TypeKey, Visitor, new_native, text,
};
use molt_protocol::native_type::{GetSet, TypeDefinition, describe};
use molt_protocol::{compare, mapping, native_function, recursion};
use molt_support::items::push_repr;
use molt_support::iterators::pair;

use super::{iterators, view_operations};

/// Which view, see [`View::TYPE`].
pub(super) const KEYS: usize = 0;
pub(super) const VALUES: usize = 1;
pub(super) const ITEMS: usize = 2;

/// A view of a dict.
struct View<const KIND: usize> {
    dict: Owned,
}

impl<const KIND: usize> Payload for View<KIND> {
    const TYPE: TypeKey = match KIND {
        KEYS => TypeKey::Native(&KEYS_DEFINITION),
        VALUES => TypeKey::Native(&VALUES_DEFINITION),
        _ => TypeKey::Native(&ITEMS_DEFINITION),
    };
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.owned(&self.dict);
    }
}

/// A view of a dict.
pub(super) fn new<const KIND: usize>(dict: Borrowed<'_>) -> Owned {
    new_native(View::<KIND> { dict: dict.own() })
}

/// The dict behind a view of keys.
pub(super) fn dict_of_keys(value: Borrowed<'_>) -> Option<Borrowed<'_>> {
    value.payload::<View<KEYS>>().map(|view| view.dict.borrow())
}

/// The dict behind a view of keys or items.
pub(super) fn dict_of_set(value: Borrowed<'_>) -> Option<Borrowed<'_>> {
    dict_of_keys(value).or_else(|| value.payload::<View<ITEMS>>().map(|view| view.dict.borrow()))
}

fn dict<const KIND: usize>(value: Borrowed<'_>) -> &Dict {
    match Dict::of(expect_payload::<View<KIND>>(value).dict.borrow()) {
        Some(dict) => dict,
        None => unreachable!("views hold dicts"),
    }
}

fn repr<const KIND: usize>(value: Borrowed<'_>) -> Result {
    let Some(_guard) = recursion::repr_enter(value) else { return Ok(Str::from_rust("...")) };
    let mut builder = text::Builder::new();
    builder.push_rust(View::<KIND>::TYPE.name());
    builder.push_rust("([");
    let dict = dict::<KIND>(value);
    let (mut next, mut first) = (0, true);
    while let Some((place, key, value)) = dict.entry_from(next) {
        if !first {
            builder.push_rust(", ");
        }
        let item = match KIND {
            KEYS => key,
            VALUES => value,
            _ => pair(key, value),
        };
        push_repr(&mut builder, item.borrow())?;
        (next, first) = (place + 1, false);
    }
    builder.push_rust("])");
    builder.finish()
}

fn iterate<const KIND: usize>(value: Borrowed<'_>) -> Result {
    let dict = expect_payload::<View<KIND>>(value).dict.borrow();
    Ok(match KIND {
        KEYS => iterators::forward::<{ iterators::KEYS }>(dict),
        VALUES => iterators::forward::<{ iterators::VALUES }>(dict),
        _ => iterators::forward::<{ iterators::ITEMS }>(dict),
    })
}

fn reversed<const KIND: usize>(value: Borrowed<'_>) -> Owned {
    let dict = expect_payload::<View<KIND>>(value).dict.borrow();
    match KIND {
        KEYS => iterators::backward::<{ iterators::REVERSE_KEYS }>(dict),
        VALUES => iterators::backward::<{ iterators::REVERSE_VALUES }>(dict),
        _ => iterators::backward::<{ iterators::REVERSE_ITEMS }>(dict),
    }
}

fn contains_item(value: Borrowed<'_>, item: Borrowed<'_>) -> Result<bool> {
    let Some(&[key, wanted]) = item.downcast::<Tuple>().map(Tuple::items) else { return Ok(false) };
    match mapping::get(dict::<ITEMS>(value), key)? {
        Some(found) => compare::equal(found.borrow(), wanted),
        None => Ok(false),
    }
}

macro_rules! reversed_method {
    ($kind:ident $documentation:literal) => {
        native_function!("__reversed__($self, /)", $documentation, fn(own: Borrowed<'_>) { Ok(reversed::<$kind>(own)) })
    };
}

macro_rules! getters {
    ($kind:ident) => {
        &[GetSet {
            name: "mapping",
            documentation: "dictionary that this view refers to",
            get: |view| Ok(new_native(MappingProxy { mapping: expect_payload::<View<$kind>>(view).dict.clone() })),
            set: None,
        }]
    };
}

const IS_DISJOINT: Definition = native_function!(
    "isdisjoint($self, object, /)",
    "Return True if the view and the given iterable have a null intersection.",
    fn(own: Borrowed<'_>, object: Borrowed<'_>) {
        view_operations::is_disjoint(own, object).map(Owned::bool)
    }
);

const fn slots<const KIND: usize>() -> Slots {
    Slots {
        repr: Some(repr::<KIND>),
        iterate: Some(iterate::<KIND>),
        length: Some(|value| Ok(dict::<KIND>(value).len())),
        ..Slots::EMPTY
    }
}

const fn set_slots<const KIND: usize>() -> Slots {
    Slots {
        compare: Some(view_operations::compare),
        bit_and: Some(view_operations::intersection),
        bit_or: Some(view_operations::union),
        bit_xor: Some(view_operations::symmetric_difference),
        subtract: Some(view_operations::difference),
        ..slots::<KIND>()
    }
}

static KEYS_DEFINITION: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(Slots {
        contains: Some(|value, key| mapping::contains(dict::<KEYS>(value), key)),
        ..set_slots::<KEYS>()
    }),
    methods: &[IS_DISJOINT, reversed_method!(KEYS "Return a reverse iterator over the dict keys.")],
    getters: getters!(KEYS),
    ..describe::<View<KEYS>>("dict_keys")
};

static VALUES_DEFINITION: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(slots::<VALUES>()),
    methods: &[reversed_method!(VALUES "Return a reverse iterator over the dict values.")],
    getters: getters!(VALUES),
    ..describe::<View<VALUES>>("dict_values")
};

static ITEMS_DEFINITION: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(Slots { contains: Some(contains_item), ..set_slots::<ITEMS>() }),
    methods: &[IS_DISJOINT, reversed_method!(ITEMS "Return a reverse iterator over the dict items.")],
    getters: getters!(ITEMS),
    ..describe::<View<ITEMS>>("dict_items")
};
