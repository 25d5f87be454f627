//! What sets can do, step by step as CPython does it: the order of insertions decides the order of iteration.

use molt_object::native::expect_payload;
use molt_object::{
    Borrowed, CoreType, Dict, Downcast, Native, Owned, Result, Set, TypeObject, core_type, exception, raised, type_of,
};
use molt_protocol::{compare, convert, iterate, mapping};
pub use molt_support::hashing::hash_of_elements as hash;

/// The set behind a value known to be one.
pub fn this(value: Borrowed<'_>) -> &Set {
    expect_payload::<Set>(value)
}

/// `set` or `frozenset`, whichever a value is an instance of.
pub fn base(value: Borrowed<'_>) -> &'static TypeObject {
    let frozen = core_type(CoreType::FrozenSet);
    if type_of(value).is_subtype(frozen) { frozen } else { core_type(CoreType::Set) }
}

/// The hash of a set element.
#[inline]
pub fn key_hash(key: Borrowed<'_>) -> Result<i64> {
    convert::hash(key).map_err(|error| mapping::unhashable(error, key, "a set element"))
}

/// The hash of a key that is looked up or removed: a set counts as the frozenset of its elements.
fn search_hash(key: Borrowed<'_>) -> Result<i64> {
    match key_hash(key) {
        Ok(hash) => Ok(hash),
        Err(error) => {
            let error = raised::take(error);
            match Set::of(key) {
                Some(set) if exception::is_instance(error.borrow(), CoreType::TypeError) => Ok(hash(set)),
                _ => Err(raised::restore(error)),
            }
        }
    }
}

#[inline]
fn find(set: &Set, hash: i64, key: Borrowed<'_>) -> Result<Option<usize>> {
    set.find(hash, key, |candidate| compare::equal(candidate, key))
}

fn add_hashed(set: &Set, hash: i64, key: Borrowed<'_>) -> Result<()> {
    if !set.has_equal(hash, key, |candidate| compare::equal(candidate, key))? {
        set.insert_new(hash, key.own())?;
    }
    Ok(())
}

fn discard_hashed(set: &Set, hash: i64, key: Borrowed<'_>) -> Result<bool> {
    let removed = find(set, hash, key)?.and_then(|place| set.remove_at(place));
    Ok(removed.is_some())
}

/// Adds an element.
pub fn add(set: &Set, key: Borrowed<'_>) -> Result<()> {
    add_hashed(set, key_hash(key)?, key)
}

/// Removes an element; gives whether it was there.
pub fn discard(set: &Set, key: Borrowed<'_>) -> Result<bool> {
    discard_hashed(set, search_hash(key)?, key)
}

/// `key in set`.
pub fn contains(set: &Set, key: Borrowed<'_>) -> Result<bool> {
    Ok(find(set, search_hash(key)?, key)?.is_some())
}

/// Runs the action on every element; stops when the action gives false.
fn for_each_key(set: &Set, mut action: impl FnMut(i64, Owned) -> Result<bool>) -> Result<()> {
    let mut next = 0;
    while let Some((place, hash, key)) = set.key_from(next) {
        if !action(hash, key)? {
            return Ok(());
        }
        next = place + 1;
    }
    Ok(())
}

fn merge(set: &Set, other: &Set) -> Result<()> {
    if core::ptr::eq(set, other) || other.is_empty() {
        return Ok(());
    }
    set.reserve(other.len())?;
    if set.fill_from(other)? {
        return Ok(());
    }
    for_each_key(other, |hash, key| add_hashed(set, hash, key.borrow()).map(|()| true))
}

/// Adds all items of an iterable.
pub fn update(set: &Set, iterable: Borrowed<'_>) -> Result<()> {
    if let Some(other) = Set::of(iterable) {
        return merge(set, other);
    }
    if let Some(dict) = iterable.downcast_exact::<Native<Dict>>() {
        set.reserve(dict.len())?;
        let mut next = 0;
        while let Some((place, key, value)) = dict.entry_from(next) {
            let Some(hash) = dict.hash_at(place) else { break };
            drop(value);
            add_hashed(set, hash, key.borrow())?;
            next = place + 1;
        }
        return Ok(());
    }
    iterate::for_each(iterable, |item| add(set, item.borrow()))
}

/// A new set with the same elements.
pub fn copy(class: &TypeObject, set: &Set) -> Result {
    let copy = Set::of_class(class);
    merge(this(copy.borrow()), set)?;
    Ok(copy)
}

/// `set | other`.
pub fn union(class: &'static TypeObject, set: &Set, other: Borrowed<'_>) -> Result {
    let result = copy(class, set)?;
    if !Set::of(other).is_some_and(|other| core::ptr::eq(set, other)) {
        update(this(result.borrow()), other)?;
    }
    Ok(result)
}

/// `set & other`; `other` may be any iterable.
pub fn intersection(class: &'static TypeObject, set: &Set, other: Borrowed<'_>) -> Result {
    if let Some(other) = Set::of(other) {
        if core::ptr::eq(set, other) {
            return copy(class, set);
        }
        let (large, small) = if other.len() > set.len() { (other, set) } else { (set, other) };
        let result = Set::of_class(class);
        for_each_key(small, |hash, key| {
            if find(large, hash, key.borrow())?.is_some() {
                add_hashed(this(result.borrow()), hash, key.borrow())?;
            }
            Ok(true)
        })?;
        return Ok(result);
    }
    let result = Set::of_class(class);
    let common = this(result.borrow());
    let iterator = iterate::iterate(other)?;
    while let Some(key) = iterate::next(iterator.borrow())? {
        // Without the words of `key_hash`, as in CPython.
        let hash = convert::hash(key.borrow())?;
        if find(set, hash, key.borrow())?.is_some() {
            add_hashed(common, hash, key.borrow())?;
            if common.len() >= set.len() {
                break;
            }
        }
    }
    Ok(result)
}

/// `set &= other`.
pub fn intersection_update(set: &Set, other: Borrowed<'_>) -> Result<()> {
    let result = intersection(core_type(CoreType::Set), set, other)?;
    set.swap(this(result.borrow()));
    Ok(())
}

/// `set - other`; `other` may be any iterable.
pub fn difference(class: &'static TypeObject, set: &Set, other: Borrowed<'_>) -> Result {
    let (other_set, other_dict) = (Set::of(other), other.downcast_exact::<Native<Dict>>());
    let other_length = match (other_set, other_dict) {
        (Some(other), _) => Some(other.len()),
        (None, Some(other)) => Some(other.len()),
        (None, None) => None,
    };
    // Copying and removing is cheaper when there is much less to remove.
    if other_length.is_none_or(|length| set.len() >> 2 > length) {
        let result = copy(class, set)?;
        difference_update(this(result.borrow()), other)?;
        return Ok(result);
    }
    let result = Set::of_class(class);
    for_each_key(set, |hash, key| {
        let found = match (other_set, other_dict) {
            (Some(other), _) => find(other, hash, key.borrow())?.is_some(),
            (None, Some(other)) => mapping::find(other, hash, key.borrow())?.is_some(),
            (None, None) => false,
        };
        if !found {
            add_hashed(this(result.borrow()), hash, key.borrow())?;
        }
        Ok(true)
    })?;
    Ok(result)
}

/// `set -= other`; `other` may be any iterable.
pub fn difference_update(set: &Set, other: Borrowed<'_>) -> Result<()> {
    match Set::of(other) {
        Some(other) if core::ptr::eq(set, other) => {
            set.remove_all();
            return Ok(());
        }
        Some(other_set) => {
            // Of a much larger set only the common part matters.
            let common = if other_set.len() >> 3 > set.len() {
                Some(intersection(core_type(CoreType::Set), set, other)?)
            } else {
                None
            };
            let removed = common.as_ref().map_or(other_set, |common| this(common.borrow()));
            for_each_key(removed, |hash, key| discard_hashed(set, hash, key.borrow()).map(|_| true))?;
        }
        None => iterate::for_each(other, |key| discard_hashed(set, key_hash(key.borrow())?, key.borrow()).map(drop))?,
    }
    set.tidy()
}

/// `set ^ other`; `other` may be any iterable.
pub fn symmetric_difference(class: &'static TypeObject, set: &Set, other: Borrowed<'_>) -> Result {
    let result = Set::of_class(class);
    update(this(result.borrow()), other)?;
    toggle_all(this(result.borrow()), set)?;
    Ok(result)
}

fn toggle(set: &Set, hash: i64, key: Borrowed<'_>) -> Result<()> {
    if !discard_hashed(set, hash, key)? {
        add_hashed(set, hash, key)?;
    }
    Ok(())
}

fn toggle_all(set: &Set, other: &Set) -> Result<()> {
    for_each_key(other, |hash, key| toggle(set, hash, key.borrow()).map(|()| true))
}

/// `set ^= other`; `other` may be any iterable.
pub fn symmetric_difference_update(set: &Set, other: Borrowed<'_>) -> Result<()> {
    if let Some(other) = Set::of(other) {
        if core::ptr::eq(set, other) {
            set.remove_all();
            return Ok(());
        }
        return toggle_all(set, other);
    }
    if let Some(dict) = other.downcast_exact::<Native<Dict>>() {
        let mut next = 0;
        while let Some((place, key, value)) = dict.entry_from(next) {
            let Some(hash) = dict.hash_at(place) else { break };
            drop(value);
            toggle(set, hash, key.borrow())?;
            next = place + 1;
        }
        return Ok(());
    }
    let others = Set::new();
    update(this(others.borrow()), other)?;
    toggle_all(set, this(others.borrow()))
}

/// `set <= other`.
pub fn is_subset(set: &Set, other: &Set) -> Result<bool> {
    if set.len() > other.len() {
        return Ok(false);
    }
    let mut result = true;
    for_each_key(set, |hash, key| {
        result = find(other, hash, key.borrow())?.is_some();
        Ok(result)
    })?;
    Ok(result)
}

/// Whether no element is in both.
pub fn is_disjoint(set: &Set, other: Borrowed<'_>) -> Result<bool> {
    if let Some(other) = Set::of(other) {
        if core::ptr::eq(set, other) {
            return Ok(set.is_empty());
        }
        let (large, small) = if other.len() > set.len() { (other, set) } else { (set, other) };
        let mut disjoint = true;
        for_each_key(small, |hash, key| {
            disjoint = find(large, hash, key.borrow())?.is_none();
            Ok(disjoint)
        })?;
        return Ok(disjoint);
    }
    let iterator = iterate::iterate(other)?;
    while let Some(key) = iterate::next(iterator.borrow())? {
        if find(set, key_hash(key.borrow())?, key.borrow())?.is_some() {
            return Ok(false);
        }
    }
    Ok(true)
}
