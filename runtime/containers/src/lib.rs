//! Sequences, mappings and sets, iterators over them, and the builtin functions about them.
#![forbid(unsafe_code)]

use molt_protocol::builtins_module::Builtin;

pub mod functions;
pub mod iteration;
pub mod mapping;
pub mod matching;
pub mod sequence;
pub mod sets;

/// What is in `builtins` of this crate.
pub const BUILTINS: &[Builtin] = &[
    Builtin::Type(&sequence::list::LIST),
    Builtin::Type(&sequence::tuple::TUPLE),
    Builtin::Type(&sequence::range::RANGE),
    Builtin::Type(&mapping::dict::DICT),
    Builtin::Type(&sets::SET),
    Builtin::Type(&sets::FROZEN_SET),
    Builtin::Type(&iteration::counted::ENUMERATE),
    Builtin::Type(&iteration::filter::FILTER),
    Builtin::Type(&iteration::map::MAP),
    Builtin::Type(&iteration::reversed::REVERSED),
    Builtin::Type(&iteration::zip::ZIP),
    Builtin::Functions(&functions::FUNCTIONS),
    Builtin::Functions(&functions::iteration::FUNCTIONS),
    Builtin::Functions(&functions::extremes::FUNCTIONS),
    Builtin::Functions(&functions::sum::FUNCTIONS),
];

/// Sets the types up.
pub fn initialise() {
    sequence::initialise();
    mapping::initialise();
    sets::initialise();
}
