//! The descriptors of the names in `__slots__`.

use molt_object::instance::Attributes;
use molt_object::{
    Borrowed, CoreType, Owned, Payload, Raised, Result, Str, TypeKey, TypeObject, Visitor, new_native, raise, type_of,
};

use super::as_text;
use crate::{attribute, receiver};

/// The descriptor of a name in `__slots__`.
pub struct MemberDescriptor {
    /// The name.
    pub name: Owned,
    /// Place in the instance area.
    pub slot: usize,
    /// The class whose instances have the slot.
    pub owner: Owned,
}

impl Payload for MemberDescriptor {
    const TYPE: TypeKey = TypeKey::Core(CoreType::MemberDescriptor);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.owned(&self.name);
        visitor.owned(&self.owner);
    }
}

fn is_identifier(text: &Str) -> bool {
    let text = text.to_rust();
    let mut characters = text.chars();
    characters.next().is_some_and(|first| first == '_' || first.is_alphabetic())
        && characters.all(|character| character == '_' || character.is_alphanumeric())
}

/// Checks the entries of `__slots__`. Gives the names of members and whether `__dict__` is among the entries.
pub(super) fn check_names(entries: Vec<Owned>) -> Result<(Vec<Owned>, bool)> {
    let mut names = Vec::new();
    let mut adds_dict = false;
    for entry in entries {
        let Some(text) = as_text(&entry) else {
            let found = type_of(entry.borrow()).name();
            return Err(raise(CoreType::TypeError, format_args!("__slots__ items must be strings, not '{found}'")));
        };
        if !is_identifier(text) {
            return Err(raise(CoreType::TypeError, "__slots__ must be identifiers"));
        }
        if text.equals_rust("__dict__") {
            if adds_dict {
                return Err(raise(CoreType::TypeError, "__dict__ slot disallowed: we already got one"));
            }
            adds_dict = true;
        } else if !text.equals_rust("__weakref__") {
            names.push(entry);
        }
    }
    Ok((names, adds_dict))
}

/// Gives a class members, in the order of their names, with slots from `first` on. Classes that add members of the same
/// names to the same base are then laid out alike, so that their instances can change from one to the other.
pub(super) fn add_members(class: &TypeObject, names: Vec<Owned>, first: usize) -> Result<()> {
    let mut members = Vec::with_capacity(names.len());
    for name in names {
        let Some(text) = as_text(&name) else { continue };
        let key = mangle(class, text).unwrap_or_else(|| name.clone());
        let shown = text.to_rust();
        let sorted_by = as_text(&key).map(Str::to_rust).unwrap_or_default();
        if as_text(&key).is_some_and(|key| class.namespace().get_str(key).is_some()) {
            let message = format!("'{shown}' in __slots__ conflicts with class variable");
            return Err(raise(CoreType::ValueError, message));
        }
        // Few names, for which a sort would be more code in every program.
        let place = members.partition_point(|(before, _): &(String, Owned)| *before <= sorted_by);
        members.insert(place, (sorted_by, key));
    }
    for (place, (_, key)) in members.iter().enumerate() {
        let member = MemberDescriptor { name: key.clone(), slot: first + place, owner: class.own() };
        drop(class.namespace().insert_str_key(key.clone(), new_native(member)));
    }
    class.details().member_names.replace(members.into_iter().map(|(_, key)| key).collect());
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

/// The name.
impl core::fmt::Display for MemberDescriptor {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str(&self.text())
    }
}

impl MemberDescriptor {
    /// The class whose instances have the slot.
    pub fn owner(&self) -> &TypeObject {
        crate::descriptors::owner(&self.owner)
    }
    /// The name as text.
    pub fn text(&self) -> String {
        as_text(&self.name).map(Str::to_rust).unwrap_or_default()
    }
    /// The slot, if instances of the class have it.
    pub fn slot_in(&self, class: &TypeObject) -> Option<usize> {
        class.is_subtype(self.owner()).then_some(self.slot)
    }
    fn attributes<'a>(&self, instance: Borrowed<'a>) -> Result<Attributes<'a>> {
        receiver::check(self, self.owner(), instance)?;
        Attributes::of(instance).ok_or_else(|| self.missing(instance))
    }
    #[cold]
    fn missing(&self, instance: Borrowed<'_>) -> Raised {
        match as_text(&self.name) {
            Some(name) => attribute::missing(instance, name),
            None => raise(CoreType::AttributeError, ""),
        }
    }
    /// Reads the slot of an object, which need not have it.
    pub fn read(&self, instance: Borrowed<'_>) -> Result {
        self.attributes(instance)?.slot(self.slot).ok_or_else(|| self.missing(instance))
    }
    /// Sets the slot of an object, which need not have it, or empties it without a value.
    pub fn write(&self, instance: Borrowed<'_>, value: Option<Borrowed<'_>>) -> Result<()> {
        let attributes = self.attributes(instance)?;
        match value {
            Some(value) => attributes.set_member(self.slot, value),
            None => {
                if attributes.take_slot(self.slot).is_none() {
                    return Err(raise(CoreType::AttributeError, self.text()));
                }
            }
        }
        Ok(())
    }
}
