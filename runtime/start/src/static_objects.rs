//! Finding the objects that the compiler and the runtime put into the data section.
//!
//! They are recognised by their header: a count near IMMORTAL, nothing of the collector's, and the address of a core type.

use molt_abi::Header;
use molt_abi::layout::{IMMORTAL, TYPE_OBJECT_SIZE};
use molt_object::{CoreType, core_type};

/// A program header of an ELF file; the fields used here.
#[repr(C)]
struct ProgramHeader {
    kind: u32,
    flags: u32,
    offset: u64,
    address: u64,
    physical_address: u64,
    size_in_file: u64,
    size_in_memory: u64,
    alignment: u64,
}

/// The head of an ELF file; the fields used here.
#[repr(C)]
struct FileHeader {
    identification: [u8; 16],
    kind: u16,
    machine: u16,
    version: u32,
    entry: u64,
    headers: u64,
    sections: u64,
    flags: u32,
    size: u16,
    header_size: u16,
    header_count: u16,
}

unsafe extern "C" {
    /// The beginning of the program's file in memory, which the linker knows.
    #[link_name = "__ehdr_start"]
    static FILE: FileHeader;
}

const LOADED: u32 = 1;
const WRITABLE: u32 = 2;
const ALIGNMENT: usize = 16;

/// Where the writable segments of the program begin and end.
fn segments() -> Vec<(usize, usize)> {
    let file = &raw const FILE;
    // SAFETY: the linker puts the headers into the first segment, which is mapped as long as the program runs.
    let headers = unsafe {
        let first = file.cast::<u8>().add((*file).headers as usize).cast::<ProgramHeader>();
        core::slice::from_raw_parts(first, (*file).header_count as usize)
    };
    let loaded = || headers.iter().filter(|header| header.kind == LOADED);
    // Addresses in headers count from where the file would be loaded if it could choose.
    let first = loaded().find(|header| header.offset == 0).map_or(0, |header| header.address as usize);
    let base = file.addr() - first;
    let writable = loaded().filter(|header| header.flags & WRITABLE != 0);
    let bounds = |header: &ProgramHeader| {
        let start = base + header.address as usize;
        (start, start + header.size_in_file as usize)
    };
    writable.map(bounds).collect()
}

/// Every object in the program's data.
pub fn all() -> Vec<*mut Header> {
    let types = core::ptr::from_ref(core_type(CoreType::ALL[0])) as usize;
    let mut found = Vec::new();
    for (start, end) in segments() {
        let objects = (start.next_multiple_of(ALIGNMENT)..end.saturating_sub(size_of::<Header>())).step_by(ALIGNMENT);
        for address in objects {
            let object = address as *mut Header;
            // SAFETY: the segment is mapped and so long. Relocated data that is read-only by now is readable too.
            let (count, state, class) =
                unsafe { ((*object).reference_count.get(), (*object).state.get(), (*object).type_object.0 as usize) };
            let place = class.wrapping_sub(types);
            let is_core_type = place % TYPE_OBJECT_SIZE == 0 && place / TYPE_OBJECT_SIZE < CoreType::COUNT;
            if is_core_type && state == 0 && count.wrapping_sub(IMMORTAL / 2) < IMMORTAL {
                found.push(object);
            }
        }
    }
    found
}
