//! The SSA intermediate representation, its textual form and its verifier.
//!
//! Start with [`table`] (which ops exist), [`function`] (what a function is made of), [`builder`] (how to make one).

#![forbid(unsafe_code)]

pub mod bit_set;
pub mod builder;
pub mod constant;
pub mod control_flow;
pub mod dataflow;
pub mod dominator_tree;
pub mod entity;
pub mod facts;
pub mod function;
pub mod instruction;
pub mod kind;
pub mod module;
pub mod op;
pub mod reference;
pub mod table;
pub mod text;
pub mod types;
pub mod verify;

pub use bit_set::BitSet;
pub use builder::FunctionBuilder;
pub use constant::{Constant, ConstantPool, PythonString};
pub use entity::{
    Block, ConstantId, EntryId, ExitId, FrameSlotId, FunctionId, GlobalId, Local, LocationId, NameId, Value,
};
pub use facts::{Fact, Facts};
pub use function::{
    BlockData, FrameLayout, FrameSlot, FrameSlotUse, Function, FunctionKind, LocalSlot, Location, Parameter,
    ParameterKind, Phase, SideExit,
};
pub use instruction::{BlockCall, Immediate, ImmediateKind, Instruction, Numbers, Terminator};
pub use kind::Kind;
pub use module::Module;
pub use molt_abi::effects::{Effects, Regions};
pub use molt_abi::intrinsics::Intrinsic;
pub use op::{Op, OpRow, OperandKind, ResultKind};
pub use text::{ParseError, parse_module, print_function, print_module, print_module_with_facts};
pub use types::{BinaryOperator, BindingKind, CompareOperator, Type, UnaryOperator};
pub use verify::{VerifierError, verify_function, verify_module};
