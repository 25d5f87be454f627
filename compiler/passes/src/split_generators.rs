//! Lays frames out, and splits generators at their suspensions.
//!
//! A suspension ends in `suspend` and leaves the machine function; the next resumption comes in through the function's
//! entry, which switches on the resume index to the *resume entry* that goes on. What lives across a suspension is moved
//! into typed frame slots before and out of them after it.
//!
//! The frame of every function holds the parameters, then the locals that the code accesses or side exits fill, then, in a generator, the
//! spills. Spill slots are shared by all suspensions, since they are in use during one only.
//!
//! Values that are known or can be had again (constants, arguments, the callee, closure cells) are not spilled but made anew.

use std::collections::{BTreeMap, BTreeSet};

use moltc_ir::control_flow::{Definition, definitions};
use moltc_ir::dataflow::Liveness;
use moltc_ir::{
    Block, BlockCall, FrameLayout, FrameSlot, FrameSlotId, FrameSlotUse, Function, Immediate, Instruction, Local,
    LocalSlot, Location, Module, Op, Phase, Terminator, Type, Value,
};

use crate::analyses::{Analyses, Preserved};
use crate::rewrite::{NewBlocks, instruction, remove_unreachable_blocks, split_edge};
use crate::slots::promote;

pub(crate) fn run(function: &mut Function, module: &mut Module, analyses: &mut Analyses) {
    remove_unreachable_blocks(function, analyses);
    function.frame = Some(lay_out(function));
    if function.is_generator {
        split(function, module, analyses);
    }
    function.phase = Phase::Split;
}

/// The frame with its parameters and locals.
fn lay_out(function: &Function) -> FrameLayout {
    let mut is_accessed = vec![false; function.locals.len()];
    for &block in &function.layout {
        for current in function.block(block).instructions.iter().filter(|current| is_local_access(current)) {
            is_accessed[current.local().index()] = true;
        }
    }
    for slot in function.exits.iter().flat_map(|exit| &exit.slots) {
        is_accessed[slot.index()] = true;
    }
    let parameters = (0..function.parameters.len()).map(|index| FrameSlotUse::Parameter(index as u32));
    let locals = (0..function.locals.len()).filter(|&index| is_accessed[index]).map(Local::from_index);
    let purposes = parameters.chain(locals.map(FrameSlotUse::Local));
    let slots = purposes.map(|purpose| FrameSlot { r#type: Type::Value, purpose }).collect();
    FrameLayout { slots, resume_count: 0 }
}

/// One point where the generator suspends: `suspend` ends `block`, `resume` is its resume entry.
struct Suspension {
    block: Block,
    resume: Block,
    /// What lives across it, without what the resumption itself defines.
    live: Vec<Value>,
}

fn split(function: &mut Function, module: &mut Module, analyses: &mut Analyses) {
    read_parameters(function);
    end_blocks_at_yields(function);
    analyses.keep(Preserved::Nothing);
    let (predecessors, definitions) = (analyses.predecessors(function), analyses.definitions(function));
    let liveness = Liveness::compute(function, &predecessors, &definitions, |_| true);
    let rematerialized = rematerializable(function);
    let suspensions = make_resume_entries(function, &liveness);
    let mut frame = function.frame.take().expect("the frame has been laid out");
    let first_spill = frame.slots.len();
    frame.resume_count = suspensions.len() as u32 + 1;
    make_entry(function, &suspensions);

    // Every value that lives across a suspension becomes a slot with several definitions: the original one and one per
    // resumption. The slots then become SSA values again.
    let crossing: BTreeSet<Value> = suspensions.iter().flat_map(|suspension| suspension.live.iter().copied()).collect();
    let first_local = function.locals.len();
    // What was lent is owned once it has been in the frame.
    let kept = |value: &Value| match function.value_type(*value) {
        Type::Lent => Type::Value,
        r#type => r#type,
    };
    let types: Vec<Type> = crossing.iter().map(kept).collect();
    let mut slots: BTreeMap<Value, Local> = BTreeMap::new();
    for &value in &crossing {
        let local = Local::from_index(function.locals.len());
        let name = module.names.intern(".spill");
        function.locals.push(LocalSlot { name, is_cell: false, hint: None });
        slots.insert(value, local);
    }
    move_to_slots(function, &slots, first_local);
    for suspension in &suspensions {
        let mut used = 0;
        for value in &suspension.live {
            if let Some(again) = rematerialized.get(value) {
                restore(function, suspension, slots[value], again);
            } else {
                let slot = FrameSlotId::from_index(first_spill + used);
                used += 1;
                if frame.slots.len() < first_spill + used {
                    frame.slots.push(FrameSlot { r#type: Type::Value, purpose: FrameSlotUse::Spill });
                }
                spill(function, module, suspension, slots[value], slot, function.value_type(*value));
            }
        }
    }
    function.frame = Some(frame);
    analyses.keep(Preserved::Nothing);
    promote(function, analyses, first_local..function.locals.len(), &types);
    function.locals.truncate(first_local);
}

fn is_local_access(instruction: &Instruction) -> bool {
    matches!(instruction.op, Op::LocalGet | Op::LocalSet | Op::LocalReplace | Op::InplaceLocal)
}

/// The arguments are in the frame.
fn read_parameters(function: &mut Function) {
    let entry = function.entry();
    let parameters = std::mem::take(&mut function.block_mut(entry).parameters);
    let read = |(index, &parameter): (usize, &Value)| {
        instruction(Op::ParameterGet, vec![Immediate::Index(index as u32)], vec![], Some(parameter))
    };
    let reads: Vec<Instruction> = parameters.iter().enumerate().map(read).collect();
    function.block_mut(entry).instructions.splice(0..0, reads);
}

fn is_yield(instruction: &Instruction) -> bool {
    matches!(instruction.op, Op::YieldValue | Op::YieldDelegated)
}

/// Makes every yield the last instruction of its block; those that raise are already.
fn end_blocks_at_yields(function: &mut Function) {
    let mut new_blocks = NewBlocks::default();
    for original in function.layout.clone() {
        let mut block = original;
        while let Some(position) = function.block(block).instructions.iter().position(is_yield) {
            if position + 1 == function.block(block).instructions.len() {
                break;
            }
            let rest = new_blocks.after(function, block);
            let data = function.block_mut(block);
            let instructions = data.instructions.split_off(position + 1);
            let terminator = data.terminator.replace(Terminator::Jump(BlockCall::new(rest)));
            let location = data.terminator_location;
            let data = function.block_mut(rest);
            data.instructions = instructions;
            data.terminator = terminator;
            data.terminator_location = location;
            block = rest;
        }
    }
    new_blocks.place(function);
}

/// Values that can be computed again from nothing, with the instruction that does.
fn rematerializable(function: &Function) -> BTreeMap<Value, Instruction> {
    let mut found = BTreeMap::new();
    for &block in &function.layout {
        for instruction in &function.block(block).instructions {
            if let (
                Op::Constant | Op::Unbound | Op::BoolConstant | Op::ParameterGet | Op::Callee | Op::ClosureCell,
                Some(result),
            ) = (instruction.op, instruction.result)
            {
                found.insert(result, instruction.clone());
            }
        }
    }
    found
}

/// Replaces every yield by `suspend` and a resume entry that goes on with what came after it.
fn make_resume_entries(function: &mut Function, liveness: &Liveness) -> Vec<Suspension> {
    let mut suspensions = Vec::new();
    let mut new_blocks = NewBlocks::default();
    for block in function.layout.clone() {
        if !function.block(block).instructions.last().is_some_and(is_yield) {
            continue;
        }
        let resume = new_blocks.after(function, block);
        let live = needed_after(function, block, liveness);
        let data = function.block_mut(block);
        let yielded = data.instructions.pop().expect("the block ends with a yield");
        let resume_index = suspensions.len() as u32 + 1;
        let suspend = Terminator::Suspend { value: yielded.operands[0], resume_index };
        let terminator = data.terminator.replace(suspend);
        let location = std::mem::replace(&mut data.terminator_location, yielded.location);
        let op = if yielded.op == Op::YieldValue { Op::SentValue } else { Op::SentOrError };
        let data = function.block_mut(resume);
        data.instructions.push(Instruction { op, immediates: vec![], operands: vec![], ..yielded });
        data.terminator = terminator;
        data.terminator_location = location;
        suspensions.push(Suspension { block, resume, live });
    }
    new_blocks.place(function);
    suspensions
}

/// The values needed after the yield that ends a block, except what it brings.
fn needed_after(function: &Function, block: Block, liveness: &Liveness) -> Vec<Value> {
    let data = function.block(block);
    let mut needed: BTreeSet<Value> = data.terminator().operands().into_iter().collect();
    for edge in data.terminator().edges() {
        needed.extend(liveness.at_start(edge.block));
        needed.extend(&edge.arguments);
    }
    if let Some(brought) = data.instructions.last().and_then(|last| last.result) {
        needed.remove(&brought);
    }
    needed.into_iter().collect()
}

/// Makes the entry that switches on the resume index. The first resume entry raises what is thrown into a generator that
/// has not started, at the line of the definition.
fn make_entry(function: &mut Function, suspensions: &[Suspension]) {
    let start = function.entry();
    let [first, exit, entry, nowhere] = [(); 4].map(|()| function.add_block());
    function.layout.retain(|&block| block != entry && block != first);
    function.layout.splice(0..0, [entry, first]);
    let line = function.first_line;
    let definition = function.location(Location { line, end_line: line, column: 0, end_column: 0 });
    let sent = function.add_value(Type::Value);
    let data = function.block_mut(first);
    data.instructions
        .push(Instruction { location: Some(definition), ..instruction(Op::SentValue, vec![], vec![], Some(sent)) });
    data.terminator = Some(Terminator::Try { normal: BlockCall::new(start), error: BlockCall::new(exit) });
    function.block_mut(exit).terminator = Some(Terminator::ReturnError);
    function.block_mut(nowhere).terminator = Some(Terminator::Unreachable);
    let index = function.add_value(Type::I64);
    let data = function.block_mut(entry);
    data.instructions.push(instruction(Op::ResumeIndex, vec![], vec![], Some(index)));
    let resumes = suspensions.iter().map(|suspension| suspension.resume);
    let cases = std::iter::once(first).chain(resumes).enumerate();
    data.terminator = Some(Terminator::Switch {
        index,
        cases: cases.map(|(case, block)| (case as i64, BlockCall::new(block))).collect(),
        default: BlockCall::new(nowhere),
    });
}

/// Stores each of the values in its slot, all from `first_slot` on, where it is defined, and reads it from there where it is used.
fn move_to_slots(function: &mut Function, slots: &BTreeMap<Value, Local>, first_slot: usize) {
    let definitions = definitions(function);
    let set = |value: Value| instruction(Op::LocalSet, vec![slots[&value].into()], vec![value], None);
    // The results of raising instructions are stored on the normal edge.
    let mut new_blocks = NewBlocks::default();
    for &value in slots.keys() {
        if let Definition::NormalEdge(block) = definitions[value.index()] {
            let middle = split_edge(function, &mut new_blocks, block, 0);
            function.block_mut(middle).instructions.push(set(value));
        }
    }
    new_blocks.place(function);
    for block in function.layout.clone() {
        let is_try = matches!(function.block(block).terminator(), Terminator::Try { .. });
        let own_result = crate::ownership::result_of_try(function, block);
        let parameters = function.block(block).parameters.clone();
        let mut rewritten: Vec<Instruction> = parameters
            .iter()
            .filter(|parameter| slots.contains_key(parameter))
            .map(|&parameter| set(parameter))
            .collect();
        let instructions = std::mem::take(&mut function.block_mut(block).instructions);
        let count = instructions.len();
        for (index, mut current) in instructions.into_iter().enumerate() {
            let is_set = current.op == Op::LocalSet && current.local().index() >= first_slot;
            if !is_set {
                for operand in &mut current.operands {
                    *operand = read(function, slots, *operand, &mut rewritten);
                }
            }
            let is_last_of_try = is_try && index + 1 == count;
            if is_last_of_try {
                // Nothing may come between the raising instruction and its edges.
                read_in_terminator(function, slots, block, own_result, &mut rewritten);
            }
            let result = current.result.filter(|result| slots.contains_key(result));
            rewritten.push(current);
            if let Some(result) = result
                && !is_last_of_try
            {
                rewritten.push(set(result));
            }
        }
        if !is_try {
            read_in_terminator(function, slots, block, None, &mut rewritten);
        }
        function.block_mut(block).instructions = rewritten;
    }
}

fn read(
    function: &mut Function,
    slots: &BTreeMap<Value, Local>,
    value: Value,
    instructions: &mut Vec<Instruction>,
) -> Value {
    let Some(&local) = slots.get(&value) else { return value };
    let result = function.add_value(function.value_type(value));
    instructions.push(instruction(Op::LocalGet, vec![local.into()], vec![], Some(result)));
    result
}

fn read_in_terminator(
    function: &mut Function,
    slots: &BTreeMap<Value, Local>,
    block: Block,
    except: Option<Value>,
    instructions: &mut Vec<Instruction>,
) {
    let mut terminator = function.block_mut(block).terminator.take().expect("the block is finished");
    terminator.change_values(|value| {
        if Some(*value) != except {
            *value = read(function, slots, *value, instructions);
        }
    });
    function.block_mut(block).terminator = Some(terminator);
}

/// Makes a known value anew after the suspension.
fn restore(function: &mut Function, suspension: &Suspension, local: Local, again: &Instruction) {
    let result = function.add_value(function.value_type(again.result.expect("it defines a value")));
    let again = Instruction { result: Some(result), location: None, ..again.clone() };
    let set = instruction(Op::LocalSet, vec![local.into()], vec![result], None);
    function.block_mut(suspension.resume).instructions.splice(0..0, [again, set]);
}

/// Moves a value into the frame before the suspension and out of it after.
fn spill(
    function: &mut Function,
    module: &mut Module,
    suspension: &Suspension,
    local: Local,
    slot: FrameSlotId,
    r#type: Type,
) {
    assert!(
        r#type.is_value() || r#type == Type::Bool,
        "split_generators: {} has a {type} that lives across a suspension; only specialised bodies make those, and they \
         have no suspensions",
        function.qualified_name,
    );
    let current = function.add_value(r#type);
    let mut before = vec![instruction(Op::LocalGet, vec![local.into()], vec![], Some(current))];
    let taken = function.add_value(Type::Value);
    let mut after = vec![instruction(Op::FrameTake, vec![slot.into()], vec![], Some(taken))];
    let (boxed, restored) = if r#type == Type::Bool {
        let [boxed, yes] = [(); 2].map(|()| function.add_value(Type::Value));
        let truth = function.add_value(Type::Bool);
        before.push(instruction(Op::BoxBool, vec![], vec![current], Some(boxed)));
        let constant = module.constants.intern(moltc_ir::Constant::Bool(true));
        after.push(instruction(Op::Constant, vec![constant.into()], vec![], Some(yes)));
        after.push(instruction(Op::Identity, vec![], vec![taken, yes], Some(truth)));
        (boxed, truth)
    } else {
        (current, taken)
    };
    before.push(instruction(Op::FramePut, vec![slot.into()], vec![boxed], None));
    after.push(instruction(Op::LocalSet, vec![local.into()], vec![restored], None));
    function.block_mut(suspension.block).instructions.extend(before);
    function.block_mut(suspension.resume).instructions.splice(0..0, after);
}
