//! Turns local slots into SSA values.
//!
//! Named locals live until they are rebound, deleted or the function is left: that is visible through finalizers and weak
//! references. SSA values would die at their last use, so `keep_alive` marks those points. Two exceptions concern
//! `x += y`: the in-place operator consumes the old value of `x` so that a sole owner can be changed in place; the old
//! value then ends there, whether the operator succeeds or its error leaves the function.
//!
//! Checks for unbound variables go where the variable is certainly bound.
//!
//! In a generator every local that is bound has to be moved into the frame and out of it at each suspension. Where that
//! would be too much code the slots stay, and are accessed in the frame.

mod bound_checks;

use std::collections::BTreeMap;

use moltc_ir::control_flow::{Definition, definitions, predecessors};
use moltc_ir::{Block, Function, Instruction, Module, Op, Phase, ResultKind, Terminator, Type, Value};

use crate::rewrite::{instruction, remove_unreachable_blocks};
use crate::slots::{Promoted, promote};

pub(crate) fn run(function: &mut Function, _: &mut Module) {
    remove_unreachable_blocks(function);
    let stay_in_frame = function.is_generator && function.locals.len() * suspension_count(function) > SPILL_LIMIT;
    if !stay_in_frame {
        let count = function.locals.len();
        let promoted = promote(function, 0..count, &vec![Type::Value; count], false);
        share_error_exits(function, &promoted);
        keep_locals_alive(function, &promoted);
    }
    if stay_in_frame {
        bound_checks::remove_in_generator(function);
    } else {
        bound_checks::remove(function);
    }
    remove_unreachable_blocks(function);
    function.phase = Phase::Ssa;
}

/// Makes exits one that have the same locals to let go of.
fn share_error_exits(function: &mut Function, promoted: &Promoted) {
    let mut exits: BTreeMap<(&[Value], Option<Value>), Block> = BTreeMap::new();
    let predecessors = predecessors(function);
    let mut removed = vec![false; function.blocks.len()];
    for block in function.layout.clone() {
        let Terminator::Try { error, .. } = function.block(block).terminator() else { continue };
        let exit = error.block;
        let data = function.block(exit);
        let is_own =
            predecessors[exit.index()].len() == 1 && data.instructions.is_empty() && data.parameters.is_empty();
        if !is_own || *data.terminator() != Terminator::ReturnError {
            continue;
        }
        let key = (promoted.at_end[&exit].as_slice(), consumed_by_inplace(function, block));
        let shared = *exits.entry(key).or_insert(exit);
        if shared != exit {
            removed[exit.index()] = true;
            if let Some(Terminator::Try { error, .. }) = &mut function.block_mut(block).terminator {
                error.block = shared;
            }
        }
    }
    function.layout.retain(|block| !removed[block.index()]);
}

/// What the in-place operator at the end of the block gives away.
fn consumed_by_inplace(function: &Function, block: Block) -> Option<Value> {
    let last = function.block(block).instructions.last()?;
    (last.op == Op::Inplace).then(|| last.operands[0])
}

/// The largest number of moves of locals into the frame (locals times suspensions) that a generator is given.
const SPILL_LIMIT: usize = 512;

fn suspension_count(function: &Function) -> usize {
    let is_yield = |instruction: &&Instruction| matches!(instruction.op, Op::YieldValue | Op::YieldDelegated);
    function.layout.iter().map(|&block| function.block(block).instructions.iter().filter(is_yield).count()).sum()
}

fn keep_locals_alive(function: &mut Function, promoted: &Promoted) {
    let definitions = definitions(function);
    let predecessors = predecessors(function);
    let counted = |function: &Function, value: Value| match definitions[value.index()] {
        Definition::None => false,
        // A generator takes its arguments out of its frame, and then owns them.
        Definition::Parameter(block) => block != function.entry() || function.is_generator,
        Definition::Instruction(block, index) => is_counted(&function.block(block).instructions[index]),
        Definition::NormalEdge(block) => function.block(block).instructions.last().is_some_and(is_counted),
    };
    let mut insertions: Vec<(Block, usize, Value)> = Vec::new();
    for (&block, rebindings) in &promoted.rebindings {
        for rebinding in rebindings {
            let old = rebinding.old;
            let is_inplace = defining(function, definitions[rebinding.new.index()])
                .is_some_and(|defining| defining.op == Op::Inplace && defining.operands[0] == old);
            if old != promoted.unbound && old != rebinding.new && !is_inplace && counted(function, old) {
                insertions.push((block, rebinding.position, old));
            }
        }
    }
    for &block in &function.layout {
        let state = &promoted.at_end[&block];
        let data = function.block(block);
        let given_away = match data.terminator() {
            Terminator::Return(value) => Some(*value),
            Terminator::ReturnError => {
                let mut consumed =
                    predecessors[block.index()].iter().map(|&block| consumed_by_inplace(function, block));
                let first = consumed.next().flatten();
                first.filter(|_| consumed.all(|other| other == first))
            }
            _ => continue,
        };
        let mut seen = Vec::new();
        // Locals go from the last to the first, as in CPython.
        for &value in state.iter().rev() {
            if value != promoted.unbound
                && Some(value) != given_away
                && !seen.contains(&value)
                && counted(function, value)
            {
                seen.push(value);
                insertions.push((block, data.instructions.len(), value));
            }
        }
    }
    // From the back, so that positions stay right; insertions at one position keep their order.
    for (block, position, value) in insertions.into_iter().rev() {
        let keep = instruction(Op::KeepAlive, vec![], vec![value], None);
        function.block_mut(block).instructions.insert(position, keep);
    }
}

fn is_counted(instruction: &Instruction) -> bool {
    matches!(instruction.result_kind(), ResultKind::Owned | ResultKind::Borrowed)
}

fn defining(function: &Function, definition: Definition) -> Option<&Instruction> {
    match definition {
        Definition::Instruction(block, index) => function.block(block).instructions.get(index),
        Definition::NormalEdge(block) => function.block(block).instructions.last(),
        Definition::None | Definition::Parameter(_) => None,
    }
}
