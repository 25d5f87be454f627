//! Verifies that what a local slot lends is not used after the slot was set again.

use std::collections::BTreeSet;

use moltc_ir::control_flow::reverse_postorder;
use moltc_ir::{Block, Function, Local, Op, Type, Value};

/// Uses of values whose slot no longer keeps them: the block and the value.
pub(super) fn stale_uses(function: &Function) -> Vec<(Block, Value)> {
    let lender = lenders(function);
    let mut lent_by: Vec<Vec<Value>> = vec![Vec::new(); function.locals.len()];
    for (index, local) in lender.iter().enumerate() {
        if let Some(local) = local {
            lent_by[local.index()].push(Value::from_index(index));
        }
    }
    let mut stale_at_start: Vec<BTreeSet<Value>> = vec![BTreeSet::new(); function.blocks.len()];
    let order = reverse_postorder(function);
    let mut found = BTreeSet::new();
    let mut changed = true;
    while changed {
        changed = false;
        for &block in &order {
            let data = function.block(block);
            let mut stale = stale_at_start[block.index()].clone();
            data.parameters.iter().for_each(|parameter| _ = stale.remove(parameter));
            for current in &data.instructions {
                found.extend(
                    current.operands.iter().filter(|operand| stale.contains(operand)).map(|&use_| (block, use_)),
                );
                if matches!(current.op, Op::LocalSet | Op::LocalReplace) {
                    stale.extend(&lent_by[current.local().index()]);
                }
                current.result.iter().for_each(|result| _ = stale.remove(result));
            }
            let terminator = data.terminator();
            let given = terminator.edges().into_iter().flat_map(|edge| edge.arguments.iter().copied());
            let used = given.chain(terminator.operands());
            found.extend(used.filter(|value| stale.contains(value)).map(|value| (block, value)));
            for edge in terminator.edges() {
                let target = &mut stale_at_start[edge.block.index()];
                let before = target.len();
                target.extend(&stale);
                changed |= target.len() != before;
            }
        }
    }
    found.into_iter().collect()
}

/// By value index: the slot that lends the value.
fn lenders(function: &Function) -> Vec<Option<Local>> {
    let mut lender = vec![None; function.values.len()];
    for &block in &function.layout {
        for current in &function.block(block).instructions {
            if let (Op::LocalGet | Op::LocalSet | Op::LocalReplace, Some(result)) = (current.op, current.result) {
                lender[result.index()] = Some(current.local());
            }
        }
    }
    let mut changed = true;
    while changed {
        changed = false;
        for &block in &function.layout {
            for edge in function.block(block).terminator().edges() {
                for (&parameter, argument) in function.block(edge.block).parameters.iter().zip(&edge.arguments) {
                    if function.value_type(parameter) == Type::Lent
                        && lender[parameter.index()].is_none()
                        && lender[argument.index()].is_some()
                    {
                        lender[parameter.index()] = lender[argument.index()];
                        changed = true;
                    }
                }
            }
        }
    }
    lender
}
