//! The verifier: whether a function obeys the rules of its phase.
//!
//! Checked for every function: entities exist, every block of the layout ends, values have one definition that
//! dominates every use, types and numbers of operands, immediates and edge arguments fit. Per phase, see [`Phase`] and
//! `check_phase`. Reference counts have a verifier of their own, in `passes`.

mod phase;

use crate::control_flow::{Definition, Dominators, definitions};
use crate::entity::{Block, EntryId, ExitId, FunctionId, Value};
use crate::function::{Function, FunctionKind, Phase};
use crate::instruction::{BlockCall, Immediate, Instruction, Terminator};
use crate::module::Module;
use crate::op::Op;
use crate::types::Type;

/// A broken rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierError {
    /// The function.
    pub function: String,
    /// The block, where one is to blame.
    pub block: Option<Block>,
    /// The rule and how it is broken.
    pub message: String,
}

impl std::fmt::Display for VerifierError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.function)?;
        if let Some(block) = self.block {
            write!(formatter, " {block}")?;
        }
        write!(formatter, ": {}", self.message)
    }
}

impl std::error::Error for VerifierError {}

/// Verifies every function; all errors, in order.
pub fn verify_module(module: &Module) -> Vec<VerifierError> {
    (0..module.functions.len()).flat_map(|index| verify_function(module, FunctionId::from_index(index))).collect()
}

/// Verifies one function; all errors, in order.
pub fn verify_function(module: &Module, id: FunctionId) -> Vec<VerifierError> {
    let function = module.function(id);
    let mut verifier =
        Verifier { module, function, name: format!("{id} {}", function.qualified_name), errors: Vec::new() };
    verifier.run();
    verifier.errors
}

struct Verifier<'a> {
    module: &'a Module,
    function: &'a Function,
    name: String,
    errors: Vec<VerifierError>,
}

impl Verifier<'_> {
    fn error(&mut self, block: Option<Block>, message: impl Into<String>) {
        self.errors.push(VerifierError { function: self.name.clone(), block, message: message.into() });
    }

    fn run(&mut self) {
        if !self.check_structure() {
            return;
        }
        self.check_entry();
        self.check_exits();
        let function = self.function;
        for &block in &function.layout {
            for instruction in &function.block(block).instructions {
                self.check_instruction(block, instruction);
            }
            self.check_terminator(block);
            phase::check_block(self, block);
        }
        phase::check_function(self);
        self.check_definitions();
        self.check_dominance();
    }

    /// Entities exist and blocks end; without that nothing else can be checked.
    fn check_structure(&mut self) -> bool {
        let function = self.function;
        if function.layout.is_empty() {
            self.error(None, "has no blocks");
            return false;
        }
        let mut in_layout = vec![false; function.blocks.len()];
        for &block in &function.layout {
            if std::mem::replace(&mut in_layout[block.index()], true) {
                self.error(Some(block), "is in the layout twice");
            }
        }
        let exists = |value: Value| value.index() < function.values.len();
        for &block in &function.layout {
            let data = function.block(block);
            let Some(terminator) = &data.terminator else {
                self.error(Some(block), "has no terminator");
                continue;
            };
            let targets = terminator.edges().into_iter().map(|edge| edge.block).chain(data.handler);
            for target in targets.collect::<Vec<_>>() {
                if !in_layout.get(target.index()).copied().unwrap_or(false) {
                    self.error(Some(block), format!("leads to {target}, which is not part of the function"));
                }
            }
            let mut missing = Vec::new();
            crate::control_flow::for_each_use(function, block, |value| {
                if !exists(value) {
                    missing.push(value);
                }
            });
            for value in missing {
                self.error(Some(block), format!("uses {value}, which does not exist"));
            }
        }
        for &block in &function.entries {
            if !in_layout.get(block.index()).copied().unwrap_or(false) {
                self.error(None, format!("has {block} as a numbered entry, which is not part of the function"));
            }
        }
        self.errors.is_empty()
    }

    fn check_entry(&mut self) {
        let function = self.function;
        let entry = function.entry();
        let is_target = function.layout.iter().any(|&block| {
            let data = function.block(block);
            data.handler == Some(entry) || data.terminator().edges().iter().any(|edge| edge.block == entry)
        });
        if is_target {
            self.error(Some(entry), "is the entry, but something jumps to it");
        }
        let is_split_generator = function.is_generator && function.phase >= Phase::Split;
        let expected = if is_split_generator { 0 } else { function.parameters.len() };
        let parameters = &function.block(entry).parameters;
        if parameters.len() != expected {
            self.error(Some(entry), format!("has {} parameters, the function {expected}", parameters.len()));
        }
        if parameters.iter().any(|&value| function.value_type(value) != Type::Value) {
            self.error(Some(entry), "has a parameter that is no `value`");
        }
        let kinds: Vec<_> = function.parameters.iter().map(|parameter| parameter.kind).collect();
        if !kinds.is_sorted() {
            self.error(None, "has parameters out of order");
        }
        match function.kind {
            FunctionKind::Module if !kinds.is_empty() => self.error(None, "is a module body with parameters"),
            FunctionKind::Class if kinds.len() != 1 => self.error(None, "is a class body without its one parameter"),
            _ => {}
        }
    }

    fn check_instruction(&mut self, block: Block, instruction: &Instruction) {
        let row = instruction.op.row();
        let function = self.function;
        let immediates: Vec<_> = instruction.immediates.iter().map(|immediate| immediate.kind()).collect();
        let declared: Vec<_> = row.immediates.iter().map(|&(_, kind)| kind).collect();
        if immediates != declared {
            self.error(Some(block), format!("`{}` has immediates {immediates:?}, not {declared:?}", row.mnemonic));
            return;
        }
        for &immediate in &instruction.immediates {
            if !self.immediate_exists(immediate) {
                self.error(Some(block), format!("`{}` refers to {immediate:?}, which does not exist", row.mnemonic));
            }
        }
        if instruction.op == Op::Intrinsic {
            self.check_intrinsic(block, instruction);
        }
        if instruction.op == Op::Guard {
            self.check_guard(block, instruction);
        }
        match instruction.operand_kinds() {
            None => {
                let count = instruction.operands.len();
                self.error(Some(block), format!("`{}` has {count} operands, which does not fit", row.mnemonic));
            }
            Some(kinds) => {
                for (&operand, kind) in instruction.operands.iter().zip(kinds) {
                    let found = function.value_type(operand);
                    if let Some(wanted) = kind.r#type().filter(|&wanted| !found.fits(wanted)) {
                        let message = format!("`{}` takes {operand} as {wanted}, not {found}", row.mnemonic);
                        self.error(Some(block), message);
                    }
                }
            }
        }
        let found = instruction.result.map(|result| function.values.get(result.index()).copied());
        if found != instruction.result_kind().r#type().map(Some) {
            self.error(Some(block), format!("`{}` has a result of the wrong type", row.mnemonic));
        }
    }

    /// Whether the guard has a value for each slot, and, once references are counted, values behind them.
    fn check_guard(&mut self, block: Block, guard: &Instruction) {
        let Some(exit) = self.function.exits.get(guard.exit().index()) else { return };
        let values = guard.operands.len().saturating_sub(1);
        let slots = exit.slots.len();
        if values < slots || values > slots && self.function.phase < Phase::Counted {
            self.error(Some(block), format!("`guard` has {values} values for the {slots} slots of {}", guard.exit()));
        }
        let Some(given_up) = guard.operands.get(1 + slots..) else { return };
        for &value in given_up {
            if !self.function.value_type(value).is_value() {
                self.error(Some(block), format!("`guard` gives up {value}, which is no `value`"));
            }
        }
    }

    /// The tables of numbered entries and side exits.
    fn check_exits(&mut self) {
        let function = self.function;
        for (index, &block) in function.entries.iter().enumerate() {
            let entry = EntryId::from_index(index);
            if !function.block(block).parameters.is_empty() {
                self.error(Some(block), format!("is {entry} and has parameters"));
            }
            if block == function.entry() || function.entries[..index].contains(&block) {
                self.error(Some(block), format!("is {entry} and another entry"));
            }
        }
        for (index, exit) in function.exits.iter().enumerate() {
            let id = ExitId::from_index(index);
            if exit.entry.index() >= function.entries.len() {
                self.error(None, format!("{id} leads to {}, which does not exist", exit.entry));
            }
            for (position, &slot) in exit.slots.iter().enumerate() {
                if slot.index() >= function.locals.len() {
                    self.error(None, format!("{id} fills {slot}, which does not exist"));
                } else if exit.slots[..position].contains(&slot) {
                    self.error(None, format!("{id} fills {slot} twice"));
                }
            }
        }
        if function.is_generator && !function.entries.is_empty() {
            self.error(None, "is a generator with numbered entries besides its resume entries");
        }
    }

    fn check_intrinsic(&mut self, block: Block, instruction: &Instruction) {
        use molt_abi::intrinsics::{ArgumentKind, Intrinsic};
        let intrinsic = instruction.intrinsic();
        let arguments = intrinsic.signature().arguments;
        let count = |wanted| arguments.iter().filter(|&&(_, kind)| kind == wanted).count();
        let name = intrinsic.signature().name;
        let takes_module = matches!(intrinsic, Intrinsic::import_star | Intrinsic::module_namespace);
        if count(ArgumentKind::Pointer) > 0 && !takes_module {
            self.error(Some(block), format!("intrinsic `{name}` takes pointers"));
        }
        if count(ArgumentKind::U32) != instruction.numbers().as_slice().len() {
            self.error(Some(block), format!("intrinsic `{name}` takes {} numbers", count(ArgumentKind::U32)));
        }
    }

    fn immediate_exists(&self, immediate: Immediate) -> bool {
        let (module, function) = (self.module, self.function);
        match immediate {
            Immediate::ConstantId(id) => id.index() < module.constants.len(),
            Immediate::NameId(id) => id.index() < module.names.iter().count(),
            Immediate::Local(local) => local.index() < function.locals.len(),
            Immediate::GlobalId(id) => id.index() < module.globals().count(),
            Immediate::FunctionId(id) => id.index() < module.functions.len(),
            Immediate::ExitId(id) => id.index() < function.exits.len(),
            Immediate::FrameSlotId(id) => function.frame.as_ref().is_some_and(|frame| id.index() < frame.slots.len()),
            _ => true,
        }
    }

    fn check_terminator(&mut self, block: Block) {
        let function = self.function;
        let expect = |value: Value, wanted: Type| (!function.value_type(value).fits(wanted)).then_some((value, wanted));
        let wrong = match function.block(block).terminator() {
            Terminator::Branch { condition, .. } => expect(*condition, Type::Bool),
            Terminator::Switch { index, cases, .. } => {
                if !cases.is_sorted_by(|left, right| left.0 < right.0) {
                    self.error(Some(block), "has switch cases that do not ascend");
                }
                expect(*index, Type::I64)
            }
            Terminator::Return(value) | Terminator::Suspend { value, .. } => expect(*value, Type::Value),
            _ => None,
        };
        if let Some((value, wanted)) = wrong {
            self.error(Some(block), format!("ends with {value}, which is no {wanted}"));
        }
        for edge in function.block(block).terminator().edges() {
            self.check_edge(block, edge);
        }
    }

    fn check_edge(&mut self, block: Block, edge: &BlockCall) {
        let function = self.function;
        let parameters = &function.block(edge.block).parameters;
        if parameters.len() != edge.arguments.len() {
            let message = format!("gives {} {} arguments, not {}", edge.block, edge.arguments.len(), parameters.len());
            self.error(Some(block), message);
            return;
        }
        for (&argument, &parameter) in edge.arguments.iter().zip(parameters) {
            let (found, wanted) = (function.value_type(argument), function.value_type(parameter));
            if !found.fits(wanted) {
                self.error(Some(block), format!("gives {} {argument}: {found} for {parameter}: {wanted}", edge.block));
            }
        }
    }

    fn check_definitions(&mut self) {
        let function = self.function;
        let mut defined = vec![false; function.values.len()];
        for &block in &function.layout {
            let data = function.block(block);
            let results = data.instructions.iter().filter_map(|instruction| instruction.result);
            for value in data.parameters.iter().copied().chain(results) {
                match defined.get_mut(value.index()) {
                    None => self.error(Some(block), format!("defines {value}, which has no type")),
                    Some(true) => self.error(Some(block), format!("defines {value} again")),
                    Some(flag) => *flag = true,
                }
            }
        }
    }

    fn check_dominance(&mut self) {
        let function = self.function;
        let definitions = definitions(function);
        let dominators = Dominators::compute(function);
        for &block in &function.layout {
            let data = function.block(block);
            for (position, instruction) in data.instructions.iter().enumerate() {
                for &operand in &instruction.operands {
                    if !dominators.is_available(definitions[operand.index()], block, position) {
                        self.error(Some(block), format!("`{}` uses {operand} where it is not defined", instruction.op));
                    }
                }
            }
            for operand in data.terminator().operands() {
                self.check_available(&dominators, &definitions, block, operand, false);
            }
            let is_try = matches!(data.terminator(), Terminator::Try { .. });
            for (index, edge) in data.terminator().edges().into_iter().enumerate() {
                for &argument in &edge.arguments {
                    self.check_available(&dominators, &definitions, block, argument, is_try && index == 0);
                }
            }
        }
    }

    fn check_available(
        &mut self,
        dominators: &Dominators,
        definitions: &[Definition],
        block: Block,
        value: Value,
        on_normal_edge: bool,
    ) {
        let definition = definitions[value.index()];
        let is_available = if on_normal_edge {
            dominators.is_available_on_normal_edge(definition, block)
        } else {
            dominators.is_available(definition, block, usize::MAX)
        };
        if !is_available {
            self.error(Some(block), format!("ends with {value} where it is not defined"));
        }
    }
}

#[cfg(test)]
mod tests;
