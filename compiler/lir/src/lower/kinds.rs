//! What is known of each value at compile time: a set of the representations it may have.
//!
//! Computed per function over the SSA graph, without regard to control flow: a value's kind holds wherever it is used.

use molt_abi::intrinsics::{self, Intrinsic};
use moltc_ir::dataflow::propagate;
use moltc_ir::{BinaryOperator, Block, Constant, Function, FunctionKind, Instruction, Module, Op, Type, UnaryOperator};

/// A set of representations.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Kind(u8);

impl Kind {
    /// No value at all: unreachable, or not yet computed.
    pub const NEVER: Kind = Kind(0);
    /// An inline int.
    pub const INT: Kind = Kind(1);
    /// A float.
    pub const FLOAT: Kind = Kind(2);
    /// True or False.
    pub const BOOL: Kind = Kind(4);
    /// None, NotImplemented, Ellipsis.
    pub const SINGLETON: Kind = Kind(8);
    /// The UNBOUND sentinel.
    pub const UNBOUND: Kind = Kind(16);
    /// A pointer to a counted object.
    pub const POINTER: Kind = Kind(32);
    /// A pointer to an immortal object in static data.
    pub const STATIC: Kind = Kind(64);
    /// Any Python value: not UNBOUND.
    pub const BOUND: Kind = Kind(127 & !16);
    /// Anything.
    pub const ANY: Kind = Kind(127);

    const NUMBER: Kind = Kind(1 | 2 | 4);

    /// Both sets together.
    pub const fn or(self, other: Kind) -> Kind {
        Kind(self.0 | other.0)
    }

    /// Whether only representations of `other` are possible.
    pub const fn is(self, other: Kind) -> bool {
        self.0 & !other.0 == 0
    }

    /// Whether some representation of `other` is possible.
    pub const fn may_be(self, other: Kind) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether counting references can be left out.
    pub const fn is_uncounted(self) -> bool {
        // Counts of immortal objects have to balance too, or they would die in the long run.
        !self.may_be(Kind(32 | 64))
    }

    /// Whether it is a pointer, whatever else is unknown.
    pub const fn is_pointer(self) -> bool {
        self.is(Kind(32 | 64))
    }
}

/// The kind of every value of a function. `order` is the reverse postorder.
pub(super) fn compute(module: &Module, function: &Function, order: &[Block]) -> Vec<Kind> {
    let mut kinds = vec![Kind::NEVER; function.values.len()];
    for &parameter in &function.block(function.entry()).parameters {
        kinds[parameter.index()] = if function.kind == FunctionKind::Class { Kind::POINTER } else { Kind::BOUND };
    }
    let evaluate = |instruction: &Instruction, kinds: &[Kind]| match instruction
        .result
        .map(|result| function.value_type(result))
    {
        Some(Type::Value | Type::Lent) => result_kind(module, instruction, kinds),
        _ => Kind::ANY,
    };
    propagate(function, order, &mut kinds, |_, left, right| left.or(right), evaluate);
    kinds
}

/// The numbers of values that are constant inline ints.
pub(super) fn int_constants(module: &Module, function: &Function) -> Vec<Option<i64>> {
    let mut constants = vec![None; function.values.len()];
    for &block in &function.layout {
        for instruction in &function.block(block).instructions {
            if let (Op::Constant, Some(result)) = (instruction.op, instruction.result)
                && let Constant::Int(value) = module.constants.get(instruction.constant())
                && molt_abi::Value::from_small_int(*value).is_some()
            {
                constants[result.index()] = Some(*value);
            }
        }
    }
    constants
}

/// The code points of values that are constant strs of one code point below 256.
pub(super) fn character_constants(module: &Module, function: &Function) -> Vec<Option<u8>> {
    let mut constants = vec![None; function.values.len()];
    for &block in &function.layout {
        for instruction in &function.block(block).instructions {
            if let (Op::Constant, Some(result)) = (instruction.op, instruction.result)
                && let Constant::Str(text) = module.constants.get(instruction.constant())
            {
                let mut code_points = text.code_points();
                if let (Some(only), None) = (code_points.next(), code_points.next()) {
                    constants[result.index()] = u8::try_from(only).ok();
                }
            }
        }
    }
    constants
}

fn result_kind(module: &Module, instruction: &Instruction, kinds: &[Kind]) -> Kind {
    let operand = |index: usize| kinds[instruction.operands[index].index()];
    match instruction.op {
        Op::Constant => match module.constants.get(instruction.constant()) {
            Constant::None | Constant::Ellipsis | Constant::NotImplemented => Kind::SINGLETON,
            Constant::Bool(_) => Kind::BOOL,
            Constant::Int(value) if molt_abi::Value::from_small_int(*value).is_some() => Kind::INT,
            Constant::Float(_) => Kind::FLOAT,
            _ => Kind::STATIC,
        },
        Op::Unbound => Kind::UNBOUND,
        Op::BoxBool => Kind::BOOL,
        Op::Binary | Op::Inplace | Op::InplaceLocal => {
            binary_kind(instruction.binary_operator(), operand(0), operand(1))
        }
        Op::LocalSet | Op::Own => operand(0),
        Op::LocalReplace => operand(1),
        Op::Unary => unary_kind(instruction.unary_operator(), operand(0)),
        Op::Compare if operand(0).is(Kind::NUMBER) && operand(1).is(Kind::NUMBER) => Kind::BOOL,
        Op::MakeTuple
        | Op::MakeList
        | Op::MakeSet
        | Op::MakeDict
        | Op::MakeSlice
        | Op::MakeString
        | Op::MakeFunction
        | Op::CellNew
        | Op::Iterate
        | Op::ClosureCell
        | Op::Callee
        | Op::TakeException => Kind::POINTER,
        Op::LocalGet | Op::CellGet | Op::Next | Op::FrameTake | Op::SentOrError | Op::YieldDelegated => Kind::ANY,
        Op::Intrinsic => match instruction.intrinsic() {
            Intrinsic::iterate
            | Intrinsic::unpack_sequence
            | Intrinsic::unpack_star
            | Intrinsic::list_to_tuple
            | Intrinsic::call_positional_list
            | Intrinsic::slice_new
            | Intrinsic::delegate_iterator
            | Intrinsic::generator_new => Kind::POINTER,
            intrinsic if intrinsic.signature().result == intrinsics::ResultKind::Maybe => Kind::ANY,
            _ => Kind::BOUND,
        },
        _ => Kind::BOUND,
    }
}

fn binary_kind(operator: BinaryOperator, left: Kind, right: Kind) -> Kind {
    // Before operands have kinds, the result has none either: the rounds that follow settle it.
    if left == Kind::NEVER || right == Kind::NEVER {
        return Kind::NEVER;
    }
    let ints = left.is(Kind::INT) && right.is(Kind::INT);
    let with_float = left.is(Kind(1 | 2)) && right.is(Kind(1 | 2)) && (left.is(Kind::FLOAT) || right.is(Kind::FLOAT));
    match operator {
        BinaryOperator::And | BinaryOperator::Or | BinaryOperator::Xor if ints => Kind::INT,
        BinaryOperator::Modulo | BinaryOperator::ShiftRight if ints => Kind::INT,
        BinaryOperator::Add
        | BinaryOperator::Subtract
        | BinaryOperator::Multiply
        | BinaryOperator::FloorDivide
        | BinaryOperator::ShiftLeft
            if ints =>
        {
            Kind::INT.or(Kind::POINTER)
        }
        BinaryOperator::TrueDivide if ints || with_float => Kind::FLOAT,
        BinaryOperator::Add
        | BinaryOperator::Subtract
        | BinaryOperator::Multiply
        | BinaryOperator::FloorDivide
        | BinaryOperator::Modulo
            if with_float =>
        {
            Kind::FLOAT
        }
        _ => Kind::BOUND,
    }
}

fn unary_kind(operator: UnaryOperator, operand: Kind) -> Kind {
    match operator {
        _ if operand == Kind::NEVER => Kind::NEVER,
        UnaryOperator::Invert if operand.is(Kind::INT) => Kind::INT,
        UnaryOperator::Negative if operand.is(Kind::INT) => Kind::INT.or(Kind::POINTER),
        UnaryOperator::Positive if operand.is(Kind::INT) => Kind::INT,
        UnaryOperator::Negative | UnaryOperator::Positive if operand.is(Kind::FLOAT) => Kind::FLOAT,
        _ => Kind::BOUND,
    }
}
