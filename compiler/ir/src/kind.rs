//! Kinds: sets of the forms that a Python value may have.
//!
//! A *form* is how a value is represented, and what class the object is where it is represented by a pointer: an inline
//! int, a list, a str in static data. All forms together cover every value exactly once, so that sets of them say what is
//! known of a representation and of an exact class alike. An instance of a subclass is not of its base's form.

use std::fmt;

/// A set of forms.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, PartialOrd, Ord, Hash)]
pub struct Kind(u32);

macro_rules! forms {
    ($($(#[doc = $doc:literal])+ $number:literal $name:ident $text:literal,)*) => {
        impl Kind {
            $($(#[doc = $doc])+ pub const $name: Kind = Kind(1 << $number);)*

            /// Every form with the word for it in the textual form.
            const FORMS: &[(Kind, &'static str)] = &[$((Kind::$name, $text)),*];
        }
    };
}

forms! {
    /// An int of the inline range.
    0 INT "int",
    /// A float.
    1 FLOAT "float",
    /// True or False.
    2 BOOL "bool",
    /// None
    3 NONE "None",
    /// Ellipsis, NotImplemented.
    4 CONSTANT "constant",
    /// The UNBOUND sentinel, which is no Python value.
    5 UNBOUND "unbound",
    /// An int that is an object.
    6 BIG_INT "big_int",
    /// A str.
    7 STR "str",
    /// A bytes object.
    8 BYTES "bytes",
    /// A tuple.
    9 TUPLE "tuple",
    /// A list.
    10 LIST "list",
    /// A set.
    11 SET "set",
    /// A dict.
    12 DICT "dict",
    /// A slice.
    13 SLICE "slice",
    /// A range.
    14 RANGE "range",
    /// What `def` and `lambda` make.
    15 FUNCTION "function",
    /// A generator.
    16 GENERATOR "generator",
    /// A cell, which holds a variable that several functions use.
    17 CELL "cell",
    /// An object of any other class.
    18 OTHER "other",
    /// An int in static data.
    19 STATIC_INT "static_int",
    /// A str in static data.
    20 STATIC_STR "static_str",
    /// A bytes object in static data.
    21 STATIC_BYTES "static_bytes",
    /// A tuple in static data.
    22 STATIC_TUPLE "static_tuple",
    /// Another object in static data.
    23 STATIC_OTHER "static_other",
}

impl Kind {
    /// No value at all: unreachable, or not yet computed.
    pub const NEVER: Kind = Kind(0);
    /// A pointer to an object that is not in static data.
    pub const POINTER: Kind = Kind(0x7FFC0);
    /// A pointer to an immortal object in static data.
    pub const STATIC: Kind = Kind(0xF8_0000);
    /// None, NotImplemented, Ellipsis.
    pub const SINGLETON: Kind = Kind::NONE.or(Kind::CONSTANT);
    /// Anything.
    pub const ANY: Kind = Kind(0xFF_FFFF);
    /// Any Python value: not UNBOUND.
    pub const BOUND: Kind = Kind::ANY.without(Kind::UNBOUND);

    /// An int of any size.
    pub const ANY_INT: Kind = Kind::INT.or(Kind::BIG_INT).or(Kind::STATIC_INT);
    /// A bool or an int: what operators treat as whole numbers.
    pub const WHOLE: Kind = Kind::ANY_INT.or(Kind::BOOL);
    /// A bool, int or float.
    pub const NUMBER: Kind = Kind::WHOLE.or(Kind::FLOAT);
    /// A str wherever it is.
    pub const ANY_STR: Kind = Kind::STR.or(Kind::STATIC_STR);
    /// A bytes object wherever it is.
    pub const ANY_BYTES: Kind = Kind::BYTES.or(Kind::STATIC_BYTES);
    /// A tuple wherever it is.
    pub const ANY_TUPLE: Kind = Kind::TUPLE.or(Kind::STATIC_TUPLE);

    /// Sets with a word of their own in the textual form; larger ones first.
    const GROUPS: &[(Kind, &'static str)] = &[
        (Kind::ANY, "any"),
        (Kind::BOUND, "bound"),
        (Kind::POINTER, "pointer"),
        (Kind::STATIC, "static"),
        (Kind::ANY_INT, "any_int"),
        (Kind::ANY_STR, "any_str"),
        (Kind::ANY_BYTES, "any_bytes"),
        (Kind::ANY_TUPLE, "any_tuple"),
    ];

    /// The values of the built-in class with this name in Python; `None` where nothing is known of them.
    pub fn of_class(name: &str) -> Option<Kind> {
        Some(match name {
            "int" => Kind::ANY_INT,
            "float" => Kind::FLOAT,
            "bool" => Kind::BOOL,
            "None" => Kind::NONE,
            "str" => Kind::ANY_STR,
            "bytes" => Kind::ANY_BYTES,
            "tuple" => Kind::ANY_TUPLE,
            "list" => Kind::LIST,
            "set" => Kind::SET,
            "dict" => Kind::DICT,
            "slice" => Kind::SLICE,
            "range" => Kind::RANGE,
            _ => return None,
        })
    }

    /// Both sets together.
    #[must_use]
    pub const fn or(self, other: Kind) -> Kind {
        Kind(self.0 | other.0)
    }

    /// The forms that are in both sets.
    #[must_use]
    pub const fn and(self, other: Kind) -> Kind {
        Kind(self.0 & other.0)
    }

    /// The forms that are not in the other set.
    #[must_use]
    pub const fn without(self, other: Kind) -> Kind {
        Kind(self.0 & !other.0)
    }

    /// Whether only forms of `other` are possible.
    pub const fn is(self, other: Kind) -> bool {
        self.0 & !other.0 == 0
    }

    /// Whether some form of `other` is possible.
    pub const fn may_be(self, other: Kind) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether counting references can be left out.
    pub const fn is_uncounted(self) -> bool {
        // Counts of immortal objects have to balance too, or they would die in the long run.
        !self.may_be(Kind::POINTER.or(Kind::STATIC))
    }

    /// Whether it is a pointer, whatever else is unknown.
    pub const fn is_pointer(self) -> bool {
        self.is(Kind::POINTER.or(Kind::STATIC))
    }

    /// The set of a word of the textual form.
    pub(crate) fn from_word(word: &str) -> Option<Kind> {
        let known = Kind::GROUPS.iter().chain(Kind::FORMS);
        known.into_iter().find(|(_, text)| *text == word).map(|&(kind, _)| kind)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = *self;
        let mut separator = "";
        for &(kind, text) in Kind::GROUPS.iter().chain(Kind::FORMS) {
            if kind.is(rest) {
                write!(formatter, "{separator}{text}")?;
                rest = rest.without(kind);
                separator = "|";
            }
        }
        if separator.is_empty() { formatter.write_str("never") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests;
