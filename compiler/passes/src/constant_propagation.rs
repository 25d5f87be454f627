//! Computes at compile time what constants determine, with CPython's results.
//!
//! Only pure operations on constants of builtin types are computed, and only when they succeed: what would raise stays
//! and raises at run time. Results are kept small, within the limits of CPython's own folding.

mod fold;

use moltc_ir::control_flow::Definition;
use moltc_ir::{Block, Constant, Function, Immediate, Instruction, Module, Op, Terminator, Type, Value};

use crate::analyses::{Analyses, Preserved};
use crate::rewrite::{Replacements, instruction};
use crate::simplify::take_normal_edge;

/// What is known of a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Known {
    /// A Python constant.
    Constant(Constant),
    /// UNBOUND.
    Unbound,
    /// A machine truth value.
    Truth(bool),
}

pub(crate) fn run(function: &mut Function, module: &mut Module, analyses: &mut Analyses) {
    // Each round may make constants of block parameters, which the next one uses.
    for _ in 0..10 {
        let changed = merge_equal_arguments(function, analyses);
        if !(fold_instructions(function, module, analyses) | changed) {
            return;
        }
    }
}

fn fold_instructions(function: &mut Function, module: &mut Module, analyses: &mut Analyses) -> bool {
    let mut known: Vec<Option<Known>> = vec![None; function.values.len()];
    let mut changed = false;
    for &block in &*analyses.order(function) {
        for index in 0..function.block(block).instructions.len() {
            let current = &function.block(block).instructions[index];
            let Some(result) = current.result else { continue };
            let result_known = evaluate(current, module, &known);
            let is_folded = !matches!(current.op, Op::Constant | Op::Unbound | Op::BoolConstant);
            if let Some(value) = &result_known
                && is_folded
            {
                let raises = current.raises();
                let location = current.location;
                let mut folded = materialize(value, result, module);
                folded.location = location;
                function.block_mut(block).instructions[index] = folded;
                analyses.keep(Preserved::ControlFlow);
                if raises {
                    take_normal_edge(function, block);
                    analyses.keep(Preserved::Nothing);
                }
                changed = true;
            }
            known[result.index()] = result_known;
        }
    }
    changed
}

fn evaluate(current: &Instruction, module: &Module, known: &[Option<Known>]) -> Option<Known> {
    match current.op {
        Op::Constant => return Some(Known::Constant(module.constants.get(current.constant()).clone())),
        Op::Unbound => return Some(Known::Unbound),
        Op::BoolConstant => return Some(Known::Truth(current.index() != 0)),
        // Tuples on the heap have identity, but so have constants: CPython folds them too.
        _ => {}
    }
    let operands: Option<Vec<&Known>> =
        current.operands.iter().map(|operand| known.get(operand.index()).and_then(Option::as_ref)).collect();
    fold::fold(current, &operands?, module)
}

fn materialize(value: &Known, result: Value, module: &mut Module) -> Instruction {
    let (op, immediates) = match value {
        Known::Constant(constant) => {
            (Op::Constant, vec![Immediate::ConstantId(module.constants.intern(constant.clone()))])
        }
        Known::Unbound => (Op::Unbound, vec![]),
        Known::Truth(truth) => (Op::BoolConstant, vec![Immediate::Index(u32::from(*truth))]),
    };
    instruction(op, immediates, vec![], Some(result))
}

/// Replaces block parameters that are given the same value, or equal constants, by every predecessor.
fn merge_equal_arguments(function: &mut Function, analyses: &mut Analyses) -> bool {
    let (predecessors, definitions) = (analyses.predecessors(function), analyses.definitions(function));
    let constant_of = |function: &Function, value: Value| match definitions[value.index()] {
        Definition::Instruction(block, index) => {
            let source = &function.block(block).instructions[index];
            matches!(source.op, Op::Constant | Op::Unbound | Op::BoolConstant).then(|| source.clone())
        }
        _ => None,
    };
    let mut replacements = Replacements::default();
    let mut changed = false;
    for block in function.layout.clone() {
        if block == function.entry() || predecessors[block.index()].is_empty() {
            continue;
        }
        let mut position = 0;
        while position < function.block(block).parameters.len() {
            let parameter = function.block(block).parameters[position];
            let mut arguments: Vec<Value> = Vec::new();
            for &predecessor in &predecessors[block.index()] {
                for edge in function.block(predecessor).terminator().edges() {
                    let argument = (edge.block == block).then(|| replacements.resolve(edge.arguments[position]));
                    if let Some(argument) = argument
                        && argument != parameter
                        && !arguments.contains(&argument)
                    {
                        arguments.push(argument);
                    }
                }
            }
            let constants: Vec<Option<Instruction>> =
                arguments.iter().map(|&argument| constant_of(function, argument)).collect();
            let same_constant = constants.first().cloned().flatten().filter(|first| {
                let same = |other: &Instruction| other.op == first.op && other.immediates == first.immediates;
                constants.iter().all(|constant| constant.as_ref().is_some_and(same))
            });
            if let [only] = arguments[..]
                && same_constant.is_none()
            {
                replacements.insert(parameter, only);
            } else if let Some(mut constant) = same_constant {
                let value = match function.value_type(parameter) {
                    Type::Lent => function.add_value(Type::Value),
                    r#type => function.add_value(r#type),
                };
                constant.result = Some(value);
                constant.location = None;
                function.block_mut(block).instructions.insert(0, constant);
                replacements.insert(parameter, value);
                // The positions that the definitions name have moved in this block.
                remove_parameter(function, &predecessors, block, position);
                replacements.apply(function);
                analyses.keep(Preserved::ControlFlow);
                return true;
            } else {
                position += 1;
                continue;
            }
            remove_parameter(function, &predecessors, block, position);
            changed = true;
        }
    }
    replacements.apply(function);
    if changed {
        analyses.keep(Preserved::ControlFlow);
    }
    changed
}

fn remove_parameter(function: &mut Function, predecessors: &[Vec<Block>], block: Block, position: usize) {
    function.block_mut(block).parameters.remove(position);
    let mut previous = None;
    for &other in &predecessors[block.index()] {
        // A block with several edges is there several times in a row.
        if previous.replace(other) == Some(other) {
            continue;
        }
        let terminator: &mut Terminator = function.block_mut(other).terminator.as_mut().expect("the block is finished");
        for edge in terminator.edges_mut() {
            if edge.block == block {
                edge.arguments.remove(position);
            }
        }
    }
}
