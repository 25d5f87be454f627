//! Functions: blocks, instructions, terminators.

use crate::entities::{Block, Slot, Symbol, Value};
use crate::operators::{
    BinaryOperator, FloatCondition, IntCondition, LoadKind, OverflowOperator, StoreKind, UnaryOperator,
};
use crate::types::{Signature, Type};

/// One function's body.
#[derive(Clone, PartialEq, Debug)]
pub struct Function {
    /// The symbol this defines; its signature is in the symbol table.
    pub symbol: Symbol,
    /// Whether it is to be small, and compiled quickly, rather than fast.
    pub is_compact: bool,
    /// Pieces of the stack frame, indexed by [`Slot`].
    pub slots: Vec<SlotData>,
    /// Types of all values, indexed by [`Value`].
    pub values: Vec<Type>,
    /// Blocks in layout order, indexed by [`Block`]. The first is the entry; its parameters are the function's.
    pub blocks: Vec<BlockData>,
}

/// A piece of a stack frame, aligned to 16 bytes.
#[derive(Clone, PartialEq, Debug)]
pub struct SlotData {
    /// Size in bytes.
    pub size: u32,
}

/// One block.
#[derive(Clone, PartialEq, Debug)]
pub struct BlockData {
    /// Values defined on entry.
    pub parameters: Vec<Value>,
    /// Whether the block is rarely reached.
    pub cold: bool,
    /// Instructions in order.
    pub instructions: Vec<InstructionData>,
    /// How the block ends.
    pub terminator: Terminator,
    /// Source line of the terminator; 0 when there is none.
    pub terminator_line: u32,
}

/// An instruction with its results and source line.
#[derive(Clone, PartialEq, Debug)]
pub struct InstructionData {
    /// What is done.
    pub instruction: Instruction,
    /// Results: none, one, or two.
    pub results: [Option<Value>; 2],
    /// Source line; 0 when there is none.
    pub line: u32,
}

/// What an instruction does.
#[derive(Clone, PartialEq, Debug)]
pub enum Instruction {
    /// An integer constant. The result type says how wide; an `i32` is given sign extended. For a flag, 0 or 1.
    IntConstant(i64),
    /// A float constant, by its bits.
    FloatConstant(u64),
    /// An operator of one operand.
    Unary(UnaryOperator, Value),
    /// An operator of two operands.
    Binary(BinaryOperator, [Value; 2]),
    /// Checked arithmetic; results are the wrapped value and the overflow flag.
    Overflow(OverflowOperator, [Value; 2]),
    /// Comparison of two integers.
    IntCompare(IntCondition, [Value; 2]),
    /// Comparison of two floats.
    FloatCompare(FloatCondition, [Value; 2]),
    /// The second operand when the flag is set, else the third.
    Select(Value, [Value; 2]),
    /// Reads memory at an address plus a constant.
    Load(LoadKind, Value, i32),
    /// Writes a value (first) to an address (second) plus a constant.
    Store(StoreKind, Value, Value, i32),
    /// The address of a stack slot plus a constant.
    SlotAddress(Slot, i32),
    /// The address of a symbol plus a constant.
    SymbolAddress(Symbol, i64),
    /// Calls a function by name.
    Call(Symbol, Vec<Value>),
    /// Calls the function at an address.
    CallIndirect(Signature, Value, Vec<Value>),
}

/// A block together with arguments for its parameters.
#[derive(Clone, PartialEq, Debug)]
pub struct BlockCall {
    /// The target.
    pub block: Block,
    /// One value per parameter of the target.
    pub arguments: Vec<Value>,
}

impl BlockCall {
    /// A target with arguments.
    pub fn new(block: Block, arguments: &[Value]) -> Self {
        Self { block, arguments: arguments.to_vec() }
    }
}

/// How a block ends.
#[derive(Clone, PartialEq, Debug)]
pub enum Terminator {
    /// Goes to one block.
    Jump(BlockCall),
    /// Goes to the first target when the flag is set, else to the second.
    Branch(Value, BlockCall, BlockCall),
    /// Goes to the target numbered by an `i32`, else to the default (last).
    Switch(Value, Vec<BlockCall>, BlockCall),
    /// Returns to the caller.
    Return(Option<Value>),
    /// Stops the process: control never comes here.
    Trap,
}

impl Terminator {
    /// Every target, in the order of the text.
    pub fn targets(&self) -> Vec<&BlockCall> {
        match self {
            Self::Jump(target) => vec![target],
            Self::Branch(_, then, otherwise) => vec![then, otherwise],
            Self::Switch(_, targets, default) => targets.iter().chain([default]).collect(),
            Self::Return(_) | Self::Trap => Vec::new(),
        }
    }

    /// Every target, in the order of the text, to change.
    pub fn targets_mut(&mut self) -> Vec<&mut BlockCall> {
        match self {
            Self::Jump(target) => vec![target],
            Self::Branch(_, then, otherwise) => vec![then, otherwise],
            Self::Switch(_, targets, default) => targets.iter_mut().chain([default]).collect(),
            Self::Return(_) | Self::Trap => Vec::new(),
        }
    }
}

impl Function {
    /// A new value of this type; the caller makes something define it.
    pub(crate) fn add_value(&mut self, value_type: Type) -> Value {
        let value = Value::from_index(self.values.len());
        self.values.push(value_type);
        value
    }

    /// The type of a value.
    pub fn value_type(&self, value: Value) -> Type {
        self.values[value.index()]
    }
}

impl Instruction {
    /// Every operand, in order.
    pub fn operands(&self) -> Vec<Value> {
        match self {
            Self::IntConstant(_) | Self::FloatConstant(_) | Self::SlotAddress(..) | Self::SymbolAddress(..) => {
                Vec::new()
            }
            Self::Unary(_, operand) | Self::Load(_, operand, _) => vec![*operand],
            Self::Binary(_, operands)
            | Self::Overflow(_, operands)
            | Self::IntCompare(_, operands)
            | Self::FloatCompare(_, operands) => operands.to_vec(),
            Self::Select(flag, [then, otherwise]) => vec![*flag, *then, *otherwise],
            Self::Store(_, value, address, _) => vec![*value, *address],
            Self::Call(_, arguments) => arguments.clone(),
            Self::CallIndirect(_, callee, arguments) => {
                let mut operands = vec![*callee];
                operands.extend(arguments);
                operands
            }
        }
    }
}
