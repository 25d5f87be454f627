//! New objects, exceptions, and the general call of an intrinsic.

use molt_abi::CoreType;
use molt_abi::intrinsics::{ArgumentKind, Intrinsic};
use molt_abi::layout::offset;
use moltc_ir::{Instruction, Kind, Op};

use super::function::FunctionLowering;
use crate::entities::Value;
use crate::operators::{BinaryOperator, IntCondition, LoadKind, StoreKind};
use crate::types::Type;

impl FunctionLowering<'_> {
    /// `make_tuple`, `make_list`, `make_set`, `make_dict`, `make_string`: an array of operands and their number.
    pub(super) fn lower_display(&mut self, instruction: &Instruction) {
        let (intrinsic, count) = match instruction.op {
            Op::MakeTuple => (Intrinsic::tuple_new, instruction.operands.len()),
            Op::MakeList => (Intrinsic::list_new, instruction.operands.len()),
            Op::MakeSet => (Intrinsic::set_new, instruction.operands.len()),
            Op::MakeDict => (Intrinsic::dict_new, instruction.operands.len() / 2),
            _ => (Intrinsic::string_join, instruction.operands.len()),
        };
        let operands = self.all(&instruction.operands);
        let array = self.argument_array(&operands);
        let count = self.builder.int32(count as i32);
        let result = self.call_value(intrinsic, &[array, count]);
        self.define(instruction, result);
    }

    pub(super) fn lower_make_slice(&mut self, instruction: &Instruction) {
        let operands = self.all(&instruction.operands);
        let result = self.call_value(Intrinsic::slice_new, &operands);
        self.define(instruction, result);
    }

    pub(super) fn lower_tuple_item(&mut self, instruction: &Instruction) {
        let tuple = self.value(instruction.operands[0]);
        let position = offset::TUPLE_ITEMS + 8 * instruction.index() as i32;
        let item = self.builder.load(LoadKind::I64, tuple, position);
        self.define(instruction, item);
    }

    pub(super) fn lower_make_function(&mut self, instruction: &Instruction) {
        let operands = self.all(&instruction.operands);
        let code = self.statics.functions[instruction.function().index()].code;
        let code = self.builder.symbol_address(code, 0);
        let cells = self.argument_array(&operands[2..]);
        let result = self.call_value(Intrinsic::function_new, &[code, operands[0], operands[1], cells]);
        self.define(instruction, result);
    }

    /// Calls an intrinsic that always raises.
    fn always_raise(&mut self, intrinsic: Intrinsic, instruction: &Instruction) {
        let operands = self.all(&instruction.operands);
        self.call(intrinsic, &operands);
        let exit = self.error_exit();
        self.builder.jump(exit, &[]);
    }

    pub(super) fn lower_raise(&mut self, instruction: &Instruction) {
        self.always_raise(Intrinsic::raise, instruction);
    }

    pub(super) fn lower_reraise(&mut self, instruction: &Instruction) {
        self.always_raise(Intrinsic::restore_exception, instruction);
    }

    pub(super) fn lower_take_exception(&mut self, instruction: &Instruction) {
        let result = self.call_value(Intrinsic::take_exception, &[]);
        self.define(instruction, result);
    }

    pub(super) fn lower_begin_handling(&mut self, instruction: &Instruction) {
        let exception = self.value(instruction.operands[0]);
        let result = self.call_value(Intrinsic::begin_handling, &[exception]);
        self.define(instruction, result);
    }

    pub(super) fn lower_end_handling(&mut self, instruction: &Instruction) {
        let previous = self.value(instruction.operands[0]);
        self.call(Intrinsic::end_handling, &[previous]);
    }

    /// Moves an item to the end of an exact list: inline while there is room.
    pub(super) fn append_to_list(&mut self, list: Value, item: Value) {
        if self.is_compact {
            self.call_checked(Intrinsic::list_append, &[list, item]);
            return;
        }
        let (room, done) = (self.next_block(), self.next_block());
        let full = self.builder.create_cold_block(&[]);
        let length = self.builder.load(LoadKind::I64, list, offset::LIST_LENGTH);
        let capacity = self.builder.load(LoadKind::I64, list, offset::LIST_CAPACITY);
        let fits = self.builder.int_compare(IntCondition::UnsignedLess, length, capacity);
        self.builder.branch(fits, room, full);

        self.builder.switch_to(room);
        let items = self.builder.load(LoadKind::I64, list, offset::LIST_ITEMS);
        let bytes = self.builder.binary_constant(BinaryOperator::ShiftLeft, length, 3);
        let end = self.builder.binary(BinaryOperator::Add, items, bytes);
        self.builder.store(StoreKind::I64, item, end, 0);
        let length = self.builder.binary_constant(BinaryOperator::Add, length, 1);
        self.builder.store(StoreKind::I64, length, list, offset::LIST_LENGTH);
        self.builder.jump(done, &[]);

        self.builder.switch_to(full);
        self.call_checked(Intrinsic::list_append, &[list, item]);
        self.builder.jump(done, &[]);
        self.builder.switch_to(done);
    }

    /// An exact tuple of the right length is its own unpacking.
    fn unpack_sequence(&mut self, instruction: &Instruction) {
        let operand = self.operand(instruction.operands[0]);
        let count = instruction.numbers().as_slice()[0];
        let mut paths = self.open_paths(Type::I64);
        if !self.is_compact && operand.kind.may_be(Kind::ANY_TUPLE) {
            let slow = self.slow(&mut paths);
            self.builder.set_hot(slow);
            self.require_pointer(operand.value, operand.kind, slow);
            self.require_core_type(operand.value, operand.kind, Kind::ANY_TUPLE, CoreType::Tuple, slow);
            let length = self.builder.load(LoadKind::I64, operand.value, offset::TUPLE_LENGTH);
            let fits = self.builder.int_compare_constant(IntCondition::Equal, length, i64::from(count));
            self.require(fits, slow);
            self.retain(operand.value, Kind::POINTER);
            self.complete(&mut paths, operand.value, &[]);
            self.take_slow(&paths);
        }
        let count = self.builder.int32(count as i32);
        let result = self.call_value(Intrinsic::unpack_sequence, &[operand.value, count]);
        self.complete(&mut paths, result, &[]);
        self.join(paths, instruction);
    }

    /// `intrinsic`: numbers and operands in the order of the row's arguments.
    pub(super) fn lower_intrinsic(&mut self, instruction: &Instruction) -> Result<(), String> {
        let intrinsic = instruction.intrinsic();
        if intrinsic == Intrinsic::list_append {
            let [list, item] = self.all(&instruction.operands)[..] else {
                return Err("`list_append` takes a list and an item".into());
            };
            self.append_to_list(list, item);
            return Ok(());
        }
        if intrinsic == Intrinsic::safe_point {
            self.safe_point();
            return Ok(());
        }
        if intrinsic == Intrinsic::unpack_sequence {
            self.unpack_sequence(instruction);
            return Ok(());
        }
        let numbers = instruction.numbers();
        let (mut numbers, mut operands) = (numbers.as_slice().iter(), instruction.operands.iter());
        let mut arguments = Vec::new();
        for (name, kind) in intrinsic.signature().arguments {
            let missing = || format!("intrinsic `{}` is not given `{name}`", intrinsic.signature().name);
            arguments.push(match kind {
                ArgumentKind::U32 => self.builder.int32(*numbers.next().ok_or_else(missing)? as i32),
                ArgumentKind::Borrowed | ArgumentKind::Consumed => self.value(*operands.next().ok_or_else(missing)?),
                ArgumentKind::Pointer if matches!(intrinsic, Intrinsic::import_star | Intrinsic::module_namespace) => {
                    self.builder.symbol_address(self.statics.module_record, 0)
                }
                ArgumentKind::Pointer => {
                    return Err(format!("intrinsic `{}` takes an address", intrinsic.signature().name));
                }
            });
        }
        if let Some(result) = self.call_checked(intrinsic, &arguments) {
            self.define(instruction, result);
        }
        Ok(())
    }
}
