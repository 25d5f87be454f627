//! Removes instructions and block parameters whose values nobody needs.

use moltc_ir::control_flow::Definition;
use moltc_ir::{Function, Instruction, Module, Op, Value};

use crate::analyses::{Analyses, Preserved};
use crate::ownership::{Counting, classify};

pub(crate) fn run(function: &mut Function, module: &mut Module, analyses: &mut Analyses) {
    drop_pointless_keep_alive(function, module, analyses);
    let needed = needed_values(function, analyses);
    for index in 0..function.layout.len() {
        let block = function.layout[index];
        let data = function.block_mut(block);
        data.instructions.retain(|instruction| is_needed(instruction, &needed));
    }
    remove_parameters(function, &needed);
}

/// Drops `keep_alive` of what is not counted.
fn drop_pointless_keep_alive(function: &mut Function, module: &Module, analyses: &mut Analyses) {
    let keeps_alive = |instruction: &Instruction| instruction.op == Op::KeepAlive;
    if !function.layout.iter().any(|&block| function.block(block).instructions.iter().any(keeps_alive)) {
        return;
    }
    let counting = classify(function, &analyses.order(function), &analyses.facts(function, module));
    for index in 0..function.layout.len() {
        let data = function.block_mut(function.layout[index]);
        data.instructions.retain(|instruction| {
            !keeps_alive(instruction) || counting[instruction.operands[0].index()] == Counting::Owned
        });
    }
    analyses.keep(Preserved::ControlFlow);
}

fn is_needed(instruction: &Instruction, needed: &[bool]) -> bool {
    !instruction.effects().is_removable() || instruction.result.is_none_or(|result| needed[result.index()])
}

fn needed_values(function: &Function, analyses: &mut Analyses) -> Vec<bool> {
    let (definitions, predecessors) = (analyses.definitions(function), analyses.predecessors(function));
    let mut needed = vec![false; function.values.len()];
    let mut pending: Vec<Value> = Vec::new();
    for &block in &function.layout {
        let data = function.block(block);
        for instruction in &data.instructions {
            if !instruction.effects().is_removable() {
                pending.extend(&instruction.operands);
            }
        }
        pending.extend(data.terminator().operands());
    }
    // The entry's parameters are the function's: they stay.
    pending.extend(&function.block(function.entry()).parameters);
    while let Some(value) = pending.pop() {
        if std::mem::replace(&mut needed[value.index()], true) {
            continue;
        }
        match definitions[value.index()] {
            Definition::None => {}
            Definition::Instruction(block, index) => {
                pending.extend(&function.block(block).instructions[index].operands)
            }
            Definition::NormalEdge(block) => {
                pending.extend(function.block(block).instructions.last().into_iter().flat_map(|last| &last.operands));
            }
            Definition::Parameter(block) => {
                let parameters = &function.block(block).parameters;
                let position = parameters.iter().position(|&parameter| parameter == value).expect("defined there");
                for &predecessor in &predecessors[block.index()] {
                    for edge in function.block(predecessor).terminator().edges() {
                        if edge.block == block {
                            pending.push(edge.arguments[position]);
                        }
                    }
                }
            }
        }
    }
    needed
}

fn remove_parameters(function: &mut Function, needed: &[bool]) {
    let keep: Vec<Vec<bool>> = function
        .blocks
        .iter()
        .map(|data| data.parameters.iter().map(|parameter| needed[parameter.index()]).collect())
        .collect();
    for index in 0..function.layout.len() {
        let block = function.layout[index];
        let data = function.block_mut(block);
        retain_by(&mut data.parameters, &keep[block.index()]);
        let terminator = data.terminator.as_mut().expect("the block is finished");
        for edge in terminator.edges_mut() {
            retain_by(&mut edge.arguments, &keep[edge.block.index()]);
        }
    }
}

fn retain_by(values: &mut Vec<Value>, keep: &[bool]) {
    let mut flags = keep.iter();
    values.retain(|_| *flags.next().expect("one flag per value"));
}
