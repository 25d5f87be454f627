//! Iteration over lists and ranges inline, and the parts of a split generator that read its state.

use molt_abi::CoreType;
use molt_abi::intrinsics::Intrinsic;
use molt_abi::layout::offset;
use molt_abi::value::Value as RuntimeValue;
use moltc_ir::{Instruction, Kind};

use super::function::FunctionLowering;
use crate::entities::Value;
use crate::operators::{BinaryOperator, IntCondition, LoadKind, StoreKind};
use crate::types::Type;

impl FunctionLowering<'_> {
    pub(super) fn lower_iterate(&mut self, instruction: &Instruction) {
        let operands = self.all(&instruction.operands);
        let result = self.call_value(Intrinsic::iterate, &operands);
        self.define(instruction, result);
    }

    /// The next item of a range iterator or of a list iterator that is not at its end; else the runtime.
    pub(super) fn lower_next(&mut self, instruction: &Instruction) {
        let iterator = self.operand(instruction.operands[0]);
        let mut paths = self.open_paths(Type::I64);
        if !self.is_compact && iterator.kind.may_be(Kind::POINTER) {
            let slow = self.slow(&mut paths);
            self.require_pointer(iterator.value, iterator.kind, slow);
            let type_word = self.type_of(iterator.value);
            let (ranges, others) = (self.next_block(), self.next_block());
            let is_range = self.is_core_type(type_word, CoreType::RangeIterator);
            self.builder.branch(is_range, ranges, others);

            self.builder.switch_to(ranges);
            let left = self.builder.load(LoadKind::I64, iterator.value, offset::RANGE_ITERATOR_LEFT);
            let (more, end) = (self.next_block(), self.next_block());
            let has_more = self.builder.int_compare_constant(IntCondition::NotEqual, left, 0);
            self.builder.branch(has_more, more, end);
            self.builder.switch_to(end);
            let exhausted = self.boxed(RuntimeValue::UNBOUND);
            self.complete(&mut paths, exhausted, &[]);
            self.builder.switch_to(more);
            let left = self.builder.binary_constant(BinaryOperator::Add, left, -1);
            self.builder.store(StoreKind::I64, left, iterator.value, offset::RANGE_ITERATOR_LEFT);
            let number = self.builder.load(LoadKind::I64, iterator.value, offset::RANGE_ITERATOR_NEXT);
            let step = self.builder.load(LoadKind::I64, iterator.value, offset::RANGE_ITERATOR_STEP);
            let following = self.builder.binary(BinaryOperator::Add, number, step);
            self.builder.store(StoreKind::I64, following, iterator.value, offset::RANGE_ITERATOR_NEXT);
            let number = self.box_int(number);
            self.complete(&mut paths, number, &[]);

            self.builder.switch_to(others);
            // Iterators of other kinds are as common as those of lists: the runtime is not out of the way.
            self.builder.set_hot(slow);
            let is_list = self.is_core_type(type_word, CoreType::ListIterator);
            self.slow_unless(&mut paths, is_list);
            let list = self.builder.load(LoadKind::I64, iterator.value, offset::LIST_ITERATOR_LIST);
            let exhausted = self.is_unbound(list);
            self.slow_if(&mut paths, exhausted);
            let index = self.builder.load(LoadKind::I64, iterator.value, offset::LIST_ITERATOR_INDEX);
            let length = self.builder.load(LoadKind::I64, list, offset::LIST_LENGTH);
            let inside = self.builder.int_compare(IntCondition::UnsignedLess, index, length);
            self.slow_unless(&mut paths, inside);
            let items = self.builder.load(LoadKind::I64, list, offset::LIST_ITEMS);
            let bytes = self.builder.binary_constant(BinaryOperator::ShiftLeft, index, 3);
            let item = self.builder.binary(BinaryOperator::Add, items, bytes);
            let value = self.builder.load(LoadKind::I64, item, 0);
            self.retain(value, Kind::BOUND);
            let index = self.builder.binary_constant(BinaryOperator::Add, index, 1);
            self.builder.store(StoreKind::I64, index, iterator.value, offset::LIST_ITERATOR_INDEX);
            self.complete(&mut paths, value, &[]);
            self.take_slow(&paths);
        }
        let result = self.call_value(Intrinsic::next, &[iterator.value]);
        self.complete(&mut paths, result, &[]);
        self.join(paths, instruction);
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
        let (raise, next) = (self.builder.create_cold_block(&[]), self.next_block());
        self.builder.branch(thrown, raise, next);
        self.builder.switch_to(raise);
        self.mark_location();
        let exit = self.error_exit();
        self.builder.jump(exit, &[]);
        self.builder.switch_to(next);
        self.define(instruction, sent);
        Ok(())
    }

    pub(super) fn lower_sent_or_error(&mut self, instruction: &Instruction) -> Result<(), String> {
        let sent = self.sent()?;
        self.define(instruction, sent);
        Ok(())
    }
}
