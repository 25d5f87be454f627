//! What goes with the functions of a module: the entries that take arrays, the making of generators, large integers.

use std::collections::BTreeSet;

use molt_abi::intrinsics::Intrinsic;
use molt_abi::layout::offset;
use moltc_ir::{FrameSlotUse, FunctionId, Kind};

use super::counts;
use super::frame::slot_offset;
use super::function::signature;
use super::statics::Statics;
use crate::builder::FunctionBuilder;
use crate::entities::{Block, Symbol};
use crate::function::Function;
use crate::module::{Linkage, SymbolKind, SymbolTable};
use crate::operators::{LoadKind, StoreKind};
use crate::types::{ParameterType, Signature};

/// Declares the entry of functions with this many parameters.
pub(super) fn declare(parameter_count: usize, symbols: &mut SymbolTable) -> Symbol {
    let parameters = [ParameterType::Pointer, ParameterType::I64, ParameterType::Pointer];
    let kind = SymbolKind::Function(Signature::new(&parameters, Some(ParameterType::I64)));
    symbols.declare(&format!("entry.{parameter_count}"), kind, Linkage::Local)
}

/// The entries of the module: each takes a body, the callee, and the arguments in an array.
pub(super) fn entries(ir: &moltc_ir::Module, symbols: &mut SymbolTable) -> Vec<Function> {
    let counts: BTreeSet<usize> = ir.functions.iter().map(|function| function.parameters.len()).collect();
    counts.into_iter().map(|count| entry(count, symbols)).collect()
}

fn entry(parameter_count: usize, symbols: &mut SymbolTable) -> Function {
    let symbol = declare(parameter_count, symbols);
    let mut builder = FunctionBuilder::new(symbols, symbol);
    // Loads and a call: there is nothing to optimise.
    builder.set_compact(true);
    let [direct, callee, array] = [0, 1, 2].map(|index| builder.parameter(Block(0), index));
    let mut arguments = vec![callee];
    for index in 0..parameter_count {
        arguments.push(builder.load(LoadKind::I64, array, 8 * index as i32));
    }
    let value = builder.call_indirect(Signature::values(arguments.len()), direct, &arguments);
    builder.return_value(value);
    builder.finish()
}

/// For a generator function the code that makes the generator.
pub(super) fn generator_maker(
    ir: &moltc_ir::Module,
    id: FunctionId,
    statics: &Statics,
    symbols: &mut SymbolTable,
) -> Option<Function> {
    let function = ir.function(id);
    let known = statics.functions[id.index()];
    function.is_generator.then(|| make_generator(function, known.direct, symbols))
}

/// Makes a generator object and moves the arguments into its frame.
fn make_generator(function: &moltc_ir::Function, symbol: Symbol, symbols: &mut SymbolTable) -> Function {
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
            builder.store(StoreKind::I64, argument, generator, offset::GENERATOR_FRAME + slot_offset(index));
        }
    }
    builder.return_value(Some(generator));
    builder.finish()
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
