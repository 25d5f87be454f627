//! What intrinsics, and the operations of the compiler's IR, may do besides computing their result.
//!
//! Both tables say it in the same words, which the macro `effects!` reads:
//!
//! | word | meaning |
//! |---|---|
//! | `raises` | May leave an exception pending. |
//! | `reads(REGION, ..)` | The result depends on state of these regions. |
//! | `writes(REGION, ..)` | May change state of these regions. |
//! | `allocates` | The result is a new object: the same twice gives two. |
//! | `user_code` | May run arbitrary Python code, which may read and write everything. |
//! | `stays` | Changes nothing, but must not be left out: it is about lifetimes. |
//!
//! What never changes once an object exists (its type's layout, items of tuples, characters) is in no region.

/// A set of regions: parts of the mutable state that do not overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Regions(u8);

impl Regions {
    /// No state.
    pub const NONE: Regions = Regions(0);
    /// Slots of frames: arguments, local variables, what a suspended generator keeps and where it goes on.
    pub const SLOTS: Regions = Regions(1);
    /// What cells hold.
    pub const CELLS: Regions = Regions(1 << 1);
    /// Globals of modules, builtins.
    pub const GLOBALS: Regions = Regions(1 << 2);
    /// Attributes of objects and classes, and the classes of objects.
    pub const ATTRIBUTES: Regions = Regions(1 << 3);
    /// Items of lists and other sequences.
    pub const ITEMS: Regions = Regions(1 << 4);
    /// Entries of dicts and sets.
    pub const ENTRIES: Regions = Regions(1 << 5);
    /// The exceptions that are pending and handled, and the result of a delegation that has just ended.
    pub const EXCEPTIONS: Regions = Regions(1 << 6);
    /// All state.
    pub const ALL: Regions = Regions(u8::MAX);

    /// Every region with its name.
    pub const NAMES: &'static [(Regions, &'static str)] = &[
        (Regions::SLOTS, "slots"),
        (Regions::CELLS, "cells"),
        (Regions::GLOBALS, "globals"),
        (Regions::ATTRIBUTES, "attributes"),
        (Regions::ITEMS, "items"),
        (Regions::ENTRIES, "entries"),
        (Regions::EXCEPTIONS, "exceptions"),
    ];

    /// Both sets together.
    pub const fn union(self, other: Regions) -> Regions {
        Regions(self.0 | other.0)
    }

    /// Whether the sets have a region in common.
    pub const fn meets(self, other: Regions) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// What an operation may do besides computing its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effects {
    flags: u8,
    reads: Regions,
    writes: Regions,
}

const RAISES: u8 = 1;
const USER_CODE: u8 = 2;
const ALLOCATES: u8 = 4;
const STAYS: u8 = 8;

/// The words of the tables.
impl Effects {
    /// A pure computation.
    pub const NONE: Effects = Effects::flag(0);

    const fn flag(flags: u8) -> Effects {
        Effects { flags, reads: Regions::NONE, writes: Regions::NONE }
    }

    /// `raises`
    pub const fn raises() -> Effects {
        Effects::flag(RAISES)
    }

    /// `reads(..)`
    pub const fn reads(reads: Regions) -> Effects {
        Effects { reads, ..Effects::NONE }
    }

    /// `writes(..)`
    pub const fn writes(writes: Regions) -> Effects {
        Effects { writes, ..Effects::NONE }
    }

    /// `allocates`
    pub const fn allocates() -> Effects {
        Effects::flag(ALLOCATES)
    }

    /// `user_code`
    pub const fn user_code() -> Effects {
        Effects { flags: USER_CODE, reads: Regions::ALL, writes: Regions::ALL }
    }

    /// `stays`
    pub const fn stays() -> Effects {
        Effects::flag(STAYS)
    }

    /// Both together.
    pub const fn union(self, other: Effects) -> Effects {
        Effects {
            flags: self.flags | other.flags,
            reads: self.reads.union(other.reads),
            writes: self.writes.union(other.writes),
        }
    }
}

/// Questions.
impl Effects {
    /// Whether it may leave an exception pending.
    pub const fn may_raise(self) -> bool {
        self.flags & RAISES != 0
    }

    /// Whether it may run arbitrary Python code.
    pub const fn may_run_user_code(self) -> bool {
        self.flags & USER_CODE != 0
    }

    /// Whether the result is a new object.
    pub const fn makes_new(self) -> bool {
        self.flags & ALLOCATES != 0
    }

    /// What the result may depend on.
    pub const fn read(self) -> Regions {
        self.reads
    }

    /// What may be changed.
    pub const fn written(self) -> Regions {
        self.writes
    }

    /// Whether it can be left out when nobody needs the result.
    pub const fn is_removable(self) -> bool {
        self.flags & (RAISES | STAYS) == 0 && self.writes.is_empty()
    }

    /// Whether the result of an earlier one of these, with the same operands, is still right after what may do `between`.
    pub const fn holds_after(self, between: Effects) -> bool {
        self.is_removable() && !self.makes_new() && !self.reads.meets(between.writes)
    }
}

/// The effects that words of the tables mean.
#[macro_export]
macro_rules! effects {
    ($($word:ident $(($($region:ident),+))?),*) => {
        $crate::effects::Effects::NONE$(.union($crate::effects::Effects::$word(
            $($crate::effects::Regions::NONE$(.union($crate::effects::Regions::$region))+)?
        )))*
    };
}
