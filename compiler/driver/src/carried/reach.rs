//! What can be reached in the runtime's object.

use std::collections::{BTreeMap, BTreeSet};

use molt_abi::{CoreType, descriptions as layout};

use super::elf::Object;
use super::found::{Condition, Found, Made, Place, Type};
use super::mentions::Mentions;

/// What can be reached.
pub(super) struct Reached {
    /// By section.
    pub(super) sections: Vec<bool>,
    /// The conditions of places that are kept.
    pub(super) conditions: BTreeSet<Condition>,
}

impl Reached {
    /// Whether a place is kept.
    pub(super) fn keeps(&self, place: &Place) -> bool {
        self.missing_for(place).is_none()
    }
    /// A condition of a place that does not hold.
    fn missing_for<'p>(&self, place: &'p Place) -> Option<&'p Condition> {
        place.conditions.iter().find(|condition| !self.conditions.contains(*condition))
    }
}

/// Whether a program fulfils a condition by what it names.
fn holds(condition: &Condition, found: &Found, mentions: &Mentions) -> bool {
    match condition {
        // What goes by the name of an operation may take its place in a class.
        Condition::Name(name) => mentions.mentions(name) || found.special.contains_key(name),
        Condition::Module(name) => mentions.mentions(name),
        Condition::Slot(_) => false,
        Condition::Objects(number) => mentions.mentions(&found.types[*number].name),
        Condition::Called(number) => may_call(&found.types[*number], mentions),
        Condition::Initialised(number) => may_call(&found.types[*number], mentions) || mentions.mentions("__init__"),
    }
}

/// Whether a program can call a type: it names the type, or what leads from objects to types.
fn may_call(called: &Type, mentions: &Mentions) -> bool {
    let class_methods = called.class_methods.iter().map(String::as_str);
    let mut names =
        std::iter::once(called.name.as_str()).chain(class_methods).chain(layout::NAMES_OF_TYPES.iter().copied());
    names.any(|name| mentions.mentions(name))
}

/// The conditions that code fulfils by marks in it.
struct Marks<'a> {
    object: &'a Object<'a>,
    found: &'a Found,
    types: BTreeMap<Made, Vec<Condition>>,
}

impl<'a> Marks<'a> {
    fn new(object: &'a Object<'a>, found: &'a Found) -> Marks<'a> {
        let mut types: BTreeMap<Made, Vec<Condition>> = BTreeMap::new();
        for (number, described) in found.types.iter().enumerate() {
            if let Some(mark) = described.mark {
                types.entry(mark).or_default().push(Condition::Objects(number));
            }
        }
        Marks { object, found, types }
    }
    /// What a mark that leads to a place says.
    fn conditions(&self, place: (usize, u64)) -> Vec<Condition> {
        let number_in = |(section, first): (usize, u64)| {
            let number = if section == place.0 { place.1.checked_sub(first)? } else { return None };
            Some(number as usize)
        };
        if let Some(slot) = number_in(self.found.slot_marks).filter(|slot| *slot < layout::SLOTS.len()) {
            return vec![Condition::Slot(slot)];
        }
        if let Some(core) = number_in(self.found.made_marks).filter(|core| *core < CoreType::COUNT) {
            return self.types.get(&Made::Core(core)).cloned().unwrap_or_default();
        }
        if let Some(core) = number_in(self.found.called_marks).filter(|core| *core < CoreType::COUNT) {
            let types = self.found.types.iter().enumerate().filter(|(_, called)| called.core == Some(core));
            return types.flat_map(|(number, _)| [Condition::Called(number), Condition::Initialised(number)]).collect();
        }
        if place.0 == self.found.name_marks {
            let name = self.object.text(place.0, place.1);
            return name.map(|name| Condition::Name(name.to_owned())).into_iter().collect();
        }
        let led_to = self.object.relocations[place.0].iter().filter_map(|place| self.object.target_of(*place));
        let types = led_to.filter_map(|(section, _)| self.types.get(&Made::Description(section)));
        types.flatten().cloned().collect()
    }
}

/// The sections where programs begin, and what modules call.
pub(super) fn roots(object: &Object<'_>, mentions: &Mentions) -> Vec<usize> {
    let is_run_at_start = |section: &usize| object.sections[*section].name.starts_with(".init_array");
    let called: BTreeSet<&str> = std::iter::once("main").chain(mentions.symbols()).collect();
    let defined = object.symbols.iter().filter(|symbol| symbol.is_global && called.contains(symbol.name));
    let run_at_start = (0..object.sections.len()).filter(is_run_at_start);
    defined.filter_map(|symbol| symbol.section).chain(run_at_start).collect()
}

/// Finds what can be reached from where programs begin and from what modules call, over places whose conditions hold and are
/// `allowed`. Slots are read by code that can be reached, or under the names of their special methods; objects are made by code
/// that can be reached, or by calling the type under its name.
pub(super) fn reach(
    object: &Object<'_>,
    found: &Found,
    mentions: &Mentions,
    allowed: impl Fn(&Condition) -> bool,
) -> Reached {
    let conditional: BTreeMap<(usize, u64), &Place> =
        found.places.iter().map(|place| ((place.section, place.offset), place)).collect();
    let marks = Marks::new(object, found);
    let named = found.special.iter().filter(|(name, _)| mentions.mentions(name));
    let named = named.flat_map(|(_, slots)| slots).map(|slot| Condition::Slot(*slot));
    let conditions = found.places.iter().flat_map(|place| &place.conditions);
    let kept = conditions.filter(|condition| holds(condition, found, mentions)).cloned();
    let mut reached = Reached {
        sections: vec![false; object.sections.len()],
        conditions: named.chain(kept).filter(&allowed).collect(),
    };
    let mut open = roots(object, mentions);
    // Places by a condition that does not hold so far, with where they lead to.
    let mut waiting: BTreeMap<Condition, Vec<(&Place, usize)>> = BTreeMap::new();
    while let Some(section) = open.pop() {
        if std::mem::replace(&mut reached.sections[section], true) {
            continue;
        }
        for &relocation in &object.relocations[section] {
            let Some(target) = object.target_of(relocation) else { continue };
            let marked = if relocation.is_mark { marks.conditions(target) } else { Vec::new() };
            for condition in marked.into_iter().filter(&allowed) {
                if !reached.conditions.insert(condition.clone()) {
                    continue;
                }
                for (place, target) in waiting.remove(&condition).unwrap_or_default() {
                    match reached.missing_for(place) {
                        Some(other) => waiting.entry(other.clone()).or_default().push((place, target)),
                        None => open.push(target),
                    }
                }
            }
            let place = conditional.get(&(section, relocation.offset)).filter(|_| !relocation.is_mark);
            match place.and_then(|place| Some((*place, reached.missing_for(place)?))) {
                Some((place, missing)) => waiting.entry(missing.clone()).or_default().push((place, target.0)),
                None => open.push(target.0),
            }
        }
    }
    reached
}
