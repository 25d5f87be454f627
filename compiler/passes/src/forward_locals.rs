//! Uses what local slots are known to hold.
//!
//! A local slot is part of the frame and owns its value until it is set again or the function is left; exceptions,
//! suspensions and whoever looks at the frame find the variables there. Reading a slot that was set or read before needs
//! no memory access, and what is known of the value is known of the variable, so reads are *forwarded*: replaced by the
//! value. Forwarded values are *lent*: the slot keeps them alive.
//!
//! - A parameter that is never set again needs no slot of its own: its value is the argument.
//! - A value that is read from a slot and used after the slot may have been set again gets a reference of its own
//!   ([`crossing`]).
//! - In functions of moderate size values are forwarded along all edges; where several meet, the block gets a parameter
//!   of type `lent`. Handlers and big functions read from the slot again: forwarding there would make code that grows with
//!   the number of variables times the number of edges.
//! - A suspended generator keeps nothing but its frame, so reads are not forwarded across suspensions. Nor are they into
//!   numbered entries, where side exits come from anywhere.
//!
//! In modules that may set variables of running functions ([`Module::reads_slots`]) nothing is forwarded. What such a write
//! replaces is kept by the frame object until the function is left, so that what was read before stays alive.

mod bound_checks;
mod crossing;

use std::collections::BTreeMap;

use moltc_ir::{Block, Function, FunctionKind, Instruction, Local, Module, Op, Phase, Terminator, Type, Value};

use crate::analyses::{Analyses, Preserved};
use crate::rewrite::{Replacements, instruction, remove_unreachable_blocks};
use crate::slots::{defining_blocks, insert_unbound, live_slots};

/// The largest number of locals times blocks for which values are forwarded along all edges.
const FORWARD_LIMIT: usize = 1 << 16;

/// How many slots are remembered from one block to the next in big functions.
const REMEMBERED: usize = 16;

pub(crate) fn run(function: &mut Function, module: &mut Module, analyses: &mut Analyses) {
    remove_unreachable_blocks(function, analyses);
    if module.reads_slots() {
        crossing::own(function, analyses);
        analyses.keep(Preserved::ControlFlow);
        function.phase = Phase::Ssa;
        return;
    }
    forward_parameters(function);
    analyses.keep(Preserved::ControlFlow);
    crossing::own(function, analyses);
    analyses.keep(Preserved::ControlFlow);
    let runs_once = matches!(function.kind, FunctionKind::Module | FunctionKind::Class);
    let size = function.locals.len() * function.layout.len();
    if function.is_generator || runs_once || size > FORWARD_LIMIT {
        forward_in_chains(function, analyses);
        analyses.keep(Preserved::ControlFlow);
        if size <= FORWARD_LIMIT {
            bound_checks::remove_by_slot(function, module, analyses);
        }
    } else {
        forward_everywhere(function, analyses);
        analyses.keep(Preserved::ControlFlow);
        bound_checks::remove(function, module, analyses);
    }
    remove_unreachable_blocks(function, analyses);
    function.phase = Phase::Ssa;
}

/// Replaces locals that hold the argument of a parameter all the time by that argument.
fn forward_parameters(function: &mut Function) {
    let mut set_count = vec![0_u32; function.locals.len()];
    for &block in &function.layout {
        for current in function.block(block).instructions.iter().filter(|current| current.op == Op::LocalSet) {
            set_count[current.local().index()] += 1;
        }
    }
    for slot in function.exits.iter().flat_map(|exit| &exit.slots) {
        set_count[slot.index()] += 1;
    }
    let entry = function.entry();
    let parameters = function.block(entry).parameters.clone();
    let mut arguments: BTreeMap<Local, Value> = BTreeMap::new();
    for current in &function.block(entry).instructions {
        if current.op == Op::LocalSet
            && set_count[current.local().index()] == 1
            && parameters.contains(&current.operands[0])
        {
            arguments.insert(current.local(), current.operands[0]);
        }
    }
    if arguments.is_empty() {
        return;
    }
    let mut replacements = Replacements::default();
    for index in 0..function.layout.len() {
        let data = function.block_mut(function.layout[index]);
        data.instructions.retain(|current| {
            let argument = match current.op {
                Op::LocalGet | Op::LocalSet => arguments.get(&current.local()),
                _ => None,
            };
            if let (Some(&argument), Some(result)) = (argument, current.result) {
                replacements.insert(result, argument);
            }
            argument.is_none()
        });
    }
    replacements.apply(function);
}

/// The values that are constants or UNBOUND: nobody has to keep them alive.
struct Constants(Vec<bool>);

impl Constants {
    fn find(function: &Function) -> Constants {
        let mut is_constant = vec![false; function.values.len()];
        for &block in &function.layout {
            for current in &function.block(block).instructions {
                if let (Op::Constant | Op::Unbound, Some(result)) = (current.op, current.result) {
                    is_constant[result.index()] = true;
                }
            }
        }
        Constants(is_constant)
    }

    /// What a slot is known to hold after this `local_set`.
    fn stored(&self, set: &Instruction) -> Value {
        let operand = set.operands[0];
        if self.0.get(operand.index()).is_some_and(|&is_constant| is_constant) {
            return operand;
        }
        set.result.expect("local_set has a result")
    }
}

/// The `local_set` as one of a slot that is known to hold the value `old`.
fn replacing(mut set: Instruction, old: Option<Value>) -> Instruction {
    if let Some(old) = old {
        set.op = Op::LocalReplace;
        set.operands.insert(0, old);
    }
    set
}

/// Forwards reads along chains of blocks that only one edge leads to.
fn forward_in_chains(function: &mut Function, analyses: &mut Analyses) {
    let (order, predecessors) = (analyses.order(function), analyses.predecessors(function));
    let constants = Constants::find(function);
    let mut replacements = Replacements::default();
    let mut at_end: BTreeMap<Block, Vec<(Local, Value)>> = BTreeMap::new();
    for &block in &*order {
        let mut known = match predecessors[block.index()][..] {
            [only]
                if !function.is_entered(block)
                    && !suspends(function, only)
                    && !goes_to_by_error(function, only, block) =>
            {
                at_end.get(&only).cloned().unwrap_or_default()
            }
            _ => Vec::new(),
        };
        let learn = |known: &mut Vec<(Local, Value)>, local: Local, value: Value| {
            known.retain(|(other, _)| *other != local);
            if known.len() == REMEMBERED {
                known.remove(0);
            }
            known.push((local, value));
        };
        let instructions = std::mem::take(&mut function.block_mut(block).instructions);
        let mut kept = Vec::with_capacity(instructions.len());
        for current in instructions {
            match current.op {
                Op::LocalGet => {
                    let result = current.result.expect("local_get has a result");
                    match known.iter().find(|(local, _)| *local == current.local()) {
                        Some(&(_, value)) => replacements.insert(result, value),
                        None => {
                            learn(&mut known, current.local(), result);
                            kept.push(current);
                        }
                    }
                    continue;
                }
                Op::LocalSet => {
                    let local = current.local();
                    let old = known.iter().find(|(other, _)| *other == local).map(|&(_, old)| old);
                    learn(&mut known, local, constants.stored(&current));
                    kept.push(replacing(current, old));
                    continue;
                }
                Op::YieldValue | Op::YieldDelegated => known.clear(),
                _ => {}
            }
            kept.push(current);
        }
        function.block_mut(block).instructions = kept;
        at_end.insert(block, known);
    }
    replacements.apply(function);
}

/// Whether the block ends with a suspension.
fn suspends(function: &Function, block: Block) -> bool {
    let last = function.block(block).instructions.last();
    last.is_some_and(|last| matches!(last.op, Op::YieldValue | Op::YieldDelegated))
}

fn goes_to_by_error(function: &Function, from: Block, to: Block) -> bool {
    matches!(function.block(from).terminator(), Terminator::Try { error, .. } if error.block == to)
}

/// Forwards reads along all edges. Where different values meet, the block gets a parameter, or, where exceptions lead,
/// reads the slot.
fn forward_everywhere(function: &mut Function, analyses: &mut Analyses) {
    let count = function.locals.len();
    let unbound = insert_unbound(function);
    let (order, dominators) = (analyses.order(function), analyses.dominators(function));
    // Where slots are read again.
    let mut is_fresh = vec![false; function.blocks.len()];
    for &block in &function.layout {
        if let Terminator::Try { error, .. } = function.block(block).terminator() {
            is_fresh[error.block.index()] = true;
        }
    }
    // Of what a side exit has left in the slots nothing is known either.
    for entered in &function.entries {
        is_fresh[entered.index()] = true;
    }
    let live = live_slots(function, &order, &(0..count));
    let mut forgotten: BTreeMap<Block, Vec<usize>> = BTreeMap::new();
    let mut meeting: BTreeMap<Block, Vec<(usize, Value)>> = BTreeMap::new();
    for (slot, mut blocks) in defining_blocks(function, &(0..count)).into_iter().enumerate() {
        blocks.extend(&function.entries);
        for point in dominators.meeting_points(&blocks) {
            if is_fresh[point.index()] {
                forgotten.entry(point).or_default().push(slot);
            } else if live[point.index()].contains(slot) {
                let parameter = function.add_block_parameter(point, Type::Lent);
                meeting.entry(point).or_default().push((slot, parameter));
            } else {
                forgotten.entry(point).or_default().push(slot);
            }
        }
    }
    let constants = Constants::find(function);
    let mut replacements = Replacements::default();
    let mut at_end: BTreeMap<Block, Vec<Option<Value>>> = BTreeMap::new();
    for &block in &*order {
        let mut state = match dominators.immediate_dominator(block) {
            Some(above) => at_end[&above].clone(),
            None if block == function.entry() => vec![Some(unbound); count],
            None => vec![None; count],
        };
        for &slot in forgotten.get(&block).into_iter().flatten() {
            state[slot] = None;
        }
        for &(slot, parameter) in meeting.get(&block).into_iter().flatten() {
            state[slot] = Some(parameter);
        }
        let instructions = std::mem::take(&mut function.block_mut(block).instructions);
        let mut kept = Vec::with_capacity(instructions.len());
        for current in instructions {
            match current.op {
                Op::LocalGet => {
                    let slot = &mut state[current.local().index()];
                    match *slot {
                        Some(value) => replacements.insert(current.result.expect("local_get has a result"), value),
                        None => {
                            *slot = current.result;
                            kept.push(current);
                        }
                    }
                }
                Op::LocalSet => {
                    let old = state[current.local().index()].replace(constants.stored(&current));
                    kept.push(replacing(current, old));
                }
                _ => kept.push(current),
            }
        }
        function.block_mut(block).instructions = kept;
        at_end.insert(block, state);
    }
    for block in function.layout.clone() {
        give_to_parameters(function, block, &meeting, at_end.get_mut(&block).expect("every block was visited"));
    }
    replacements.apply(function);
}

/// Gives the parameters of the blocks that follow what the slots hold; reads those that nobody has read.
fn give_to_parameters(
    function: &mut Function,
    block: Block,
    meeting: &BTreeMap<Block, Vec<(usize, Value)>>,
    state: &mut [Option<Value>],
) {
    let targets: Vec<Block> = function.block(block).terminator().edges().iter().map(|edge| edge.block).collect();
    for (index, target) in targets.into_iter().enumerate() {
        for &(slot, _) in meeting.get(&target).into_iter().flatten() {
            let value = match state[slot] {
                Some(value) => value,
                None => *state[slot].insert(read_at_end(function, block, Local::from_index(slot))),
            };
            let terminator = function.block_mut(block).terminator.as_mut().expect("the block is finished");
            terminator.edges_mut().swap_remove(index).arguments.push(value);
        }
    }
}

/// Reads a slot at the end of a block. Nothing may come between a raising instruction and its `try`, and no raising
/// instruction sets a slot.
fn read_at_end(function: &mut Function, block: Block, local: Local) -> Value {
    let value = function.add_value(Type::Value);
    let get: Instruction = instruction(Op::LocalGet, vec![local.into()], vec![], Some(value));
    let data = function.block_mut(block);
    let is_try = matches!(data.terminator(), Terminator::Try { .. });
    let position = data.instructions.len() - usize::from(is_try);
    data.instructions.insert(position, get);
    value
}
