//! `list[index]` and `list[slice]`: reading, assigning, deleting.

use molt_kernel::slice::{self, Indices};
use molt_object::list::drop_from_end;
use molt_object::{Borrowed, CoreType, Downcast, List, Native, Owned, Result, Tuple, memory, raise, type_of};
use molt_protocol::{convert, iterate};
use molt_support::items::{bad_subscript, place};

use super::list::this;

fn index(key: Borrowed<'_>) -> Result<isize> {
    if !key.value().is_small_int() && type_of(key).slots().index().is_none() {
        return Err(bad_subscript("list", key));
    }
    convert::index_isize(key)
}

/// `list[key]`.
pub(super) fn get(value: Borrowed<'_>, key: Borrowed<'_>) -> Result {
    let list = this(value);
    if let Some(slice) = slice::of(key) {
        let indices = slice.bounds()?.clip(list.len());
        if indices.step == 1 {
            return Ok(List::from_vec(list.copy_range(indices.start, indices.count)?));
        }
        let mut items = memory::with_capacity(indices.count)?;
        items.extend(indices.iter().filter_map(|index| list.get(index)));
        return Ok(List::from_vec(items));
    }
    let index = index(key)?;
    match place(index, list.len()).and_then(|index| list.get(index)) {
        Some(item) => Ok(item),
        None => Err(raise(CoreType::IndexError, "list index out of range")),
    }
}

/// `list[key] = value` or `del list[key]`.
pub(super) fn set(container: Borrowed<'_>, key: Borrowed<'_>, value: Option<Borrowed<'_>>) -> Result<()> {
    let list = this(container);
    if let Some(slice) = slice::of(key) {
        let bounds = slice.bounds()?;
        return match value {
            None => delete_slice(list, bounds.clip(list.len())),
            Some(value) => {
                let items = replacement(list, value)?;
                assign_slice(list, bounds.clip(list.len()), items)
            }
        };
    }
    let index = index(key)?;
    let Some(index) = place(index, list.len()) else {
        return Err(raise(CoreType::IndexError, "list assignment index out of range"));
    };
    match value {
        Some(value) => drop(list.set(index, value.own())),
        None => {
            let removed = list.modify(|items| items.remove(index));
            drop(removed);
        }
    }
    Ok(())
}

fn replacement(list: &List, value: Borrowed<'_>) -> Result<Vec<Owned>> {
    if List::of(value).is_some_and(|other| core::ptr::eq(other, list)) {
        return list.to_vec();
    }
    let is_iterable = value.downcast_exact::<Native<List>>().is_some() || value.downcast_exact::<Tuple>().is_some();
    if is_iterable {
        return iterate::to_vec(value);
    }
    let class = type_of(value);
    let slots = class.slots();
    if slots.iterate().is_none() && slots.item_get().is_none() {
        return Err(raise(CoreType::TypeError, "must assign iterable to extended slice"));
    }
    iterate::to_vec(value)
}

fn delete_slice(list: &List, indices: Indices) -> Result<()> {
    let indices = indices.ascending();
    if indices.count == 0 {
        return Ok(());
    }
    let mut removed = memory::with_capacity(indices.count)?;
    let mut kept_items = memory::with_capacity(if indices.step == 1 { 0 } else { list.len() - indices.count })?;
    list.modify(|items| {
        if indices.step == 1 {
            removed.extend(items.drain(indices.start..indices.start + indices.count));
            return;
        }
        let (start, step) = (indices.start, indices.step as usize);
        let end = start + (indices.count - 1) * step;
        for (index, item) in core::mem::take(items).into_iter().enumerate() {
            if index >= start && index <= end && (index - start).is_multiple_of(step) {
                removed.push(item);
            } else {
                kept_items.push(item);
            }
        }
        *items = kept_items;
    });
    match indices.step {
        1 => drop_from_end(removed),
        _ => drop(removed),
    }
    Ok(())
}

fn assign_slice(list: &List, indices: Indices, new: Vec<Owned>) -> Result<()> {
    if indices.step == 1 {
        let range = indices.start..indices.start + indices.count;
        list.reserve(new.len())?;
        let mut replaced = memory::with_capacity(indices.count)?;
        list.modify(|items| replaced.extend(items.splice(range, new)));
        drop_from_end(replaced);
        return Ok(());
    }
    if new.len() != indices.count {
        let (given, wanted) = (new.len(), indices.count);
        let message = format!("attempt to assign sequence of size {given} to extended slice of size {wanted}");
        return Err(raise(CoreType::ValueError, message));
    }
    let mut replaced = memory::with_capacity(indices.count)?;
    list.modify(|items| {
        let exchanged = indices.iter().zip(new).map(|(index, item)| core::mem::replace(&mut items[index], item));
        replaced.extend(exchanged);
    });
    drop(replaced);
    Ok(())
}
