//! Value types, and the operator enumerations that appear as immediates.

/// A text-named enumeration: printing and parsing derive from one list.
macro_rules! text_enum {
    ($(#[doc = $doc:literal])* $name:ident { $($(#[doc = $variant_doc:literal])* $variant:ident = $text:literal,)* }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[doc = $variant_doc])* $variant,)* }

        impl $name {
            /// Every variant, in declaration order.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The word used in the textual form.
            pub fn text(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }

            /// The variant a word of the textual form names.
            pub fn from_text(text: &str) -> Option<Self> {
                match text { $($text => Some($name::$variant),)* _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.text())
            }
        }
    };
}
pub(crate) use text_enum;

text_enum!(
    /// The type of an SSA value.
    Type {
        /// A NaN-boxed Python value (or one of the sentinels UNBOUND and ERROR).
        Value = "value",
        /// A Python value that a local slot keeps alive until it is set again; for block parameters.
        Lent = "lent",
        /// A machine truth value.
        Bool = "bool",
        /// A machine integer.
        I64 = "i64",
        /// A machine float.
        F64 = "f64",
    }
);

impl Type {
    /// Whether it is a Python value, whoever keeps it alive.
    pub fn is_value(self) -> bool {
        matches!(self, Type::Value | Type::Lent)
    }

    /// Whether a value of this type may stand where `wanted` is expected.
    pub fn fits(self, wanted: Type) -> bool {
        self == wanted || self.is_value() && wanted.is_value()
    }
}

text_enum!(
    /// The operator of `binary` and `inplace`.
    BinaryOperator {
        /// `+`
        Add = "add",
        /// `-`
        Subtract = "sub",
        /// `*`
        Multiply = "mul",
        /// `/`
        TrueDivide = "truediv",
        /// `//`
        FloorDivide = "floordiv",
        /// `%`
        Modulo = "mod",
        /// `**`
        Power = "pow",
        /// `@`
        MatrixMultiply = "matmul",
        /// `&`
        And = "and",
        /// `|`
        Or = "or",
        /// `^`
        Xor = "xor",
        /// `<<`
        ShiftLeft = "shl",
        /// `>>`
        ShiftRight = "shr",
    }
);

text_enum!(
    /// The operator of `unary` (`not` is its own op).
    UnaryOperator {
        /// `-x`
        Negative = "neg",
        /// `+x`
        Positive = "pos",
        /// `~x`
        Invert = "invert",
    }
);

text_enum!(
    /// The operator of `compare` and `compare_truth`.
    CompareOperator {
        /// `==`
        Equal = "eq",
        /// `!=`
        NotEqual = "ne",
        /// `<`
        Less = "lt",
        /// `<=`
        LessEqual = "le",
        /// `>`
        Greater = "gt",
        /// `>=`
        GreaterEqual = "ge",
    }
);

text_enum!(
    /// Which exception an unbound variable raises.
    BindingKind {
        /// A local of this function: `UnboundLocalError`.
        Local = "local",
        /// A variable of an enclosing function: `NameError` (free variable).
        Free = "free",
    }
);
