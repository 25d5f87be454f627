//! `mappingproxy`: a read-only view of a class's namespace.

use molt_object::function::{Arity, Definition};
use molt_object::{Borrowed, Downcast, Owned, Payload, Slots, Str, TypeKey, Visitor, new_native};
use molt_protocol::native_type::{TypeDefinition, describe};
use molt_protocol::{attribute, call, compare, convert, item, iterate};

/// What the view shows.
pub struct MappingProxy {
    /// The mapping.
    pub mapping: Owned,
}

impl Payload for MappingProxy {
    const TYPE: TypeKey = TypeKey::Native(&PROXY);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.owned(&self.mapping);
    }
}

/// A view of a mapping.
pub(super) fn new(mapping: Owned) -> Owned {
    new_native(MappingProxy { mapping })
}

fn mapping(value: Borrowed<'_>) -> Owned {
    match value.payload::<MappingProxy>() {
        Some(proxy) => proxy.mapping.clone(),
        None => value.own(),
    }
}

macro_rules! delegate {
    ($($name:literal $arity:expr,)*) => {
        &[$(Definition {
            name: $name,
            documentation: "",
            arity: $arity,
            function: |receiver, arguments| {
                // Whoever asks the proxy under the name asks the mapping under it.
                let name = Str::from_rust($name);
                call::call_method(mapping(receiver).borrow(), attribute::name_of(name.borrow())?, arguments.positional())
            },
        }),*]
    };
}

static METHODS: &[Definition] = delegate! {
    "keys" Arity::None,
    "values" Arity::None,
    "items" Arity::None,
    "copy" Arity::None,
    "get" Arity::Positional(1, 2),
    "__reversed__" Arity::None,
};

static PROXY: TypeDefinition = TypeDefinition {
    documentation: "Read-only proxy of a mapping.",
    slots: molt_object::slot_table!(Slots {
        repr: Some(|value| {
            let inner = convert::repr_text(mapping(value).borrow())?;
            Ok(Str::from_rust(&format!("mappingproxy({inner})")))
        }),
        str: Some(|value| convert::str(mapping(value).borrow())),
        compare: Some(|left, right, comparison| compare::compare(mapping(left).borrow(), right, comparison)),
        iterate: Some(|value| iterate::iterate(mapping(value).borrow())),
        length: Some(|value| convert::length(mapping(value).borrow())),
        item_get: Some(|value, key| item::get(mapping(value).borrow(), key)),
        contains: Some(|value, key| item::contains(mapping(value).borrow(), key)),
        ..Slots::EMPTY
    }),
    methods: METHODS,
    class_methods: &[molt_protocol::generic_alias::CLASS_GET_ITEM],
    ..describe::<MappingProxy>("mappingproxy")
};
