//! Removes `check_bound` where the variable is certainly bound.

use moltc_ir::control_flow::Definition;
use moltc_ir::dataflow::{Direction, Meet, Problem, solve};
use moltc_ir::{BitSet, Block, Function, Instruction, Kind, Local, Module, Op, Terminator, Value};

use crate::analyses::{Analyses, Preserved};
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
pub(super) fn remove(function: &mut Function, module: &Module, analyses: &mut Analyses) {
    let (order, dominators) = (analyses.order(function), analyses.dominators(function));
    let facts = analyses.facts(function, module);
    let maybe_unbound = |value: Value| facts.kind(value).may_be(Kind::UNBOUND);
    let mut known = tested_values(function, analyses);
    for &block in &*order {
        let Some(last) = function.block(block).instructions.last() else { continue };
        if last.op != Op::CheckBound {
            continue;
        }
        let value = last.operands[0];
        let holds = |from: &BoundFrom| match *from {
            BoundFrom::Check(earlier) => dominators.is_available(Definition::NormalEdge(earlier), block, 0),
            BoundFrom::Start(start) => dominators.dominates(start, block),
        };
        if !maybe_unbound(value) || known[value.index()].iter().any(holds) {
            remove_check(function, analyses, block);
        } else {
            known[value.index()].push(BoundFrom::Check(block));
        }
    }
}

/// Removes the check that ends a block.
fn remove_check(function: &mut Function, analyses: &mut Analyses, block: Block) {
    function.block_mut(block).instructions.pop();
    take_normal_edge(function, block);
    analyses.keep(Preserved::Nothing);
}

/// By value index: the blocks entered only because `is_unbound` said no.
fn tested_values(function: &Function, analyses: &mut Analyses) -> Vec<Vec<BoundFrom>> {
    let (definitions, predecessors) = (analyses.definitions(function), analyses.predecessors(function));
    let mut known = vec![Vec::new(); function.values.len()];
    for &block in &function.layout {
        let Terminator::Branch { condition, otherwise, .. } = function.block(block).terminator() else { continue };
        if let Definition::Instruction(at, index) = definitions[condition.index()]
            && function.block(at).instructions[index].op == Op::IsUnbound
            && predecessors[otherwise.block.index()].len() == 1
            && !function.is_entered(otherwise.block)
        {
            let value = function.block(at).instructions[index].operands[0];
            known[value.index()].push(BoundFrom::Start(otherwise.block));
        }
    }
    known
}

/// Where reads are forwarded along chains only: removes the checks of values just read from slots that are bound on every
/// path.
pub(super) fn remove_by_slot(function: &mut Function, module: &Module, analyses: &mut Analyses) {
    let (order, dominators) = (analyses.order(function), analyses.dominators(function));
    let facts = analyses.facts(function, module);
    let maybe_unbound = |value: Value| facts.kind(value).may_be(Kind::UNBOUND);
    let tested = tested_values(function, analyses);
    let sets_bound = |value: Value, block: Block| {
        let holds = |from: &BoundFrom| matches!(*from, BoundFrom::Start(start) if dominators.dominates(start, block));
        !maybe_unbound(value) || tested[value.index()].iter().any(holds)
    };
    let set_local = |block: Block, instruction: &Instruction, bound: &mut BitSet| {
        if instruction.op == Op::LocalSet {
            bound.set(instruction.local().index(), sets_bound(instruction.operands[0], block));
        }
    };
    let problem = Problem { direction: Direction::Forward, meet: Meet::All, bound: function.locals.len() };
    let through = |block: Block, bound: &mut BitSet| {
        function.block(block).instructions.iter().for_each(|instruction| set_local(block, instruction, bound));
    };
    let along = |block: Block, edge: usize, bound: &mut BitSet| {
        if let (0, Some(checked)) = (edge, checked_local(function, block)) {
            bound.insert(checked.index());
        }
    };
    let at_start = solve(function, &order, problem, through, along);
    let mut unneeded = Vec::new();
    for &block in &*order {
        let data = function.block(block);
        let Some(last) = data.instructions.last().filter(|last| last.op == Op::CheckBound) else { continue };
        let value = last.operands[0];
        let mut bound = at_start[block.index()].clone();
        let mut is_bound = !maybe_unbound(value);
        for instruction in &data.instructions {
            // Only a read in this block tells which slot the value is from.
            is_bound |= instruction.result == Some(value)
                && instruction.op == Op::LocalGet
                && bound.contains(instruction.local().index());
            set_local(block, instruction, &mut bound);
        }
        if is_bound {
            unneeded.push(block);
        }
    }
    unneeded.into_iter().for_each(|block| remove_check(function, analyses, block));
}

/// The local that the check at the end of the block is about: it was read in the block, and not stored since.
fn checked_local(function: &Function, block: Block) -> Option<Local> {
    let (last, before) = function.block(block).instructions.split_last()?;
    let value = last.operands.first().filter(|_| last.op == Op::CheckBound)?;
    let read = before.iter().position(|instruction| instruction.result == Some(*value))?;
    let local = (before[read].op == Op::LocalGet).then(|| before[read].local())?;
    let is_set = |instruction: &Instruction| instruction.op == Op::LocalSet && instruction.local() == local;
    (!before[read..].iter().any(is_set)).then_some(local)
}
