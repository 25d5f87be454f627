//! Small edits that several passes share.

use std::collections::BTreeMap;

use moltc_ir::{BitSet, Block, Function, Immediate, Instruction, Op, Terminator, Value};

use crate::analyses::{Analyses, Preserved};

/// Replacements of values by others, followed through chains.
#[derive(Debug, Default)]
pub(crate) struct Replacements {
    by_value: Vec<Option<Value>>,
}

impl Replacements {
    /// From now on `old` stands for `new`.
    pub(crate) fn insert(&mut self, old: Value, new: Value) {
        if self.by_value.len() <= old.index() {
            self.by_value.resize(old.index() + 1, None);
        }
        self.by_value[old.index()] = Some(new);
    }

    /// What `value` stands for.
    pub(crate) fn resolve(&self, mut value: Value) -> Value {
        while let Some(Some(next)) = self.by_value.get(value.index()) {
            value = *next;
        }
        value
    }

    /// Whether nothing is replaced.
    pub(crate) fn is_empty(&self) -> bool {
        self.by_value.is_empty()
    }

    /// Rewrites every use in the function.
    pub(crate) fn apply(&self, function: &mut Function) {
        if !self.is_empty() {
            change_uses(function, |value| *value = self.resolve(*value));
        }
    }
}

/// Applies `change` to every use of a value.
pub(crate) fn change_uses(function: &mut Function, mut change: impl FnMut(&mut Value)) {
    for index in 0..function.layout.len() {
        let data = function.block_mut(function.layout[index]);
        for instruction in &mut data.instructions {
            instruction.operands.iter_mut().for_each(&mut change);
        }
        if let Some(terminator) = &mut data.terminator {
            terminator.change_values(&mut change);
        }
    }
}

/// Takes unreachable blocks out of the layout, and from blocks where nothing raises a handler that is among them. Gives
/// whether there were any.
pub(crate) fn remove_unreachable_blocks(function: &mut Function, analyses: &mut Analyses) -> bool {
    let order = analyses.order(function);
    if order.len() == function.layout.len() {
        return false;
    }
    let mut reachable = BitSet::empty(function.blocks.len());
    for block in &*order {
        reachable.insert(block.index());
    }
    function.layout.retain(|block| reachable.contains(block.index()));
    for index in 0..function.layout.len() {
        let data = function.block_mut(function.layout[index]);
        data.handler = data.handler.filter(|handler| reachable.contains(handler.index()));
    }
    analyses.keep(Preserved::Nothing);
    true
}

/// New blocks on their way into the layout, so that it is rebuilt once.
#[derive(Debug, Default)]
pub(crate) struct NewBlocks {
    after: BTreeMap<Block, Vec<Block>>,
    last: Vec<Block>,
}

impl NewBlocks {
    /// A new block that will come right after `after`.
    pub(crate) fn after(&mut self, function: &mut Function, after: Block) -> Block {
        let block = function.add_block();
        function.layout.pop();
        self.after.entry(after).or_default().push(block);
        block
    }

    /// A new block that will come last, because it is rarely run.
    pub(crate) fn last(&mut self, function: &mut Function) -> Block {
        let block = function.add_block();
        function.layout.pop();
        self.last.push(block);
        block
    }

    /// Puts the blocks in their places. New blocks may have new blocks after them.
    pub(crate) fn place(mut self, function: &mut Function) {
        let mut layout = Vec::with_capacity(function.layout.len());
        let mut pending: Vec<Block> = self.last.into_iter().rev().collect();
        pending.extend(function.layout.iter().rev());
        while let Some(block) = pending.pop() {
            layout.push(block);
            pending.extend(self.after.remove(&block).into_iter().flatten().rev());
        }
        function.layout = layout;
    }
}

/// An instruction without a location.
pub(crate) fn instruction(
    op: Op,
    immediates: Vec<Immediate>,
    operands: Vec<Value>,
    result: Option<Value>,
) -> Instruction {
    Instruction { op, immediates, operands, result, location: None }
}

/// The number of uses of each value, by index.
pub(crate) fn use_counts(function: &Function) -> Vec<u32> {
    let mut counts = vec![0; function.values.len()];
    for &block in &function.layout {
        moltc_ir::control_flow::for_each_use(function, block, |value| counts[value.index()] += 1);
    }
    counts
}

/// Puts a fresh block between `block` and the target of its edge with this index, and gives it. The blocks of error edges
/// come last in the layout.
pub(crate) fn split_edge(function: &mut Function, new_blocks: &mut NewBlocks, block: Block, edge: usize) -> Block {
    let is_error_edge = edge == 1 && matches!(function.block(block).terminator(), Terminator::Try { .. });
    let middle = if is_error_edge { new_blocks.last(function) } else { new_blocks.after(function, block) };
    let location = function.block(block).terminator_location;
    let terminator = function.block_mut(block).terminator.as_mut().expect("the block is finished");
    let call = terminator.edges_mut().swap_remove(edge);
    let old = std::mem::replace(call, moltc_ir::BlockCall::new(middle));
    let data = function.block_mut(middle);
    data.terminator = Some(Terminator::Jump(old));
    data.terminator_location = location;
    middle
}
