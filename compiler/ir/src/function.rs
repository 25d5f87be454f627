//! A function: its signature, slots, blocks and values.
//!
//! Terms. A *slot* ([`LocalSlot`]) is a named local variable; until `forward_locals` it is read and written by
//! `local_get` and `local_set`. A *cell* slot holds a cell object, made by `cell_new`, whose content is the variable.
//! The *handler* of a block is where a raising instruction inside it goes; without one, the function returns ERROR.
//! The *phase* says which rules hold (see [`Phase`]).

use std::collections::BTreeMap;

use crate::entity::{Block, ConstantId, EntryId, ExitId, FrameSlotId, Local, LocationId, NameId, Value};
use crate::instruction::{Instruction, Terminator};
use crate::kind::Kind;
use crate::types::{Type, text_enum};

text_enum!(
    /// What a function is in the source.
    FunctionKind {
        /// The body of the module: no parameters, the callee is the module object.
        Module = "module",
        /// A `def`.
        Function = "function",
        /// A `lambda`.
        Lambda = "lambda",
        /// A class body: one parameter, the namespace.
        Class = "class",
        /// A generator expression, or a comprehension that is a function of its own.
        Comprehension = "comprehension",
    }
);

text_enum!(
    /// How an argument reaches a parameter. The declaration order is the order of parameter slots.
    ParameterKind {
        /// Before `/`.
        PositionalOnly = "positional_only",
        /// An ordinary parameter.
        Positional = "positional",
        /// `*args`
        VarPositional = "var_positional",
        /// After `*`.
        KeywordOnly = "keyword_only",
        /// `**kwargs`
        VarKeyword = "var_keyword",
    }
);

text_enum!(
    /// Which rules a function obeys; passes move it forward.
    Phase {
        /// As built: slots, raising instructions anywhere in a block, blocks may name a handler.
        Built = "built",
        /// Error edges are explicit: a raising instruction is the last of its block and the block ends in `try`;
        /// no block has a handler.
        Explicit = "explicit",
        /// Reads of local slots are forwarded: what a slot is known to hold is used as an SSA value.
        Ssa = "ssa",
        /// Every function has a frame layout. Generators are split: no `yield_value`, a `switch` on the resume index at
        /// entry.
        Split = "split",
        /// Reference counts are placed: `retain` and `release` are explicit and balanced on every path.
        Counted = "counted",
    }
);

/// A parameter. Its slot number is its position in [`Function::parameters`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The name.
    pub name: NameId,
    /// How arguments reach it.
    pub kind: ParameterKind,
    /// Whether there is a default value (the last positional ones; any keyword-only one).
    pub has_default: bool,
    /// What its annotation says it is; nothing relies on it without a test.
    pub hint: Option<Kind>,
}

/// A named local variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalSlot {
    /// The name; hidden temporaries of the builder have names that are no identifiers, such as `.0`.
    pub name: NameId,
    /// Whether the slot holds a cell because an inner function uses the variable.
    pub is_cell: bool,
    /// What its annotation says the variable is, save for cells; nothing relies on it without a test.
    pub hint: Option<Kind>,
}

/// A source range: lines count from 1, columns are UTF-8 byte offsets from 0, as CPython's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Location {
    /// First line.
    pub line: u32,
    /// Last line.
    pub end_line: u32,
    /// First column.
    pub column: u32,
    /// Column after the last.
    pub end_column: u32,
}

/// What a frame slot is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameSlotUse {
    /// The argument of the parameter with this index.
    Parameter(u32),
    /// The home of a local slot.
    Local(Local),
    /// A temporary that lives across a suspension (generators only).
    Spill,
}

/// One typed slot of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameSlot {
    /// What it holds.
    pub r#type: Type,
    /// What it is for.
    pub purpose: FrameSlotUse,
}

/// The typed frame of a function: parameters first, then the locals that the code accesses, then spills.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FrameLayout {
    /// The slots in frame order. The slots of locals are in the order of the locals.
    pub slots: Vec<FrameSlot>,
    /// The number of resume entries of a generator: 0 is the start, the others follow a suspension each. Else 0.
    pub resume_count: u32,
}

impl FrameLayout {
    /// The slot that is the home of `local`.
    pub fn local_slot(&self, local: Local) -> Option<FrameSlotId> {
        // Parameters, locals in ascending order, spills.
        let key = |slot: &FrameSlot| match slot.purpose {
            FrameSlotUse::Parameter(_) => (0, 0),
            FrameSlotUse::Local(local) => (1, local.index()),
            FrameSlotUse::Spill => (2, 0),
        };
        let found = self.slots.binary_search_by_key(&(1, local.index()), key).ok();
        found.map(FrameSlotId::from_index)
    }
}

/// A side exit: how control leaves specialised code where a guard fails, and goes on in generic code. The guard's operands
/// behind its own are the values for the slots, one each, so that whatever looks at operands knows that they are used
/// there. A slot that the exit does not name keeps what it holds. The exit takes a reference of its own for each slot, as
/// `local_set` does, and releases what was there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideExit {
    /// Where to go on.
    pub entry: EntryId,
    /// The slots to fill, each once.
    pub slots: Vec<Local>,
}

/// A basic block.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct BlockData {
    /// Parameters; the entry block's are the function's parameters (in a split generator: none).
    pub parameters: Vec<Value>,
    /// The instructions in order.
    pub instructions: Vec<Instruction>,
    /// How the block ends; `None` only while it is being built.
    pub terminator: Option<Terminator>,
    /// Where raising instructions go (phase `built` only); the handler takes no parameters and starts with
    /// `take_exception`.
    pub handler: Option<Block>,
    /// The location of the terminator.
    pub terminator_location: Option<LocationId>,
}

impl BlockData {
    /// The terminator of a finished block.
    pub fn terminator(&self) -> &Terminator {
        self.terminator.as_ref().expect("the block is finished")
    }
}

/// A function in IR form.
#[derive(Clone, Debug)]
pub struct Function {
    /// `__name__`
    pub name: String,
    /// `__qualname__`
    pub qualified_name: String,
    /// What it is in the source.
    pub kind: FunctionKind,
    /// Which rules it obeys.
    pub phase: Phase,
    /// Whether calling it makes a generator.
    pub is_generator: bool,
    /// The line of the `def` (or first decorator), as `co_firstlineno`.
    pub first_line: u32,
    /// The docstring, a str constant.
    pub docstring: Option<ConstantId>,
    /// Parameters in slot order: posonly, positional, vararg, kwonly, varkw.
    pub parameters: Vec<Parameter>,
    /// Named locals. Parameters have no slot of their own unless the builder makes one and stores the entry block's
    /// parameter in it.
    pub locals: Vec<LocalSlot>,
    /// Names of the variables of enclosing functions, in closure order: `closure_cell{i}` is the cell of entry i.
    pub free_variables: Vec<NameId>,
    /// The location table.
    pub locations: Vec<Location>,
    /// The types of all values; numbers that no block defines any more are holes.
    pub values: Vec<Type>,
    /// All blocks, those out of the layout included.
    pub blocks: Vec<BlockData>,
    /// The blocks that are part of the function, entry first.
    pub layout: Vec<Block>,
    /// The numbered entries: blocks without parameters that guards lead to, from anywhere, without an edge. Nothing is known
    /// there but the arguments and that the slots of locals hold what they should.
    pub entries: Vec<Block>,
    /// The table of side exits, which guards name.
    pub exits: Vec<SideExit>,
    /// The frame, from phase `split` on; without one there are the slots of the parameters.
    pub frame: Option<FrameLayout>,
    location_ids: BTreeMap<Location, LocationId>,
}

impl Function {
    /// An empty function.
    pub fn new(name: &str, qualified_name: &str, kind: FunctionKind) -> Self {
        Self {
            name: name.to_string(),
            qualified_name: qualified_name.to_string(),
            kind,
            phase: Phase::Built,
            is_generator: false,
            first_line: 1,
            docstring: None,
            parameters: Vec::new(),
            locals: Vec::new(),
            free_variables: Vec::new(),
            locations: Vec::new(),
            values: Vec::new(),
            blocks: Vec::new(),
            layout: Vec::new(),
            entries: Vec::new(),
            exits: Vec::new(),
            frame: None,
            location_ids: BTreeMap::new(),
        }
    }

    /// Drops the code, when only what is known of the function is still needed.
    pub fn drop_body(&mut self) {
        self.blocks = Vec::new();
        self.layout = Vec::new();
        self.values = Vec::new();
    }

    /// The entry block.
    pub fn entry(&self) -> Block {
        self.layout[0]
    }

    /// Whether control comes to the block without an edge: at the start, or from a guard.
    pub fn is_entered(&self, block: Block) -> bool {
        block == self.entry() || self.entries.contains(&block)
    }

    /// Makes a block without parameters a numbered entry.
    pub fn add_entry(&mut self, block: Block) -> EntryId {
        let entry = EntryId::from_index(self.entries.len());
        self.entries.push(block);
        entry
    }

    /// A new side exit.
    pub fn add_exit(&mut self, exit: SideExit) -> ExitId {
        let id = ExitId::from_index(self.exits.len());
        self.exits.push(exit);
        id
    }

    /// The side exit that a guard names.
    pub fn exit(&self, guard: &Instruction) -> &SideExit {
        &self.exits[guard.exit().index()]
    }

    /// What a guard's side exit puts where: slots and values.
    pub fn exit_values<'a>(&'a self, guard: &'a Instruction) -> impl Iterator<Item = (Local, Value)> + 'a {
        self.exit(guard).slots.iter().copied().zip(guard.operands[1..].iter().copied())
    }

    /// What a counted guard's side exit gives up.
    pub fn given_up_by_exit<'a>(&self, guard: &'a Instruction) -> &'a [Value] {
        &guard.operands[1 + self.exit(guard).slots.len()..]
    }

    /// The number of slots in the frame.
    pub fn frame_slot_count(&self) -> usize {
        self.frame.as_ref().map_or(self.parameters.len(), |frame| frame.slots.len())
    }

    /// The data of a block.
    pub fn block(&self, block: Block) -> &BlockData {
        &self.blocks[block.index()]
    }

    /// The data of a block, to change.
    pub fn block_mut(&mut self, block: Block) -> &mut BlockData {
        &mut self.blocks[block.index()]
    }

    /// A new empty block at the end of the layout.
    pub fn add_block(&mut self) -> Block {
        let block = Block::from_index(self.blocks.len());
        self.blocks.push(BlockData::default());
        self.layout.push(block);
        block
    }

    /// A new value of the given type; the caller makes something define it.
    pub fn add_value(&mut self, r#type: Type) -> Value {
        let value = Value::from_index(self.values.len());
        self.values.push(r#type);
        value
    }

    /// A new parameter of `block`.
    pub fn add_block_parameter(&mut self, block: Block, r#type: Type) -> Value {
        let value = self.add_value(r#type);
        self.block_mut(block).parameters.push(value);
        value
    }

    /// The type of a value.
    pub fn value_type(&self, value: Value) -> Type {
        self.values[value.index()]
    }

    /// A new local slot.
    pub fn add_local(&mut self, name: NameId, is_cell: bool) -> Local {
        let local = Local::from_index(self.locals.len());
        self.locals.push(LocalSlot { name, is_cell, hint: None });
        local
    }

    /// The table entry of a location, made if need be.
    pub fn location(&mut self, location: Location) -> LocationId {
        if let Some(&id) = self.location_ids.get(&location) {
            return id;
        }
        let id = LocationId::from_index(self.locations.len());
        self.locations.push(location);
        self.location_ids.insert(location, id);
        id
    }
}
