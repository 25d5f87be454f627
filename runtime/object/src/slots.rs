//! The native implementation of each operation of a type.
//!
//! An empty slot means that the type does not support the operation. Types inherit the slots of their bases; a class
//! that defines a special method gets a slot that calls it (see `molt_protocol`).
//!
//! Whoever reads a slot of a type object *marks* it: the code has a relocation, to which no byte belongs, for the slot's mark.
//! So the link step sees which operations the code of a program can ask for, and leaves out the others
//! (`crate::description`).

use molt_abi::descriptions;

use crate::{Arguments, Borrowed, Owned, Result};

/// A rich comparison; the numbers are those of the `compare_truth` intrinsic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Comparison {
    /// `==`
    Equal = 0,
    /// `!=`
    NotEqual = 1,
    /// `<`
    Less = 2,
    /// `<=`
    LessEqual = 3,
    /// `>`
    Greater = 4,
    /// `>=`
    GreaterEqual = 5,
}

impl Comparison {
    /// The comparison with this number.
    pub const fn from_number(number: u32) -> Comparison {
        match number {
            0 => Comparison::Equal,
            1 => Comparison::NotEqual,
            2 => Comparison::Less,
            3 => Comparison::LessEqual,
            4 => Comparison::Greater,
            _ => Comparison::GreaterEqual,
        }
    }
    /// The comparison that holds for swapped operands.
    pub const fn reflected(self) -> Comparison {
        match self {
            Comparison::Less => Comparison::Greater,
            Comparison::LessEqual => Comparison::GreaterEqual,
            Comparison::Greater => Comparison::Less,
            Comparison::GreaterEqual => Comparison::LessEqual,
            other => other,
        }
    }
    /// The operator.
    pub const fn symbol(self) -> &'static str {
        match self {
            Comparison::Equal => "==",
            Comparison::NotEqual => "!=",
            Comparison::Less => "<",
            Comparison::LessEqual => "<=",
            Comparison::Greater => ">",
            Comparison::GreaterEqual => ">=",
        }
    }
    /// What the comparison says of an ordering.
    pub const fn holds(self, ordering: core::cmp::Ordering) -> bool {
        match self {
            Comparison::Equal => ordering.is_eq(),
            Comparison::NotEqual => ordering.is_ne(),
            Comparison::Less => ordering.is_lt(),
            Comparison::LessEqual => ordering.is_le(),
            Comparison::Greater => ordering.is_gt(),
            Comparison::GreaterEqual => ordering.is_ge(),
        }
    }
}

/// `operation(self)`.
pub type Unary = fn(Borrowed<'_>) -> Result;
/// `operation(left, right)`; either operand may be of the type. `NotImplemented` passes the turn.
pub type Binary = fn(Borrowed<'_>, Borrowed<'_>) -> Result;

/// What the reads of slots refer to, a byte for each slot.
#[unsafe(export_name = "molt_slot_marks")]
static MARKS: [u8; descriptions::SLOTS.len()] = [1; descriptions::SLOTS.len()];

/// Marks a slot as read.
#[inline(always)]
fn mark<const INDEX: usize>() {
    crate::description::mark_reached!(MARKS, INDEX);
    #[cfg(any(not(target_os = "linux"), miri))]
    let _ = MARKS[INDEX];
}

macro_rules! define_slots {
    ($($(#[doc = $doc:literal])+ $name:ident: $type:ty,)*) => {
        /// All operations. The link step knows their order.
        #[derive(Clone, Copy, Default)]
        #[repr(C)]
        pub struct Slots {
            $($(#[doc = $doc])+ pub $name: Option<$type>,)*
        }
        impl Slots {
            /// No operations.
            pub const EMPTY: Slots = Slots { $($name: None),* };
            /// The names, in order.
            pub(crate) const NAMES: &[&str] = &[$(stringify!($name)),*];
            /// Empties each slot that is the same as in `base`: what is left is the type's own.
            pub fn subtract(&mut self, base: &Slots) {
                $(if let (Some(own), Some(inherited)) = (self.$name, base.$name)
                    && core::ptr::fn_addr_eq(own, inherited)
                {
                    self.$name = None;
                })*
            }
            /// How many slots are filled.
            pub const fn count(&self) -> usize {
                0 $(+ self.$name.is_some() as usize)*
            }
            /// The filled slots; there must be so many.
            pub const fn entries<const COUNT: usize>(&self) -> [SlotEntry; COUNT] {
                let mut entries = [SlotEntry { place: 0, code: core::ptr::null() }; COUNT];
                let mut next = 0;
                $(if let Some(code) = self.$name {
                    entries[next] = SlotEntry { place: Place::$name as usize, code: code as *const () };
                    next += 1;
                })*
                assert!(next == COUNT);
                entries
            }
            /// Fills each empty slot from `base`.
            pub fn inherit(&mut self, base: &Slots) {
                $(if self.$name.is_none() { self.$name = base.$name; })*
            }
        }
        /// Where slots stand.
        #[allow(non_camel_case_types, clippy::enum_variant_names, reason = "the names are those of the slots")]
        enum Place { $($name),* }
        #[expect(clippy::new_ret_no_self, reason = "the names are those of the slots")]
        impl TypeSlots {
            $(
                $(#[doc = $doc])+
                #[inline(always)]
                pub fn $name(&self) -> Option<$type> {
                    mark::<{ Place::$name as usize }>();
                    self.0.$name
                }
            )*
        }
    };
}

/// A filled slot in a description. The link step knows where its parts stand.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct SlotEntry {
    /// Which slot.
    pub(crate) place: usize,
    /// Its code, a function of the slot's type.
    pub(crate) code: *const (),
}

// SAFETY: addresses of functions, which nothing changes.
unsafe impl Sync for SlotEntry {}

/// Operations as a description has them: most types have few.
#[derive(Clone, Copy)]
pub struct SlotTable(pub(crate) &'static [SlotEntry]);

impl SlotTable {
    /// No operations.
    pub const EMPTY: SlotTable = SlotTable(&[]);
    /// The operations that [`Slots::entries`] has told apart.
    pub const fn new(entries: &'static [SlotEntry]) -> SlotTable {
        SlotTable(entries)
    }
    /// Puts them into slots, in place of what is there.
    pub fn put_into(self, slots: &mut Slots) {
        for entry in self.0 {
            // SAFETY: the slots are so many words, each an optional function; entries come from slots (see `new`).
            unsafe { core::ptr::from_mut(slots).cast::<*const ()>().add(entry.place).write(entry.code) };
        }
    }
    /// All of them.
    pub fn slots(self) -> Slots {
        let mut slots = Slots::EMPTY;
        self.put_into(&mut slots);
        slots
    }
    /// Whether comparison is among them.
    pub fn has_comparison(self) -> bool {
        self.0.iter().any(|entry| entry.place == Place::compare as usize)
    }
}

/// The [`SlotTable`](crate::slots::SlotTable) of constant [`Slots`](crate::Slots).
#[macro_export]
macro_rules! slot_table {
    ($slots:expr) => {{
        const TYPE_SLOTS: $crate::Slots = $slots;
        const SLOT_ENTRIES: [$crate::slots::SlotEntry; TYPE_SLOTS.count()] = TYPE_SLOTS.entries();
        $crate::slots::SlotTable::new(&SLOT_ENTRIES)
    }};
}

/// The operations of a type object, its own and inherited ones.
#[repr(transparent)]
pub struct TypeSlots(Slots);

impl TypeSlots {
    /// These operations.
    pub const fn of(slots: Slots) -> TypeSlots {
        TypeSlots(slots)
    }
    /// All of them, to be inherited or compared. To call one, read it.
    pub fn all(&self) -> &Slots {
        &self.0
    }
}

define_slots! {
    /// `repr(self)`, a str.
    repr: Unary,
    /// `str(self)`, a str.
    str: Unary,
    /// `hash(self)`; never -1. Inherited only together with `compare`.
    hash: fn(Borrowed<'_>) -> Result<i64>,
    /// `self(*arguments)`.
    call: fn(Borrowed<'_>, Arguments<'_>) -> Result,
    /// `self.name`, all of it (`__getattribute__`).
    get_attribute: fn(Borrowed<'_>, Borrowed<'_>) -> Result,
    /// `self.name = value`, or deletion without a value.
    set_attribute: fn(Borrowed<'_>, Borrowed<'_>, Option<Borrowed<'_>>) -> Result<()>,
    /// Rich comparison; `NotImplemented` passes the turn.
    compare: fn(Borrowed<'_>, Borrowed<'_>, Comparison) -> Result,
    /// `iter(self)`.
    iterate: Unary,
    /// The next item, or None at the end.
    next: fn(Borrowed<'_>) -> Result<Option<Owned>>,
    /// `type(*arguments)`, the allocation half: the first argument is the type.
    new: fn(Borrowed<'_>, Arguments<'_>) -> Result,
    /// The initialisation half.
    init: fn(Borrowed<'_>, Arguments<'_>) -> Result<()>,
    /// Descriptor protocol: `__get__(self, instance, owner)`.
    descriptor_get: fn(Borrowed<'_>, Option<Borrowed<'_>>, Borrowed<'_>) -> Result,
    /// Descriptor protocol: `__set__`, or `__delete__` without a value.
    descriptor_set: fn(Borrowed<'_>, Borrowed<'_>, Option<Borrowed<'_>>) -> Result<()>,
    /// `__del__`.
    finalize: fn(Borrowed<'_>),
    /// `len(self)`.
    length: fn(Borrowed<'_>) -> Result<usize>,
    /// `self[key]`.
    item_get: Binary,
    /// `self[key] = value`, or deletion without a value.
    item_set: fn(Borrowed<'_>, Borrowed<'_>, Option<Borrowed<'_>>) -> Result<()>,
    /// `item in self`.
    contains: fn(Borrowed<'_>, Borrowed<'_>) -> Result<bool>,
    /// `self + other` of sequences, tried after `add`.
    concatenate: Binary,
    /// `self * count` of sequences, tried after `multiply`.
    repeat: fn(Borrowed<'_>, isize) -> Result,
    /// `self += other` of sequences.
    inplace_concatenate: Binary,
    /// `self *= count` of sequences.
    inplace_repeat: fn(Borrowed<'_>, isize) -> Result,
    /// `bool(self)`.
    truth: fn(Borrowed<'_>) -> Result<bool>,
    /// `int(self)`.
    int: Unary,
    /// `float(self)`.
    float: Unary,
    /// `operator.index(self)`.
    index: Unary,
    /// `-self`.
    negative: Unary,
    /// `+self`.
    positive: Unary,
    /// `abs(self)`.
    absolute: Unary,
    /// `~self`.
    invert: Unary,
    /// `+`
    add: Binary,
    /// `-`
    subtract: Binary,
    /// `*`
    multiply: Binary,
    /// `@`
    matrix_multiply: Binary,
    /// `/`
    true_divide: Binary,
    /// `//`
    floor_divide: Binary,
    /// `%`
    modulo: Binary,
    /// `divmod`
    divmod: Binary,
    /// `pow(self, exponent, modulus)`; `**` has None for the modulus.
    power: fn(Borrowed<'_>, Borrowed<'_>, Borrowed<'_>) -> Result,
    /// `&`
    bit_and: Binary,
    /// `|`
    bit_or: Binary,
    /// `^`
    bit_xor: Binary,
    /// `<<`
    shift_left: Binary,
    /// `>>`
    shift_right: Binary,
    /// `+=`
    inplace_add: Binary,
    /// `-=`
    inplace_subtract: Binary,
    /// `*=`
    inplace_multiply: Binary,
    /// `@=`
    inplace_matrix_multiply: Binary,
    /// `/=`
    inplace_true_divide: Binary,
    /// `//=`
    inplace_floor_divide: Binary,
    /// `%=`
    inplace_modulo: Binary,
    /// `**=`
    inplace_power: Binary,
    /// `&=`
    inplace_bit_and: Binary,
    /// `|=`
    inplace_bit_or: Binary,
    /// `^=`
    inplace_bit_xor: Binary,
    /// `<<=`
    inplace_shift_left: Binary,
    /// `>>=`
    inplace_shift_right: Binary,
}
