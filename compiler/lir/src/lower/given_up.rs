//! Operands whose last use is a call of the runtime.
//!
//! Reference counting releases such an operand twice: where the instruction succeeded, and on the way that its error takes.
//! In compact code both releases are one, between the call and the test of its result.

use moltc_ir::{Block, BlockCall, Instruction, Op, Terminator, Value};

use super::function::FunctionLowering;

/// Whether the instruction releases one of the values.
pub(super) fn is_release_of(instruction: &Instruction, values: &[Value]) -> bool {
    instruction.op == Op::Release && values.contains(&instruction.operands[0])
}

/// Whether the compact code of the op is one call that raises, after which the operands are not looked at.
fn is_one_call(op: Op) -> bool {
    matches!(
        op,
        Op::AttributeGet
            | Op::AttributeSet
            | Op::ItemGet
            | Op::ItemSet
            | Op::Call
            | Op::CallKeywords
            | Op::CallMethod
            | Op::CallMethodKeywords
            | Op::CallFound
            | Op::CallFoundKeywords
            | Op::CallSpread
            | Op::Iterate
            | Op::MakeSet
            | Op::MakeDict
            | Op::MakeString
    )
}

impl FunctionLowering<'_> {
    /// Decides what the last instruction of a block gives up, and gives the error edge that is left then.
    pub fn give_up(&mut self, last: &Instruction, normal: &BlockCall, error: &BlockCall) -> BlockCall {
        let mut error = error.clone();
        if !self.is_compact || !is_one_call(last.op) || self.predecessor_counts[normal.block.index()] != 1 {
            return error;
        }
        let released = self.ir.block(normal.block).instructions.iter().map_while(released_operand);
        let released: Vec<Value> = released.filter(|value| last.operands.contains(value)).collect();
        let mut given_up = Vec::new();
        while let Some((value, next)) = self.release_on_the_way(error.block)
            && error.arguments.is_empty()
            && released.contains(&value)
        {
            given_up.push(value);
            error = next;
        }
        if !given_up.is_empty() {
            // In the order of the way that is taken more often.
            self.given_up = released.into_iter().filter(|value| given_up.contains(value)).collect();
            self.released.insert(normal.block, given_up);
        }
        error
    }

    /// What a block releases, and where it goes on, if it does nothing else.
    fn release_on_the_way(&self, block: Block) -> Option<(Value, BlockCall)> {
        let data = self.ir.block(block);
        let ([only], Terminator::Jump(next)) = (&data.instructions[..], data.terminator()) else { return None };
        Some((released_operand(only)?, next.clone()))
    }

    /// Releases what the instruction being lowered gives up.
    pub fn release_given_up(&mut self) {
        for value in std::mem::take(&mut self.given_up) {
            self.release(self.value(value), self.kind(value));
        }
    }
}

fn released_operand(instruction: &Instruction) -> Option<Value> {
    (instruction.op == Op::Release).then(|| instruction.operands[0])
}
