//! The rules that back ends rely on: definitions dominate uses, types agree, targets and data exist.

use std::fmt;

use moltc_ir::dominator_tree::DominatorTree;

use crate::entities::{Block, Symbol, Value};
use crate::function::{BlockCall, Function, Instruction, InstructionData, Terminator};
use crate::module::{Data, Linkage, Module, SymbolKind, Symbols};
use crate::types::{Signature, Type};

/// A broken rule and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VerifyError {
    /// Symbol name of the function or data object.
    pub place: String,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "LIR verifier: {}: {}", self.place, self.message)
    }
}

impl std::error::Error for VerifyError {}

/// Checks a whole module.
pub fn verify_module(module: &Module) -> Result<(), VerifyError> {
    verify_rest(module, &[])
}

/// Checks a module without the functions that have these symbols, which are elsewhere.
pub fn verify_rest(module: &Module, elsewhere: &[Symbol]) -> Result<(), VerifyError> {
    let mut defined = vec![false; module.symbols.len()];
    let symbols = module.functions.iter().map(|function| function.symbol);
    for symbol in symbols.chain(elsewhere.iter().copied()).chain(module.data.iter().map(|data| data.symbol)) {
        let name = &module.symbols.get(symbol).name;
        if std::mem::replace(&mut defined[symbol.index()], true) {
            return Err(VerifyError { place: name.clone(), message: "defined twice".into() });
        }
    }
    for (symbol, data) in module.symbols.iter() {
        let imported = data.linkage == Linkage::Import;
        if imported == defined[symbol.index()] {
            let message = if imported { "an import is defined here" } else { "declared here but not defined" };
            return Err(VerifyError { place: data.name.clone(), message: message.into() });
        }
    }
    for data in &module.data {
        let place = &module.symbols.get(data.symbol).name;
        verify_data(module, data).map_err(|message| VerifyError { place: place.clone(), message })?;
    }
    module.functions.iter().try_for_each(|function| verify_function(module.symbols.symbols(), function))
}

/// Checks one function, which refers to these symbols.
pub fn verify_function(symbols: &Symbols, function: &Function) -> Result<(), VerifyError> {
    let place = &symbols.get(function.symbol).name;
    check_function(symbols, function).map_err(|message| VerifyError { place: place.clone(), message })
}

fn ensure(condition: bool, message: impl FnOnce() -> String) -> Result<(), String> {
    if condition { Ok(()) } else { Err(message()) }
}

fn verify_data(module: &Module, data: &Data) -> Result<(), String> {
    ensure(module.symbols.get(data.symbol).kind == SymbolKind::Data, || "data under a function symbol".into())?;
    ensure(data.alignment.is_power_of_two(), || format!("alignment {} is not a power of two", data.alignment))?;
    let mut end = 0;
    for relocation in &data.relocations {
        let offset = relocation.offset as usize;
        ensure(offset >= end && offset.is_multiple_of(8), || {
            format!("address at offset {offset} overlaps or is unaligned")
        })?;
        end = offset + 8;
        ensure(end <= data.bytes.len(), || format!("address at offset {offset} is outside the object"))?;
        ensure(data.bytes[offset..end].iter().all(|&byte| byte == 0), || {
            format!("address at offset {offset} lies over nonzero bytes")
        })?;
    }
    Ok(())
}

fn check_function(symbols: &Symbols, function: &Function) -> Result<(), String> {
    let signature = symbols.signature(function.symbol).ok_or("function under a data symbol")?;
    let entry = function.blocks.first().ok_or("no blocks")?;
    let expected: Vec<Type> = signature.parameters.iter().map(|parameter| parameter.value_type()).collect();
    let found: Vec<Type> = entry.parameters.iter().map(|&value| function.value_type(value)).collect();
    ensure(expected == found, || format!("entry block takes {found:?}, signature says {expected:?}"))?;

    let mut definitions: Vec<Option<(Block, usize)>> = vec![None; function.values.len()];
    for (index, block) in function.blocks.iter().enumerate() {
        let block_id = Block::from_index(index);
        let parameters = block.parameters.iter().map(|&value| (value, 0));
        let results = block.instructions.iter().enumerate().flat_map(|(position, instruction)| {
            instruction.results.iter().flatten().map(move |&value| (value, position + 1))
        });
        for (value, position) in parameters.chain(results) {
            ensure(value.index() < function.values.len(), || format!("{value} has no type"))?;
            let previous = definitions[value.index()].replace((block_id, position));
            ensure(previous.is_none(), || format!("{value} is defined twice"))?;
        }
    }
    for block in &function.blocks {
        for target in block.terminator.targets() {
            verify_target(function, target)?;
        }
    }
    let targets = |block: usize| -> Vec<usize> {
        function.blocks[block].terminator.targets().iter().map(|target| target.block.index()).collect()
    };
    let dominators = DominatorTree::compute(0, function.blocks.len(), targets);
    for (index, block) in function.blocks.iter().enumerate() {
        let block_id = Block::from_index(index);
        if !dominators.is_reachable(index) {
            continue;
        }
        let visible = |value: Value, position: usize| match definitions.get(value.index()).copied().flatten() {
            None => Err(format!("{block_id} uses {value}, which nothing defines")),
            Some((owner, _)) if owner != block_id => ensure(dominators.dominates(owner.index(), index), || {
                format!("{block_id} uses {value}, whose definition in {owner} does not dominate it")
            }),
            Some((_, defined)) => {
                ensure(defined <= position, || format!("{block_id} uses {value} before it is defined"))
            }
        };
        for (position, instruction) in block.instructions.iter().enumerate() {
            for operand in instruction.instruction.operands() {
                visible(operand, position)?;
            }
            verify_instruction(symbols, function, instruction).map_err(|message| format!("{block_id}: {message}"))?;
        }
        let position = block.instructions.len();
        for target in block.terminator.targets() {
            for &argument in &target.arguments {
                visible(argument, position)?;
            }
        }
        match &block.terminator {
            Terminator::Branch(flag, ..) => {
                visible(*flag, position)?;
                expect_type(function, *flag, Type::Flag)?;
            }
            Terminator::Switch(selector, ..) => {
                visible(*selector, position)?;
                expect_type(function, *selector, Type::I32)?;
            }
            Terminator::Return(value) => {
                let expected = signature.result.map(|result| result.value_type());
                if let Some(value) = value {
                    visible(*value, position)?;
                }
                let found = value.map(|value| function.value_type(value));
                ensure(found == expected, || format!("{block_id} returns {found:?}, signature says {expected:?}"))?;
            }
            Terminator::Jump(_) | Terminator::Trap => {}
        }
    }
    Ok(())
}

fn verify_target(function: &Function, target: &BlockCall) -> Result<(), String> {
    ensure(target.block.0 != 0, || "a terminator names the entry block".into())?;
    let block = function.blocks.get(target.block.index()).ok_or_else(|| format!("{} does not exist", target.block))?;
    ensure(block.parameters.len() == target.arguments.len(), || {
        format!("{} takes {} arguments, given {}", target.block, block.parameters.len(), target.arguments.len())
    })?;
    for (&parameter, &argument) in block.parameters.iter().zip(&target.arguments) {
        ensure(argument.index() < function.values.len(), || format!("{argument} has no type"))?;
        expect_type(function, argument, function.value_type(parameter))?;
    }
    Ok(())
}

fn expect_type(function: &Function, value: Value, expected: Type) -> Result<(), String> {
    let found = function.value_type(value);
    ensure(found == expected, || format!("{value} is {found}, expected {expected}"))
}

fn verify_arguments(function: &Function, signature: &Signature, arguments: &[Value]) -> Result<Vec<Type>, String> {
    ensure(signature.parameters.len() == arguments.len(), || {
        format!("call passes {} arguments to {signature}", arguments.len())
    })?;
    for (parameter, &argument) in signature.parameters.iter().zip(arguments) {
        expect_type(function, argument, parameter.value_type())?;
    }
    Ok(signature.result.iter().map(|result| result.value_type()).collect())
}

fn verify_instruction(symbols: &Symbols, function: &Function, data: &InstructionData) -> Result<(), String> {
    let found: Vec<Type> = data.results.iter().flatten().map(|&value| function.value_type(value)).collect();
    let same = |operands: &[Value; 2]| {
        expect_type(function, operands[1], function.value_type(operands[0]))?;
        Ok::<Type, String>(function.value_type(operands[0]))
    };
    let expected: Vec<Type> = match &data.instruction {
        Instruction::IntConstant(value) => {
            let result = *found.first().ok_or("iconst without a result")?;
            let fits = match result {
                Type::I64 => true,
                Type::I32 => i32::try_from(*value).is_ok(),
                Type::Flag => matches!(value, 0 | 1),
                Type::F64 => false,
            };
            ensure(fits, || format!("iconst {value} does not fit {result}"))?;
            vec![result]
        }
        Instruction::FloatConstant(_) => vec![Type::F64],
        Instruction::Unary(operator, operand) => {
            expect_type(function, *operand, operator.types().0)?;
            vec![operator.types().1]
        }
        Instruction::Binary(operator, operands) => {
            let operand = same(operands)?;
            ensure(operator.accepts(operand), || format!("{} does not take {operand}", operator.name()))?;
            vec![operand]
        }
        Instruction::Overflow(operator, operands) => {
            let operand = same(operands)?;
            ensure(matches!(operand, Type::I32 | Type::I64), || {
                format!("{} does not take {operand}", operator.name())
            })?;
            vec![operand, Type::Flag]
        }
        Instruction::IntCompare(_, operands) => {
            let operand = same(operands)?;
            ensure(matches!(operand, Type::I32 | Type::I64), || format!("icmp does not take {operand}"))?;
            vec![Type::Flag]
        }
        Instruction::FloatCompare(_, operands) => {
            let operand = same(operands)?;
            ensure(operand == Type::F64, || format!("fcmp does not take {operand}"))?;
            vec![Type::Flag]
        }
        Instruction::Select(flag, operands) => {
            expect_type(function, *flag, Type::Flag)?;
            vec![same(operands)?]
        }
        Instruction::Load(kind, address, _) => {
            expect_type(function, *address, Type::I64)?;
            vec![kind.result()]
        }
        Instruction::Store(kind, value, address, _) => {
            expect_type(function, *address, Type::I64)?;
            expect_type(function, *value, kind.operand())?;
            vec![]
        }
        Instruction::SlotAddress(slot, _) => {
            ensure(slot.index() < function.slots.len(), || format!("{slot} does not exist"))?;
            vec![Type::I64]
        }
        Instruction::SymbolAddress(symbol, _) => {
            ensure(symbol.index() < symbols.len(), || format!("{symbol} does not exist"))?;
            vec![Type::I64]
        }
        Instruction::Call(symbol, arguments) => {
            ensure(symbol.index() < symbols.len(), || format!("{symbol} does not exist"))?;
            let name = &symbols.get(*symbol).name;
            let signature = symbols.signature(*symbol).ok_or_else(|| format!("call of data @{name}"))?;
            verify_arguments(function, signature, arguments).map_err(|message| format!("@{name}: {message}"))?
        }
        Instruction::CallIndirect(signature, callee, arguments) => {
            expect_type(function, *callee, Type::I64)?;
            verify_arguments(function, signature, arguments)?
        }
    };
    ensure(found == expected, || format!("results are {found:?}, expected {expected:?}: {:?}", data.instruction))
}
