//! `list.sort` and `sorted`.
//!
//! Keys of one simple type are sorted without calling their `<`. All others go through [`merge_sort`], which compares
//! exactly as CPython does: comparisons may have effects, and may be inconsistent.

use core::cmp::Ordering;

use molt_object::{
    Borrowed, Comparison, CoreType, Downcast, List, Owned, Result, Str, Tuple, memory, raise, text::Units,
};
use molt_protocol::{call, compare, recursion};

use super::tuple;

mod merge_sort;

pub use merge_sort::merge_sort;

/// Most bytes that sorting takes for each item: its key, its entry, as much again for merging, and its place.
const EACH: usize = 48;

/// Sorts a list in place. While it is being sorted it looks empty; filling it meanwhile is an error.
pub fn sort(list: &List, key: Option<Borrowed<'_>>, reverse: bool) -> Result<()> {
    memory::require(list.len().saturating_mul(EACH))?;
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
        recursion::check(" in comparison")?;
        return tuple::less(left, right);
    }
    compare::truth_of(left.borrow(), right.borrow(), Comparison::Less)
}

/// A key as it is sorted: a number that decides most comparisons, or the key itself, and its place.
#[derive(Clone, Copy)]
struct Entry {
    word: u64,
    place: u32,
}

/// A number in the order of the keys, where the key is of the kind; `equal` numbers need not mean equal keys.
type Prefix = fn(Borrowed<'_>) -> Option<u64>;

fn integer_prefix(key: Borrowed<'_>) -> Option<u64> {
    key.value().as_small_int().map(|number| number as u64 ^ 1 << 63)
}

fn float_prefix(key: Borrowed<'_>) -> Option<u64> {
    let number = key.value().as_f64().filter(|number| !number.is_nan())?;
    // Both zeros are equal. Bits of negative numbers are in reverse order.
    let bits = (number + 0.0).to_bits();
    Some(if bits >> 63 == 0 { bits | 1 << 63 } else { !bits })
}

/// The first eight bytes of an exact str of one-byte code points.
fn text_prefix(key: Borrowed<'_>) -> Option<u64> {
    let bytes = one_byte_text(key)?;
    let mut prefix = [0; 8];
    let length = bytes.len().min(8);
    prefix[..length].copy_from_slice(&bytes[..length]);
    Some(u64::from_be_bytes(prefix))
}

fn one_byte_text(key: Borrowed<'_>) -> Option<&[u8]> {
    match key.downcast_exact::<Str>()?.units() {
        Units::One(bytes) => Some(bytes),
        Units::Two(_) | Units::Four(_) => None,
    }
}

fn entries_with(keys: &[Owned], prefix: impl Fn(&Owned) -> Option<u64>) -> Option<Vec<Entry>> {
    let entry = |(place, key)| Some(Entry { word: prefix(key)?, place: place as u32 });
    keys.iter().enumerate().map(entry).collect()
}

/// The kind of a first key and its prefix, if one number says (nearly) all of keys of the kind.
fn prefix_of(first: Borrowed<'_>) -> Option<Prefix> {
    [integer_prefix as Prefix, float_prefix, text_prefix].into_iter().find(|prefix| prefix(first).is_some())
}

/// The entries, in sorted order, of keys that are all of the same simple type: their `<` need not be called.
fn simply_sorted(keys: &[Owned], reverse: bool) -> Option<Vec<Entry>> {
    let prefix = prefix_of(keys.first()?.borrow())?;
    let mut entries = entries_with(keys, |key| prefix(key.borrow()))?;
    let is_text = one_byte_text(keys[0].borrow()).is_some();
    let rest = |entry: &Entry| one_byte_text(keys[entry.place as usize].borrow());
    let order = |left: &Entry, right: &Entry| match left.word.cmp(&right.word) {
        Ordering::Equal if is_text => rest(left).cmp(&rest(right)),
        order => order,
    };
    entries.sort_by(|left, right| if reverse { order(right, left) } else { order(left, right) });
    Some(entries)
}

/// Sorts by `<` of the items themselves. After an error the items are in some order.
fn sort_items(items: &mut Vec<Owned>, reverse: bool) -> Result<()> {
    let (entries, result) = sorted_entries(items, reverse);
    arrange(items, &entries);
    result
}

fn sort_by_key(items: &mut Vec<Owned>, key: Borrowed<'_>, reverse: bool) -> Result<()> {
    let mut keys = Vec::with_capacity(items.len());
    for item in items.iter() {
        keys.push(call::call(key, &[item.borrow()])?);
        // Types and native functions are called without a safe point.
        memory::check()?;
    }
    // The keys may have taken what was there before.
    memory::require(items.len().saturating_mul(EACH))?;
    let (entries, result) = sorted_entries(&keys, reverse);
    arrange(items, &entries);
    result
}

/// The entries of the keys in sorted order; after an error, in some order.
fn sorted_entries(keys: &[Owned], reverse: bool) -> (Vec<Entry>, Result<()>) {
    if let Some(entries) = simply_sorted(keys, reverse) {
        return (entries, Ok(()));
    }
    let mut entries = first_item_entries(keys);
    if reverse {
        // Reversed before and after: equal keys keep their order.
        entries.reverse();
    }
    let key = |entry: Entry| &keys[entry.place as usize];
    let result = merge_sort(&mut entries, |left, right| match left.word.cmp(&right.word) {
        Ordering::Equal => less(key(left), key(right)),
        // Different first items decide, and nobody can observe their comparison.
        order => Ok(order.is_lt()),
    });
    if reverse {
        entries.reverse();
    }
    (entries, result)
}

fn first_item(key: &Owned) -> Option<Borrowed<'_>> {
    exact_tuple(key)?.get(0)
}

/// Entries by the first items of keys that are all exact tuples beginning with the same simple type; else all alike.
fn first_item_entries(keys: &[Owned]) -> Vec<Entry> {
    let prefix = keys.first().and_then(|first| prefix_of(first_item(first)?));
    prefix
        .and_then(|prefix| entries_with(keys, |key| prefix(first_item(key)?)))
        .unwrap_or_else(|| (0..keys.len() as u32).map(|place| Entry { word: 0, place }).collect())
}

/// Puts the items into the order of the entries, whose places are a permutation.
fn arrange(items: &mut Vec<Owned>, entries: &[Entry]) {
    let mut taken: Vec<Option<Owned>> = items.drain(..).map(Some).collect();
    items.extend(entries.iter().filter_map(|entry| taken[entry.place as usize].take()));
}
