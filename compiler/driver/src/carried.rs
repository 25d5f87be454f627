//! What a program carries of the runtime.
//!
//! The runtime's object holds the code of every method and function of every built-in type and module, in tables that
//! descriptions lead to (`molt_abi::descriptions`), and of every operation, in the slots of types. What a program reaches of
//! it, it names, or the code that it reaches asks for it. All that is [`found`] as places that hold addresses, each with the
//! condition on which it is kept; [`reach`] finds out which conditions hold. The other places are made to lead nowhere, and
//! the linker drops what nothing refers to any more.
//!
//! A module that looks attributes up under names it makes itself keeps everything.

mod elf;
mod found;
pub(crate) mod mentions;
mod reach;
mod report;

use std::path::Path;

pub(crate) use mentions::Mentions;
pub(crate) use report::Report;

use crate::input_files;
use elf::Object;
use found::Found;

/// The runtime's object with tables that lead to what a program names.
pub(crate) struct Cut {
    /// The object, to be linked instead of the library's own.
    pub(crate) object: Vec<u8>,
    /// What it carries, if asked for.
    pub(crate) report: Option<Report>,
}

/// Cuts the runtime library down to what a program names; None where the library's object is of a kind that is not
/// understood, or not one object: those are linked as they are.
pub(crate) fn cut(library: &Path, mentions: &Mentions, with_report: bool) -> Option<Cut> {
    let archive = std::fs::read(library).ok()?;
    input_files::members(&archive)?.into_iter().find_map(|member| cut_object(&archive[member], mentions, with_report))
}

fn cut_object(file: &[u8], mentions: &Mentions, with_report: bool) -> Option<Cut> {
    let object = Object::read(file)?;
    let found = Found::read(&object)?;
    let reached = reach::reach(&object, &found, mentions, |_| true);
    let mut copy = file.to_vec();
    for place in &found.places {
        if !reached.keeps(place)
            && let Some(relocation) = object.relocation(place.section, place.offset)
        {
            Object::redirect(&mut copy, relocation, place.missing);
        }
    }
    if !mentions.keeps_documentation() {
        for &(section, offset) in &found.documentation {
            if let Some(relocation) = object.relocation(section, offset)
                && let Some(length) = object.place_in_file(section, offset + 8)
            {
                Object::redirect(&mut copy, relocation, found.nothing);
                copy[length..length + 8].fill(0);
            }
        }
    }
    let report = with_report.then(|| Report::new(&object, &found, mentions));
    Some(Cut { object: copy, report })
}

#[cfg(test)]
mod tests;
