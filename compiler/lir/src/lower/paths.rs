//! Several ways to one result: fast paths that test and compute inline, and the slow path that calls the runtime.
//!
//! An instruction opens [`Paths`], each way completes with its own value, and `join` goes on where all ways meet. When
//! the result is a machine truth value that the next block branches on, there is no meeting: each way branches by
//! itself, so that a comparison feeds its branch directly. What a way has found out about the operands (*facts*) then
//! also spares the counting between comparison and branch.

use moltc_ir::{Instruction, Kind, Op, Terminator as IrTerminator};

use super::function::FunctionLowering;
use super::given_up::is_release_of;
use crate::entities::{Block, Value};
use crate::types::Type;

/// The ways to one instruction's result.
pub(super) struct Paths {
    done: Option<Block>,
    slow: Option<Block>,
    result: Type,
}

/// What is known of IR values on one way.
pub(super) type Facts<'a> = &'a [(moltc_ir::Value, Kind)];

impl FunctionLowering<'_> {
    /// Opens the ways to a result of this type.
    pub fn open_paths(&mut self, result: Type) -> Paths {
        Paths { done: None, slow: None, result }
    }

    /// The slow path's block: cold, to be filled by [`Self::take_slow`].
    pub fn slow(&mut self, paths: &mut Paths) -> Block {
        match paths.slow {
            Some(block) => block,
            None => *paths.slow.insert(self.builder.create_cold_block(&[])),
        }
    }

    /// Goes on in a new block when the flag is set, else on the slow path.
    pub fn slow_unless(&mut self, paths: &mut Paths, flag: Value) {
        let slow = self.slow(paths);
        let next = self.next_block();
        self.builder.branch(flag, next, slow);
        self.builder.switch_to(next);
    }

    /// Goes on in a new block unless the flag is set, else on the slow path.
    pub fn slow_if(&mut self, paths: &mut Paths, flag: Value) {
        let slow = self.slow(paths);
        let next = self.next_block();
        self.builder.branch(flag, slow, next);
        self.builder.switch_to(next);
    }

    /// A new block, cold if the current one is.
    pub fn next_block(&mut self) -> Block {
        let block = self.builder.create_block(&[]);
        self.inherit_cold(block);
        block
    }

    /// Ends the current way with the result.
    pub fn complete(&mut self, paths: &mut Paths, value: Value, facts: Facts) {
        if let (Some(target), Type::Flag) = (self.branch_target, paths.result) {
            self.branch_in_place(target, value, facts);
            return;
        }
        // The meeting point is cold only if every way to it is.
        let is_cold = self.builder.current().is_some_and(|current| self.builder.is_cold(current));
        let done = match paths.done {
            Some(block) => block,
            None => {
                let block = self.builder.create_cold_block(&[paths.result]);
                *paths.done.insert(block)
            }
        };
        if !is_cold {
            self.builder.set_hot(done);
        }
        self.builder.jump(done, &[value]);
    }

    /// Makes the slow path current, if anything goes there.
    pub fn take_slow(&mut self, paths: &Paths) -> bool {
        match paths.slow {
            Some(slow) => {
                self.builder.switch_to(slow);
                true
            }
            None => false,
        }
    }

    /// Goes on where the ways meet, if they do, and defines the instruction's result.
    pub fn join(&mut self, paths: Paths, instruction: &Instruction) {
        if let Some(done) = paths.done {
            self.builder.switch_to(done);
            let result = self.builder.parameter(done, 0);
            self.define(instruction, result);
        }
    }

    /// The block that only branches on the result of this instruction, if the edge to it can be replaced by copies of
    /// the block: nothing else leads there, it defines nothing, and counts aside it does nothing.
    pub fn copyable_branch(&self, instruction: &Instruction, edge: &moltc_ir::BlockCall) -> Option<moltc_ir::Block> {
        let result = instruction.result.filter(|&result| self.ir.value_type(result) == moltc_ir::Type::Bool)?;
        let data = self.ir.block(edge.block);
        let counts_only = data
            .instructions
            .iter()
            .all(|instruction| matches!(instruction.op, Op::Release | Op::Retain | Op::KeepAlive));
        let is_simple = counts_only
            && data.instructions.len() <= 3
            && data.parameters.is_empty()
            && self.predecessor_counts[edge.block.index()] == 1;
        match data.terminator() {
            IrTerminator::Branch { condition, .. } if is_simple && *condition == result => Some(edge.block),
            _ => None,
        }
    }

    /// A copy of a block that [`Self::copyable_branch`] found.
    pub fn branch_in_place(&mut self, block: moltc_ir::Block, flag: Value, facts: Facts) {
        let data = self.ir.block(block);
        let released = self.released.get(&block).cloned().unwrap_or_default();
        for instruction in &data.instructions {
            if instruction.op == Op::KeepAlive || is_release_of(instruction, &released) {
                continue;
            }
            let operand = instruction.operands[0];
            let fact = facts.iter().find(|(value, _)| *value == operand);
            let kind = fact.map_or(self.kind(operand), |(_, kind)| *kind);
            let value = self.read(operand);
            match instruction.op {
                Op::Retain => self.retain(value, kind),
                _ => self.release(value, kind),
            }
        }
        let IrTerminator::Branch { then, otherwise, .. } = data.terminator() else {
            unreachable!("copyable_branch chose a block that branches");
        };
        let (then, otherwise) = (self.edge(then), self.edge(otherwise));
        self.builder.branch_with(flag, then, otherwise);
    }
}
