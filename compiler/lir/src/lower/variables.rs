//! Constants, local slots, cells, setting globals.

use molt_abi::intrinsics::Intrinsic;
use molt_abi::layout::offset;
use molt_abi::value::Value as RuntimeValue;
use moltc_ir::{BindingKind, ConstantId, FrameSlotId, Instruction, Kind};

use super::frame::slot_offset;
use super::function::FunctionLowering;
use super::statics::StaticValue;
use crate::entities::Value;
use crate::operators::{BinaryOperator, IntCondition, LoadKind, StoreKind, UnaryOperator};

impl FunctionLowering<'_> {
    /// A constant of the pool.
    pub(super) fn constant(&mut self, id: ConstantId) -> Result<Value, String> {
        let value = self.statics.constant(self.builder.symbols(), self.module, id)?;
        Ok(match value {
            StaticValue::Bits(bits) => self.builder.int64(bits as i64),
            StaticValue::Object(symbol) => self.builder.symbol_address(symbol, 0),
            StaticValue::IntegerCell(cell) => {
                let cell = self.static_address((self.statics.integers(), i64::from(cell)));
                self.builder.load(LoadKind::I64, cell, 0)
            }
        })
    }

    pub(super) fn lower_constant(&mut self, instruction: &Instruction) -> Result<(), String> {
        let value = self.constant(instruction.constant())?;
        self.define(instruction, value);
        Ok(())
    }

    pub(super) fn lower_unbound(&mut self, instruction: &Instruction) {
        let value = self.boxed(RuntimeValue::UNBOUND);
        self.define(instruction, value);
    }

    /// The offset in the frame of a local's slot.
    pub(super) fn local_offset(&self, local: moltc_ir::Local) -> Result<i32, String> {
        let slot = self.ir.frame.as_ref().and_then(|frame| frame.local_slot(local));
        slot.map(|slot| slot_offset(slot.index())).ok_or_else(|| format!("{local} has no slot in the frame"))
    }

    /// The address of a local's slot.
    pub(super) fn local_address(&mut self, local: moltc_ir::Local) -> Result<Value, String> {
        let offset = self.local_offset(local)?;
        Ok(self.frame_address(offset))
    }

    pub(super) fn lower_local_get(&mut self, instruction: &Instruction) -> Result<(), String> {
        let slot = self.local_offset(instruction.local())?;
        let value = self.load_from_frame(LoadKind::I64, slot);
        self.define(instruction, value);
        Ok(())
    }

    pub(super) fn lower_local_set(&mut self, instruction: &Instruction) -> Result<(), String> {
        let slot = self.local_offset(instruction.local())?;
        let (base, offset) = self.frame_place(slot);
        self.replace(instruction.operands[0], base, offset);
        self.define(instruction, self.value(instruction.operands[0]));
        Ok(())
    }

    /// What was in the slot is known, perhaps to be nothing that is counted.
    pub(super) fn lower_local_replace(&mut self, instruction: &Instruction) -> Result<(), String> {
        let slot = self.local_offset(instruction.local())?;
        let [old, new] = instruction.operands[..] else {
            return Err("`local_replace` takes two operands".into());
        };
        let (old, kind, new) = (self.value(old), self.kind(old), self.value(new));
        self.store_in_frame(StoreKind::I64, new, slot);
        self.release(old, kind);
        self.define(instruction, new);
        Ok(())
    }

    pub(super) fn lower_parameter_get(&mut self, instruction: &Instruction) {
        let value = self.load_from_frame(LoadKind::I64, slot_offset(instruction.index() as usize));
        self.define(instruction, value);
    }

    pub(super) fn lower_own(&mut self, instruction: &Instruction) {
        let operand = instruction.operands[0];
        let value = self.value(operand);
        self.retain(value, self.kind(operand));
        self.define(instruction, value);
    }

    /// Stores a value and releases what was there. The store comes first: releasing may run code that looks.
    fn replace(&mut self, value: moltc_ir::Value, address: Value, offset: i32) {
        let old = self.builder.load(LoadKind::I64, address, offset);
        self.builder.store(StoreKind::I64, self.value(value), address, offset);
        self.release(old, Kind::ANY);
    }

    pub(super) fn lower_check_bound(&mut self, instruction: &Instruction) {
        let operand = instruction.operands[0];
        if !self.kind(operand).may_be(Kind::UNBOUND) {
            return;
        }
        let intrinsic = match instruction.binding_kind() {
            BindingKind::Local => Intrinsic::raise_unbound_local,
            BindingKind::Free => Intrinsic::raise_unbound_free,
        };
        let (raise, next) = (self.builder.create_cold_block(&[]), self.builder.create_block(&[]));
        self.inherit_cold(next);
        let unbound = self.is_unbound(self.value(operand));
        self.builder.branch(unbound, raise, next);
        self.builder.switch_to(raise);
        let name = self.name(instruction.name());
        self.call(intrinsic, &[name]);
        let exit = self.error_exit();
        self.builder.jump(exit, &[]);
        self.builder.switch_to(next);
    }

    /// The function object being run.
    fn callee(&mut self) -> Value {
        match self.ir.is_generator {
            true => self.load_from_frame(LoadKind::I64, offset::FRAME_CALLEE),
            false => self.activation,
        }
    }

    pub(super) fn lower_callee(&mut self, instruction: &Instruction) {
        let callee = self.callee();
        self.define(instruction, callee);
    }

    pub(super) fn lower_closure_cell(&mut self, instruction: &Instruction) {
        let callee = self.callee();
        let position = offset::FUNCTION_CELLS + 8 * instruction.index() as i32;
        let cell = self.builder.load(LoadKind::I64, callee, position);
        self.define(instruction, cell);
    }

    pub(super) fn lower_cell_new(&mut self, instruction: &Instruction) {
        let initial = self.value(instruction.operands[0]);
        let cell = self.call_value(Intrinsic::cell_new, &[initial]);
        self.define(instruction, cell);
    }

    pub(super) fn lower_cell_get(&mut self, instruction: &Instruction) {
        let cell = self.value(instruction.operands[0]);
        let value = self.builder.load(LoadKind::I64, cell, offset::CELL_VALUE);
        self.retain(value, Kind::ANY);
        self.define(instruction, value);
    }

    pub(super) fn lower_cell_set(&mut self, instruction: &Instruction) {
        let cell = self.value(instruction.operands[0]);
        self.replace(instruction.operands[1], cell, offset::CELL_VALUE);
    }

    pub(super) fn global_slot(&mut self, instruction: &Instruction) -> Value {
        let slot = 8 * i64::from(self.statics.global_slots[instruction.global().index()]);
        self.static_address((self.statics.globals, slot))
    }

    /// What the runtime calls a global: the module's record and the number of the slot.
    pub(super) fn global_name(&mut self, instruction: &Instruction) -> (Value, Value) {
        let slot = self.statics.global_slots[instruction.global().index()];
        (self.builder.symbol_address(self.statics.module_record, 0), self.builder.int32(slot as i32))
    }

    /// A bound slot gets another value; what binds one is the runtime, since the module's dict has to know.
    pub(super) fn lower_global_set(&mut self, instruction: &Instruction) {
        let value = instruction.operands[0];
        if self.is_compact {
            return self.bind_global(instruction);
        }
        let (bound, done) = (self.builder.create_block(&[]), self.builder.create_block(&[]));
        let unbound = self.builder.create_cold_block(&[]);
        self.inherit_cold(bound);
        self.inherit_cold(done);
        let slot = self.global_slot(instruction);
        let old = self.builder.load(LoadKind::I64, slot, 0);
        let is_unbound = self.is_unbound(old);
        self.builder.branch(is_unbound, unbound, bound);

        self.builder.switch_to(unbound);
        self.bind_global(instruction);
        self.builder.jump(done, &[]);

        self.builder.switch_to(bound);
        self.builder.store(StoreKind::I64, self.value(value), slot, 0);
        self.release(old, Kind::BOUND);
        self.builder.jump(done, &[]);

        self.builder.switch_to(done);
    }

    fn bind_global(&mut self, instruction: &Instruction) {
        let (module, index) = self.global_name(instruction);
        let value = self.value(instruction.operands[0]);
        self.call(Intrinsic::global_set, &[module, index, value]);
    }

    pub(super) fn lower_global_delete(&mut self, instruction: &Instruction) {
        let (module, index) = self.global_name(instruction);
        self.call_checked(Intrinsic::global_delete, &[module, index]);
    }

    fn frame_slot(&self, slot: FrameSlotId) -> Result<(i32, moltc_ir::Type), String> {
        let frame = self.ir.frame.as_ref().ok_or("a frame slot outside a generator")?;
        let data = frame.slots.get(slot.index()).ok_or_else(|| format!("{slot} does not exist"))?;
        Ok((slot_offset(slot.index()), data.r#type))
    }

    /// Slots hold boxed values whatever their type, so that the collector can visit them all alike.
    pub(super) fn lower_frame_take(&mut self, instruction: &Instruction) -> Result<(), String> {
        let (position, slot_type) = self.frame_slot(instruction.frame_slot())?;
        let boxed = self.load_from_frame(LoadKind::I64, position);
        let empty = self.boxed(RuntimeValue::UNBOUND);
        self.store_in_frame(StoreKind::I64, empty, position);
        let value = match slot_type {
            moltc_ir::Type::Value | moltc_ir::Type::Lent => boxed,
            moltc_ir::Type::Bool => {
                let r#true = RuntimeValue::TRUE.bits() as i64;
                self.builder.int_compare_constant(IntCondition::Equal, boxed, r#true)
            }
            moltc_ir::Type::F64 => self.unbox_float(boxed),
            moltc_ir::Type::I64 => return Err("an unboxed int in a generator frame".into()),
        };
        self.define(instruction, value);
        Ok(())
    }

    pub(super) fn lower_frame_put(&mut self, instruction: &Instruction) -> Result<(), String> {
        let (position, slot_type) = self.frame_slot(instruction.frame_slot())?;
        let value = self.value(instruction.operands[0]);
        let boxed = match slot_type {
            moltc_ir::Type::Value | moltc_ir::Type::Lent => value,
            moltc_ir::Type::Bool => self.box_flag(value),
            moltc_ir::Type::F64 => self.box_float(value),
            moltc_ir::Type::I64 => return Err("an unboxed int in a generator frame".into()),
        };
        self.store_in_frame(StoreKind::I64, boxed, position);
        Ok(())
    }

    /// True or False for a flag.
    pub(super) fn box_flag(&mut self, flag: Value) -> Value {
        let number = self.builder.unary(UnaryOperator::FlagToInt, flag);
        let number = self.builder.unary(UnaryOperator::ExtendUnsigned, number);
        self.builder.binary_constant(BinaryOperator::Or, number, RuntimeValue::FALSE.bits() as i64)
    }
}
