//! Answers questions from what is known of the operands, so that nobody has to be asked.
//!
//! The truth of a bool is whether it is True, that of None is known; neither can raise, so the error edge goes too. A value
//! that is never UNBOUND, or always, need not be asked for it.

use moltc_ir::{BitSet, Block, Constant, Facts, Function, Instruction, Kind, Module, Op, Terminator, Type};

use crate::analyses::{Analyses, Preserved};
use crate::rewrite::instruction;
use crate::simplify::take_normal_edge;

pub(crate) fn run(function: &mut Function, module: &mut Module, analyses: &mut Analyses) {
    if !function.layout.iter().any(|&block| function.block(block).instructions.iter().any(asks)) {
        return;
    }
    let facts = analyses.facts(function, module);
    // The truth of a boxed truth value is the value, which `simplify` sees.
    let mut is_boxed = BitSet::empty(function.values.len());
    for current in function.layout.iter().flat_map(|&block| &function.block(block).instructions) {
        if let (Op::BoxBool, Some(result)) = (current.op, current.result) {
            is_boxed.insert(result.index());
        }
    }
    let mut preserved = Preserved::All;
    for index in 0..function.layout.len() {
        let block = function.layout[index];
        // Backwards, so that positions stay right where an instruction is added.
        for position in (0..function.block(block).instructions.len()).rev() {
            let data = function.block_mut(block);
            let ends_try =
                position + 1 == data.instructions.len() && matches!(data.terminator(), Terminator::Try { .. });
            let current = &mut data.instructions[position];
            match answer(current, &facts) {
                None => continue,
                Some(Answer::IsTrue) if is_boxed.contains(current.operands[0].index()) => continue,
                Some(Answer::IsTrue) => compare_with_true(function, module, block, position),
                Some(Answer::Known(truth)) => {
                    current.op = Op::BoolConstant;
                    current.immediates = vec![u32::from(truth).into()];
                    current.operands.clear();
                }
            }
            if ends_try {
                take_normal_edge(function, block);
                preserved = Preserved::Nothing;
            } else if preserved == Preserved::All {
                preserved = Preserved::ControlFlow;
            }
        }
    }
    analyses.keep(preserved);
}

fn asks(instruction: &Instruction) -> bool {
    matches!(instruction.op, Op::Truth | Op::IsUnbound)
}

enum Answer {
    Known(bool),
    /// What the operand says, which is a bool.
    IsTrue,
}

fn answer(instruction: &Instruction, facts: &Facts) -> Option<Answer> {
    if !asks(instruction) {
        return None;
    }
    let kind = facts.kind(instruction.operands[0]);
    match instruction.op {
        _ if kind == Kind::NEVER => None,
        Op::IsUnbound if kind.is(Kind::UNBOUND) => Some(Answer::Known(true)),
        Op::IsUnbound => (!kind.may_be(Kind::UNBOUND)).then_some(Answer::Known(false)),
        // It has been asked about UNBOUND before.
        _ if kind.is(Kind::BOOL.or(Kind::UNBOUND)) => Some(Answer::IsTrue),
        _ if kind.is(Kind::NONE.or(Kind::UNBOUND)) => Some(Answer::Known(false)),
        _ => None,
    }
}

/// Turns a `truth` into a comparison with True.
fn compare_with_true(function: &mut Function, module: &mut Module, block: Block, position: usize) {
    let value = function.add_value(Type::Value);
    let constant = module.constants.intern(Constant::Bool(true));
    let instructions = &mut function.block_mut(block).instructions;
    instructions[position].op = Op::Identity;
    instructions[position].operands.push(value);
    instructions.insert(position, instruction(Op::Constant, vec![constant.into()], vec![], Some(value)));
}
