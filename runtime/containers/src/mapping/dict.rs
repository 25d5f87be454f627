//! `dict`.

use molt_object::{
    Arguments, Borrowed, Comparison, CoreType, Dict, Downcast, Native, Owned, Result, Slots, Str, TypeObject, name,
    native::expect_payload, new_native_of, text, type_of,
};
use molt_protocol::native_type::{TypeDefinition, define};
use molt_protocol::{attribute, compare, mapping, recursion};
use molt_support::items::push_repr;

use super::{dict_methods, iterators, update};

pub(super) fn this(value: Borrowed<'_>) -> &Dict {
    expect_payload::<Dict>(value)
}

/// The dict behind a value of exactly `dict`.
pub fn exact(value: Borrowed<'_>) -> Option<&Dict> {
    value.downcast_exact::<Native<Dict>>().map(|dict| &**dict)
}

fn new(class: Borrowed<'_>, _arguments: Arguments<'_>) -> Result {
    let Some(class) = TypeObject::of(class) else { unreachable!("`new` gets a type") };
    Ok(new_native_of(class, Dict::default()))
}

fn init(value: Borrowed<'_>, arguments: Arguments<'_>) -> Result<()> {
    update::from_arguments("dict", this(value), arguments)
}

fn repr(value: Borrowed<'_>) -> Result {
    let dict = this(value);
    let Some(_guard) = recursion::repr_enter(value) else { return Ok(Str::from_rust("{...}")) };
    let mut builder = text::Builder::new();
    builder.push_rust("{");
    let mut next = 0;
    while let Some((place, key, value)) = dict.entry_from(next) {
        if next > 0 && builder.len() > 1 {
            builder.push_rust(", ");
        }
        push_repr(&mut builder, key.borrow())?;
        builder.push_rust(": ");
        push_repr(&mut builder, value.borrow())?;
        next = place + 1;
    }
    builder.push_rust("}");
    builder.finish()
}

/// Whether two dicts have equal values for the same keys.
fn equal(left: &Dict, right: &Dict) -> Result<bool> {
    if left.len() != right.len() {
        return Ok(false);
    }
    let mut next = 0;
    while let Some((place, key, value)) = left.entry_from(next) {
        let Some(hash) = left.hash_at(place) else { return Ok(false) };
        let found = mapping::find(right, hash, key.borrow())?.and_then(|place| right.value_at(place));
        match found {
            Some(other) if compare::equal(other.borrow(), value.borrow())? => {}
            _ => return Ok(false),
        }
        next = place + 1;
    }
    Ok(true)
}

fn compare_dicts(left: Borrowed<'_>, right: Borrowed<'_>, comparison: Comparison) -> Result {
    let (Some(left), Some(right)) = (Dict::of(left), Dict::of(right)) else {
        return Ok(Owned::not_implemented());
    };
    match comparison {
        Comparison::Equal => equal(left, right).map(Owned::bool),
        Comparison::NotEqual => equal(left, right).map(|equal| Owned::bool(!equal)),
        _ => Ok(Owned::not_implemented()),
    }
}

/// `dict[key]`.
fn item_get(value: Borrowed<'_>, key: Borrowed<'_>) -> Result {
    if let Some(found) = mapping::get(this(value), key)? {
        return Ok(found);
    }
    if !type_of(value).is_core(CoreType::Dict)
        && let Some(result) = attribute::call_special(value, name!(Missing), &[key])?
    {
        return Ok(result);
    }
    Err(mapping::missing(key))
}

fn item_set(container: Borrowed<'_>, key: Borrowed<'_>, value: Option<Borrowed<'_>>) -> Result<()> {
    let dict = this(container);
    match value {
        Some(value) => mapping::set(dict, key, value),
        None => match mapping::remove(dict, key)? {
            Some(removed) => {
                drop(removed);
                Ok(())
            }
            None => Err(mapping::missing(key)),
        },
    }
}

/// `left | right`.
fn merged(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let (Some(first), Some(_)) = (Dict::of(left), Dict::of(right)) else { return Ok(Owned::not_implemented()) };
    let copy = first.copy()?;
    update::update(this(copy.borrow()), right)?;
    Ok(copy)
}

fn merge_into(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    update::update(this(left), right)?;
    Ok(left.own())
}

/// `iter(dict)`.
pub(super) fn iterate(value: Borrowed<'_>) -> Result {
    Ok(iterators::forward::<{ iterators::KEYS }>(value))
}

pub(crate) static DICT: TypeDefinition = TypeDefinition {
    documentation: "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping \
                    object's\n    (key, value) pairs\ndict(iterable) -> new dictionary initialized as if via:\n    d \
                    = {}\n    for k, v in iterable:\n        d[k] = v\ndict(**kwargs) -> new dictionary initialized \
                    with the name=value pairs\n    in the keyword argument list.  For example:  dict(one=1, two=2)",
    slots: molt_object::slot_table!(Slots {
        new: Some(new),
        init: Some(init),
        repr: Some(repr),
        compare: Some(compare_dicts),
        iterate: Some(iterate),
        length: Some(|value| Ok(this(value).len())),
        item_get: Some(item_get),
        item_set: Some(item_set),
        contains: Some(|value, key| mapping::contains(this(value), key)),
        bit_or: Some(merged),
        inplace_bit_or: Some(merge_into),
        ..Slots::EMPTY
    }),
    methods: dict_methods::METHODS,
    class_methods: dict_methods::CLASS_METHODS,
    base: true,
    ..TypeDefinition::core::<Dict>(CoreType::Dict)
};

pub(super) fn initialise() {
    define(&DICT);
}
