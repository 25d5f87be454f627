//! The rules of each phase.

use super::Verifier;
use crate::entity::Block;
use crate::function::Phase;
use crate::instruction::Terminator;
use crate::op::Op;
use molt_abi::intrinsics::Intrinsic;

/// Rules about one block.
pub(super) fn check_block(verifier: &mut Verifier<'_>, block: Block) {
    let function = verifier.function;
    let data = function.block(block);
    let phase = function.phase;
    for instruction in &data.instructions {
        if let Some(rule) = forbidden(instruction.op, phase, function.is_generator) {
            verifier.error(Some(block), format!("`{}` {rule} (phase {phase})", instruction.op));
        }
    }
    let terminator = data.terminator();
    let last = data.instructions.last();
    if phase == Phase::Built {
        if let Some(handler) = data.handler {
            let target = function.block(handler);
            if !target.parameters.is_empty() {
                verifier.error(Some(handler), "is a handler with parameters");
            }
            if target.instructions.first().is_none_or(|first| first.op != Op::TakeException) {
                verifier.error(Some(handler), "is a handler that does not start with `take_exception`");
            }
        }
        if matches!(terminator, Terminator::Try { .. } | Terminator::ReturnError) {
            verifier.error(Some(block), "has an explicit error edge (phase built)");
        }
    } else {
        if data.handler.is_some() {
            verifier.error(Some(block), format!("has a handler (phase {phase})"));
        }
        let raising = data.instructions.iter().filter(|instruction| instruction.raises()).count();
        let ends_raising = last.is_some_and(|last| last.raises());
        let is_try = matches!(terminator, Terminator::Try { .. });
        if is_try && !ends_raising {
            verifier.error(Some(block), "ends with `try`, but its last instruction does not raise");
        }
        if raising > usize::from(ends_raising) || ends_raising && !is_try {
            verifier.error(Some(block), "has a raising instruction that is not followed by `try`");
        }
    }
    if matches!(terminator, Terminator::Suspend { .. }) && !(phase >= Phase::Split && function.is_generator) {
        verifier.error(Some(block), "suspends outside a split generator");
    }
}

/// The result of `yield_delegated` may be ERROR, which nothing but `delegate` understands.
fn check_sent_or_error(verifier: &mut Verifier<'_>) {
    let function = verifier.function;
    let mut maybe_error = vec![false; function.values.len()];
    for &block in &function.layout {
        for instruction in &function.block(block).instructions {
            if let (Op::YieldDelegated | Op::SentOrError, Some(result)) = (instruction.op, instruction.result) {
                maybe_error[result.index()] = true;
            }
        }
    }
    if !maybe_error.contains(&true) {
        return;
    }
    for &block in &function.layout {
        let mut wrong = Vec::new();
        let data = function.block(block);
        for instruction in &data.instructions {
            let is_delegate = instruction.op == Op::Intrinsic && instruction.intrinsic() == Intrinsic::delegate;
            for (index, &operand) in instruction.operands.iter().enumerate() {
                if maybe_error[operand.index()] && !(is_delegate && index == 1) {
                    wrong.push(operand);
                }
            }
        }
        let arguments = data.terminator().edges().into_iter().flat_map(|edge| edge.arguments.clone());
        let given: Vec<_> = arguments.chain(data.terminator().operands()).collect();
        wrong.extend(given.into_iter().filter(|value| maybe_error[value.index()]));
        for value in wrong {
            verifier.error(Some(block), format!("uses {value}, which may be ERROR, outside `delegate`"));
        }
    }
}

/// Rules about the whole function.
pub(super) fn check_function(verifier: &mut Verifier<'_>) {
    check_sent_or_error(verifier);
    let function = verifier.function;
    if function.frame.is_some() && function.phase < Phase::Split {
        verifier.error(None, "has a frame layout before phase split");
    }
    if function.frame.is_none() && function.phase >= Phase::Split && function.is_generator {
        verifier.error(None, "is a split generator without a frame layout");
    }
    let Some(frame) = function.frame.as_ref().filter(|_| function.is_generator) else { return };
    for &block in &function.layout {
        if let Terminator::Suspend { resume_index, .. } = function.block(block).terminator()
            && !(1..frame.resume_count).contains(resume_index)
        {
            verifier.error(Some(block), format!("suspends with resume index {resume_index}, which does not exist"));
        }
    }
    match function.block(function.entry()).terminator() {
        Terminator::Switch { cases, .. } if cases.len() == frame.resume_count as usize => {}
        _ => verifier.error(Some(function.entry()), "does not switch on every resume index"),
    }
}

/// Why an op may not appear.
fn forbidden(op: Op, phase: Phase, is_generator: bool) -> Option<&'static str> {
    match op {
        Op::YieldValue | Op::YieldDelegated if !is_generator => Some("appears outside a generator"),
        Op::YieldValue | Op::YieldDelegated if phase >= Phase::Split => Some("was to be split"),
        Op::ResumeIndex | Op::SentValue | Op::SentOrError | Op::FrameTake | Op::FramePut | Op::ParameterGet
            if phase < Phase::Split || !is_generator =>
        {
            Some("belongs to split generators")
        }
        Op::Retain | Op::Release if phase < Phase::Counted => Some("comes too early"),
        Op::KeepAlive if phase >= Phase::Counted => Some("comes too late"),
        _ => None,
    }
}
