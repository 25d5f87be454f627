//! Concatenation, and growing a str that nobody else holds.
//!
//! A str made by [`Str::append`] has room behind its units; how much is in its flags (see [`Capacity`]). That is the
//! only way a str changes, and only while its one owner hands it over.

use molt_abi::Header;
use molt_abi::layout::{offset, str_flags};

use super::allocate::copy_and_classify;
use super::{Str, Units};
use crate::native::Downcast;
use crate::{Borrowed, Owned, Result, Value};

const DATA: usize = offset::STR_DATA as usize;

/// Size of an allocation as a small number: `(8 + mantissa) << exponent` bytes is `exponent * 8 + mantissa + 1`; 0 means
/// that there is no room.
#[derive(Clone, Copy)]
struct Capacity(u32);

impl Capacity {
    /// The smallest capacity of at least so many bytes.
    fn at_least(bytes: usize) -> Capacity {
        let bytes = bytes.max(128);
        // Three bits below the highest; a multiple of 16 because 128 is the least.
        let exponent = bytes.ilog2() - 3;
        let mantissa = bytes.div_ceil(1 << exponent) - 8;
        let capacity = Capacity(exponent * 8 + mantissa as u32 + 1);
        debug_assert!(capacity.bytes() >= bytes && capacity.bytes().is_multiple_of(16));
        capacity
    }
    fn bytes(self) -> usize {
        match self.0.checked_sub(1) {
            Some(code) => (8 + (code & 7) as usize) << (code >> 3),
            None => 0,
        }
    }
}

const CAPACITY_SHIFT: u32 = 8;
/// Strs of fewer bytes get no room: copying them costs less than the memory.
const SHORT: usize = 96;

/// Copies units to memory with `kind` bytes per unit.
///
/// # Safety
/// `units` are no wider than `kind`, and there is room for them at `destination`, which is aligned for the kind.
#[inline]
pub(super) unsafe fn copy_units(units: Units<'_>, kind: u32, destination: *mut u8) {
    // SAFETY: as promised by the caller.
    unsafe {
        match (units, kind) {
            (Units::One(units), 1) => {
                copy_and_classify(units.as_ptr(), destination, units.len());
            }
            (Units::Two(units), 2) => {
                core::ptr::copy_nonoverlapping(units.as_ptr().cast(), destination, 2 * units.len());
            }
            (Units::Four(units), 4) => {
                core::ptr::copy_nonoverlapping(units.as_ptr().cast(), destination, 4 * units.len());
            }
            (Units::One(units), 2) => {
                for (index, &unit) in units.iter().enumerate() {
                    destination.cast::<u16>().add(index).write(u16::from(unit));
                }
            }
            (Units::One(units), 4) => {
                for (index, &unit) in units.iter().enumerate() {
                    destination.cast::<u32>().add(index).write(u32::from(unit));
                }
            }
            (Units::Two(units), 4) => {
                for (index, &unit) in units.iter().enumerate() {
                    destination.cast::<u32>().add(index).write(u32::from(unit));
                }
            }
            _ => unreachable!("units wider than their destination"),
        }
    }
}

impl Str {
    /// Bytes the header, the units and the room behind them take.
    pub(crate) fn allocated_size(&self) -> usize {
        match Capacity(self.flags.get() >> CAPACITY_SHIFT).bytes() {
            0 => DATA + self.byte_len(),
            capacity => capacity,
        }
    }

    /// An exact str of both contents, in an allocation of `capacity`, or as large as needed.
    fn joined(&self, other: &Str, capacity: Option<Capacity>) -> Result {
        let kind = self.kind.max(other.kind);
        let length = self.len() + other.len();
        let ascii = self.flags.get() & other.flags.get() & str_flags::ASCII;
        let room = capacity.map_or(0, |capacity| capacity.0 << CAPACITY_SHIFT);
        // SAFETY: memory for both; no str is wider than the widest of the two.
        unsafe {
            let object = Self::allocate_raw(kind, length, ascii | room, capacity.map(Capacity::bytes))?;
            let first = Self::first_unit(object);
            copy_units(self.units(), kind, first);
            copy_units(other.units(), kind, first.add(self.len() * kind as usize));
            Ok(Owned::from_value(Value::from_pointer(object.cast())))
        }
    }

    /// The concatenation of two strs.
    pub fn concatenate(&self, other: &Str) -> Result {
        if self.len() + other.len() < 2 {
            let only = if self.is_empty() { other } else { self };
            return only.slice(0, only.len());
        }
        self.joined(other, None)
    }

    /// `left + right`, exact strs, for a `left` that is about to be replaced by the result where it is held. When that is
    /// the only reference, `left` is extended in place, or the result has room to grow, so that building a str piece by
    /// piece takes time proportional to its length.
    pub fn append(left: Borrowed<'_>, right: &Str) -> Result {
        let Some(own) = left.downcast::<Str>() else { unreachable!("not a str") };
        if right.is_empty() {
            return Ok(left.own());
        }
        let sole = left.header().is_some_and(|header| header.reference_count.get() == 1);
        if !sole || core::ptr::eq(own, right) || own.len() + right.len() < 2 {
            return own.concatenate(right);
        }
        let kind = own.kind;
        let length = own.len() + right.len();
        let needed = DATA + length * kind as usize;
        if right.kind > kind || needed > own.allocated_size() {
            let widest = DATA + length * kind.max(right.kind) as usize;
            if widest < SHORT {
                return own.joined(right, None);
            }
            let room = if widest < 1 << 20 { widest / 2 } else { widest / 4 };
            return own.joined(right, Some(Capacity::at_least(widest + room)));
        }
        let Some(object): Option<*mut Header> = left.value().as_pointer() else { unreachable!("strs are objects") };
        // SAFETY: nobody else holds the str, so nobody sees it change; there is room behind its units, which do not
        // overlap those of another object.
        unsafe {
            let end = object.cast::<u8>().add(DATA + own.byte_len());
            copy_units(right.units(), kind, end);
        }
        own.length.set(length as u64);
        let flags = own.flags.get() & !str_flags::HASHED;
        own.flags.set(if right.is_ascii() { flags } else { flags & !str_flags::ASCII });
        Ok(left.own())
    }
}
