//! Attributes through inline caches.

use molt_abi::intrinsics::Intrinsic;
use moltc_ir::Instruction;

use super::function::FunctionLowering;

impl FunctionLowering<'_> {
    pub(super) fn lower_attribute_get(&mut self, instruction: &Instruction) {
        let object = self.value(instruction.operands[0]);
        let cache = self.statics.attribute_cache();
        let (name, cache) = (self.name(instruction.name()), self.static_address(cache));
        let result = self.call_value(Intrinsic::attribute_get, &[object, name, cache]);
        self.define(instruction, result);
    }

    pub(super) fn lower_attribute_set(&mut self, instruction: &Instruction) {
        let operands = self.all(&instruction.operands);
        let cache = self.statics.attribute_cache();
        let (name, cache) = (self.name(instruction.name()), self.static_address(cache));
        self.call_checked(Intrinsic::attribute_set, &[operands[0], name, operands[1], cache]);
    }

    pub(super) fn lower_attribute_delete(&mut self, instruction: &Instruction) {
        let object = self.value(instruction.operands[0]);
        let name = self.name(instruction.name());
        self.call_checked(Intrinsic::attribute_delete, &[object, name]);
    }
}
