//! One function: blocks, edges, error exits, and the helpers that every family of ops uses.

use std::collections::BTreeMap;

use molt_abi::intrinsics::{ArgumentKind, Intrinsic, ResultKind};
use molt_abi::value::Value as RuntimeValue;
use moltc_ir::{
    BlockCall as IrBlockCall, Facts, FunctionId, Instruction, Kind, LocationId, Op, Phase, Terminator as IrTerminator,
};

use super::constants::{character_constants, int_constants};
use super::given_up::is_release_of;
use super::heat::{self, Heat};
use super::homes::homes;
use super::relays::add_relays;
use super::statics::{FunctionSymbols, Statics};
use crate::builder::FunctionBuilder;
use crate::entities::{Block, Slot, Symbol, Value};
use crate::function::{BlockCall, Function};
use crate::module::SymbolTable;
use crate::operators::{IntCondition, StoreKind, UnaryOperator};
use crate::types::{ParameterType, Signature, Type};

/// A function on its way from IR to LIR.
pub(super) struct FunctionLowering<'a> {
    pub module: &'a moltc_ir::Module,
    pub ir: &'a moltc_ir::Function,
    pub statics: &'a mut Statics,
    pub builder: FunctionBuilder<'a>,
    pub symbols: FunctionSymbols,
    /// The function object, or in a generator's body the generator.
    pub activation: Value,
    /// In a generator's body, what was sent.
    pub sent: Option<Value>,
    /// LIR values of IR values.
    values: Vec<Option<Value>>,
    facts: Facts,
    /// Where IR values are read that a slot keeps.
    pub homes: Vec<Option<i32>>,
    /// Numbers of IR values that are int constants.
    pub int_constants: Vec<Option<i64>>,
    /// Code points of IR values that are constant strs of one code point, see [`character_constants`].
    pub character_constants: Vec<Option<u8>>,
    /// How many edges lead to each IR block.
    pub predecessor_counts: Vec<u32>,
    /// While a truth value is computed: the IR block to copy instead of going there, see [`super::paths`].
    pub branch_target: Option<moltc_ir::Block>,
    /// What is made fast.
    pub heat: Heat,
    /// Whether the IR block being lowered is made small rather than fast.
    pub is_compact: bool,
    /// IR blocks that have been copied and are not lowered themselves.
    copied: Vec<bool>,
    /// LIR blocks of IR blocks; `None` for unreachable ones.
    blocks: Vec<Option<Block>>,
    /// Stack memory for argument arrays, shared by all calls.
    argument_area: Option<Slot>,
    /// The error exit of the instruction being lowered, once something goes there.
    error_exit: Option<Block>,
    /// Where the current method call goes when the method's lookup raised.
    lookup_exit: Option<Block>,
    /// Where the instruction being lowered stands.
    pub location: Option<LocationId>,
    /// Stack memory of the frame.
    pub frame: Slot,
    /// The block and the number of the location that was marked last.
    pub marked: Option<(Block, u32)>,
    /// Whether what a `method_get` found is bound already, by the IR value that was found.
    pub found_bound: BTreeMap<moltc_ir::Value, Value>,
    /// Stack memory in which the runtime says that.
    pub bound_area: Option<Slot>,
    /// Where all returns go, with the result.
    pub epilogue: Option<Block>,
    /// Where control leaves the machine code's function, with the result, after its frame is given up.
    pub exit: Option<Block>,
    /// The error edge of the instruction being lowered.
    error_edge: Option<IrBlockCall>,
    /// What the instruction being lowered gives up once its call of the runtime has returned, see [`super::given_up`].
    pub given_up: Vec<moltc_ir::Value>,
    /// What need not be released at the start of an IR block, since the instruction before has given it up.
    pub released: BTreeMap<moltc_ir::Block, Vec<moltc_ir::Value>>,
}

impl<'a> FunctionLowering<'a> {
    pub fn new(
        module: &'a moltc_ir::Module,
        id: FunctionId,
        statics: &'a mut Statics,
        symbol_table: &'a mut SymbolTable,
    ) -> Self {
        let ir = module.function(id);
        let symbols = statics.functions[id.index()];
        let builder = FunctionBuilder::new(symbol_table, symbols.resume.unwrap_or(symbols.direct));
        let activation = builder.parameter(Block(0), 0);
        let sent = ir.is_generator.then(|| builder.parameter(Block(0), 1));
        let mut lowering = Self {
            module,
            ir,
            statics,
            builder,
            symbols,
            activation,
            sent,
            values: vec![None; ir.values.len()],
            facts: Facts::default(),
            homes: Vec::new(),
            int_constants: Vec::new(),
            character_constants: Vec::new(),
            predecessor_counts: vec![0; ir.blocks.len()],
            branch_target: None,
            heat: Heat::new(ir, &[], &vec![true; ir.blocks.len()]),
            is_compact: false,
            copied: vec![false; ir.blocks.len()],
            blocks: vec![None; ir.blocks.len()],
            argument_area: None,
            error_exit: None,
            lookup_exit: None,
            location: None,
            frame: Slot(0),
            marked: None,
            found_bound: BTreeMap::new(),
            bound_area: None,
            epilogue: None,
            exit: None,
            error_edge: None,
            given_up: Vec::new(),
            released: BTreeMap::new(),
        };
        lowering.frame = lowering.create_frame();
        lowering
    }

    /// Lowers the body: of the function itself, or of the generator's resumption.
    pub fn lower(mut self) -> Result<Function, String> {
        if self.ir.phase != Phase::Counted {
            return Err(format!("lowering needs phase counted, this is {}", self.ir.phase));
        }
        self.int_constants = int_constants(self.module, self.ir);
        self.character_constants = character_constants(self.module, self.ir);
        let order = self.create_blocks();
        self.facts = Facts::compute(self.module, self.ir, &order);
        self.prologue();
        let entry = self.block(self.ir.entry());
        let arguments = self.ir.block(self.ir.entry()).parameters.iter().enumerate();
        let arguments: Vec<Value> = arguments
            .filter(|(_, parameter)| !self.has_home(**parameter))
            .map(|(index, _)| self.builder.parameter(Block(0), 1 + index))
            .collect();
        self.builder.jump(entry, &arguments);
        for block in order {
            self.lower_block(block)?;
        }
        self.builder.set_line(0);
        self.lower_epilogue();
        self.lower_exit();
        let mut function = self.builder.finish();
        add_relays(&mut function);
        Ok(function)
    }

    /// Makes a LIR block for every reachable IR block, cold where exceptions are raised or handled and where side exits lead. Gives them in reverse
    /// postorder, so that definitions come before uses.
    fn create_blocks(&mut self) -> Vec<moltc_ir::Block> {
        let order = reverse_postorder(self.ir, true);
        let mut passed = vec![false; self.ir.blocks.len()];
        let mut back_edges = Vec::new();
        for &block in &order {
            passed[block.index()] = true;
            for edge in self.ir.block(block).terminator().edges() {
                self.predecessor_counts[edge.block.index()] += 1;
                if passed[edge.block.index()] {
                    back_edges.push((block, edge.block));
                }
            }
        }
        for entered in &self.ir.entries {
            // Guards lead there too.
            self.predecessor_counts[entered.index()] += 2;
        }
        let completing = heat::completing(self.ir, &order, &back_edges);
        let mut likely = vec![false; self.ir.blocks.len()];
        for block in reverse_postorder(self.ir, false) {
            likely[block.index()] = completing[block.index()];
        }
        self.heat = Heat::new(self.ir, &back_edges, &completing);
        self.builder.set_compact(self.heat.is_cold);
        // Where somebody may set a slot between a read and its use, what was read has to stay.
        if !self.module.reads_slots() {
            self.homes = homes(self.ir);
        }
        for &block in &order {
            let parameters = &self.ir.block(block).parameters;
            let parameters: Vec<_> =
                parameters.iter().copied().filter(|&parameter| !self.has_home(parameter)).collect();
            let types: Vec<Type> = parameters.iter().map(|&value| lower_type(self.ir.value_type(value))).collect();
            let lowered = self.builder.create_block(&types);
            if !likely[block.index()] {
                self.builder.set_cold(lowered);
            }
            for (index, parameter) in parameters.into_iter().enumerate() {
                self.values[parameter.index()] = Some(self.builder.parameter(lowered, index));
            }
            self.blocks[block.index()] = Some(lowered);
        }
        order
    }

    fn lower_block(&mut self, block: moltc_ir::Block) -> Result<(), String> {
        let lowered = self.block(block);
        self.builder.switch_to(lowered);
        if self.copied[block.index()] {
            self.builder.trap();
            return Ok(());
        }
        self.is_compact = !self.heat.is_hot(block);
        let data = self.ir.block(block);
        let (last, others) = match data.terminator() {
            IrTerminator::Try { .. } => {
                let (last, others) = data.instructions.split_last().ok_or("`try` after no instruction")?;
                (Some(last), others)
            }
            _ => (None, data.instructions.as_slice()),
        };
        let released = self.released.remove(&block).unwrap_or_default();
        for instruction in others {
            if is_release_of(instruction, &released) {
                continue;
            }
            self.set_location(instruction.location);
            self.read_operands(&instruction.operands);
            self.lower_instruction(instruction)?;
            if self.error_exit.is_some() {
                return Err(format!(
                    "`{}` may raise, but is not the last of a block that ends in `try`",
                    instruction.op
                ));
            }
        }
        if let (Some(last), IrTerminator::Try { normal, error }) = (last, data.terminator()) {
            self.set_location(last.location);
            if raises_again(last) {
                // The traceback has this function's entry already.
                self.location = None;
            }
            let error = &self.give_up(last, normal, error);
            self.error_edge = Some(error.clone());
            self.branch_target = self.copyable_branch(last, normal);
            if let Some(target) = self.branch_target {
                self.copied[target.index()] = true;
            }
            self.read_operands(&last.operands);
            self.lower_instruction(last)?;
            if !self.given_up.is_empty() {
                return Err(format!("`{}` does not give up what it should", last.op));
            }
            if let (Some(target), Some(_), Some(result)) = (self.branch_target, self.builder.current(), last.result) {
                self.branch_in_place(target, self.value(result), &[]);
            }
            self.branch_target = None;
            if self.builder.current().is_some() {
                self.jump_edge(normal);
            }
            self.finish_error_exits(last, error);
            return Ok(());
        }
        self.set_location(data.terminator_location);
        self.lower_terminator(data.terminator())
    }

    fn lower_terminator(&mut self, terminator: &IrTerminator) -> Result<(), String> {
        match terminator {
            IrTerminator::Jump(target) => self.jump_edge(target),
            IrTerminator::Branch { condition, then, otherwise } => {
                let condition = self.read(*condition);
                let (then, otherwise) = (self.edge(then), self.edge(otherwise));
                self.builder.branch_with(condition, then, otherwise);
            }
            IrTerminator::Switch { index, cases, default } => {
                let index = self.read(*index);
                let default = self.edge(default);
                let length = cases.last().map_or(0, |(last, _)| last + 1);
                if cases.iter().any(|(case, _)| !(0..4096).contains(case)) {
                    return Err("a `switch` with cases outside 0..4096".into());
                }
                let mut targets = vec![default.clone(); length as usize];
                for (case, target) in cases {
                    targets[*case as usize] = self.edge(target);
                }
                let index = self.builder.unary(UnaryOperator::Wrap, index);
                self.builder.switch(index, targets, default);
            }
            IrTerminator::Try { .. } => return Err("`try` in an unexpected place".into()),
            IrTerminator::Return(value) => {
                let value = self.read(*value);
                self.leave(value);
            }
            IrTerminator::ReturnError => self.leave_with_error(),
            IrTerminator::Suspend { value, resume_index } => {
                let value = self.read(*value);
                self.suspend(value, *resume_index);
            }
            IrTerminator::Unreachable => self.builder.trap(),
        }
        Ok(())
    }

    fn set_location(&mut self, location: Option<LocationId>) {
        self.location = location;
        self.builder.set_line(location.map_or(0, |id| self.ir.locations[id.index()].line));
    }

    pub fn block(&self, block: moltc_ir::Block) -> Block {
        self.blocks[block.index()].expect("targets of reachable blocks are reachable")
    }

    pub fn edge(&mut self, edge: &IrBlockCall) -> BlockCall {
        let ir = self.ir;
        let pairs = ir.block(edge.block).parameters.iter().zip(&edge.arguments);
        let mut arguments = Vec::with_capacity(edge.arguments.len());
        for (&parameter, &argument) in pairs {
            if !self.has_home(parameter) {
                arguments.push(self.read(argument));
            }
        }
        BlockCall::new(self.block(edge.block), &arguments)
    }

    fn jump_edge(&mut self, edge: &IrBlockCall) {
        let target = self.edge(edge);
        self.builder.jump(target.block, &target.arguments);
    }

    /// The LIR value of an IR value.
    pub fn value(&self, value: moltc_ir::Value) -> Value {
        self.values[value.index()].unwrap_or_else(|| panic!("lowering: {value} is used before it is defined"))
    }

    /// Says what the LIR value of an IR value is from here on.
    pub fn set_value(&mut self, value: moltc_ir::Value, lowered: Value) {
        self.values[value.index()] = Some(lowered);
    }

    /// The LIR values of IR values.
    pub fn all(&self, values: &[moltc_ir::Value]) -> Vec<Value> {
        values.iter().map(|&value| self.value(value)).collect()
    }

    /// What is known of an IR value.
    pub fn kind(&self, value: moltc_ir::Value) -> Kind {
        self.facts.kind(value)
    }

    /// Says what an instruction's result is.
    pub fn define(&mut self, instruction: &Instruction, value: Value) {
        if let Some(result) = instruction.result {
            self.values[result.index()] = Some(value);
        }
    }

    /// The block that a raising instruction goes to when it raised.
    pub fn error_exit(&mut self) -> Block {
        match (self.error_exit, &self.error_edge) {
            (Some(block), _) => block,
            (None, Some(edge)) if edge.arguments.is_empty() => {
                let target = self.block(edge.block);
                *self.error_exit.insert(target)
            }
            (None, _) => *self.error_exit.insert(self.builder.create_cold_block(&[])),
        }
    }

    /// The cold block that a method call goes to when the method's lookup raised.
    pub fn lookup_exit(&mut self) -> Block {
        match self.lookup_exit {
            Some(block) => block,
            None => *self.lookup_exit.insert(self.builder.create_cold_block(&[])),
        }
    }

    fn finish_error_exits(&mut self, instruction: &Instruction, error: &IrBlockCall) {
        self.error_edge = None;
        if let Some(exit) = self.error_exit.take()
            && !error.arguments.is_empty()
        {
            self.builder.switch_to(exit);
            self.jump_edge(error);
        }
        if let Some(exit) = self.lookup_exit.take() {
            self.builder.switch_to(exit);
            self.mark(Some(instruction.lookup_location()));
            self.jump_edge(error);
        }
    }

    /// Goes on in a new block unless the flag is set; then to the error exit.
    pub fn exit_if(&mut self, flag: Value) {
        let exit = self.error_exit();
        let next = self.builder.create_block(&[]);
        self.inherit_cold(next);
        self.builder.branch(flag, exit, next);
        self.builder.switch_to(next);
    }

    /// A block that goes on from a cold one is cold.
    pub fn inherit_cold(&mut self, block: Block) {
        if self.builder.current().is_some_and(|current| self.builder.is_cold(current)) {
            self.builder.set_cold(block);
        }
    }

    /// Calls an intrinsic as it is, without looking at what it returns.
    pub fn call(&mut self, intrinsic: Intrinsic, arguments: &[Value]) -> Option<Value> {
        let effects = intrinsic.signature().effects;
        if effects.may_raise() || effects.may_run_user_code() {
            self.mark_location();
        }
        self.call_unmarked(intrinsic, arguments)
    }

    /// Calls an intrinsic without saying in the frame where.
    pub fn call_unmarked(&mut self, intrinsic: Intrinsic, arguments: &[Value]) -> Option<Value> {
        let symbol = self.builder.symbols().import_function(intrinsic.symbol(), signature(intrinsic));
        self.builder.call(symbol, arguments)
    }

    /// Calls an intrinsic and leaves for the error exit when it raised. The result is the value, for `Truth` a flag.
    pub fn call_checked(&mut self, intrinsic: Intrinsic, arguments: &[Value]) -> Option<Value> {
        let result = self.call(intrinsic, arguments)?;
        let row = intrinsic.signature();
        if row.effects.may_raise() {
            self.release_given_up();
        }
        match row.result {
            ResultKind::Owned | ResultKind::Maybe | ResultKind::Immortal => {
                if row.effects.may_raise() {
                    let failed = self.builder.int_compare_constant(IntCondition::Equal, result, 0);
                    self.exit_if(failed);
                }
                Some(result)
            }
            ResultKind::Status => {
                let failed = self.builder.int_compare_constant(IntCondition::NotEqual, result, 0);
                self.exit_if(failed);
                None
            }
            ResultKind::Truth => {
                let failed = self.builder.int_compare_constant(IntCondition::SignedLess, result, 0);
                self.exit_if(failed);
                Some(self.builder.int_compare_constant(IntCondition::NotEqual, result, 0))
            }
            ResultKind::Nothing => None,
        }
    }

    /// `call_checked` for intrinsics that have a result.
    pub fn call_value(&mut self, intrinsic: Intrinsic, arguments: &[Value]) -> Value {
        self.call_checked(intrinsic, arguments).expect("this intrinsic has a result")
    }

    /// Stores values in the argument area and gives its address.
    pub fn argument_array(&mut self, arguments: &[Value]) -> Value {
        let size = 8 * arguments.len().max(1) as u32;
        let slot = match self.argument_area {
            Some(slot) => slot,
            None => *self.argument_area.insert(self.builder.create_slot(size)),
        };
        self.builder.grow_slot(slot, size);
        let address = self.builder.slot_address(slot, 0);
        for (index, &argument) in arguments.iter().enumerate() {
            self.builder.store(StoreKind::I64, argument, address, 8 * index as i32);
        }
        address
    }

    /// The address of a static cell.
    pub fn static_address(&mut self, (symbol, offset): (Symbol, i64)) -> Value {
        self.builder.symbol_address(symbol, offset)
    }

    /// A boxed constant.
    pub fn boxed(&mut self, value: RuntimeValue) -> Value {
        self.builder.int64(value.bits() as i64)
    }

    /// The immortal str of a name.
    pub fn name(&mut self, name: moltc_ir::NameId) -> Value {
        let symbol = self.statics.text(self.builder.symbols(), self.module.names.get(name));
        self.builder.symbol_address(symbol, 0)
    }

    /// Whether a value is UNBOUND.
    pub fn is_unbound(&mut self, value: Value) -> Value {
        self.builder.int_compare_constant(IntCondition::Equal, value, RuntimeValue::UNBOUND.bits() as i64)
    }
}

/// Whether the instruction raises an exception again, which adds nothing to its traceback.
fn raises_again(instruction: &Instruction) -> bool {
    match instruction.op {
        Op::Reraise => true,
        Op::Intrinsic => instruction.intrinsic() == Intrinsic::restore_exception,
        _ => false,
    }
}

/// The LIR type of values of an IR type.
pub(super) fn lower_type(ir_type: moltc_ir::Type) -> Type {
    match ir_type {
        moltc_ir::Type::Value | moltc_ir::Type::Lent | moltc_ir::Type::I64 => Type::I64,
        moltc_ir::Type::Bool => Type::Flag,
        moltc_ir::Type::F64 => Type::F64,
    }
}

/// The machine signature of an intrinsic.
pub(super) fn signature(intrinsic: Intrinsic) -> Signature {
    let row = intrinsic.signature();
    let parameters = row.arguments.iter().map(|(_, kind)| match kind {
        ArgumentKind::Borrowed | ArgumentKind::Consumed => ParameterType::I64,
        ArgumentKind::Pointer => ParameterType::Pointer,
        ArgumentKind::U32 => ParameterType::I32,
    });
    let result = match row.result {
        ResultKind::Owned | ResultKind::Maybe | ResultKind::Immortal => Some(ParameterType::I64),
        ResultKind::Status | ResultKind::Truth => Some(ParameterType::I32),
        ResultKind::Nothing => None,
    };
    Signature { parameters: parameters.collect(), result }
}

/// Blocks reachable from the entry, error edges and side exits included or not, in reverse postorder.
fn reverse_postorder(function: &moltc_ir::Function, with_exits: bool) -> Vec<moltc_ir::Block> {
    let successors = |block: moltc_ir::Block| -> Vec<moltc_ir::Block> {
        match function.block(block).terminator() {
            IrTerminator::Try { normal, .. } if !with_exits => vec![normal.block],
            terminator => terminator.edges().iter().map(|edge| edge.block).collect(),
        }
    };
    let mut seen = vec![false; function.blocks.len()];
    let mut postorder = Vec::new();
    // The function's entry last, so that it comes first.
    let entries = if with_exits { function.entries.as_slice() } else { &[] };
    for &root in entries.iter().chain([&function.entry()]) {
        if std::mem::replace(&mut seen[root.index()], true) {
            continue;
        }
        let mut stack = vec![(root, successors(root))];
        while let Some((block, remaining)) = stack.last_mut() {
            match remaining.pop() {
                Some(successor) => {
                    if !std::mem::replace(&mut seen[successor.index()], true) {
                        stack.push((successor, successors(successor)));
                    }
                }
                None => {
                    postorder.push(*block);
                    stack.pop();
                }
            }
        }
    }
    postorder.reverse();
    postorder
}
