//! Frames: how control enters and leaves compiled functions, and what the frame knows meanwhile.
//!
//! A frame is on the native stack, a generator's in the generator. Entering links it, leaving unlinks it. Arguments are
//! the caller's; locals are given up when the function is left: inline where they are few, else by the runtime, which also
//! does it when an exception leaves, or when somebody has a frame object, which then gets the values.

use molt_abi::intrinsics::{Intrinsic, THREAD_STATE_SYMBOL};
use molt_abi::layout::{GENERATOR_FINISHED, offset, thread_offset};
use molt_abi::value::Value as RuntimeValue;
use moltc_ir::{FrameSlotUse, FunctionKind, LocationId};

use super::counts::is_pointer;
use super::function::FunctionLowering;
use crate::entities::{Slot, Value};
use crate::operators::{BinaryOperator, IntCondition, LoadKind, StoreKind};
use crate::types::Type;

/// The largest number of locals that are given up inline.
const INLINE_RELEASES: usize = 8;
/// Functions with so many values need less stack than the limit of depth reckons with (`runtime/heap/src/stack.rs`).
const FEW_VALUES: usize = 512;
/// The largest number of locals that are made unbound one by one.
const INLINE_STORES: usize = 24;

/// Byte offset of a slot in a frame.
pub(super) fn slot_offset(slot: usize) -> i32 {
    offset::FRAME_SLOTS + 8 * slot as i32
}

impl FunctionLowering<'_> {
    /// The stack memory of the frame; in generators of a word whose address tells where the stack is.
    pub(super) fn create_frame(&mut self) -> Slot {
        let size = if self.ir.is_generator { 8 } else { slot_offset(self.ir.frame_slot_count()) as u32 };
        self.builder.create_slot(size)
    }

    /// Where something of the frame is: an address and a constant to add.
    pub(super) fn frame_place(&mut self, offset: i32) -> (Value, i32) {
        match self.ir.is_generator {
            true => (self.activation, offset::GENERATOR_FRAME + offset),
            false => (self.builder.slot_address(self.frame, 0), offset),
        }
    }

    /// The address of something of the frame.
    pub(super) fn frame_address(&mut self, offset: i32) -> Value {
        match self.ir.is_generator {
            true => {
                let offset = i64::from(offset::GENERATOR_FRAME + offset);
                self.builder.binary_constant(BinaryOperator::Add, self.activation, offset)
            }
            false => self.builder.slot_address(self.frame, offset),
        }
    }

    pub(super) fn load_from_frame(&mut self, kind: LoadKind, offset: i32) -> Value {
        let (base, offset) = self.frame_place(offset);
        self.builder.load(kind, base, offset)
    }

    pub(super) fn store_in_frame(&mut self, kind: StoreKind, value: Value, offset: i32) {
        let (base, offset) = self.frame_place(offset);
        self.builder.store(kind, value, base, offset);
    }

    fn thread_state(&mut self) -> Value {
        let symbol = self.builder.symbols().import_data(THREAD_STATE_SYMBOL);
        self.builder.symbol_address(symbol, 0)
    }

    /// Enters the function. At the limits of recursion, raises RecursionError before anything of it has happened.
    pub(super) fn prologue(&mut self) {
        let state = self.thread_state();
        let depth = self.builder.load(LoadKind::I32, state, thread_offset::DEPTH);
        let limit = self.builder.load(LoadKind::I32, state, thread_offset::DEPTH_LIMIT);
        let refused = self.builder.create_cold_block(&[]);
        let body = self.builder.create_block(&[]);
        let reached = self.builder.int_compare(IntCondition::UnsignedGreaterEqual, depth, limit);
        if self.heat.has_fast_calls && self.ir.values.len() <= FEW_VALUES {
            self.builder.branch(reached, refused, body);
        } else {
            let shallow = self.builder.create_block(&[]);
            self.builder.branch(reached, refused, shallow);
            self.builder.switch_to(shallow);
            let lowest = self.builder.load(LoadKind::I64, state, thread_offset::STACK_LIMIT);
            let here = self.builder.slot_address(self.frame, 0);
            let overflows = self.builder.int_compare(IntCondition::UnsignedLess, here, lowest);
            self.builder.branch(overflows, refused, body);
        }

        self.builder.switch_to(refused);
        // The runtime may only have wanted a safe point; then the call goes on.
        let raised = self.builder.create_cold_block(&[]);
        let status = self.call_unmarked(Intrinsic::raise_recursion, &[]).expect("the row has a status");
        let has_raised = self.builder.int_compare_constant(IntCondition::NotEqual, status, 0);
        self.builder.branch(has_raised, raised, body);

        self.builder.switch_to(raised);
        self.finish_generator();
        let error = self.boxed(RuntimeValue::ERROR);
        self.exit(error);

        self.builder.switch_to(body);
        let depth = self.builder.binary_constant(BinaryOperator::Add, depth, 1);
        self.builder.store(StoreKind::I32, depth, state, thread_offset::DEPTH);
        self.link(state);
        if let (FunctionKind::Module, Some(initializer)) = (self.ir.kind, self.statics.integer_initializer) {
            self.builder.call(initializer, &[]);
        }
    }

    /// Fills the frame in and makes it the innermost one.
    fn link(&mut self, state: Value) {
        let previous = self.builder.load(LoadKind::I64, state, thread_offset::FRAME);
        self.store_in_frame(StoreKind::I64, previous, offset::FRAME_PREVIOUS);
        if !self.ir.is_generator {
            let code = self.builder.symbol_address(self.symbols.code, 0);
            self.store_in_frame(StoreKind::I64, code, offset::FRAME_CODE);
            if !self.ir.free_variables.is_empty() {
                self.store_in_frame(StoreKind::I64, self.activation, offset::FRAME_CALLEE);
            }
            // Location and `is_observed`.
            let nothing = self.builder.int64(0);
            self.store_in_frame(StoreKind::I64, nothing, offset::FRAME_LOCATION);
            for index in 0..self.ir.parameters.len() {
                let argument = self.builder.parameter(crate::entities::Block(0), 1 + index);
                self.store_in_frame(StoreKind::I64, argument, slot_offset(index));
            }
            self.make_locals_unbound();
        }
        let frame = self.frame_address(0);
        self.builder.store(StoreKind::I64, frame, state, thread_offset::FRAME);
    }

    /// The frame slots of locals, which the function owns.
    fn owned_slots(&self) -> std::ops::Range<usize> {
        let frame = self.ir.frame.as_ref();
        let is_local = |slot: &&moltc_ir::FrameSlot| matches!(slot.purpose, FrameSlotUse::Local(_));
        let first = self.ir.parameters.len();
        first..first + frame.map_or(0, |frame| frame.slots.iter().filter(is_local).count())
    }

    fn make_locals_unbound(&mut self) {
        let slots = self.owned_slots();
        if slots.is_empty() {
            return;
        }
        let unbound = self.boxed(RuntimeValue::UNBOUND);
        if slots.len() <= INLINE_STORES {
            for slot in slots {
                self.store_in_frame(StoreKind::I64, unbound, slot_offset(slot));
            }
            return;
        }
        let first = self.frame_address(slot_offset(slots.start));
        let end = self.frame_address(slot_offset(slots.end));
        let (again, done) = (self.builder.create_block(&[Type::I64]), self.builder.create_block(&[]));
        self.builder.jump(again, &[first]);
        self.builder.switch_to(again);
        let place = self.builder.parameter(again, 0);
        self.builder.store(StoreKind::I64, unbound, place, 0);
        let next = self.builder.binary_constant(BinaryOperator::Add, place, 8);
        let more = self.builder.int_compare(IntCondition::UnsignedLess, next, end);
        let (again, leave) =
            (crate::function::BlockCall::new(again, &[next]), crate::function::BlockCall::new(done, &[]));
        self.builder.branch_with(more, again, leave);
        self.builder.switch_to(done);
    }

    /// Says in the frame where the code stands, before something that can raise or look at the frame.
    pub(super) fn mark_location(&mut self) {
        self.mark(self.location);
    }

    /// Says in the frame where the code stands.
    pub(super) fn mark(&mut self, location: Option<LocationId>) {
        let number = location.map_or(0, |id| id.0 + 1);
        let current = self.builder.current().map(|block| (block, number));
        if current == self.marked {
            return;
        }
        self.marked = current;
        let number = self.builder.int32(number as i32);
        self.store_in_frame(StoreKind::I32, number, offset::FRAME_LOCATION);
    }

    /// At the head of a loop: calls the runtime if it asked for that, by a limit of zero.
    pub(super) fn safe_point(&mut self) {
        let state = self.thread_state();
        let limit = self.builder.load(LoadKind::I32, state, thread_offset::DEPTH_LIMIT);
        let asked = self.builder.int_compare_constant(IntCondition::Equal, limit, 0);
        let called = self.builder.create_cold_block(&[]);
        let next = self.next_block();
        self.builder.branch(asked, called, next);
        self.builder.switch_to(called);
        self.call_checked(Intrinsic::safe_point, &[]);
        self.builder.jump(next, &[]);
        self.builder.switch_to(next);
    }

    /// Makes the caller's frame the innermost one again.
    fn unlink(&mut self) {
        let state = self.thread_state();
        let previous = self.load_from_frame(LoadKind::I64, offset::FRAME_PREVIOUS);
        self.builder.store(StoreKind::I64, previous, state, thread_offset::FRAME);
        let depth = self.builder.load(LoadKind::I32, state, thread_offset::DEPTH);
        let depth = self.builder.binary_constant(BinaryOperator::Add, depth, -1);
        self.builder.store(StoreKind::I32, depth, state, thread_offset::DEPTH);
    }

    fn finish_generator(&mut self) {
        if self.ir.is_generator {
            let finished = self.builder.int32(GENERATOR_FINISHED as i32);
            self.builder.store(StoreKind::I32, finished, self.activation, offset::GENERATOR_RESUME);
        }
    }

    /// Leaves the function with a result. A generator is finished by that, and gives its frame up afterwards.
    pub(super) fn leave(&mut self, value: Value) {
        if self.ir.is_generator {
            self.finish_generator();
            self.unlink();
            self.exit(value);
            return;
        }
        let epilogue = match self.epilogue {
            Some(block) => block,
            None => *self.epilogue.insert(self.builder.create_block(&[Type::I64])),
        };
        self.builder.jump(epilogue, &[value]);
    }

    /// Leaves the function with the pending exception.
    pub(super) fn leave_with_error(&mut self) {
        self.finish_generator();
        let error = self.call_unmarked(Intrinsic::leave_with_error, &[]).expect("the row has a result");
        self.exit(error);
    }

    /// Returns. All of a function's returns are one, since each would restore all registers by itself.
    fn exit(&mut self, result: Value) {
        let exit = match self.exit {
            Some(block) => block,
            None => *self.exit.insert(self.builder.create_block(&[Type::I64])),
        };
        self.builder.jump(exit, &[result]);
    }

    /// The one return.
    pub(super) fn lower_exit(&mut self) {
        let Some(exit) = self.exit else { return };
        self.builder.switch_to(exit);
        let result = self.builder.parameter(exit, 0);
        self.builder.return_value(Some(result));
    }

    /// Leaves a generator's body with a yielded value; it will enter again at the resume index.
    pub(super) fn suspend(&mut self, value: Value, resume_index: u32) {
        // Whoever looks at the frame meanwhile sees where it waits.
        self.mark_location();
        let index = self.builder.int32(resume_index as i32);
        self.builder.store(StoreKind::I32, index, self.activation, offset::GENERATOR_RESUME);
        self.unlink();
        self.exit(value);
    }

    /// What all returns have in common: gives the locals up, the last one first, as CPython does.
    pub(super) fn lower_epilogue(&mut self) {
        let Some(epilogue) = self.epilogue else { return };
        self.builder.switch_to(epilogue);
        let value = self.builder.parameter(epilogue, 0);
        let slots = self.owned_slots();
        let all = slots.end as i32;
        if slots.len() > INLINE_RELEASES || !self.heat.has_fast_calls {
            self.leave_frame(all, value);
            return;
        }
        let observed = self.load_from_frame(LoadKind::I32, offset::FRAME_IS_OBSERVED);
        let observed = self.builder.int_compare_constant(IntCondition::NotEqual, observed, 0);
        let (by_runtime, next) = (self.builder.create_cold_block(&[]), self.builder.create_block(&[]));
        self.builder.branch(observed, by_runtime, next);
        self.builder.switch_to(by_runtime);
        self.leave_frame(all, value);
        self.builder.switch_to(next);
        for slot in slots.rev() {
            self.release_slot(slot, value);
        }
        self.unlink();
        self.exit(value);
    }

    /// Gives up one local. When its object dies, code may run that looks at the frame, so the runtime does it and the rest.
    fn release_slot(&mut self, slot: usize, result: Value) {
        let held = self.load_from_frame(LoadKind::I64, slot_offset(slot));
        let (counted, dies) = (self.builder.create_block(&[]), self.builder.create_cold_block(&[]));
        let (lives, next) = (self.builder.create_block(&[]), self.builder.create_block(&[]));
        let is_pointer = is_pointer(&mut self.builder, held);
        self.builder.branch(is_pointer, counted, next);
        self.builder.switch_to(counted);
        let count = self.builder.load(LoadKind::I32, held, offset::HEADER_REFERENCE_COUNT);
        let is_last = self.builder.int_compare_constant(IntCondition::Equal, count, 1);
        self.builder.branch(is_last, dies, lives);
        self.builder.switch_to(dies);
        self.leave_frame(slot as i32 + 1, result);
        self.builder.switch_to(lives);
        let count = self.builder.binary_constant(BinaryOperator::Add, count, -1);
        self.builder.store(StoreKind::I32, count, held, offset::HEADER_REFERENCE_COUNT);
        self.builder.jump(next, &[]);
        self.builder.switch_to(next);
    }

    /// Lets the runtime leave the frame, of which so many slots are still held.
    fn leave_frame(&mut self, held: i32, result: Value) {
        let held = self.builder.int32(held);
        let result = self.call_unmarked(Intrinsic::leave_frame, &[held, result]).expect("the row has a result");
        self.exit(result);
    }
}
