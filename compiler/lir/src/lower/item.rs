//! Subscripts.

use molt_abi::intrinsics::Intrinsic;
use moltc_ir::Instruction;

use super::function::FunctionLowering;

impl FunctionLowering<'_> {
    pub(super) fn lower_item_get(&mut self, instruction: &Instruction) {
        let operands = self.all(&instruction.operands);
        let result = self.call_value(Intrinsic::item_get, &operands);
        self.define(instruction, result);
    }

    pub(super) fn lower_item_set(&mut self, instruction: &Instruction) {
        let operands = self.all(&instruction.operands);
        self.call_checked(Intrinsic::item_set, &operands);
    }

    pub(super) fn lower_item_delete(&mut self, instruction: &Instruction) {
        let operands = self.all(&instruction.operands);
        self.call_checked(Intrinsic::item_delete, &operands);
    }
}
