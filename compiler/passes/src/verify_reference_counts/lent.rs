//! Verifies that what a local slot lends is not needed any more when the slot is set again.

use moltc_ir::dataflow::propagate;
use moltc_ir::{Block, Function, Instruction, Local, Op, Type, Value};

use crate::analyses::Analyses;
use crate::slots::outliving;

/// Values that are needed when their slot gives them up: the block that sets the slot and the value.
pub(super) fn outliving_values(function: &Function, order: &[Block]) -> Vec<(Block, Value)> {
    let mut found = Vec::new();
    outliving(function, &mut Analyses::default(), &lenders(function, order), |block, value| found.push((block, value)));
    found
}

/// By value index: the slot that lends the value.
fn lenders(function: &Function, order: &[Block]) -> Vec<Option<Local>> {
    let mut lenders = vec![None; function.values.len()];
    let slot = |instruction: &Instruction, _: &[Option<Local>]| match instruction.op {
        Op::LocalGet | Op::LocalSet | Op::LocalReplace => Some(instruction.local()),
        _ => None,
    };
    // Parameters of type `value` have a reference of their own.
    let mut is_owned = vec![false; function.values.len()];
    for parameter in function.layout.iter().flat_map(|&block| &function.block(block).parameters) {
        is_owned[parameter.index()] = function.value_type(*parameter) != Type::Lent;
    }
    let join = |value: Value, known: Option<Local>, given| known.or(given).filter(|_| !is_owned[value.index()]);
    propagate(function, order, &mut lenders, join, slot);
    lenders
}
