//! What can be reached in the runtime's object.

use std::collections::{BTreeMap, BTreeSet};

use molt_abi::descriptions as layout;

use super::elf::Object;
use super::found::{Condition, Found};
use super::mentions::Mentions;

/// What can be reached.
pub(super) struct Reached {
    /// By section.
    pub(super) sections: Vec<bool>,
    /// The conditions of places that are kept.
    pub(super) conditions: BTreeSet<Condition>,
}

/// Whether a program fulfils a condition by what it names.
pub(super) fn holds(condition: &Condition, mentions: &Mentions) -> bool {
    match condition {
        Condition::Name(name) | Condition::Module(name) => mentions.keep(name),
        Condition::Slot(_) => false,
    }
}

/// Finds what can be reached from where programs begin and from what modules call, over places whose condition holds and is
/// `allowed`. Slots are read by code that can be reached, or under the names of their special methods.
pub(super) fn reach(
    object: &Object<'_>,
    found: &Found,
    mentions: &Mentions,
    allowed: impl Fn(&Condition) -> bool,
) -> Reached {
    let conditional: BTreeMap<(usize, u64), &Condition> =
        found.places.iter().map(|place| ((place.section, place.offset), &place.condition)).collect();
    let named = found.special.iter().filter(|(name, _)| mentions.mentions(name));
    let named = named.flat_map(|(_, slots)| slots).map(|slot| Condition::Slot(*slot));
    let kept =
        found.places.iter().map(|place| &place.condition).filter(|condition| holds(condition, mentions)).cloned();
    let mut reached = Reached {
        sections: vec![false; object.sections.len()],
        conditions: named.chain(kept).filter(&allowed).collect(),
    };
    let (marks, first_mark) = found.marks;
    let is_run_at_start = |section: &usize| object.sections[*section].name.starts_with(".init_array");
    let called = std::iter::once("main").chain(mentions.symbols());
    let called = called.filter_map(|name| object.symbols[object.defined(name)?].section);
    let mut open: Vec<usize> = called.chain((0..object.sections.len()).filter(is_run_at_start)).collect();
    // Where the places lead to whose condition does not hold so far.
    let mut waiting: BTreeMap<&Condition, Vec<usize>> = BTreeMap::new();
    while let Some(section) = open.pop() {
        if std::mem::replace(&mut reached.sections[section], true) {
            continue;
        }
        for &place in &object.relocations[section] {
            let Some((target, offset)) = object.target_of(place) else { continue };
            let mark = if target == marks { offset.checked_sub(first_mark) } else { None };
            if let Some(slot) = mark.filter(|slot| *slot < layout::SLOTS.len() as u64) {
                let slot = Condition::Slot(slot as usize);
                if allowed(&slot) {
                    open.extend(waiting.remove(&slot).unwrap_or_default());
                    reached.conditions.insert(slot);
                }
                continue;
            }
            match conditional.get(&(section, place.offset)) {
                Some(condition) if !reached.conditions.contains(*condition) => {
                    waiting.entry(condition).or_default().push(target);
                }
                _ => open.push(target),
            }
        }
    }
    reached
}
