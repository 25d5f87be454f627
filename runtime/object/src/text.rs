//! Strs: sequences of code points (surrogates included), stored with 1, 2 or 4 bytes each, always the smallest width
//! that fits, so that equal strs have equal memory.

use core::cell::Cell;
use core::cmp::Ordering;

use molt_abi::Header;
use molt_abi::layout::{IMMORTAL, offset, str_flags, type_flags};
use molt_heap::{allocator, collector};

use crate::native::{ObjectKind, new_header};
use crate::native_type::TypeKey;
use crate::{Borrowed, CoreType, Owned, Result, TypeObject, Value, array, instance, memory};

mod allocate;
mod append;
mod builder;
mod hash;

pub use builder::Builder;
pub use hash::{HashKeys, hash_bytes};

/// A str: length, hash, width, flags and the code units.
#[repr(C)]
pub struct Str {
    header: Header,
    length: Cell<u64>,
    hash: Cell<i64>,
    kind: u32,
    flags: Cell<u32>,
    data: [u8; 0],
}

// SAFETY: `allocate` is the only way to an object of this layout.
unsafe impl ObjectKind for Str {
    const LAYOUT: TypeKey = TypeKey::Core(CoreType::Str);
}

const _: () = assert!(core::mem::offset_of!(Str, data) == offset::STR_DATA as usize);

/// The code points of a str in their stored width.
#[derive(Clone, Copy, Debug)]
pub enum Units<'a> {
    /// All below 256.
    One(&'a [u8]),
    /// All below 65536, some not below 256.
    Two(&'a [u16]),
    /// Some not below 65536.
    Four(&'a [u32]),
}

impl Units<'_> {
    /// The code point at an index.
    #[inline]
    pub fn get(&self, index: usize) -> Option<u32> {
        match self {
            Units::One(units) => units.get(index).map(|&unit| u32::from(unit)),
            Units::Two(units) => units.get(index).map(|&unit| u32::from(unit)),
            Units::Four(units) => units.get(index).copied(),
        }
    }
}

/// Runs the same code for each width: `with_units!(string, units => expression)`; `units` is a slice of `u8`, `u16` or
/// `u32`.
#[macro_export]
macro_rules! with_units {
    ($string:expr, $units:ident => $body:expr) => {
        match $string.units() {
            $crate::text::Units::One($units) => $body,
            $crate::text::Units::Two($units) => $body,
            $crate::text::Units::Four($units) => $body,
        }
    };
}

/// The cached one-character str, or the empty one for 256.
fn cached(index: usize) -> Owned {
    let known = &crate::token().caches().characters[index];
    let mut value = known.get();
    // SAFETY: cached strs are immortal, which only holds while they are counted as others are.
    unsafe {
        if value.is_error() {
            let unit = [index as u8];
            let made = Str::allocate_one(if index == 256 { &[] } else { &unit }).unwrap_or_else(memory::give_up);
            value = made.into_value();
            if let Some(header) = value.as_pointer() {
                (*header).reference_count.set(IMMORTAL);
            }
            known.set(value);
        }
        Borrowed::from_value(value).own()
    }
}

impl Str {
    /// Bytes per unit, number of units, whether all are ASCII, first byte.
    #[inline(always)]
    fn describe(units: Units<'_>) -> (usize, usize, bool, *const u8) {
        match units {
            Units::One(units) => (1, units.len(), units.is_ascii(), units.as_ptr()),
            Units::Two(units) => (2, units.len(), false, units.as_ptr().cast::<u8>()),
            Units::Four(units) => (4, units.len(), false, units.as_ptr().cast::<u8>()),
        }
    }
    fn allocate(class: &TypeObject, units: Units<'_>) -> Result {
        assert!(class.layout() == CoreType::Str, "{} is not a str class", class.name());
        let (kind, length, ascii, source) = Self::describe(units);
        let content = (offset::STR_DATA as usize + length * kind).next_multiple_of(8);
        let size = (content + instance::area_size(class)).next_multiple_of(16);
        let Some(object) = allocator::try_allocate(size) else { return Err(memory::exhausted()) };
        let object = object.as_ptr();
        // SAFETY: fresh memory of the right size; the units are `length * kind` bytes.
        unsafe {
            object.cast::<Str>().write(Str {
                header: new_header(class),
                length: Cell::new(length as u64),
                hash: Cell::new(0),
                kind: kind as u32,
                flags: Cell::new(if ascii { str_flags::ASCII } else { 0 }),
                data: [],
            });
            let first = object.cast::<u8>().add(offset::STR_DATA as usize);
            core::ptr::copy_nonoverlapping(source, first, length * kind);
            instance::initialise_area(class, object);
            if class.has_flags(type_flags::HEAP) {
                collector::track(object);
            }
            Ok(Owned::from_value(Value::from_pointer(object)))
        }
    }
    /// The empty str.
    pub fn empty() -> Owned {
        cached(256)
    }
    /// A str of these code points below 256.
    #[inline]
    pub fn from_latin1(units: &[u8]) -> Result {
        match units {
            [] => Ok(cached(256)),
            [unit] => Ok(cached(usize::from(*unit))),
            _ => Self::allocate_one(units),
        }
    }
    /// A str of a name, a message or other text that the program's own text bounds.
    pub fn from_rust(text: &str) -> Owned {
        Self::from_text(text).unwrap_or_else(memory::give_up)
    }
    /// A str of any Rust text.
    pub fn from_text(text: &str) -> Result {
        if text.is_ascii() {
            return Self::from_latin1(text.as_bytes());
        }
        // The lead byte tells the width: U+0100 begins with 0xC4, U+10000 with 0xF0.
        match text.bytes().max() {
            Some(0..0xC4) => {
                let units: Vec<u8> = memory::collect(text.chars().map(|character| character as u8))?;
                Self::from_latin1(&units)
            }
            Some(0xC4..0xF0) => {
                let units: Vec<u16> = memory::collect(text.chars().map(|character| character as u16))?;
                Self::allocate_exact(Units::Two(&units))
            }
            _ => {
                let units: Vec<u32> = memory::collect(text.chars().map(u32::from))?;
                Self::allocate_exact(Units::Four(&units))
            }
        }
    }
    /// A str of one code point.
    #[inline]
    pub fn from_code_point(code_point: u32) -> Owned {
        match code_point {
            0..0x100 => cached(code_point as usize),
            _ => Self::from_code_points(&[code_point]).unwrap_or_else(memory::give_up),
        }
    }
    /// A str of any code points.
    pub fn from_code_points(code_points: &[u32]) -> Result {
        let widest = code_points.iter().copied().fold(0, |widest, code_point| widest | code_point);
        if widest < 0x100 {
            let units: Vec<u8> = memory::collect(code_points.iter().map(|&code_point| code_point as u8))?;
            Self::from_latin1(&units)
        } else if widest < 0x1_0000 {
            let units: Vec<u16> = memory::collect(code_points.iter().map(|&code_point| code_point as u16))?;
            Self::allocate_exact(Units::Two(&units))
        } else {
            Self::allocate_exact(Units::Four(code_points))
        }
    }
    /// A str of 16-bit code points.
    pub fn from_two_byte(units: &[u16]) -> Result {
        if units.iter().fold(0, |widest, unit| widest | unit) < 0x100 {
            let units: Vec<u8> = memory::collect(units.iter().map(|&unit| unit as u8))?;
            return Self::from_latin1(&units);
        }
        Self::allocate_exact(Units::Two(units))
    }
    /// A str with the contents of `self`, of a subclass of `str`.
    pub fn to_class(&self, class: &TypeObject) -> Result {
        Self::allocate(class, self.units())
    }
    /// An exact str with the contents of a name.
    pub fn to_exact(&self) -> Owned {
        self.slice(0, self.len()).unwrap_or_else(memory::give_up)
    }
    /// The str as a value.
    pub fn as_borrowed(&self) -> Borrowed<'_> {
        let pointer = core::ptr::from_ref(self).cast_mut().cast();
        // SAFETY: a str is an object, alive as long as `self` is borrowed.
        unsafe { Borrowed::from_value(Value::from_pointer(pointer)) }
    }
    /// Number of code points.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.length.get() as usize
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.length.get() == 0
    }
    /// Bytes of the code units.
    pub fn byte_len(&self) -> usize {
        self.len() * self.kind as usize
    }
    /// Bytes per code point.
    pub fn kind(&self) -> u32 {
        self.kind
    }
    fn bytes(&self) -> &[u8] {
        // SAFETY: that many bytes follow and never change.
        unsafe { core::slice::from_raw_parts((&raw const self.data).cast(), self.byte_len()) }
    }
    /// The code points in their stored width.
    #[inline]
    pub fn units(&self) -> Units<'_> {
        let data: *const u8 = (&raw const self.data).cast();
        // SAFETY: `length` units of `kind` bytes follow, at an address that is a multiple of eight.
        unsafe {
            match self.kind {
                1 => Units::One(core::slice::from_raw_parts(data, self.len())),
                2 => Units::Two(core::slice::from_raw_parts(data.cast(), self.len())),
                _ => Units::Four(core::slice::from_raw_parts(data.cast(), self.len())),
            }
        }
    }
    /// Whether every code point is below 128.
    pub fn is_ascii(&self) -> bool {
        self.flags.get() & str_flags::ASCII != 0
    }
    /// The text, if every code point is below 128.
    pub fn as_ascii(&self) -> Option<&str> {
        // SAFETY: ASCII is UTF-8.
        self.is_ascii().then(|| unsafe { core::str::from_utf8_unchecked(self.bytes()) })
    }
    /// The code point at an index.
    #[inline]
    pub fn get(&self, index: usize) -> Option<u32> {
        self.units().get(index)
    }
    /// The code points.
    pub fn code_points(&self) -> impl DoubleEndedIterator<Item = u32> + ExactSizeIterator + '_ {
        let units = self.units();
        (0..self.len()).map(move |index| units.get(index).unwrap_or(0))
    }
    /// The str from `start` up to `end`; both must be within it.
    pub fn slice(&self, start: usize, end: usize) -> Result {
        match self.units() {
            Units::One(units) => Self::from_latin1(&units[start..end]),
            Units::Two(units) => Self::from_two_byte(&units[start..end]),
            Units::Four(units) => Self::from_code_points(&units[start..end]),
        }
    }
    /// Rust text; surrogates become U+FFFD.
    pub fn to_rust(&self) -> String {
        match self.as_ascii() {
            Some(text) => text.to_owned(),
            None => self.code_points().map(|code_point| char::from_u32(code_point).unwrap_or('\u{FFFD}')).collect(),
        }
    }
    /// Whether the code points are those of Rust text.
    pub fn equals_rust(&self, text: &str) -> bool {
        match self.as_ascii() {
            Some(own) => own == text,
            None => self.code_points().eq(text.chars().map(u32::from)),
        }
    }
    /// The hash, computed once.
    #[inline]
    pub fn hash(&self) -> i64 {
        if self.flags.get() & str_flags::HASHED == 0 {
            self.hash.set(hash_bytes(self.bytes()));
            self.flags.set(self.flags.get() | str_flags::HASHED);
        }
        self.hash.get()
    }
    /// Equality of the code points.
    #[inline]
    pub fn equals(&self, other: &Str) -> bool {
        if core::ptr::eq(self, other) {
            return true;
        }
        if self.len() != other.len() || self.kind != other.kind {
            return false;
        }
        // Most strs that differ do so at once, and many are one character long.
        match (self.bytes(), other.bytes()) {
            ([], []) => true,
            ([first, rest @ ..], [other_first, other_rest @ ..]) => {
                first == other_first && (rest.is_empty() || rest == other_rest)
            }
            _ => false,
        }
    }
    /// Order by code points.
    pub fn compare(&self, other: &Str) -> Ordering {
        match (self.units(), other.units()) {
            (Units::One(left), Units::One(right)) => left.cmp(right),
            _ => self.code_points().cmp(other.code_points()),
        }
    }
}

pub(crate) fn register() {
    array::register_plain(CoreType::Str, offset::STR_DATA);
}
