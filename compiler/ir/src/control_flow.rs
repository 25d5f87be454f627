//! Control flow: predecessors, reverse postorder, dominance.
//!
//! The result of a raising instruction exists on the normal edge of its block's `try` only. So the graph has, besides
//! the blocks, a node for each such edge, and that is where the result is defined. A block with a handler has such a node
//! for its end: what it defines from its first raising instruction on exists there, but not in the handler.

use crate::bit_set::BitSet;
use crate::dominator_tree::DominatorTree;
use crate::entity::{Block, Value};
use crate::function::{BlockData, Function};
use crate::instruction::{Instruction, Terminator};

/// For each block (by index), the blocks that have an edge to it, once per edge, in layout order.
pub fn predecessors(function: &Function) -> Vec<Vec<Block>> {
    let mut predecessors = vec![Vec::new(); function.blocks.len()];
    for &block in &function.layout {
        if let Some(terminator) = &function.block(block).terminator {
            for edge in terminator.edges() {
                predecessors[edge.block.index()].push(block);
            }
        }
    }
    predecessors
}

/// The blocks reachable from the entry and the numbered entries, in reverse postorder. Handlers count as reachable from the blocks they serve.
pub fn reverse_postorder(function: &Function) -> Vec<Block> {
    let mut visited = vec![false; function.blocks.len()];
    let mut postorder = Vec::new();
    // The function's entry last, so that it comes first.
    for &root in function.entries.iter().chain([&function.entry()]) {
        if std::mem::replace(&mut visited[root.index()], true) {
            continue;
        }
        let mut stack = vec![(root, successors(function, root))];
        while let Some((block, pending)) = stack.last_mut() {
            if let Some(next) = pending.pop() {
                if !std::mem::replace(&mut visited[next.index()], true) {
                    let pending = successors(function, next);
                    stack.push((next, pending));
                }
            } else {
                postorder.push(*block);
                stack.pop();
            }
        }
    }
    postorder.reverse();
    postorder
}

/// The successors of a block, its handler included if anything in the block raises.
pub fn successors(function: &Function, block: Block) -> Vec<Block> {
    let data = function.block(block);
    let mut successors: Vec<Block> =
        data.terminator.iter().flat_map(|terminator| terminator.edges()).map(|edge| edge.block).collect();
    successors.extend(active_handler(data));
    successors
}

/// The handler of a block in which something raises.
fn active_handler(data: &BlockData) -> Option<Block> {
    data.handler.filter(|_| data.instructions.iter().any(Instruction::raises))
}

/// The first instruction of a block that may lead to its handler.
fn first_handled(data: &BlockData) -> Option<usize> {
    data.handler.and_then(|_| data.instructions.iter().position(Instruction::raises))
}

/// Where a value is defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Definition {
    /// By no block in the layout.
    None,
    /// As a parameter of the block.
    Parameter(Block),
    /// By the instruction with this index.
    Instruction(Block, usize),
    /// By the raising last instruction of the block; it exists on the normal edge only.
    NormalEdge(Block),
}

impl Definition {
    /// The block.
    pub fn block(self) -> Option<Block> {
        match self {
            Definition::None => None,
            Definition::Parameter(block) | Definition::Instruction(block, _) | Definition::NormalEdge(block) => {
                Some(block)
            }
        }
    }
}

/// The definitions of all values, by index. With several definitions the last counts; the verifier refuses them.
pub fn definitions(function: &Function) -> Vec<Definition> {
    let mut definitions = vec![Definition::None; function.values.len()];
    for &block in &function.layout {
        let data = function.block(block);
        for parameter in &data.parameters {
            definitions[parameter.index()] = Definition::Parameter(block);
        }
        let is_try = matches!(data.terminator, Some(Terminator::Try { .. }));
        for (index, instruction) in data.instructions.iter().enumerate() {
            if let Some(result) = instruction.result {
                definitions[result.index()] = if is_try && index + 1 == data.instructions.len() {
                    Definition::NormalEdge(block)
                } else {
                    Definition::Instruction(block, index)
                };
            }
        }
    }
    definitions
}

/// Dominance among the blocks of a function.
#[derive(Debug)]
pub struct Dominators {
    /// Of the blocks, then their normal edges.
    tree: DominatorTree,
    /// Dominance frontier of each block, in ascending order.
    frontiers: Vec<Vec<Block>>,
    edge_base: usize,
    entry: Block,
    /// By block: the first instruction that may lead to the block's handler.
    raises_at: Vec<Option<usize>>,
}

impl Dominators {
    /// Computes the dominators of `function`.
    pub fn compute(function: &Function) -> Self {
        let edge_base = function.blocks.len();
        let successors = |node: usize| -> Vec<usize> {
            let edges = |data: &BlockData| -> Vec<usize> {
                data.terminator.iter().flat_map(Terminator::edges).map(|edge| edge.block.index()).collect()
            };
            if node >= edge_base {
                let data = &function.blocks[node - edge_base];
                return match &data.terminator {
                    Some(Terminator::Try { normal, .. }) => vec![normal.block.index()],
                    _ => edges(data),
                };
            }
            let data = &function.blocks[node];
            match (&data.terminator, active_handler(data)) {
                (Some(Terminator::Try { error, .. }), _) => vec![edge_base + node, error.block.index()],
                (_, Some(handler)) => vec![edge_base + node, handler.index()],
                (_, None) => edges(data),
            }
        };
        // Above the function's entry and the numbered ones, which none of its blocks dominates, is the activation.
        let activation = edge_base * 2;
        let entered =
            || std::iter::once(&function.entry()).chain(&function.entries).map(|block| block.index()).collect();
        let successors = |node: usize| if node == activation { entered() } else { successors(node) };
        let tree = DominatorTree::compute(activation, activation + 1, successors);
        let frontiers = frontiers(&tree, edge_base);
        let raises_at = function.blocks.iter().map(first_handled).collect();
        Self { tree, frontiers, edge_base, entry: function.entry(), raises_at }
    }

    /// Whether the block can be reached at all.
    pub fn is_reachable(&self, block: Block) -> bool {
        self.tree.is_reachable(block.index())
    }

    /// The block whose end dominates the start of `block` most closely; `None` for unreachable blocks and those that several
    /// entries lead to, or that are entries.
    pub fn immediate_dominator(&self, block: Block) -> Option<Block> {
        let parent = self.tree.parent(block.index()).filter(|&parent| parent < 2 * self.edge_base)?;
        Some(Block::from_index(if parent >= self.edge_base { parent - self.edge_base } else { parent }))
    }

    /// The iterated dominance frontier: the blocks where definitions in the given blocks meet others, in ascending order.
    pub fn meeting_points(&self, definitions: &[Block]) -> Vec<Block> {
        let mut meeting = BitSet::empty(self.edge_base);
        let mut pending = definitions.to_vec();
        while let Some(block) = pending.pop() {
            for &point in &self.frontiers[block.index()] {
                if meeting.insert(point.index()) {
                    pending.push(point);
                }
            }
        }
        meeting.iter().map(Block::from_index).collect()
    }

    /// Whether block `above` dominates block `below`.
    pub fn dominates(&self, above: Block, below: Block) -> bool {
        self.tree.dominates(above.index(), below.index())
    }

    /// Whether a value with this definition may be used by instruction `position` of `block`.
    pub fn is_available(&self, definition: Definition, block: Block, position: usize) -> bool {
        match definition {
            Definition::None => false,
            // No path leads there, so every path to it is as it should be.
            _ if !self.is_reachable(block) => true,
            // Arguments are there all the time.
            Definition::Parameter(at) => at == self.entry || self.dominates(at, block),
            Definition::Instruction(at, index) if at == block => index < position,
            // For the handler, only what comes before the first raising instruction has happened for certain.
            Definition::Instruction(at, index) if self.raises_at[at.index()].is_some_and(|first| index >= first) => {
                self.tree.dominates(self.edge_base + at.index(), block.index())
            }
            Definition::Instruction(at, _) => self.dominates(at, block),
            Definition::NormalEdge(at) => self.tree.dominates(self.edge_base + at.index(), block.index()),
        }
    }

    /// Whether a value with this definition may be an argument of the normal edge of the `try` of `block`.
    pub fn is_available_on_normal_edge(&self, definition: Definition, block: Block) -> bool {
        definition == Definition::NormalEdge(block) || self.is_available(definition, block, usize::MAX)
    }
}

/// The dominance frontier of each block: where its influence ends because other paths join. Definitions inside a block
/// hold on all its edges, so a frontier reached from the block's normal edge is the block's too.
fn frontiers(tree: &DominatorTree, edge_base: usize) -> Vec<Vec<Block>> {
    let mut frontiers: Vec<Vec<Block>> = vec![Vec::new(); edge_base];
    for node in 0..edge_base {
        let Some(parent) = tree.parent(node).filter(|_| tree.predecessors(node).len() > 1) else { continue };
        let point = Block::from_index(node);
        for &predecessor in tree.predecessors(node) {
            let mut runner = predecessor;
            while runner != parent {
                // Where another predecessor's walk has been, the rest of the way is done.
                if runner < edge_base {
                    if frontiers[runner].last() == Some(&point) {
                        break;
                    }
                    frontiers[runner].push(point);
                }
                runner = tree.parent(runner).expect("the walk ends at a dominator");
            }
        }
    }
    frontiers
}

/// All values used by a block: operands in order, then the terminator's, then edge arguments.
pub fn for_each_use(function: &Function, block: Block, mut visit: impl FnMut(Value)) {
    let data = function.block(block);
    for instruction in &data.instructions {
        instruction.operands.iter().copied().for_each(&mut visit);
    }
    if let Some(terminator) = &data.terminator {
        terminator.operands().into_iter().for_each(&mut visit);
        for edge in terminator.edges() {
            edge.arguments.iter().copied().for_each(&mut visit);
        }
    }
}
