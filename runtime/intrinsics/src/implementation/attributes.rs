//! Attribute access with inline caches.

use molt_abi::AttributeCache;
use molt_abi::layout::{cache_kind, offset};
use molt_heap::interpreter::ATTRIBUTES;
use molt_object::instance::{Attributes, SlotStore};
use molt_object::{Borrowed, Owned, Result, Str, Value, type_of};
use molt_protocol::attribute::{self, Cacheable};

use crate::convert::AttributeSite;

/// Remembers in a site's cache what is known about its attribute.
pub(super) fn remember(site: AttributeSite, object: Borrowed<'_>, found: Option<Cacheable>) {
    let Some(found) = found else { return };
    let value = found.value.as_ref().map_or(Value::ERROR, Owned::value);
    site.write(AttributeCache {
        type_version: type_of(object).version(),
        area_offset: found.area_offset,
        slot_offset: found.slot_offset,
        kind: found.kind,
        value,
    });
}

/// Remembers in a site's cache that nothing can be remembered about the type of the object.
pub(super) fn forget(site: AttributeSite, object: Borrowed<'_>) {
    let type_version = type_of(object).version();
    site.write(AttributeCache { type_version, ..AttributeCache::EMPTY });
}

fn place(version: u32, key: u64) -> usize {
    (key >> 4 ^ key & 1 ^ u64::from(version).wrapping_mul(0x9E37_79B1)) as usize & (ATTRIBUTES - 1)
}

/// Fills a site's cache from the table, where sites that see several types find what is known; false when it does not know
/// the type and name.
pub(super) fn recall(site: AttributeSite, object: Borrowed<'_>, key: u64) -> bool {
    let version = type_of(object).version();
    let known = &object.token().caches().attributes[place(version, key)];
    if version == 0 || known.key.get() != key || known.version.get() != version {
        return false;
    }
    site.write(known.cache.get());
    true
}

/// Puts what a site's cache has just learned into the table.
fn record(site: AttributeSite, object: Borrowed<'_>, key: u64) {
    let cache = site.read();
    if cache.type_version != 0 && cache.type_version == type_of(object).version() {
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
pub(super) fn learn_method(receiver: Borrowed<'_>, text: &Str, site: AttributeSite) {
    let key = text.as_borrowed().value().bits();
    if recall(site, receiver, key) {
        return;
    }
    match attribute::cacheable(receiver, text) {
        Some(found) => remember(site, receiver, Some(found)),
        None => forget(site, receiver),
    }
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
    if recall(site, object, key) {
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
    match attribute::cacheable(object, text) {
        Some(found) => remember(site, object, Some(found)),
        None => forget(site, object),
    }
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
    if recall(site, object, key) && set_cached(object, value, site) {
        return Ok(());
    }
    attribute::set(object, name, value)?;
    match attribute::cacheable_store(object, attribute::name_of(name)?) {
        Some(found) => remember(site, object, Some(found)),
        None => forget(site, object),
    }
    record(site, object, key);
    Ok(())
}

pub fn attribute_delete(object: Borrowed<'_>, name: Borrowed<'_>) -> Result<()> {
    attribute::delete(object, name)
}
