//! The `Op` enumeration and everything the op table says about it.

use crate::for_each_op;
use crate::instruction::ImmediateKind;
use crate::types::Type;
use molt_abi::effects::Effects;

/// What an instruction does with an operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperandKind {
    /// A value that the instruction only looks at; ownership stays.
    Borrow,
    /// A value whose ownership goes to the instruction, even when it raises.
    Consume,
    /// Any number of borrowed values; last in the list.
    BorrowAll,
    /// Any number of consumed values; last in the list.
    ConsumeAll,
    /// The value arguments of the intrinsic's row; last in the list.
    ByIntrinsic,
    /// What a side exit needs, values of any type that the instruction only looks at; last in the list. See
    /// [`crate::SideExit`].
    ExitValues,
    /// One of them.
    ExitValue,
    /// A machine truth value.
    Bool,
    /// A machine integer.
    I64,
    /// A machine float.
    F64,
}

impl OperandKind {
    /// Whether it stands for any number of operands.
    pub fn is_variadic(self) -> bool {
        matches!(
            self,
            OperandKind::BorrowAll | OperandKind::ConsumeAll | OperandKind::ByIntrinsic | OperandKind::ExitValues
        )
    }

    /// Whether the instruction takes ownership.
    pub fn is_consumed(self) -> bool {
        matches!(self, OperandKind::Consume | OperandKind::ConsumeAll)
    }

    /// The type the operand must have, if not any will do.
    pub fn r#type(self) -> Option<Type> {
        match self {
            OperandKind::ExitValues | OperandKind::ExitValue => None,
            OperandKind::Bool => Some(Type::Bool),
            OperandKind::I64 => Some(Type::I64),
            OperandKind::F64 => Some(Type::F64),
            OperandKind::Borrow
            | OperandKind::Consume
            | OperandKind::BorrowAll
            | OperandKind::ConsumeAll
            | OperandKind::ByIntrinsic => Some(Type::Value),
        }
    }
}

/// What an instruction defines, and who owns it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultKind {
    /// No result.
    Nothing,
    /// A value with a reference of its own.
    Owned,
    /// A value kept alive by the first operand.
    Borrowed,
    /// A value kept alive by the caller for as long as this activation runs, or by a local slot until it is set again.
    Activation,
    /// A value that needs no counting: a constant or a singleton.
    Immortal,
    /// What the intrinsic's row says.
    ByIntrinsic,
    /// A machine truth value.
    Bool,
    /// A machine integer.
    I64,
    /// A machine float.
    F64,
}

impl ResultKind {
    /// The type of the result. [`crate::Instruction::result_kind`] is never `ByIntrinsic`.
    pub fn r#type(self) -> Option<Type> {
        match self {
            ResultKind::Nothing | ResultKind::ByIntrinsic => None,
            ResultKind::Bool => Some(Type::Bool),
            ResultKind::I64 => Some(Type::I64),
            ResultKind::F64 => Some(Type::F64),
            _ => Some(Type::Value),
        }
    }
}

/// A row of the op table.
#[derive(Clone, Copy, Debug)]
pub struct OpRow {
    /// The word in the textual form.
    pub mnemonic: &'static str,
    /// The documented meaning.
    pub documentation: &'static str,
    /// Immediates in textual order, with their names.
    pub immediates: &'static [(&'static str, ImmediateKind)],
    /// Operands in order, with their names.
    pub operands: &'static [(&'static str, OperandKind)],
    /// The result.
    pub result: ResultKind,
    /// The effects.
    pub effects: Effects,
}

macro_rules! define_ops {
    ($(
        $(#[doc = $doc:literal])*
        $method:ident $name:ident ($($immediate:ident: $immediate_kind:ident),*) [$($operand:ident: $operand_kind:ident),*]
            -> $result:ident, [$($effect:ident $(($($region:ident),+))?),*];
    )*) => {
        /// What an instruction does. See the op table, [`for_each_op!`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Op { $($(#[doc = $doc])* $name,)* }

        impl Op {
            /// Every op, in table order.
            pub const ALL: &'static [Op] = &[$(Op::$name),*];

            /// The op's row of the table.
            pub fn row(self) -> &'static OpRow {
                match self {
                    $(Op::$name => const {
                        &OpRow {
                            mnemonic: stringify!($method),
                            documentation: concat!($($doc, "\n"),*),
                            immediates: &[$((stringify!($immediate), ImmediateKind::$immediate_kind)),*],
                            operands: &[$((stringify!($operand), OperandKind::$operand_kind)),*],
                            result: ResultKind::$result,
                            effects: molt_abi::effects!($($effect $(($($region),+))?),*),
                        }
                    },)*
                }
            }

            /// The op a word of the textual form names.
            pub fn from_mnemonic(text: &str) -> Option<Self> {
                match text { $(stringify!($method) => Some(Op::$name),)* _ => None }
            }
        }
    };
}
for_each_op!(define_ops);

impl std::fmt::Display for Op {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.row().mnemonic)
    }
}
