//! From HIR to IR function bodies.
//!
//! Every code unit becomes one IR function in phase `built`: local variables are slots, a raising instruction may stand
//! anywhere in a block, and a block names the handler where its exceptions go. The bodies are *generic*: complete Python
//! semantics on boxed values. Evaluation order and the source range of every operation are CPython's.
//!
//! Terms:
//! - *unit*: a code unit of the HIR, see `moltc_hir::Function`;
//! - *exit*: what must happen when control leaves a construct early (see `exits`);
//! - *quiet*: an expression whose evaluation can neither raise nor be observed.

#![forbid(unsafe_code)]

mod calls;
mod classes;
mod comprehensions;
mod conditions;
mod constant_sets;
mod constants;
mod control_flow;
mod displays;
mod exceptions;
mod exits;
mod expressions;
mod functions;
mod generators;
mod imports;
mod locations;
mod names;
mod namespaces;
mod operators;
mod patterns;
mod targets;
mod unit;

use moltc_diagnostics::{Diagnostic, SourceFile};
use moltc_ir::Module;

/// Builds a module. The file's name is what tracebacks print.
///
/// # Errors
/// What the module uses that is not supported yet.
pub fn build(hir: &moltc_hir::Module, file: &SourceFile) -> Result<Module, Vec<Diagnostic>> {
    let package =
        if hir.package { hir.name.as_str() } else { hir.name.rsplit_once('.').map_or("", |(parent, _)| parent) };
    let mut module = Module::new(&hir.name, package, file.name());
    module.is_package = hir.package;
    for global in &hir.globals {
        module.global(global);
    }
    let mut diagnostics = Vec::new();
    let sets = constant_sets::ConstantSets::new(hir);
    for function in &hir.functions {
        let function = unit::build_function(hir, function, file, &sets, &mut module, &mut diagnostics);
        module.add_function(function);
    }
    if diagnostics.is_empty() { Ok(module) } else { Err(diagnostics) }
}
