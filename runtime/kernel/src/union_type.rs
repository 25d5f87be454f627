//! `typing.Union`: what `int | str` gives.

use molt_object::function::Definition;
use molt_object::{
    Borrowed, Comparison, CoreType, Downcast, Owned, Payload, Result, Set, Slots, Str, Tuple, TypeKey, TypeObject,
    Visitor, core_type, new_native, raise,
};
use molt_protocol::native_type::{GetSet, READ_ONLY, TypeDefinition, describe};
use molt_protocol::{compare, convert, native_function};

use super::generic_alias::{is_alias, item_text};

/// Alternatives.
pub struct Union {
    /// Classes and aliases without duplicates, at least two; a tuple.
    pub alternatives: Owned,
}

impl Payload for Union {
    const TYPE: TypeKey = TypeKey::Native(&UNION);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.owned(&self.alternatives);
    }
}

impl Union {
    /// The union behind a value.
    pub fn of(value: Borrowed<'_>) -> Option<&Union> {
        value.payload::<Union>()
    }
    /// The alternatives in order.
    pub fn iter(&self) -> impl Iterator<Item = Borrowed<'_>> {
        self.alternatives.borrow().downcast::<Tuple>().into_iter().flat_map(Tuple::iter)
    }
}

fn this(value: Borrowed<'_>) -> &Union {
    match Union::of(value) {
        Some(union) => union,
        None => unreachable!("the receiver is a union"),
    }
}

fn is_unionable(value: Borrowed<'_>) -> bool {
    value.is_none() || TypeObject::of(value).is_some() || is_alias(value) || Union::of(value).is_some()
}

/// `left | right` of classes, aliases, unions and None.
pub(super) fn either(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    if left.is_none() && right.is_none() || !is_unionable(left) || !is_unionable(right) {
        return Ok(Owned::not_implemented());
    }
    of_all(&[left, right])
}

/// The union of these, which may be unions themselves; of one alternative it is that alternative.
fn of_all(members: &[Borrowed<'_>]) -> Result {
    let mut alternatives: Vec<Owned> = Vec::new();
    let mut add = |member: Borrowed<'_>| -> Result<()> {
        let member = if member.is_none() { core_type(CoreType::NoneType).as_borrowed() } else { member };
        for known in &alternatives {
            if compare::equal(known.borrow(), member)? {
                return Ok(());
            }
        }
        alternatives.push(member.own());
        Ok(())
    };
    for &member in members {
        match Union::of(member) {
            Some(union) => union.iter().try_for_each(&mut add)?,
            None => add(member)?,
        }
    }
    if alternatives.len() == 1 {
        return Ok(alternatives.remove(0));
    }
    Ok(new_native(Union { alternatives: Tuple::from_vec(alternatives) }))
}

fn repr(value: Borrowed<'_>) -> Result {
    let shown: Result<Vec<String>> = this(value).iter().map(item_text).collect();
    Ok(Str::from_rust(&shown?.join(" | ")))
}

/// The hash of the frozenset of the alternatives: the order does not count.
fn hash(value: Borrowed<'_>) -> Result<i64> {
    let keys = Set::new();
    let Some(set) = Set::of(keys.borrow()) else { unreachable!("a new set") };
    for member in this(value).iter() {
        set.insert_new(convert::hash(member)?, member.own())?;
    }
    Ok(molt_support::hashing::hash_of_elements(set))
}

fn same(left: Borrowed<'_>, right: Borrowed<'_>, comparison: Comparison) -> Result {
    let wanted = match comparison {
        Comparison::Equal => true,
        Comparison::NotEqual => false,
        _ => return Ok(Owned::not_implemented()),
    };
    let (Some(own), Some(other)) = (Union::of(left), Union::of(right)) else { return Ok(Owned::not_implemented()) };
    let mut equal = own.iter().count() == other.iter().count();
    for member in own.iter() {
        let mut found = false;
        for candidate in other.iter() {
            found = found || compare::equal(member, candidate)?;
        }
        equal = equal && found;
    }
    Ok(Owned::bool(equal == wanted))
}

static CLASS_METHODS: &[Definition] = &[native_function!(
    "__class_getitem__($type, object, /)",
    "Create a union containing the given types",
    fn(_class: Borrowed<'_>, object: Borrowed<'_>) {
        let members = match object.downcast_exact::<Tuple>() {
            Some(members) => members.items(),
            None => &[object],
        };
        if members.is_empty() {
            return Err(raise(CoreType::TypeError, "Cannot take a Union of no types."));
        }
        if let Some(other) = members.iter().find(|member| !is_unionable(**member)) {
            let shown = convert::repr_text(*other)?;
            let message = format!("Union[arg, ...]: each arg must be a type. Got {shown}.");
            return Err(raise(CoreType::TypeError, message));
        }
        of_all(members)
    }
)];

static METHODS: &[Definition] = &[native_function!(
    "__mro_entries__($self, object, /)",
    "",
    fn(own: Borrowed<'_>, _object: Borrowed<'_>) {
        let shown = convert::repr_text(own)?;
        Err(raise(CoreType::TypeError, format_args!("Cannot subclass {shown}")))
    }
)];

static GETTERS: &[GetSet] = &[
    GetSet {
        name: "__args__",
        documentation: "",
        get: |receiver| Ok(this(receiver).alternatives.clone()),
        set: READ_ONLY,
    },
    GetSet {
        name: "__name__",
        documentation: "Name of the type",
        get: |_receiver| Ok(Str::from_rust("Union")),
        set: None,
    },
    GetSet {
        name: "__qualname__",
        documentation: "Qualified name of the type",
        get: |_receiver| Ok(Str::from_rust("Union")),
        set: None,
    },
    GetSet {
        name: "__origin__",
        documentation: "Always returns the type",
        get: |_receiver| Ok(UNION.object().own()),
        set: None,
    },
    GetSet {
        name: "__parameters__",
        documentation: "Type variables in the types.UnionType.",
        get: |_receiver| Ok(Tuple::from_slice(&[])),
        set: None,
    },
];

static UNION: TypeDefinition = TypeDefinition {
    documentation: "Represent a union type\n\nE.g. for int | str",
    slots: molt_object::slot_table!(Slots {
        repr: Some(repr),
        hash: Some(hash),
        compare: Some(same),
        bit_or: Some(either),
        item_get: Some(|value, _key| {
            let shown = convert::repr_text(value)?;
            Err(raise(CoreType::TypeError, format_args!("{shown} is not a generic class")))
        }),
        ..Slots::EMPTY
    }),
    methods: METHODS,
    class_methods: CLASS_METHODS,
    getters: GETTERS,
    ..describe::<Union>("typing.Union")
};
