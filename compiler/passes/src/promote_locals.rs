//! Turns local slots into SSA values.
//!
//! Named locals live until they are rebound, deleted or the function is left: that is visible through finalizers and weak
//! references. SSA values would die at their last use, so `keep_alive` marks those points. Two exceptions concern
//! `x += y`: the in-place operator consumes the old value of `x` so that a sole owner can be changed in place; the old
//! value then ends there, whether the operator succeeds or its error leaves the function.
//!
//! Checks for unbound variables go where the variable is certainly bound. In generators the slots stay: they live in the
//! frame.

use moltc_ir::control_flow::{Definition, Dominators, definitions, predecessors};
use moltc_ir::{Block, Function, Instruction, Module, Op, Phase, ResultKind, Terminator, Type, Value};

use crate::ownership::maybe_unbound;
use crate::rewrite::{instruction, remove_unreachable_blocks};
use crate::simplify::take_normal_edge;
use crate::slots::{Promoted, promote};

pub(crate) fn run(function: &mut Function, _: &mut Module) {
    remove_unreachable_blocks(function);
    if !function.is_generator {
        let count = function.locals.len();
        let promoted = promote(function, 0..count, &vec![Type::Value; count], false);
        keep_locals_alive(function, &promoted);
    }
    remove_checks(function);
    remove_unreachable_blocks(function);
    function.phase = Phase::Ssa;
}

fn keep_locals_alive(function: &mut Function, promoted: &Promoted) {
    let definitions = definitions(function);
    let predecessors = predecessors(function);
    let counted = |function: &Function, value: Value| match definitions[value.index()] {
        Definition::None => false,
        Definition::Parameter(block) => block != function.entry(),
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
    for (&block, state) in &promoted.at_end {
        let data = function.block(block);
        let given_away = match data.terminator() {
            Terminator::Return(value) => Some(*value),
            Terminator::ReturnError => match predecessors[block.index()][..] {
                [only] => function
                    .block(only)
                    .instructions
                    .last()
                    .filter(|last| last.op == Op::Inplace)
                    .map(|last| last.operands[0]),
                _ => None,
            },
            _ => continue,
        };
        let mut seen = Vec::new();
        for &value in state {
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

/// Removes `check_bound` of values that are never UNBOUND, or that an earlier check has passed.
fn remove_checks(function: &mut Function) {
    let maybe = maybe_unbound(function);
    let dominators = Dominators::compute(function);
    let mut checked: Vec<Vec<Block>> = vec![Vec::new(); function.values.len()];
    for block in moltc_ir::control_flow::reverse_postorder(function) {
        let Some(last) = function.block(block).instructions.last() else { continue };
        if last.op != Op::CheckBound {
            continue;
        }
        let value = last.operands[0];
        let passed = |&earlier: &Block| dominators.is_available(Definition::NormalEdge(earlier), block, 0);
        if !maybe[value.index()] || checked[value.index()].iter().any(passed) {
            function.block_mut(block).instructions.pop();
            take_normal_edge(function, block);
        } else {
            checked[value.index()].push(block);
        }
    }
}
