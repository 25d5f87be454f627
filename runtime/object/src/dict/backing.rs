//! What stands behind a dict: usually nothing; a module's global slots behind its namespace; the caches of global names
//! behind the namespace of builtins.
//!
//! An entry of a module's namespace whose name has a slot holds [`Value::global_slot`] for a value; the value itself is in
//! the slot, where compiled code reads and replaces it without the dict. Only this file knows that; `dict.rs` calls it in
//! `value_of`, `replace_at`, `insert_new`, `remove_at` and `remove_all`, if the dict has something behind it.
//!
//! Invariant: a slot is bound exactly when the attached dict has an entry for it. So order, length and the notice of
//! changes are those of the entries, and whoever binds or unbinds a slot goes through the dict ([`bind_global`],
//! [`unbind_global`]).

use core::cell::Cell;
use core::ptr;

use molt_abi::ModuleRecord;

use super::{Dict, Entry, Probe, Table};
use crate::native::{Downcast, new_native};
use crate::{Borrowed, CoreType, ModuleReference, Owned, Str, Value, core_type, memory, type_of};

/// See the module.
#[derive(Clone, Copy)]
pub(super) enum Backing {
    /// Values are in the entries, and nobody else cares.
    Nothing,
    /// Values are in the entries; caches of builtins hold as long as none is set or deleted.
    BuiltinCaches,
    /// Values of names with a global slot are there.
    Slots(ModuleReference),
}

/// A [`Backing`] in one word: null, the mark, or the module's record.
pub(super) struct BackingCell(Cell<*mut ModuleRecord>);

/// An aligned address where no record is.
const BUILTIN_CACHES: *mut ModuleRecord = ptr::dangling_mut();

impl Default for BackingCell {
    fn default() -> Self {
        BackingCell(Cell::new(ptr::null_mut()))
    }
}

impl BackingCell {
    #[inline(always)]
    pub(super) fn is_nothing(&self) -> bool {
        self.0.get().is_null()
    }
    pub(super) fn get(&self) -> Backing {
        let record = self.0.get();
        if record.is_null() {
            Backing::Nothing
        } else if record == BUILTIN_CACHES {
            Backing::BuiltinCaches
        } else {
            // SAFETY: `set` stored the address of a record.
            Backing::Slots(unsafe { ModuleReference::new(record) })
        }
    }
    fn set(&self, backing: Backing) {
        self.0.set(match backing {
            Backing::Nothing => ptr::null_mut(),
            Backing::BuiltinCaches => BUILTIN_CACHES,
            Backing::Slots(record) => record.as_pointer(),
        });
    }
}

/// What stands for a slot in an entry.
fn marker(slot: usize) -> Owned {
    match Owned::immediate(Value::global_slot(slot as u32)) {
        Some(marker) => marker,
        None => unreachable!("not a pointer"),
    }
}

/// Whether a name found by a key is found by the equal str: subclasses of str with another `==` are not.
fn compares_as_str(key: Borrowed<'_>) -> bool {
    let equality = |class: &crate::TypeObject| class.slots().compare().map(|compare| compare as usize);
    let class = type_of(key);
    class.is_core(CoreType::Str) || equality(&class) == equality(core_type(CoreType::Str))
}

/// The unbound slot of the name that a new key is.
fn free_slot(record: ModuleReference, key: Borrowed<'_>, hash: i64) -> Option<usize> {
    let name = key.downcast::<Str>()?;
    let slot = record.slot_of(name)?;
    (name.hash() == hash && compares_as_str(key) && record.global(slot).is_none()).then_some(slot)
}

impl Dict {
    /// A new dict for the names of a module; from now on its slots are behind this dict alone.
    pub fn of_module(record: ModuleReference) -> Owned {
        if let Some(before) = record.namespace()
            && let Some(before) = Dict::of(before.borrow())
        {
            before.detach();
        }
        let namespace = new_native(Dict::default());
        if let Some(dict) = Dict::of(namespace.borrow()) {
            let room = record.global_names().len() + NAMES_OF_EVERY_MODULE;
            dict.table.borrow_mut().reserve(room).unwrap_or_else(memory::give_up);
            dict.backing.set(Backing::Slots(record));
        }
        record.set_namespace(Some(namespace.borrow()));
        namespace
    }
    /// Makes this the namespace of builtins: changes invalidate what is remembered of it.
    pub(crate) fn set_holds_builtins(&self) {
        self.backing.set(Backing::BuiltinCaches);
    }
    /// Whether this is the namespace of builtins.
    pub(crate) fn holds_builtins(&self) -> bool {
        matches!(self.backing.get(), Backing::BuiltinCaches)
    }
    /// Takes all values into the entries and leaves the module's slots unbound: the module is given up, or made anew.
    pub fn detach(&self) {
        if let Backing::Slots(record) = self.backing.get() {
            self.table.borrow_mut().take_from_slots(record);
            self.backing.set(Backing::Nothing);
            record.set_namespace(None);
        }
    }
    /// Puts the value of a new entry where it belongs; gives what the entry holds.
    #[cold]
    pub(super) fn settle(&self, hash: i64, key: Borrowed<'_>, value: Owned) -> Owned {
        match self.backing.get() {
            Backing::Nothing => value,
            Backing::BuiltinCaches => {
                crate::builtins::changed();
                value
            }
            Backing::Slots(record) => match free_slot(record, key, hash) {
                Some(slot) => {
                    let before = record.exchange_global(slot, Some(value));
                    debug_assert!(before.is_none(), "the slot was unbound");
                    marker(slot)
                }
                None => value,
            },
        }
    }
    /// The value of an entry of a dict with something behind it.
    #[cold]
    pub(super) fn value_elsewhere<'a>(&'a self, entry: &'a Entry) -> &'a Owned {
        match (self.backing.get(), entry.value.value().as_global_slot()) {
            (Backing::Slots(record), Some(slot)) => record.bound_global(slot as usize),
            _ => &entry.value,
        }
    }
    /// Replaces such a value and gives the old one.
    #[cold]
    pub(super) fn replace_elsewhere(&self, entry: &mut Entry, value: Owned) -> Option<Owned> {
        match (self.backing.get(), entry.value.value().as_global_slot()) {
            (Backing::Slots(record), Some(slot)) => return record.exchange_global(slot as usize, Some(value)),
            (Backing::BuiltinCaches, _) => crate::builtins::changed(),
            _ => {}
        }
        Some(core::mem::replace(&mut entry.value, value))
    }
    /// Takes the value of an entry that was removed, of which the word it held is given, from where it is.
    #[cold]
    pub(super) fn take_elsewhere(&self, value: Owned) -> Owned {
        match (self.backing.get(), value.value().as_global_slot()) {
            (Backing::Slots(record), Some(slot)) => return take(record, slot),
            (Backing::BuiltinCaches, _) => crate::builtins::changed(),
            _ => {}
        }
        value
    }
}

/// Slots are more names than most modules bind: builtins that they only use have one.
const NAMES_OF_EVERY_MODULE: usize = 4;

fn take(record: ModuleReference, slot: u32) -> Owned {
    match record.exchange_global(slot as usize, None) {
        Some(value) => value,
        None => unreachable!("an entry stands for a bound slot"),
    }
}

impl Table {
    /// Moves values from the slots into the entries.
    pub(super) fn take_from_slots(&mut self, record: ModuleReference) {
        for entry in self.entries.iter_mut().flatten() {
            if let Some(slot) = entry.value.value().as_global_slot() {
                entry.value = take(record, slot);
            }
        }
    }
    /// The place of the entry that stands for a slot.
    fn place_of_slot(&self, record: ModuleReference, slot: usize) -> Option<usize> {
        let hash = record.global_names()[slot].downcast::<Str>()?.hash();
        let wanted = Value::global_slot(slot as u32);
        let mut probe = Probe::new(hash, self.indices.len());
        loop {
            let index = self.indices.get(probe.place);
            if index == super::EMPTY {
                return None;
            }
            if index != super::DELETED
                && let Some(entry) = &self.entries[index as usize]
                && entry.value.value() == wanted
            {
                return Some(index as usize);
            }
            probe.advance();
        }
    }
}

/// Sets a global of compiled code. Nothing keeps the value once the module has been given up.
pub fn bind_global(record: ModuleReference, slot: usize, value: Owned) {
    if record.global(slot).is_some() {
        drop(record.exchange_global(slot, Some(value)));
        return;
    }
    let namespace = record.namespace();
    if let Some(dict) = namespace.as_ref().and_then(|namespace| Dict::of(namespace.borrow()))
        && let Some(name) = record.global_names()[slot].downcast::<Str>()
    {
        let added = dict.insert_new(name.hash(), name.as_borrowed().own(), value);
        added.unwrap_or_else(memory::give_up);
    }
}

/// Deletes a global of compiled code and gives what it was.
pub fn unbind_global(record: ModuleReference, slot: usize) -> Option<Owned> {
    let namespace = record.namespace()?;
    let dict = Dict::of(namespace.borrow())?;
    let place = dict.table.borrow().place_of_slot(record, slot)?;
    dict.remove_at(place).map(|(_, value)| value)
}

impl Drop for Dict {
    fn drop(&mut self) {
        if !self.backing.is_nothing() {
            self.detach();
        }
    }
}
