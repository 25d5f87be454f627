//! Inline work on boxed ints and floats: tests, unboxing, boxing.
//!
//! A *scaled* int is the payload shifted to the top of the word, with zeros below: overflow of the payload is then
//! overflow of the machine. A *rotated* int is the boxed value rotated left by the same amount: scaled, with ones (the
//! tag) below. Rotated plus or minus scaled is rotated, and rotating back boxes it.

use molt_abi::value::{CANONICAL_NEGATIVE_NAN, FLOAT_OFFSET, INT_BITS, INT_SHIFT, INT_TAG, SINGLETON_TAG};

use moltc_ir::Kind;

use super::function::FunctionLowering;
use crate::entities::Value;
use crate::operators::{BinaryOperator, IntCondition, UnaryOperator};

/// What a rotated int has below its payload.
const ROTATED_TAG: i64 = (1 << INT_SHIFT) - 1;

/// An operand of a numeric operation.
#[derive(Clone, Copy)]
pub(super) struct Operand {
    pub ir: moltc_ir::Value,
    pub value: Value,
    pub kind: Kind,
    /// The number, when it is an int constant.
    pub constant: Option<i64>,
}

impl FunctionLowering<'_> {
    /// What is known of an operand, about which UNBOUND has been asked before.
    pub fn operand(&self, ir: moltc_ir::Value) -> Operand {
        let kind = self.kind(ir).without(Kind::UNBOUND);
        Operand { ir, value: self.value(ir), kind, constant: self.int_constants[ir.index()] }
    }

    /// Whether all bits of the tag are set; of the conjunction of two values, whether both are ints.
    pub fn has_int_tag(&mut self, value: Value) -> Value {
        self.builder.int_compare_constant(IntCondition::UnsignedGreaterEqual, value, INT_TAG as i64)
    }

    /// Whether both operands are ints; `None` when that is known to hold.
    pub fn both_ints(&mut self, left: Operand, right: Operand) -> Option<Value> {
        match (left.kind.is(Kind::INT), right.kind.is(Kind::INT)) {
            (true, true) => None,
            (true, false) => Some(self.has_int_tag(right.value)),
            (false, true) => Some(self.has_int_tag(left.value)),
            (false, false) if left.ir == right.ir => Some(self.has_int_tag(left.value)),
            (false, false) => {
                let both = self.builder.binary(BinaryOperator::And, left.value, right.value);
                Some(self.has_int_tag(both))
            }
        }
    }

    /// The payload at the top of the word, zeros below.
    pub fn scaled(&mut self, operand: Operand) -> Value {
        match operand.constant {
            Some(constant) => self.builder.int64(constant << INT_SHIFT),
            None => self.builder.binary_constant(BinaryOperator::ShiftLeft, operand.value, i64::from(INT_SHIFT)),
        }
    }

    /// The payload at the top of the word, ones below.
    pub fn rotated(&mut self, operand: Operand) -> Value {
        match operand.constant {
            Some(constant) => self.builder.int64(constant << INT_SHIFT | ROTATED_TAG),
            None => self.builder.binary_constant(BinaryOperator::RotateRight, operand.value, i64::from(INT_BITS)),
        }
    }

    /// The boxed int of a rotated one.
    pub fn box_rotated(&mut self, rotated: Value) -> Value {
        self.builder.binary_constant(BinaryOperator::RotateRight, rotated, i64::from(INT_SHIFT))
    }

    /// The boxed int of a scaled one.
    pub fn box_scaled(&mut self, scaled: Value) -> Value {
        let rotated = self.builder.binary_constant(BinaryOperator::Or, scaled, ROTATED_TAG);
        self.box_rotated(rotated)
    }

    /// The number itself.
    pub fn unbox_int(&mut self, operand: Operand) -> Value {
        match operand.constant {
            Some(constant) => self.builder.int64(constant),
            None => {
                let scaled = self.scaled(operand);
                self.builder.binary_constant(BinaryOperator::ShiftRightSigned, scaled, i64::from(INT_SHIFT))
            }
        }
    }

    /// The boxed int of a number that is in range.
    pub fn box_int(&mut self, number: Value) -> Value {
        self.builder.binary_constant(BinaryOperator::Or, number, INT_TAG as i64)
    }

    /// Whether a value is a float.
    pub fn is_float(&mut self, value: Value) -> Value {
        let bits = self.builder.binary_constant(BinaryOperator::Subtract, value, FLOAT_OFFSET as i64);
        let end = SINGLETON_TAG.wrapping_sub(FLOAT_OFFSET) as i64;
        self.builder.int_compare_constant(IntCondition::UnsignedLess, bits, end)
    }

    /// The float in a boxed value known to be one.
    pub fn unbox_float(&mut self, value: Value) -> Value {
        let bits = self.builder.binary_constant(BinaryOperator::Subtract, value, FLOAT_OFFSET as i64);
        self.builder.unary(UnaryOperator::FloatFromBits, bits)
    }

    /// The float of a value known to be an int or known to be a float.
    pub fn float_operand(&mut self, operand: Operand, is_int: bool) -> Value {
        match (operand.constant, is_int) {
            (Some(constant), _) => self.builder.float64(constant as f64),
            (None, true) => {
                let number = self.unbox_int(operand);
                self.builder.unary(UnaryOperator::IntToFloat, number)
            }
            (None, false) => self.unbox_float(operand.value),
        }
    }

    /// A boxed float, from any float.
    pub fn box_float(&mut self, value: Value) -> Value {
        let bits = self.builder.unary(UnaryOperator::FloatToBits, value);
        let limit = self.builder.int64(CANONICAL_NEGATIVE_NAN as i64);
        let above = self.builder.int_compare(IntCondition::UnsignedGreater, bits, limit);
        let bits = self.builder.select(above, limit, bits);
        self.builder.binary_constant(BinaryOperator::Add, bits, FLOAT_OFFSET as i64)
    }

    /// A boxed float, from the result of arithmetic on unboxed floats. Such a result is a number, the processor's own
    /// NaN, or an operand's NaN, and those are canonical: no test is needed.
    pub fn box_arithmetic(&mut self, value: Value) -> Value {
        let bits = self.builder.unary(UnaryOperator::FloatToBits, value);
        self.builder.binary_constant(BinaryOperator::Add, bits, FLOAT_OFFSET as i64)
    }
}
