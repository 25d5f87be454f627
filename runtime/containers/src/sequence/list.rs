//! `list`.

use molt_object::list::drop_from_end;
use molt_object::{
    Arguments, Borrowed, Comparison, CoreType, Dict, Downcast, List, Native, Owned, Result, Slots, Tuple, TypeObject,
    iterator::ListIterator, memory, native::expect_payload, new_native, new_native_of, raise, type_of,
};
use molt_protocol::native_type::{TypeDefinition, define};
use molt_protocol::{compare, convert, iterate, parameters};
use molt_support::items::{compare_items, repeated_length, repr_items};

use super::{list_methods, list_subscript, range};

pub(super) fn this(value: Borrowed<'_>) -> &List {
    expect_payload::<List>(value)
}

fn new(class: Borrowed<'_>, _arguments: Arguments<'_>) -> Result {
    let Some(class) = TypeObject::of(class) else { unreachable!("`new` gets a type") };
    Ok(new_native_of(class, List::payload(Vec::new())))
}

fn init(value: Borrowed<'_>, arguments: Arguments<'_>) -> Result<()> {
    if arguments.has_keywords() {
        return Err(raise(CoreType::TypeError, "list() takes no keyword arguments"));
    }
    parameters::positional("list", &arguments, 0, 1)?;
    let list = this(value);
    drop_from_end(list.take());
    match arguments.positional().first() {
        Some(&iterable) => extend(list, iterable),
        None => Ok(()),
    }
}

/// Adds all items of an iterable. Items are added as they come: an iterator may look at the list.
pub fn extend(list: &List, iterable: Borrowed<'_>) -> Result<()> {
    let is_itself = List::of(iterable).is_some_and(|other| core::ptr::eq(other, list));
    if is_itself {
        let items = list.to_vec()?;
        list.reserve(items.len())?;
        list.modify(|own| own.extend(items));
    } else if let Some(other) = iterable.downcast_exact::<Native<List>>() {
        let items = other.to_vec()?;
        list.reserve(items.len())?;
        list.modify(|own| own.extend(items));
    } else if let Some(tuple) = iterable.downcast_exact::<Tuple>() {
        list.reserve(tuple.len())?;
        list.modify(|own| own.extend(tuple.iter().map(Borrowed::own)));
    } else if let Some(dict) = iterable.downcast_exact::<Native<Dict>>() {
        let items = dict.items()?;
        list.reserve(items.len())?;
        for (key, value) in items {
            list.push(key)?;
            drop(value);
        }
    } else if let Some(numbers) = range::small_numbers(iterable) {
        list.reserve(numbers.len())?;
        list.modify(|own| own.extend(numbers));
    } else {
        let iterator = iterate::iterate(iterable)?;
        let hint = convert::length_hint(iterable)?.unwrap_or(0);
        list.reserve(hint)?;
        let before = list.len();
        while let Some(item) = iterate::next(iterator.borrow())? {
            list.push(item)?;
        }
        if list.len() < before.saturating_add(hint) {
            list.modify(Vec::shrink_to_fit);
        }
    }
    Ok(())
}

fn repr(value: Borrowed<'_>) -> Result {
    let list = this(value);
    repr_items(value, "[", "]", |index| list.get(index))
}

fn compare_lists(left: Borrowed<'_>, right: Borrowed<'_>, comparison: Comparison) -> Result {
    let (Some(left), Some(right)) = (List::of(left), List::of(right)) else {
        return Ok(Owned::not_implemented());
    };
    compare_items(comparison, || (left.len(), right.len()), |index| Some((left.get(index)?, right.get(index)?)))
}

fn contains(value: Borrowed<'_>, item: Borrowed<'_>) -> Result<bool> {
    let list = this(value);
    let mut index = 0;
    while let Some(own) = list.get(index) {
        if compare::equal(own.borrow(), item)? {
            return Ok(true);
        }
        index += 1;
    }
    Ok(false)
}

fn concatenate(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let Some(other) = List::of(right) else {
        let found = type_of(right).name();
        let message = format!("can only concatenate list (not \"{found}\") to list");
        return Err(raise(CoreType::TypeError, message));
    };
    let own = this(left);
    let mut items = memory::with_capacity(own.len() + other.len())?;
    items.extend(own.to_vec()?);
    items.extend(other.to_vec()?);
    Ok(List::from_vec(items))
}

fn repeated(list: &List, count: isize) -> Result<Vec<Owned>> {
    let length = repeated_length(list.len(), count)?;
    let mut items = memory::with_capacity(length)?;
    let own = list.to_vec()?;
    match &own[..] {
        [only] => items.extend(core::iter::repeat_n(only, length).cloned()),
        own => items.extend(own.iter().cycle().take(length).cloned()),
    }
    Ok(items)
}

fn inplace_repeat(value: Borrowed<'_>, count: isize) -> Result {
    let list = this(value);
    drop_from_end(list.replace(repeated(list, count)?));
    Ok(value.own())
}

fn inplace_concatenate(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    extend(this(left), right)?;
    Ok(left.own())
}

pub(crate) static LIST: TypeDefinition = TypeDefinition {
    documentation: "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty \
                    list.\nThe argument must be an iterable if specified.",
    slots: molt_object::slot_table!(Slots {
        new: Some(new),
        init: Some(init),
        repr: Some(repr),
        compare: Some(compare_lists),
        iterate: Some(|value| Ok(new_native(ListIterator::new(value.own())))),
        length: Some(|value| Ok(this(value).len())),
        item_get: Some(list_subscript::get),
        item_set: Some(list_subscript::set),
        contains: Some(contains),
        concatenate: Some(concatenate),
        repeat: Some(|value, count| Ok(List::from_vec(repeated(this(value), count)?))),
        inplace_concatenate: Some(inplace_concatenate),
        inplace_repeat: Some(inplace_repeat),
        ..Slots::EMPTY
    }),
    methods: list_methods::METHODS,
    base: true,
    class_methods: &[molt_protocol::class_get_item!("lists are generic over the type of their contents")],
    ..TypeDefinition::core::<List>(CoreType::List)
};

pub(super) fn initialise() {
    define(&LIST);
}
