//! Local slots as SSA values: what `forward_locals` and `split_generators` need.
//!
//! A slot is UNBOUND at the function's entry. Where several definitions meet, the block gets a parameter.

use std::collections::BTreeMap;
use std::ops::Range;

use moltc_ir::control_flow::Dominators;
use moltc_ir::dataflow::{Direction, Liveness, Meet, Problem, solve};
use moltc_ir::{BitSet, Block, Function, Local, Op, Type, Value};

use crate::analyses::{Analyses, Preserved};
use crate::rewrite::{Replacements, instruction};

/// Replaces all accesses to the locals in `range`, which nothing but the pass knows, by SSA values; `types` are their types.
/// Unreachable blocks must be gone. A slot's value ends where it is no longer read.
pub(crate) fn promote(function: &mut Function, analyses: &mut Analyses, range: Range<usize>, types: &[Type]) {
    let unbound = insert_unbound(function);
    let (order, dominators) = (analyses.order(function), analyses.dominators(function));
    let meeting = place_parameters(function, &order, &dominators, &range, types);
    let mut replacements = Replacements::default();
    let mut at_end: BTreeMap<Block, Vec<Value>> = BTreeMap::new();
    for &block in &*order {
        let mut state = match dominators.immediate_dominator(block) {
            Some(above) => at_end[&above].clone(),
            None => vec![unbound; range.len()],
        };
        for &(slot, parameter) in meeting.get(&block).into_iter().flatten() {
            state[slot] = parameter;
        }
        let instructions = std::mem::take(&mut function.block_mut(block).instructions);
        let mut kept = Vec::with_capacity(instructions.len());
        for current in instructions {
            match current.op {
                Op::LocalGet if range.contains(&current.local().index()) => {
                    let slot = current.local().index() - range.start;
                    replacements.insert(current.result.expect("local_get has a result"), state[slot]);
                }
                Op::LocalSet if range.contains(&current.local().index()) => {
                    state[current.local().index() - range.start] = replacements.resolve(current.operands[0]);
                }
                _ => kept.push(current),
            }
        }
        function.block_mut(block).instructions = kept;
        at_end.insert(block, state);
    }
    for &block in &*order {
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
    }
    analyses.keep(Preserved::ControlFlow);
}

/// The value of `unbound` at the start of the entry block.
pub(crate) fn insert_unbound(function: &mut Function) -> Value {
    let value = function.add_value(Type::Value);
    let entry = function.entry();
    function.block_mut(entry).instructions.insert(0, instruction(Op::Unbound, vec![], vec![], Some(value)));
    value
}

/// Gives blocks where definitions meet a parameter per slot; by block, the slots and their parameters.
fn place_parameters(
    function: &mut Function,
    order: &[Block],
    dominators: &Dominators,
    range: &Range<usize>,
    types: &[Type],
) -> BTreeMap<Block, Vec<(usize, Value)>> {
    let live = live_slots(function, order, range);
    let mut meeting: BTreeMap<Block, Vec<(usize, Value)>> = BTreeMap::new();
    for (slot, blocks) in defining_blocks(function, range).iter().enumerate() {
        for point in dominators.meeting_points(blocks) {
            if live[point.index()].contains(slot) {
                let parameter = function.add_block_parameter(point, types[slot]);
                meeting.entry(point).or_default().push((slot, parameter));
            }
        }
    }
    meeting
}

/// By slot: the blocks that set it.
pub(crate) fn defining_blocks(function: &Function, range: &Range<usize>) -> Vec<Vec<Block>> {
    let mut defining: Vec<Vec<Block>> = vec![Vec::new(); range.len()];
    for &block in &function.layout {
        for current in &function.block(block).instructions {
            if current.op == Op::LocalSet && range.contains(&current.local().index()) {
                defining[current.local().index() - range.start].push(block);
            }
        }
    }
    defining
}

/// By block index: the slots that may be read after the block's start before they are written.
pub(crate) fn live_slots(function: &Function, order: &[Block], range: &Range<usize>) -> Vec<BitSet> {
    let problem = Problem { direction: Direction::Backward, meet: Meet::Any, bound: range.len() };
    let through = |block: Block, live: &mut BitSet| {
        for current in function.block(block).instructions.iter().rev() {
            if matches!(current.op, Op::LocalGet | Op::LocalSet) && range.contains(&current.local().index()) {
                live.set(current.local().index() - range.start, current.op == Op::LocalGet);
            } else if current.op == Op::Guard {
                // Generic code may read what the exit does not set.
                for slot in range.clone() {
                    if !function.exit(current).slots.contains(&Local::from_index(slot)) {
                        live.insert(slot - range.start);
                    }
                }
            }
        }
    };
    solve(function, order, problem, through, |_, _, _| {})
}

/// Calls `found` with every value that is still needed when the slot that lends it is set, and the block that sets it.
/// `lenders` has the slots by value index.
pub(crate) fn outliving(
    function: &Function,
    analyses: &mut Analyses,
    lenders: &[Option<Local>],
    mut found: impl FnMut(Block, Value),
) {
    let lender = |value: Value| lenders[value.index()];
    let (predecessors, definitions) = (analyses.predecessors(function), analyses.definitions(function));
    let liveness = Liveness::compute(function, &predecessors, &definitions, |value| lender(value).is_some());
    let mut live: Vec<Value> = Vec::new();
    let need = |live: &mut Vec<Value>, value: Value| {
        if lender(value).is_some() && !live.contains(&value) {
            live.push(value);
        }
    };
    for &block in &function.layout {
        let data = function.block(block);
        live.clear();
        for edge in data.terminator().edges() {
            let after = liveness.at_start(edge.block).iter().chain(&edge.arguments);
            after.for_each(|&value| need(&mut live, value));
        }
        data.terminator().operands().into_iter().for_each(|value| need(&mut live, value));
        for current in data.instructions.iter().rev() {
            live.retain(|&value| Some(value) != current.result);
            if matches!(current.op, Op::LocalSet | Op::LocalReplace) {
                let lent = live.iter().filter(|&&value| lender(value) == Some(current.local()));
                lent.for_each(|&value| found(block, value));
            }
            current.operands.iter().for_each(|&value| need(&mut live, value));
        }
    }
}
