//! Filling dicts from mappings, from pairs and from keyword arguments.

use molt_object::{
    Arguments, Borrowed, CoreType, Dict, Owned, Raised, Result, Set, exception, name, raise, raised, type_of,
};
use molt_protocol::{attribute, call, exceptions, item, iterate, mapping, parameters};

use super::dict;

/// The arguments of `dict(...)` and `dict.update(...)`.
pub(super) fn from_arguments(function: &str, target: &Dict, arguments: Arguments<'_>) -> Result<()> {
    parameters::positional(function, &Arguments::positional_only(arguments.positional()), 0, 1)?;
    if let Some(&operand) = arguments.positional().first() {
        update(target, operand)?;
    }
    for (name, value) in arguments.keywords() {
        mapping::set(target, name.as_borrowed(), value)?;
    }
    Ok(())
}

/// Adds the entries of a mapping, or of an iterable of pairs.
pub fn update(target: &Dict, operand: Borrowed<'_>) -> Result<()> {
    if update_from_mapping(target, operand)? { Ok(()) } else { merge_pairs(target, operand) }
}

/// Adds the entries of a mapping; false if it is none (it has no `keys`).
pub fn update_from_mapping(target: &Dict, operand: Borrowed<'_>) -> Result<bool> {
    if let Some(source) = plain_dict(operand) {
        merge(target, source)?;
        return Ok(true);
    }
    let Some(method) = attribute::find(operand, name!(Keys).str())? else { return Ok(false) };
    merge_mapping(target, operand, method)?;
    Ok(true)
}

/// A dict that iterates as dicts do: its table may be copied, whatever else a subclass overrides.
pub fn plain_dict(value: Borrowed<'_>) -> Option<&Dict> {
    if let Some(dict) = dict::exact(value) {
        return Some(dict);
    }
    let own: fn(Borrowed<'_>) -> Result = dict::iterate;
    let iterate = type_of(value).slots().iterate()?;
    if core::ptr::fn_addr_eq(iterate, own) { Dict::of(value) } else { None }
}

fn merge(target: &Dict, source: &Dict) -> Result<()> {
    if core::ptr::eq(target, source) || source.is_empty() {
        return Ok(());
    }
    if target.is_empty() && target.end() == 0 {
        return source.copy_into(target);
    }
    let length = source.len();
    let mut next = 0;
    while let Some((place, key, value)) = source.entry_from(next) {
        let Some(hash) = source.hash_at(place) else { break };
        mapping::set_hashed(target, hash, key.borrow(), value.borrow())?;
        if source.len() != length {
            return Err(raise(CoreType::RuntimeError, "dict mutated during update"));
        }
        next = place + 1;
    }
    Ok(())
}

/// Gives all keys of a dict or set the value, without hashing them again; false for other iterables. As in CPython, the
/// source may change meanwhile.
pub(super) fn from_hashed_keys(target: &Dict, source: Borrowed<'_>, value: Borrowed<'_>) -> Result<bool> {
    let mut next = 0;
    if let Some(source) = dict::exact(source) {
        while let Some((place, key, _)) = source.entry_from(next) {
            let Some(hash) = source.hash_at(place) else { break };
            mapping::set_hashed(target, hash, key.borrow(), value)?;
            next = place + 1;
        }
        return Ok(true);
    }
    let class = type_of(source);
    match Set::of(source) {
        Some(source) if class.is_core(CoreType::Set) || class.is_core(CoreType::FrozenSet) => {
            while let Some((place, hash, key)) = source.key_from(next) {
                mapping::set_hashed(target, hash, key.borrow(), value)?;
                next = place + 1;
            }
            Ok(true)
        }
        _ => Ok(false),
    }
}

fn merge_mapping(target: &Dict, source: Borrowed<'_>, keys: Owned) -> Result<()> {
    let keys = call::call(keys.borrow(), &[])?;
    let iterator = iterate::iterate(keys.borrow())?;
    while let Some(key) = iterate::next(iterator.borrow())? {
        let value = item::get(source, key.borrow())?;
        mapping::set(target, key.borrow(), value.borrow())?;
    }
    Ok(())
}

fn merge_pairs(target: &Dict, pairs: Borrowed<'_>) -> Result<()> {
    let iterator = iterate::iterate(pairs)?;
    let mut index = 0;
    while let Some(element) = iterate::next(iterator.borrow())? {
        let parts = parts_of(element.borrow()).map_err(|error| explain(error, index))?;
        let [key, value] = &parts[..] else {
            let found = parts.len();
            let message = format!("dictionary update sequence element #{index} has length {found}; 2 is required");
            return Err(raise(CoreType::ValueError, message));
        };
        mapping::set(target, key.borrow(), value.borrow())?;
        index += 1;
    }
    Ok(())
}

fn parts_of(element: Borrowed<'_>) -> Result<Vec<Owned>> {
    let class = type_of(element);
    let slots = class.slots();
    let iterable = slots.iterate().is_some()
        || slots.item_get().is_some()
        || attribute::type_lookup(&type_of(element), name!(Iter).str()).is_some();
    if !iterable {
        return Err(raise(CoreType::TypeError, "object is not iterable"));
    }
    iterate::to_vec(element)
}

/// Says which element was wrong.
#[cold]
fn explain(error: Raised, index: usize) -> Raised {
    let error = raised::take(error);
    if exception::is_instance(error.borrow(), CoreType::TypeError) {
        let note = format!("Cannot convert dictionary update sequence element #{index} to a sequence");
        exceptions::add_note(error.borrow(), &note);
    }
    raised::restore(error)
}
