//! Entity references: small `u32` newtypes that print as they do in the textual form (`v7`, `block2`, `local3`).

macro_rules! entity {
    ($(#[doc = $doc:literal])* $name:ident, $prefix:literal) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// What an entity of this kind starts with in the textual form.
            pub const PREFIX: &'static str = $prefix;

            /// The entity with the given table index.
            pub fn from_index(index: usize) -> Self {
                Self(u32::try_from(index).expect("entity tables hold fewer than 2^32 entries"))
            }

            /// The index in the table this entity refers to.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, concat!($prefix, "{}"), self.0)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self, formatter)
            }
        }
    };
}

entity!(
    /// An SSA value of one function: a block parameter or the result of an instruction.
    Value, "v");
entity!(
    /// A basic block of one function.
    Block, "block");
entity!(
    /// A named local slot of one function, before promotion to SSA (and for ever in generators).
    Local, "local");
entity!(
    /// An entry of a function's location table.
    LocationId, "loc");
entity!(
    /// A slot of a generator's frame.
    FrameSlotId, "slot");
entity!(
    /// A numbered entry of a function, where generic code goes on after a side exit.
    EntryId, "entry");
entity!(
    /// An entry of a function's table of side exits.
    ExitId, "exit");
entity!(
    /// A function of the module; `function0` is the module body.
    FunctionId, "function");
entity!(
    /// An interned name of the module: attribute, keyword, variable.
    NameId, "name");
entity!(
    /// A global variable slot of the module.
    GlobalId, "global");
entity!(
    /// An entry of the module's constant pool.
    ConstantId, "constant");
