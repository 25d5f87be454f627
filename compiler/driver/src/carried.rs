//! What a program carries of the runtime.
//!
//! The runtime's object holds the code of every method and function of every built-in type and module, in tables that
//! descriptions lead to (`molt_abi::descriptions`), and of every operation, in the slots of types. What a program reaches of
//! it, it names, or the code that it reaches asks for it. All that is [`found`] as places that hold addresses, each with the
//! condition on which it is kept; [`reach`] finds out which conditions hold. The other places are made to lead nowhere, and
//! the linker drops what nothing refers to any more.
//!
//! A module that looks attributes up under names it makes itself keeps everything.
//!
//! What the linker would drop, [`compact`] drops before it, unless debuggers are to find their way.

mod compact;
mod elf;
mod found;
pub(crate) mod mentions;
mod reach;
mod report;

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

pub(crate) use mentions::Mentions;
pub(crate) use report::Report;

use elf::Object;
use found::Found;

/// How the names begin that objects of modules have in common with the runtime.
const OWN_PREFIX: &str = "molt_";

/// The runtime's object with tables that lead to what a program names.
pub(crate) struct Cut {
    /// The object, to be linked instead of the library's own.
    pub(crate) object: Vec<u8>,
    /// What it carries, if asked for.
    pub(crate) report: Option<Report>,
}

/// What is wanted of a cut.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    /// The debugging information of all of the runtime.
    pub(crate) debug: bool,
    /// A report of what the program carries.
    pub(crate) report: bool,
}

/// Cuts the runtime library, whose members stand at these places, down to what a program names; None where the library's
/// largest object is of a kind that is not understood, or the library is not made of one object: those are linked as they are.
pub(crate) fn cut(library: &Path, members: &[Range<u64>], mentions: &Mentions, wanted: Wanted) -> Option<Cut> {
    let largest = members.iter().max_by_key(|member| member.end - member.start)?;
    let mut file = File::open(library).ok()?;
    file.seek(SeekFrom::Start(largest.start)).ok()?;
    let mut object = vec![0; usize::try_from(largest.end - largest.start).ok()?];
    file.read_exact(&mut object).ok()?;
    cut_object(object, mentions, wanted)
}

fn cut_object(mut file: Vec<u8>, mentions: &Mentions, wanted: Wanted) -> Option<Cut> {
    let object = Object::read(&file)?;
    let found = Found::read(&object)?;
    let reached = reach::reach(&object, &found, mentions, |_| true);
    // Places in the file that get the address of a symbol, and that become zero.
    let (mut redirected, mut emptied) = (Vec::new(), Vec::new());
    for place in &found.places {
        if !reached.keeps(place)
            && let Some(relocation) = object.relocation(place.section, place.offset)
        {
            redirected.push((relocation, place.missing));
        }
    }
    if !mentions.keeps_documentation() {
        for &(section, offset) in &found.documentation {
            if let Some(relocation) = object.relocation(section, offset)
                && let Some(length) = object.place_in_file(section, offset + 8)
            {
                redirected.push((relocation, found.nothing));
                emptied.push(length);
            }
        }
    }
    let report = wanted.report.then(|| Report::new(&object, &found, mentions));
    for (relocation, symbol) in redirected {
        Object::redirect(&mut file, relocation, symbol);
    }
    emptied.into_iter().for_each(|length| file[length..length + 8].fill(0));
    if !wanted.debug {
        let object = Object::read(&file)?;
        // The library's other objects, of which some are linked too, refer to the names that compiled code does not have.
        let for_others =
            object.symbols.iter().filter(|symbol| symbol.is_global && !symbol.name.starts_with(OWN_PREFIX));
        let for_others = for_others.filter_map(|symbol| symbol.section);
        let roots = reach::roots(&object, mentions).into_iter().chain(for_others);
        if let Some(compact) = compact::compact(&object, roots) {
            file = compact;
        }
    }
    Some(Cut { object: file, report })
}

#[cfg(test)]
mod tests;
