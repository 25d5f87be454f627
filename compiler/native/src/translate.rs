//! One LIR function to Cranelift's IR. Values and blocks correspond one to one; a flag is an `i8` that is 0 or 1.

use std::collections::BTreeMap;

use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::immediates::{Ieee64, Offset32};
use cranelift_codegen::ir::{
    self, AbiParam, BlockArg, FuncRef, Function as CraneliftFunction, GlobalValue, InstBuilder, JumpTableData,
    MemFlagsData, Signature as CraneliftSignature, SourceLoc, StackSlot, StackSlotData, StackSlotKind, TrapCode, types,
};
use cranelift_codegen::isa::CallConv;
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
use moltc_lir::{
    BinaryOperator, Block, BlockCall, FloatCondition, Function, Instruction, InstructionData, IntCondition, LoadKind,
    OverflowOperator, ParameterType, Signature, StoreKind, Symbol, SymbolKind, Terminator, Type, UnaryOperator, Value,
};

use crate::code::FunctionContext;

/// Memory that is reused from function to function.
#[derive(Default)]
pub(crate) struct TranslationContext {
    builder: FunctionBuilderContext,
}

/// Alignment of stack slots, as a power of two: 16 bytes.
const SLOT_ALIGNMENT_SHIFT: u8 = 4;

/// Why a `trap` is reached: only through a compiler bug.
const UNREACHABLE: TrapCode = TrapCode::unwrap_user(1);

pub(crate) struct FunctionTranslator<'a> {
    function: &'a Function,
    context: &'a FunctionContext<'a>,
    builder: FunctionBuilder<'a>,
    convention: CallConv,
    values: Vec<Option<ir::Value>>,
    blocks: Vec<ir::Block>,
    slots: Vec<StackSlot>,
    functions: BTreeMap<Symbol, FuncRef>,
    data: BTreeMap<(Symbol, i64), GlobalValue>,
}

fn translate_type(value_type: Type) -> ir::Type {
    match value_type {
        Type::I32 => types::I32,
        Type::I64 => types::I64,
        Type::F64 => types::F64,
        Type::Flag => types::I8,
    }
}

fn int_condition(condition: IntCondition) -> IntCC {
    match condition {
        IntCondition::Equal => IntCC::Equal,
        IntCondition::NotEqual => IntCC::NotEqual,
        IntCondition::SignedLess => IntCC::SignedLessThan,
        IntCondition::SignedLessEqual => IntCC::SignedLessThanOrEqual,
        IntCondition::SignedGreater => IntCC::SignedGreaterThan,
        IntCondition::SignedGreaterEqual => IntCC::SignedGreaterThanOrEqual,
        IntCondition::UnsignedLess => IntCC::UnsignedLessThan,
        IntCondition::UnsignedLessEqual => IntCC::UnsignedLessThanOrEqual,
        IntCondition::UnsignedGreater => IntCC::UnsignedGreaterThan,
        IntCondition::UnsignedGreaterEqual => IntCC::UnsignedGreaterThanOrEqual,
    }
}

fn float_condition(condition: FloatCondition) -> FloatCC {
    match condition {
        FloatCondition::Equal => FloatCC::Equal,
        FloatCondition::NotEqual => FloatCC::NotEqual,
        FloatCondition::Less => FloatCC::LessThan,
        FloatCondition::LessEqual => FloatCC::LessThanOrEqual,
        FloatCondition::Greater => FloatCC::GreaterThan,
        FloatCondition::GreaterEqual => FloatCC::GreaterThanOrEqual,
        FloatCondition::Unordered => FloatCC::Unordered,
    }
}

/// The Cranelift form of a signature.
pub(crate) fn translate_signature(signature: &Signature, convention: CallConv) -> CraneliftSignature {
    let parameter = |parameter: &ParameterType| {
        AbiParam::new(match parameter {
            ParameterType::I32 => types::I32,
            ParameterType::I64 | ParameterType::Pointer => types::I64,
            ParameterType::F64 => types::F64,
        })
    };
    let mut translated = CraneliftSignature::new(convention);
    translated.params.extend(signature.parameters.iter().map(parameter));
    translated.returns.extend(signature.result.iter().map(parameter));
    translated
}

impl<'a> FunctionTranslator<'a> {
    pub(crate) fn new(
        shared: &'a FunctionContext<'a>,
        function: &'a Function,
        target: &'a mut CraneliftFunction,
        context: &'a mut TranslationContext,
    ) -> Self {
        let builder = FunctionBuilder::new(target, &mut context.builder);
        Self {
            function,
            context: shared,
            builder,
            convention: shared.back_ends.isa.default_call_conv(),
            values: vec![None; function.values.len()],
            blocks: Vec::new(),
            slots: Vec::new(),
            functions: BTreeMap::new(),
            data: BTreeMap::new(),
        }
    }

    pub(crate) fn translate(mut self) {
        for slot in &self.function.slots {
            let data = StackSlotData::new(StackSlotKind::ExplicitSlot, slot.size, SLOT_ALIGNMENT_SHIFT);
            self.slots.push(self.builder.create_sized_stack_slot(data));
        }
        for data in &self.function.blocks {
            let block = self.builder.create_block();
            for &parameter in &data.parameters {
                let parameter_type = translate_type(self.function.value_type(parameter));
                self.values[parameter.index()] = Some(self.builder.append_block_param(block, parameter_type));
            }
            if data.cold {
                self.builder.set_cold_block(block);
            }
            self.blocks.push(block);
        }
        for block in self.definition_order() {
            let data = &self.function.blocks[block.index()];
            self.builder.switch_to_block(self.blocks[block.index()]);
            for instruction in &data.instructions {
                self.set_line(instruction.line);
                self.instruction(instruction);
            }
            self.set_line(data.terminator_line);
            self.terminator(&data.terminator);
        }
        self.builder.seal_all_blocks();
        let configuration = self.context.back_ends.isa.frontend_config();
        self.builder.finalize(configuration);
    }

    /// Reachable blocks, each after every block that dominates it (reverse postorder), so that definitions are
    /// translated before uses.
    fn definition_order(&self) -> Vec<Block> {
        let mut seen = vec![false; self.function.blocks.len()];
        let mut postorder = Vec::with_capacity(seen.len());
        let successors = |block: usize| -> Vec<usize> {
            let targets = self.function.blocks[block].terminator.targets();
            targets.iter().map(|target| target.block.index()).collect()
        };
        let mut stack = vec![(0, successors(0))];
        seen[0] = true;
        while let Some((block, remaining)) = stack.last_mut() {
            match remaining.pop() {
                Some(successor) => {
                    if !std::mem::replace(&mut seen[successor], true) {
                        stack.push((successor, successors(successor)));
                    }
                }
                None => {
                    postorder.push(Block::from_index(*block));
                    stack.pop();
                }
            }
        }
        postorder.reverse();
        postorder
    }

    fn set_line(&mut self, line: u32) {
        self.builder.set_srcloc(if line == 0 { SourceLoc::default() } else { SourceLoc::new(line) });
    }

    fn value(&self, value: Value) -> ir::Value {
        self.values[value.index()].expect("verified LIR: definitions dominate uses")
    }

    fn all(&self, values: &[Value]) -> Vec<ir::Value> {
        values.iter().map(|&value| self.value(value)).collect()
    }

    fn function_reference(&mut self, symbol: Symbol) -> FuncRef {
        if let Some(&known) = self.functions.get(&symbol) {
            return known;
        }
        let reference = self.context.function_reference(symbol, self.builder.func);
        self.functions.insert(symbol, reference);
        reference
    }

    /// The address of a data symbol plus a constant, as the linker computes it.
    fn data_address(&mut self, symbol: Symbol, addend: i64) -> ir::Value {
        let global = match self.data.get(&(symbol, addend)) {
            Some(&known) => known,
            None => {
                let global = self.context.data_reference(symbol, addend, self.builder.func);
                self.data.insert((symbol, addend), global);
                global
            }
        };
        self.builder.ins().symbol_value(types::I64, global)
    }

    fn symbol_address(&mut self, symbol: Symbol, addend: i64) -> ir::Value {
        match self.context.symbols.get(symbol).kind {
            // Beyond this the linker's arithmetic could overflow.
            SymbolKind::Data if i32::try_from(addend).is_ok() => self.data_address(symbol, addend),
            SymbolKind::Data => {
                let address = self.data_address(symbol, 0);
                self.builder.ins().iadd_imm_s(address, addend)
            }
            SymbolKind::Function(_) => {
                let reference = self.function_reference(symbol);
                let address = self.builder.ins().func_addr(types::I64, reference);
                if addend == 0 { address } else { self.builder.ins().iadd_imm_s(address, addend) }
            }
        }
    }

    fn instruction(&mut self, data: &InstructionData) {
        let memory = MemFlagsData::trusted();
        let result = match &data.instruction {
            Instruction::IntConstant(constant) => {
                let result = data.results[0].expect("verified LIR: a constant has a result");
                let result_type = translate_type(self.function.value_type(result));
                let constant = if result_type == types::I32 { *constant & 0xffff_ffff } else { *constant };
                Some(self.builder.ins().iconst(result_type, constant))
            }
            Instruction::FloatConstant(bits) => Some(self.builder.ins().f64const(Ieee64::with_bits(*bits))),
            Instruction::Unary(operator, operand) => Some(self.unary(*operator, *operand)),
            Instruction::Binary(operator, operands) => Some(self.binary(*operator, *operands)),
            Instruction::Overflow(operator, [left, right]) => {
                let (left, right) = (self.value(*left), self.value(*right));
                let (wrapped, flag) = match operator {
                    OverflowOperator::Add => self.builder.ins().sadd_overflow(left, right),
                    OverflowOperator::Subtract => self.builder.ins().ssub_overflow(left, right),
                    OverflowOperator::Multiply => self.builder.ins().smul_overflow(left, right),
                };
                if let Some(result) = data.results[1] {
                    self.values[result.index()] = Some(flag);
                }
                Some(wrapped)
            }
            Instruction::IntCompare(condition, [left, right]) => {
                let (left, right) = (self.value(*left), self.value(*right));
                Some(self.builder.ins().icmp(int_condition(*condition), left, right))
            }
            Instruction::FloatCompare(condition, [left, right]) => {
                let (left, right) = (self.value(*left), self.value(*right));
                Some(self.builder.ins().fcmp(float_condition(*condition), left, right))
            }
            Instruction::Select(flag, [then, otherwise]) => {
                let (flag, then, otherwise) = (self.value(*flag), self.value(*then), self.value(*otherwise));
                Some(self.builder.ins().select(flag, then, otherwise))
            }
            Instruction::Load(kind, address, offset) => {
                let (address, offset) = (self.value(*address), Offset32::new(*offset));
                let instructions = self.builder.ins();
                Some(match kind {
                    LoadKind::U8 => instructions.uload8(types::I32, memory, address, offset),
                    LoadKind::U16 => instructions.uload16(types::I32, memory, address, offset),
                    LoadKind::I32 => instructions.load(types::I32, memory, address, offset),
                    LoadKind::U32 => instructions.uload32(memory, address, offset),
                    LoadKind::I64 => instructions.load(types::I64, memory, address, offset),
                    LoadKind::F64 => instructions.load(types::F64, memory, address, offset),
                })
            }
            Instruction::Store(kind, value, address, offset) => {
                let (value, address, offset) = (self.value(*value), self.value(*address), Offset32::new(*offset));
                let instructions = self.builder.ins();
                match kind {
                    StoreKind::I8 => instructions.istore8(memory, value, address, offset),
                    StoreKind::I16 => instructions.istore16(memory, value, address, offset),
                    StoreKind::I32 | StoreKind::I64 | StoreKind::F64 => {
                        instructions.store(memory, value, address, offset)
                    }
                };
                None
            }
            Instruction::SlotAddress(slot, offset) => {
                let slot = self.slots[slot.index()];
                Some(self.builder.ins().stack_addr(types::I64, slot, *offset))
            }
            Instruction::SymbolAddress(symbol, addend) => Some(self.symbol_address(*symbol, *addend)),
            Instruction::Call(symbol, arguments) => {
                let callee = self.function_reference(*symbol);
                let arguments = self.all(arguments);
                let call = self.builder.ins().call(callee, &arguments);
                self.builder.inst_results(call).first().copied()
            }
            Instruction::CallIndirect(signature, callee, arguments) => {
                let signature = self.builder.import_signature(translate_signature(signature, self.convention));
                let (callee, arguments) = (self.value(*callee), self.all(arguments));
                let call = self.builder.ins().call_indirect(signature, callee, &arguments);
                self.builder.inst_results(call).first().copied()
            }
        };
        if let Some(name) = data.results[0] {
            self.values[name.index()] = result;
        }
    }

    fn unary(&mut self, operator: UnaryOperator, operand: Value) -> ir::Value {
        let operand = self.value(operand);
        let instructions = self.builder.ins();
        let bits = ir::MemFlagsData::new();
        match operator {
            UnaryOperator::FloatNegate => instructions.fneg(operand),
            UnaryOperator::FloatAbsolute => instructions.fabs(operand),
            UnaryOperator::FloatSquareRoot => instructions.sqrt(operand),
            UnaryOperator::FloatFloor => instructions.floor(operand),
            UnaryOperator::FloatCeiling => instructions.ceil(operand),
            UnaryOperator::FloatTruncate => instructions.trunc(operand),
            UnaryOperator::FloatFromBits => instructions.bitcast(types::F64, bits, operand),
            UnaryOperator::FloatToBits => instructions.bitcast(types::I64, bits, operand),
            UnaryOperator::IntToFloat => instructions.fcvt_from_sint(types::F64, operand),
            UnaryOperator::FloatToInt => instructions.fcvt_to_sint_sat(types::I64, operand),
            UnaryOperator::ExtendSigned => instructions.sextend(types::I64, operand),
            UnaryOperator::ExtendUnsigned => instructions.uextend(types::I64, operand),
            UnaryOperator::Wrap => instructions.ireduce(types::I32, operand),
            UnaryOperator::FlagToInt => instructions.uextend(types::I32, operand),
            UnaryOperator::FlagNot => instructions.bxor_imm_u(operand, 1),
            UnaryOperator::LeadingZeros => instructions.clz(operand),
            UnaryOperator::TrailingZeros => instructions.ctz(operand),
        }
    }

    fn binary(&mut self, operator: BinaryOperator, [left, right]: [Value; 2]) -> ir::Value {
        let (left, right) = (self.value(left), self.value(right));
        let instructions = self.builder.ins();
        match operator {
            BinaryOperator::Add => instructions.iadd(left, right),
            BinaryOperator::Subtract => instructions.isub(left, right),
            BinaryOperator::Multiply => instructions.imul(left, right),
            BinaryOperator::DivideSigned => instructions.sdiv(left, right),
            BinaryOperator::RemainderSigned => instructions.srem(left, right),
            BinaryOperator::And => instructions.band(left, right),
            BinaryOperator::Or => instructions.bor(left, right),
            BinaryOperator::ExclusiveOr => instructions.bxor(left, right),
            BinaryOperator::ShiftLeft => instructions.ishl(left, right),
            BinaryOperator::ShiftRightSigned => instructions.sshr(left, right),
            BinaryOperator::ShiftRightUnsigned => instructions.ushr(left, right),
            BinaryOperator::RotateRight => instructions.rotr(left, right),
            BinaryOperator::FloatAdd => instructions.fadd(left, right),
            BinaryOperator::FloatSubtract => instructions.fsub(left, right),
            BinaryOperator::FloatMultiply => instructions.fmul(left, right),
            BinaryOperator::FloatDivide => instructions.fdiv(left, right),
            BinaryOperator::FloatCopySign => instructions.fcopysign(left, right),
        }
    }

    fn target(&self, target: &BlockCall) -> (ir::Block, Vec<BlockArg>) {
        let arguments = target.arguments.iter().map(|&argument| BlockArg::Value(self.value(argument))).collect();
        (self.blocks[target.block.index()], arguments)
    }

    fn terminator(&mut self, terminator: &Terminator) {
        match terminator {
            Terminator::Jump(target) => {
                let (block, arguments) = self.target(target);
                self.builder.ins().jump(block, &arguments);
            }
            Terminator::Branch(flag, then, otherwise) => {
                let flag = self.value(*flag);
                let (then, then_arguments) = self.target(then);
                let (otherwise, otherwise_arguments) = self.target(otherwise);
                self.builder.ins().brif(flag, then, &then_arguments, otherwise, &otherwise_arguments);
            }
            Terminator::Switch(index, targets, default) => {
                let index = self.value(*index);
                let call = |translator: &mut Self, target: &BlockCall| {
                    let (block, arguments) = translator.target(target);
                    translator.builder.func.dfg.block_call(block, &arguments)
                };
                let default = call(self, default);
                let targets: Vec<_> = targets.iter().map(|target| call(self, target)).collect();
                let table = self.builder.create_jump_table(JumpTableData::new(default, &targets));
                self.builder.ins().br_table(index, table);
            }
            Terminator::Return(value) => {
                let values: Vec<ir::Value> = value.iter().map(|&value| self.value(value)).collect();
                self.builder.ins().return_(&values);
            }
            Terminator::Trap => {
                self.builder.ins().trap(UNREACHABLE);
            }
        }
    }
}
