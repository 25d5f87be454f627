//! Comparisons, truth, machine truth values.

use molt_abi::intrinsics::Intrinsic;
use moltc_ir::{CompareOperator, Instruction};

use super::function::FunctionLowering;
use crate::operators::{IntCondition, UnaryOperator};

impl FunctionLowering<'_> {
    pub(super) fn lower_compare(&mut self, instruction: &Instruction) {
        let intrinsic = match instruction.compare_operator() {
            CompareOperator::Equal => Intrinsic::equal,
            CompareOperator::NotEqual => Intrinsic::not_equal,
            CompareOperator::Less => Intrinsic::less,
            CompareOperator::LessEqual => Intrinsic::less_equal,
            CompareOperator::Greater => Intrinsic::greater,
            CompareOperator::GreaterEqual => Intrinsic::greater_equal,
        };
        let operands = self.all(&instruction.operands);
        let result = self.call_value(intrinsic, &operands);
        self.define(instruction, result);
    }

    pub(super) fn lower_compare_truth(&mut self, instruction: &Instruction) {
        let number = match instruction.compare_operator() {
            CompareOperator::Equal => 0,
            CompareOperator::NotEqual => 1,
            CompareOperator::Less => 2,
            CompareOperator::LessEqual => 3,
            CompareOperator::Greater => 4,
            CompareOperator::GreaterEqual => 5,
        };
        let operands = self.all(&instruction.operands);
        let number = self.builder.int32(number);
        let result = self.call_value(Intrinsic::compare_truth, &[number, operands[0], operands[1]]);
        self.define(instruction, result);
    }

    pub(super) fn lower_identity(&mut self, instruction: &Instruction) {
        let operands = self.all(&instruction.operands);
        let result = self.builder.int_compare(IntCondition::Equal, operands[0], operands[1]);
        self.define(instruction, result);
    }

    pub(super) fn lower_contains(&mut self, instruction: &Instruction) {
        let operands = self.all(&instruction.operands);
        let result = self.call_value(Intrinsic::contains, &[operands[1], operands[0]]);
        self.define(instruction, result);
    }

    pub(super) fn lower_truth(&mut self, instruction: &Instruction) {
        let operands = self.all(&instruction.operands);
        let result = self.call_value(Intrinsic::truth, &operands);
        self.define(instruction, result);
    }

    pub(super) fn lower_not(&mut self, instruction: &Instruction) {
        let operand = self.value(instruction.operands[0]);
        let result = self.builder.unary(UnaryOperator::FlagNot, operand);
        self.define(instruction, result);
    }

    pub(super) fn lower_box_bool(&mut self, instruction: &Instruction) {
        let operand = self.value(instruction.operands[0]);
        let result = self.box_flag(operand);
        self.define(instruction, result);
    }

    pub(super) fn lower_is_unbound(&mut self, instruction: &Instruction) {
        let operand = self.value(instruction.operands[0]);
        let result = self.is_unbound(operand);
        self.define(instruction, result);
    }
}
