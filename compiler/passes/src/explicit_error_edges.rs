//! Makes error edges explicit.
//!
//! Every raising instruction becomes the last of its block, which then ends with `try`: success goes on with the rest of
//! the block, failure goes to the block's handler, or to the one block that leaves the function with the exception
//! pending. What an exception leaves behind is in the frame, whose slots are given up together, so one exit is enough.

use moltc_ir::{BlockCall, Function, Module, Phase, Terminator};

use crate::analyses::Analyses;

pub(crate) fn run(function: &mut Function, _: &mut Module, _: &mut Analyses) {
    let mut layout = Vec::with_capacity(function.layout.len());
    let mut exit = None;
    for original in std::mem::take(&mut function.layout) {
        layout.push(original);
        let data = function.block_mut(original);
        let handler = data.handler.take();
        if matches!(data.terminator(), Terminator::Try { .. }) {
            continue;
        }
        // Each instruction moves once, however many raise: blocks of module bodies are long.
        let mut instructions = std::mem::take(&mut data.instructions).into_iter();
        let mut block = original;
        loop {
            let data = function.block_mut(block);
            let location = loop {
                let Some(instruction) = instructions.next() else { break None };
                let raises = instruction.raises().then_some(instruction.location);
                data.instructions.push(instruction);
                if raises.is_some() {
                    break raises;
                }
            };
            let Some(location) = location else { break };
            let terminator = data.terminator.take();
            let end = std::mem::replace(&mut data.terminator_location, location);
            let rest = function.add_block();
            layout.push(rest);
            let error = handler.unwrap_or_else(|| *exit.get_or_insert_with(|| function.add_block()));
            function.block_mut(block).terminator =
                Some(Terminator::Try { normal: BlockCall::new(rest), error: BlockCall::new(error) });
            let data = function.block_mut(rest);
            data.terminator = terminator;
            data.terminator_location = end;
            block = rest;
        }
    }
    if let Some(exit) = exit {
        function.block_mut(exit).terminator = Some(Terminator::ReturnError);
        layout.push(exit);
    }
    function.layout = layout;
    function.phase = Phase::Explicit;
}
