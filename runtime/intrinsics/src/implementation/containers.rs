//! Iteration, unpacking and container displays.

use molt_containers::sequence::list;
use molt_containers::sets::operations;
use molt_kernel::slice;
use molt_object::iterator::{ListIterator, RangeIterator};
use molt_object::{
    Borrowed, CoreType, Dict, Downcast, List, Native, Owned, Result, Set, Str, Tuple, core_type, integer, memory, name,
    raise, type_of,
};
use molt_protocol::{attribute, call, iterate as protocol_iterate, mapping};

use crate::convert::Address;

pub fn iterate(operand: Borrowed<'_>) -> Result {
    protocol_iterate::iterate(operand)
}

pub fn next(iterator: Borrowed<'_>) -> Result<Option<Owned>> {
    if let Some(iterator) = iterator.downcast_exact::<Native<ListIterator>>() {
        return Ok(iterator.advance());
    }
    if let Some(iterator) = iterator.downcast_exact::<Native<RangeIterator>>() {
        return Ok(iterator.advance().map(integer::from_i64));
    }
    protocol_iterate::next(iterator)
}

/// An iterator for an assignment to several targets.
fn iterate_to_unpack(operand: Borrowed<'_>) -> Result {
    let class = type_of(operand);
    if class.slots().iterate().is_none() && class.slots().item_get().is_none() {
        let found = class.name();
        return Err(raise(CoreType::TypeError, format_args!("cannot unpack non-iterable {found} object")));
    }
    protocol_iterate::iterate(operand)
}

pub fn unpack_sequence(operand: Borrowed<'_>, count: u32) -> Result {
    let count = count as usize;
    let exact = if let Some(tuple) = operand.downcast_exact::<Tuple>() {
        if tuple.len() == count {
            return Ok(operand.own());
        }
        Some(tuple.len())
    } else if let Some(list) = operand.downcast_exact::<Native<List>>() {
        if list.len() == count {
            return Tuple::of_class(core_type(CoreType::Tuple), list.to_vec()?);
        }
        Some(list.len())
    } else {
        operand.downcast_exact::<Native<Dict>>().map(|dict| dict.len()).filter(|&length| length > count)
    };
    let too_many = |found: Option<usize>| {
        let found = found.map(|found| format!(", got {found}")).unwrap_or_default();
        raise(CoreType::ValueError, format_args!("too many values to unpack (expected {count}{found})"))
    };
    if let Some(found) = exact {
        return Err(if found > count { too_many(exact) } else { not_enough(&count.to_string(), found) });
    }
    let iterator = iterate_to_unpack(operand)?;
    let mut items = Vec::with_capacity(count);
    while items.len() < count {
        match protocol_iterate::next(iterator.borrow())? {
            Some(item) => items.push(item),
            None => return Err(not_enough(&count.to_string(), items.len())),
        }
    }
    match protocol_iterate::next(iterator.borrow())? {
        None => Ok(Tuple::from_vec(items)),
        Some(_) => Err(too_many(None)),
    }
}

fn not_enough(expected: &str, found: usize) -> molt_object::Raised {
    raise(CoreType::ValueError, format_args!("not enough values to unpack (expected {expected}, got {found})"))
}

pub fn unpack_star(operand: Borrowed<'_>, before: u32, after: u32) -> Result {
    let (before, after) = (before as usize, after as usize);
    let iterator = iterate_to_unpack(operand)?;
    let mut items = Vec::new();
    while let Some(item) = protocol_iterate::next(iterator.borrow())? {
        memory::reserve(&mut items, 1)?;
        items.push(item);
    }
    if items.len() < before + after {
        return Err(not_enough(&format!("at least {}", before + after), items.len()));
    }
    let last = items.split_off(items.len() - after);
    let middle = items.split_off(before);
    items.push(List::from_vec(middle));
    items.extend(last);
    Ok(Tuple::from_vec(items))
}

pub fn tuple_new(items: Address, count: u32) -> Owned {
    // SAFETY: the row says that `count` values stand there, whose ownership moves.
    let items = unsafe { items.take_values(count) };
    Tuple::of_class_from(core_type(CoreType::Tuple), count as usize, items).unwrap_or_else(memory::give_up)
}

pub fn list_new(items: Address, count: u32) -> Owned {
    // SAFETY: as for tuples.
    List::from_vec(unsafe { items.take_values(count) }.collect())
}

pub fn set_new(items: Address, count: u32) -> Result {
    let set = Set::new();
    // SAFETY: the row says that `count` borrowed values stand there.
    for item in unsafe { items.values(count) } {
        set_add(set.borrow(), *item)?;
    }
    Ok(set)
}

pub fn set_add(set: Borrowed<'_>, item: Borrowed<'_>) -> Result<()> {
    operations::add(operations::this(set), item)
}

pub fn set_update(set: Borrowed<'_>, operand: Borrowed<'_>) -> Result<()> {
    operations::update(operations::this(set), operand)
}

fn dict_of(value: Borrowed<'_>) -> &Dict {
    match Dict::of(value) {
        Some(dict) => dict,
        None => unreachable!("displays are collected in a dict"),
    }
}

fn list_of(value: Borrowed<'_>) -> &List {
    match List::of(value) {
        Some(list) => list,
        None => unreachable!("displays are collected in a list"),
    }
}

pub fn dict_new(items: Address, count: u32) -> Result {
    let dict = Dict::new();
    // SAFETY: the row says that `count` pairs of borrowed values stand there.
    for pair in unsafe { items.values(2 * count) }.chunks_exact(2) {
        mapping::set(dict_of(dict.borrow()), pair[0], pair[1])?;
    }
    Ok(dict)
}

pub fn list_append(list: Borrowed<'_>, item: Owned) -> Result<()> {
    list_of(list).push(item)
}

pub fn list_extend(list: Borrowed<'_>, operand: Borrowed<'_>) -> Result<()> {
    let class = type_of(operand);
    if class.slots().iterate().is_none() && class.slots().item_get().is_none() {
        let found = class.name();
        return Err(raise(CoreType::TypeError, format_args!("Value after * must be an iterable, not {found}")));
    }
    list::extend(list_of(list), operand)
}

pub fn list_to_tuple(list: Borrowed<'_>) -> Result {
    Tuple::of_class(core_type(CoreType::Tuple), list_of(list).to_vec()?)
}

pub fn dict_set(dict: Borrowed<'_>, key: Borrowed<'_>, value: Borrowed<'_>) -> Result<()> {
    mapping::set(dict_of(dict), key, value)
}

/// The items of a mapping; None when it is none (it has no `keys`).
pub(super) fn mapping_items(operand: Borrowed<'_>) -> Result<Option<Vec<(Owned, Owned)>>> {
    if let Some(dict) = molt_containers::mapping::plain_dict(operand) {
        return dict.items().map(Some);
    }
    let Some(keys) = attribute::find(operand, name!(Keys).str())? else { return Ok(None) };
    let keys = call::call(keys.borrow(), &[])?;
    let mut items = Vec::new();
    protocol_iterate::for_each(keys.borrow(), |key| {
        let value = molt_protocol::item::get(operand, key.borrow())?;
        memory::reserve(&mut items, 1)?;
        items.push((key, value));
        Ok(())
    })?;
    Ok(Some(items))
}

pub fn dict_update(dict: Borrowed<'_>, operand: Borrowed<'_>) -> Result<()> {
    if molt_containers::mapping::update_from_mapping(dict_of(dict), operand)? {
        return Ok(());
    }
    let found = type_of(operand).name();
    Err(raise(CoreType::TypeError, format_args!("'{found}' object is not a mapping")))
}

pub fn slice_new(start: Borrowed<'_>, stop: Borrowed<'_>, step: Borrowed<'_>) -> Result {
    Ok(slice::new(start.own(), stop.own(), step.own()))
}

/// Whether a value is a str, for display.
pub(super) fn as_str(value: Borrowed<'_>) -> Option<&Str> {
    value.downcast::<Str>()
}
