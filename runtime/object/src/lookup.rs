//! Finding attributes along a type's resolution order, with a cache over all types.
//!
//! The cache is direct-mapped by type version and name. An entry cannot go stale: whatever changes a type's namespace gives
//! it and its subclasses new versions ([`TypeObject::modified`]), and versions are never used twice. Only immortal names
//! take part, so that no other str can come to lie at a remembered address: names in compiled code and the runtime's own.

use molt_abi::layout::{IMMORTAL, NO_TYPE_VERSION, type_flags};
use molt_heap::interpreter::{LOOKUPS, LookupEntry};
use molt_heap::{Borrowed, Owned};

use crate::{Downcast, Str, Tuple, TypeObject, Value};

fn place(version: u32, name: u64) -> usize {
    (version as usize).wrapping_mul(0x9E37).wrapping_add(name as usize >> 4) % LOOKUPS
}

impl TypeObject {
    /// The attribute found along the resolution order, unbound.
    pub fn lookup(&self, name: &Str) -> Option<Owned> {
        let version = self.version();
        let name_value = name.as_borrowed();
        let is_immortal = name_value.header().is_some_and(|header| header.reference_count.get() >= IMMORTAL);
        if version == NO_TYPE_VERSION || !is_immortal {
            return self.search(name);
        }
        let address = name_value.value().bits();
        let place = place(version, address);
        let known = &name_value.token().caches().lookups[place];
        let entry = known.get();
        if entry.version == version && entry.name == address {
            // SAFETY: the version is the type's own, so the type or a base still holds the attribute.
            let attribute = unsafe { Borrowed::from_value(entry.attribute) };
            return attribute.bound().map(Borrowed::own);
        }
        let found = self.search(name);
        if found.is_none() && !self.has_flags(type_flags::HEAP) {
            // A built-in type may be asked before it is complete.
            return None;
        }
        let attribute = found.as_ref().map_or(Value::UNBOUND, Owned::value);
        known.set(LookupEntry { version, name: address, attribute });
        found
    }

    fn search(&self, name: &Str) -> Option<Owned> {
        let order = self.details().resolution_order.borrow().clone()?;
        let order = order.borrow().downcast::<Tuple>()?;
        order.iter().find_map(|entry| TypeObject::of(entry)?.namespace().get_str(name))
    }
}
