//! Blocks that thousands of others lead to get at their predecessors' edges through relays, which do nothing but go on.
//!
//! In a long function nearly every operation can fail, and all failures go to the same few blocks. Back ends walk from each
//! predecessor of a block to where its paths come from; that is quadratic in such functions, unless predecessors that lie
//! close together meet before. A relay costs no code: jumps to jumps are led past it when code is emitted.

use crate::entities::Block;
use crate::function::{BlockCall, BlockData, Function, Terminator};

/// The largest number of edges into a block or relay.
const EDGES: usize = 128;

pub(super) fn add_relays(function: &mut Function) {
    let mut edges = vec![0; function.blocks.len()];
    for target in function.blocks.iter().flat_map(|data| data.terminator.targets()) {
        edges[target.block.index()] += 1;
    }
    if edges.iter().all(|&count| count <= EDGES) {
        return;
    }
    let mut seen = vec![0_usize; edges.len()];
    let mut relays: Vec<Option<Block>> = vec![None; edges.len()];
    for index in 0..edges.len() {
        let mut terminator = std::mem::replace(&mut function.blocks[index].terminator, Terminator::Trap);
        for call in terminator.targets_mut() {
            let target = call.block;
            if edges[target.index()] > EDGES {
                if seen[target.index()].is_multiple_of(EDGES) {
                    relays[target.index()] = Some(add_relay(function, target));
                }
                seen[target.index()] += 1;
                call.block = relays[target.index()].expect("the first edge has made it");
            }
        }
        function.blocks[index].terminator = terminator;
    }
}

fn add_relay(function: &mut Function, target: Block) -> Block {
    let relay = Block::from_index(function.blocks.len());
    let types: Vec<_> =
        function.blocks[target.index()].parameters.iter().map(|&value| function.value_type(value)).collect();
    let parameters: Vec<_> = types.into_iter().map(|value_type| function.add_value(value_type)).collect();
    function.blocks.push(BlockData {
        terminator: Terminator::Jump(BlockCall::new(target, &parameters)),
        parameters,
        cold: function.blocks[target.index()].cold,
        instructions: Vec::new(),
        terminator_line: 0,
    });
    relay
}

#[cfg(test)]
mod tests;
