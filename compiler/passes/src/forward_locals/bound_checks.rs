//! Removes `check_bound` where the variable is certainly bound.

use std::collections::BTreeSet;

use moltc_ir::control_flow::{Definition, Dominators, definitions, predecessors, reverse_postorder};
use moltc_ir::{Block, Function, Local, Op, Terminator, Value};

use crate::ownership::maybe_unbound;
use crate::simplify::take_normal_edge;

/// Where a value is known to be bound.
#[derive(Clone, Copy)]
enum BoundFrom {
    /// On the normal edge of the block's check, and further on.
    Check(Block),
    /// In this block, which is entered only after `is_unbound` said no, and further on.
    Start(Block),
}

/// Where reads are forwarded along all edges: removes the checks of values that are never UNBOUND, that an earlier check has passed, or that
/// `is_unbound` has been asked about.
pub(super) fn remove(function: &mut Function) {
    let maybe = maybe_unbound(function);
    let dominators = Dominators::compute(function);
    let mut known = tested_values(function);
    for block in reverse_postorder(function) {
        let Some(last) = function.block(block).instructions.last() else { continue };
        if last.op != Op::CheckBound {
            continue;
        }
        let value = last.operands[0];
        let holds = |from: &BoundFrom| match *from {
            BoundFrom::Check(earlier) => dominators.is_available(Definition::NormalEdge(earlier), block, 0),
            BoundFrom::Start(start) => dominators.dominates(start, block),
        };
        if !maybe[value.index()] || known[value.index()].iter().any(holds) {
            function.block_mut(block).instructions.pop();
            take_normal_edge(function, block);
        } else {
            known[value.index()].push(BoundFrom::Check(block));
        }
    }
}

/// By value index: the blocks entered only because `is_unbound` said no.
fn tested_values(function: &Function) -> Vec<Vec<BoundFrom>> {
    let definitions = definitions(function);
    let predecessors = predecessors(function);
    let mut known = vec![Vec::new(); function.values.len()];
    for &block in &function.layout {
        let Terminator::Branch { condition, otherwise, .. } = function.block(block).terminator() else { continue };
        if let Definition::Instruction(at, index) = definitions[condition.index()]
            && function.block(at).instructions[index].op == Op::IsUnbound
            && predecessors[otherwise.block.index()].len() == 1
        {
            let value = function.block(at).instructions[index].operands[0];
            known[value.index()].push(BoundFrom::Start(otherwise.block));
        }
    }
    known
}

/// Where reads are forwarded along chains only: removes the checks of values just read from slots that are bound on every
/// path.
pub(super) fn remove_by_slot(function: &mut Function) {
    let maybe = maybe_unbound(function);
    let tested = tested_values(function);
    let dominators = Dominators::compute(function);
    let sets_bound = |value: Value, block: Block| {
        let holds = |from: &BoundFrom| matches!(*from, BoundFrom::Start(start) if dominators.dominates(start, block));
        !maybe[value.index()] || tested[value.index()].iter().any(holds)
    };
    let order = reverse_postorder(function);
    let everything: BTreeSet<Local> = (0..function.locals.len()).map(Local::from_index).collect();
    let mut at_start: Vec<BTreeSet<Local>> = vec![everything; function.blocks.len()];
    at_start[function.entry().index()].clear();
    let mut changed = true;
    while changed {
        changed = false;
        for &block in &order {
            let data = function.block(block);
            let mut bound = at_start[block.index()].clone();
            let mut read: Vec<(Value, Local)> = Vec::new();
            let mut checked = None;
            for instruction in &data.instructions {
                match instruction.op {
                    Op::LocalGet => {
                        read.push((instruction.result.expect("local_get has a result"), instruction.local()))
                    }
                    Op::LocalSet => {
                        let local = instruction.local();
                        read.retain(|&(_, other)| other != local);
                        let value = instruction.operands[0];
                        if sets_bound(value, block) {
                            bound.insert(local)
                        } else {
                            bound.remove(&local)
                        };
                    }
                    Op::CheckBound => {
                        let of = read.iter().find(|&&(value, _)| value == instruction.operands[0]);
                        checked = of.map(|&(_, local)| local);
                    }
                    _ => {}
                }
            }
            for (index, edge) in data.terminator().edges().into_iter().enumerate() {
                let target = &mut at_start[edge.block.index()];
                let before = target.len();
                target.retain(|local| bound.contains(local) || index == 0 && checked == Some(*local));
                changed |= target.len() != before;
            }
        }
    }
    for block in order {
        let data = function.block(block);
        let Some(last) = data.instructions.last().filter(|last| last.op == Op::CheckBound) else { continue };
        let value = last.operands[0];
        // Only a read in this block tells which slot the value is from, and only if nothing was stored since.
        let mut bound = at_start[block.index()].clone();
        let mut is_bound = false;
        for instruction in &data.instructions {
            match instruction.op {
                Op::LocalGet if instruction.result == Some(value) => is_bound = bound.contains(&instruction.local()),
                Op::LocalSet if sets_bound(instruction.operands[0], block) => {
                    bound.insert(instruction.local());
                }
                Op::LocalSet => {
                    bound.remove(&instruction.local());
                }
                _ => {}
            }
        }
        if is_bound || !maybe[value.index()] {
            function.block_mut(block).instructions.pop();
            take_normal_edge(function, block);
        }
    }
}
