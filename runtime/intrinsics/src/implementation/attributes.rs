//! Attribute access with inline caches.

use molt_abi::AttributeCache;
use molt_abi::layout::{cache_kind, offset};
use molt_heap::interpreter::ATTRIBUTES;
use molt_object::instance::{Attributes, SlotStore};
use molt_object::{Borrowed, Downcast, Function, Owned, Result, Str, Value, type_of};
use molt_protocol::attribute::{self, Cacheable};

use crate::convert::AttributeSite;

/// What the code of a site does by itself when its cache allows.
#[derive(Clone, Copy)]
pub(super) enum Inlined {
    /// Nothing.
    Nothing,
    /// Reads or writes a slot.
    Slot,
    /// Takes the method, to call it later.
    Method,
    /// Enters the body of a method with so many arguments, the receiver included.
    CallWith(usize),
}

impl Inlined {
    fn is_allowed_by(self, cache: &AttributeCache) -> bool {
        match self {
            Inlined::Nothing => false,
            Inlined::Slot => cache.kind == cache_kind::SLOT,
            Inlined::Method => matches!(cache.kind, cache_kind::METHOD | cache_kind::NATIVE_METHOD),
            Inlined::CallWith(count) if cache.kind == cache_kind::METHOD => {
                // SAFETY: the type has the version for which the cache was filled, so it holds the function.
                let method = unsafe { Borrowed::from_value(cache.value) };
                // Code reads closure cells of its function object, which the class may give up while the code runs.
                method
                    .downcast_exact::<Function>()
                    .is_some_and(|function| function.takes_directly(count) && function.code().record().cell_count == 0)
            }
            Inlined::CallWith(_) => false,
        }
    }

    fn write(self, site: AttributeSite, mut cache: AttributeCache) {
        cache.inline_version = if self.is_allowed_by(&cache) { cache.type_version } else { 0 };
        site.write(cache);
    }
}

/// Remembers in a site's cache what is known about its attribute, or that nothing can be remembered about the type of the
/// object.
fn remember(site: AttributeSite, object: Borrowed<'_>, found: Option<Cacheable>, inlined: Inlined) {
    let mut cache = AttributeCache { type_version: type_of(object).version(), ..AttributeCache::EMPTY };
    if let Some(found) = found {
        cache.area_offset = found.area_offset;
        cache.slot_offset = found.slot_offset;
        cache.kind = found.kind;
        cache.value = found.value.as_ref().map_or(Value::ERROR, Owned::value);
    }
    inlined.write(site, cache);
}

fn place(version: u32, key: u64) -> usize {
    (key >> 4 ^ key & 1 ^ u64::from(version).wrapping_mul(0x9E37_79B1)) as usize & (ATTRIBUTES - 1)
}

/// Fills a site's cache from the table, where sites that see several types find what is known; false when it does not know
/// the type and name. Inline: it is all that such a site does before it goes on.
#[inline(always)]
pub(super) fn recall(site: AttributeSite, object: Borrowed<'_>, key: u64, inlined: Inlined) -> bool {
    let version = type_of(object).version();
    let known = &object.token().caches().attributes[place(version, key)];
    if known.key.get() != key || known.version.get() != version {
        return false;
    }
    inlined.write(site, known.cache.get());
    true
}

/// Puts what a site's cache has just learned into the table.
fn record(site: AttributeSite, object: Borrowed<'_>, key: u64) {
    let cache = site.read();
    if cache.type_version == type_of(object).version() {
        let known = &object.token().caches().attributes[place(cache.type_version, key)];
        known.key.set(key);
        known.version.set(cache.type_version);
        known.cache.set(cache);
    }
}

/// The attribute slot a site's cache leads to.
fn slot_number(cache: &AttributeCache) -> usize {
    (cache.slot_offset - cache.area_offset - offset::INSTANCE_SLOTS as u32) as usize / 8
}

/// Fills a method site's cache for the receiver from the table, or by looking the method up.
pub(super) fn learn_method(receiver: Borrowed<'_>, text: &Str, site: AttributeSite, inlined: Inlined) {
    let key = text.as_borrowed().value().bits();
    if recall(site, receiver, key, inlined) {
        return;
    }
    remember(site, receiver, attribute::cacheable(receiver, text), inlined);
    record(site, receiver, key);
}

/// The attributes of the object and the number of the slot that a site's cache knows for its type. Compiled code looks
/// itself where it is made fast, everything else comes here.
#[inline(always)]
fn cached<'a>(object: Borrowed<'a>, cache: &AttributeCache) -> Option<(Attributes<'a>, usize)> {
    if cache.kind != cache_kind::SLOT || cache.type_version != type_of(object).version() {
        return None;
    }
    // SAFETY: the type has the version for which the cache was filled.
    Some((unsafe { Attributes::at(object, cache.area_offset) }?, slot_number(cache)))
}

#[inline(always)]
pub(super) fn cached_value(object: Borrowed<'_>, site: AttributeSite) -> Option<Owned> {
    let (attributes, slot) = cached(object, &site.read())?;
    attributes.slot(slot)
}

pub fn attribute_get(object: Borrowed<'_>, name: Borrowed<'_>, site: AttributeSite) -> Result {
    if let Some(value) = cached_value(object, site) {
        return Ok(value);
    }
    let key = name.value().bits();
    if recall(site, object, key, Inlined::Slot) {
        return match cached_value(object, site) {
            Some(value) => Ok(value),
            None => attribute::get(object, attribute::name_of(name)?),
        };
    }
    learn_attribute(object, name, site, key)
}

#[cold]
fn learn_attribute(object: Borrowed<'_>, name: Borrowed<'_>, site: AttributeSite, key: u64) -> Result {
    let text = attribute::name_of(name)?;
    let result = attribute::get(object, text)?;
    // Afterwards, since the lookup may have changed the type or the layout of the object.
    remember(site, object, attribute::cacheable(object, text), Inlined::Slot);
    record(site, object, key);
    Ok(result)
}

/// Stores to the slot a site's cache knows for the type of the object; false, and nothing has happened, without one.
#[inline(always)]
fn set_cached(object: Borrowed<'_>, value: Borrowed<'_>, site: AttributeSite) -> bool {
    let cache = site.read();
    let Some((attributes, slot)) = cached(object, &cache) else { return false };
    if !cache.value.is_error() {
        // Members are filled in any order.
        attributes.set_member(slot, value);
        return true;
    }
    matches!(attributes.set_slot(slot, value), SlotStore::Done)
}

pub fn attribute_set(object: Borrowed<'_>, name: Borrowed<'_>, value: Borrowed<'_>, site: AttributeSite) -> Result<()> {
    if set_cached(object, value, site) {
        return Ok(());
    }
    let key = name.value().bits() | 1;
    if recall(site, object, key, Inlined::Slot) && set_cached(object, value, site) {
        return Ok(());
    }
    attribute::set(object, name, value)?;
    remember(site, object, attribute::cacheable_store(object, attribute::name_of(name)?), Inlined::Slot);
    record(site, object, key);
    Ok(())
}

pub fn attribute_delete(object: Borrowed<'_>, name: Borrowed<'_>) -> Result<()> {
    attribute::delete(object, name)
}
