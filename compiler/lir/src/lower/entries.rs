//! What goes with the functions of a module: entries that take arrays, the making of generators, large integers.

use molt_abi::intrinsics::Intrinsic;
use molt_abi::layout::offset;
use moltc_ir::{FrameSlotUse, FunctionId};

use super::counts;
use super::frame::slot_offset;
use super::function::signature;
use super::kinds::Kind;
use super::statics::Statics;
use crate::builder::FunctionBuilder;
use crate::entities::Block;
use crate::function::Function;
use crate::module::SymbolTable;
use crate::operators::{LoadKind, StoreKind};

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
    // Loads and a call: there is nothing to optimise.
    builder.set_compact(true);
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
