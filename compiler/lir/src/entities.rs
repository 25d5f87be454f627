//! The numbered things of a module. Each prints exactly as it is written in the text form.

use std::fmt;

macro_rules! entity {
    ($(#[$documentation:meta])* $name:ident, $prefix:literal) => {
        $(#[$documentation])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The position in the table that this number indexes.
            pub fn index(self) -> usize {
                self.0 as usize
            }

            /// The number for a position in the table.
            pub fn from_index(index: usize) -> Self {
                Self(u32::try_from(index).expect("fewer than 2^32 entities in one function or module"))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, concat!($prefix, "{}"), self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, formatter)
            }
        }
    };
}

entity!(
    /// A value of one function: a block parameter or an instruction's result.
    Value,
    "v"
);
entity!(
    /// A block of one function. The entry block is number 0.
    Block,
    "block"
);
entity!(
    /// A piece of the stack frame of one function.
    Slot,
    "slot"
);
entity!(
    /// A symbol of one module. Text shows its name instead of its number.
    Symbol,
    "symbol"
);
