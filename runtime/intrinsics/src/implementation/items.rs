//! Items of containers.

use molt_object::{Borrowed, Dict, Downcast, List, Native, Owned, Result, Str, Tuple};
use molt_protocol::{item, mapping};

/// The place an index means in a sequence.
fn place(key: Borrowed<'_>, length: usize) -> Option<usize> {
    let index = key.value().as_small_int()?;
    let index = if index < 0 { index.checked_add(length as i64)? } else { index };
    usize::try_from(index).ok().filter(|&index| index < length)
}

pub fn item_get(container: Borrowed<'_>, key: Borrowed<'_>) -> Result {
    if let Some(dict) = container.downcast_exact::<Native<Dict>>() {
        // `__missing__` is of subclasses.
        return mapping::get(dict, key)?.ok_or_else(|| mapping::missing(key));
    }
    if let Some(list) = container.downcast_exact::<Native<List>>() {
        if let Some(found) = place(key, list.len()).and_then(|index| list.get(index)) {
            return Ok(found);
        }
    } else if let Some(text) = container.downcast_exact::<Str>() {
        if let Some(found) = place(key, text.len()).and_then(|index| text.get(index)) {
            return Ok(Str::from_code_point(found));
        }
    } else if let Some(tuple) = container.downcast_exact::<Tuple>()
        && let Some(found) = place(key, tuple.len()).and_then(|index| tuple.get(index))
    {
        return Ok(found.own());
    }
    item::get(container, key)
}

pub fn item_set(container: Borrowed<'_>, key: Borrowed<'_>, value: Borrowed<'_>) -> Result<()> {
    if let Some(dict) = container.downcast_exact::<Native<Dict>>() {
        return mapping::set(dict, key, value);
    }
    if let Some(list) = container.downcast_exact::<Native<List>>()
        && let Some(index) = place(key, list.len())
    {
        let old: core::result::Result<Owned, Owned> = list.set(index, value.own());
        drop(old);
        return Ok(());
    }
    item::set(container, key, value)
}

pub fn item_delete(container: Borrowed<'_>, key: Borrowed<'_>) -> Result<()> {
    item::delete(container, key)
}
