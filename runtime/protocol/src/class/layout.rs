//! The memory of instances: which base's it extends, and the area a class adds.

use molt_abi::layout::type_flags;
use molt_object::instance::{self, Attributes, InstanceArea};
use molt_object::{
    CoreType, Dict, Downcast, Name, Owned, Result, Str, Tuple, TypeObject, core_type, new_native, raise, type_of,
};

use super::as_text;
use super::make::ClassParts;
use super::members::add_member;
use crate::attribute;
use crate::native_type::{GetSet, GetSetDescriptor};

/// The base whose layout the class extends.
pub(super) fn best_base(bases: &Tuple) -> Result<&TypeObject> {
    let mut best: Option<&TypeObject> = None;
    for base in bases.iter() {
        let Some(base) = TypeObject::of(base) else {
            return Err(raise(CoreType::TypeError, "bases must be types"));
        };
        if !base.has_flags(type_flags::BASE) {
            let name = base.name();
            return Err(raise(CoreType::TypeError, format_args!("type '{name}' is not an acceptable base type")));
        }
        let better = match best {
            None => true,
            Some(current) => extends(base, current)?,
        };
        if better {
            best = Some(base);
        }
    }
    match best {
        Some(best) => Ok(best),
        None => Ok(core_type(CoreType::Object)),
    }
}

/// Whether `other` has a layout that extends `current`'s; TypeError when neither extends the other.
fn extends(other: &TypeObject, current: &TypeObject) -> Result<bool> {
    let members =
        |class: &TypeObject| class.details().slot_names.borrow().iter().filter(|slot| slot.value().is_none()).count();
    let plain = |class: &TypeObject| class.layout() == CoreType::Object && members(class) == 0;
    if plain(other) || current.is_subtype(other) {
        return Ok(false);
    }
    if plain(current) || other.is_subtype(current) || other.layout() == current.layout() && members(current) == 0 {
        return Ok(true);
    }
    if other.layout() == current.layout() && members(other) == 0 {
        return Ok(false);
    }
    Err(raise(CoreType::TypeError, "multiple bases have instance lay-out conflict"))
}

/// `__dict__` of instances.
pub static INSTANCE_DICT: GetSet = GetSet {
    name: "__dict__",
    documentation: "dictionary for instance variables",
    get: |receiver| match attribute::instance_dict(receiver) {
        Some(dict) => Ok(dict),
        None => Err(attribute::missing(receiver, Name::Dict.str())),
    },
    set: Some(|receiver, value| {
        let Some(attributes) = Attributes::of(receiver) else {
            return Err(attribute::missing(receiver, Name::Dict.str()));
        };
        match value {
            Some(value) if Dict::of(value).is_some() => attributes.replace_dict(Some(value.own())),
            Some(value) => {
                let found = type_of(value).name();
                return Err(raise(
                    CoreType::TypeError,
                    format_args!("__dict__ must be set to a dictionary, not a '{found}'"),
                ));
            }
            None => attributes.replace_dict(None),
        }
        Ok(())
    }),
};

/// Gives instances their area: inherited slots, `__slots__`, or slots for the attributes the methods assign.
pub(super) fn lay_out(class: &TypeObject, best: &TypeObject, bases: &Tuple, parts: &ClassParts<'_>) -> Result<()> {
    let details = class.details();
    let namespace = class.namespace();
    let mut slots: Vec<Owned> = best.details().slot_names.borrow().clone();
    let base_has_dict = bases.iter().filter_map(TypeObject::of).any(has_instance_dict);
    match namespace.get_str(Name::Slots.str()) {
        Some(declared) => {
            let names = match as_text(&declared) {
                Some(_) => vec![declared.clone()],
                None => crate::iterate::to_vec(declared.borrow())?,
            };
            let mut wants_dict = base_has_dict;
            for name in names {
                let Some(text) = as_text(&name) else {
                    let found = type_of(name.borrow()).name();
                    return Err(raise(
                        CoreType::TypeError,
                        format_args!("__slots__ items must be strings, not '{found}'"),
                    ));
                };
                if text.equals_rust("__dict__") {
                    if base_has_dict {
                        return Err(raise(CoreType::TypeError, "__dict__ slot disallowed: we already got one"));
                    }
                    wants_dict = true;
                    continue;
                }
                if text.equals_rust("__weakref__") {
                    continue;
                }
                if matches!(best.layout(), CoreType::Int | CoreType::Tuple | CoreType::Bytes) {
                    let base = best.name();
                    return Err(raise(
                        CoreType::TypeError,
                        format_args!("nonempty __slots__ not supported for subtype of '{base}'"),
                    ));
                }
                add_member(class, text, slots.len())?;
                // The place is taken by a member: no attribute of that name looks here by itself.
                slots.push(Owned::none());
            }
            details.has_dict.set(wants_dict);
        }
        None => {
            details.has_dict.set(true);
            for &name in parts.attributes {
                let known = |slot: &Owned| {
                    as_text(slot).is_some_and(|slot| name.downcast::<Str>().is_some_and(|name| name.equals(slot)))
                };
                if !slots.iter().any(known) {
                    slots.push(name.own());
                }
            }
        }
    }
    if details.has_dict.get() && !base_has_dict {
        let descriptor = GetSetDescriptor { attribute: &INSTANCE_DICT, owner: CoreType::Object };
        drop(namespace.insert_text("__dict__", new_native(descriptor)));
    }
    let count = slots.len();
    let needs_area = details.has_dict.get() || count > 0;
    details.slot_names.replace(slots);
    if needs_area {
        instance::add_area(class, InstanceArea { slots: count });
    }
    class.modified();
    Ok(())
}

pub(super) fn has_instance_dict(class: &TypeObject) -> bool {
    class.has_flags(type_flags::INSTANCE_AREA) && class.details().has_dict.get()
}
