use super::*;
use crate::builder::FunctionBuilder;
use crate::module::{Linkage, Module, SymbolKind};
use crate::types::Signature;
use crate::verify::verify_module;

/// A module whose function has so many blocks in a row that each may go to one block with one argument.
fn row(length: usize) -> Module {
    let mut module = Module::default();
    let symbol = module.symbols.declare("f", SymbolKind::Function(Signature::values(1)), Linkage::Local);
    let mut builder = FunctionBuilder::new(&mut module.symbols, symbol);
    let argument = builder.parameter(Block(0), 0);
    let exit = builder.create_cold_block(&[crate::types::Type::I64]);
    for _ in 0..length {
        let flag = builder.flag(true);
        let next = builder.create_block(&[]);
        builder.branch_with(flag, BlockCall::new(exit, &[argument]), BlockCall::new(next, &[]));
        builder.switch_to(next);
    }
    builder.return_value(Some(argument));
    builder.switch_to(exit);
    let value = builder.parameter(exit, 0);
    builder.return_value(Some(value));
    module.functions.push(builder.finish());
    module
}

fn most_edges(function: &Function) -> usize {
    let count = |block: usize| {
        let targets = function.blocks.iter().flat_map(|data| data.terminator.targets());
        targets.filter(|target| target.block.index() == block).count()
    };
    (0..function.blocks.len()).map(count).max().unwrap_or(0)
}

#[test]
fn ordinary_functions_stay_as_they_are() {
    let mut module = row(EDGES);
    let before = module.functions[0].clone();
    add_relays(&mut module.functions[0]);
    assert_eq!(module.functions[0], before);
}

#[test]
fn no_block_has_more_edges_than_allowed() {
    let mut module = row(5 * EDGES);
    let blocks = module.functions[0].blocks.len();
    add_relays(&mut module.functions[0]);
    assert_eq!(module.functions[0].blocks.len(), blocks + 5);
    assert!(most_edges(&module.functions[0]) <= EDGES);
    assert!(module.functions[0].blocks[blocks].cold);
    verify_module(&module).unwrap();
}
