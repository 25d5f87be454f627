//! Binary and unary operators.

use molt_abi::intrinsics::Intrinsic;
use molt_abi::value::{CANONICAL_NEGATIVE_NAN, FLOAT_OFFSET};
use moltc_ir::{BinaryOperator as Operator, Instruction, Op, UnaryOperator as Unary};

use super::function::FunctionLowering;
use crate::entities::Value;
use crate::operators::{BinaryOperator, IntCondition, UnaryOperator};

/// The intrinsics of an operator: binary and in-place.
fn intrinsics(operator: Operator) -> (Intrinsic, Intrinsic) {
    match operator {
        Operator::Add => (Intrinsic::add, Intrinsic::inplace_add),
        Operator::Subtract => (Intrinsic::subtract, Intrinsic::inplace_subtract),
        Operator::Multiply => (Intrinsic::multiply, Intrinsic::inplace_multiply),
        Operator::TrueDivide => (Intrinsic::true_divide, Intrinsic::inplace_true_divide),
        Operator::FloorDivide => (Intrinsic::floor_divide, Intrinsic::inplace_floor_divide),
        Operator::Modulo => (Intrinsic::modulo, Intrinsic::inplace_modulo),
        Operator::Power => (Intrinsic::power, Intrinsic::inplace_power),
        Operator::MatrixMultiply => (Intrinsic::matrix_multiply, Intrinsic::inplace_matrix_multiply),
        Operator::And => (Intrinsic::bit_and, Intrinsic::inplace_bit_and),
        Operator::Or => (Intrinsic::bit_or, Intrinsic::inplace_bit_or),
        Operator::Xor => (Intrinsic::bit_xor, Intrinsic::inplace_bit_xor),
        Operator::ShiftLeft => (Intrinsic::shift_left, Intrinsic::inplace_shift_left),
        Operator::ShiftRight => (Intrinsic::shift_right, Intrinsic::inplace_shift_right),
    }
}

impl FunctionLowering<'_> {
    /// `binary` and `inplace`.
    pub(super) fn lower_binary(&mut self, instruction: &Instruction) {
        let (binary, inplace) = intrinsics(instruction.binary_operator());
        let intrinsic = if instruction.op == Op::Inplace { inplace } else { binary };
        let operands = self.all(&instruction.operands);
        let result = self.call_value(intrinsic, &operands);
        self.define(instruction, result);
    }

    pub(super) fn lower_unary(&mut self, instruction: &Instruction) {
        let intrinsic = match instruction.unary_operator() {
            Unary::Negative => Intrinsic::negative,
            Unary::Positive => Intrinsic::positive,
            Unary::Invert => Intrinsic::invert,
        };
        let operands = self.all(&instruction.operands);
        let result = self.call_value(intrinsic, &operands);
        self.define(instruction, result);
    }

    /// The float in a boxed value known to be one.
    pub(super) fn unbox_float(&mut self, value: Value) -> Value {
        let bits = self.builder.binary_constant(BinaryOperator::Subtract, value, FLOAT_OFFSET as i64);
        self.builder.unary(UnaryOperator::FloatFromBits, bits)
    }

    /// A boxed float, from any float.
    pub(super) fn box_float(&mut self, value: Value) -> Value {
        let bits = self.builder.unary(UnaryOperator::FloatToBits, value);
        let limit = self.builder.int64(CANONICAL_NEGATIVE_NAN as i64);
        let above = self.builder.int_compare(IntCondition::UnsignedGreater, bits, limit);
        let bits = self.builder.select(above, limit, bits);
        self.builder.binary_constant(BinaryOperator::Add, bits, FLOAT_OFFSET as i64)
    }
}
