//! From counted IR to LIR: every op becomes inline machine work with a call of the runtime as its cold alternative, and
//! the module's static data (constants, code records, caches) comes into being.
//!
//! Terms:
//! - *statics*: the data objects of the module under construction ([`statics`]);
//! - *kinds*: what is known of a value at compile time ([`kinds`]), used to leave out tests;
//! - *fast path*: inline code for the common case; *slow path*: the call of an intrinsic, in a cold block;
//! - *error exit*: where a raising instruction goes when it raised: straight to the target of its error edge, since the
//!   frame knows the location.
//!
//! One file per family of ops; [`instruction`] says which op is where.

mod arithmetic;
mod attribute;
mod call;
mod compare;
mod counts;
mod entries;
mod frame;
mod function;
mod heat;
mod inspect;
mod instruction;
mod item;
mod iterate;
mod kinds;
mod methods;
mod numbers;
mod objects;
mod paths;
mod records;
mod relays;
mod statics;
mod variables;

use std::fmt;

use crate::module::Module;
use function::FunctionLowering;
use statics::Statics;

/// Why a module cannot be lowered: an unsupported constant, or IR that breaks the rules of phase `counted`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LowerError {
    /// Qualified name of the function, or the module's name.
    pub place: String,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for LowerError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.message)
    }
}

impl std::error::Error for LowerError {}

/// Lowers a module whose functions are all in phase `counted`. `source` is the module's text, kept for tracebacks.
pub fn lower_module(ir: &moltc_ir::Module, source: &[u8]) -> Result<Module, LowerError> {
    let mut module = Module { name: ir.name.clone(), source_path: ir.file_name.clone(), ..Module::default() };
    let mut statics = Statics::new(ir, &mut module.symbols);
    for index in 0..ir.functions.len() {
        let id = moltc_ir::FunctionId::from_index(index);
        let place = &ir.functions[index].qualified_name;
        let lowering = FunctionLowering::new(ir, id, &mut statics, &mut module.symbols);
        let function = lowering.lower().map_err(|message| LowerError { place: place.clone(), message })?;
        module.functions.push(function);
        module.functions.extend(entries::companions(ir, id, &statics, &mut module.symbols));
    }
    let fail = |message| LowerError { place: ir.name.clone(), message };
    records::define(ir, source, &mut statics, &mut module.symbols).map_err(fail)?;
    module.functions.extend(entries::integer_initializer(&statics, &mut module.symbols));
    module.functions.extend(counts::release_function(&mut module.symbols));
    module.data = statics.finish();
    Ok(module)
}
