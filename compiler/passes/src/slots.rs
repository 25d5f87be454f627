//! Turns local slots into SSA values: the machinery behind `promote_locals` and `split_generators`.
//!
//! A slot is UNBOUND at the function's entry. Where several definitions meet, the block gets a parameter.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use moltc_ir::control_flow::{Dominators, reverse_postorder};
use moltc_ir::{Block, Function, Local, Op, Type, Value};

use crate::rewrite::{Replacements, instruction};

/// What the values of the slots are at certain points, for whoever wants to keep them alive there.
pub(crate) struct Promoted {
    /// By block: the slots' values at its end.
    pub(crate) at_end: BTreeMap<Block, Vec<Value>>,
    /// By block: for each rebinding, the position of the next instruction, the old value and the new one.
    pub(crate) rebindings: BTreeMap<Block, Vec<Rebinding>>,
    /// The value that stands for an unbound slot.
    pub(crate) unbound: Value,
}

/// A slot that got another value.
pub(crate) struct Rebinding {
    /// The instruction before which it happened, counted without the slot accesses.
    pub(crate) position: usize,
    /// The value before.
    pub(crate) old: Value,
    /// The value after.
    pub(crate) new: Value,
}

/// Replaces all accesses to the locals in `range` by SSA values; `types` are their types. Unreachable blocks must be
/// gone. With `prune`, a slot's value ends where it is no longer read; else it is carried along to every exit.
pub(crate) fn promote(function: &mut Function, range: Range<usize>, types: &[Type], prune: bool) -> Promoted {
    let unbound = insert_unbound(function);
    let dominators = Dominators::compute(function);
    let meeting = place_parameters(function, &dominators, &range, types, prune);
    let mut replacements = Replacements::default();
    let mut at_end: BTreeMap<Block, Vec<Value>> = BTreeMap::new();
    let mut rebindings: BTreeMap<Block, Vec<Rebinding>> = BTreeMap::new();
    for block in reverse_postorder(function) {
        let mut state = match dominators.immediate_dominator(block) {
            Some(above) => at_end[&above].clone(),
            None => vec![unbound; range.len()],
        };
        for &(slot, parameter) in meeting.get(&block).into_iter().flatten() {
            state[slot] = parameter;
        }
        let mut changes = Vec::new();
        let instructions = std::mem::take(&mut function.block_mut(block).instructions);
        let mut kept = Vec::with_capacity(instructions.len());
        for current in instructions {
            match current.op {
                Op::LocalGet if range.contains(&current.local().index()) => {
                    let slot = current.local().index() - range.start;
                    replacements.insert(current.result.expect("local_get has a result"), state[slot]);
                }
                Op::LocalSet if range.contains(&current.local().index()) => {
                    let slot = current.local().index() - range.start;
                    let new = replacements.resolve(current.operands[0]);
                    let old = std::mem::replace(&mut state[slot], new);
                    changes.push(Rebinding { position: kept.len(), old, new });
                }
                _ => kept.push(current),
            }
        }
        function.block_mut(block).instructions = kept;
        rebindings.insert(block, changes);
        at_end.insert(block, state);
    }
    for &block in &function.layout.clone() {
        let state = &at_end[&block];
        let terminator = function.block_mut(block).terminator.as_mut().expect("the block is finished");
        for edge in terminator.edges_mut() {
            for &(slot, _) in meeting.get(&edge.block).into_iter().flatten() {
                edge.arguments.push(state[slot]);
            }
        }
    }
    replacements.apply(function);
    if crate::rewrite::use_counts(function)[unbound.index()] == 0 {
        let entry = function.entry();
        function.block_mut(entry).instructions.remove(0);
        for rebinding in rebindings.get_mut(&entry).into_iter().flatten() {
            rebinding.position -= 1;
        }
    }
    Promoted { at_end, rebindings, unbound }
}

/// The value of `unbound` at the start of the entry block.
fn insert_unbound(function: &mut Function) -> Value {
    let value = function.add_value(Type::Value);
    let entry = function.entry();
    function.block_mut(entry).instructions.insert(0, instruction(Op::Unbound, vec![], vec![], Some(value)));
    value
}

/// Gives blocks where definitions meet a parameter per slot; by block, the slots and their parameters.
fn place_parameters(
    function: &mut Function,
    dominators: &Dominators,
    range: &Range<usize>,
    types: &[Type],
    prune: bool,
) -> BTreeMap<Block, Vec<(usize, Value)>> {
    let mut defining: Vec<BTreeSet<Block>> = vec![BTreeSet::new(); range.len()];
    for &block in &function.layout {
        for current in &function.block(block).instructions {
            if current.op == Op::LocalSet && range.contains(&current.local().index()) {
                defining[current.local().index() - range.start].insert(block);
            }
        }
    }
    let live = if prune { live_slots(function, range) } else { Vec::new() };
    let mut meeting: BTreeMap<Block, Vec<(usize, Value)>> = BTreeMap::new();
    for (slot, blocks) in defining.iter().enumerate() {
        for point in dominators.meeting_points(blocks) {
            if !prune || live[point.index()].contains(&slot) {
                let parameter = function.add_block_parameter(point, types[slot]);
                meeting.entry(point).or_default().push((slot, parameter));
            }
        }
    }
    meeting
}

/// By block index: the slots that may be read after the block's start before they are written.
fn live_slots(function: &Function, range: &Range<usize>) -> Vec<BTreeSet<usize>> {
    let mut live: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); function.blocks.len()];
    let order = reverse_postorder(function);
    let mut changed = true;
    while changed {
        changed = false;
        for &block in order.iter().rev() {
            let data = function.block(block);
            let mut now: BTreeSet<usize> = BTreeSet::new();
            for edge in data.terminator().edges() {
                now.extend(&live[edge.block.index()]);
            }
            for current in data.instructions.iter().rev() {
                if let Some(slot) = accessed(current.op, current, range) {
                    match current.op {
                        Op::LocalSet => now.remove(&slot),
                        _ => now.insert(slot),
                    };
                }
            }
            if now != live[block.index()] {
                live[block.index()] = now;
                changed = true;
            }
        }
    }
    live
}

fn accessed(op: Op, current: &moltc_ir::Instruction, range: &Range<usize>) -> Option<usize> {
    if !matches!(op, Op::LocalGet | Op::LocalSet) {
        return None;
    }
    let local: Local = current.local();
    range.contains(&local.index()).then(|| local.index() - range.start)
}
