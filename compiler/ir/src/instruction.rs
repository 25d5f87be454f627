//! Instructions and terminators.

use crate::entity::{
    Block, ConstantId, FrameSlotId, FunctionId, GlobalId, Local, LocationId, NameId, Value,
};
use crate::op::Op;
use crate::types::{BinaryOperator, BindingKind, CompareOperator, UnaryOperator};

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
        Self {
            block,
            arguments: Vec::new(),
        }
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
            Terminator::Branch {
                then, otherwise, ..
            } => vec![then, otherwise],
            Terminator::Switch { cases, default, .. } => cases
                .iter()
                .map(|(_, call)| call)
                .chain(std::iter::once(default))
                .collect(),
            Terminator::Try { normal, error } => vec![normal, error],
            Terminator::Return(_)
            | Terminator::ReturnError
            | Terminator::Suspend { .. }
            | Terminator::Unreachable => Vec::new(),
        }
    }

    /// The outgoing edges in textual order, to change.
    pub fn edges_mut(&mut self) -> Vec<&mut BlockCall> {
        match self {
            Terminator::Jump(call) => vec![call],
            Terminator::Branch {
                then, otherwise, ..
            } => vec![then, otherwise],
            Terminator::Switch { cases, default, .. } => cases
                .iter_mut()
                .map(|(_, call)| call)
                .chain(std::iter::once(default))
                .collect(),
            Terminator::Try { normal, error } => vec![normal, error],
            Terminator::Return(_)
            | Terminator::ReturnError
            | Terminator::Suspend { .. }
            | Terminator::Unreachable => Vec::new(),
        }
    }

    /// The values used by the terminator itself, edge arguments not included.
    pub fn operands(&self) -> Vec<Value> {
        match self {
            Terminator::Branch { condition, .. } => vec![*condition],
            Terminator::Switch { index, .. } => vec![*index],
            Terminator::Return(value) | Terminator::Suspend { value, .. } => vec![*value],
            Terminator::Jump(_)
            | Terminator::Try { .. }
            | Terminator::ReturnError
            | Terminator::Unreachable => Vec::new(),
        }
    }

    /// Applies `change` to every value used, edge arguments included.
    pub fn change_values(&mut self, mut change: impl FnMut(&mut Value)) {
        match self {
            Terminator::Branch { condition, .. } => change(condition),
            Terminator::Switch { index, .. } => change(index),
            Terminator::Return(value) | Terminator::Suspend { value, .. } => change(value),
            Terminator::Jump(_)
            | Terminator::Try { .. }
            | Terminator::ReturnError
            | Terminator::Unreachable => {}
        }
        for edge in self.edges_mut() {
            edge.arguments.iter_mut().for_each(&mut change);
        }
    }
}
