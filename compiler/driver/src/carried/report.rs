//! `--size-report`: what a program carries of the runtime, and what keeps it.
//!
//! Sizes are those of the sections in the runtime's object that can be reached; the linker adds little and takes little away.

use std::collections::BTreeMap;
use std::fmt;

use super::elf::Object;
use super::mentions::Mentions;
use super::{Definition, Kind};

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
    pub(super) fn new(object: &Object<'_>, definitions: &[Definition], mentions: &Mentions) -> Report {
        let graph = Graph::new(object, mentions);
        let mut places: BTreeMap<(usize, u64), usize> = BTreeMap::new();
        for (index, definition) in definitions.iter().enumerate() {
            places.extend(definition.code.iter().map(|&(section, offset, _)| ((section, offset), index)));
        }
        let kept = |index: usize| mentions.keep(&definitions[index].name);
        let carried = graph.size(&graph.reach(|place| places.get(&place).is_none_or(|index| kept(*index))));
        let base = graph.size(&graph.reach(|place| !places.contains_key(&place)));
        let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, definition) in definitions.iter().enumerate().filter(|(index, _)| kept(*index)) {
            let name = match definition.kind {
                Kind::Module => format!("module {}", definition.name),
                Kind::Function | Kind::Attribute => definition.name.clone(),
            };
            names.entry(name).or_default().push(index);
        }
        let mut sized: Vec<(String, u64, String)> = Vec::new();
        for (name, own) in names {
            let reason = mentions.reason(&definitions[own[0]].name).unwrap_or_default();
            let without =
                graph.reach(|place| places.get(&place).is_none_or(|index| kept(*index) && !own.contains(index)));
            sized.push((name, carried - graph.size(&without), reason));
        }
        sized.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        Report {
            all: graph.size(&vec![true; object.sections.len()]),
            carried,
            base,
            dynamic: mentions.dynamic(),
            definitions: ((0..definitions.len()).filter(|index| kept(*index)).count(), definitions.len()),
            names: sized,
        }
    }
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

/// Which section leads to which.
struct Graph<'o, 'f> {
    object: &'o Object<'f>,
    /// Where programs begin, and what modules call.
    roots: Vec<usize>,
}

impl<'o, 'f> Graph<'o, 'f> {
    fn new(object: &'o Object<'f>, mentions: &Mentions) -> Graph<'o, 'f> {
        let called = std::iter::once("main").chain(mentions.symbols());
        let roots = called.filter_map(|name| object.symbols[object.defined(name)?].section).collect();
        Graph { object, roots }
    }
    /// The sections that can be reached over the places that may be followed.
    fn reach(&self, may_follow: impl Fn((usize, u64)) -> bool) -> Vec<bool> {
        let mut seen = vec![false; self.object.sections.len()];
        let mut open = self.roots.clone();
        while let Some(section) = open.pop() {
            if std::mem::replace(&mut seen[section], true) {
                continue;
            }
            for &place in &self.object.relocations[section] {
                if let Some((target, _)) = self.object.target_of(place)
                    && !seen[target]
                    && may_follow((section, place.offset))
                {
                    open.push(target);
                }
            }
        }
        seen
    }
    /// The bytes in sections that become part of the file.
    fn size(&self, sections: &[bool]) -> u64 {
        let counted = self.object.sections.iter().zip(sections).filter(|(section, seen)| **seen && section.is_loaded);
        counted.map(|(section, _)| section.bytes.len() as u64).sum()
    }
}
