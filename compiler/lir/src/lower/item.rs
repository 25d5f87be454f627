//! Subscripts: exact lists and tuples with int keys inline, everything else in the runtime.

use molt_abi::CoreType;
use molt_abi::intrinsics::Intrinsic;
use molt_abi::layout::offset;
use moltc_ir::{Instruction, Kind};

use super::function::FunctionLowering;
use super::numbers::Operand;
use super::paths::Paths;
use crate::entities::Value;
use crate::operators::{BinaryOperator, IntCondition, LoadKind};
use crate::types::Type;

impl FunctionLowering<'_> {
    /// Goes on for an int key; else on the slow path.
    fn require_int_key(&mut self, paths: &mut Paths, key: Operand) {
        if !key.kind.is(Kind::INT) {
            let slow = self.slow(paths);
            let is_int = self.has_int_tag(key.value);
            self.require(is_int, slow);
        }
    }

    /// A position below the length from an int key, which may count from the end; else goes on the slow path.
    fn position(&mut self, paths: &mut Paths, key: Operand, length: Value) -> Value {
        let index = self.unbox_int(key);
        if key.constant.is_some_and(|constant| constant < 0) {
            let position = self.builder.binary(BinaryOperator::Add, index, length);
            let inside = self.builder.int_compare(IntCondition::UnsignedLess, position, length);
            self.slow_unless(paths, inside);
            return position;
        }
        let inside = self.builder.int_compare(IntCondition::UnsignedLess, index, length);
        if key.constant.is_some() {
            self.slow_unless(paths, inside);
            return index;
        }
        let slow = self.slow(paths);
        let found = self.builder.create_block(&[Type::I64]);
        self.inherit_cold(found);
        let from_end = self.builder.create_cold_block(&[]);
        let direct = crate::function::BlockCall::new(found, &[index]);
        self.builder.branch_with(inside, direct, crate::function::BlockCall::new(from_end, &[]));
        self.builder.switch_to(from_end);
        let position = self.builder.binary(BinaryOperator::Add, index, length);
        let inside = self.builder.int_compare(IntCondition::UnsignedLess, position, length);
        let counted = crate::function::BlockCall::new(found, &[position]);
        self.builder.branch_with(inside, counted, crate::function::BlockCall::new(slow, &[]));
        self.builder.switch_to(found);
        self.builder.parameter(found, 0)
    }

    /// The address of the item at a position.
    fn item_address(&mut self, items: Value, position: Value) -> Value {
        let bytes = self.builder.binary_constant(BinaryOperator::ShiftLeft, position, 3);
        self.builder.binary(BinaryOperator::Add, items, bytes)
    }

    /// Address of the item of a list at a key.
    fn list_item(&mut self, paths: &mut Paths, list: Operand, key: Operand) -> Value {
        let length = self.builder.load(LoadKind::I64, list.value, offset::LIST_LENGTH);
        let position = self.position(paths, key, length);
        let items = self.builder.load(LoadKind::I64, list.value, offset::LIST_ITEMS);
        self.item_address(items, position)
    }

    /// An item of a list, with a reference of its own.
    fn get_list_item(&mut self, paths: &mut Paths, list: Operand, key: Operand) {
        let item = self.list_item(paths, list, key);
        let value = self.builder.load(LoadKind::I64, item, 0);
        self.retain(value, Kind::BOUND);
        self.complete(paths, value, &[]);
    }

    /// An item of a tuple, with a reference of its own.
    fn get_tuple_item(&mut self, paths: &mut Paths, tuple: Operand, key: Operand) {
        let length = self.builder.load(LoadKind::I64, tuple.value, offset::TUPLE_LENGTH);
        let position = self.position(paths, key, length);
        let item = self.item_address(tuple.value, position);
        let value = self.builder.load(LoadKind::I64, item, offset::TUPLE_ITEMS);
        self.retain(value, Kind::BOUND);
        self.complete(paths, value, &[]);
    }

    pub(super) fn lower_item_get(&mut self, instruction: &Instruction) {
        let (object, key) = (self.operand(instruction.operands[0]), self.operand(instruction.operands[1]));
        let mut paths = self.open_paths(Type::I64);
        let sequences = object.kind.and(Kind::LIST.or(Kind::ANY_TUPLE));
        if !self.is_compact && sequences != Kind::NEVER && key.kind.may_be(Kind::INT) {
            let slow = self.slow(&mut paths);
            self.require_pointer(object.value, object.kind, slow);
            self.require_int_key(&mut paths, key);
            if sequences == Kind::LIST {
                self.require_core_type(object.value, object.kind, Kind::LIST, CoreType::List, slow);
                self.get_list_item(&mut paths, object, key);
            } else if !sequences.may_be(Kind::LIST) {
                self.require_core_type(object.value, object.kind, Kind::ANY_TUPLE, CoreType::Tuple, slow);
                self.get_tuple_item(&mut paths, object, key);
            } else {
                let type_word = self.type_of(object.value);
                let (lists, others) = (self.next_block(), self.next_block());
                let is_list = self.is_core_type(type_word, CoreType::List);
                self.builder.branch(is_list, lists, others);

                self.builder.switch_to(lists);
                self.get_list_item(&mut paths, object, key);

                self.builder.switch_to(others);
                if !object.kind.is(Kind::LIST.or(Kind::ANY_TUPLE)) {
                    let is_tuple = self.is_core_type(type_word, CoreType::Tuple);
                    self.slow_unless(&mut paths, is_tuple);
                }
                self.get_tuple_item(&mut paths, object, key);
            }
            self.take_slow(&paths);
        }
        let result = self.call_value(Intrinsic::item_get, &[object.value, key.value]);
        self.complete(&mut paths, result, &[]);
        self.join(paths, instruction);
    }

    pub(super) fn lower_item_set(&mut self, instruction: &Instruction) {
        let (object, key) = (self.operand(instruction.operands[0]), self.operand(instruction.operands[1]));
        let value = self.operand(instruction.operands[2]);
        let done = self.next_block();
        if !self.is_compact && object.kind.may_be(Kind::LIST) && key.kind.may_be(Kind::INT) {
            let mut paths = self.open_paths(Type::I64);
            let slow = self.slow(&mut paths);
            self.require_pointer(object.value, object.kind, slow);
            self.require_int_key(&mut paths, key);
            self.require_core_type(object.value, object.kind, Kind::LIST, CoreType::List, slow);
            let item = self.list_item(&mut paths, object, key);
            let old = self.builder.load(LoadKind::I64, item, 0);
            self.retain(value.value, value.kind);
            self.builder.store(crate::operators::StoreKind::I64, value.value, item, 0);
            self.release(old, Kind::BOUND);
            self.builder.jump(done, &[]);
            self.take_slow(&paths);
        }
        self.call_checked(Intrinsic::item_set, &[object.value, key.value, value.value]);
        self.builder.jump(done, &[]);
        self.builder.switch_to(done);
    }

    pub(super) fn lower_item_delete(&mut self, instruction: &Instruction) {
        let operands = self.all(&instruction.operands);
        self.call_checked(Intrinsic::item_delete, &operands);
    }
}
