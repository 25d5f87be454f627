//! Verifies reference counts by abstract interpretation.
//!
//! For every value the number of references this function holds is followed along every path. A value that is owned must
//! hold one when it is used; giving it away or releasing it takes one, `retain` adds one; at joins all paths agree; when
//! the function is left, none remain. Lent values are alive without a reference of the function's own, but giving one
//! away takes a `retain` first, and what a local slot lends ends when the slot is set again.

mod lent;

use std::collections::BTreeMap;

use moltc_ir::control_flow::reverse_postorder;
use moltc_ir::{
    Block, Facts, Function, FunctionId, Instruction, Module, Op, ResultKind, Terminator, Value, VerifierError,
};

use crate::ownership::{Counting, classify, result_of_try};

type State = BTreeMap<Value, u32>;

/// All violations in one counted function, in order.
pub fn verify_reference_counts(module: &Module, id: FunctionId) -> Vec<VerifierError> {
    let function = module.function(id);
    let order = reverse_postorder(function);
    let mut checker = Checker {
        function,
        counting: classify(function, &order, &Facts::compute(module, function, &order)),
        owners: owners(function),
        name: format!("{id} {}", function.qualified_name),
        errors: Vec::new(),
    };
    let mut at_start: BTreeMap<Block, State> = BTreeMap::from([(function.entry(), State::new())]);
    for &block in &order {
        let Some(state) = at_start.get(&block).cloned() else { continue };
        for (target, state) in checker.run_block(block, state) {
            match at_start.get(&target) {
                None => {
                    at_start.insert(target, state);
                }
                Some(other) if *other == state => {}
                Some(other) => {
                    let message = format!("is reached with references {state:?} from {block}, with {other:?} before");
                    checker.error(target, message);
                }
            }
        }
    }
    for (block, value) in lent::outliving_values(function, &order) {
        checker.error(block, format!("sets the slot that lends {value}, which is used afterwards"));
    }
    checker.errors
}

/// For values borrowed from their first operand, that operand.
fn owners(function: &Function) -> BTreeMap<Value, Value> {
    let mut owners = BTreeMap::new();
    for &block in &function.layout {
        for instruction in &function.block(block).instructions {
            if let (ResultKind::Borrowed, Some(result)) = (instruction.result_kind(), instruction.result) {
                owners.insert(result, instruction.operands[0]);
            }
        }
    }
    owners
}

struct Checker<'a> {
    function: &'a Function,
    counting: Vec<Counting>,
    owners: BTreeMap<Value, Value>,
    name: String,
    errors: Vec<VerifierError>,
}

impl Checker<'_> {
    fn error(&mut self, block: Block, message: String) {
        self.errors.push(VerifierError { function: self.name.clone(), block: Some(block), message });
    }

    /// The states on the outgoing edges.
    fn run_block(&mut self, block: Block, mut state: State) -> Vec<(Block, State)> {
        let data = self.function.block(block);
        for instruction in &data.instructions {
            self.run_instruction(block, instruction, &mut state);
        }
        match data.terminator() {
            Terminator::Return(value) | Terminator::Suspend { value, .. } => {
                self.take(block, *value, &mut state);
                self.check_empty(block, &state);
            }
            Terminator::ReturnError => self.check_empty(block, &state),
            Terminator::Unreachable => {}
            _ => {}
        }
        let result = result_of_try(self.function, block);
        let mut out = Vec::new();
        for (index, edge) in data.terminator().edges().into_iter().enumerate() {
            let mut state = state.clone();
            if index == 1
                && let Some(result) = result
            {
                state.remove(&result);
            }
            for (&argument, &parameter) in edge.arguments.iter().zip(&self.function.block(edge.block).parameters) {
                self.check_alive(block, argument, &state);
                if self.counting[parameter.index()] == Counting::Owned {
                    self.take(block, argument, &mut state);
                    *state.entry(parameter).or_default() += 1;
                }
            }
            out.push((edge.block, state));
        }
        out
    }

    fn run_instruction(&mut self, block: Block, instruction: &Instruction, state: &mut State) {
        let Some(kinds) = instruction.operand_kinds() else { return };
        for &operand in &instruction.operands {
            self.check_alive(block, operand, state);
        }
        if instruction.op == Op::Retain {
            if self.counting[instruction.operands[0].index()] != Counting::Plain {
                *state.entry(instruction.operands[0]).or_default() += 1;
            }
            return;
        }
        if instruction.op == Op::Guard {
            let mut given_up = State::new();
            for &value in self.function.given_up_by_exit(instruction) {
                *given_up.entry(value).or_default() += 1;
            }
            if given_up != *state {
                let exit = instruction.exit();
                self.error(block, format!("takes {exit} with references {state:?} and gives up {given_up:?}"));
            }
        }
        let consumed = instruction.operands.iter().zip(&kinds).filter(|(_, kind)| kind.is_consumed());
        for (&operand, _) in consumed {
            self.take(block, operand, state);
        }
        // What is borrowed in the same instruction must outlive it.
        for (&operand, kind) in instruction.operands.iter().zip(&kinds) {
            if !kind.is_consumed() {
                self.check_alive(block, operand, state);
            }
        }
        if let Some(result) = instruction.result
            && self.counting[result.index()] == Counting::Owned
            && instruction.result_kind() != ResultKind::Borrowed
        {
            *state.entry(result).or_default() += 1;
        }
    }

    fn check_alive(&mut self, block: Block, value: Value, state: &State) {
        if self.counting[value.index()] != Counting::Owned || state.contains_key(&value) {
            return;
        }
        let owner_is_alive = self
            .owners
            .get(&value)
            .is_some_and(|owner| self.counting[owner.index()] != Counting::Owned || state.contains_key(owner));
        if !owner_is_alive {
            self.error(block, format!("uses {value} without a reference to it"));
        }
    }

    fn take(&mut self, block: Block, value: Value, state: &mut State) {
        if self.counting[value.index()] == Counting::Plain {
            return;
        }
        match state.get_mut(&value) {
            None => self.error(block, format!("gives {value} away without a reference to it")),
            Some(1) => {
                state.remove(&value);
            }
            Some(count) => *count -= 1,
        }
    }

    fn check_empty(&mut self, block: Block, state: &State) {
        if !state.is_empty() {
            self.error(block, format!("leaves the function with references {state:?}"));
        }
    }
}
