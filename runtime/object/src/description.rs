//! What the link step finds in the runtime's object: marks at the head of descriptions, and what stands for code that was left
//! out of a program. `molt_abi::descriptions` says how it reads them.

use molt_abi::descriptions;

use crate::function::Definition;
use crate::native_type::{GetSet, Objects, TypeDefinition};
use crate::slots::{SlotEntry, SlotTable, Slots, TypeSlots};
use crate::type_object::MemoryFunctions;
use crate::{Arguments, Borrowed, CoreType, Result, raise};

/// What a description begins with.
#[repr(transparent)]
pub struct Mark(u8);

/// Mark of descriptions of types.
#[unsafe(export_name = "molt_type_mark")]
pub static TYPE: Mark = Mark(1);
/// Mark of tables of functions.
#[unsafe(export_name = "molt_functions_mark")]
pub static FUNCTIONS: Mark = Mark(2);
/// Mark of modules.
#[unsafe(export_name = "molt_module_mark")]
pub static MODULE: Mark = Mark(3);
/// Mark of the table of special methods.
#[unsafe(export_name = "molt_operations_mark")]
pub static OPERATIONS: Mark = Mark(4);

/// What code that makes objects of core types refers to, a byte for each type.
#[unsafe(export_name = "molt_made_marks")]
pub(crate) static MADE: [u8; CoreType::COUNT] = [1; CoreType::COUNT];

/// Leaves a relocation of kind "none" for a symbol, to which no byte belongs, in the code it stands in: so the link step sees
/// what code does that a program can reach.
macro_rules! mark_reached {
    ($symbol:path, $offset:expr) => {{
        // SAFETY: no instruction at all.
        #[cfg(all(target_os = "linux", target_arch = "x86_64", not(miri)))]
        unsafe {
            core::arch::asm!(
                ".reloc ., R_X86_64_NONE, {symbol} + {offset}",
                symbol = sym $symbol,
                offset = const $offset,
                options(nomem, nostack, preserves_flags)
            );
        }
        // SAFETY: as above.
        #[cfg(all(target_os = "linux", target_arch = "aarch64", not(miri)))]
        unsafe {
            core::arch::asm!(
                ".reloc ., R_AARCH64_NONE, {symbol} + {offset}",
                symbol = sym $symbol,
                offset = const $offset,
                options(nomem, nostack, preserves_flags)
            );
        }
    }};
}
pub(crate) use mark_reached;

/// What code that calls core types refers to, a byte for each type.
#[unsafe(export_name = "molt_called_marks")]
static CALLED: [u8; CoreType::COUNT] = [1; CoreType::COUNT];

/// Tells the link step that the code this stands in calls `type`, to make a class.
#[inline(always)]
pub fn mark_class_made() {
    mark_reached!(CALLED, CoreType::Type as usize);
}

/// A table of functions.
#[repr(C)]
pub struct Functions {
    mark: &'static Mark,
    definitions: &'static [Definition],
}

impl Functions {
    /// The table of these functions, to be kept in a static.
    pub const fn new(definitions: &'static [Definition]) -> Functions {
        Functions { mark: &FUNCTIONS, definitions }
    }
    /// The functions.
    pub fn iter(&'static self) -> impl Iterator<Item = &'static Definition> {
        // A table whose place the optimiser sees through has no mark in the object.
        core::hint::black_box(self).definitions.iter()
    }
}

const fn is_same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let mut index = 0;
    while index < left.len() && index < right.len() && left[index] == right[index] {
        index += 1;
    }
    index == left.len() && index == right.len()
}

const fn is_slice(size: usize) -> bool {
    size == 2 * size_of::<usize>()
}

// What the link step takes for granted; there it reads words of 64 bits.
#[cfg(target_pointer_width = "64")]
const _: () = {
    use core::mem::offset_of;
    assert!(offset_of!(TypeDefinition, mark) == 0);
    assert!(offset_of!(TypeDefinition, methods) == descriptions::TYPE_DEFINITIONS[0]);
    assert!(offset_of!(TypeDefinition, class_methods) == descriptions::TYPE_DEFINITIONS[1]);
    assert!(offset_of!(TypeDefinition, static_methods) == descriptions::TYPE_DEFINITIONS[2]);
    assert!(offset_of!(TypeDefinition, getters) == descriptions::TYPE_GETTERS);
    assert!(offset_of!(TypeDefinition, slots) == descriptions::TYPE_SLOTS);
    assert!(offset_of!(TypeDefinition, documentation) == descriptions::TYPE_DOCUMENTATION);
    assert!(offset_of!(TypeDefinition, core) == descriptions::TYPE_CORE && size_of::<Option<CoreType>>() == 4);
    assert!(offset_of!(TypeDefinition, name) == descriptions::TYPE_NAME);
    assert!(offset_of!(TypeDefinition, objects) + offset_of!(Objects, memory) == descriptions::TYPE_MEMORY);
    assert!(offset_of!(TypeDefinition, objects) + offset_of!(Objects, layout) == descriptions::TYPE_LAYOUT);
    assert!(size_of::<Option<Objects>>() == size_of::<Objects>() && offset_of!(MemoryFunctions, destroy) == 0);
    assert!(size_of::<MemoryFunctions>() == 8 * descriptions::TYPE_MEMORY_FUNCTIONS);
    assert!(offset_of!(Definition, documentation) == descriptions::DEFINITION_DOCUMENTATION);
    assert!(offset_of!(GetSet, documentation) == descriptions::DEFINITION_DOCUMENTATION);
    assert!(size_of::<SlotEntry>() == descriptions::SLOT_SIZE && offset_of!(SlotEntry, place) == 0);
    assert!(offset_of!(SlotEntry, code) == descriptions::SLOT_CODE && is_slice(size_of::<SlotTable>()));
    assert!(size_of::<Slots>() == 8 * descriptions::SLOTS.len() && Slots::NAMES.len() == descriptions::SLOTS.len());
    let mut index = 0;
    while index < Slots::NAMES.len() {
        assert!(is_same(Slots::NAMES[index], descriptions::SLOTS[index]));
        index += 1;
    }
    assert!(offset_of!(Functions, mark) == 0 && offset_of!(Functions, definitions) == descriptions::FUNCTIONS);
    assert!(size_of::<Definition>() == descriptions::DEFINITION_SIZE && offset_of!(Definition, name) == 0);
    assert!(offset_of!(Definition, function) == descriptions::DEFINITION_CODE);
    assert!(size_of::<GetSet>() == descriptions::GETTER_SIZE && offset_of!(GetSet, name) == 0);
    assert!(offset_of!(GetSet, get) == descriptions::GETTER_READ);
    assert!(offset_of!(GetSet, set) == descriptions::GETTER_SET);
    assert!(is_slice(size_of::<&str>()) && is_slice(size_of::<&[Definition]>()));
};

/// SystemError: the link step was wrong about what the program can reach.
#[cold]
pub fn missing() -> crate::Raised {
    raise(CoreType::SystemError, "the program was linked without the code of this attribute; this is a bug in molt")
}

#[unsafe(export_name = "molt_missing_function")]
fn missing_function(_receiver: Borrowed<'_>, _arguments: Arguments<'_>) -> Result {
    Err(missing())
}

#[unsafe(export_name = "molt_missing_getter")]
fn missing_getter(_object: Borrowed<'_>) -> Result {
    Err(missing())
}

#[unsafe(export_name = "molt_missing_setter")]
fn missing_setter(_object: Borrowed<'_>, _value: Option<Borrowed<'_>>) -> Result<()> {
    Err(missing())
}

/// For modules, whose type is unknown here.
#[unsafe(export_name = "molt_missing_module")]
fn missing_module(_module: *const ()) -> Result<()> {
    Err(missing())
}

/// For special methods of native types.
#[unsafe(export_name = "molt_missing_operation")]
fn missing_operation(_slots: &TypeSlots, _receiver: Borrowed<'_>, _arguments: Arguments<'_>) -> Result {
    Err(missing())
}

/// For what puts dispatchers into slots: nobody looks into a slot that is left out.
#[unsafe(export_name = "molt_missing_install")]
fn missing_install(_slots: &mut Slots) {}

/// For slots, which are of many types. Nobody reads such a slot.
#[unsafe(export_name = "molt_missing_slot")]
extern "C" fn missing_slot() -> ! {
    panic!("the program was linked without the code of an operation; this is a bug in molt")
}
