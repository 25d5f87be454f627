//! Records whose bytes compiled code reads or writes, and the offsets of the fields it uses.
//!
//! Every pointer field is a [`Word`], eight bytes on every target, so one set of offsets serves all of them.

use core::cell::Cell;
use core::sync::atomic::AtomicU32;

use crate::value::Value;

/// A pointer padded to eight bytes.
#[repr(C, align(8))]
pub struct Word<T>(pub *mut T);

impl<T> Clone for Word<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Word<T> {}

/// Reference count from which an object is immortal. Counting goes on, so that retain and release need no test;
/// the distance to zero and to overflow is 2^31 live references.
pub const IMMORTAL: u32 = 0x8000_0000;

/// The head of every object. Counts change behind shared references, hence the cells.
#[repr(C, align(8))]
pub struct Header {
    /// Live references; the object is freed when it falls to exactly zero.
    pub reference_count: Cell<u32>,
    /// Bits owned by the cycle collector; zero in static objects.
    pub state: Cell<u32>,
    /// The type object. Compared with `molt_core_types + index * TYPE_OBJECT_SIZE` by inline type tests.
    pub type_object: Word<Header>,
}

/// Bytes each entry of the exported array `molt_core_types` takes.
pub const TYPE_OBJECT_SIZE: usize = 576;

/// Offsets in objects, named `<OBJECT>_<FIELD>`.
pub mod offset {
    /// `u32` reference count.
    pub const HEADER_REFERENCE_COUNT: i32 = 0;
    /// Pointer to the type object.
    pub const HEADER_TYPE: i32 = 8;
    /// Bytes in a header.
    pub const HEADER_SIZE: i32 = 16;

    /// `u32` unique while the type and its bases stay as they are; 0 when it cannot be cached.
    pub const TYPE_VERSION: i32 = 16;
    /// `u32` flags, see [`super::type_flags`].
    pub const TYPE_FLAGS: i32 = 20;

    /// `u64` code points.
    pub const STR_LENGTH: i32 = 16;
    /// `i64` hash, valid when the `HASHED` flag is set.
    pub const STR_HASH: i32 = 24;
    /// `u32` bytes per code point: 1, 2 or 4; always the smallest that fits.
    pub const STR_KIND: i32 = 32;
    /// `u32` flags, see [`super::str_flags`].
    pub const STR_FLAGS: i32 = 36;
    /// First code unit.
    pub const STR_DATA: i32 = 40;

    /// `u64` bytes.
    pub const BYTES_LENGTH: i32 = 16;
    /// `i64` hash, 0 when not computed.
    pub const BYTES_HASH: i32 = 24;
    /// First byte.
    pub const BYTES_DATA: i32 = 32;

    /// `u64` items.
    pub const TUPLE_LENGTH: i32 = 16;
    /// First item.
    pub const TUPLE_ITEMS: i32 = 24;

    /// Pointer to the items.
    pub const LIST_ITEMS: i32 = 16;
    /// `u64` items in use.
    pub const LIST_LENGTH: i32 = 24;
    /// `u64` items allocated.
    pub const LIST_CAPACITY: i32 = 32;

    /// The cell's value, UNBOUND when empty.
    pub const CELL_VALUE: i32 = 16;

    /// Pointer to the [`super::CodeRecord`].
    pub const FUNCTION_CODE: i32 = 16;
    /// First closure cell (a value, always a cell object); as many as the code has free variables.
    pub const FUNCTION_CELLS: i32 = 96;

    /// The bound method's function.
    pub const METHOD_FUNCTION: i32 = 16;
    /// The bound method's receiver.
    pub const METHOD_RECEIVER: i32 = 24;

    /// Instance area, relative to its start: the `__dict__` (a dict value) or ERROR while attributes live in slots.
    pub const INSTANCE_DICT: i32 = 0;
    /// Instance area: `u32` one more than the highest slot ever set; slots fill in ascending order only.
    pub const INSTANCE_FILLED: i32 = 8;
    /// Instance area: first attribute slot.
    pub const INSTANCE_SLOTS: i32 = 16;

    /// List iterator: the list, UNBOUND once exhausted.
    pub const LIST_ITERATOR_LIST: i32 = 16;
    /// List iterator: `u64` next index.
    pub const LIST_ITERATOR_INDEX: i32 = 24;

    /// Range iterator: `i64` next number (it and every number to come are inline ints).
    pub const RANGE_ITERATOR_NEXT: i32 = 16;
    /// Range iterator: `i64` step.
    pub const RANGE_ITERATOR_STEP: i32 = 24;
    /// Range iterator: `u64` numbers left.
    pub const RANGE_ITERATOR_LEFT: i32 = 32;

    /// `u32` resume entry: 0 at the start, then the number of the yield, or `GENERATOR_FINISHED`.
    pub const GENERATOR_RESUME: i32 = 16;
    /// `u32` nonzero while running (owned by the runtime).
    pub const GENERATOR_RUNNING: i32 = 20;
    /// The exception being handled inside the suspended frame, or NONE.
    pub const GENERATOR_HANDLED: i32 = 24;
    /// The iterator a `yield from` is delegating to, or UNBOUND (borrowed from a frame slot).
    pub const GENERATOR_DELEGATE: i32 = 32;
    /// The [`super::Frame`]; its callee is the generator function, owned, and its slots are owned.
    pub const GENERATOR_FRAME: i32 = 56;

    /// Frame: pointer to the frame of the caller.
    pub const FRAME_PREVIOUS: i32 = 0;
    /// Frame: pointer to the [`super::CodeRecord`].
    pub const FRAME_CODE: i32 = 8;
    /// Frame: the function object; set in generators and in functions with free variables only.
    pub const FRAME_CALLEE: i32 = 16;
    /// Frame: `u32` one more than the index of the current location, 0 for none.
    pub const FRAME_LOCATION: i32 = 24;
    /// Frame: `u32` nonzero once there is a frame object.
    pub const FRAME_IS_OBSERVED: i32 = 28;
    /// Frame: the frame object, owned; meaningless while there is none.
    pub const FRAME_OBJECT: i32 = 32;
    /// Frame: first slot.
    pub const FRAME_SLOTS: i32 = 40;
}

/// `GENERATOR_RESUME` of a generator that returned or raised.
pub const GENERATOR_FINISHED: u32 = u32::MAX;

/// Bits of a type's flags that compiled code may test.
pub mod type_flags {
    /// A subclass of `BaseException`.
    pub const EXCEPTION: u32 = 1;
    /// Instances take part in cycle collection.
    pub const COLLECTED: u32 = 2;
    /// Instances have an instance area (dict and slots).
    pub const INSTANCE_AREA: u32 = 4;
    /// A class made by a `class` statement or a call of `type`.
    pub const HEAP: u32 = 8;
    /// May be used as a base class.
    pub const BASE: u32 = 16;
}

/// Bits of a str's flags.
pub mod str_flags {
    /// Every code point is below 128.
    pub const ASCII: u32 = 1;
    /// The hash field is valid.
    pub const HASHED: u32 = 2;
}

/// Bits of [`CodeRecord::flags`].
pub mod code_flags {
    /// Has `*args`.
    pub const VARIABLE_POSITIONAL: u32 = 1;
    /// Has `**kwargs`.
    pub const VARIABLE_KEYWORDS: u32 = 2;
    /// Calling it makes a generator.
    pub const GENERATOR: u32 = 4;
    /// A class body: its one parameter is the namespace.
    pub const CLASS_BODY: u32 = 8;
    /// A module body: its callee is the module object.
    pub const MODULE_BODY: u32 = 16;
    /// Reads every variable from its slot whenever it is used, and has a slot for each.
    pub const READS_SLOTS: u32 = 32;
}

/// The head of an activation's frame; `CodeRecord::frame_slots` slots follow: the arguments of the parameters, borrowed
/// from the caller, then the local variables and what lives across suspensions, owned, UNBOUND when empty.
///
/// A frame stands on the native stack while the activation runs; a generator's frame is part of the generator, which owns
/// the arguments too.
#[repr(C)]
pub struct Frame {
    /// The frame of the caller.
    pub previous: Cell<Word<Frame>>,
    /// What is run.
    pub code: Word<CodeRecord>,
    /// The function object; set in generators and in functions with free variables only.
    pub callee: Cell<Value>,
    /// One more than the index of the operation's location in the code's table, 0 for none. Set before what can raise.
    pub location: Cell<u32>,
    /// Nonzero once there is a frame object.
    pub is_observed: Cell<u32>,
    /// The frame object, owned; meaningless while there is none.
    pub object: Cell<Value>,
}

/// `Variable::slot` of a variable that has none.
pub const NO_SLOT: u32 = u32::MAX;

/// [`CodeRecord::direct_count`] of functions whose arguments always have to be bound.
pub const NEVER_DIRECT: u32 = u32::MAX;

/// A variable of a function, for whoever looks at frames.
#[repr(C)]
pub struct Variable {
    /// An immortal str.
    pub name: Value,
    /// Its frame slot; [`NO_SLOT`] when it is never used.
    pub slot: u32,
    /// 1 when the slot holds a cell with the value.
    pub is_cell: u32,
}

/// Where an operation stands in the source: lines from 1, columns in UTF-8 bytes from 0.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// First line.
    pub line: u32,
    /// Last line.
    pub end_line: u32,
    /// First column.
    pub column: u32,
    /// One past the last column, on the last line.
    pub end_column: u32,
}

/// Static description of a compiled function; emitted by the compiler, never freed.
#[repr(C)]
pub struct CodeRecord {
    /// `extern "C" fn(callee, p0, ..) -> Value` with every parameter slot bound.
    pub direct: Word<u8>,
    /// `extern "C" fn(direct, callee, *const Value) -> Value`: calls `direct` with the slots in an array.
    pub entry: Word<u8>,
    /// `extern "C" fn(generator, sent) -> Value` for generators, else null.
    pub resume: Word<u8>,
    /// The module it belongs to.
    pub module: Word<ModuleRecord>,
    /// `__name__`, an immortal str.
    pub name: Value,
    /// `__qualname__`, an immortal str.
    pub qualified_name: Value,
    /// Docstring or NONE, immortal.
    pub documentation: Value,
    /// `parameter_count` immortal strs, in slot order.
    pub parameter_names: Word<Value>,
    /// Locations by index, in the form of [`crate::locations`].
    pub locations: Word<u8>,
    /// `cell_count` immortal strs: the names of the free variables.
    pub free_names: Word<Value>,
    /// `variable_count` variables, parameters first.
    pub variables: Word<Variable>,
    /// `name_count` immortal strs: the global variables and attributes it names, each once.
    pub names: Word<Value>,
    /// See [`code_flags`].
    pub flags: u32,
    /// Parameter slots, `*args` and `**kwargs` included. Slot order: positional-only, positional-or-keyword,
    /// `*args`, keyword-only, `**kwargs`.
    pub parameter_count: u32,
    /// Positional-only parameters.
    pub positional_only_count: u32,
    /// Positional-only plus positional-or-keyword parameters.
    pub positional_count: u32,
    /// Keyword-only parameters.
    pub keyword_only_count: u32,
    /// Free variables, so closure cells of the function object.
    pub cell_count: u32,
    /// Slots of the frame.
    pub frame_slots: u32,
    /// Line of the `def` (of the first decorator, as CPython counts).
    pub first_line: u32,
    /// Variables with a slot in the frame.
    pub variable_count: u32,
    /// Number of locations.
    pub location_count: u32,
    /// Number of names.
    pub name_count: u32,
    /// With how many arguments the body may be entered as it is: `parameter_count`, or [`NEVER_DIRECT`] where parameters collect
    /// arguments or are given by name alone.
    pub direct_count: u32,
}

/// Static description of a compiled module; writable data.
#[repr(C)]
pub struct ModuleRecord {
    /// Dotted name, an immortal str.
    pub name: Value,
    /// File name shown in tracebacks, an immortal str.
    pub file: Value,
    /// Source text for tracebacks, an LZ4 block.
    pub source: Word<u8>,
    /// Bytes of the block.
    pub source_size: u32,
    /// Bytes of the text.
    pub source_length: u32,
    /// `global_count` slots, UNBOUND when unset.
    pub globals: Word<Value>,
    /// `global_count` immortal strs, in code point order.
    pub global_names: Word<Value>,
    /// Number of global slots.
    pub global_count: u32,
    /// 1 when the module is a package.
    pub is_package: u32,
    /// The module body.
    pub body: Word<CodeRecord>,
    /// The module object once imported, else ERROR; written by the runtime.
    pub module_object: Value,
    /// Docstring or NONE, immortal.
    pub documentation: Value,
    /// The dict whose values are in the slots, borrowed, else ERROR; written by the runtime. A slot is bound exactly when
    /// the dict has an entry for it.
    pub namespace: Value,
}

/// The exported `molt_module_table`, made at link time.
#[repr(C)]
pub struct ModuleTable {
    /// `count` modules, sorted by name in code point order.
    pub modules: Word<Word<ModuleRecord>>,
    /// Number of modules.
    pub count: u64,
    /// The module run as `__main__`.
    pub main: Word<ModuleRecord>,
    /// One more than the seed of hashes that is compiled in; 0 without one.
    pub hash_seed: u64,
}

/// An inline cache for one attribute or method site; all zero when empty.
///
/// `kind` says how to use it: see [`cache_kind`].
#[repr(C)]
#[derive(Clone, Copy)]
pub struct AttributeCache {
    /// Version of the receiver's type for which the rest holds; 0 when empty.
    pub type_version: u32,
    /// Byte offset of the instance area in the receiver.
    pub area_offset: u32,
    /// Byte offset of the attribute's slot in the receiver.
    pub slot_offset: u32,
    /// See [`cache_kind`].
    pub kind: u32,
    /// `type_version` if compiled code can do by itself what the site does, else 0: the one test it makes.
    pub inline_version: u32,
    /// For methods the function found on the type, for members of `__slots__` the descriptor; borrowed (the version keeps it
    /// alive).
    pub value: Value,
}

impl AttributeCache {
    /// Knows nothing.
    pub const EMPTY: AttributeCache = AttributeCache {
        type_version: 0,
        area_offset: 0,
        slot_offset: 0,
        kind: cache_kind::EMPTY,
        inline_version: 0,
        value: Value::ERROR,
    };
}

/// The version of types about which caches remember nothing, since all other versions have been used.
pub const NO_TYPE_VERSION: u32 = u32::MAX;

/// Kinds of filled [`AttributeCache`]s.
pub mod cache_kind {
    /// Nothing is known.
    pub const EMPTY: u32 = 0;
    /// The attribute is in the slot at `slot_offset`, unless that is UNBOUND.
    pub const SLOT: u32 = 1;
    /// `value` is a plain function found on the type; it applies when the instance's dict word is ERROR
    /// (0 `area_offset`: instances have no dict, it always applies). Call it with the receiver first.
    pub const METHOD: u32 = 2;
    /// Like `METHOD`, with a native method descriptor for `value`.
    pub const NATIVE_METHOD: u32 = 3;
}

/// Offsets in [`AttributeCache`].
pub mod cache_offset {
    /// `u32` offset of the instance area.
    pub const AREA_OFFSET: i32 = 4;
    /// `u32` offset of the slot.
    pub const SLOT_OFFSET: i32 = 8;
    /// `u32` type version for which compiled code can do what the site does.
    pub const INLINE_VERSION: i32 = 16;
    /// The method's function.
    pub const VALUE: i32 = 24;
    /// Bytes in a cache.
    pub const SIZE: i32 = 32;
}

/// Cache of a builtin read through a global name; all zero when empty.
#[repr(C)]
pub struct GlobalCache {
    /// The version of the builtins for which `value` holds; 0 when empty.
    pub version: u64,
    /// The builtin, borrowed from the builtins module.
    pub value: Value,
}

/// The head of the exported `molt_interpreter`: what compiled code reads of what all threads share.
#[repr(C)]
pub struct InterpreterState {
    /// Version of the namespace of builtins, never 0 in a program that runs.
    pub builtins_version: Cell<u64>,
}

impl InterpreterState {
    /// Before the start: zeroed memory takes no room in the program file.
    pub const fn new() -> InterpreterState {
        InterpreterState { builtins_version: Cell::new(0) }
    }
}

impl Default for InterpreterState {
    fn default() -> Self {
        Self::new()
    }
}

/// Offsets in [`InterpreterState`].
pub mod interpreter_offset {
    /// `u64` version of the namespace of builtins.
    pub const BUILTINS_VERSION: i32 = 0;
}

/// The head of the exported `molt_thread_state`: what compiled code reads and writes of the thread that holds the token. One
/// static block at a fixed address; hand-over of the token saves and loads its contents.
#[repr(C)]
pub struct ThreadState {
    /// The innermost frame; null when no compiled code runs.
    pub frame: Cell<Word<Frame>>,
    /// Compiled functions entered and not left.
    pub depth: Cell<u32>,
    /// At this depth a call asks the runtime first. Zero asks for a safe point. Atomic, since threads that wait for the token
    /// ask too.
    pub depth_limit: AtomicU32,
    /// Lowest address the native stack may reach.
    pub stack_limit: Cell<u64>,
}

impl ThreadState {
    /// Of a thread that runs nothing yet.
    pub const fn new(depth_limit: u32) -> ThreadState {
        ThreadState {
            frame: Cell::new(Word(core::ptr::null_mut())),
            depth: Cell::new(0),
            depth_limit: AtomicU32::new(depth_limit),
            stack_limit: Cell::new(0),
        }
    }
}

/// Offsets in [`ThreadState`].
pub mod thread_offset {
    /// Pointer to the innermost frame.
    pub const FRAME: i32 = 0;
    /// `u32` calls in progress.
    pub const DEPTH: i32 = 8;
    /// `u32` calls allowed.
    pub const DEPTH_LIMIT: i32 = 12;
    /// `u64` lowest stack address.
    pub const STACK_LIMIT: i32 = 16;
    /// Bytes in the block.
    pub const SIZE: i32 = 24;
}

const _: () = {
    use core::mem::{offset_of, size_of};
    assert!(offset_of!(InterpreterState, builtins_version) == interpreter_offset::BUILTINS_VERSION as usize);
    assert!(offset_of!(Frame, previous) == offset::FRAME_PREVIOUS as usize);
    assert!(offset_of!(Frame, code) == offset::FRAME_CODE as usize);
    assert!(offset_of!(Frame, callee) == offset::FRAME_CALLEE as usize);
    assert!(offset_of!(Frame, location) == offset::FRAME_LOCATION as usize);
    assert!(offset_of!(Frame, is_observed) == offset::FRAME_IS_OBSERVED as usize);
    assert!(offset_of!(Frame, object) == offset::FRAME_OBJECT as usize);
    assert!(size_of::<Frame>() == offset::FRAME_SLOTS as usize);
    assert!(offset_of!(ThreadState, frame) == thread_offset::FRAME as usize);
    assert!(offset_of!(ThreadState, depth) == thread_offset::DEPTH as usize);
    assert!(offset_of!(ThreadState, depth_limit) == thread_offset::DEPTH_LIMIT as usize);
    assert!(offset_of!(ThreadState, stack_limit) == thread_offset::STACK_LIMIT as usize);
    assert!(size_of::<ThreadState>() == thread_offset::SIZE as usize);
};
