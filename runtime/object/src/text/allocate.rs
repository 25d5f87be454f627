//! Making exact strs: the one place that lays them out.

use core::cell::Cell;

use molt_abi::layout::{offset, str_flags};
use molt_heap::allocator;

use super::append::copy_units;
use super::{Str, Units, cached};
use crate::native::new_header;
use crate::{Borrowed, CoreType, Downcast, Owned, Result, Value, core_type, memory};

/// Longest run of bytes copied and looked at in registers.
const SHORT: usize = 16;
/// No str has more units: their bytes can be counted.
const MOST: usize = isize::MAX as usize / 8;

/// Copies bytes and tells whether all are ASCII.
///
/// # Safety
/// `length` bytes can be read at `source` and written at `destination`; the two do not overlap.
#[inline(always)]
pub(super) unsafe fn copy_and_classify(source: *const u8, destination: *mut u8, length: usize) -> bool {
    const HIGH_BITS: u64 = 0x8080_8080_8080_8080;
    // SAFETY: two reads of 8 (4) bytes, overlapping where there are fewer than 16 (8), stay within `length` bytes.
    unsafe {
        match length {
            8..=SHORT => {
                let first = source.cast::<u64>().read_unaligned();
                let last = source.add(length - 8).cast::<u64>().read_unaligned();
                destination.cast::<u64>().write_unaligned(first);
                destination.add(length - 8).cast::<u64>().write_unaligned(last);
                (first | last) & HIGH_BITS == 0
            }
            4..8 => {
                let first = source.cast::<u32>().read_unaligned();
                let last = source.add(length - 4).cast::<u32>().read_unaligned();
                destination.cast::<u32>().write_unaligned(first);
                destination.add(length - 4).cast::<u32>().write_unaligned(last);
                (first | last) & HIGH_BITS as u32 == 0
            }
            0..4 => {
                let mut all = 0;
                for index in 0..length {
                    let byte = source.add(index).read();
                    destination.add(index).write(byte);
                    all |= byte;
                }
                all < 0x80
            }
            _ => {
                core::ptr::copy_nonoverlapping(source, destination, length);
                core::slice::from_raw_parts(source, length).is_ascii()
            }
        }
    }
}

/// Copies strs with a separator between them. `copy` copies one and gives the number of its bytes.
///
/// # Safety
/// There is room for all at `destination`.
#[inline(always)]
unsafe fn copy_joined(
    separator: &Str,
    items: &[Borrowed<'_>],
    destination: *mut u8,
    copy: impl Fn(&Str, *mut u8) -> usize,
) {
    let mut end = destination;
    let is_separated = !separator.is_empty();
    for (index, part) in items.iter().filter_map(|item| item.downcast::<Str>()).enumerate() {
        // SAFETY: as promised by the caller.
        unsafe {
            if is_separated && index > 0 {
                end = end.add(copy(separator, end));
            }
            end = end.add(copy(part, end));
        }
    }
}

impl Str {
    /// Memory for an exact str, complete but for its units: so many of `kind` bytes. `capacity` is the size of the
    /// allocation where that is larger than needed. MemoryError if there is not so much.
    ///
    /// # Safety
    /// The caller writes the units before anyone else sees the str.
    #[inline(always)]
    pub(super) unsafe fn allocate_raw(
        kind: u32,
        length: usize,
        flags: u32,
        capacity: Option<usize>,
    ) -> Result<*mut Str> {
        // No overflow: the pieces that the length is the sum of are in memory.
        let needed = (offset::STR_DATA as usize + length * kind as usize).next_multiple_of(16);
        let Some(object) = allocator::try_allocate(capacity.unwrap_or(needed)) else { return Err(memory::exhausted()) };
        let object = object.as_ptr();
        let object = object.cast::<Str>();
        // SAFETY: fresh memory of at least the needed size; the type is immortal and its instances have no area.
        unsafe {
            object.write(Str {
                header: new_header(core_type(CoreType::Str)),
                length: Cell::new(length as u64),
                hash: Cell::new(0),
                kind,
                flags: Cell::new(flags),
                data: [],
            });
        }
        Ok(object)
    }
    /// Address of the units.
    ///
    /// # Safety
    /// `object` is the address of a str.
    #[inline(always)]
    pub(super) unsafe fn first_unit(object: *mut Str) -> *mut u8 {
        // SAFETY: the units follow the head.
        unsafe { object.cast::<u8>().add(offset::STR_DATA as usize) }
    }
    /// An exact str of at least two code points below 256.
    pub(super) fn allocate_one(units: &[u8]) -> Result {
        // SAFETY: the units are copied to memory for just as many.
        unsafe {
            let object = Self::allocate_raw(1, units.len(), 0, None)?;
            if copy_and_classify(units.as_ptr(), Self::first_unit(object), units.len()) {
                (*object).flags.set(str_flags::ASCII);
            }
            Ok(Owned::from_value(Value::from_pointer(object.cast())))
        }
    }
    /// An exact str of wider units.
    pub(super) fn allocate_exact(units: Units<'_>) -> Result {
        let (kind, length) = match units {
            Units::One(units) => return Self::allocate_one(units),
            Units::Two(units) => (2, units.len()),
            Units::Four(units) => (4, units.len()),
        };
        // SAFETY: as above.
        unsafe {
            let object = Self::allocate_raw(kind, length, 0, None)?;
            copy_units(units, kind, Self::first_unit(object));
            Ok(Owned::from_value(Value::from_pointer(object.cast())))
        }
    }
    /// `separator.join(items)`; None when some item is not a str.
    pub fn join(separator: &Str, items: &[Borrowed<'_>]) -> Result<Option<Owned>> {
        let mut kind = if items.len() > 1 { separator.kind } else { 1 };
        let mut ascii = if items.len() > 1 { separator.flags.get() } else { str_flags::ASCII };
        // One item may stand in many places, so the sum may be more than any memory holds.
        let mut length = separator.len().saturating_mul(items.len().saturating_sub(1));
        for item in items {
            let Some(item) = item.downcast::<Str>() else { return Ok(None) };
            kind = kind.max(item.kind);
            ascii &= item.flags.get();
            length = length.saturating_add(item.len());
        }
        if length > MOST {
            return Err(memory::exhausted());
        }
        if length == 0 {
            return Ok(Some(cached(256)));
        }
        if length == 1 {
            let parts = items.iter().filter_map(|item| item.downcast::<Str>());
            let only = parts.chain([separator]).find(|part| !part.is_empty());
            return only.map(|only| only.slice(0, 1)).transpose();
        }
        // SAFETY: room for the sum of all lengths, and no part is wider than the widest. Nothing runs in between that
        // could change a part.
        unsafe {
            let object = Self::allocate_raw(kind, length, ascii & str_flags::ASCII, None)?;
            let first = Self::first_unit(object);
            if kind == 1 {
                copy_joined(separator, items, first, |part, end| {
                    copy_and_classify((&raw const part.data).cast(), end, part.len());
                    part.len()
                });
            } else {
                copy_joined(separator, items, first, |part, end| {
                    copy_units(part.units(), kind, end);
                    part.len() * kind as usize
                });
            }
            Ok(Some(Owned::from_value(Value::from_pointer(object.cast()))))
        }
    }
    /// An ASCII str mapped byte by byte; `map` gives ASCII bytes.
    #[inline]
    pub fn map_ascii(text: &str, mut map: impl FnMut(u8) -> u8) -> Result {
        if text.len() < 2 {
            return Ok(text.bytes().next().map_or_else(|| cached(256), |byte| cached(usize::from(map(byte) & 0x7F))));
        }
        // SAFETY: every unit is written, none above 127.
        unsafe {
            let object = Self::allocate_raw(1, text.len(), str_flags::ASCII, None)?;
            let first = Self::first_unit(object);
            for (index, byte) in text.bytes().enumerate() {
                first.add(index).write(map(byte) & 0x7F);
            }
            Ok(Owned::from_value(Value::from_pointer(object.cast())))
        }
    }
}
