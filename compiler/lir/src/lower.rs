//! From counted IR to LIR: every op becomes inline machine work with a call of the runtime as its cold alternative, and
//! the module's static data (constants, code records, caches) comes into being.
//!
//! Terms:
//! - *statics*: the data objects of the module under construction ([`statics`]);
//! - *kinds*: what is known of a value at compile time ([`moltc_ir::facts`]), used to leave out tests;
//! - *fast path*: inline code for the common case; *slow path*: the call of an intrinsic, in a cold block;
//! - *error exit*: where a raising instruction goes when it raised: straight to the target of its error edge, since the
//!   frame knows the location.
//!
//! One file per family of ops; [`instruction`] says which op is where.

mod arithmetic;
mod attribute;
mod call;
mod compare;
mod constants;
mod counts;
mod entries;
mod exits;
mod frame;
mod function;
mod given_up;
mod globals;
mod heat;
mod homes;
mod inspect;
mod instruction;
mod item;
mod iterate;
mod methods;
mod numbers;
mod objects;
mod paths;
mod records;
mod relays;
mod source_text;
mod statics;
mod variables;

use std::fmt;

use crate::function::Function;
use crate::module::{Module, SymbolTable};
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
    let mut lowering = Lowering::new(ir);
    for index in 0..ir.functions.len() {
        lowering.lower(ir, moltc_ir::FunctionId::from_index(index))?;
    }
    lowering.finish(ir, source)
}

/// A module on its way from IR to LIR, function by function, so that the functions need not all be in memory together.
pub struct Lowering {
    module: Module,
    statics: Statics,
    pending_values: usize,
}

impl Lowering {
    /// Starts with a module that went through all passes.
    pub fn new(ir: &moltc_ir::Module) -> Self {
        let mut module = Module { name: ir.name.clone(), source_path: ir.file_name.clone(), ..Module::default() };
        let statics = Statics::new(ir, &mut module.symbols);
        Self { module, statics, pending_values: 0 }
    }

    /// Lowers one function and what goes with it. All functions of the module have to be lowered, in order; of what has been,
    /// only the blocks are no longer needed.
    pub fn lower(&mut self, ir: &moltc_ir::Module, id: moltc_ir::FunctionId) -> Result<(), LowerError> {
        let lowering = FunctionLowering::new(ir, id, &mut self.statics, &mut self.module.symbols);
        let place = || ir.function(id).qualified_name.clone();
        let function = lowering.lower().map_err(|message| LowerError { place: place(), message })?;
        self.statics.named[id.index()] = records::named(ir, id);
        self.pending_values += function.values.len();
        self.module.functions.push(function);
        self.module.functions.extend(entries::generator_maker(ir, id, &self.statics, &mut self.module.symbols));
        Ok(())
    }

    /// Takes the functions that have been lowered since the last time.
    pub fn take_functions(&mut self) -> Vec<Function> {
        self.pending_values = 0;
        std::mem::take(&mut self.module.functions)
    }

    /// How many values the functions have that were lowered since the last time.
    pub fn pending_values(&self) -> usize {
        self.pending_values
    }

    /// The symbols that the functions lowered so far refer to.
    pub fn symbols(&self) -> &SymbolTable {
        &self.module.symbols
    }

    /// The whole module, without the functions that were taken.
    pub fn finish(mut self, ir: &moltc_ir::Module, source: &[u8]) -> Result<Module, LowerError> {
        let symbols = &mut self.module.symbols;
        let fail = |message| LowerError { place: ir.name.clone(), message };
        records::define(ir, source, &mut self.statics, symbols).map_err(fail)?;
        self.module.functions.extend(entries::integer_initializer(&self.statics, symbols));
        self.module.functions.extend(entries::entries(ir, symbols));
        self.module.functions.extend(globals::get_function(&self.statics, symbols));
        self.module.functions.extend(counts::release_function(symbols));
        self.module.data = self.statics.finish();
        Ok(self.module)
    }
}
