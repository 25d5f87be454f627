//! What all threads share.

use core::any::Any;
use core::cell::Cell;

use molt_abi::{AttributeCache, CoreType, ModuleRecord, ModuleTable, Value};

use crate::allocator::ObjectMemory;
use crate::by_address::ObjectsByAddress;
use crate::collector::Collector;
use crate::memory::Pool;
use crate::reserve::Reserve;
use crate::{Owned, OwnedCell};

/// What all threads share, reached by a [`crate::Token`]. Each part says who reads and writes it.
pub struct Interpreter {
    /// Memory of objects (`allocator`).
    pub(crate) objects: ObjectMemory,
    /// Memory of Rust values (`memory`).
    pub(crate) pool: Pool,
    /// Memory for when there is no more (`reserve`).
    pub(crate) reserve: Reserve,
    /// Tracked objects (`collector`).
    pub(crate) collector: Collector,
    /// How many threads were attached (`token`).
    pub(crate) attached: Cell<u64>,
    /// Types.
    pub types: Types,
    /// The namespace of builtins, an exact dict.
    pub builtins: OwnedCell,
    /// Modules and importing.
    pub modules: Modules,
    /// What start-up tells the layers below.
    pub hooks: Hooks,
    /// Numbers and texts.
    pub values: Values,
}

/// What the type machinery keeps.
pub struct Types {
    /// The version the next type gets; the last one is for all types that come when no other is left.
    pub next_version: Cell<u32>,
    /// Types made from static descriptions.
    pub natives: ObjectsByAddress,
    /// Code objects, owned.
    pub codes: ObjectsByAddress,
    /// Which core types were set up, a bit each.
    pub set_up: Cell<u128>,
    /// Completes a core type that is set up when it is first asked for.
    pub define_late: Cell<Option<fn(CoreType)>>,
}

/// What importing keeps.
pub struct Modules {
    /// The modules linked into the program, as the link step made it.
    pub table: Cell<Option<&'static ModuleTable>>,
    /// The module that runs as `__main__`.
    pub main: Cell<*mut ModuleRecord>,
    /// `sys.modules`.
    pub loaded: OwnedCell,
    /// The module `sys`, between start-up and shutdown.
    pub system: OwnedCell,
}

/// What start-up tells the layers below.
pub struct Hooks {
    /// Reports exceptions nobody can catch.
    pub unraisable: Cell<Option<UnraisableHook>>,
    provided: Cell<[Option<&'static (dyn Any + Send + Sync)>; Hooks::MOST_PROVIDED]>,
}

/// Reports an exception nobody can catch, what was being done ("while ..."), and with what.
pub type UnraisableHook = fn(Owned, &str, Owned);

/// What conversions keep.
pub struct Values {
    /// Strs given to `sys.intern`, an exact dict.
    pub interned: OwnedCell,
    /// Digits an int may have in conversions from and to decimal text; 0 for no limit (`sys.set_int_max_str_digits`).
    pub digit_limit: Cell<usize>,
    /// The MemoryError for when there is no memory to make one.
    pub memory_error: OwnedCell,
    /// The payload of the NaN that `float` makes next.
    pub next_nan: Cell<u64>,
    /// Keys of the hashes of strs and bytes.
    pub hash_keys: Cell<[u64; 2]>,
}

impl Interpreter {
    pub(crate) const fn new() -> Interpreter {
        Interpreter {
            objects: ObjectMemory::new(),
            pool: Pool::new(),
            reserve: Reserve::new(),
            collector: Collector::new(),
            attached: Cell::new(0),
            types: Types {
                next_version: Cell::new(molt_abi::CoreType::COUNT as u32 + 1),
                natives: ObjectsByAddress::new(),
                codes: ObjectsByAddress::new(),
                set_up: Cell::new(0),
                define_late: Cell::new(None),
            },
            builtins: OwnedCell::new(),
            modules: Modules {
                table: Cell::new(None),
                main: Cell::new(core::ptr::null_mut()),
                loaded: OwnedCell::new(),
                system: OwnedCell::new(),
            },
            hooks: Hooks { unraisable: Cell::new(None), provided: Cell::new([None; Hooks::MOST_PROVIDED]) },
            values: Values {
                interned: OwnedCell::new(),
                digit_limit: Cell::new(4300),
                memory_error: OwnedCell::new(),
                next_nan: Cell::new(1),
                hash_keys: Cell::new([0; 2]),
            },
        }
    }
}

impl Hooks {
    const MOST_PROVIDED: usize = 4;

    /// Provides the one value of its type for as long as the program runs; what layers below cannot name is found by that.
    pub fn provide<T: Any + Send + Sync>(&self, value: &'static T) {
        let mut provided = self.provided.get();
        let known = provided.iter().position(|entry| entry.is_none_or(|entry| entry.is::<T>()));
        match known {
            Some(place) => provided[place] = Some(value),
            None => panic!("more than {} things are provided", Hooks::MOST_PROVIDED),
        }
        self.provided.set(provided);
    }
    /// The value of a type that was provided.
    pub fn provided<T: Any + Send + Sync>(&self) -> Option<&'static T> {
        self.provided.get().into_iter().flatten().find_map(|entry| entry.downcast_ref())
    }
}

/// What can be found again. All zero when empty, so that it takes no room in the program file.
#[repr(C)]
pub struct Caches {
    /// The names that the runtime looks up, see `molt_object::names`.
    pub names: [Cell<Value>; NAMES],
    /// The strs of one character below 256, and the empty one.
    pub characters: [Cell<Value>; CHARACTERS],
    /// Attributes along resolution orders, see `molt_object::lookup`.
    pub lookups: [Cell<LookupEntry>; LOOKUPS],
    /// What sites that see several types find, see `molt_intrinsics`.
    pub attributes: [KnownAttribute; ATTRIBUTES],
}

/// Entries of [`Caches::lookups`], a power of two.
pub const LOOKUPS: usize = 2048;
/// Entries of [`Caches::attributes`], a power of two.
pub const ATTRIBUTES: usize = 2048;
/// Most names.
pub const NAMES: usize = 256;
/// Characters and the empty str.
pub const CHARACTERS: usize = 257;

/// What a lookup has given.
#[derive(Clone, Copy)]
pub struct LookupEntry {
    /// Version of the type; 0 when the entry is empty.
    pub version: u32,
    /// Address of the name.
    pub name: u64,
    /// What the lookup gives, borrowed from the type; UNBOUND when there is no such attribute.
    pub attribute: Value,
}

/// What is known about an attribute of a type, beyond the sites that use it. Cells of their own, so that what does not
/// match is not copied.
pub struct KnownAttribute {
    /// The name's address, plus one for stores; names of compiled code are immortal.
    pub key: Cell<u64>,
    /// The type's version, as in `cache`.
    pub version: Cell<u32>,
    /// What the sites would remember.
    pub cache: Cell<AttributeCache>,
}

impl Caches {
    pub(crate) const fn new() -> Caches {
        Caches {
            lookups: [const { Cell::new(LookupEntry { version: 0, name: 0, attribute: Value::ERROR }) }; LOOKUPS],
            attributes: [const {
                let cache = Cell::new(AttributeCache::EMPTY);
                KnownAttribute { key: Cell::new(0), version: Cell::new(0), cache }
            }; ATTRIBUTES],
            names: [const { Cell::new(Value::ERROR) }; NAMES],
            characters: [const { Cell::new(Value::ERROR) }; CHARACTERS],
        }
    }
}
