//! Attributes through inline caches: a slot of the instance when the type is the one seen last, else the runtime.

use molt_abi::intrinsics::Intrinsic;
use molt_abi::layout::{cache_kind, cache_offset};
use moltc_ir::Instruction;

use super::function::FunctionLowering;
use super::kinds::Kind;
use super::paths::Paths;
use crate::entities::Value;
use crate::operators::{BinaryOperator, LoadKind, StoreKind};
use crate::types::Type;

impl FunctionLowering<'_> {
    /// The address of the cached slot and what is in it, which is not UNBOUND; else goes on the slow path.
    fn cached_slot(&mut self, paths: &mut Paths, object: Value, kind: Kind, cache: Value) -> (Value, Value) {
        let slow = self.slow(paths);
        self.require_pointer(object, kind, slow);
        self.require_cached_type(paths, object, cache, cache_kind::SLOT);
        let position = self.builder.load(LoadKind::U32, cache, cache_offset::SLOT_OFFSET);
        let slot = self.builder.binary(BinaryOperator::Add, object, position);
        let value = self.builder.load(LoadKind::I64, slot, 0);
        let empty = self.is_unbound(value);
        self.slow_if(paths, empty);
        (slot, value)
    }

    pub(super) fn lower_attribute_get(&mut self, instruction: &Instruction) {
        let operand = instruction.operands[0];
        let (object, kind) = (self.value(operand), self.kind(operand));
        let cache = self.statics.attribute_cache();
        let mut paths = self.open_paths(Type::I64);
        if kind.may_be(Kind::POINTER) {
            let cache = self.static_address(cache);
            let (_, value) = self.cached_slot(&mut paths, object, kind, cache);
            self.retain(value, Kind::BOUND);
            self.complete(&mut paths, value, &[]);
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
        if object_kind.may_be(Kind::POINTER) {
            let mut paths = self.open_paths(Type::I64);
            let cache = self.static_address(cache);
            let (slot, old) = self.cached_slot(&mut paths, object, object_kind, cache);
            self.retain(value, self.kind(value_ir));
            self.builder.store(StoreKind::I64, value, slot, 0);
            self.release(old, Kind::BOUND);
            self.builder.jump(done, &[]);
            self.take_slow(&paths);
        }
        let (name, cache) = (self.name(instruction.name()), self.static_address(cache));
        self.call_checked(Intrinsic::attribute_set, &[object, name, value, cache]);
        self.builder.jump(done, &[]);
        self.builder.switch_to(done);
    }

    pub(super) fn lower_attribute_delete(&mut self, instruction: &Instruction) {
        let object = self.value(instruction.operands[0]);
        let name = self.name(instruction.name());
        self.call_checked(Intrinsic::attribute_delete, &[object, name]);
    }
}
