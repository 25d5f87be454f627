//! `list.sort` and `sorted`.
//!
//! Keys of one simple type are sorted without calling their `<`. All others go through [`merge_sort`], which compares
//! exactly as CPython does: comparisons may have effects, and may be inconsistent.

use core::cmp::Ordering;

use molt_object::{Borrowed, Comparison, CoreType, Downcast, List, Owned, Result, Str, Tuple, raise, text::Units};
use molt_protocol::{call, compare, parameters::Parameters, recursion};

use super::tuple;

mod merge_sort;

pub use merge_sort::merge_sort;

/// The parameters of `list.sort`.
pub static PARAMETERS: Parameters =
    Parameters { name: "sort", names: &["key", "reverse"], positional_only: 0, required: 0, keyword_only_from: 0 };

/// Sorts a list in place. While it is being sorted it looks empty; filling it meanwhile is an error.
pub fn sort(list: &List, key: Option<Borrowed<'_>>, reverse: bool) -> Result<()> {
    let mut items = list.take();
    let result = match key {
        None => sort_items(&mut items, reverse),
        Some(key) => sort_by_key(&mut items, key, reverse),
    };
    let added = list.replace(items);
    let modified = !added.is_empty();
    drop(added);
    result?;
    if modified {
        return Err(raise(CoreType::ValueError, "list modified during sort"));
    }
    Ok(())
}

type Order = fn(&Owned, &Owned) -> Ordering;

/// A total order of keys that are all of the same simple type.
fn simple_order(keys: &[Owned]) -> Option<Order> {
    let first = keys.first()?;
    let all = |test: fn(&Owned) -> bool| keys.iter().all(test);
    if first.value().is_small_int() && all(|key| key.value().is_small_int()) {
        return Some(|left, right| left.value().as_small_int().cmp(&right.value().as_small_int()));
    }
    if first.value().is_float() && all(|key| key.value().as_f64().is_some_and(|number| !number.is_nan())) {
        return Some(|left, right| {
            left.value().as_f64().partial_cmp(&right.value().as_f64()).unwrap_or(Ordering::Equal)
        });
    }
    if exact_text(first).is_some() && all(|key| exact_text(key).is_some()) {
        return Some(|left, right| match (exact_text(left), exact_text(right)) {
            (Some(left), Some(right)) => left.compare(right),
            _ => Ordering::Equal,
        });
    }
    None
}

fn exact_text(value: &Owned) -> Option<&Str> {
    value.borrow().downcast_exact::<Str>()
}

fn exact_tuple(value: &Owned) -> Option<&Tuple> {
    value.borrow().downcast_exact::<Tuple>()
}

fn less(left: &Owned, right: &Owned) -> Result<bool> {
    if let (Some(left), Some(right)) = (exact_text(left), exact_text(right)) {
        return Ok(left.compare(right).is_lt());
    }
    if let (Some(left), Some(right)) = (exact_tuple(left), exact_tuple(right)) {
        let _guard = recursion::guard(" in comparison")?;
        return tuple::less(left, right);
    }
    compare::truth_of(left.borrow(), right.borrow(), Comparison::Less)
}

/// The places of keys that are all exact strs of one-byte code points, in sorted order. The first eight bytes mostly
/// decide.
fn places_of_texts(keys: &[Owned], reverse: bool) -> Option<Vec<u32>> {
    let mut entries = Vec::with_capacity(keys.len());
    for (place, key) in keys.iter().enumerate() {
        let Units::One(bytes) = exact_text(key)?.units() else { return None };
        let mut prefix = [0; 8];
        let length = bytes.len().min(8);
        prefix[..length].copy_from_slice(&bytes[..length]);
        entries.push((u64::from_be_bytes(prefix), place as u32, bytes));
    }
    let order =
        |left: &(u64, u32, &[u8]), right: &(u64, u32, &[u8])| left.0.cmp(&right.0).then_with(|| left.2.cmp(right.2));
    entries.sort_by(|left, right| if reverse { order(right, left) } else { order(left, right) });
    Some(entries.into_iter().map(|(_, place, _)| place).collect())
}

/// Sorts by `<` of the items themselves. After an error the items are in some order.
fn sort_items(items: &mut Vec<Owned>, reverse: bool) -> Result<()> {
    if let Some(places) = places_of_texts(items, reverse) {
        arrange(items, &places);
        return Ok(());
    }
    match simple_order(items) {
        Some(order) => {
            items.sort_by(|left, right| if reverse { order(right, left) } else { order(left, right) });
            Ok(())
        }
        None => {
            let (places, result) = sorted_places(items, reverse);
            arrange(items, &places);
            result
        }
    }
}

fn sort_by_key(items: &mut Vec<Owned>, key: Borrowed<'_>, reverse: bool) -> Result<()> {
    let mut keys = Vec::with_capacity(items.len());
    for item in items.iter() {
        keys.push(call::call(key, &[item.borrow()])?);
    }
    if let Some(places) = places_of_texts(&keys, reverse) {
        arrange(items, &places);
        return Ok(());
    }
    let (places, result) = match simple_order(&keys) {
        Some(order) => {
            let mut places: Vec<u32> = (0..keys.len() as u32).collect();
            places.sort_by(|&left, &right| {
                let (left, right) = (&keys[left as usize], &keys[right as usize]);
                if reverse { order(right, left) } else { order(left, right) }
            });
            (places, Ok(()))
        }
        None => sorted_places(&keys, reverse),
    };
    arrange(items, &places);
    result
}

/// The places of the keys in sorted order; after an error, in some order.
fn sorted_places(keys: &[Owned], reverse: bool) -> (Vec<u32>, Result<()>) {
    let mut places: Vec<u32> = (0..keys.len() as u32).collect();
    if reverse {
        // Reversed before and after: equal keys keep their order.
        places.reverse();
    }
    let result = merge_sort(&mut places, |left, right| less(&keys[left as usize], &keys[right as usize]));
    if reverse {
        places.reverse();
    }
    (places, result)
}

/// Puts the items into the order of the places, a permutation.
fn arrange(items: &mut Vec<Owned>, places: &[u32]) {
    let mut taken: Vec<Option<Owned>> = items.drain(..).map(Some).collect();
    items.extend(places.iter().filter_map(|&place| taken[place as usize].take()));
}
