//! Attributes through inline caches: a slot of the instance when the type is the one seen last, else the runtime.

use molt_abi::intrinsics::Intrinsic;
use molt_abi::layout::{cache_offset, offset};
use moltc_ir::{Instruction, Kind};

use super::function::FunctionLowering;
use super::paths::Paths;
use crate::entities::Value;
use crate::operators::{BinaryOperator, IntCondition, LoadKind, StoreKind, UnaryOperator};
use crate::types::Type;

/// A slot that an inline cache leads to.
struct CachedSlot {
    /// Offset in the object.
    offset: Value,
    address: Value,
    value: Value,
    /// Whether the value is UNBOUND.
    is_empty: Value,
}

impl FunctionLowering<'_> {
    /// The address of the cached slot and what is in it, which may be UNBOUND; else goes on the slow path.
    fn cached_slot(&mut self, paths: &mut Paths, object: Value, kind: Kind, cache: Value) -> CachedSlot {
        let slow = self.slow(paths);
        self.require_pointer(object, kind, slow);
        self.require_cached_type(paths, object, cache);
        let offset = self.builder.load(LoadKind::U32, cache, cache_offset::SLOT_OFFSET);
        let address = self.builder.binary(BinaryOperator::Add, object, offset);
        let value = self.builder.load(LoadKind::I64, address, 0);
        let is_empty = self.is_unbound(value);
        CachedSlot { offset, address, value, is_empty }
    }

    pub(super) fn lower_attribute_get(&mut self, instruction: &Instruction) {
        let operand = instruction.operands[0];
        let (object, kind) = (self.value(operand), self.kind(operand));
        let cache = self.statics.attribute_cache();
        let mut paths = self.open_paths(Type::I64);
        if !self.is_compact && kind.may_be(Kind::OTHER) {
            let cache = self.static_address(cache);
            let slot = self.cached_slot(&mut paths, object, kind, cache);
            self.slow_if(&mut paths, slot.is_empty);
            self.retain(slot.value, Kind::BOUND);
            self.complete(&mut paths, slot.value, &[]);
            self.take_slow(&paths);
        }
        let (name, cache) = (self.name(instruction.name()), self.static_address(cache));
        let result = self.call_value(Intrinsic::attribute_get, &[object, name, cache]);
        self.complete(&mut paths, result, &[]);
        self.join(paths, instruction);
    }

    pub(super) fn lower_attribute_set(&mut self, instruction: &Instruction) {
        let [object_ir, value_ir] = instruction.operands[..] else { unreachable!("the op table gives two operands") };
        let (object, value) = (self.value(object_ir), self.value(value_ir));
        let cache = self.statics.attribute_cache();
        let done = self.next_block();
        let object_kind = self.kind(object_ir);
        if !self.is_compact && object_kind.may_be(Kind::OTHER) {
            let mut paths = self.open_paths(Type::I64);
            let cache = self.static_address(cache);
            let slot = self.cached_slot(&mut paths, object, object_kind, cache);
            let (fill, replace) = (self.next_block(), self.next_block());
            self.builder.branch(slot.is_empty, fill, replace);

            self.builder.switch_to(replace);
            self.retain(value, self.kind(value_ir));
            self.builder.store(StoreKind::I64, value, slot.address, 0);
            self.release(slot.value, Kind::BOUND);
            self.builder.jump(done, &[]);

            self.builder.switch_to(fill);
            self.fill_slot(&mut paths, object, cache, &slot);
            self.retain(value, self.kind(value_ir));
            self.builder.store(StoreKind::I64, value, slot.address, 0);
            self.builder.jump(done, &[]);
            self.take_slow(&paths);
        }
        let (name, cache) = (self.name(instruction.name()), self.static_address(cache));
        self.call_checked(Intrinsic::attribute_set, &[object, name, value, cache]);
        self.builder.jump(done, &[]);
        self.builder.switch_to(done);
    }

    /// Records that an empty slot is about to be filled. Slots keep the order of insertion by filling in ascending order,
    /// so that goes on the slow path when a later slot has been filled before, or when attributes live in a dict.
    fn fill_slot(&mut self, paths: &mut Paths, object: Value, cache: Value, slot: &CachedSlot) {
        let area_offset = self.builder.load(LoadKind::U32, cache, cache_offset::AREA_OFFSET);
        let area = self.builder.binary(BinaryOperator::Add, object, area_offset);
        let dict = self.builder.load(LoadKind::I64, area, offset::INSTANCE_DICT);
        let has_dict = self.builder.int_compare_constant(IntCondition::NotEqual, dict, 0);
        self.slow_if(paths, has_dict);
        let position = self.builder.binary(BinaryOperator::Subtract, slot.offset, area_offset);
        let position =
            self.builder.binary_constant(BinaryOperator::Subtract, position, i64::from(offset::INSTANCE_SLOTS));
        let index = self.builder.binary_constant(BinaryOperator::ShiftRightUnsigned, position, 3);
        let filled = self.builder.load(LoadKind::U32, area, offset::INSTANCE_FILLED);
        let ascending = self.builder.int_compare(IntCondition::UnsignedLessEqual, filled, index);
        self.slow_unless(paths, ascending);
        let filled = self.builder.binary_constant(BinaryOperator::Add, index, 1);
        let filled = self.builder.unary(UnaryOperator::Wrap, filled);
        self.builder.store(StoreKind::I32, filled, area, offset::INSTANCE_FILLED);
    }

    pub(super) fn lower_attribute_delete(&mut self, instruction: &Instruction) {
        let object = self.value(instruction.operands[0]);
        let name = self.name(instruction.name());
        self.call_checked(Intrinsic::attribute_delete, &[object, name]);
    }
}
