//! The descriptors of the names in `__slots__`.

use molt_object::instance::Attributes;
use molt_object::{Borrowed, CoreType, Downcast, Owned, Payload, Result, Str, TypeObject, Visitor, new_native, raise};

use super::as_text;
use crate::{attribute, convert};

/// The descriptor of a name in `__slots__`.
pub struct MemberDescriptor {
    /// The name.
    pub name: Owned,
    /// Place in the instance area.
    pub slot: usize,
    /// The class, borrowed: it holds the descriptor in its namespace.
    pub owner_name: Owned,
}

impl Payload for MemberDescriptor {
    const TYPE: CoreType = CoreType::MemberDescriptor;
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.owned(&self.name);
        visitor.owned(&self.owner_name);
    }
}

fn is_identifier(text: &Str) -> bool {
    let text = text.to_rust();
    let mut characters = text.chars();
    characters.next().is_some_and(|first| first == '_' || first.is_alphabetic())
        && characters.all(|character| character == '_' || character.is_alphanumeric())
}

pub(super) fn add_member(class: &TypeObject, name: &Str, slot: usize) -> Result<()> {
    if !is_identifier(name) {
        return Err(raise(CoreType::TypeError, "__slots__ must be identifiers"));
    }
    let mangled = mangle(class, name);
    let key = mangled.as_ref().map_or_else(|| name.as_borrowed().own(), Owned::clone);
    let Some(key_text) = as_text(&key) else { unreachable!("a name is a str") };
    if class.namespace().get_str(key_text).is_some() {
        let text = name.to_rust();
        return Err(raise(CoreType::ValueError, format_args!("'{text}' in __slots__ conflicts with class variable")));
    }
    let owner_name = Str::from_rust(&class.name());
    let member = new_native(MemberDescriptor { name: key.clone(), slot, owner_name });
    drop(class.namespace().insert_str_key(key, member));
    Ok(())
}

/// The private form of a name in `__slots__`.
fn mangle(class: &TypeObject, name: &Str) -> Option<Owned> {
    let text = name.to_rust();
    if !text.starts_with("__") || text.ends_with("__") || text.contains('.') {
        return None;
    }
    let class_name = class.name();
    let stripped = class_name.trim_start_matches('_');
    (!stripped.is_empty()).then(|| Str::from_rust(&format!("_{stripped}{text}")))
}

/// The `get`, `set` of members.
pub fn member_get(descriptor: Borrowed<'_>, instance: Option<Borrowed<'_>>, _owner: Borrowed<'_>) -> Result {
    let Some(instance) = instance else { return Ok(descriptor.own()) };
    let Some(member) = descriptor.payload::<MemberDescriptor>() else { unreachable!("not a member") };
    let value = Attributes::of(instance).and_then(|attributes| attributes.slot(member.slot));
    match value {
        Some(value) => Ok(value),
        None => {
            let Some(name) = as_text(&member.name) else { unreachable!("names are strs") };
            Err(attribute::missing(instance, name))
        }
    }
}

/// See [`member_get`].
pub fn member_set(descriptor: Borrowed<'_>, instance: Borrowed<'_>, value: Option<Borrowed<'_>>) -> Result<()> {
    let Some(member) = descriptor.payload::<MemberDescriptor>() else { unreachable!("not a member") };
    let Some(attributes) = Attributes::of(instance) else {
        let Some(name) = as_text(&member.name) else { unreachable!("names are strs") };
        return Err(attribute::missing(instance, name));
    };
    match value {
        Some(value) => attributes.set_member(member.slot, value),
        None => {
            if attributes.take_slot(member.slot).is_none() {
                let name = convert::str_text(member.name.borrow())?;
                return Err(raise(CoreType::AttributeError, name));
            }
        }
    }
    Ok(())
}
