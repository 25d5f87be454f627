//! The memory of instances: which base's it extends, and the area a class adds.

use molt_abi::layout::type_flags;
use molt_object::instance::{self, Attributes, InstanceArea};
use molt_object::{
    Borrowed, CoreType, Dict, Downcast, Name, Owned, Result, Str, Tuple, TypeObject, core_type, name, raise, type_of,
};

use super::as_text;
use super::make::ClassParts;
use super::members::{add_members, check_names};
use crate::attribute;
use crate::native_type::{GetSet, GetSetDescriptor};

/// The base whose layout the class extends: the one whose [`solid_base`] is derived from those of all others.
pub(super) fn best_base(bases: &Tuple) -> Result<&TypeObject> {
    let mut best: Option<(&TypeObject, Owned)> = None;
    for base in bases.iter() {
        let Some(base) = TypeObject::of(base) else {
            return Err(raise(CoreType::TypeError, "bases must be types"));
        };
        if !base.has_flags(type_flags::BASE) {
            let name = base.name();
            return Err(raise(CoreType::TypeError, format_args!("type '{name}' is not an acceptable base type")));
        }
        let solid = solid_base(base);
        match &best {
            Some((_, known)) if extends(known, &solid) => {}
            Some((_, known)) if !extends(&solid, known) => {
                return Err(raise(CoreType::TypeError, "multiple bases have instance lay-out conflict"));
            }
            _ => best = Some((base, solid)),
        }
    }
    Ok(best.map_or(core_type(CoreType::Object), |(base, _)| base))
}

/// A class, its `__base__`, and so on to `object`. What layouts are compared by: the order of resolution may have been made
/// up by a metaclass.
pub(super) fn chain(class: &TypeObject) -> Vec<Owned> {
    let mut chain = vec![class.own()];
    loop {
        let next = chain.last().and_then(|class| TypeObject::of(class.borrow())?.details().best_base.borrow().clone());
        match next {
            Some(next) => chain.push(next),
            None => return chain,
        }
    }
}

/// The next ancestor (or the class itself) whose instances differ from those of its own base by more than a dict: a
/// built-in type with memory of its own, or a class with members. Slots for attributes that methods assign do not count:
/// every class can do without.
pub(super) fn solid_base(class: &TypeObject) -> Owned {
    let chain = chain(class);
    let types = |place: usize| chain.get(place).and_then(|class| TypeObject::of(class.borrow()));
    let solid = (0..chain.len()).find(|&place| match (types(place), types(place + 1)) {
        (Some(class), Some(base)) => is_solid(class, base),
        _ => true,
    });
    solid.map_or_else(|| class.own(), |place| chain[place].clone())
}

/// Whether the layout of `class` is that of `base` or was made by adding to it.
pub(super) fn extends(class: &Owned, base: &Owned) -> bool {
    TypeObject::of(class.borrow()).is_some_and(|class| chain(class).iter().any(|entry| entry.is(base.borrow())))
}

/// Whether instances of one class can become instances of the other, as far as the language goes: after leaving out
/// ancestors that add nothing, both come from the same class or add the same to one class.
pub fn are_compatible(left: &TypeObject, right: &TypeObject) -> bool {
    let (left, right) = (chain_that_adds(left), chain_that_adds(right));
    let (Some(own), Some(other)) = (left.first(), right.first()) else { return false };
    if own.is(other.borrow()) {
        return true;
    }
    let same_base = match (left.get(1), right.get(1)) {
        (Some(left), Some(right)) => left.is(right.borrow()),
        _ => false,
    };
    let (Some(own), Some(other)) = (TypeObject::of(own.borrow()), TypeObject::of(other.borrow())) else { return false };
    let names = |class: &TypeObject| -> Vec<String> {
        class.details().member_names.borrow().iter().filter_map(|name| as_text(name).map(Str::to_rust)).collect()
    };
    same_base
        && own.has_flags(type_flags::HEAP)
        && other.has_flags(type_flags::HEAP)
        && has_instance_dict(own) == has_instance_dict(other)
        && names(own) == names(other)
}

/// The first class along `__base__` that adds something to its base, and what follows.
fn chain_that_adds(class: &TypeObject) -> Vec<Owned> {
    let mut chain = chain(class);
    let adds = |pair: &[Owned]| match (TypeObject::of(pair[0].borrow()), TypeObject::of(pair[1].borrow())) {
        (Some(class), Some(base)) => is_solid(class, base) || has_instance_dict(class) != has_instance_dict(base),
        _ => true,
    };
    let place = chain.windows(2).position(adds).unwrap_or(chain.len() - 1);
    chain.split_off(place)
}

fn is_solid(class: &TypeObject, base: &TypeObject) -> bool {
    if class.has_flags(type_flags::HEAP) {
        return member_count(class) != member_count(base);
    }
    class.layout() != base.layout() || EXCEPTIONS_WITH_FIELDS.iter().any(|&core| class.is_core(core))
}

/// Members of a class, its bases' included.
fn member_count(class: &TypeObject) -> usize {
    class.details().slot_names.borrow().iter().filter(|slot| slot.value().is_none()).count()
}

/// Exceptions with attributes that their base has no room for, as CPython lays them out. Here all exceptions are alike, but
/// what can be combined is part of the language.
const EXCEPTIONS_WITH_FIELDS: &[CoreType] = &[
    CoreType::BaseExceptionGroup,
    CoreType::StopIteration,
    CoreType::SystemExit,
    CoreType::ImportError,
    CoreType::NameError,
    CoreType::AttributeError,
    CoreType::OsError,
    CoreType::SyntaxError,
    CoreType::UnicodeDecodeError,
    CoreType::UnicodeEncodeError,
    CoreType::UnicodeTranslateError,
];

/// `__dict__` of instances.
pub static INSTANCE_DICT: GetSet = GetSet {
    name: "__dict__",
    documentation: "dictionary for instance variables",
    get: |receiver| match attribute::instance_dict(receiver) {
        Some(dict) => Ok(dict),
        None => match native_dict(receiver) {
            Some(native) => attribute::bind(native, Some(receiver), &type_of(receiver)),
            None => Err(attribute::missing(receiver, Name::Dict.str())),
        },
    },
    set: Some(|receiver, value| {
        if let Some(native) = native_dict(receiver)
            && let Some(native) = native.borrow().payload::<GetSetDescriptor>()
        {
            return native.write(receiver, value);
        }
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

/// What a built-in base of the object's class says about `__dict__`: the class has a base with instance dicts and one, such
/// as `type`, that keeps the attributes of its instances in its own way.
fn native_dict(object: Borrowed<'_>) -> Option<Owned> {
    let class = type_of(object);
    let chain = chain(&class);
    let mut natives = chain
        .iter()
        .filter_map(|class| TypeObject::of(class.borrow()))
        .filter(|class| !class.has_flags(type_flags::HEAP));
    natives.find_map(|class| class.namespace().get_str(name!(Dict).str()))
}

/// Gives instances their area: inherited slots, `__slots__`, or slots for the attributes the methods assign.
pub(super) fn lay_out(class: &TypeObject, best: &TypeObject, bases: &Tuple, parts: &ClassParts<'_>) -> Result<()> {
    let details = class.details();
    let namespace = class.namespace();
    let mut slots: Vec<Owned> = best.details().slot_names.borrow().clone();
    let is_metaclass = best.layout() == CoreType::Type;
    let base_has_dict = is_metaclass || bases.iter().filter_map(TypeObject::of).any(has_instance_dict);
    match namespace.get_str(Name::Slots.str()) {
        Some(declared) => {
            let names = match as_text(&declared) {
                Some(_) => vec![declared.clone()],
                None => crate::iterate::to_vec(declared.borrow())?,
            };
            if !names.is_empty() && has_variable_size(best) {
                let base = best.name();
                return Err(raise(
                    CoreType::TypeError,
                    format_args!("nonempty __slots__ not supported for subtype of '{base}'"),
                ));
            }
            let (names, adds_dict) = check_names(names)?;
            if adds_dict && base_has_dict {
                return Err(raise(CoreType::TypeError, "__dict__ slot disallowed: we already got one"));
            }
            let wants_dict = base_has_dict || adds_dict;
            add_members(class, names, slots.len())?;
            // Their places are taken by members: no attribute of those names looks here by itself.
            slots.extend(details.member_names.borrow().iter().map(|_| Owned::none()));
            details.has_dict.set(wants_dict);
        }
        None if is_metaclass => {}
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
    if is_metaclass {
        // The attributes of a class are its namespace, whatever its metaclass.
        details.has_dict.set(false);
        return Ok(());
    }
    if details.has_dict.get() && !base_has_dict {
        drop(namespace.insert_text("__dict__", GetSetDescriptor::new(&INSTANCE_DICT, class)));
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

/// Whether instances are followed by as much data as they need, where members could not have fixed places. (A class is
/// followed by the memory of its own instances' description, as in CPython.)
fn has_variable_size(class: &TypeObject) -> bool {
    [CoreType::Int, CoreType::Tuple, CoreType::Bytes, CoreType::Type].iter().any(|core| class.layout() == *core)
}

pub(super) fn has_instance_dict(class: &TypeObject) -> bool {
    class.has_flags(type_flags::INSTANCE_AREA) && class.details().has_dict.get()
}
