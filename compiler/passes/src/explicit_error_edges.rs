//! Makes error edges explicit.
//!
//! Every raising instruction becomes the last of its block, which then ends with `try`: success goes on with the rest of
//! the block, failure goes to the block's handler, or to a block of its own that leaves the function with the exception
//! pending. Those exit blocks are one per raising instruction, because different locals are bound at each; reference
//! count placement merges the ones that turn out equal.

use moltc_ir::{BlockCall, Function, Module, Phase, Terminator};

pub(crate) fn run(function: &mut Function, _: &mut Module) {
    let mut layout = Vec::with_capacity(function.layout.len());
    let mut exits = Vec::new();
    for original in std::mem::take(&mut function.layout) {
        layout.push(original);
        let handler = function.block_mut(original).handler.take();
        let mut block = original;
        while let Some(position) = raising_position(function, block) {
            let rest = function.add_block();
            layout.push(rest);
            let error = handler.unwrap_or_else(|| {
                let exit = function.add_block();
                exits.push(exit);
                function.block_mut(exit).terminator = Some(Terminator::ReturnError);
                exit
            });
            let data = function.block_mut(block);
            let instructions = data.instructions.split_off(position + 1);
            let terminator =
                data.terminator.replace(Terminator::Try { normal: BlockCall::new(rest), error: BlockCall::new(error) });
            let location = std::mem::replace(&mut data.terminator_location, data.instructions[position].location);
            let data = function.block_mut(rest);
            data.instructions = instructions;
            data.terminator = terminator;
            data.terminator_location = location;
            block = rest;
        }
    }
    layout.extend(exits);
    function.layout = layout;
    function.phase = Phase::Explicit;
}

/// The first raising instruction that is not yet followed by its `try`.
fn raising_position(function: &Function, block: moltc_ir::Block) -> Option<usize> {
    let data = function.block(block);
    if matches!(data.terminator(), Terminator::Try { .. }) {
        return None;
    }
    data.instructions.iter().position(|instruction| instruction.raises())
}
