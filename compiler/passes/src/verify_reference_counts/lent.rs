//! Verifies that what a local slot lends is not needed any more when the slot is set again.

use moltc_ir::dataflow::lenders;
use moltc_ir::{Block, Function, Value};

use crate::analyses::Analyses;
use crate::slots::outliving;

/// Values that are needed when their slot gives them up: the block that sets the slot and the value.
pub(super) fn outliving_values(function: &Function, order: &[Block]) -> Vec<(Block, Value)> {
    let mut found = Vec::new();
    outliving(function, &mut Analyses::default(), &lenders(function, order), |block, value| found.push((block, value)));
    found
}
