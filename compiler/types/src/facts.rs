//! What is known of a value, and of a function's variables.

use core::fmt;

use moltc_hir::{Expression, Function, LocalId, Place};

use crate::class::Class;
use crate::variables;

/// How sure a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// An annotation says so.
    Assumed,
    /// It holds.
    Proven,
}

/// A value's exact class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fact {
    /// The class.
    pub class: Class,
    /// How sure that is.
    pub certainty: Certainty,
}

impl Fact {
    pub(crate) const fn proven(class: Class) -> Fact {
        Fact { class, certainty: Certainty::Proven }
    }

    /// The fact if it may be relied on.
    #[must_use]
    pub fn is_proven(self, class: Class) -> bool {
        self == Fact::proven(class)
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let certainty = match self.certainty {
            Certainty::Assumed => "assumed",
            Certainty::Proven => "proven",
        };
        write!(formatter, "{certainty} {}", self.class)
    }
}

/// What the values that reach a point have in common. Every step of the analysis goes down this list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Knowledge {
    /// No value has been seen yet.
    Nothing,
    /// All are of one class.
    Fact(Fact),
    /// They differ, or are not known.
    Unknown,
}

impl Knowledge {
    pub(crate) const fn proven(class: Class) -> Knowledge {
        Knowledge::Fact(Fact::proven(class))
    }

    /// What holds when the value is one or the other.
    pub(crate) fn join(self, other: Knowledge) -> Knowledge {
        match (self, other) {
            (Knowledge::Nothing, known) | (known, Knowledge::Nothing) => known,
            (Knowledge::Fact(left), Knowledge::Fact(right)) if left.class == right.class => {
                Knowledge::Fact(Fact { class: left.class, certainty: left.certainty.min(right.certainty) })
            }
            _ => Knowledge::Unknown,
        }
    }

    /// A fact that rests on these operands.
    pub(crate) fn derive(operands: &[Knowledge], rule: impl FnOnce(&[Class]) -> Option<Class>) -> Knowledge {
        let mut classes = Vec::with_capacity(operands.len());
        let mut certainty = Certainty::Proven;
        for operand in operands {
            match operand {
                Knowledge::Nothing => return Knowledge::Nothing,
                Knowledge::Unknown => return Knowledge::Unknown,
                Knowledge::Fact(fact) => {
                    classes.push(fact.class);
                    certainty = certainty.min(fact.certainty);
                }
            }
        }
        rule(&classes).map_or(Knowledge::Unknown, |class| Knowledge::Fact(Fact { class, certainty }))
    }
}

/// The facts of one function.
#[derive(Clone, Debug)]
pub struct Facts {
    /// By local: what is in it whenever it is bound.
    pub(crate) locals: Vec<Knowledge>,
}

impl Facts {
    /// Works out the facts of a function.
    #[must_use]
    pub fn of(function: &Function) -> Facts {
        variables::analyse(function)
    }

    /// What is known of a local variable whenever it is bound.
    #[must_use]
    pub fn local(&self, local: LocalId) -> Option<Fact> {
        match self.locals[local.index()] {
            Knowledge::Fact(fact) => Some(fact),
            Knowledge::Nothing | Knowledge::Unknown => None,
        }
    }

    /// What is known of the value of an expression of this function.
    #[must_use]
    pub fn expression(&self, expression: &Expression) -> Option<Fact> {
        match self.knowledge(expression) {
            Knowledge::Fact(fact) => Some(fact),
            Knowledge::Nothing | Knowledge::Unknown => None,
        }
    }

    pub(crate) fn place(&self, place: &Place) -> Knowledge {
        match place {
            Place::Local(local) => self.locals[local.index()],
            Place::Cell(_) | Place::Free(_) | Place::Global(_) | Place::Class(_) => Knowledge::Unknown,
        }
    }
}
