//! How control enters and leaves compiled functions: recursion depth, argument arrays, generators, large integers.

use molt_abi::intrinsics::{Intrinsic, THREAD_STATE_SYMBOL};
use molt_abi::layout::{GENERATOR_FINISHED, offset, thread_offset};
use molt_abi::value::Value as RuntimeValue;
use moltc_ir::{FrameSlotUse, FunctionId, FunctionKind};

use super::counts;
use super::function::{FunctionLowering, signature};
use super::kinds::Kind;
use super::statics::Statics;
use crate::builder::FunctionBuilder;
use crate::entities::{Block, Value};
use crate::function::Function;
use crate::module::SymbolTable;
use crate::operators::{BinaryOperator, IntCondition, LoadKind, StoreKind};

impl FunctionLowering<'_> {
    /// Counts the call; at the limit, raises RecursionError before anything of the function has happened.
    pub fn prologue(&mut self) {
        let state = self.thread_state();
        let depth = self.builder.load(LoadKind::I32, state, thread_offset::DEPTH);
        let limit = self.builder.load(LoadKind::I32, state, thread_offset::DEPTH_LIMIT);
        let too_deep = self.builder.create_cold_block(&[]);
        let body = self.builder.create_block(&[]);
        let reached = self.builder.int_compare(IntCondition::UnsignedGreaterEqual, depth, limit);
        self.builder.branch(reached, too_deep, body);

        self.builder.switch_to(too_deep);
        // The runtime may only have wanted a safe point; then the call goes on.
        let raised = self.builder.create_cold_block(&[]);
        let status = self.call(Intrinsic::raise_recursion, &[]).expect("the row has a status");
        let has_raised = self.builder.int_compare_constant(IntCondition::NotEqual, status, 0);
        self.builder.branch(has_raised, raised, body);

        self.builder.switch_to(raised);
        self.finish_generator();
        let error = self.boxed(RuntimeValue::ERROR);
        self.builder.return_value(Some(error));

        self.builder.switch_to(body);
        let depth = self.builder.binary_constant(BinaryOperator::Add, depth, 1);
        self.builder.store(StoreKind::I32, depth, state, thread_offset::DEPTH);
        if let (FunctionKind::Module, Some(initializer)) = (self.ir.kind, self.statics.integer_initializer) {
            self.builder.call(initializer, &[]);
        }
    }

    /// At the head of a loop: lets the runtime collect if it asked to, by a limit of zero. Entries do the same, but a loop
    /// need not enter anything.
    pub fn loop_safe_point(&mut self) {
        let state = self.thread_state();
        let limit = self.builder.load(LoadKind::I32, state, thread_offset::DEPTH_LIMIT);
        let asked = self.builder.int_compare_constant(IntCondition::Equal, limit, 0);
        let collect = self.builder.create_cold_block(&[]);
        let next = self.next_block();
        self.builder.branch(asked, collect, next);
        self.builder.switch_to(collect);
        self.call(Intrinsic::safe_point, &[]);
        self.builder.jump(next, &[]);
        self.builder.switch_to(next);
    }

    fn thread_state(&mut self) -> Value {
        let symbol = self.builder.symbols().import_data(THREAD_STATE_SYMBOL);
        self.builder.symbol_address(symbol, 0)
    }

    fn leave_call(&mut self) {
        let state = self.thread_state();
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

    /// Leaves the function with a result or ERROR. A generator is finished by that.
    pub fn leave(&mut self, value: Value) {
        self.finish_generator();
        self.leave_call();
        self.builder.return_value(Some(value));
    }

    /// Leaves a generator's body with a yielded value; it will enter again at the resume index.
    pub fn suspend(&mut self, value: Value, resume_index: u32) {
        let index = self.builder.int32(resume_index as i32);
        self.builder.store(StoreKind::I32, index, self.activation, offset::GENERATOR_RESUME);
        self.leave_call();
        self.builder.return_value(Some(value));
    }
}

/// The functions that go with a function's body: the entry that takes an array, and for generator functions the code
/// that makes the generator.
pub(super) fn companions(
    ir: &moltc_ir::Module,
    id: FunctionId,
    statics: &Statics,
    symbols: &mut SymbolTable,
) -> Vec<Function> {
    let function = ir.function(id);
    let known = statics.functions[id.index()];
    let mut result = Vec::new();
    if function.is_generator {
        result.push(make_generator(function, known.direct, symbols));
    }

    let mut builder = FunctionBuilder::new(symbols, known.entry);
    let (callee, array) = (builder.parameter(Block(0), 0), builder.parameter(Block(0), 1));
    let mut arguments = vec![callee];
    for index in 0..function.parameters.len() {
        arguments.push(builder.load(LoadKind::I64, array, 8 * index as i32));
    }
    let value = builder.call(known.direct, &arguments);
    builder.return_value(value);
    result.push(builder.finish());
    result
}

/// Makes a generator object and moves the arguments into its frame.
fn make_generator(
    function: &moltc_ir::Function,
    symbol: crate::entities::Symbol,
    symbols: &mut SymbolTable,
) -> Function {
    let mut builder = FunctionBuilder::new(symbols, symbol);
    let parameters = builder.parameters(Block(0)).to_vec();
    let make =
        builder.symbols().import_function(Intrinsic::generator_new.symbol(), signature(Intrinsic::generator_new));
    let generator = builder.call(make, &parameters[..1]).expect("generator_new has a result");
    let slots = function.frame.iter().flat_map(|frame| &frame.slots).enumerate();
    for (index, slot) in slots {
        if let FrameSlotUse::Parameter(parameter) = slot.purpose {
            let argument = parameters[1 + parameter as usize];
            counts::retain(&mut builder, argument, Kind::ANY);
            builder.store(StoreKind::I64, argument, generator, frame_offset(index));
        }
    }
    builder.return_value(Some(generator));
    builder.finish()
}

/// Byte offset of a frame slot in a generator.
pub(super) fn frame_offset(slot: usize) -> i32 {
    offset::GENERATOR_SLOTS + 8 * slot as i32
}

/// The function that makes the module's large integers, called when the module body starts.
pub(super) fn integer_initializer(statics: &Statics, symbols: &mut SymbolTable) -> Option<Function> {
    let symbol = statics.integer_initializer?;
    let intrinsic = Intrinsic::integer_constant;
    let make = symbols.import_function(intrinsic.symbol(), signature(intrinsic));
    let mut builder = FunctionBuilder::new(symbols, symbol);
    for integer in &statics.large_integers {
        let cell = builder.symbol_address(statics.integers(), i64::from(integer.cell));
        let digits = builder.symbol_address(integer.digits, 0);
        let length = builder.int32(integer.length as i32);
        let value = builder.call(make, &[cell, digits, length]).expect("integer_constant has a result");
        for &(tuple, item) in &integer.tuple_items {
            let tuple = builder.symbol_address(tuple, 0);
            builder.store(StoreKind::I64, value, tuple, item);
        }
    }
    builder.return_value(None);
    Some(builder.finish())
}
