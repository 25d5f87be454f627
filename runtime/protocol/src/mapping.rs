//! Dicts with any hashable keys.

use molt_object::{Borrowed, CoreType, Dict, Owned, Raised, Result, raise, raised, type_of};

use crate::{compare, convert};

/// The hash of a dict key.
#[inline]
pub fn key_hash(key: Borrowed<'_>) -> Result<i64> {
    convert::hash(key).map_err(|error| unhashable(error, key, "a dict key"))
}

/// Says what an unhashable value was to be used as.
#[cold]
pub fn unhashable(error: Raised, value: Borrowed<'_>, role: &str) -> Raised {
    let exception = raised::take(error);
    if !type_of(exception.borrow()).is_core(CoreType::TypeError) {
        return raised::restore(exception);
    }
    match convert::str_text(exception.borrow()) {
        Ok(reason) => {
            let found = type_of(value).name();
            raise(CoreType::TypeError, format_args!("cannot use '{found}' as {role} ({reason})"))
        }
        Err(error) => error,
    }
}

/// The place of a key with a known hash.
pub fn find(dict: &Dict, hash: i64, key: Borrowed<'_>) -> Result<Option<usize>> {
    dict.find(hash, key, |candidate| compare::equal(candidate, key))
}

/// `dict[key]`, None when it is missing.
pub fn get(dict: &Dict, key: Borrowed<'_>) -> Result<Option<Owned>> {
    let hash = key_hash(key)?;
    Ok(find(dict, hash, key)?.and_then(|place| dict.value_at(place)))
}

/// KeyError for a key that is missing.
#[cold]
pub fn missing(key: Borrowed<'_>) -> Raised {
    raised::raise_with(CoreType::KeyError, &[key])
}

/// `key in dict`.
pub fn contains(dict: &Dict, key: Borrowed<'_>) -> Result<bool> {
    let hash = key_hash(key)?;
    Ok(find(dict, hash, key)?.is_some())
}

/// `dict[key] = value`.
pub fn set(dict: &Dict, key: Borrowed<'_>, value: Borrowed<'_>) -> Result<()> {
    let hash = key_hash(key)?;
    set_hashed(dict, hash, key, value)
}

/// `dict[key] = value` with the key's hash.
pub fn set_hashed(dict: &Dict, hash: i64, key: Borrowed<'_>, value: Borrowed<'_>) -> Result<()> {
    match find(dict, hash, key)? {
        Some(place) => drop(dict.replace_at(place, value.own())),
        None => dict.insert_new(hash, key.own(), value.own())?,
    }
    Ok(())
}

/// Sets the key unless it is there; gives the value it then has.
pub fn set_default(dict: &Dict, key: Borrowed<'_>, value: Borrowed<'_>) -> Result {
    let hash = key_hash(key)?;
    if let Some(found) = find(dict, hash, key)?.and_then(|place| dict.value_at(place)) {
        return Ok(found);
    }
    dict.insert_new(hash, key.own(), value.own())?;
    Ok(value.own())
}

/// Removes a key and gives the entry.
pub fn remove(dict: &Dict, key: Borrowed<'_>) -> Result<Option<(Owned, Owned)>> {
    let hash = key_hash(key)?;
    Ok(find(dict, hash, key)?.and_then(|place| dict.remove_at(place)))
}
