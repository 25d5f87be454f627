//! The operators, as tables: each row gives the variant, its name in the text form, and what it does.

use crate::types::Type;

macro_rules! named_operators {
    ($(#[$documentation:meta])* $name:ident { $($(#[$row_documentation:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$documentation])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum $name {
            $($(#[$row_documentation])* $variant,)*
        }

        impl $name {
            /// Every operator, in table order.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name in the text form.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }

            /// The operator with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($text => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

named_operators! {
    /// Operators of one operand.
    UnaryOperator {
        /// `f64` -> `f64`, sign flipped.
        FloatNegate = "fneg",
        /// `f64` -> `f64`, sign cleared.
        FloatAbsolute = "fabs",
        /// `f64` -> `f64`, square root.
        FloatSquareRoot = "fsqrt",
        /// `f64` -> `f64`, rounded towards negative infinity.
        FloatFloor = "ffloor",
        /// `f64` -> `f64`, rounded towards positive infinity.
        FloatCeiling = "fceil",
        /// `f64` -> `f64`, rounded towards zero.
        FloatTruncate = "ftrunc",
        /// `i64` -> `f64`, same bits.
        FloatFromBits = "float_from_bits",
        /// `f64` -> `i64`, same bits.
        FloatToBits = "float_to_bits",
        /// `i64` -> `f64`, nearest value.
        IntToFloat = "int_to_float",
        /// `f64` -> `i64`, towards zero, saturating; NaN gives 0.
        FloatToInt = "float_to_int",
        /// `i32` -> `i64`, sign extended.
        ExtendSigned = "extend_signed",
        /// `i32` -> `i64`, zero extended.
        ExtendUnsigned = "extend_unsigned",
        /// `i64` -> `i32`, upper half dropped.
        Wrap = "wrap",
        /// `flag` -> `i32`, 0 or 1.
        FlagToInt = "flag_to_int",
        /// `flag` -> `flag`, inverted.
        FlagNot = "flag_not",
        /// `i64` -> `i64`, number of leading zero bits.
        LeadingZeros = "leading_zeros",
        /// `i64` -> `i64`, number of trailing zero bits.
        TrailingZeros = "trailing_zeros",
    }
}

impl UnaryOperator {
    /// Operand type and result type.
    pub fn types(self) -> (Type, Type) {
        match self {
            Self::FloatNegate
            | Self::FloatAbsolute
            | Self::FloatSquareRoot
            | Self::FloatFloor
            | Self::FloatCeiling
            | Self::FloatTruncate => (Type::F64, Type::F64),
            Self::FloatFromBits | Self::IntToFloat => (Type::I64, Type::F64),
            Self::FloatToBits | Self::FloatToInt => (Type::F64, Type::I64),
            Self::ExtendSigned | Self::ExtendUnsigned => (Type::I32, Type::I64),
            Self::Wrap => (Type::I64, Type::I32),
            Self::FlagToInt => (Type::Flag, Type::I32),
            Self::FlagNot => (Type::Flag, Type::Flag),
            Self::LeadingZeros | Self::TrailingZeros => (Type::I64, Type::I64),
        }
    }
}

named_operators! {
    /// Operators of two operands of one type, giving a result of that type. Integer arithmetic wraps.
    BinaryOperator {
        /// Integer sum.
        Add = "iadd",
        /// Integer difference.
        Subtract = "isub",
        /// Integer product.
        Multiply = "imul",
        /// Signed quotient, towards zero. The divisor must not be 0, nor -1 when the dividend is the least integer.
        DivideSigned = "sdiv",
        /// Remainder of the signed quotient. Same conditions.
        RemainderSigned = "srem",
        /// Bitwise and; also of flags.
        And = "band",
        /// Bitwise or; also of flags.
        Or = "bor",
        /// Bitwise exclusive or; also of flags.
        ExclusiveOr = "bxor",
        /// Left shift; the amount is taken modulo the width.
        ShiftLeft = "shl",
        /// Right shift that copies the sign; the amount is taken modulo the width.
        ShiftRightSigned = "sshr",
        /// Right shift that brings in zeros; the amount is taken modulo the width.
        ShiftRightUnsigned = "ushr",
        /// Right rotation; the amount is taken modulo the width.
        RotateRight = "rotr",
        /// Float sum.
        FloatAdd = "fadd",
        /// Float difference.
        FloatSubtract = "fsub",
        /// Float product.
        FloatMultiply = "fmul",
        /// Float quotient.
        FloatDivide = "fdiv",
        /// Magnitude of the first operand with the sign of the second.
        FloatCopySign = "fcopysign",
    }
}

impl BinaryOperator {
    /// Whether operands of this type are accepted.
    pub fn accepts(self, operand: Type) -> bool {
        match self {
            Self::And | Self::Or | Self::ExclusiveOr => operand != Type::F64,
            Self::FloatAdd | Self::FloatSubtract | Self::FloatMultiply | Self::FloatDivide | Self::FloatCopySign => {
                operand == Type::F64
            }
            _ => matches!(operand, Type::I32 | Type::I64),
        }
    }
}

named_operators! {
    /// Signed integer arithmetic that gives the wrapped result and a flag that says whether it overflowed.
    OverflowOperator {
        /// Sum.
        Add = "iadd_overflow",
        /// Difference.
        Subtract = "isub_overflow",
        /// Product.
        Multiply = "imul_overflow",
    }
}

named_operators! {
    /// Conditions on two integers.
    IntCondition {
        /// Equal.
        Equal = "eq",
        /// Not equal.
        NotEqual = "ne",
        /// Signed less than.
        SignedLess = "slt",
        /// Signed less than or equal.
        SignedLessEqual = "sle",
        /// Signed greater than.
        SignedGreater = "sgt",
        /// Signed greater than or equal.
        SignedGreaterEqual = "sge",
        /// Unsigned less than.
        UnsignedLess = "ult",
        /// Unsigned less than or equal.
        UnsignedLessEqual = "ule",
        /// Unsigned greater than.
        UnsignedGreater = "ugt",
        /// Unsigned greater than or equal.
        UnsignedGreaterEqual = "uge",
    }
}

named_operators! {
    /// Conditions on two floats. All but `NotEqual` and `Unordered` are false when an operand is NaN.
    FloatCondition {
        /// Equal.
        Equal = "eq",
        /// Not equal, or unordered.
        NotEqual = "ne",
        /// Less than.
        Less = "lt",
        /// Less than or equal.
        LessEqual = "le",
        /// Greater than.
        Greater = "gt",
        /// Greater than or equal.
        GreaterEqual = "ge",
        /// At least one operand is NaN.
        Unordered = "uno",
    }
}

named_operators! {
    /// What a load reads and what it becomes.
    LoadKind {
        /// 8 bits, zero extended to `i32`.
        U8 = "u8",
        /// 16 bits, zero extended to `i32`.
        U16 = "u16",
        /// 32 bits, as `i32`.
        I32 = "i32",
        /// 32 bits, zero extended to `i64`.
        U32 = "u32",
        /// 64 bits, as `i64`.
        I64 = "i64",
        /// 64 bits, as `f64`.
        F64 = "f64",
    }
}

impl LoadKind {
    /// Type of the loaded value.
    pub fn result(self) -> Type {
        match self {
            Self::U8 | Self::U16 | Self::I32 => Type::I32,
            Self::U32 | Self::I64 => Type::I64,
            Self::F64 => Type::F64,
        }
    }
}

named_operators! {
    /// What a store writes.
    StoreKind {
        /// The low 8 bits of an `i32`.
        I8 = "i8",
        /// The low 16 bits of an `i32`.
        I16 = "i16",
        /// An `i32`.
        I32 = "i32",
        /// An `i64`.
        I64 = "i64",
        /// An `f64`.
        F64 = "f64",
    }
}

impl StoreKind {
    /// Type of the stored value.
    pub fn operand(self) -> Type {
        match self {
            Self::I8 | Self::I16 | Self::I32 => Type::I32,
            Self::I64 => Type::I64,
            Self::F64 => Type::F64,
        }
    }
}
