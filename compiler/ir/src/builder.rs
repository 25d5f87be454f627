//! The function builder: appends instructions to a current block.
//!
//! One method per row of the op table, with the row's immediates and operands as parameters and its result (if any) as
//! return value:
//!
//! ```
//! use moltc_ir::{Constant, Function, FunctionBuilder, FunctionKind, Location, Module};
//! use moltc_ir::types::BinaryOperator;
//!
//! let mut module = Module::new("sample", "", "sample.py");
//! let mut builder = FunctionBuilder::new(Function::new("f", "f", FunctionKind::Function));
//! builder.set_location(Location { line: 1, end_line: 1, column: 0, end_column: 5 });
//! let one = builder.constant(module.constants.intern(Constant::Int(1)));
//! let two = builder.binary(BinaryOperator::Add, one, one);
//! builder.ret(two);
//! module.add_function(builder.finish());
//! ```
//!
//! Blocks take the builder's current handler when they become current; [`FunctionBuilder::set_handler`] starts a new
//! block when the current one already holds instructions.

use crate::entity::{Block, ConstantId, ExitId, FrameSlotId, FunctionId, GlobalId, Local, LocationId, NameId, Value};
use crate::for_each_op;
use crate::function::{Function, Location};
use crate::instruction::{BlockCall, Immediate, Index, Instruction, Numbers, Terminator};
use crate::op::Op;
use crate::types::{BinaryOperator, BindingKind, CompareOperator, Type, UnaryOperator};
use molt_abi::intrinsics::Intrinsic;

/// Builds one function. It has a current block, a current handler and a current location.
#[derive(Debug)]
pub struct FunctionBuilder {
    /// The function so far; locals, parameters and the like may be changed directly.
    pub function: Function,
    current: Block,
    handler: Option<Block>,
    location: Option<LocationId>,
}

/// The parameter types of the generated methods, under the names the op table uses.
mod operand {
    use crate::entity::Value;
    pub(super) type Borrow = Value;
    pub(super) type Consume = Value;
    pub(super) type Bool = Value;
    pub(super) type BorrowAll<'a> = &'a [Value];
    pub(super) type ConsumeAll<'a> = &'a [Value];
    pub(super) type ExitValues<'a> = &'a [Value];
    pub(super) type ByIntrinsic<'a> = &'a [Value];
}

/// The return types of the generated methods, under the names the op table uses.
mod result {
    use crate::entity::Value;
    pub(super) type Nothing = ();
    pub(super) type Owned = Value;
    pub(super) type ByIntrinsic = Option<Value>;
    pub(super) type Borrowed = Value;
    pub(super) type Activation = Value;
    pub(super) type Immortal = Value;
    pub(super) type Bool = Value;
    pub(super) type I64 = Value;
}

trait Operand {
    fn add_to(self, operands: Vec<Value>) -> Vec<Value>;
}

impl Operand for Value {
    fn add_to(self, mut operands: Vec<Value>) -> Vec<Value> {
        operands.push(self);
        operands
    }
}

impl Operand for &[Value] {
    fn add_to(self, mut operands: Vec<Value>) -> Vec<Value> {
        operands.extend_from_slice(self);
        operands
    }
}

trait InstructionResult {
    fn from_result(result: Option<Value>) -> Self;
}

impl InstructionResult for () {
    fn from_result(_: Option<Value>) {}
}

impl InstructionResult for Option<Value> {
    fn from_result(result: Option<Value>) -> Self {
        result
    }
}

impl InstructionResult for Value {
    fn from_result(result: Option<Value>) -> Value {
        result.expect("the op table gives this op a result")
    }
}

macro_rules! builder_methods {
    ($(
        $(#[doc = $doc:literal])*
        $method:ident $name:ident ($($immediate:ident: $immediate_kind:ident),*) [$($operand:ident: $operand_kind:ident),*]
            -> $result:ident, [$($effects:tt)*];
    )*) => {
        impl FunctionBuilder {
            $(
                $(#[doc = $doc])*
                pub fn $method(
                    &mut self,
                    $($immediate: $immediate_kind,)*
                    $($operand: operand::$operand_kind,)*
                ) -> result::$result {
                    let operands = Vec::new();
                    $(let operands = Operand::add_to($operand, operands);)*
                    InstructionResult::from_result(self.emit(Op::$name, vec![$(Immediate::from($immediate)),*], operands))
                }
            )*
        }
    };
}
for_each_op!(builder_methods);

impl FunctionBuilder {
    /// A builder for `function`, whose signature is complete: the entry block is made with one parameter for each of
    /// the function's parameters, and becomes current.
    pub fn new(mut function: Function) -> Self {
        let entry = function.add_block();
        for _ in 0..function.parameters.len() {
            function.add_block_parameter(entry, Type::Value);
        }
        Self { function, current: entry, handler: None, location: None }
    }

    /// The borrowed value of the parameter with this index.
    pub fn parameter(&self, index: usize) -> Value {
        self.function.block(self.function.entry()).parameters[index]
    }

    /// The current block.
    pub fn current(&self) -> Block {
        self.current
    }

    /// The current handler.
    pub fn handler(&self) -> Option<Block> {
        self.handler
    }

    /// A new block, not yet current.
    pub fn create_block(&mut self) -> Block {
        self.function.add_block()
    }

    /// A new parameter of `block`.
    pub fn block_parameter(&mut self, block: Block, r#type: Type) -> Value {
        self.function.add_block_parameter(block, r#type)
    }

    /// Makes `block`, which must be empty, the current one, with the current handler.
    pub fn switch_to(&mut self, block: Block) {
        let data = self.function.block_mut(block);
        debug_assert!(data.instructions.is_empty() && data.terminator.is_none(), "{block} has been built already");
        data.handler = self.handler;
        self.current = block;
    }

    /// Sets where raising instructions go from here on, and gives the handler so far. Where that matters, a new block
    /// begins.
    pub fn set_handler(&mut self, handler: Option<Block>) -> Option<Block> {
        let previous = std::mem::replace(&mut self.handler, handler);
        if previous == handler || self.is_terminated() {
            return previous;
        }
        let current = self.current;
        if self.function.block(current).instructions.is_empty() {
            self.function.block_mut(current).handler = handler;
        } else {
            let next = self.create_block();
            self.jump(next, &[]);
            self.switch_to(next);
        }
        previous
    }

    /// Sets the location of the instructions from here on, and gives the one so far.
    pub fn set_location(&mut self, location: Location) -> Option<LocationId> {
        let id = self.function.location(location);
        self.location.replace(id)
    }

    /// Sets the location back to one that [`FunctionBuilder::set_location`] gave.
    pub fn restore_location(&mut self, location: Option<LocationId>) {
        self.location = location;
    }

    /// Appends an instruction; its result, if the op has one, is a new value. The op's own method is nicer.
    pub fn emit(&mut self, op: Op, immediates: Vec<Immediate>, operands: Vec<Value>) -> Option<Value> {
        debug_assert!(!self.is_terminated(), "{op} after the end of {}", self.current);
        let location = self.location;
        let mut instruction = Instruction { op, immediates, operands, result: None, location };
        instruction.result = instruction.result_kind().r#type().map(|r#type| self.function.add_value(r#type));
        let result = instruction.result;
        self.function.block_mut(self.current).instructions.push(instruction);
        result
    }

    /// Calls an intrinsic that has a result; see [`FunctionBuilder::intrinsic`].
    pub fn intrinsic_value(&mut self, intrinsic: Intrinsic, numbers: Numbers, arguments: &[Value]) -> Value {
        let result = self.intrinsic(intrinsic, numbers, arguments);
        result.unwrap_or_else(|| panic!("intrinsic `{}` has no result", intrinsic.signature().name))
    }

    /// Whether the current block has its terminator already.
    pub fn is_terminated(&self) -> bool {
        self.function.block(self.current).terminator.is_some()
    }

    /// Ends the current block. Does nothing if it has ended already: code after `return` is unreachable.
    pub fn terminate(&mut self, terminator: Terminator) {
        let location = self.location;
        let data = self.function.block_mut(self.current);
        if data.terminator.is_none() {
            data.terminator = Some(terminator);
            data.terminator_location = location;
        }
    }

    /// Ends the current block with a jump.
    pub fn jump(&mut self, block: Block, arguments: &[Value]) {
        self.terminate(Terminator::Jump(BlockCall::with(block, arguments.to_vec())));
    }

    /// Ends the current block with a branch on a bool.
    pub fn branch(&mut self, condition: Value, then: BlockCall, otherwise: BlockCall) {
        self.terminate(Terminator::Branch { condition, then, otherwise });
    }

    /// Ends the current block with a return, giving the value away.
    pub fn ret(&mut self, value: Value) {
        self.terminate(Terminator::Return(value));
    }

    /// Ends the current block where control cannot arrive, for example after `raise`.
    pub fn unreachable(&mut self) {
        self.terminate(Terminator::Unreachable);
    }

    /// The finished function.
    pub fn finish(self) -> Function {
        self.function
    }
}
