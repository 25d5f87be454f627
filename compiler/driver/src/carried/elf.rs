//! Relocatable ELF files of 64 bits, little endian: as much as the link step reads of the runtime's object.

/// Bytes in the entries of tables.
pub(super) const SECTION_HEADER: usize = 64;
pub(super) const SYMBOL: usize = 24;
pub(super) const RELOCATION: usize = 24;

/// Kinds of sections.
pub(super) const SYMBOL_TABLE: u32 = 2;
pub(super) const TEXTS: u32 = 3;
pub(super) const RELOCATIONS: u32 = 4;
pub(super) const WITHOUT_BYTES: u32 = 8;
const SECTION_NUMBERS: u32 = 18;
/// Flags of sections.
const LOADED: u64 = 2;
const CODE: u64 = 4;
/// The kind of relocation that changes nothing, of every machine.
const NOTHING: u32 = 0;
/// The section number of symbols whose number stands in a table of its own.
const ELSEWHERE: u16 = 0xffff;
/// Numbers from here on are no sections.
const RESERVED: u16 = 0xff00;

/// A section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Section<'f> {
    /// Its name.
    pub(crate) name: &'f str,
    /// Whether it is part of the program.
    pub(crate) is_loaded: bool,
    /// Whether it is a part that is not code.
    pub(crate) is_data: bool,
    /// Where its bytes stand in the file; empty for zeros.
    pub(crate) bytes: std::ops::Range<usize>,
    /// Bytes in memory.
    pub(crate) size: u64,
    /// What is in it.
    pub(super) kind: u32,
}

/// A symbol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Symbol<'f> {
    /// Its name; empty for sections.
    pub(crate) name: &'f str,
    /// The section it is defined in.
    pub(crate) section: Option<usize>,
    /// Where it stands in the section.
    pub(crate) value: u64,
    /// Whether other files see it.
    pub(crate) is_global: bool,
    /// Where the entry stands in the file.
    pub(super) entry: usize,
}

/// A place that holds an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Relocation {
    /// Offset in the section.
    pub(crate) offset: u64,
    /// Number of the symbol whose address it is.
    pub(crate) symbol: usize,
    /// Added to the address.
    pub(crate) addend: i64,
    /// Whether no byte of the section depends on it: it only says that the symbol matters to what stands there.
    pub(crate) is_mark: bool,
    /// Where the entry stands in the file.
    pub(super) entry: usize,
}

/// A relocatable file.
pub(crate) struct Object<'f> {
    pub(super) file: &'f [u8],
    /// The sections.
    pub(crate) sections: Vec<Section<'f>>,
    /// Where their headers stand in the file.
    pub(super) headers: usize,
    /// The symbols.
    pub(crate) symbols: Vec<Symbol<'f>>,
    /// The relocations of each section, by ascending offset.
    pub(crate) relocations: Vec<Vec<Relocation>>,
}

fn bytes<const COUNT: usize>(file: &[u8], at: usize) -> Option<[u8; COUNT]> {
    file.get(at..at.checked_add(COUNT)?)?.try_into().ok()
}

fn u16_at(file: &[u8], at: usize) -> Option<u16> {
    bytes(file, at).map(u16::from_le_bytes)
}

fn u32_at(file: &[u8], at: usize) -> Option<u32> {
    bytes(file, at).map(u32::from_le_bytes)
}

fn u64_at(file: &[u8], at: usize) -> Option<u64> {
    bytes(file, at).map(u64::from_le_bytes)
}

fn usize_at(file: &[u8], at: usize) -> Option<usize> {
    u64_at(file, at)?.try_into().ok()
}

fn text_at(file: &[u8], at: usize) -> Option<&str> {
    let rest = file.get(at..)?;
    let end = rest.iter().position(|byte| *byte == 0)?;
    std::str::from_utf8(&rest[..end]).ok()
}

/// A section header; the fields used here.
struct Header {
    name: usize,
    kind: u32,
    flags: u64,
    offset: usize,
    size: usize,
    link: usize,
    info: usize,
}

impl Header {
    fn read(file: &[u8], at: usize) -> Option<Header> {
        Some(Header {
            name: u32_at(file, at)? as usize,
            kind: u32_at(file, at + 4)?,
            flags: u64_at(file, at + 8)?,
            offset: usize_at(file, at + 24)?,
            size: usize_at(file, at + 32)?,
            link: u32_at(file, at + 40)? as usize,
            info: u32_at(file, at + 44)? as usize,
        })
    }
}

impl<'f> Object<'f> {
    /// Reads a file; None if it is not one of those.
    pub(crate) fn read(file: &'f [u8]) -> Option<Object<'f>> {
        if file.get(..6)? != b"\x7fELF\x02\x01" || u16_at(file, 16)? != 1 {
            return None;
        }
        let start = usize_at(file, 40)?;
        let first = Header::read(file, start)?;
        let count = match u16_at(file, 60)? {
            0 => first.size,
            count => usize::from(count),
        };
        let names = match u16_at(file, 62)? {
            ELSEWHERE => first.link,
            names => usize::from(names),
        };
        let headers: Vec<Header> =
            (0..count).map(|index| Header::read(file, start + index * SECTION_HEADER)).collect::<Option<_>>()?;
        let names = headers.get(names)?.offset;
        let mut object = Object {
            file,
            sections: Vec::new(),
            headers: start,
            symbols: Vec::new(),
            relocations: vec![Vec::new(); count],
        };
        for header in &headers {
            let length = if header.kind == WITHOUT_BYTES { 0 } else { header.size };
            let bytes = header.offset..header.offset.checked_add(length)?;
            file.get(bytes.clone())?;
            object.sections.push(Section {
                name: text_at(file, names + header.name)?,
                is_loaded: header.flags & LOADED != 0,
                is_data: header.flags & (LOADED | CODE) == LOADED,
                bytes,
                size: header.size as u64,
                kind: header.kind,
            });
        }
        let numbers = headers.iter().find(|header| header.kind == SECTION_NUMBERS).map(|header| header.offset);
        let table = headers.iter().find(|header| header.kind == SYMBOL_TABLE)?;
        let texts = headers.get(table.link)?.offset;
        for index in 0..table.size / SYMBOL {
            let at = table.offset + index * SYMBOL;
            let section = match u16_at(file, at + 6)? {
                0 => None,
                ELSEWHERE => Some(u32_at(file, numbers? + 4 * index)? as usize),
                number if number >= RESERVED => None,
                number => Some(usize::from(number)),
            };
            object.symbols.push(Symbol {
                name: text_at(file, texts + u32_at(file, at)? as usize)?,
                section,
                value: u64_at(file, at + 8)?,
                is_global: file.get(at + 4)? >> 4 != 0,
                entry: at,
            });
        }
        for header in headers.iter().filter(|header| header.kind == RELOCATIONS) {
            let places = object.relocations.get_mut(header.info)?;
            for entry in (header.offset..header.offset + header.size).step_by(RELOCATION) {
                places.push(Relocation {
                    offset: u64_at(file, entry)?,
                    symbol: u32_at(file, entry + 12)? as usize,
                    addend: u64_at(file, entry + 16)?.cast_signed(),
                    is_mark: u32_at(file, entry + 8)? == NOTHING,
                    entry,
                });
            }
            places.sort_by_key(|place| place.offset);
        }
        Some(object)
    }
    /// The symbol that is defined here under a name.
    pub(crate) fn defined(&self, name: &str) -> Option<usize> {
        self.symbols.iter().position(|symbol| symbol.is_global && symbol.section.is_some() && symbol.name == name)
    }
    /// What holds an address at a place.
    pub(crate) fn relocation(&self, section: usize, offset: u64) -> Option<Relocation> {
        let places = self.relocations.get(section)?;
        let index = places.binary_search_by_key(&offset, |place| place.offset).ok()?;
        Some(places[index])
    }
    /// Where the address at a place leads to: a section and an offset in it.
    pub(crate) fn target(&self, section: usize, offset: u64) -> Option<(usize, u64)> {
        self.target_of(self.relocation(section, offset)?)
    }
    /// Where an address leads to.
    pub(crate) fn target_of(&self, place: Relocation) -> Option<(usize, u64)> {
        let symbol = self.symbols.get(place.symbol)?;
        Some((symbol.section?, symbol.value.wrapping_add_signed(place.addend)))
    }
    /// Where a word of 64 bits stands in the file.
    pub(crate) fn place_in_file(&self, section: usize, offset: u64) -> Option<usize> {
        let section = self.sections.get(section)?;
        let at = section.bytes.start.checked_add(offset.try_into().ok()?)?;
        (at + 8 <= section.bytes.end).then_some(at)
    }
    /// The number at a place.
    pub(crate) fn number(&self, section: usize, offset: u64) -> Option<u64> {
        u64_at(self.file, self.place_in_file(section, offset)?)
    }
    /// The text that an address and a length at a place describe, as a Rust `&str` does.
    pub(crate) fn text(&self, section: usize, offset: u64) -> Option<&'f str> {
        let length = usize::try_from(self.number(section, offset + 8)?).ok()?;
        if length == 0 {
            return Some("");
        }
        let (target, start) = self.target(section, offset)?;
        let section = self.sections.get(target)?;
        let start = section.bytes.start.checked_add(start.try_into().ok()?)?;
        let bytes = start..start.checked_add(length)?;
        (bytes.end <= section.bytes.end).then(|| std::str::from_utf8(self.file.get(bytes)?).ok())?
    }
    /// Makes a place hold the address of a symbol, in a copy of the file.
    pub(crate) fn redirect(copy: &mut [u8], place: Relocation, symbol: usize) {
        copy[place.entry + 12..place.entry + 16].copy_from_slice(&(symbol as u32).to_le_bytes());
        copy[place.entry + 16..place.entry + 24].fill(0);
    }
}
