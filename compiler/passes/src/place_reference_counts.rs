//! Makes reference counting explicit. See `verify_reference_counts` for the rules the result obeys.
//!
//! Every owned value has exactly one reference from its definition to its last use, where it is given away if the use
//! consumes it and released otherwise. A consuming use that is not the last is preceded by a `retain`. Where a value
//! lives on along one edge of a branch only, it is released on the others: at the start of the target if nothing else
//! leads there, in a block of its own otherwise. `keep_alive` counts as a use and disappears.
//!
//! What lives at a guard and is owned is given up if its side exit is taken: it is added to the guard's operands.
//!
//! What lives at a raising instruction and no longer where its error leads is given up by a chain of blocks, one value
//! each, the newest first. Temporaries come and go like a stack, so the chain for one instruction is the tail of the chain
//! for the next, and all chains together are no longer than the code.

use std::collections::{BTreeMap, BTreeSet};

use moltc_ir::dataflow::Liveness;
use moltc_ir::{
    Block, BlockCall, Function, Instruction, Module, Op, OperandKind, Phase, ResultKind, Terminator, Value,
};

use crate::analyses::{Analyses, Preserved};
use crate::ownership::{Counting, classify, result_of_try};
use crate::rewrite::{NewBlocks, instruction, remove_unreachable_blocks, split_edge};

pub(crate) fn run(function: &mut Function, module: &mut Module, analyses: &mut Analyses) {
    remove_unreachable_blocks(function, analyses);
    let counting = classify(function, &analyses.order(function), &analyses.facts(function, module));
    let is_owned = |value: Value| counting[value.index()] == Counting::Owned;
    let (predecessors, definitions) = (analyses.predecessors(function), analyses.definitions(function));
    let liveness = Liveness::compute(function, &predecessors, &definitions, is_owned);
    let mut placement = Placement {
        counting,
        liveness,
        prefixes: BTreeMap::new(),
        new_blocks: NewBlocks::default(),
        chains: BTreeMap::new(),
    };
    for block in function.layout.clone() {
        placement.place_in_block(function, block, &predecessors);
    }
    for (block, prefix) in placement.prefixes {
        function.block_mut(block).instructions.splice(0..0, prefix);
    }
    placement.new_blocks.place(function);
    analyses.keep(Preserved::Nothing);
    remove_unreachable_blocks(function, analyses);
    function.phase = Phase::Counted;
}

struct Placement {
    counting: Vec<Counting>,
    /// Where owned values live.
    liveness: Liveness,
    /// What edges put at the start of blocks that have no other predecessor.
    prefixes: BTreeMap<Block, Vec<Instruction>>,
    new_blocks: NewBlocks,
    /// The block that releases the value and goes on to the block.
    chains: BTreeMap<(Block, Value), Block>,
}

fn retain(value: Value) -> Instruction {
    instruction(Op::Retain, vec![], vec![value], None)
}

fn release(value: Value) -> Instruction {
    instruction(Op::Release, vec![], vec![value], None)
}

impl Placement {
    fn is_owned(&self, value: Value) -> bool {
        self.counting[value.index()] == Counting::Owned
    }

    /// Owned values needed after the last instruction of a block.
    fn live_out(&self, function: &Function, block: Block) -> BTreeSet<Value> {
        let mut live = BTreeSet::new();
        for edge in function.block(block).terminator().edges() {
            live.extend(self.liveness.at_start(edge.block));
            live.extend(edge.arguments.iter().filter(|&&argument| self.is_owned(argument)));
        }
        live
    }

    fn place_in_block(&mut self, function: &mut Function, block: Block, predecessors: &[Vec<Block>]) {
        let mut live = self.live_out(function, block);
        let terminator = function.block(block).terminator().clone();
        let is_try = matches!(terminator, Terminator::Try { .. });
        // What ends at the last instruction of a `try` is released on both edges.
        let mut at_end = live.clone();
        let mut reversed: Vec<Instruction> = Vec::new();
        if let Terminator::Return(value) | Terminator::Suspend { value, .. } = terminator {
            match self.counting[value.index()] {
                Counting::Owned => {
                    live.insert(value);
                }
                Counting::Lent => reversed.push(retain(value)),
                Counting::Plain => {}
            }
        }
        let instructions = std::mem::take(&mut function.block_mut(block).instructions);
        let count = instructions.len();
        for (index, mut current) in instructions.into_iter().enumerate().rev() {
            let (before, after) = self.around(&current, &live);
            if is_try && index + 1 == count {
                at_end.extend(after.iter().map(|instruction| instruction.operands[0]));
                at_end.extend(current.result.filter(|&result| self.is_owned(result)));
            } else {
                reversed.extend(after.into_iter().rev());
            }
            if let Some(result) = current.result {
                live.remove(&result);
            }
            live.extend(current.operands.iter().copied().filter(|&operand| self.is_owned(operand)));
            if current.op == Op::Guard {
                current.operands.extend(live.iter().rev());
            }
            if current.op != Op::KeepAlive {
                reversed.push(current);
            }
            reversed.extend(before);
        }
        if block != function.entry() {
            let parameters = function.block(block).parameters.clone();
            let dead = |&parameter: &Value| self.is_owned(parameter) && !live.contains(&parameter);
            reversed.extend(parameters.into_iter().filter(dead).map(release).rev());
        }
        reversed.reverse();
        function.block_mut(block).instructions = reversed;
        self.place_on_edges(function, block, &at_end, predecessors);
    }

    /// What goes before and after an instruction, given what lives after it.
    fn around(&self, current: &Instruction, live: &BTreeSet<Value>) -> (Vec<Instruction>, Vec<Instruction>) {
        let kinds = current.operand_kinds().expect("the function is verified");
        let (mut before, mut after) = (Vec::new(), Vec::new());
        let mut seen = BTreeSet::new();
        for &operand in &current.operands {
            if self.counting[operand.index()] == Counting::Plain || !seen.insert(operand) {
                continue;
            }
            let uses = || current.operands.iter().zip(&kinds).filter(|&(&other, _)| other == operand);
            let consumed = uses().filter(|(_, kind)| kind.is_consumed()).count();
            let is_borrowed = uses().any(|(_, kind)| matches!(kind, OperandKind::Borrow | OperandKind::ExitValue));
            if !self.is_owned(operand) {
                before.extend(std::iter::repeat_n(retain(operand), consumed));
                continue;
            }
            let lives_on = live.contains(&operand);
            let needed = consumed + usize::from(lives_on || is_borrowed);
            before.extend(std::iter::repeat_n(retain(operand), needed - 1));
            if is_borrowed && !lives_on {
                after.push(release(operand));
            }
        }
        // The last operand goes first, as in CPython; finalizers show it.
        after.reverse();
        if let Some(result) = current.result.filter(|&result| self.is_owned(result)) {
            let is_borrowed = current.result_kind() == ResultKind::Borrowed;
            match (is_borrowed, live.contains(&result)) {
                // Before its owner is released.
                (true, true) => after.insert(0, retain(result)),
                (false, false) if !current.raises() => after.push(release(result)),
                _ => {}
            }
        }
        (before, after)
    }

    fn place_on_edges(
        &mut self,
        function: &mut Function,
        block: Block,
        at_end: &BTreeSet<Value>,
        predecessors: &[Vec<Block>],
    ) {
        let edge_count = function.block(block).terminator().edges().len();
        for edge in 0..edge_count {
            let is_error_edge = matches!(function.block(block).terminator(), Terminator::Try { .. }) && edge == 1;
            let missing = if is_error_edge { result_of_try(function, block) } else { None };
            let placed = self.on_edge(function, block, edge, at_end, missing);
            if placed.is_empty() {
                continue;
            }
            let target = function.block(block).terminator().edges()[edge].block;
            let has_arguments = !function.block(block).terminator().edges()[edge].arguments.is_empty();
            if is_error_edge && !has_arguments {
                let first = placed.iter().rev().fold(target, |next, release| self.chain(function, next, release));
                let terminator = function.block_mut(block).terminator.as_mut().expect("the block is finished");
                terminator.edges_mut().swap_remove(edge).block = first;
            } else if edge_count == 1 {
                function.block_mut(block).instructions.extend(placed);
            } else if predecessors[target.index()].len() == 1
                && !function.is_entered(target)
                && placed.iter().all(|placed| placed.op == Op::Release)
            {
                self.prefixes.insert(target, placed);
            } else {
                let middle = split_edge(function, &mut self.new_blocks, block, edge);
                function.block_mut(middle).instructions = placed;
            }
        }
    }

    /// The block that does this release and goes on to `next`.
    fn chain(&mut self, function: &mut Function, next: Block, release: &Instruction) -> Block {
        let new_blocks = &mut self.new_blocks;
        *self.chains.entry((next, release.operands[0])).or_insert_with(|| {
            let block = new_blocks.last(function);
            let data = function.block_mut(block);
            data.instructions.push(release.clone());
            data.terminator = Some(Terminator::Jump(BlockCall::new(next)));
            block
        })
    }

    fn on_edge(
        &self,
        function: &Function,
        block: Block,
        edge: usize,
        at_end: &BTreeSet<Value>,
        missing: Option<Value>,
    ) -> Vec<Instruction> {
        let edges = function.block(block).terminator().edges();
        let call = edges[edge];
        let parameters = &function.block(call.block).parameters;
        let given = |value: Value| {
            let pairs = call.arguments.iter().zip(parameters);
            pairs.filter(|&(&argument, &parameter)| argument == value && self.is_owned(parameter)).count()
        };
        let (mut retains, mut releases) = (Vec::new(), Vec::new());
        for &value in at_end.iter().rev().filter(|&&value| Some(value) != missing) {
            let needed = given(value) + usize::from(self.liveness.is_live_at_start(value, call.block));
            match needed {
                0 => releases.push(release(value)),
                _ => retains.extend(std::iter::repeat_n(retain(value), needed - 1)),
            }
        }
        for (&argument, &parameter) in call.arguments.iter().zip(parameters) {
            if self.counting[argument.index()] == Counting::Lent && self.is_owned(parameter) {
                retains.push(retain(argument));
            }
        }
        retains.extend(releases);
        retains
    }
}
