//! Index newtypes. Each prints as it does in the textual dump.

use std::fmt;

macro_rules! define_id {
    ($(#[$documentation:meta])* $name:ident, $prefix:literal) => {
        $(#[$documentation])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The index into the table that this identifier refers to.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, concat!($prefix, "{}"), self.0)
            }
        }
    };
}

define_id! {
    /// Index into [`Module::functions`](crate::Module::functions).
    FunctionId, "function"
}
define_id! {
    /// Index into [`Function::locals`](crate::Function::locals).
    LocalId, "local"
}
define_id! {
    /// Index into [`Function::free_variables`](crate::Function::free_variables).
    FreeId, "free"
}
define_id! {
    /// Index into [`Module::globals`](crate::Module::globals).
    GlobalId, "global"
}
