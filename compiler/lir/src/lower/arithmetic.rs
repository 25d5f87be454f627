//! Binary and unary operators: ints and floats inline, everything else and every overflow in the runtime.

use molt_abi::intrinsics::Intrinsic;
use molt_abi::value::{INT_BITS, INT_SHIFT, INT_TAG};
use moltc_ir::{BinaryOperator as Operator, Instruction, Kind, Op, UnaryOperator as Unary};

use super::function::FunctionLowering;
use super::numbers::Operand;
use super::paths::Paths;
use crate::entities::{Block, Value};
use crate::operators::{BinaryOperator, FloatCondition, IntCondition, OverflowOperator};
use crate::types::Type;

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

/// Whether two ints are worked on inline.
fn has_int_path(operator: Operator, right: Operand) -> bool {
    match operator {
        Operator::MatrixMultiply => false,
        Operator::Power => right.constant == Some(2),
        Operator::FloorDivide | Operator::Modulo | Operator::TrueDivide => right.constant != Some(0),
        Operator::ShiftLeft => right.constant.is_none_or(|amount| (0..i64::from(INT_BITS)).contains(&amount)),
        Operator::ShiftRight => right.constant.is_none_or(|amount| amount >= 0),
        _ => true,
    }
}

/// The machine operation for two floats.
fn float_operation(operator: Operator) -> Option<BinaryOperator> {
    match operator {
        Operator::Add => Some(BinaryOperator::FloatAdd),
        Operator::Subtract => Some(BinaryOperator::FloatSubtract),
        Operator::Multiply => Some(BinaryOperator::FloatMultiply),
        Operator::TrueDivide => Some(BinaryOperator::FloatDivide),
        _ => None,
    }
}

impl FunctionLowering<'_> {
    /// `binary`, `inplace` and `inplace_local`.
    pub(super) fn lower_binary(&mut self, instruction: &Instruction) -> Result<(), String> {
        let operator = instruction.binary_operator();
        let (left, right) = (self.operand(instruction.operands[0]), self.operand(instruction.operands[1]));
        let mut paths = self.open_paths(Type::I64);
        let may_both = |kind: Kind| left.kind.may_be(kind) && right.kind.may_be(kind);
        let mut open = true;
        if !self.is_compact && has_int_path(operator, right) && may_both(Kind::INT) {
            open = self.when_both_ints(left, right, |lowering| {
                let result = lowering.int_operation(&mut paths, operator, left, right);
                lowering.complete(&mut paths, result, &[]);
            });
        }
        let operation = float_operation(operator).filter(|_| !self.is_compact);
        if let (Some(operation), true) = (operation, open && may_both(Kind::INT.or(Kind::FLOAT))) {
            open = self.when_floats(left, right, |lowering, left, right| {
                if operation == BinaryOperator::FloatDivide {
                    let zero = lowering.builder.float64(0.0);
                    let by_zero = lowering.builder.float_compare(FloatCondition::Equal, right, zero);
                    lowering.slow_if(&mut paths, by_zero);
                }
                let result = lowering.builder.binary(operation, left, right);
                let result = lowering.box_arithmetic(result);
                lowering.complete(&mut paths, result, &[]);
            });
        }
        if open {
            // Nothing inline fits, or nothing did: the rest is the runtime's.
            self.go_slow(&mut paths, left.kind.or(right.kind));
        }
        if self.take_slow(&paths) {
            let (binary, inplace) = intrinsics(operator);
            let result = match (instruction.op, operator) {
                (Op::Binary, _) => self.call_value(binary, &[left.value, right.value]),
                (Op::InplaceLocal, Operator::Add) => {
                    let slot = self.local_address(instruction.local())?;
                    self.call_value(Intrinsic::inplace_add_local, &[slot, left.value, right.value])
                }
                _ => self.call_value(inplace, &[left.value, right.value]),
            };
            self.complete(&mut paths, result, &[]);
        }
        self.join(paths, instruction);
        Ok(())
    }

    /// Joins the slow path from where no fast path applies. It is not cold when numbers are not to be expected.
    pub(super) fn go_slow(&mut self, paths: &mut Paths, kinds: Kind) {
        let slow = self.slow(paths);
        let expected = self.is_compact || !kinds.may_be(Kind::INT.or(Kind::FLOAT));
        if expected && self.builder.current().is_some_and(|current| !self.builder.is_cold(current)) {
            self.builder.set_hot(slow);
        }
        self.builder.jump(slow, &[]);
    }

    /// Lowers `work` for two ints and goes on for everything else. False when there is nothing else.
    pub(super) fn when_both_ints(&mut self, left: Operand, right: Operand, work: impl FnOnce(&mut Self)) -> bool {
        let Some(flag) = self.both_ints(left, right) else {
            work(self);
            return false;
        };
        let (ints, others) = (self.next_block(), self.next_block());
        self.builder.branch(flag, ints, others);
        self.builder.switch_to(ints);
        work(self);
        self.builder.switch_to(others);
        true
    }

    /// Lowers `work` for two floats, or a known float and an int, which becomes a float exactly; goes on for everything else.
    /// Two ints have been dealt with. False when there is nothing else.
    pub(super) fn when_floats(
        &mut self,
        left: Operand,
        right: Operand,
        work: impl FnOnce(&mut Self, Value, Value),
    ) -> bool {
        let (left_int, right_int) = (left.kind.is(Kind::INT), right.kind.is(Kind::INT));
        let possible = |operand: Operand, is_int: bool| is_int || operand.kind.may_be(Kind::FLOAT);
        if (left_int && right_int) || !possible(left, left_int) || !possible(right, right_int) {
            return true;
        }
        let mut others = None;
        let first = self.number_as_float(left, right, &mut others);
        let second = if left.ir == right.ir { first } else { self.number_as_float(right, left, &mut others) };
        work(self, first, second);
        if let Some(others) = others {
            self.builder.switch_to(others);
        }
        others.is_some()
    }

    /// The float of an operand that is a float, or an int beside what is known to be a float: an int and a float seldom meet
    /// where neither is known. Everything else goes to `others`, made when needed.
    fn number_as_float(&mut self, operand: Operand, beside: Operand, others: &mut Option<Block>) -> Value {
        if operand.kind.is(Kind::INT) || operand.kind.is(Kind::FLOAT) {
            return self.float_operand(operand, operand.kind.is(Kind::INT));
        }
        let others = *others.get_or_insert_with(|| self.next_block());
        let is_float = self.is_float(operand.value);
        let may_convert = operand.kind.may_be(Kind::INT) && beside.kind.is(Kind::FLOAT);
        if !may_convert {
            self.require(is_float, others);
            return self.float_operand(operand, false);
        }
        let number = self.builder.create_block(&[Type::F64]);
        self.inherit_cold(number);
        let (floats, no_floats) = (self.next_block(), self.next_block());
        self.builder.branch(is_float, floats, no_floats);
        self.builder.switch_to(no_floats);
        let is_int = self.has_int_tag(operand.value);
        self.require(is_int, others);
        let converted = self.float_operand(operand, true);
        self.builder.jump(number, &[converted]);
        self.builder.switch_to(floats);
        let float = self.float_operand(operand, false);
        self.builder.jump(number, &[float]);
        self.builder.switch_to(number);
        self.builder.parameter(number, 0)
    }

    /// The boxed result of an operator on two ints; what does not fit goes to the slow path.
    fn int_operation(&mut self, paths: &mut Paths, operator: Operator, left: Operand, right: Operand) -> Value {
        match operator {
            Operator::Add => match left.constant {
                Some(_) if right.constant.is_none() => self.add_or_subtract(paths, OverflowOperator::Add, right, left),
                _ => self.add_or_subtract(paths, OverflowOperator::Add, left, right),
            },
            Operator::Subtract => self.add_or_subtract(paths, OverflowOperator::Subtract, left, right),
            Operator::Multiply => self.multiply(paths, left, right),
            Operator::Power => self.multiply(paths, left, left),
            Operator::TrueDivide => {
                let (left, right) = (self.float_operand(left, true), self.float_operand(right, true));
                let zero = self.builder.float64(0.0);
                let by_zero = self.builder.float_compare(FloatCondition::Equal, right, zero);
                self.slow_if(paths, by_zero);
                // Both are exact, so the quotient is rounded once, as it must be.
                let quotient = self.builder.binary(BinaryOperator::FloatDivide, left, right);
                self.box_arithmetic(quotient)
            }
            Operator::FloorDivide => self.floor_divide(paths, left, right),
            Operator::Modulo => self.modulo(paths, left, right),
            Operator::And => self.builder.binary(BinaryOperator::And, left.value, right.value),
            Operator::Or => self.builder.binary(BinaryOperator::Or, left.value, right.value),
            Operator::Xor => {
                let payload = self.builder.binary(BinaryOperator::ExclusiveOr, left.value, right.value);
                self.box_int(payload)
            }
            Operator::ShiftLeft => {
                let amount = self.shift_amount(paths, right, i64::from(INT_BITS));
                let scaled = self.scaled(left);
                let shifted = self.builder.binary(BinaryOperator::ShiftLeft, scaled, amount);
                let back = self.builder.binary(BinaryOperator::ShiftRightSigned, shifted, amount);
                let same = self.builder.int_compare(IntCondition::Equal, back, scaled);
                self.slow_unless(paths, same);
                self.box_scaled(shifted)
            }
            Operator::ShiftRight => {
                let amount = self.shift_amount(paths, right, 64);
                let number = self.unbox_int(left);
                let shifted = self.builder.binary(BinaryOperator::ShiftRightSigned, number, amount);
                self.box_int(shifted)
            }
            Operator::MatrixMultiply => unreachable!("ints have no `@`, see has_int_path"),
        }
    }

    fn add_or_subtract(
        &mut self,
        paths: &mut Paths,
        operator: OverflowOperator,
        left: Operand,
        right: Operand,
    ) -> Value {
        let (rotated, scaled) = (self.rotated(left), self.scaled(right));
        // Against a constant, whether it overflowed shows in which side of the operand the result lies on.
        let (result, overflow) = match (right.constant, operator) {
            (Some(constant), OverflowOperator::Add | OverflowOperator::Subtract) => {
                let grows = (constant >= 0) == (operator == OverflowOperator::Add);
                let operation = match operator {
                    OverflowOperator::Add => BinaryOperator::Add,
                    _ => BinaryOperator::Subtract,
                };
                let result = self.builder.binary(operation, rotated, scaled);
                let wrong = if grows { IntCondition::SignedLess } else { IntCondition::SignedGreater };
                (result, self.builder.int_compare(wrong, result, rotated))
            }
            _ => self.builder.overflow(operator, rotated, scaled),
        };
        self.slow_if(paths, overflow);
        self.box_rotated(result)
    }

    fn multiply(&mut self, paths: &mut Paths, left: Operand, right: Operand) -> Value {
        let (scaled, number) = match left.constant {
            Some(_) => (self.scaled(right), self.unbox_int(left)),
            None => (self.scaled(left), self.unbox_int(right)),
        };
        let (product, overflow) = self.builder.overflow(OverflowOperator::Multiply, scaled, number);
        self.slow_if(paths, overflow);
        self.box_scaled(product)
    }

    /// The divisor, neither 0 nor -1 (whose quotient may be out of range).
    fn divisor(&mut self, paths: &mut Paths, right: Operand) -> Value {
        let divisor = self.unbox_int(right);
        if right.constant.is_none_or(|constant| matches!(constant, 0 | -1)) {
            let shifted = self.builder.binary_constant(BinaryOperator::Add, divisor, 1);
            let special = self.builder.int_compare_constant(IntCondition::UnsignedLessEqual, shifted, 1);
            self.slow_if(paths, special);
        }
        divisor
    }

    /// Quotient and remainder towards zero, and whether both must be corrected to round down.
    fn divide(&mut self, left: Operand, divisor: Value) -> (Value, Value, Value) {
        let dividend = self.unbox_int(left);
        let quotient = self.builder.binary(BinaryOperator::DivideSigned, dividend, divisor);
        let product = self.builder.binary(BinaryOperator::Multiply, quotient, divisor);
        let remainder = self.builder.binary(BinaryOperator::Subtract, dividend, product);
        let signs = self.builder.binary(BinaryOperator::ExclusiveOr, remainder, divisor);
        let differ = self.builder.int_compare_constant(IntCondition::SignedLess, signs, 0);
        let inexact = self.builder.int_compare_constant(IntCondition::NotEqual, remainder, 0);
        let correct = self.builder.binary(BinaryOperator::And, differ, inexact);
        (quotient, remainder, correct)
    }

    fn floor_divide(&mut self, paths: &mut Paths, left: Operand, right: Operand) -> Value {
        if let Some(shift) = power_of_two(right) {
            let scaled = self.scaled(left);
            let shift = i64::from(INT_SHIFT) + shift;
            let quotient = self.builder.binary_constant(BinaryOperator::ShiftRightSigned, scaled, shift);
            return self.box_int(quotient);
        }
        let divisor = self.divisor(paths, right);
        let (quotient, _, correct) = self.divide(left, divisor);
        let lower = self.builder.binary_constant(BinaryOperator::Subtract, quotient, 1);
        let quotient = self.builder.select(correct, lower, quotient);
        self.box_int(quotient)
    }

    fn modulo(&mut self, paths: &mut Paths, left: Operand, right: Operand) -> Value {
        if let Some(shift) = power_of_two(right) {
            let mask = INT_TAG as i64 | ((1 << shift) - 1);
            return self.builder.binary_constant(BinaryOperator::And, left.value, mask);
        }
        let divisor = self.divisor(paths, right);
        let (_, remainder, correct) = self.divide(left, divisor);
        let moved = self.builder.binary(BinaryOperator::Add, remainder, divisor);
        let remainder = self.builder.select(correct, moved, remainder);
        self.box_int(remainder)
    }

    /// A shift amount in `0..limit`.
    fn shift_amount(&mut self, paths: &mut Paths, right: Operand, limit: i64) -> Value {
        if let Some(constant) = right.constant {
            return self.builder.int64(constant.min(63));
        }
        let amount = self.unbox_int(right);
        let in_range = self.builder.int_compare_constant(IntCondition::UnsignedLess, amount, limit);
        self.slow_unless(paths, in_range);
        amount
    }

    pub(super) fn lower_unary(&mut self, instruction: &Instruction) {
        let operator = instruction.unary_operator();
        let operand = self.operand(instruction.operands[0]);
        let mut paths = self.open_paths(Type::I64);
        let mut open = true;
        if !self.is_compact && operand.kind.may_be(Kind::INT) {
            open = self.when_both_ints(operand, operand, |lowering| {
                let result = lowering.int_unary(&mut paths, operator, operand);
                lowering.complete(&mut paths, result, &[]);
            });
        }
        if !self.is_compact && operator != Unary::Invert && open {
            open = self.when_floats(operand, operand, |lowering, number, _| {
                let result = match operator {
                    Unary::Negative => lowering.negate_float(number),
                    Unary::Positive | Unary::Invert => operand.value,
                };
                lowering.complete(&mut paths, result, &[]);
            });
        }
        if open {
            self.go_slow(&mut paths, operand.kind);
        }
        if self.take_slow(&paths) {
            let intrinsic = match operator {
                Unary::Negative => Intrinsic::negative,
                Unary::Positive => Intrinsic::positive,
                Unary::Invert => Intrinsic::invert,
            };
            let result = self.call_value(intrinsic, &[operand.value]);
            self.complete(&mut paths, result, &[]);
        }
        self.join(paths, instruction);
    }

    fn int_unary(&mut self, paths: &mut Paths, operator: Unary, operand: Operand) -> Value {
        match operator {
            Unary::Positive => operand.value,
            Unary::Invert => {
                let payload = (1 << INT_BITS) - 1;
                self.builder.binary_constant(BinaryOperator::ExclusiveOr, operand.value, payload)
            }
            Unary::Negative => {
                let zero = self.builder.int64(0);
                let scaled = self.scaled(operand);
                let (negated, overflow) = self.builder.overflow(OverflowOperator::Subtract, zero, scaled);
                self.slow_if(paths, overflow);
                self.box_scaled(negated)
            }
        }
    }

    /// Negation may give a NaN any sign and payload, so the result is boxed with care.
    fn negate_float(&mut self, number: Value) -> Value {
        let negated = self.builder.unary(crate::operators::UnaryOperator::FloatNegate, number);
        self.box_float(negated)
    }
}

/// The exponent of a constant that is a power of two.
fn power_of_two(operand: Operand) -> Option<i64> {
    let constant = operand.constant?;
    (constant > 0 && constant.count_ones() == 1).then(|| i64::from(constant.trailing_zeros()))
}
