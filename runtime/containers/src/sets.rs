//! `set` and `frozenset`.

mod iterator;
mod methods;
pub mod operations;

use molt_object::{
    Arguments, Borrowed, Comparison, CoreType, Downcast, Native, Owned, Result, Set, Slots, Str, TypeObject, raise,
    text, type_of,
};
use molt_protocol::native_type::{TypeDefinition, define};
use molt_protocol::{parameters, recursion};
use molt_support::items::push_repr;
use operations::{base, this};

fn class_of(value: Borrowed<'_>) -> &TypeObject {
    match TypeObject::of(value) {
        Some(class) => class,
        None => unreachable!("`new` gets a type"),
    }
}

fn check_arguments(name: &str, arguments: &Arguments<'_>) -> Result<()> {
    if arguments.has_keywords() {
        return Err(raise(CoreType::TypeError, format_args!("{name}() takes no keyword arguments")));
    }
    parameters::positional(name, arguments, 0, 1)
}

fn init(value: Borrowed<'_>, arguments: Arguments<'_>) -> Result<()> {
    check_arguments("set", &arguments)?;
    let set = this(value);
    set.remove_all();
    match arguments.positional().first() {
        Some(&iterable) => operations::update(set, iterable),
        None => Ok(()),
    }
}

fn new_frozen(class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let class = class_of(class);
    let exact = class.is_core(CoreType::FrozenSet);
    if exact || !arguments.has_keywords() {
        check_arguments("frozenset", &arguments)?;
    }
    let iterable = arguments.positional().first().copied();
    if exact
        && let Some(iterable) = iterable
        && type_of(iterable).is_core(CoreType::FrozenSet)
    {
        return Ok(iterable.own());
    }
    let made = Set::of_class(class);
    if let Some(iterable) = iterable {
        operations::update(this(made.borrow()), iterable)?;
    }
    Ok(made)
}

fn repr(value: Borrowed<'_>) -> Result {
    let set = this(value);
    let class = type_of(value);
    let name = class.name();
    if set.is_empty() {
        return Ok(Str::from_rust(&format!("{name}()")));
    }
    let Some(_guard) = recursion::repr_enter(value) else { return Ok(Str::from_rust(&format!("{name}(...)"))) };
    let (open, close) = if class.is_core(CoreType::Set) { ("{".to_owned(), "}") } else { (format!("{name}({{"), "})") };
    let mut builder = text::Builder::new();
    builder.push_rust(&open);
    for (index, (_, key)) in set.keys()?.iter().enumerate() {
        if index > 0 {
            builder.push_rust(", ");
        }
        push_repr(&mut builder, key.borrow())?;
    }
    builder.push_rust(close);
    builder.finish()
}

fn compare(left: Borrowed<'_>, right: Borrowed<'_>, comparison: Comparison) -> Result {
    let (Some(left), Some(right)) = (Set::of(left), Set::of(right)) else { return Ok(Owned::not_implemented()) };
    let holds = match comparison {
        Comparison::Equal => left.len() == right.len() && operations::is_subset(left, right)?,
        Comparison::NotEqual => left.len() != right.len() || !operations::is_subset(left, right)?,
        Comparison::Less => left.len() < right.len() && operations::is_subset(left, right)?,
        Comparison::LessEqual => operations::is_subset(left, right)?,
        Comparison::Greater => left.len() > right.len() && operations::is_subset(right, left)?,
        Comparison::GreaterEqual => operations::is_subset(right, left)?,
    };
    Ok(Owned::bool(holds))
}

/// A binary operator between sets of any kind; the result is of the left one's.
fn between(
    left: Borrowed<'_>,
    right: Borrowed<'_>,
    operation: fn(&'static TypeObject, &Set, Borrowed<'_>) -> Result,
) -> Result {
    match Set::of(left) {
        Some(own) if Set::of(right).is_some() => operation(base(left), own, right),
        _ => Ok(Owned::not_implemented()),
    }
}

/// An operator that changes the left set.
fn inplace(left: Borrowed<'_>, right: Borrowed<'_>, operation: fn(&Set, Borrowed<'_>) -> Result<()>) -> Result {
    if Set::of(right).is_none() {
        return Ok(Owned::not_implemented());
    }
    operation(this(left), right)?;
    Ok(left.own())
}

const SLOTS: Slots = Slots {
    repr: Some(repr),
    compare: Some(compare),
    iterate: Some(|value| Ok(iterator::new(value))),
    length: Some(|value| Ok(this(value).len())),
    contains: Some(|value, key| operations::contains(this(value), key)),
    bit_and: Some(|left, right| between(left, right, operations::intersection)),
    bit_or: Some(|left, right| between(left, right, operations::union)),
    bit_xor: Some(|left, right| between(left, right, operations::symmetric_difference)),
    subtract: Some(|left, right| between(left, right, operations::difference)),
    ..Slots::EMPTY
};

pub(crate) static SET: TypeDefinition = TypeDefinition {
    documentation: "Build an unordered collection of unique elements.",
    slots: molt_object::slot_table!(Slots {
        new: Some(|class, _arguments| Ok(Set::of_class(class_of(class)))),
        init: Some(init),
        inplace_bit_and: Some(|left, right| inplace(left, right, operations::intersection_update)),
        inplace_bit_or: Some(|left, right| inplace(left, right, operations::update)),
        inplace_bit_xor: Some(|left, right| inplace(left, right, operations::symmetric_difference_update)),
        inplace_subtract: Some(|left, right| inplace(left, right, operations::difference_update)),
        ..SLOTS
    }),
    methods: methods::SET,
    base: true,
    class_methods: &[molt_protocol::class_get_item!("sets are generic over the type of their elements")],
    ..TypeDefinition::core::<Set>(CoreType::Set)
};

pub(crate) static FROZEN_SET: TypeDefinition = TypeDefinition {
    documentation: "Build an immutable unordered collection of unique elements.",
    slots: molt_object::slot_table!(Slots {
        new: Some(new_frozen),
        hash: Some(|value| Ok(operations::hash(this(value)))),
        ..SLOTS
    }),
    methods: methods::FROZEN_SET,
    base: true,
    class_methods: &[molt_protocol::class_get_item!("frozensets are generic over the type of their elements")],
    core: Some(CoreType::FrozenSet),
    name: CoreType::FrozenSet.name(),
    // Laid out as sets are.
    ..TypeDefinition::core::<Set>(CoreType::Set)
};

/// Whether a value is exactly of `set` or `frozenset`.
pub(crate) fn is_exact(value: Borrowed<'_>) -> bool {
    type_of(value).is_core(CoreType::FrozenSet) || value.downcast_exact::<Native<Set>>().is_some()
}

/// Sets the types up.
pub fn initialise() {
    define(&SET);
    define(&FROZEN_SET);
}
