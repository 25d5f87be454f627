//! The classes that facts speak of.

use core::fmt;

use moltc_hir::{Constant, TypeHint};

macro_rules! classes {
    ($($(#[doc = $doc:literal])+ $name:ident $text:literal,)*) => {
        /// A built-in class.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Class {
            $($(#[doc = $doc])+ $name,)*
        }

        impl Class {
            /// Its name in Python.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Class::$name => $text,)*
                }
            }

            /// The class that an annotation of this name means, if nothing has rebound the name.
            fn named(name: &str) -> Option<Class> {
                match name {
                    $($text => Some(Class::$name),)*
                    _ => None,
                }
            }
        }
    };
}

classes! {
    /// `None`
    None "NoneType",
    /// `True` and `False`
    Bool "bool",
    /// Whole numbers of any size.
    Int "int",
    /// IEEE 754 doubles.
    Float "float",
    /// Text.
    Str "str",
    /// Bytes.
    Bytes "bytes",
    /// `...`
    Ellipsis "ellipsis",
    /// Fixed sequences.
    Tuple "tuple",
    /// Growing sequences.
    List "list",
    /// Sets.
    Set "set",
    /// Mappings.
    Dict "dict",
    /// `a:b:c` in a subscript.
    Slice "slice",
    /// What `def` and `lambda` make.
    Function "function",
    /// What a generator expression makes.
    Generator "generator",
}

impl Class {
    /// The class of a literal.
    pub(crate) fn of_constant(constant: &Constant) -> Option<Class> {
        match constant {
            Constant::None => Some(Class::None),
            Constant::Boolean(_) => Some(Class::Bool),
            Constant::Ellipsis => Some(Class::Ellipsis),
            Constant::Integer(_) => Some(Class::Int),
            Constant::Float(_) => Some(Class::Float),
            Constant::Imaginary(_) => None,
            Constant::String(_) => Some(Class::Str),
            Constant::Bytes(_) => Some(Class::Bytes),
        }
    }

    /// The class that an annotation means.
    pub(crate) fn of_hint(hint: &TypeHint) -> Option<Class> {
        match hint {
            TypeHint::Name(name) | TypeHint::Generic(name, _) => Class::named(name),
            TypeHint::None => Some(Class::None),
            TypeHint::Union(_) | TypeHint::Unknown => None,
        }
    }

    /// `bool` and `int`: operators treat both as whole numbers.
    pub(crate) const fn is_whole(self) -> bool {
        matches!(self, Class::Bool | Class::Int)
    }

    /// Whole numbers and floats.
    pub(crate) const fn is_number(self) -> bool {
        self.is_whole() || matches!(self, Class::Float)
    }

    /// Comparing two values of such classes with `<`, `==` and the like gives a bool, or raises.
    pub(crate) const fn compares_to_bool(self) -> bool {
        !matches!(self, Class::Tuple | Class::List | Class::Dict)
    }
}

impl fmt::Display for Class {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
