//! How values are owned: what reference counting has to do with each.

use molt_abi::value::{INT_MAX, INT_MIN};
use moltc_ir::dataflow::propagate;
use moltc_ir::{Block, Constant, Function, Instruction, Module, Op, ResultKind, Terminator, Value};

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
pub fn classify(function: &Function, order: &[Block], module: &Module) -> Vec<Counting> {
    let mut counting = vec![Counting::Plain; function.values.len()];
    for &parameter in &function.block(function.entry()).parameters {
        counting[parameter.index()] = Counting::Lent;
    }
    // Block parameters take the strongest of what they are given; what is lent is given lent values only.
    let strongest = |_, left: Counting, right| left.max(right);
    propagate(function, order, &mut counting, strongest, |instruction, _| result_counting(instruction, module));
    counting
}

fn result_counting(instruction: &Instruction, module: &Module) -> Counting {
    match instruction.result_kind() {
        ResultKind::Owned | ResultKind::Borrowed => Counting::Owned,
        ResultKind::Activation => Counting::Lent,
        ResultKind::Immortal => match instruction.op {
            Op::Constant => constant_counting(module.constants.get(instruction.constant())),
            Op::Unbound | Op::BoxBool => Counting::Plain,
            _ => Counting::Lent,
        },
        ResultKind::Nothing | ResultKind::ByIntrinsic | ResultKind::Bool | ResultKind::I64 | ResultKind::F64 => {
            Counting::Plain
        }
    }
}

/// Constants that are objects are immortal, but their counts still have to balance in the long run.
fn constant_counting(constant: &Constant) -> Counting {
    match constant {
        Constant::None | Constant::Bool(_) | Constant::Ellipsis | Constant::NotImplemented | Constant::Float(_) => {
            Counting::Plain
        }
        Constant::Int(value) if (INT_MIN..=INT_MAX).contains(value) => Counting::Plain,
        _ => Counting::Lent,
    }
}

/// Whether the value can be the UNBOUND sentinel, for every value by index.
pub(crate) fn maybe_unbound(function: &Function, order: &[Block]) -> Vec<bool> {
    let mut maybe = vec![false; function.values.len()];
    let evaluate = |instruction: &Instruction, maybe: &[bool]| match instruction.op {
        Op::Unbound | Op::LocalGet | Op::CellGet | Op::Next | Op::FrameTake => true,
        // What is stored decides.
        Op::LocalSet | Op::LocalReplace | Op::Own => {
            instruction.operands.last().is_some_and(|stored| maybe[stored.index()])
        }
        Op::Intrinsic => instruction.intrinsic().signature().result == molt_abi::intrinsics::ResultKind::Maybe,
        _ => false,
    };
    propagate(function, order, &mut maybe, |_, left, right| left || right, evaluate);
    maybe
}

/// The result of the raising instruction that ends a block, which exists on the normal edge only.
pub(crate) fn result_of_try(function: &Function, block: Block) -> Option<Value> {
    let data = function.block(block);
    match data.terminator {
        Some(Terminator::Try { .. }) => data.instructions.last().and_then(|last| last.result),
        _ => None,
    }
}
