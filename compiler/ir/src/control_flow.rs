//! Control flow: predecessors, reverse postorder, dominance.
//!
//! The result of a raising instruction exists on the normal edge of its block's `try` only. So the graph has, besides
//! the blocks, a node for each such edge, and that is where the result is defined. A block with a handler has such a node
//! for its end: what it defines from its first raising instruction on exists there, but not in the handler.

use std::collections::BTreeSet;

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

/// The blocks reachable from the entry, in reverse postorder. Handlers count as reachable from the blocks they serve.
pub fn reverse_postorder(function: &Function) -> Vec<Block> {
    let mut visited = vec![false; function.blocks.len()];
    let mut postorder = Vec::new();
    let mut stack = vec![(function.entry(), successors(function, function.entry()))];
    visited[function.entry().index()] = true;
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

/// The dominator tree.
#[derive(Debug)]
pub struct Dominators {
    /// Immediate dominator and depth by node; blocks first, then their normal edges.
    tree: Vec<Option<(usize, u32)>>,
    /// Dominance frontier of each block.
    frontiers: Vec<BTreeSet<Block>>,
    edge_base: usize,
    /// By block: the first instruction that may lead to the block's handler.
    raises_at: Vec<Option<usize>>,
}

impl Dominators {
    /// Computes the tree of `function`.
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
        let order = postorder(function.entry().index(), edge_base * 2, successors);
        let mut number = vec![usize::MAX; edge_base * 2];
        for (position, &node) in order.iter().enumerate() {
            number[node] = position;
        }
        let mut predecessors = vec![Vec::new(); edge_base * 2];
        for &node in &order {
            for successor in successors(node) {
                predecessors[successor].push(node);
            }
        }
        let entry = function.entry().index();
        let mut immediate = vec![usize::MAX; edge_base * 2];
        immediate[entry] = entry;
        let mut changed = true;
        while changed {
            changed = false;
            for &node in order.iter().rev().filter(|&&node| node != entry) {
                let mut common = usize::MAX;
                for &predecessor in predecessors[node].iter().filter(|&&node| immediate[node] != usize::MAX) {
                    common = if common == usize::MAX {
                        predecessor
                    } else {
                        intersect(common, predecessor, &immediate, &number)
                    };
                }
                if immediate[node] != common {
                    immediate[node] = common;
                    changed = true;
                }
            }
        }
        let mut tree = vec![None; edge_base * 2];
        for &node in order.iter().rev() {
            let depth =
                if node == entry { 0 } else { tree[immediate[node]].map_or(0, |(_, depth): (usize, u32)| depth + 1) };
            tree[node] = Some((immediate[node], depth));
        }
        let frontiers = frontiers(&tree, &predecessors, edge_base);
        let raises_at = function.blocks.iter().map(first_handled).collect();
        Self { tree, frontiers, edge_base, raises_at }
    }

    /// Whether the block can be reached at all.
    pub fn is_reachable(&self, block: Block) -> bool {
        self.tree[block.index()].is_some()
    }

    /// Whether `definition` holds throughout `block` (for definitions in the block itself, see
    /// [`Dominators::is_available`]).
    fn node_dominates(&self, above: usize, mut below: usize) -> bool {
        let Some((_, depth)) = self.tree[above] else { return self.tree[below].is_none() };
        loop {
            let Some((parent, own)) = self.tree[below] else { return true };
            if own <= depth {
                return below == above;
            }
            below = parent;
        }
    }

    /// The block whose end dominates the start of `block` most closely; `None` for the entry and unreachable blocks.
    pub fn immediate_dominator(&self, block: Block) -> Option<Block> {
        let (parent, depth) = self.tree[block.index()]?;
        let at = if parent >= self.edge_base { parent - self.edge_base } else { parent };
        (depth > 0).then(|| Block::from_index(at))
    }

    /// The iterated dominance frontier: the blocks where definitions in the given blocks meet others.
    pub fn meeting_points(&self, definitions: &BTreeSet<Block>) -> BTreeSet<Block> {
        let mut meeting = BTreeSet::new();
        let mut pending: Vec<Block> = definitions.iter().copied().collect();
        let frontiers = &self.frontiers;
        while let Some(block) = pending.pop() {
            for &point in &frontiers[block.index()] {
                if meeting.insert(point) {
                    pending.push(point);
                }
            }
        }
        meeting
    }

    /// Whether block `above` dominates block `below`.
    pub fn dominates(&self, above: Block, below: Block) -> bool {
        self.node_dominates(above.index(), below.index())
    }

    /// Whether a value with this definition may be used by instruction `position` of `block`.
    pub fn is_available(&self, definition: Definition, block: Block, position: usize) -> bool {
        match definition {
            Definition::None => false,
            // No path leads there, so every path to it is as it should be.
            _ if !self.is_reachable(block) => true,
            Definition::Parameter(at) => self.dominates(at, block),
            Definition::Instruction(at, index) if at == block => index < position,
            // For the handler, only what comes before the first raising instruction has happened for certain.
            Definition::Instruction(at, index) if self.raises_at[at.index()].is_some_and(|first| index >= first) => {
                self.node_dominates(self.edge_base + at.index(), block.index())
            }
            Definition::Instruction(at, _) => self.dominates(at, block),
            Definition::NormalEdge(at) => self.node_dominates(self.edge_base + at.index(), block.index()),
        }
    }

    /// Whether a value with this definition may be an argument of the normal edge of the `try` of `block`.
    pub fn is_available_on_normal_edge(&self, definition: Definition, block: Block) -> bool {
        definition == Definition::NormalEdge(block) || self.is_available(definition, block, usize::MAX)
    }
}

/// The dominance frontier of each block: where its influence ends because other paths join. Definitions inside a block
/// hold on all its edges, so a frontier reached from the block's normal edge is the block's too.
fn frontiers(tree: &[Option<(usize, u32)>], predecessors: &[Vec<usize>], edge_base: usize) -> Vec<BTreeSet<Block>> {
    let mut frontiers = vec![BTreeSet::new(); edge_base];
    for node in 0..edge_base {
        let Some((parent, _)) = tree[node] else { continue };
        if predecessors[node].len() < 2 {
            continue;
        }
        for &predecessor in &predecessors[node] {
            let mut runner = predecessor;
            while runner != parent {
                // Where another predecessor's walk has been, the rest of the way is done.
                if runner < edge_base && !frontiers[runner].insert(Block::from_index(node)) {
                    break;
                }
                runner = tree[runner].expect("predecessors of reachable nodes are reachable").0;
            }
        }
    }
    frontiers
}

fn intersect(mut left: usize, mut right: usize, immediate: &[usize], number: &[usize]) -> usize {
    while left != right {
        while number[left] < number[right] {
            left = immediate[left];
        }
        while number[right] < number[left] {
            right = immediate[right];
        }
    }
    left
}

fn postorder(entry: usize, nodes: usize, successors: impl Fn(usize) -> Vec<usize>) -> Vec<usize> {
    let mut visited = vec![false; nodes];
    visited[entry] = true;
    let mut order = Vec::new();
    let mut stack = vec![(entry, successors(entry))];
    while let Some((node, pending)) = stack.last_mut() {
        if let Some(next) = pending.pop() {
            if !std::mem::replace(&mut visited[next], true) {
                stack.push((next, successors(next)));
            }
        } else {
            order.push(*node);
            stack.pop();
        }
    }
    order
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
