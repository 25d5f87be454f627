//! LIR: the low-level intermediate representation. Memory, calls and control flow are explicit; nothing depends on a target.
//!
//! Terms:
//! - a *module* is a table of symbols plus the functions and data objects it defines;
//! - a *symbol* names a function or a data object, defined here or somewhere else (an *import*);
//! - a *function* is a list of blocks; a *block* has typed parameters, instructions, and exactly one terminator;
//! - a *value* is defined once, by a block parameter or an instruction, and has one of four [`Type`]s;
//! - a *cold* block is one that is rarely reached: back ends place it away from the hot path.
//!
//! Addresses are `i64` on every target; a signature says `ptr` where the platform's C convention passes a pointer.
//! A module prints as text and parses back to an equal module; [`verify_module`] states the rules a back end relies on.
#![forbid(unsafe_code)]

mod builder;
mod entities;
mod function;
mod lower;
mod module;
mod operators;
mod parse;
mod print;
mod types;
mod verify;

pub use builder::FunctionBuilder;
pub use entities::{Block, Slot, Symbol, Value};
pub use function::{BlockCall, BlockData, Function, Instruction, InstructionData, SlotData, Terminator};
pub use lower::{LowerError, Lowering, lower_module};
pub use module::{Access, Data, Linkage, Module, Relocation, SymbolData, SymbolKind, SymbolTable, Symbols};
pub use operators::{
    BinaryOperator, FloatCondition, IntCondition, LoadKind, OverflowOperator, StoreKind, UnaryOperator,
};
pub use parse::{ParseError, parse_module};
pub use types::{ParameterType, Signature, Type};
pub use verify::{VerifyError, verify_function, verify_module, verify_rest};
