//! The module table: which modules a program has, and which one it starts with.
//!
//! A package without an `__init__.py` (a *namespace package*) has no object of its own; the link step makes an empty one.

use std::collections::BTreeSet;

use molt_abi::intrinsics::{MODULE_RECORD_PREFIX, MODULE_TABLE_SYMBOL};
use moltc_lir::{Access, Data, Linkage, Module, SymbolKind};
use moltc_native::Target;

use crate::failure::Failure;
use crate::linking::Program;
use crate::pipeline::{self, Profile};

/// The packages around the given modules that are not among them.
pub(crate) fn namespace_packages<'n>(modules: impl IntoIterator<Item = &'n str>) -> BTreeSet<&'n str> {
    let modules: BTreeSet<&str> = modules.into_iter().collect();
    let parents = modules.iter().flat_map(|module| module.match_indices('.').map(|(index, _)| &module[..index]));
    parents.filter(|parent| !modules.contains(parent)).collect()
}

/// The object of an empty package.
pub(crate) fn empty_package(name: &str, profile: Profile, target: Target) -> Result<Vec<u8>, Failure> {
    let front = pipeline::front(name, true, &format!("{}/", name.replace('.', "/")), b"")?;
    pipeline::object(&front, profile, target)
}

/// The object that defines the table, for all modules of a program.
pub(crate) fn object(modules: &BTreeSet<&str>, program: &Program<'_>) -> Vec<u8> {
    let table = table(modules, program.main, program.hash_seed);
    pipeline::assemble(&table, &[], program.profile, program.target)
}

fn table(modules: &BTreeSet<&str>, main: &str, hash_seed: Option<u32>) -> Module {
    let mut table = Module { name: MODULE_TABLE_SYMBOL.to_owned(), ..Module::default() };
    let list = table.symbols.declare("molt_module_list", SymbolKind::Data, Linkage::Local);
    let mut entries = Data::new(list, 8, Access::Constant);
    // UTF-8 sorts as code points do.
    for module in modules {
        let record = table.symbols.import_data(&format!("{MODULE_RECORD_PREFIX}{module}"));
        entries.push_address(record, 0);
    }
    let symbol = table.symbols.declare(MODULE_TABLE_SYMBOL, SymbolKind::Data, Linkage::Export);
    let main = table.symbols.import_data(&format!("{MODULE_RECORD_PREFIX}{main}"));
    let mut data = Data::new(symbol, 8, Access::Constant);
    data.push_address(list, 0);
    data.push_u64(modules.len() as u64);
    data.push_address(main, 0);
    data.push_u64(hash_seed.map_or(0, |seed| u64::from(seed) + 1));
    table.data = vec![entries, data];
    table
}

#[cfg(test)]
mod tests;
