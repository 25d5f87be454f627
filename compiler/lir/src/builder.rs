//! Builds one function, block by block. Methods append to the *current* block; a terminator ends it.

use crate::entities::{Block, Slot, Symbol, Value};
use crate::function::{BlockCall, BlockData, Function, Instruction, InstructionData, SlotData, Terminator};
use crate::module::SymbolTable;
use crate::operators::{
    BinaryOperator, FloatCondition, IntCondition, LoadKind, OverflowOperator, StoreKind, UnaryOperator,
};
use crate::types::{Signature, Type};

/// Appends instructions to a function under construction.
///
/// # Panics
/// Methods panic on misuse that no input can cause, such as appending without a current block.
pub struct FunctionBuilder<'a> {
    symbols: &'a mut SymbolTable,
    function: Function,
    terminated: Vec<bool>,
    current: Option<Block>,
    line: u32,
}

impl<'a> FunctionBuilder<'a> {
    /// Starts the body of a declared function. The entry block exists, has the signature's parameters, and is current.
    pub fn new(symbols: &'a mut SymbolTable, symbol: Symbol) -> Self {
        let signature = symbols.signature(symbol).expect("a function body needs a function symbol").clone();
        let function =
            Function { symbol, is_compact: false, slots: Vec::new(), values: Vec::new(), blocks: Vec::new() };
        let mut builder = Self { symbols, function, terminated: Vec::new(), current: None, line: 0 };
        let types: Vec<Type> = signature.parameters.iter().map(|parameter| parameter.value_type()).collect();
        let entry = builder.create_block(&types);
        builder.switch_to(entry);
        builder
    }

    /// Says whether the function is to be small rather than fast.
    pub fn set_compact(&mut self, is_compact: bool) {
        self.function.is_compact = is_compact;
    }

    /// The symbol table, for declarations on the way.
    pub fn symbols(&mut self) -> &mut SymbolTable {
        self.symbols
    }

    /// The finished function. Every block must have been terminated.
    pub fn finish(self) -> Function {
        let open = self.terminated.iter().position(|done| !done);
        assert!(open.is_none(), "LIR builder: block{} has no terminator", open.unwrap_or_default());
        self.function
    }

    /// Adds a block with parameters of these types.
    pub fn create_block(&mut self, parameters: &[Type]) -> Block {
        let block = Block::from_index(self.function.blocks.len());
        let parameters = parameters.iter().map(|&parameter| self.create_value(parameter)).collect();
        self.function.blocks.push(BlockData {
            parameters,
            cold: false,
            instructions: Vec::new(),
            terminator: Terminator::Trap,
            terminator_line: 0,
        });
        self.terminated.push(false);
        block
    }

    /// Adds a block that is rarely reached.
    pub fn create_cold_block(&mut self, parameters: &[Type]) -> Block {
        let block = self.create_block(parameters);
        self.set_cold(block);
        block
    }

    /// Marks a block as rarely reached.
    pub fn set_cold(&mut self, block: Block) {
        self.function.blocks[block.index()].cold = true;
    }

    /// Takes back that a block is rarely reached.
    pub fn set_hot(&mut self, block: Block) {
        self.function.blocks[block.index()].cold = false;
    }

    /// Whether a block is marked as rarely reached.
    pub fn is_cold(&self, block: Block) -> bool {
        self.function.blocks[block.index()].cold
    }

    /// Adds a parameter to a block that no terminator names yet.
    pub fn append_parameter(&mut self, block: Block, parameter: Type) -> Value {
        let value = self.create_value(parameter);
        self.function.blocks[block.index()].parameters.push(value);
        value
    }

    /// The parameters of a block.
    pub fn parameters(&self, block: Block) -> &[Value] {
        &self.function.blocks[block.index()].parameters
    }

    /// One parameter of a block.
    pub fn parameter(&self, block: Block, index: usize) -> Value {
        self.function.blocks[block.index()].parameters[index]
    }

    /// The type of a value.
    pub fn value_type(&self, value: Value) -> Type {
        self.function.value_type(value)
    }

    /// Makes a block current.
    pub fn switch_to(&mut self, block: Block) {
        assert!(!self.terminated[block.index()], "LIR builder: {block} is already terminated");
        self.current = Some(block);
    }

    /// The current block, if it has not been terminated.
    pub fn current(&self) -> Option<Block> {
        self.current
    }

    /// Sets the source line of what follows; 0 for none.
    pub fn set_line(&mut self, line: u32) {
        self.line = line;
    }

    /// Adds a piece of the stack frame.
    pub fn create_slot(&mut self, size: u32) -> Slot {
        let slot = Slot::from_index(self.function.slots.len());
        self.function.slots.push(SlotData { size });
        slot
    }

    /// Makes a piece of the stack frame at least this large.
    pub fn grow_slot(&mut self, slot: Slot, size: u32) {
        let data = &mut self.function.slots[slot.index()];
        data.size = data.size.max(size);
    }

    fn create_value(&mut self, value_type: Type) -> Value {
        self.function.add_value(value_type)
    }

    fn append(&mut self, instruction: Instruction, results: [Option<Value>; 2]) {
        let block = self.current.expect("LIR builder: no current block");
        let line = self.line;
        self.function.blocks[block.index()].instructions.push(InstructionData { instruction, results, line });
    }

    fn append_with_result(&mut self, instruction: Instruction, result: Type) -> Value {
        let value = self.create_value(result);
        self.append(instruction, [Some(value), None]);
        value
    }

    fn terminate(&mut self, terminator: Terminator) {
        let block = self.current.take().expect("LIR builder: no current block");
        let data = &mut self.function.blocks[block.index()];
        data.terminator = terminator;
        data.terminator_line = self.line;
        self.terminated[block.index()] = true;
    }

    /// An `i64` constant.
    pub fn int64(&mut self, value: i64) -> Value {
        self.append_with_result(Instruction::IntConstant(value), Type::I64)
    }

    /// An `i32` constant.
    pub fn int32(&mut self, value: i32) -> Value {
        self.append_with_result(Instruction::IntConstant(i64::from(value)), Type::I32)
    }

    /// A constant flag.
    pub fn flag(&mut self, value: bool) -> Value {
        self.append_with_result(Instruction::IntConstant(i64::from(value)), Type::Flag)
    }

    /// An `f64` constant.
    pub fn float64(&mut self, value: f64) -> Value {
        self.append_with_result(Instruction::FloatConstant(value.to_bits()), Type::F64)
    }

    /// An operator of one operand.
    pub fn unary(&mut self, operator: UnaryOperator, operand: Value) -> Value {
        self.append_with_result(Instruction::Unary(operator, operand), operator.types().1)
    }

    /// An operator of two operands.
    pub fn binary(&mut self, operator: BinaryOperator, left: Value, right: Value) -> Value {
        let result = self.value_type(left);
        self.append_with_result(Instruction::Binary(operator, [left, right]), result)
    }

    /// An operator of an integer and a constant of the same type.
    pub fn binary_constant(&mut self, operator: BinaryOperator, left: Value, right: i64) -> Value {
        let result = self.value_type(left);
        let right = self.append_with_result(Instruction::IntConstant(right), result);
        self.binary(operator, left, right)
    }

    /// Checked arithmetic: the wrapped result and the overflow flag.
    pub fn overflow(&mut self, operator: OverflowOperator, left: Value, right: Value) -> (Value, Value) {
        let result_type = self.value_type(left);
        let result = self.create_value(result_type);
        let flag = self.create_value(Type::Flag);
        self.append(Instruction::Overflow(operator, [left, right]), [Some(result), Some(flag)]);
        (result, flag)
    }

    /// Comparison of two integers.
    pub fn int_compare(&mut self, condition: IntCondition, left: Value, right: Value) -> Value {
        self.append_with_result(Instruction::IntCompare(condition, [left, right]), Type::Flag)
    }

    /// Comparison of an integer with a constant of the same type.
    pub fn int_compare_constant(&mut self, condition: IntCondition, left: Value, right: i64) -> Value {
        let operand_type = self.value_type(left);
        let right = self.append_with_result(Instruction::IntConstant(right), operand_type);
        self.int_compare(condition, left, right)
    }

    /// Comparison of two floats.
    pub fn float_compare(&mut self, condition: FloatCondition, left: Value, right: Value) -> Value {
        self.append_with_result(Instruction::FloatCompare(condition, [left, right]), Type::Flag)
    }

    /// `then` when the flag is set, else `otherwise`.
    pub fn select(&mut self, flag: Value, then: Value, otherwise: Value) -> Value {
        let result = self.value_type(then);
        self.append_with_result(Instruction::Select(flag, [then, otherwise]), result)
    }

    /// Reads memory.
    pub fn load(&mut self, kind: LoadKind, address: Value, offset: i32) -> Value {
        self.append_with_result(Instruction::Load(kind, address, offset), kind.result())
    }

    /// Writes memory.
    pub fn store(&mut self, kind: StoreKind, value: Value, address: Value, offset: i32) {
        self.append(Instruction::Store(kind, value, address, offset), [None, None]);
    }

    /// The address of a stack slot.
    pub fn slot_address(&mut self, slot: Slot, offset: i32) -> Value {
        self.append_with_result(Instruction::SlotAddress(slot, offset), Type::I64)
    }

    /// The address of a symbol.
    pub fn symbol_address(&mut self, symbol: Symbol, addend: i64) -> Value {
        self.append_with_result(Instruction::SymbolAddress(symbol, addend), Type::I64)
    }

    /// Calls a function by name.
    pub fn call(&mut self, symbol: Symbol, arguments: &[Value]) -> Option<Value> {
        let signature = self.symbols.signature(symbol).expect("only functions are called");
        let result = signature.result.map(|result| result.value_type());
        let result = result.map(|result| self.create_value(result));
        self.append(Instruction::Call(symbol, arguments.to_vec()), [result, None]);
        result
    }

    /// Calls the function at an address.
    pub fn call_indirect(&mut self, signature: Signature, callee: Value, arguments: &[Value]) -> Option<Value> {
        let result = signature.result.map(|result| self.create_value(result.value_type()));
        self.append(Instruction::CallIndirect(signature, callee, arguments.to_vec()), [result, None]);
        result
    }

    /// Goes to a block.
    pub fn jump(&mut self, block: Block, arguments: &[Value]) {
        self.terminate(Terminator::Jump(BlockCall::new(block, arguments)));
    }

    /// Goes to one of two blocks that take no arguments.
    pub fn branch(&mut self, flag: Value, then: Block, otherwise: Block) {
        self.branch_with(flag, BlockCall::new(then, &[]), BlockCall::new(otherwise, &[]));
    }

    /// Goes to one of two blocks with arguments.
    pub fn branch_with(&mut self, flag: Value, then: BlockCall, otherwise: BlockCall) {
        self.terminate(Terminator::Branch(flag, then, otherwise));
    }

    /// Goes to the numbered target, or to the default.
    pub fn switch(&mut self, index: Value, targets: Vec<BlockCall>, default: BlockCall) {
        self.terminate(Terminator::Switch(index, targets, default));
    }

    /// Returns.
    pub fn return_value(&mut self, value: Option<Value>) {
        self.terminate(Terminator::Return(value));
    }

    /// Marks a place that control never reaches.
    pub fn trap(&mut self) {
        self.terminate(Terminator::Trap);
    }
}
