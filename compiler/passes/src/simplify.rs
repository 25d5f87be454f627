//! Simplifies control flow: branches that are decided, jumps to jumps, blocks that can be one, blocks nobody reaches.
//!
//! It also joins a comparison with the test of its truth, and drops the boxing of a truth value that is only tested.
//! Works in every phase up to splitting; while blocks have handlers, only blocks with the same handler are merged (or
//! such that one of them cannot raise).

use moltc_ir::control_flow::Definition;
use moltc_ir::{Block, BlockCall, Function, Instruction, Module, Op, Terminator, Value};

use crate::analyses::{Analyses, Preserved};
use crate::rewrite::{Replacements, remove_unreachable_blocks, use_counts};

pub(crate) fn run(function: &mut Function, _: &mut Module, analyses: &mut Analyses) {
    // A loop that nothing leads to any more must be gone before blocks are merged: it would be given its own parameters.
    let steps = [simplify_truth, decide_branches, thread_jumps, remove_unreachable_blocks, merge_blocks];
    let mut changed = true;
    while std::mem::take(&mut changed) {
        for step in steps {
            if step(function, analyses) {
                analyses.keep(Preserved::Nothing);
                changed = true;
            }
        }
    }
}

fn defining_instruction(function: &Function, definition: Definition) -> Option<&Instruction> {
    match definition {
        Definition::Instruction(block, index) => Some(&function.block(block).instructions[index]),
        Definition::NormalEdge(block) => function.block(block).instructions.last(),
        Definition::None | Definition::Parameter(_) => None,
    }
}

/// `truth(compare)` to `compare_truth` where one follows the other; `truth(box_bool(x))` and `not(not(x))` to `x`.
fn simplify_truth(function: &mut Function, analyses: &mut Analyses) -> bool {
    let uses = use_counts(function);
    let definitions = analyses.definitions(function);
    let mut replacements = Replacements::default();
    // Taken out at the end, so that the positions in `definitions` stay right.
    let mut removed: Vec<(Block, usize)> = Vec::new();
    for index in 0..function.layout.len() {
        let block = function.layout[index];
        for position in 0..function.block(block).instructions.len() {
            let current = &function.block(block).instructions[position];
            let Some((operand, result)) = current.operands.first().copied().zip(current.result) else { continue };
            let Some(source) = defining_instruction(function, definitions[operand.index()]) else { continue };
            match (current.op, source.op) {
                (Op::Truth, Op::BoxBool) | (Op::Not, Op::Not) => {
                    replacements.insert(result, source.operands[0]);
                    removed.push((block, position));
                }
                (Op::Truth, Op::Compare) if position > 0 && uses[operand.index()] == 1 => {
                    let previous = &mut function.block_mut(block).instructions[position - 1];
                    if previous.result == Some(operand) {
                        previous.op = Op::CompareTruth;
                        previous.result = Some(result);
                        removed.push((block, position));
                    }
                }
                _ => {}
            }
        }
    }
    for &(block, position) in removed.iter().rev() {
        let is_last = position + 1 == function.block(block).instructions.len();
        let is_try = matches!(function.block(block).terminator(), Terminator::Try { .. });
        function.block_mut(block).instructions.remove(position);
        if is_try && is_last {
            take_normal_edge(function, block);
        }
    }
    replacements.apply(function);
    !removed.is_empty()
}

/// Turns a `try` whose instruction is gone into a jump along its normal edge.
pub(crate) fn take_normal_edge(function: &mut Function, block: Block) {
    let data = function.block_mut(block);
    if let Some(Terminator::Try { normal, .. }) = data.terminator.take() {
        data.terminator = Some(Terminator::Jump(normal));
    }
}

/// Branches on constants, on negations, and with two equal targets.
fn decide_branches(function: &mut Function, analyses: &mut Analyses) -> bool {
    let definitions = analyses.definitions(function);
    let mut changed = false;
    for index in 0..function.layout.len() {
        let block = function.layout[index];
        let Terminator::Branch { condition, then, otherwise } = function.block(block).terminator() else { continue };
        let source = defining_instruction(function, definitions[condition.index()]);
        let replacement = if then == otherwise {
            Terminator::Jump(then.clone())
        } else {
            match source {
                Some(source) if source.op == Op::BoolConstant => {
                    Terminator::Jump(if source.index() != 0 { then } else { otherwise }.clone())
                }
                Some(source) if source.op == Op::Not => Terminator::Branch {
                    condition: source.operands[0],
                    then: otherwise.clone(),
                    otherwise: then.clone(),
                },
                _ => continue,
            }
        };
        function.block_mut(block).terminator = Some(replacement);
        changed = true;
    }
    changed
}

/// Leads edges past blocks that do nothing but jump on.
fn thread_jumps(function: &mut Function, _: &mut Analyses) -> bool {
    let uses = use_counts(function);
    let mut changed = false;
    for index in 0..function.layout.len() {
        let block = function.layout[index];
        let mut terminator = function.block(block).terminator().clone();
        let mut threaded = false;
        for edge in terminator.edges_mut() {
            if let Some(next) = past(function, &uses, edge) {
                *edge = next;
                threaded = true;
            }
        }
        if threaded {
            function.block_mut(block).terminator = Some(terminator);
            changed = true;
        }
    }
    changed
}

fn past(function: &Function, uses: &[u32], edge: &BlockCall) -> Option<BlockCall> {
    let target = function.block(edge.block);
    let Terminator::Jump(next) = target.terminator() else { return None };
    if !target.instructions.is_empty() || next.block == edge.block || edge.block == function.entry() {
        return None;
    }
    // A parameter that is used further on is still needed.
    let used_here = |value: Value| next.arguments.iter().filter(|&&argument| argument == value).count() as u32;
    if target.parameters.iter().any(|&parameter| uses[parameter.index()] != used_here(parameter)) {
        return None;
    }
    let argument = |value: Value| match target.parameters.iter().position(|&parameter| parameter == value) {
        Some(position) => edge.arguments[position],
        None => value,
    };
    Some(BlockCall::with(next.block, next.arguments.iter().map(|&value| argument(value)).collect()))
}

/// Appends a block to its only predecessor.
fn merge_blocks(function: &mut Function, analyses: &mut Analyses) -> bool {
    let mut predecessors: Vec<usize> = analyses.predecessors(function).iter().map(Vec::len).collect();
    for &block in &function.layout {
        if let Some(handler) = function.block(block).handler {
            // Never merged: it is entered from the middle of other blocks.
            predecessors[handler.index()] += 2;
        }
    }
    for entered in &function.entries {
        predecessors[entered.index()] += 2;
    }
    let mut replacements = Replacements::default();
    let mut merged = vec![false; function.blocks.len()];
    for index in 0..function.layout.len() {
        let block = function.layout[index];
        if merged[block.index()] {
            continue;
        }
        while let Terminator::Jump(call) = function.block(block).terminator() {
            let target = call.block;
            if predecessors[target.index()] != 1 || target == block || !handlers_agree(function, block, target) {
                break;
            }
            let arguments = call.arguments.clone();
            let taken = std::mem::take(function.block_mut(target));
            for (&parameter, argument) in taken.parameters.iter().zip(arguments) {
                replacements.insert(parameter, argument);
            }
            let data = function.block_mut(block);
            if !data.instructions.iter().any(Instruction::raises) {
                data.handler = taken.handler;
            }
            data.instructions.extend(taken.instructions);
            data.terminator = taken.terminator;
            data.terminator_location = taken.terminator_location;
            merged[target.index()] = true;
        }
    }
    function.layout.retain(|block| !merged[block.index()]);
    replacements.apply(function);
    merged.contains(&true)
}

fn handlers_agree(function: &Function, first: Block, second: Block) -> bool {
    let raises = |block: Block| function.block(block).instructions.iter().any(Instruction::raises);
    function.block(first).handler == function.block(second).handler || !raises(first) || !raises(second)
}
