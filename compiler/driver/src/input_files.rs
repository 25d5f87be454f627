//! Whether what goes to the linker is whole.
//!
//! A linker takes an empty file for an empty script and a shortened archive for a short one; what it says in the end is
//! about symbols nobody has heard of.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

use crate::files;

/// How an archive begins.
const ARCHIVE: &[u8] = b"!<arch>\n";
/// Bytes in the header of an archive's member, where the size begins in it, and how many digits it has.
const MEMBER_HEADER: usize = 60;
const SIZE_AT: usize = 48;
const SIZE_DIGITS: usize = 10;
/// How object files begin that are not for wasm.
const ELF: &[u8] = b"\x7fELF";

/// Where the members of a static library stand in it; if it is not whole, why.
pub(crate) fn members(path: &Path) -> Result<Vec<Range<u64>>, String> {
    let mut file = open(path)?;
    let mut members = Vec::new();
    let length = file.seek(SeekFrom::End(0)).map_err(|error| files::reason(&error))?;
    let mut position = ARCHIVE.len() as u64;
    if start(&mut file, ARCHIVE.len())? != ARCHIVE {
        return Err("it is not a static library".to_owned());
    }
    while position < length {
        let mut header = [0; MEMBER_HEADER];
        let read = file.seek(SeekFrom::Start(position)).and_then(|_| file.read_exact(&mut header));
        let size =
            core::str::from_utf8(&header[SIZE_AT..SIZE_AT + SIZE_DIGITS]).unwrap_or_default().trim().parse::<u64>();
        let (Ok(()), Ok(size)) = (read, size) else { return Err("it is damaged".to_owned()) };
        let start = position + MEMBER_HEADER as u64;
        let end = start.checked_add(size).filter(|end| *end <= length).ok_or("it is incomplete")?;
        members.push(start..end);
        // Members start at even places.
        position = end + end % 2;
    }
    if members.is_empty() { Err("it is empty".to_owned()) } else { Ok(members) }
}

/// Whether a file begins as object files do; if not, why. What is wrong with the rest the linker says well.
pub(crate) fn check_object(path: &Path) -> Result<(), String> {
    if start(&mut open(path)?, ELF.len())? == ELF { Ok(()) } else { Err("it is not an object file".to_owned()) }
}

fn open(path: &Path) -> Result<File, String> {
    File::open(path).map_err(|error| files::reason(&error))
}

/// The first bytes of a file, as many as there are.
fn start(file: &mut File, length: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = file.rewind().and_then(|()| file.take(length as u64).read_to_end(&mut bytes));
    read.map_err(|error| files::reason(&error))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
