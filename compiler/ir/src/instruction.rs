//! Instructions and terminators.

use crate::entity::{Block, ConstantId, ExitId, FrameSlotId, FunctionId, GlobalId, Local, LocationId, NameId, Value};
use crate::op::{Op, OperandKind, ResultKind};
use crate::types::{BinaryOperator, BindingKind, CompareOperator, UnaryOperator};
use molt_abi::effects::Effects;
use molt_abi::intrinsics::{self, ArgumentKind, Intrinsic};

macro_rules! immediates {
    ($($(#[doc = $doc:literal])* $name:ident($type:ty),)*) => {
        /// A compile-time part of an instruction.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Immediate { $($(#[doc = $doc])* $name($type),)* }

        /// The kind of an [`Immediate`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum ImmediateKind { $($(#[doc = $doc])* $name,)* }

        impl Immediate {
            /// Its kind.
            pub fn kind(self) -> ImmediateKind {
                match self { $(Immediate::$name(_) => ImmediateKind::$name,)* }
            }
        }

        $(impl From<$type> for Immediate {
            fn from(value: $type) -> Self { Immediate::$name(value) }
        })*
    };
}

immediates! {
    /// A constant of the pool.
    ConstantId(ConstantId),
    /// An interned name.
    NameId(NameId),
    /// A local slot.
    Local(Local),
    /// A global slot.
    GlobalId(GlobalId),
    /// A function of the module.
    FunctionId(FunctionId),
    /// A slot of the generator frame.
    FrameSlotId(FrameSlotId),
    /// An entry of the function's location table.
    LocationId(LocationId),
    /// An entry of the function's table of side exits.
    ExitId(ExitId),
    /// A small number: tuple index, closure index.
    Index(u32),
    /// A binary operator.
    BinaryOperator(BinaryOperator),
    /// A unary operator.
    UnaryOperator(UnaryOperator),
    /// A comparison.
    CompareOperator(CompareOperator),
    /// Local or free variable.
    BindingKind(BindingKind),
    /// A row of the intrinsic table.
    Intrinsic(Intrinsic),
    /// The number arguments of an intrinsic.
    Numbers(Numbers),
}

/// Up to two numbers: the `U32` arguments of an intrinsic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Numbers {
    count: u8,
    values: [u32; 2],
}

impl Numbers {
    /// The numbers.
    pub fn as_slice(&self) -> &[u32] {
        &self.values[..usize::from(self.count)]
    }
}

impl From<&[u32]> for Numbers {
    fn from(numbers: &[u32]) -> Self {
        let mut values = [0; 2];
        values[..numbers.len()].copy_from_slice(numbers);
        Self { count: numbers.len() as u8, values }
    }
}

impl<const COUNT: usize> From<[u32; COUNT]> for Numbers {
    fn from(numbers: [u32; COUNT]) -> Self {
        Self::from(numbers.as_slice())
    }
}

/// The Rust type behind [`Immediate::Index`], named so that the op table can say `Index`.
pub type Index = u32;

/// One instruction: an op with its immediates, operands and result.
#[derive(Clone, Debug, PartialEq)]
pub struct Instruction {
    /// What it does.
    pub op: Op,
    /// As the op table says.
    pub immediates: Vec<Immediate>,
    /// As the op table says.
    pub operands: Vec<Value>,
    /// The value it defines, if the op has a result.
    pub result: Option<Value>,
    /// Where in the source it stands.
    pub location: Option<LocationId>,
}

macro_rules! immediate_getters {
    ($($(#[doc = $doc:literal])* $method:ident -> $variant:ident($type:ty),)*) => {
        impl Instruction {
            $(
                $(#[doc = $doc])*
                /// Panics if the op has no such immediate.
                pub fn $method(&self) -> $type {
                    self.immediates
                        .iter()
                        .find_map(|immediate| match *immediate {
                            Immediate::$variant(value) => Some(value),
                            _ => None,
                        })
                        .unwrap_or_else(|| panic!("`{}` has no such immediate", self.op))
                }
            )*
        }
    };
}

immediate_getters! {
    /// The constant (the keyword names of a call with keywords).
    constant -> ConstantId(ConstantId),
    /// The name.
    name -> NameId(NameId),
    /// The local slot.
    local -> Local(Local),
    /// The global slot.
    global -> GlobalId(GlobalId),
    /// The function.
    function -> FunctionId(FunctionId),
    /// The frame slot.
    frame_slot -> FrameSlotId(FrameSlotId),
    /// The second location.
    lookup_location -> LocationId(LocationId),
    /// The side exit.
    exit -> ExitId(ExitId),
    /// The index.
    index -> Index(u32),
    /// The binary operator.
    binary_operator -> BinaryOperator(BinaryOperator),
    /// The unary operator.
    unary_operator -> UnaryOperator(UnaryOperator),
    /// The comparison.
    compare_operator -> CompareOperator(CompareOperator),
    /// Local or free variable.
    binding_kind -> BindingKind(BindingKind),
    /// The row of the intrinsic table.
    intrinsic -> Intrinsic(Intrinsic),
    /// The number arguments of the intrinsic.
    numbers -> Numbers(Numbers),
}

impl Instruction {
    /// What it may do: the op's effects, or the intrinsic's.
    pub fn effects(&self) -> Effects {
        match self.op {
            Op::Intrinsic => self.intrinsic().signature().effects,
            op => op.row().effects,
        }
    }

    /// Whether it may raise.
    pub fn raises(&self) -> bool {
        self.effects().may_raise()
    }

    /// What it defines; never `ByIntrinsic`.
    pub fn result_kind(&self) -> ResultKind {
        match self.op {
            Op::Intrinsic => intrinsic_result(self.intrinsic()),
            op => op.row().result,
        }
    }

    /// What it does with each operand: one entry per operand, none of them variadic. `None` when the number of operands
    /// is wrong.
    pub fn operand_kinds(&self) -> Option<Vec<OperandKind>> {
        let declared = self.op.row().operands;
        let (fixed, variadic) = match declared.last() {
            Some((_, kind)) if kind.is_variadic() => (&declared[..declared.len() - 1], Some(*kind)),
            _ => (declared, None),
        };
        let mut kinds: Vec<OperandKind> = fixed.iter().map(|&(_, kind)| kind).collect();
        let rest = self.operands.len().checked_sub(kinds.len())?;
        match variadic {
            None if rest != 0 => return None,
            None => {}
            Some(OperandKind::ExitValues) => kinds.extend(std::iter::repeat_n(OperandKind::ExitValue, rest)),
            Some(OperandKind::ConsumeAll) => kinds.extend(std::iter::repeat_n(OperandKind::Consume, rest)),
            Some(OperandKind::ByIntrinsic) => {
                let arguments = self.intrinsic().signature().arguments;
                kinds.extend(arguments.iter().filter_map(|(_, kind)| match kind {
                    ArgumentKind::Borrowed => Some(OperandKind::Borrow),
                    ArgumentKind::Consumed => Some(OperandKind::Consume),
                    ArgumentKind::Pointer | ArgumentKind::U32 => None,
                }));
                if kinds.len() != self.operands.len() {
                    return None;
                }
            }
            Some(_) => kinds.extend(std::iter::repeat_n(OperandKind::Borrow, rest)),
        }
        Some(kinds)
    }
}

fn intrinsic_result(intrinsic: Intrinsic) -> ResultKind {
    match intrinsic.signature().result {
        intrinsics::ResultKind::Owned | intrinsics::ResultKind::Maybe => ResultKind::Owned,
        intrinsics::ResultKind::Immortal => ResultKind::Immortal,
        intrinsics::ResultKind::Truth => ResultKind::Bool,
        intrinsics::ResultKind::Status | intrinsics::ResultKind::Nothing => ResultKind::Nothing,
    }
}

/// A jump target with the arguments for its parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockCall {
    /// The target.
    pub block: Block,
    /// One argument per parameter of the target.
    pub arguments: Vec<Value>,
}

impl BlockCall {
    /// A call of `block` without arguments.
    pub fn new(block: Block) -> Self {
        Self { block, arguments: Vec::new() }
    }

    /// A call of `block` with arguments.
    pub fn with(block: Block, arguments: Vec<Value>) -> Self {
        Self { block, arguments }
    }
}

/// How a block ends.
#[derive(Clone, Debug, PartialEq)]
pub enum Terminator {
    /// `jump block1(v2)`
    Jump(BlockCall),
    /// `branch v1, block1, block2(v3)`: on a machine truth value.
    Branch {
        /// Of type bool.
        condition: Value,
        /// Where true goes.
        then: BlockCall,
        /// Where false goes.
        otherwise: BlockCall,
    },
    /// `switch v1 [0: block1, 1: block2], block3`: on an i64.
    Switch {
        /// Of type i64.
        index: Value,
        /// In ascending order, no doubles.
        cases: Vec<(i64, BlockCall)>,
        /// Where all other indices go.
        default: BlockCall,
    },
    /// `try block1(v5), block2(v1)`: the block's last instruction may raise. The first edge is taken when it succeeds;
    /// its result exists on that edge only. The second is taken when it raised: an exception is pending.
    Try {
        /// The edge of success.
        normal: BlockCall,
        /// The cold edge.
        error: BlockCall,
    },
    /// `return v1`: gives the value away.
    Return(Value),
    /// `return_error`: an exception is pending and leaves the function.
    ReturnError,
    /// `suspend v1, 3`: in a split generator, gives the value to whoever resumed it and arranges that the next
    /// resumption enters with resume index 3.
    Suspend {
        /// What is yielded; given away.
        value: Value,
        /// The resume index to record.
        resume_index: u32,
    },
    /// `unreachable`: control never arrives here.
    Unreachable,
}

impl Terminator {
    /// The outgoing edges in textual order.
    pub fn edges(&self) -> Vec<&BlockCall> {
        match self {
            Terminator::Jump(call) => vec![call],
            Terminator::Branch { then, otherwise, .. } => vec![then, otherwise],
            Terminator::Switch { cases, default, .. } => {
                cases.iter().map(|(_, call)| call).chain(std::iter::once(default)).collect()
            }
            Terminator::Try { normal, error } => vec![normal, error],
            Terminator::Return(_) | Terminator::ReturnError | Terminator::Suspend { .. } | Terminator::Unreachable => {
                Vec::new()
            }
        }
    }

    /// The outgoing edges in textual order, to change.
    pub fn edges_mut(&mut self) -> Vec<&mut BlockCall> {
        match self {
            Terminator::Jump(call) => vec![call],
            Terminator::Branch { then, otherwise, .. } => vec![then, otherwise],
            Terminator::Switch { cases, default, .. } => {
                cases.iter_mut().map(|(_, call)| call).chain(std::iter::once(default)).collect()
            }
            Terminator::Try { normal, error } => vec![normal, error],
            Terminator::Return(_) | Terminator::ReturnError | Terminator::Suspend { .. } | Terminator::Unreachable => {
                Vec::new()
            }
        }
    }

    /// The values used by the terminator itself, edge arguments not included.
    pub fn operands(&self) -> Vec<Value> {
        match self {
            Terminator::Branch { condition, .. } => vec![*condition],
            Terminator::Switch { index, .. } => vec![*index],
            Terminator::Return(value) | Terminator::Suspend { value, .. } => vec![*value],
            Terminator::Jump(_) | Terminator::Try { .. } | Terminator::ReturnError | Terminator::Unreachable => {
                Vec::new()
            }
        }
    }

    /// Applies `change` to every value used, edge arguments included.
    pub fn change_values(&mut self, mut change: impl FnMut(&mut Value)) {
        match self {
            Terminator::Branch { condition, .. } => change(condition),
            Terminator::Switch { index, .. } => change(index),
            Terminator::Return(value) | Terminator::Suspend { value, .. } => change(value),
            Terminator::Jump(_) | Terminator::Try { .. } | Terminator::ReturnError | Terminator::Unreachable => {}
        }
        for edge in self.edges_mut() {
            edge.arguments.iter_mut().for_each(&mut change);
        }
    }
}
