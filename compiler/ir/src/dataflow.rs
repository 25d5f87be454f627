//! The one place where fixpoints are computed.
//!
//! - [`solve`]: a set of numbers (slots, say) at the start of each block, for what can change many times.
//! - [`propagate`]: one fact for each SSA value, which holds wherever the value exists.
//! - [`Liveness`]: the SSA values needed at the start of each block.
//!
//! All work on functions whose error edges are explicit; `order` is what `reverse_postorder` gives.

use crate::bit_set::BitSet;
use crate::control_flow::{Definition, for_each_use, predecessors};
use crate::entity::{Block, Local, Value};
use crate::function::Function;
use crate::instruction::Instruction;
use crate::op::Op;
use crate::types::Type;

/// Which way facts flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From what has happened.
    Forward,
    /// From what will happen.
    Backward,
}

/// What holds where paths meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meet {
    /// What holds on one of them.
    Any,
    /// What holds on all of them.
    All,
}

/// A problem about numbers below `bound`. Nothing holds where paths begin.
#[derive(Clone, Copy, Debug)]
pub struct Problem {
    /// Which way facts flow.
    pub direction: Direction,
    /// What holds where paths meet.
    pub meet: Meet,
    /// All numbers are smaller.
    pub bound: usize,
}

/// What holds at the start of each block, by index. `through` changes what holds at one end of the block to what holds at the
/// other, `along` what holds at the source of the edge with this number to what holds along it (forward) or the other way
/// round.
pub fn solve(
    function: &Function,
    order: &[Block],
    problem: Problem,
    mut through: impl FnMut(Block, &mut BitSet),
    mut along: impl FnMut(Block, usize, &mut BitSet),
) -> Vec<BitSet> {
    let start = match problem.meet {
        Meet::Any => BitSet::empty(problem.bound),
        Meet::All => BitSet::full(problem.bound),
    };
    let meet = |target: &mut BitSet, source: &BitSet| match problem.meet {
        Meet::Any => target.unite(source),
        Meet::All => target.intersect(source),
    };
    let mut at_start = vec![start.clone(); function.blocks.len()];
    let mut worklist = Worklist::new(function, order, problem.direction);
    let mut edge_set = start.clone();
    match problem.direction {
        Direction::Forward => {
            at_start[function.entry().index()].clear();
            while let Some(block) = worklist.next() {
                let mut current = at_start[block.index()].clone();
                through(block, &mut current);
                for (index, edge) in function.block(block).terminator().edges().into_iter().enumerate() {
                    edge_set.clone_from(&current);
                    along(block, index, &mut edge_set);
                    if meet(&mut at_start[edge.block.index()], &edge_set) {
                        worklist.add(edge.block);
                    }
                }
            }
        }
        Direction::Backward => {
            let predecessors = predecessors(function);
            while let Some(block) = worklist.next() {
                let edges = function.block(block).terminator().edges();
                let mut current = if edges.is_empty() { BitSet::empty(problem.bound) } else { start.clone() };
                for (index, edge) in edges.into_iter().enumerate() {
                    edge_set.clone_from(&at_start[edge.block.index()]);
                    along(block, index, &mut edge_set);
                    meet(&mut current, &edge_set);
                }
                through(block, &mut current);
                if current != at_start[block.index()] {
                    at_start[block.index()] = current;
                    predecessors[block.index()].iter().for_each(|&before| worklist.add(before));
                }
            }
        }
    }
    at_start
}

/// Blocks to look at, those that others depend on first. At the start, all reachable ones.
struct Worklist<'a> {
    order: &'a [Block],
    direction: Direction,
    /// By block index: the place in the order of work.
    rank: Vec<usize>,
    pending: BitSet,
    /// No pending rank is smaller.
    lowest: usize,
}

impl<'a> Worklist<'a> {
    fn new(function: &Function, order: &'a [Block], direction: Direction) -> Self {
        let mut rank = vec![0; function.blocks.len()];
        for (position, block) in order.iter().enumerate() {
            rank[block.index()] = match direction {
                Direction::Forward => position,
                Direction::Backward => order.len() - 1 - position,
            };
        }
        Self { order, direction, rank, pending: BitSet::full(order.len()), lowest: 0 }
    }

    fn next(&mut self) -> Option<Block> {
        let rank = self.pending.first_from(self.lowest)?;
        self.pending.remove(rank);
        self.lowest = rank;
        Some(match self.direction {
            Direction::Forward => self.order[rank],
            Direction::Backward => self.order[self.order.len() - 1 - rank],
        })
    }

    fn add(&mut self, block: Block) {
        let rank = self.rank[block.index()];
        self.pending.insert(rank);
        self.lowest = self.lowest.min(rank);
    }
}

/// By value index: the local slot that lends the value. What a block is lent comes from one slot on all ways, or is a
/// constant.
pub fn lenders(function: &Function, order: &[Block]) -> Vec<Option<Local>> {
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

/// Grows the facts of values, by index, until they hold: a result's is joined with what `evaluate` says of its instruction,
/// a block parameter's with those of all arguments. Joining says what holds of a value besides its fact when it may also be
/// another; it must only grow facts, and not for ever.
pub fn propagate<Fact: Copy + PartialEq>(
    function: &Function,
    order: &[Block],
    facts: &mut [Fact],
    join: impl Fn(Value, Fact, Fact) -> Fact,
    evaluate: impl Fn(&Instruction, &[Fact]) -> Fact,
) {
    let mut position_of = vec![0; function.blocks.len()];
    for (position, block) in order.iter().enumerate() {
        position_of[block.index()] = position;
    }
    // A value is used in blocks that come after its own, or in parameters: so only what is given to the parameters of blocks
    // that have been looked at makes it necessary to go back, and no further than to them.
    let mut next = Some(0);
    while let Some(first) = next.take() {
        for (position, &block) in order.iter().enumerate().skip(first) {
            let data = function.block(block);
            for instruction in &data.instructions {
                if let Some(result) = instruction.result {
                    facts[result.index()] = join(result, facts[result.index()], evaluate(instruction, facts));
                }
            }
            for edge in data.terminator().edges() {
                let target = position_of[edge.block.index()];
                for (&parameter, argument) in function.block(edge.block).parameters.iter().zip(&edge.arguments) {
                    let joined = join(parameter, facts[parameter.index()], facts[argument.index()]);
                    let changed = std::mem::replace(&mut facts[parameter.index()], joined) != joined;
                    if changed && target <= position {
                        next = Some(next.map_or(target, |earlier| target.min(earlier)));
                    }
                }
            }
        }
    }
}

/// The values that are needed at the start of each block, its parameters excluded.
#[derive(Clone, Debug)]
pub struct Liveness {
    live_in: Vec<Vec<Value>>,
}

impl Liveness {
    /// Finds where those values are needed that `is_wanted` says. The work is that of writing the result down: temporaries
    /// live in few blocks, however large the function is.
    pub fn compute(
        function: &Function,
        predecessors: &[Vec<Block>],
        definitions: &[Definition],
        is_wanted: impl Fn(Value) -> bool,
    ) -> Self {
        let mut live_in: Vec<Vec<Value>> = vec![Vec::new(); function.blocks.len()];
        let mut uses: Vec<(Value, Block)> = Vec::new();
        for &block in &function.layout {
            for_each_use(function, block, |value| {
                if definitions[value.index()].block() != Some(block) && is_wanted(value) {
                    uses.push((value, block));
                }
            });
        }
        uses.sort_unstable();
        for uses in uses.chunk_by(|left, right| left.0 == right.0) {
            let value = uses[0].0;
            let at = definitions[value.index()].block();
            let mut pending: Vec<Block> = uses.iter().map(|&(_, block)| block).collect();
            while let Some(block) = pending.pop() {
                let live = &mut live_in[block.index()];
                if Some(block) != at && live.last() != Some(&value) {
                    live.push(value);
                    pending.extend(&predecessors[block.index()]);
                }
            }
        }
        Self { live_in }
    }

    /// The values needed at the start of a block in ascending order, its parameters excluded.
    pub fn at_start(&self, block: Block) -> &[Value] {
        &self.live_in[block.index()]
    }

    /// Whether a value that is no parameter of the block is needed at its start.
    pub fn is_live_at_start(&self, value: Value, block: Block) -> bool {
        self.live_in[block.index()].binary_search(&value).is_ok()
    }
}

#[cfg(test)]
mod tests;
