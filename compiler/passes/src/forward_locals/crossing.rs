//! Gives a reference of its own to what was read from a slot and is used after the slot may have been set again, as in
//! `x, y = y, x`, and to what is given to a block parameter, which outlives the place where it was read.

use moltc_ir::{Block, Function, Local, Op, Type, Value};

use crate::analyses::Analyses;
use crate::rewrite::instruction;
use crate::slots::outliving;

/// One read of a slot.
struct Read {
    block: Block,
    position: usize,
    value: Value,
}

pub(super) fn own(function: &mut Function, analyses: &mut Analyses) {
    let mut lenders: Vec<Option<Local>> = vec![None; function.values.len()];
    let mut reads: Vec<Read> = Vec::new();
    for &block in &function.layout {
        for (position, current) in function.block(block).instructions.iter().enumerate() {
            if let (Op::LocalGet, Some(value)) = (current.op, current.result) {
                lenders[value.index()] = Some(current.local());
                reads.push(Read { block, position, value });
            }
        }
    }
    let mut crosses = vec![false; function.values.len()];
    for &block in &function.layout {
        for argument in function.block(block).terminator().edges().into_iter().flat_map(|edge| &edge.arguments) {
            crosses[argument.index()] = true;
        }
    }
    outliving(function, analyses, &lenders, |_, value| crosses[value.index()] = true);
    let crossing: Vec<Read> = reads.into_iter().filter(|read| crosses[read.value.index()]).collect();
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
