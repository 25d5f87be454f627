//! Finding the objects that the compiler and the runtime put into the data section.
//!
//! They are recognised by their header: a count near IMMORTAL, nothing of the collector's, and the address of a core type.

use core::ffi::{c_int, c_void};

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

/// What the dynamic linker says about one loaded file; the fields used here.
#[repr(C)]
struct LoadedFile {
    base: usize,
    name: *const u8,
    headers: *const ProgramHeader,
    header_count: u16,
}

unsafe extern "C" {
    /// Calls `action` for each loaded file, the program first, until it gives a nonzero number.
    fn dl_iterate_phdr(
        action: unsafe extern "C" fn(*const LoadedFile, usize, *mut c_void) -> c_int,
        data: *mut c_void,
    ) -> c_int;
}

const LOADED: u32 = 1;
const WRITABLE: u32 = 2;
const ALIGNMENT: usize = 16;

/// Collects the writable segments of the program itself.
unsafe extern "C" fn collect(file: *const LoadedFile, _size: usize, segments: *mut c_void) -> c_int {
    // SAFETY: the dynamic linker passes a description it owns; `segments` is what `all` passed.
    unsafe {
        let segments = &mut *segments.cast::<Vec<(usize, usize)>>();
        let headers = core::slice::from_raw_parts((*file).headers, (*file).header_count as usize);
        for header in headers.iter().filter(|header| header.kind == LOADED && header.flags & WRITABLE != 0) {
            let start = (*file).base + header.address as usize;
            segments.push((start, start + header.size_in_file as usize));
        }
    }
    1
}

/// Every object in the program's data.
pub fn all() -> Vec<*mut Header> {
    let mut segments: Vec<(usize, usize)> = Vec::new();
    // SAFETY: `collect` gets the vector it expects.
    unsafe { dl_iterate_phdr(collect, (&raw mut segments).cast()) };
    let types = core::ptr::from_ref(core_type(CoreType::ALL[0])) as usize;
    let mut found = Vec::new();
    for (start, end) in segments {
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
