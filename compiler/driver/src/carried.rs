//! What a program carries of the runtime.
//!
//! The runtime's object holds the code of every method and function of every built-in type and module, in tables that
//! descriptions lead to (`molt_abi::descriptions`). What a program reaches of it, it names: the modules' objects list the
//! names they mention ([`mentions`]). The code of a definition that nobody names is cut off the tables here; the linker
//! drops what nothing refers to any more.
//!
//! Kept in any case are special methods (`__add__`), which operations call without naming them, and the few names that the
//! runtime itself asks objects for. A module that looks attributes up under names it makes itself keeps everything.

mod elf;
pub(crate) mod mentions;
mod report;

use std::path::Path;

use molt_abi::descriptions as layout;

pub(crate) use mentions::Mentions;
pub(crate) use report::Report;

use crate::input_files;
use elf::Object;

/// The runtime's object with tables that lead to what a program names.
pub(crate) struct Cut {
    /// The object, to be linked instead of the library's own.
    pub(crate) object: Vec<u8>,
    /// What it carries, if asked for.
    pub(crate) report: Option<Report>,
}

/// An entry of a table.
struct Definition {
    /// What it is an entry of: the name of a type or module is not known, so its kind.
    kind: Kind,
    name: String,
    /// The words that hold addresses of its code: section and offset, with the symbol that stands for missing code.
    code: Vec<(usize, u64, usize)>,
}

/// What a definition defines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Function,
    Attribute,
    Module,
}

/// Cuts the runtime library down to what a program names; None where the library's object is of a kind that is not
/// understood, or not one object: those are linked as they are.
pub(crate) fn cut(library: &Path, mentions: &Mentions, with_report: bool) -> Option<Cut> {
    let archive = std::fs::read(library).ok()?;
    input_files::members(&archive)?.into_iter().find_map(|member| cut_object(&archive[member], mentions, with_report))
}

fn cut_object(file: &[u8], mentions: &Mentions, with_report: bool) -> Option<Cut> {
    let object = Object::read(file)?;
    let definitions = definitions(&object)?;
    let mut copy = file.to_vec();
    for definition in definitions.iter().filter(|definition| !mentions.keep(&definition.name)) {
        for &(section, offset, missing) in &definition.code {
            if let Some(place) = object.relocation(section, offset) {
                Object::redirect(&mut copy, place, missing);
            }
        }
    }
    let report = with_report.then(|| Report::new(&object, &definitions, mentions));
    Some(Cut { object: copy, report })
}

/// Every definition that marked descriptions lead to; None if the object does not hold all that takes.
fn definitions(object: &Object<'_>) -> Option<Vec<Definition>> {
    let place_of = |name: &str| {
        let symbol = &object.symbols[object.defined(name)?];
        Some((symbol.section?, symbol.value))
    };
    let type_mark = place_of(layout::TYPE_MARK)?;
    let functions_mark = place_of(layout::FUNCTIONS_MARK)?;
    let module_mark = place_of(layout::MODULE_MARK)?;
    let missing_function = object.defined(layout::MISSING_FUNCTION)?;
    let missing_getter = object.defined(layout::MISSING_GETTER)?;
    let missing_setter = object.defined(layout::MISSING_SETTER)?;
    let missing_module = object.defined(layout::MISSING_MODULE)?;
    let functions = (Kind::Function, layout::DEFINITION_SIZE, [(layout::DEFINITION_CODE, missing_function)]);
    let getters = (
        Kind::Attribute,
        layout::GETTER_SIZE,
        [(layout::GETTER_READ, missing_getter), (layout::GETTER_SET, missing_setter)],
    );
    let mut found = Vec::new();
    for section in (0..object.sections.len()).filter(|section| object.sections[*section].is_data) {
        for &mark in &object.relocations[section] {
            let at = |offset: usize| mark.offset + offset as u64;
            let leads_to = object.target_of(mark);
            if leads_to == Some(type_mark) {
                for slice in layout::TYPE_DEFINITIONS {
                    read_slice(object, (section, at(slice)), functions.0, functions.1, &functions.2, &mut found);
                }
                let slice = (section, at(layout::TYPE_GETTERS));
                read_slice(object, slice, getters.0, getters.1, &getters.2, &mut found);
            } else if leads_to == Some(functions_mark) {
                let slice = (section, at(layout::FUNCTIONS));
                read_slice(object, slice, functions.0, functions.1, &functions.2, &mut found);
            } else if leads_to == Some(module_mark)
                && let Some(name) = object.text(section, at(layout::MODULE_NAME))
            {
                let code = vec![(section, at(layout::MODULE_CODE), missing_module)];
                found.push(Definition { kind: Kind::Module, name: name.to_owned(), code });
            }
        }
    }
    Some(found)
}

/// Reads the definitions that a slice at a place consists of. A slice that cannot be read is left as it is.
fn read_slice(
    object: &Object<'_>,
    (section, offset): (usize, u64),
    kind: Kind,
    size: usize,
    code: &[(usize, usize)],
    found: &mut Vec<Definition>,
) {
    let Some((target, start)) = object.target(section, offset) else { return };
    let Some(count) = object.number(section, offset + 8) else { return };
    for index in 0..count {
        let entry = start + index * size as u64;
        let Some(name) = object.text(target, entry) else { return };
        let code = code.iter().map(|&(place, missing)| (target, entry + place as u64, missing)).collect();
        found.push(Definition { kind, name: name.to_owned(), code });
    }
}

#[cfg(test)]
mod tests;
