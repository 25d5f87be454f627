//! `--size-report`: what a program carries of the runtime, and what keeps it.
//!
//! Sizes are those of the sections in the runtime's object that can be reached; the linker adds little and takes little away.

use std::collections::BTreeSet;
use std::fmt;

use molt_abi::descriptions as layout;

use super::elf::Object;
use super::found::{Condition, Found};
use super::mentions::Mentions;
use super::reach::{Reached, reach};

/// How many entries the report names one by one.
const SHOWN: usize = 40;

/// What is carried of the runtime.
pub(crate) struct Report {
    /// Bytes of everything in the runtime's object.
    all: u64,
    /// Bytes carried.
    carried: u64,
    /// Bytes that no definition has to answer for.
    base: u64,
    /// What keeps everything, if something does.
    dynamic: Option<String>,
    /// Definitions that are carried and how many there are.
    definitions: (usize, usize),
    /// Names with what is carried for them alone, and who mentions them; the largest first.
    names: Vec<(String, u64, String)>,
}

impl Report {
    pub(super) fn new(object: &Object<'_>, found: &Found, mentions: &Mentions) -> Report {
        let is_named = |condition: &Condition| matches!(condition, Condition::Name(_) | Condition::Module(_));
        let size_of = |reached: &Reached| size(object, &reached.sections);
        let everything = reach(object, found, mentions, |_| true);
        let carried = size_of(&everything);
        let base = reach(object, found, mentions, |condition| !is_named(condition));
        let mut names: BTreeSet<&Condition> = found.places.iter().flat_map(|place| &place.conditions).collect();
        names.retain(|condition| everything.conditions.contains(*condition));
        let mut sized: Vec<(String, u64, String)> = Vec::new();
        for own in names {
            let (name, mentioned) = match own {
                Condition::Name(name) => (name.clone(), name.as_str()),
                Condition::Objects(number) => {
                    let name = found.types[*number].name.as_str();
                    (format!("objects of {name}"), name)
                }
                Condition::Called(number) | Condition::Initialised(number) => {
                    let name = found.types[*number].name.as_str();
                    let how = if matches!(own, Condition::Called(_)) { "calls" } else { "initialising" };
                    (format!("{how} of {name}"), name)
                }
                Condition::Module(name) => (format!("module {name}"), name.as_str()),
                Condition::Slot(slot) => {
                    let special = found.special.iter().filter(|(_, slots)| slots.contains(slot)).map(|(name, _)| name);
                    let mentioned = special.map(String::as_str).find(|name| mentions.mentions(name));
                    (format!("operation {}", layout::SLOTS[*slot]), mentioned.unwrap_or_default())
                }
            };
            let reason = if mentions.mentions(mentioned) { mentions.reason(mentioned) } else { None };
            let reason = reason.unwrap_or_else(|| "code that asks for it".to_owned());
            let without = reach(object, found, mentions, |condition| condition != own);
            sized.push((name, carried - size_of(&without), reason));
        }
        sized.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        let definitions = found.places.iter().filter(|place| place.conditions.iter().any(is_named));
        let kept = definitions.clone().filter(|place| everything.keeps(place));
        Report {
            all: size(object, &vec![true; object.sections.len()]),
            carried,
            base: size_of(&base),
            dynamic: mentions.dynamic(),
            definitions: (kept.count(), definitions.count()),
            names: sized,
        }
    }
}

/// The bytes in sections that become part of the file.
fn size(object: &Object<'_>, sections: &[bool]) -> u64 {
    let counted = object.sections.iter().zip(sections).filter(|(section, seen)| **seen && section.is_loaded);
    counted.map(|(section, _)| section.bytes.len() as u64).sum()
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kept, definitions) = self.definitions;
        writeln!(formatter, "runtime: {} of {} bytes carried", self.carried, self.all)?;
        writeln!(formatter, "  {:>9}  what every program carries", self.base)?;
        writeln!(
            formatter,
            "  {:>9}  {kept} of {definitions} functions, methods and attributes",
            self.carried - self.base
        )?;
        if let Some(reason) = &self.dynamic {
            writeln!(formatter, "everything is kept: {reason}")?;
        }
        writeln!(formatter, "for one name alone:")?;
        for (name, size, reason) in self.names.iter().filter(|(_, size, _)| *size > 0).take(SHOWN) {
            writeln!(formatter, "  {size:>9}  {name:<24} {reason}")?;
        }
        Ok(())
    }
}
