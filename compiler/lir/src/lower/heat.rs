//! Where code is made fast and where it is made small.
//!
//! Fast paths inline cost 50 to 300 bytes an operation, calls of the runtime about 40. Most lines of a program run seldom,
//! so the fast paths go where time is likely spent: into small functions, and into loops that are not too long. Everything
//! else, the bodies of modules and classes above all, calls the runtime, which looks at the same inline caches. So does what
//! leads to an exception in any function: raising costs more than the fast paths would save.

use std::collections::{BTreeMap, BTreeSet};

use moltc_ir::{Block, Function, FunctionKind, Terminator};

/// The largest number of raising operations in a function that is fast everywhere.
const SMALL_FUNCTION: usize = 24;
/// The largest number of raising operations in a loop that is fast.
const SHORT_LOOP: usize = 128;

/// What is fast in one function.
pub(super) struct Heat {
    is_hot: Vec<bool>,
    /// Whether nothing is.
    pub is_cold: bool,
    /// Whether entering and leaving is.
    pub has_fast_calls: bool,
}

impl Heat {
    /// Of a function with these edges back to loop heads, as pairs of source and head. `completing` is what [`completing`] says.
    pub fn new(function: &Function, back_edges: &[(Block, Block)], completing: &[bool]) -> Heat {
        let runs_once = matches!(function.kind, FunctionKind::Module | FunctionKind::Class);
        let has_fast_calls = !runs_once && raising(function, &function.layout) <= SMALL_FUNCTION;
        let mut heat = Heat { is_hot: vec![has_fast_calls; function.blocks.len()], is_cold: false, has_fast_calls };
        if !has_fast_calls && !back_edges.is_empty() {
            heat.add_loops(function, back_edges);
        }
        heat.is_hot.iter_mut().zip(completing).for_each(|(is_hot, completes)| *is_hot &= completes);
        heat.is_cold = !heat.is_hot.contains(&true);
        heat
    }

    /// Whether the operations of a block are fast.
    pub fn is_hot(&self, block: Block) -> bool {
        self.is_hot[block.index()]
    }

    fn add_loops(&mut self, function: &Function, back_edges: &[(Block, Block)]) {
        let mut sources: BTreeMap<Block, Vec<Block>> = BTreeMap::new();
        for &(source, head) in back_edges {
            sources.entry(head).or_default().push(source);
        }
        let predecessors = moltc_ir::control_flow::predecessors(function);
        for (head, mut pending) in sources {
            let mut inside = BTreeSet::from([head]);
            while let Some(block) = pending.pop() {
                if inside.insert(block) {
                    pending.extend(&predecessors[block.index()]);
                }
            }
            if raising(function, &inside) <= SHORT_LOOP {
                inside.iter().for_each(|block| self.is_hot[block.index()] = true);
            }
        }
    }
}

/// The blocks that an exception does not certainly follow. `order` has each block before those it leads to, but along back
/// edges.
pub(super) fn completing(function: &Function, order: &[Block], back_edges: &[(Block, Block)]) -> Vec<bool> {
    let mut completing = vec![false; function.blocks.len()];
    // Loops complete too, even if they have no end.
    back_edges.iter().for_each(|(source, _)| completing[source.index()] = true);
    for block in order.iter().rev() {
        completing[block.index()] |= match function.block(*block).terminator() {
            Terminator::Return(_) | Terminator::Suspend { .. } => true,
            Terminator::Try { normal, .. } => completing[normal.block.index()],
            other => other.edges().iter().any(|edge| completing[edge.block.index()]),
        };
    }
    completing
}

/// How many of the blocks end with an operation that can raise.
fn raising<'a>(function: &Function, blocks: impl IntoIterator<Item = &'a Block>) -> usize {
    let ends_raising = |block: &&Block| matches!(function.block(**block).terminator(), Terminator::Try { .. });
    blocks.into_iter().filter(ends_raising).count()
}
