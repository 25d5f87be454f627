//! The one place where fixpoints are computed.
//!
//! - [`solve`]: a set of numbers (slots, say) at the start of each block, for what can change many times.
//! - [`propagate`]: one fact for each SSA value, which holds wherever the value exists; sparse.
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
            for entered in function.entries.iter().chain([&function.entry()]) {
                at_start[entered.index()].clear();
            }
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

/// What an instruction does with a variable: something that is no SSA value and has a fact all the same, such as a slot. Its
/// number is one behind those of the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variable {
    /// The fact of the variable counts in that of the result.
    Read(usize),
    /// The variable may be the value from now on.
    Set(usize, Value),
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
    propagate_with_variables(function, order, facts, join, evaluate, |_, _| {});
}

/// `propagate` where facts go through variables too. The work is one look at each instruction, and one more for each
/// operand whose fact grows after it was used, which happens on the way round loops and through variables.
pub fn propagate_with_variables<Fact: Copy + PartialEq>(
    function: &Function,
    order: &[Block],
    facts: &mut [Fact],
    join: impl Fn(Value, Fact, Fact) -> Fact,
    evaluate: impl Fn(&Instruction, &[Fact]) -> Fact,
    variables: impl Fn(&Instruction, &mut dyn FnMut(Variable)),
) {
    let grow = |facts: &mut [Fact], target: usize, fact: Fact| {
        let joined = join(Value::from_index(target), facts[target], fact);
        std::mem::replace(&mut facts[target], joined) != joined
    };
    // Blocks come after those that define what they use, so once through them in order is enough for everything but what
    // grows later: parameters of blocks that have been passed, variables that have been read.
    let mut is_passed = BitSet::empty(function.blocks.len());
    let mut is_read = BitSet::empty(facts.len());
    let mut grown: Vec<usize> = Vec::new();
    for &block in order {
        is_passed.insert(block.index());
        let data = function.block(block);
        for instruction in &data.instructions {
            variables(instruction, &mut |variable| match variable {
                Variable::Read(number) => drop(is_read.insert(number)),
                Variable::Set(number, value) => {
                    let fact = facts[value.index()];
                    if grow(facts, number, fact) && is_read.contains(number) {
                        grown.push(number);
                    }
                }
            });
            if let Some(result) = instruction.result {
                let fact = evaluate(instruction, facts);
                grow(facts, result.index(), fact);
            }
        }
        for edge in data.terminator().edges() {
            for (&parameter, argument) in function.block(edge.block).parameters.iter().zip(&edge.arguments) {
                let fact = facts[argument.index()];
                if grow(facts, parameter.index(), fact) && is_passed.contains(edge.block.index()) {
                    grown.push(parameter.index());
                }
            }
        }
    }
    if grown.is_empty() {
        return;
    }
    let dependents = Dependents::find(function, order, facts.len(), variables);
    while let Some(number) = grown.pop() {
        for &dependent in dependents.of(number) {
            let (target, fact) = match dependent {
                Dependent::Copy(target) => (target as usize, facts[number]),
                Dependent::Result(block, index) => {
                    let instruction = &function.block(block).instructions[index as usize];
                    let result = instruction.result.expect("only results depend on operands");
                    (result.index(), evaluate(instruction, facts))
                }
            };
            if grow(facts, target, fact) {
                grown.push(target);
            }
        }
    }
}

/// What has to be looked at again when a fact has grown.
#[derive(Clone, Copy)]
enum Dependent {
    /// A parameter or a variable that the value is given to.
    Copy(u32),
    /// The result of the instruction at this position of the block.
    Result(Block, u32),
}

/// The dependents of each value and variable.
struct Dependents {
    /// By number: where its dependents end; they start where those of the number before end.
    ends: Vec<u32>,
    dependents: Vec<Dependent>,
}

impl Dependents {
    fn find(
        function: &Function,
        order: &[Block],
        count: usize,
        variables: impl Fn(&Instruction, &mut dyn FnMut(Variable)),
    ) -> Self {
        let mut ends = vec![0; count];
        for_each_dependent(function, order, &variables, |number, _| ends[number] += 1);
        let mut total = 0;
        for end in &mut ends {
            // Where the next dependent of the number goes; its end, once all are there.
            total += std::mem::replace(end, total);
        }
        let mut dependents = vec![Dependent::Copy(0); total as usize];
        for_each_dependent(function, order, &variables, |number, dependent| {
            dependents[ends[number] as usize] = dependent;
            ends[number] += 1;
        });
        Self { ends, dependents }
    }

    fn of(&self, number: usize) -> &[Dependent] {
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        &self.dependents[start as usize..self.ends[number] as usize]
    }
}

fn for_each_dependent(
    function: &Function,
    order: &[Block],
    variables: impl Fn(&Instruction, &mut dyn FnMut(Variable)),
    mut visit: impl FnMut(usize, Dependent),
) {
    for &block in order {
        let data = function.block(block);
        for (index, instruction) in data.instructions.iter().enumerate() {
            let result = instruction.result.map(|_| Dependent::Result(block, index as u32));
            if let Some(dependent) = result {
                instruction.operands.iter().for_each(|operand| visit(operand.index(), dependent));
            }
            variables(instruction, &mut |variable| match variable {
                Variable::Read(number) => result.into_iter().for_each(|result| visit(number, result)),
                Variable::Set(number, value) => visit(value.index(), Dependent::Copy(number as u32)),
            });
        }
        for edge in data.terminator().edges() {
            for (&parameter, argument) in function.block(edge.block).parameters.iter().zip(&edge.arguments) {
                visit(argument.index(), Dependent::Copy(parameter.0));
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
