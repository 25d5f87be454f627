//! What is known of each value.
//!
//! Terms:
//! - *proven*: the [`Kind`] that a value has on every path, whatever the rest of the program does. Code relies on it.
//! - *assumed*: the kind that it has if the annotations are right. Annotations are hints: what relies on one tests it first.
//!
//! The facts of a function are the least ones that agree with each other, found by one sparse propagation along the uses
//! of values: a value's fact holds wherever it is used. A local slot has a fact as well, what anything stores in it
//! anywhere, so that reading a variable that is not an SSA value is not the end of all knowledge. Variables that others may
//! write have none: those of modules that mention `f_locals` ([`Module::reads_slots`]), and those of generators, which
//! anybody may change while they are suspended.

mod operators;

use std::fmt;

use crate::constant::Constant;
use crate::dataflow::{Variable, propagate_with_variables};
use crate::entity::{Block, Local, Value};
use crate::function::{Function, FunctionKind, Parameter, ParameterKind};
use crate::instruction::Instruction;
use crate::kind::Kind;
use crate::module::Module;
use crate::op::Op;
use crate::types::Type;
use molt_abi::intrinsics::{Intrinsic, ResultKind};

/// What is known of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub proven: Kind,
    /// What it is if the annotations are right; no form that is not proven possible.
    pub assumed: Kind,
}

impl Fact {
    /// Nothing has been seen yet.
    const NEVER: Fact = Fact::proven(Kind::NEVER);

    /// A fact that rests on no annotation.
    pub const fn proven(kind: Kind) -> Fact {
        Fact { proven: kind, assumed: kind }
    }

    /// What holds when the value is one or the other.
    fn join(self, other: Fact) -> Fact {
        Fact { proven: self.proven.or(other.proven), assumed: self.assumed.or(other.assumed) }
    }

    /// The fact of a value that an annotation speaks of. One that cannot be right says nothing.
    fn hinted(self, hint: Kind) -> Fact {
        match self.assumed.and(hint.or(Kind::UNBOUND)) {
            Kind::NEVER => self,
            assumed => Fact { proven: self.proven, assumed },
        }
    }

    /// The fact that a rule gives for these operands.
    fn derive<const COUNT: usize>(operands: [Fact; COUNT], rule: impl Fn([Kind; COUNT]) -> Kind) -> Fact {
        let proven = rule(operands.map(|operand| operand.proven));
        if operands.iter().all(|operand| operand.assumed == operand.proven) {
            return Fact::proven(proven);
        }
        let assumed = rule(operands.map(|operand| operand.assumed)).and(proven);
        Fact { proven, assumed }
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.proven)?;
        if self.assumed == self.proven { Ok(()) } else { write!(formatter, ", assumed {}", self.assumed) }
    }
}

/// The facts of a function.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// By value.
    facts: Vec<Fact>,
}

impl Facts {
    /// Finds the facts of a function. `order` is the reverse postorder.
    pub fn compute(module: &Module, function: &Function, order: &[Block]) -> Facts {
        let inference =
            Inference { module, function, variables_are_known: !module.reads_slots() && !function.is_generator };
        let frame_slots = function.frame.as_ref().map_or(0, |frame| frame.slots.len());
        let first_local = function.values.len();
        // By value, then by local, then by frame slot.
        let mut facts = vec![Fact::NEVER; first_local + function.locals.len() + frame_slots];
        // No variable is bound when the function starts. What else the frame holds is put there before it is taken.
        facts[first_local..first_local + function.locals.len()].fill(Fact::proven(Kind::UNBOUND));
        for (index, &value) in function.block(function.entry()).parameters.iter().enumerate() {
            facts[value.index()] = inference.argument(index);
        }
        propagate_with_variables(
            function,
            order,
            &mut facts,
            |_, left, right| left.join(right),
            |instruction, facts| inference.result(instruction, facts),
            |instruction, visit| inference.variables(instruction, visit),
        );
        facts.truncate(first_local);
        Facts { facts }
    }

    /// What is known of a value.
    pub fn of(&self, value: Value) -> Fact {
        self.facts[value.index()]
    }

    /// What a value is.
    pub fn kind(&self, value: Value) -> Kind {
        self.of(value).proven
    }
}

struct Inference<'a> {
    module: &'a Module,
    function: &'a Function,
    /// Whether nobody else writes to local variables and arguments.
    variables_are_known: bool,
}

impl Inference<'_> {
    /// The fact of the argument of the parameter with this index.
    fn argument(&self, index: usize) -> Fact {
        if self.function.kind == FunctionKind::Class {
            return Fact::proven(Kind::POINTER);
        }
        match self.function.parameters.get(index) {
            Some(Parameter { kind: ParameterKind::VarPositional, .. }) if self.variables_are_known => {
                Fact::proven(Kind::ANY_TUPLE)
            }
            Some(Parameter { kind: ParameterKind::VarKeyword, .. }) if self.variables_are_known => {
                Fact::proven(Kind::DICT)
            }
            Some(Parameter { hint: Some(hint), .. }) => Fact::proven(Kind::BOUND).hinted(*hint),
            _ => Fact::proven(Kind::BOUND),
        }
    }

    fn local_index(&self, local: Local) -> usize {
        self.function.values.len() + local.index()
    }

    /// The variables that an instruction reads and sets.
    fn variables(&self, instruction: &Instruction, visit: &mut dyn FnMut(Variable)) {
        if let Some(number) = self.read_variable(instruction) {
            return visit(Variable::Read(number));
        }
        let mut set = |local: Local, value: Value| {
            if self.variables_are_known {
                visit(Variable::Set(self.local_index(local), value));
            }
        };
        match instruction.op {
            Op::LocalSet => set(instruction.local(), instruction.operands[0]),
            Op::LocalReplace => set(instruction.local(), instruction.operands[1]),
            Op::Guard => self.function.exit_values(instruction).for_each(|(local, value)| set(local, value)),
            Op::FramePut => visit(Variable::Set(self.frame_index(instruction), instruction.operands[0])),
            _ => {}
        }
    }

    /// The variable that an instruction reads, if something is known of it.
    fn read_variable(&self, instruction: &Instruction) -> Option<usize> {
        match instruction.op {
            Op::LocalGet => Some(self.local_index(instruction.local())).filter(|_| self.variables_are_known),
            Op::FrameTake => Some(self.frame_index(instruction)),
            _ => None,
        }
    }

    fn frame_index(&self, instruction: &Instruction) -> usize {
        self.local_index(Local(0)) + self.function.locals.len() + instruction.frame_slot().index()
    }

    /// The fact of an instruction's result.
    fn result(&self, instruction: &Instruction, facts: &[Fact]) -> Fact {
        let machine = instruction.result.map_or(Type::Value, |result| self.function.value_type(result));
        match machine {
            Type::Value | Type::Lent => {}
            Type::Bool => return Fact::proven(Kind::BOOL),
            Type::I64 => return Fact::proven(Kind::ANY_INT),
            Type::F64 => return Fact::proven(Kind::FLOAT),
        }
        let of = |value: Value| facts[value.index()];
        // UNBOUND is nothing that can be worked with: it has been asked about before.
        let operand = |index: usize| {
            let Fact { proven, assumed } = of(instruction.operands[index]);
            Fact { proven: proven.without(Kind::UNBOUND), assumed: assumed.without(Kind::UNBOUND) }
        };
        let hint =
            |fact: Fact, local: Local| self.function.locals[local.index()].hint.map_or(fact, |hint| fact.hinted(hint));
        match instruction.op {
            Op::LocalSet => hint(of(instruction.operands[0]), instruction.local()),
            Op::LocalReplace => hint(of(instruction.operands[1]), instruction.local()),
            Op::Own => of(instruction.operands[0]),
            Op::LocalGet | Op::FrameTake => {
                let known = self.read_variable(instruction).map(|number| facts[number]);
                let fact = known.unwrap_or(Fact::proven(Kind::ANY));
                if instruction.op == Op::LocalGet { hint(fact, instruction.local()) } else { fact }
            }
            Op::ParameterGet => self.argument(instruction.index() as usize),
            Op::Binary => Fact::derive([operand(0), operand(1)], |[left, right]| {
                operators::binary(instruction.binary_operator(), left, right)
            }),
            Op::Inplace | Op::InplaceLocal => Fact::derive([operand(0), operand(1)], |[left, right]| {
                operators::inplace(instruction.binary_operator(), left, right)
            }),
            Op::Unary => {
                Fact::derive([operand(0)], |[operand]| operators::unary(instruction.unary_operator(), operand))
            }
            Op::Compare => Fact::derive([operand(0), operand(1)], |[left, right]| {
                operators::compare(instruction.compare_operator(), left, right)
            }),
            _ => Fact::proven(self.made(instruction)),
        }
    }

    /// The kind of what an instruction makes whatever its operands are.
    fn made(&self, instruction: &Instruction) -> Kind {
        match instruction.op {
            Op::Constant => of_constant(self.module.constants.get(instruction.constant())),
            Op::Unbound => Kind::UNBOUND,
            Op::BoxBool => Kind::BOOL,
            Op::MakeTuple => Kind::ANY_TUPLE,
            Op::MakeList => Kind::LIST,
            Op::MakeSet => Kind::SET,
            Op::MakeDict => Kind::DICT,
            Op::MakeSlice => Kind::SLICE,
            Op::MakeString => Kind::ANY_STR,
            Op::MakeFunction => Kind::FUNCTION,
            Op::CellNew | Op::ClosureCell => Kind::CELL,
            Op::Iterate | Op::Callee | Op::TakeException => Kind::POINTER,
            Op::BeginHandling => Kind::POINTER.or(Kind::NONE),
            Op::CellGet | Op::Next | Op::SentOrError | Op::YieldDelegated => Kind::ANY,
            Op::Intrinsic => of_intrinsic(instruction.intrinsic()),
            _ => Kind::BOUND,
        }
    }
}

/// The kind of a constant.
fn of_constant(constant: &Constant) -> Kind {
    match constant {
        Constant::None => Kind::NONE,
        Constant::Ellipsis | Constant::NotImplemented => Kind::CONSTANT,
        Constant::Bool(_) => Kind::BOOL,
        Constant::Int(value) if molt_abi::Value::from_small_int(*value).is_some() => Kind::INT,
        Constant::Int(_) | Constant::BigInt(_) => Kind::STATIC_INT,
        Constant::Float(_) => Kind::FLOAT,
        Constant::Complex(..) => Kind::STATIC_OTHER,
        Constant::Str(_) => Kind::STATIC_STR,
        Constant::Bytes(_) => Kind::STATIC_BYTES,
        Constant::Tuple(_) => Kind::STATIC_TUPLE,
    }
}

/// The kind of what a function of the runtime gives.
fn of_intrinsic(intrinsic: Intrinsic) -> Kind {
    match intrinsic {
        Intrinsic::iterate | Intrinsic::delegate_iterator => Kind::POINTER,
        // A tuple is its own unpacking.
        Intrinsic::unpack_sequence | Intrinsic::unpack_star | Intrinsic::list_to_tuple => Kind::ANY_TUPLE,
        Intrinsic::call_positional_list => Kind::LIST,
        Intrinsic::slice_new => Kind::SLICE,
        Intrinsic::match_rest => Kind::DICT,
        Intrinsic::length => Kind::ANY_INT,
        Intrinsic::generator_new => Kind::GENERATOR,
        intrinsic if intrinsic.signature().result == ResultKind::Maybe => Kind::ANY,
        _ => Kind::BOUND,
    }
}
