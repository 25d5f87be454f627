//! `mappingproxy`: a read-only view of a class's namespace.

use molt_object::function::Definition;
use molt_object::{Borrowed, Downcast, Native, Owned, Payload, Result, Slots, Str, TypeKey, Visitor, new_native};
use molt_protocol::native_type::{TypeDefinition, describe};
use molt_protocol::{attribute, call, compare, convert, item, iterate, native_function};

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

/// What the mapping's own method says: whoever asks the proxy under a name asks the mapping under it.
fn delegate(own: &MappingProxy, name: &str, arguments: &[Borrowed<'_>]) -> Result {
    let name = Str::from_rust(name);
    call::call_method(own.mapping.clone().borrow(), attribute::name_of(name.borrow())?, arguments)
}

static METHODS: &[Definition] = &[
    native_function!(
        "keys($self, /)",
        "D.keys() -> a set-like object providing a view on D's keys",
        fn(own: &Native<MappingProxy>) { delegate(own, "keys", &[]) }
    ),
    native_function!(
        "values($self, /)",
        "D.values() -> an object providing a view on D's values",
        fn(own: &Native<MappingProxy>) { delegate(own, "values", &[]) }
    ),
    native_function!(
        "items($self, /)",
        "D.items() -> a set-like object providing a view on D's items",
        fn(own: &Native<MappingProxy>) { delegate(own, "items", &[]) }
    ),
    native_function!(
        "copy($self, /)",
        "D.copy() -> a shallow copy of D",
        fn(own: &Native<MappingProxy>) { delegate(own, "copy", &[]) }
    ),
    native_function!(
        "get($self, key, default=None, /)",
        "Return the value for key if key is in the mapping, else default.",
        fn(own: &Native<MappingProxy>, key: Borrowed<'_>, default: Option<Borrowed<'_>>) {
            delegate(own, "get", &[key, default.unwrap_or(Owned::none().borrow())])
        }
    ),
    native_function!(
        "__reversed__($self, /)",
        "D.__reversed__() -> reverse iterator",
        fn(own: &Native<MappingProxy>) { delegate(own, "__reversed__", &[]) }
    ),
];

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
    class_methods: &[molt_protocol::class_get_item!(
        "mappingproxy objects are generic over two types, signifying (respectively) the types of their keys and values"
    )],
    ..describe::<MappingProxy>("mappingproxy")
};
