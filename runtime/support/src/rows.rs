//! Rows of tables of native functions, and putting the methods of a type together from the files that implement them.

use molt_object::function::{Arity, Definition};
use molt_object::{Arguments, Borrowed, Owned, Result};

/// One row of a table of native functions.
pub const fn method(
    name: &'static str,
    arity: Arity,
    documentation: &'static str,
    function: fn(Borrowed<'_>, Arguments<'_>) -> Result,
) -> Definition {
    Definition { name, documentation, arity, function }
}

/// How many definitions there are in all.
pub const fn count(groups: &[&[Definition]]) -> usize {
    let mut total = 0;
    let mut group = 0;
    while group < groups.len() {
        total += groups[group].len();
        group += 1;
    }
    total
}

/// The definitions of all groups in order; `COUNT` is [`count`] of them.
pub const fn concatenate<const COUNT: usize>(groups: &[&[Definition]]) -> [Definition; COUNT] {
    fn nothing(_: Borrowed<'_>, _: Arguments<'_>) -> Result {
        Ok(Owned::none())
    }
    let mut all = [const { Definition { name: "", documentation: "", arity: Arity::None, function: nothing } }; COUNT];
    let mut place = 0;
    let mut group = 0;
    while group < groups.len() {
        let mut index = 0;
        while index < groups[group].len() {
            let Definition { name, documentation, arity, function } = &groups[group][index];
            all[place] = Definition { name, documentation, arity: *arity, function: *function };
            place += 1;
            index += 1;
        }
        group += 1;
    }
    assert!(place == COUNT, "COUNT is not the number of definitions");
    all
}
