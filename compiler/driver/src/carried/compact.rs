//! What is left of an object when everything that cannot be reached goes.
//!
//! A linker would leave it out as well, but has to read it first: a program reaches a fifth of the runtime's object.

use super::elf::{
    Object, RELOCATION, RELOCATIONS, Relocation, SECTION_HEADER, SYMBOL, SYMBOL_TABLE, Symbol, TEXTS, WITHOUT_BYTES,
};

/// Bytes in the header of a file.
const FILE_HEADER: usize = 64;
/// Flags of sections: that `info` is a section, that they belong together with others, and that `link` is a section.
const NAMES_SECTION: u64 = 0x40;
const IN_GROUP: u64 = 0x200;
const ORDERED: u64 = 0x80;
/// Says by being there that the stack is not executable.
const STACK_NOTE: &str = ".note.GNU-stack";
/// Unwinding, which programs do not do.
const UNWINDING: &[&str] = &[".eh_frame", ".gcc_except_table"];
/// What linkers put together by the beginning of names.
const FAMILIES: &[&str] =
    &[".text.unlikely.", ".text.hot.", ".text.", ".rodata.", ".data.rel.ro.", ".data.", ".bss.", ".tdata.", ".tbss."];

/// The sections of an object that can be reached from these, and no other, without anything for debuggers or for unwinding;
/// None for an object with features that the runtime's does not have.
pub(super) fn compact(object: &Object<'_>, roots: impl IntoIterator<Item = usize>) -> Option<Vec<u8>> {
    let is_kept = reachable(object, roots);
    let mut writer =
        Writer { object, output: vec![0; FILE_HEADER], headers: vec![0; SECTION_HEADER], names: Texts::new() };
    let mut numbers: Vec<Option<u16>> = vec![None; object.sections.len()];
    for (index, _) in is_kept.iter().enumerate().filter(|(_, kept)| **kept) {
        numbers[index] = Some(writer.copy_section(index)?);
    }
    let symbols = kept_symbols(object, &is_kept);
    let relocated = numbers.iter().enumerate().filter_map(|(index, number)| Some((index, (*number)?)));
    let relocated: Vec<_> = relocated.filter(|(index, _)| addresses(object, *index).next().is_some()).collect();
    let symbol_table = writer.next_number()?.checked_add(u16::try_from(relocated.len()).ok()?)?;
    for (index, number) in relocated {
        writer.write_relocations(index, number, symbol_table, &symbols)?;
    }
    writer.write_symbols(&symbols, &numbers)?;
    Some(writer.finish())
}

/// What holds addresses in a section.
fn addresses<'o>(object: &'o Object<'_>, section: usize) -> impl Iterator<Item = &'o Relocation> {
    object.relocations[section].iter().filter(|place| !place.is_mark)
}

/// Which sections can be reached from some, by number. What is not part of programs is not, but for the note about the stack.
fn reachable(object: &Object<'_>, roots: impl IntoIterator<Item = usize>) -> Vec<bool> {
    let is_left_out = |section: usize| UNWINDING.iter().any(|name| object.sections[section].name.starts_with(name));
    let mut is_kept: Vec<bool> = object.sections.iter().map(|section| section.name == STACK_NOTE).collect();
    let mut open: Vec<usize> = roots.into_iter().collect();
    while let Some(section) = open.pop() {
        if is_left_out(section) || std::mem::replace(&mut is_kept[section], true) {
            continue;
        }
        open.extend(addresses(object, section).filter_map(|place| object.symbols.get(place.symbol)?.section));
    }
    is_kept
}

/// The new numbers of the symbols that are defined in kept sections or mentioned there, by old number.
fn kept_symbols(object: &Object<'_>, is_kept: &[bool]) -> Vec<Option<u32>> {
    let mut is_needed = vec![false; object.symbols.len()];
    for (section, _) in is_kept.iter().enumerate().filter(|(_, kept)| **kept) {
        for place in addresses(object, section) {
            if let Some(needed) = is_needed.get_mut(place.symbol) {
                *needed = true;
            }
        }
    }
    let mut next = 1;
    let number = |(index, symbol): (usize, &Symbol<'_>)| {
        let is_defined = symbol.is_global && symbol.section.is_some_and(|section| is_kept[section]);
        (index > 0 && (is_needed[index] || is_defined)).then(|| {
            next += 1;
            next - 1
        })
    };
    object.symbols.iter().enumerate().map(number).collect()
}

/// Texts that end with a zero byte, each once in a row.
struct Texts {
    bytes: Vec<u8>,
    last: (usize, String),
}

impl Texts {
    fn new() -> Self {
        Self { bytes: vec![0], last: (0, String::new()) }
    }

    /// Where the text stands.
    fn add(&mut self, text: &str) -> u32 {
        if self.last.1 != text {
            self.last = (self.bytes.len(), text.to_owned());
            self.bytes.extend_from_slice(text.as_bytes());
            self.bytes.push(0);
        }
        self.last.0 as u32
    }
}

struct Writer<'a> {
    object: &'a Object<'a>,
    output: Vec<u8>,
    headers: Vec<u8>,
    names: Texts,
}

impl Writer<'_> {
    /// The number of the section that comes next.
    fn next_number(&self) -> Option<u16> {
        u16::try_from(self.headers.len() / SECTION_HEADER).ok().filter(|number| *number < 0xff00)
    }

    fn align(&mut self, alignment: usize) {
        self.output.resize(self.output.len().next_multiple_of(alignment.max(1)), 0);
    }

    /// Adds a section with its bytes. Its name says as much as linkers look at. Gives its number.
    fn copy_section(&mut self, index: usize) -> Option<u16> {
        let number = self.next_number()?;
        let section = &self.object.sections[index];
        let start = self.object.headers + index * SECTION_HEADER;
        let mut header: [u8; SECTION_HEADER] = self.object.file.get(start..start + SECTION_HEADER)?.try_into().ok()?;
        let word = |at: usize| u64::from_le_bytes(header[at..at + 8].try_into().expect("eight bytes"));
        let (flags, alignment) = (word(8), word(48));
        if flags & (ORDERED | NAMES_SECTION) != 0 {
            return None;
        }
        let family = FAMILIES.iter().find(|family| section.name.starts_with(**family));
        let name = self.names.add(family.copied().unwrap_or(section.name));
        self.align(usize::try_from(alignment).ok()?);
        header[..4].copy_from_slice(&name.to_le_bytes());
        header[8..16].copy_from_slice(&(flags & !IN_GROUP).to_le_bytes());
        header[24..32].copy_from_slice(&(self.output.len() as u64).to_le_bytes());
        if section.kind != WITHOUT_BYTES {
            self.output.extend_from_slice(self.object.file.get(section.bytes.clone())?);
        }
        self.headers.extend_from_slice(&header);
        Some(number)
    }

    /// Adds a table of this file's own.
    fn add_table(&mut self, name: &str, table: &Table<'_>) {
        let name = self.names.add(name);
        self.align(8);
        let mut header = [0; SECTION_HEADER];
        header[..4].copy_from_slice(&name.to_le_bytes());
        header[4..8].copy_from_slice(&table.kind.to_le_bytes());
        header[24..32].copy_from_slice(&(self.output.len() as u64).to_le_bytes());
        header[32..40].copy_from_slice(&(table.bytes.len() as u64).to_le_bytes());
        header[40..44].copy_from_slice(&u32::from(table.link).to_le_bytes());
        header[44..48].copy_from_slice(&table.info.to_le_bytes());
        header[48..56].copy_from_slice(&8_u64.to_le_bytes());
        header[56..64].copy_from_slice(&(table.entry as u64).to_le_bytes());
        if table.kind == RELOCATIONS {
            header[8..16].copy_from_slice(&NAMES_SECTION.to_le_bytes());
        }
        self.output.extend_from_slice(table.bytes);
        self.headers.extend_from_slice(&header);
    }

    fn write_relocations(&mut self, index: usize, number: u16, link: u16, symbols: &[Option<u32>]) -> Option<()> {
        let mut bytes = Vec::with_capacity(self.object.relocations[index].len() * RELOCATION);
        for place in addresses(self.object, index) {
            let entry = bytes.len();
            bytes.extend_from_slice(self.object.file.get(place.entry..place.entry + RELOCATION)?);
            let symbol = if place.symbol == 0 { 0 } else { symbols[place.symbol]? };
            bytes[entry + 12..entry + 16].copy_from_slice(&symbol.to_le_bytes());
        }
        let table = Table { kind: RELOCATIONS, bytes: &bytes, link, info: number.into(), entry: RELOCATION };
        self.add_table(".rela", &table);
        Some(())
    }

    fn write_symbols(&mut self, numbers: &[Option<u32>], sections: &[Option<u16>]) -> Option<()> {
        let (mut bytes, mut texts, mut locals) = (vec![0; SYMBOL], Texts::new(), 1);
        for (symbol, _) in self.object.symbols.iter().zip(numbers).filter(|(_, number)| number.is_some()) {
            let entry = bytes.len();
            bytes.extend_from_slice(self.object.file.get(symbol.entry..symbol.entry + SYMBOL)?);
            // Names of what others do not see say nothing to a linker.
            let name = if symbol.is_global { texts.add(symbol.name) } else { 0 };
            bytes[entry..entry + 4].copy_from_slice(&name.to_le_bytes());
            if let Some(section) = symbol.section {
                bytes[entry + 6..entry + 8].copy_from_slice(&sections[section]?.to_le_bytes());
            }
            locals += u32::from(!symbol.is_global);
        }
        let link = self.next_number()?.checked_add(1)?;
        self.add_table(".symtab", &Table { kind: SYMBOL_TABLE, bytes: &bytes, link, info: locals, entry: SYMBOL });
        self.add_table(".strtab", &Table { kind: TEXTS, bytes: &texts.bytes, link: 0, info: 0, entry: 0 });
        Some(())
    }

    fn finish(mut self) -> Vec<u8> {
        let name = self.names.add(".shstrtab");
        let names = std::mem::replace(&mut self.names, Texts::new()).bytes;
        let number = (self.headers.len() / SECTION_HEADER) as u16;
        self.add_table("", &Table { kind: TEXTS, bytes: &names, link: 0, info: 0, entry: 0 });
        let header = usize::from(number) * SECTION_HEADER;
        self.headers[header..header + 4].copy_from_slice(&name.to_le_bytes());
        self.align(8);
        let start = self.output.len() as u64;
        self.output.extend_from_slice(&self.headers);
        self.output[..FILE_HEADER].copy_from_slice(&self.object.file[..FILE_HEADER]);
        self.output[40..48].copy_from_slice(&start.to_le_bytes());
        self.output[60..62].copy_from_slice(&(number + 1).to_le_bytes());
        self.output[62..64].copy_from_slice(&number.to_le_bytes());
        self.output
    }
}

/// A table that is written anew.
struct Table<'b> {
    kind: u32,
    bytes: &'b [u8],
    link: u16,
    info: u32,
    /// Bytes in an entry.
    entry: usize,
}
