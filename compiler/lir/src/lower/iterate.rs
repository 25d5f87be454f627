//! Iteration, and the parts of a split generator that read its state.

use molt_abi::intrinsics::Intrinsic;
use molt_abi::layout::offset;
use moltc_ir::Instruction;

use super::function::FunctionLowering;
use crate::entities::Value;
use crate::operators::{IntCondition, LoadKind};

impl FunctionLowering<'_> {
    pub(super) fn lower_iterate(&mut self, instruction: &Instruction) {
        let operands = self.all(&instruction.operands);
        let result = self.call_value(Intrinsic::iterate, &operands);
        self.define(instruction, result);
    }

    pub(super) fn lower_next(&mut self, instruction: &Instruction) {
        let operands = self.all(&instruction.operands);
        let result = self.call_value(Intrinsic::next, &operands);
        self.define(instruction, result);
    }

    pub(super) fn lower_resume_index(&mut self, instruction: &Instruction) {
        let index = self.builder.load(LoadKind::U32, self.activation, offset::GENERATOR_RESUME);
        self.define(instruction, index);
    }

    fn sent(&self) -> Result<Value, String> {
        self.sent.ok_or_else(|| "a resume entry outside a generator".into())
    }

    pub(super) fn lower_sent_value(&mut self, instruction: &Instruction) -> Result<(), String> {
        let sent = self.sent()?;
        let thrown = self.builder.int_compare_constant(IntCondition::Equal, sent, 0);
        self.exit_if(thrown);
        self.define(instruction, sent);
        Ok(())
    }

    pub(super) fn lower_sent_or_error(&mut self, instruction: &Instruction) -> Result<(), String> {
        let sent = self.sent()?;
        self.define(instruction, sent);
        Ok(())
    }
}
