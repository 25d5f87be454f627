//! Comparisons, truth, machine truth values.

use molt_abi::CoreType;
use molt_abi::intrinsics::Intrinsic;
use molt_abi::layout::offset;
use molt_abi::value::{INT_TAG, Value as RuntimeValue};
use moltc_ir::{CompareOperator, Instruction, Kind};

use super::function::FunctionLowering;
use super::numbers::Operand;
use super::paths::Paths;
use crate::entities::Value;
use crate::operators::{BinaryOperator, FloatCondition, IntCondition, LoadKind, UnaryOperator};
use crate::types::Type;

fn int_condition(operator: CompareOperator) -> IntCondition {
    match operator {
        CompareOperator::Equal => IntCondition::Equal,
        CompareOperator::NotEqual => IntCondition::NotEqual,
        CompareOperator::Less => IntCondition::SignedLess,
        CompareOperator::LessEqual => IntCondition::SignedLessEqual,
        CompareOperator::Greater => IntCondition::SignedGreater,
        CompareOperator::GreaterEqual => IntCondition::SignedGreaterEqual,
    }
}

fn float_condition(operator: CompareOperator) -> FloatCondition {
    match operator {
        CompareOperator::Equal => FloatCondition::Equal,
        CompareOperator::NotEqual => FloatCondition::NotEqual,
        CompareOperator::Less => FloatCondition::Less,
        CompareOperator::LessEqual => FloatCondition::LessEqual,
        CompareOperator::Greater => FloatCondition::Greater,
        CompareOperator::GreaterEqual => FloatCondition::GreaterEqual,
    }
}

fn value_intrinsic(operator: CompareOperator) -> Intrinsic {
    match operator {
        CompareOperator::Equal => Intrinsic::equal,
        CompareOperator::NotEqual => Intrinsic::not_equal,
        CompareOperator::Less => Intrinsic::less,
        CompareOperator::LessEqual => Intrinsic::less_equal,
        CompareOperator::Greater => Intrinsic::greater,
        CompareOperator::GreaterEqual => Intrinsic::greater_equal,
    }
}

/// The number by which `compare_truth` knows an operator.
fn comparison_number(operator: CompareOperator) -> i32 {
    match operator {
        CompareOperator::Equal => 0,
        CompareOperator::NotEqual => 1,
        CompareOperator::Less => 2,
        CompareOperator::LessEqual => 3,
        CompareOperator::Greater => 4,
        CompareOperator::GreaterEqual => 5,
    }
}

impl FunctionLowering<'_> {
    pub(super) fn lower_compare(&mut self, instruction: &Instruction) {
        let mut paths = self.open_paths(Type::I64);
        let operands = [self.operand(instruction.operands[0]), self.operand(instruction.operands[1])];
        let operator = instruction.compare_operator();
        let is_settled = self.compare_character(&mut paths, operator, operands, |lowering, paths, flag, _| {
            let result = lowering.box_flag(flag);
            lowering.complete(paths, result, &[]);
        });
        if !is_settled {
            self.compare_numbers(&mut paths, operator, operands, |lowering, paths, flag, _| {
                let result = lowering.box_flag(flag);
                lowering.complete(paths, result, &[]);
            });
        }
        if self.take_slow(&paths) {
            let result = self.call_value(value_intrinsic(operator), &operands.map(|operand| operand.value));
            self.complete(&mut paths, result, &[]);
        }
        self.join(paths, instruction);
    }

    pub(super) fn lower_compare_truth(&mut self, instruction: &Instruction) {
        let mut paths = self.open_paths(Type::Flag);
        let operands = [self.operand(instruction.operands[0]), self.operand(instruction.operands[1])];
        let operator = instruction.compare_operator();
        let is_settled = self.compare_character(&mut paths, operator, operands, |lowering, paths, flag, text| {
            lowering.complete(paths, flag, &[(text, Kind::POINTER)]);
        });
        if !is_settled {
            self.compare_numbers(&mut paths, operator, operands, |lowering, paths, flag, kind| {
                lowering.complete(paths, flag, &operands.map(|operand| (operand.ir, kind)));
            });
        }
        if self.take_slow(&paths) {
            let number = self.builder.int32(comparison_number(operator));
            let [left, right] = operands.map(|operand| operand.value);
            let result = self.call_value(Intrinsic::compare_truth, &[number, left, right]);
            self.complete(&mut paths, result, &[]);
        }
        self.join(paths, instruction);
    }

    /// The fast paths of a comparison: two ints, two floats. `finish` is given the flag and the kind of both operands.
    fn compare_numbers(
        &mut self,
        paths: &mut Paths,
        operator: CompareOperator,
        [left, right]: [Operand; 2],
        mut finish: impl FnMut(&mut Self, &mut Paths, Value, Kind),
    ) {
        let may_both = |kind: Kind| left.kind.may_be(kind) && right.kind.may_be(kind);
        let mut open = true;
        if !self.is_compact && may_both(Kind::INT) {
            open = self.when_both_ints(left, right, |lowering| {
                let flag = lowering.compare_ints(operator, left, right);
                finish(lowering, paths, flag, Kind::INT);
            });
        }
        if !self.is_compact && open && may_both(Kind::INT.or(Kind::FLOAT)) {
            open = self.when_floats(left, right, |lowering, left, right| {
                let flag = lowering.builder.float_compare(float_condition(operator), left, right);
                finish(lowering, paths, flag, Kind::INT.or(Kind::FLOAT));
            });
        }
        if open {
            self.go_slow(paths, left.kind.or(right.kind));
        }
    }

    /// The fast path of `==` and `!=` with a constant of one character: an exact str is the same if its only unit is.
    /// `finish` is given the flag and which operand is the str. False, and nothing is lowered, for every other comparison;
    /// else everything but strs is on the slow path.
    fn compare_character(
        &mut self,
        paths: &mut Paths,
        operator: CompareOperator,
        [left, right]: [Operand; 2],
        mut finish: impl FnMut(&mut Self, &mut Paths, Value, moltc_ir::Value),
    ) -> bool {
        let constant = |operand: Operand| self.character_constants[operand.ir.index()];
        let (text, unit) = match (constant(left), constant(right)) {
            (None, Some(unit)) => (left, unit),
            (Some(unit), None) => (right, unit),
            _ => return false,
        };
        let is_equality = matches!(operator, CompareOperator::Equal | CompareOperator::NotEqual);
        if self.is_compact || !is_equality || !text.kind.may_be(Kind::POINTER.or(Kind::STATIC)) {
            return false;
        }
        let slow = self.slow(paths);
        self.require_pointer(text.value, text.kind, slow);
        let type_word = self.type_of(text.value);
        let is_text = self.is_core_type(type_word, CoreType::Str);
        self.require(is_text, slow);
        let different = self.next_block();
        let length = self.builder.load(LoadKind::I64, text.value, offset::STR_LENGTH);
        let has_one = self.builder.int_compare_constant(IntCondition::Equal, length, 1);
        self.require(has_one, different);
        // The low byte of a wider unit may be the same.
        let own = self.builder.load(LoadKind::U8, text.value, offset::STR_DATA);
        let same = self.builder.int_compare_constant(IntCondition::Equal, own, i64::from(unit));
        self.require(same, different);
        let width = self.builder.load(LoadKind::I32, text.value, offset::STR_KIND);
        let flag = self.builder.int_compare_constant(int_condition(operator), width, 1);
        finish(self, paths, flag, text.ir);
        self.builder.switch_to(different);
        let flag = self.builder.flag(operator == CompareOperator::NotEqual);
        finish(self, paths, flag, text.ir);
        true
    }

    fn compare_ints(&mut self, operator: CompareOperator, left: Operand, right: Operand) -> Value {
        let condition = int_condition(operator);
        if matches!(condition, IntCondition::Equal | IntCondition::NotEqual) {
            return self.builder.int_compare(condition, left.value, right.value);
        }
        let (left, right) = (self.scaled(left), self.scaled(right));
        self.builder.int_compare(condition, left, right)
    }

    pub(super) fn lower_identity(&mut self, instruction: &Instruction) {
        let operands = self.all(&instruction.operands);
        let result = self.builder.int_compare(IntCondition::Equal, operands[0], operands[1]);
        self.define(instruction, result);
    }

    pub(super) fn lower_contains(&mut self, instruction: &Instruction) {
        let operands = self.all(&instruction.operands);
        let mut paths = self.open_paths(Type::Flag);
        let result = self.call_value(Intrinsic::contains, &[operands[1], operands[0]]);
        self.complete(&mut paths, result, &[]);
        self.join(paths, instruction);
    }

    /// Truth of bools, None and ints inline.
    pub(super) fn lower_truth(&mut self, instruction: &Instruction) {
        let operand = self.operand(instruction.operands[0]);
        let kind = operand.kind;
        let mut paths = self.open_paths(Type::Flag);
        let mut open = true;
        if !self.is_compact && kind.may_be(Kind::BOOL) {
            let is_true = self.builder.binary_constant(BinaryOperator::And, operand.value, 1);
            let without = self.builder.binary_constant(BinaryOperator::And, operand.value, !1);
            let is_bool =
                self.builder.int_compare_constant(IntCondition::Equal, without, RuntimeValue::FALSE.bits() as i64);
            open = self.when(is_bool, kind.is(Kind::BOOL), |lowering| {
                let flag = lowering.builder.int_compare_constant(IntCondition::NotEqual, is_true, 0);
                lowering.complete(&mut paths, flag, &[(operand.ir, Kind::BOOL)]);
            });
        }
        if !self.is_compact && open && kind.may_be(Kind::INT) {
            let is_int = self.has_int_tag(operand.value);
            open = self.when(is_int, kind.is(Kind::INT), |lowering| {
                let flag = lowering.builder.int_compare_constant(IntCondition::NotEqual, operand.value, INT_TAG as i64);
                lowering.complete(&mut paths, flag, &[(operand.ir, Kind::INT)]);
            });
        }
        if !self.is_compact && open && kind.may_be(Kind::SINGLETON) {
            let none = RuntimeValue::NONE.bits() as i64;
            let is_none = self.builder.int_compare_constant(IntCondition::Equal, operand.value, none);
            open = self.when(is_none, false, |lowering| {
                let flag = lowering.builder.flag(false);
                lowering.complete(&mut paths, flag, &[(operand.ir, Kind::SINGLETON)]);
            });
        }
        if open {
            let result = self.call_value(Intrinsic::truth, &[operand.value]);
            self.complete(&mut paths, result, &[]);
        }
        self.join(paths, instruction);
    }

    /// Lowers `work` when the flag is set and goes on when it is not. False when it is always set.
    fn when(&mut self, flag: Value, always: bool, work: impl FnOnce(&mut Self)) -> bool {
        if always {
            work(self);
            return false;
        }
        let (then, others) = (self.next_block(), self.next_block());
        self.builder.branch(flag, then, others);
        self.builder.switch_to(then);
        work(self);
        self.builder.switch_to(others);
        true
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
