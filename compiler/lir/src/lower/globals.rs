//! Reading globals: the module's slot; if that is UNBOUND the builtin that the site remembers; else the runtime.
//!
//! Inline where code is fast; a function of the module's own, which all other sites call, where it is small.

use std::mem::offset_of;

use molt_abi::GlobalCache;
use molt_abi::intrinsics::{INTERPRETER_SYMBOL, Intrinsic};
use molt_abi::layout::interpreter_offset;
use molt_abi::value::Value as RuntimeValue;
use moltc_ir::{Instruction, Kind};

use super::counts;
use super::function::{FunctionLowering, signature};
use super::statics::Statics;
use crate::builder::FunctionBuilder;
use crate::entities::{Block, Value};
use crate::function::{BlockCall, Function};
use crate::module::{Linkage, SymbolKind, SymbolTable};
use crate::operators::{BinaryOperator, IntCondition, LoadKind, UnaryOperator};
use crate::types::{ParameterType, Signature, Type};

/// Name of the function that reads globals out of line: of a slot's number and the site's cache, the value or ERROR.
const GET: &str = "global_get";

fn get_kind() -> SymbolKind {
    SymbolKind::Function(Signature::new(&[ParameterType::I32, ParameterType::I64], Some(ParameterType::I64)))
}

/// The function that reads globals out of line, if the module uses it.
pub(super) fn get_function(statics: &Statics, symbols: &mut SymbolTable) -> Option<Function> {
    let symbol = symbols.find(GET)?;
    let mut builder = FunctionBuilder::new(symbols, symbol);
    builder.set_compact(true);
    let (number, cache) = (builder.parameter(Block(0), 0), builder.parameter(Block(0), 1));
    let globals = builder.symbol_address(statics.globals, 0);
    let offset = builder.unary(UnaryOperator::ExtendUnsigned, number);
    let offset = builder.binary_constant(BinaryOperator::ShiftLeft, offset, 3);
    let slot = builder.binary(BinaryOperator::Add, globals, offset);
    let (found, slow) = look_up(&mut builder, slot, cache);

    builder.switch_to(slow);
    let module = builder.symbol_address(statics.module_record, 0);
    let intrinsic = Intrinsic::global_get;
    let get = builder.symbols().import_function(intrinsic.symbol(), signature(intrinsic));
    let value = builder.call(get, &[module, number, cache]);
    builder.return_value(value);

    builder.switch_to(found);
    let value = builder.parameter(found, 0);
    counts::retain(&mut builder, value, Kind::BOUND);
    builder.return_value(Some(value));
    Some(builder.finish())
}

/// Goes to the first of two blocks, whose parameter is the value without a reference, or to the second.
fn look_up(builder: &mut FunctionBuilder, slot: Value, cache: Value) -> (Block, Block) {
    let is_cold = builder.current().is_some_and(|current| builder.is_cold(current));
    let found = builder.create_block(&[Type::I64]);
    let (builtin, cached) = (builder.create_block(&[]), builder.create_block(&[]));
    let slow = builder.create_cold_block(&[]);
    if is_cold {
        [found, builtin, cached].into_iter().for_each(|block| builder.set_cold(block));
    }
    let value = builder.load(LoadKind::I64, slot, 0);
    let unbound = builder.int_compare_constant(IntCondition::Equal, value, RuntimeValue::UNBOUND.bits() as i64);
    builder.branch_with(unbound, BlockCall::new(builtin, &[]), BlockCall::new(found, &[value]));

    builder.switch_to(builtin);
    let known = builder.load(LoadKind::I64, cache, offset_of!(GlobalCache, version) as i32);
    let interpreter = builder.symbols().import_data(INTERPRETER_SYMBOL);
    let interpreter = builder.symbol_address(interpreter, 0);
    let version = builder.load(LoadKind::I64, interpreter, interpreter_offset::BUILTINS_VERSION);
    let same = builder.int_compare(IntCondition::Equal, known, version);
    builder.branch(same, cached, slow);

    builder.switch_to(cached);
    let value = builder.load(LoadKind::I64, cache, offset_of!(GlobalCache, value) as i32);
    builder.jump(found, &[value]);
    (found, slow)
}

impl FunctionLowering<'_> {
    pub(super) fn lower_global_get(&mut self, instruction: &Instruction) {
        let cache = self.statics.global_cache();
        let value = match self.is_compact {
            true => self.call_global_get(instruction, cache),
            false => self.global_get_inline(instruction, cache),
        };
        self.define(instruction, value);
    }

    fn call_global_get(&mut self, instruction: &Instruction, cache: (crate::entities::Symbol, i64)) -> Value {
        self.mark_location();
        let slot = self.statics.global_slots[instruction.global().index()];
        let (slot, cache) = (self.builder.int32(slot as i32), self.static_address(cache));
        let get = self.builder.symbols().declare(GET, get_kind(), Linkage::Local);
        let value = self.builder.call(get, &[slot, cache]).expect("it has a result");
        let failed = self.builder.int_compare_constant(IntCondition::Equal, value, 0);
        self.exit_if(failed);
        value
    }

    fn global_get_inline(&mut self, instruction: &Instruction, cache: (crate::entities::Symbol, i64)) -> Value {
        let done = self.builder.create_block(&[Type::I64]);
        self.inherit_cold(done);
        let (slot, cache) = (self.global_slot(instruction), self.static_address(cache));
        let (found, slow) = look_up(&mut self.builder, slot, cache);

        self.builder.switch_to(slow);
        let (module, index) = self.global_name(instruction);
        let value = self.call_value(Intrinsic::global_get, &[module, index, cache]);
        self.builder.jump(done, &[value]);

        self.builder.switch_to(found);
        let value = self.builder.parameter(found, 0);
        self.retain(value, Kind::BOUND);
        self.builder.jump(done, &[value]);

        self.builder.switch_to(done);
        self.builder.parameter(done, 0)
    }
}
