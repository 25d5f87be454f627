//! Gives a reference of its own to what was read from a slot and is used after the slot may have been set again, as in
//! `x, y = y, x`, and to what is given to a block parameter, which outlives the place where it was read.

use std::collections::BTreeSet;

use moltc_ir::control_flow::predecessors;
use moltc_ir::{Block, Function, Local, Op, Type, Value};

use crate::rewrite::instruction;

/// A place where a value is used: a block and the position of the instruction.
type Use = (Block, usize);

/// One read of a slot.
struct Read {
    block: Block,
    position: usize,
    local: Local,
    value: Value,
}

pub(super) fn own(function: &mut Function) {
    let sets = positions_of_sets(function);
    let mut reads: Vec<Read> = Vec::new();
    let mut uses: Vec<Option<Vec<Use>>> = vec![None; function.values.len()];
    for &block in &function.layout {
        for (position, current) in function.block(block).instructions.iter().enumerate() {
            if let (Op::LocalGet, Some(value)) = (current.op, current.result) {
                uses[value.index()] = Some(Vec::new());
                reads.push(Read { block, position, local: current.local(), value });
            }
        }
    }
    let mut is_given = vec![false; function.values.len()];
    for &block in &function.layout {
        let data = function.block(block);
        let mut note = |value: Value, position: usize| {
            if let Some(uses) = &mut uses[value.index()] {
                uses.push((block, position));
            }
        };
        for (position, current) in data.instructions.iter().enumerate() {
            current.operands.iter().for_each(|&operand| note(operand, position));
        }
        let terminator = data.terminator();
        terminator.operands().into_iter().for_each(|operand| note(operand, data.instructions.len()));
        for argument in terminator.edges().into_iter().flat_map(|edge| &edge.arguments) {
            is_given[argument.index()] = true;
        }
    }
    let predecessors = predecessors(function);
    let crosses = |read: &Read| {
        is_given[read.value.index()]
            || uses[read.value.index()].iter().flatten().any(|&place| is_set_before(&sets, &predecessors, read, place))
    };
    let crossing: Vec<Read> = reads.into_iter().filter(crosses).collect();
    let mut owned: Vec<Option<Value>> = vec![None; function.values.len()];
    for read in crossing.iter().rev() {
        let value = function.add_value(Type::Value);
        owned[read.value.index()] = Some(value);
        let own = instruction(Op::Own, vec![], vec![read.value], Some(value));
        // From the back of each block, so that positions stay right.
        function.block_mut(read.block).instructions.insert(read.position + 1, own);
    }
    if crossing.is_empty() {
        return;
    }
    let replacement = |value: &mut Value| {
        if let Some(Some(other)) = owned.get(value.index()) {
            *value = *other;
        }
    };
    for index in 0..function.layout.len() {
        let data = function.block_mut(function.layout[index]);
        for current in data.instructions.iter_mut().filter(|current| current.op != Op::Own) {
            current.operands.iter_mut().for_each(replacement);
        }
        data.terminator.as_mut().expect("the block is finished").change_values(replacement);
    }
}

/// By block index: the positions at which slots are set.
fn positions_of_sets(function: &Function) -> Vec<Vec<(usize, Local)>> {
    let mut sets = vec![Vec::new(); function.blocks.len()];
    for &block in &function.layout {
        for (position, current) in function.block(block).instructions.iter().enumerate() {
            if current.op == Op::LocalSet {
                sets[block.index()].push((position, current.local()));
            }
        }
    }
    sets
}

/// Whether the slot may be set between the read and a use.
fn is_set_before(
    sets: &[Vec<(usize, Local)>],
    predecessors: &[Vec<Block>],
    read: &Read,
    (block, position): Use,
) -> bool {
    let is_set = |block: Block, from: usize, to: usize| {
        sets[block.index()].iter().any(|&(at, local)| local == read.local && (from..to).contains(&at))
    };
    if block == read.block && position > read.position {
        return is_set(block, read.position, position);
    }
    if is_set(block, 0, position) {
        return true;
    }
    // Backwards from the use to the read, which dominates it; perhaps around a loop through the whole of the use's block.
    let mut seen = BTreeSet::new();
    let mut pending: Vec<Block> = predecessors[block.index()].clone();
    while let Some(current) = pending.pop() {
        if current == read.block {
            if is_set(current, read.position, usize::MAX) {
                return true;
            }
        } else if seen.insert(current) {
            if is_set(current, 0, usize::MAX) {
                return true;
            }
            pending.extend(&predecessors[current.index()]);
        }
    }
    false
}
