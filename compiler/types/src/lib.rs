//! What annotations say, as hints for inference.
//!
//! An annotation is a *hint*: whatever relies on one tests it first, so a wrong one costs speed and never changes what a
//! program does. What is known of values for certain is found on SSA (`compiler/ir/src/facts.rs`).

#![forbid(unsafe_code)]

use moltc_hir::TypeHint;
use moltc_ir::Kind;

/// The kind of values that an annotation means, if nothing has rebound its names; `None` where it says nothing that could
/// be tested.
#[must_use]
pub fn hint(annotation: &TypeHint) -> Option<Kind> {
    match annotation {
        TypeHint::Name(name) | TypeHint::Generic(name, _) => Kind::of_class(name),
        TypeHint::None => Some(Kind::NONE),
        TypeHint::Union(members) => {
            members.iter().map(hint).try_fold(Kind::NEVER, |together, member| member.map(|member| together.or(member)))
        }
        TypeHint::Unknown => None,
    }
}

#[cfg(test)]
mod tests;
