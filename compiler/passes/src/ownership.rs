//! How values are owned: what reference counting has to do with each.

use moltc_ir::dataflow::propagate;
use moltc_ir::{Block, Facts, Function, Instruction, ResultKind, Terminator, Value};

/// What a value means to reference counting. Ordered: where different kinds meet, the larger one wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counting {
    /// Never a pointer: machine values, singletons, inline ints and floats. Nothing is ever counted.
    Plain,
    /// Kept alive by someone else for as long as it is used: parameters, constants on the heap, closure cells, values of
    /// local slots. Giving it away takes a reference first.
    Lent,
    /// Has a reference of its own, which must be given away exactly once.
    Owned,
}

/// The counting of every value, by index. `order` is the reverse postorder.
pub fn classify(function: &Function, order: &[Block], facts: &Facts) -> Vec<Counting> {
    let mut counting = vec![Counting::Plain; function.values.len()];
    for &parameter in &function.block(function.entry()).parameters {
        counting[parameter.index()] = Counting::Lent;
    }
    // Block parameters take the strongest of what they are given; what is lent is given lent values only. Whoever owns it,
    // what is no pointer is never counted.
    let is_plain = |value: Value| facts.kind(value).is_uncounted();
    let strongest = |value, left: Counting, right| if is_plain(value) { Counting::Plain } else { left.max(right) };
    propagate(function, order, &mut counting, strongest, |instruction, _| result_counting(instruction));
    counting
}

fn result_counting(instruction: &Instruction) -> Counting {
    match instruction.result_kind() {
        ResultKind::Owned | ResultKind::Borrowed => Counting::Owned,
        ResultKind::Activation | ResultKind::Immortal => Counting::Lent,
        ResultKind::Nothing | ResultKind::ByIntrinsic | ResultKind::Bool | ResultKind::I64 | ResultKind::F64 => {
            Counting::Plain
        }
    }
}

/// The result of the raising instruction that ends a block, which exists on the normal edge only.
pub(crate) fn result_of_try(function: &Function, block: Block) -> Option<Value> {
    let data = function.block(block);
    match data.terminator {
        Some(Terminator::Try { .. }) => data.instructions.last().and_then(|last| last.result),
        _ => None,
    }
}
