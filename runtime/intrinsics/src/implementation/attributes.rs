//! Attribute access with inline caches.

use molt_abi::AttributeCache;
use molt_abi::layout::cache_kind;
use molt_object::{Borrowed, Owned, Result, Value, type_of};
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
    site.write(AttributeCache {
        type_version,
        area_offset: 0,
        slot_offset: 0,
        kind: cache_kind::EMPTY,
        value: Value::ERROR,
    });
}

pub fn attribute_get(object: Borrowed<'_>, name: Borrowed<'_>, site: AttributeSite) -> Result {
    let text = attribute::name_of(name)?;
    let result = attribute::get(object, text)?;
    // Afterwards, since the lookup may have changed the type or the layout of the object.
    remember(site, object, attribute::cacheable(object, text));
    Ok(result)
}

pub fn attribute_set(object: Borrowed<'_>, name: Borrowed<'_>, value: Borrowed<'_>, site: AttributeSite) -> Result<()> {
    attribute::set(object, name, value)?;
    remember(site, object, attribute::cacheable_store(object, attribute::name_of(name)?));
    Ok(())
}

pub fn attribute_delete(object: Borrowed<'_>, name: Borrowed<'_>) -> Result<()> {
    attribute::delete(object, name)
}
