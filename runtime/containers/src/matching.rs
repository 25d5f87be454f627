//! What the patterns of `match` statements ask of their subject.

use molt_kernel::MappingProxy;
use molt_kernel::functions::is_instance;
use molt_object::{
    Borrowed, CoreType, Dict, Downcast, Owned, Payload, Result, Str, Tuple, TypeKey, TypeObject, core_type, instance,
    name, raise, type_of,
};
use molt_protocol::{attribute, call, compare, convert, item, iterate, mapping};

use crate::sequence::range::Range;

fn is_of(subject: Borrowed<'_>, types: &[TypeKey]) -> bool {
    let class = type_of(subject);
    types.iter().any(|key| class.is_subtype(key.object()))
}

/// Whether the subject can match a sequence pattern. Strings and bytes are no sequences here.
pub fn is_sequence(subject: Borrowed<'_>) -> bool {
    is_of(subject, &[TypeKey::Core(CoreType::List), TypeKey::Core(CoreType::Tuple), Range::TYPE])
}

/// Whether the subject can match a mapping pattern.
pub fn is_mapping(subject: Borrowed<'_>) -> bool {
    is_of(subject, &[TypeKey::Core(CoreType::Dict), MappingProxy::TYPE])
}

/// The tuple of the values that a mapping has for the keys; None when it lacks one.
pub fn values_of_keys(subject: Borrowed<'_>, keys: Borrowed<'_>) -> Result<Option<Owned>> {
    let Some(keys) = keys.downcast::<Tuple>() else { unreachable!("the keys are a tuple") };
    let seen = Dict::new();
    let Some(seen) = Dict::of(seen.borrow()) else { unreachable!("a new dict") };
    let get = attribute::get(subject, name!(MappingGet).str())?;
    let missing = instance::new(core_type(CoreType::Object));
    let mut values = Vec::with_capacity(keys.len());
    for key in keys.iter() {
        if mapping::contains(seen, key)? {
            let shown = convert::repr_text(key)?;
            return Err(raise(CoreType::ValueError, format_args!("mapping pattern checks duplicate key ({shown})")));
        }
        mapping::set(seen, key, Owned::none().borrow())?;
        let value = call::call(get.borrow(), &[key, missing.borrow()])?;
        if value.is(missing.borrow()) {
            return Ok(None);
        }
        values.push(value);
    }
    Ok(Some(Tuple::from_vec(values)))
}

/// A new dict of a mapping's items without the keys.
pub fn rest_of(subject: Borrowed<'_>, keys: Borrowed<'_>) -> Result {
    let rest = Dict::new();
    let Some(table) = Dict::of(rest.borrow()) else { unreachable!("a new dict") };
    crate::mapping::update(table, subject)?;
    for key in iterate::to_vec(keys)? {
        item::delete(rest.borrow(), key.borrow())?;
    }
    Ok(rest)
}

/// Types whose only positional subpattern matches the subject itself.
const MATCH_SELF: &[CoreType] = &[
    CoreType::Bool,
    CoreType::ByteArray,
    CoreType::Bytes,
    CoreType::Dict,
    CoreType::Float,
    CoreType::FrozenSet,
    CoreType::Int,
    CoreType::List,
    CoreType::Set,
    CoreType::Str,
    CoreType::Tuple,
];

/// The tuple of the attributes that a class pattern asks for: `positional` of them by `__match_args__`, the others by
/// name. None when the subject is no instance or lacks one.
pub fn attributes_for(
    subject: Borrowed<'_>,
    class: Borrowed<'_>,
    names: Borrowed<'_>,
    positional: usize,
) -> Result<Option<Owned>> {
    let Some(class_object) = TypeObject::of(class) else {
        return Err(raise(CoreType::TypeError, "called match pattern must be a class"));
    };
    if !is_instance(subject, class)? {
        return Ok(None);
    }
    let class_name = class_object.name();
    let mut seen: Vec<Owned> = Vec::new();
    let mut values = Vec::new();
    if positional > 0 {
        let declared = attribute::find(class, name!(MatchArgs).str())?;
        let match_self = declared.is_none() && MATCH_SELF.iter().any(|&core| class_object.is_subtype(core_type(core)));
        let declared_names = match &declared {
            Some(declared) => match declared.borrow().downcast_exact::<Tuple>() {
                Some(names) => names.items(),
                None => {
                    let found = type_of(declared.borrow()).name();
                    let message = format!("{class_name}.__match_args__ must be a tuple (got {found})");
                    return Err(raise(CoreType::TypeError, message));
                }
            },
            None => &[],
        };
        let allowed = if match_self { 1 } else { declared_names.len() };
        if allowed < positional {
            let plural = if allowed == 1 { "" } else { "s" };
            let message =
                format!("{class_name}() accepts {allowed} positional sub-pattern{plural} ({positional} given)");
            return Err(raise(CoreType::TypeError, message));
        }
        if match_self {
            values.push(subject.own());
        }
        for &name in &declared_names[..if match_self { 0 } else { positional }] {
            if name.downcast_exact::<Str>().is_none() {
                let found = type_of(name).name();
                let message = format!("__match_args__ elements must be strings (got {found})");
                return Err(raise(CoreType::TypeError, message));
            }
            match attribute_for(subject, &class_name, name, &mut seen)? {
                Some(value) => values.push(value),
                None => return Ok(None),
            }
        }
    }
    for name in names.downcast::<Tuple>().into_iter().flat_map(Tuple::iter) {
        match attribute_for(subject, &class_name, name, &mut seen)? {
            Some(value) => values.push(value),
            None => return Ok(None),
        }
    }
    Ok(Some(Tuple::from_vec(values)))
}

fn attribute_for(
    subject: Borrowed<'_>,
    class_name: &str,
    name: Borrowed<'_>,
    seen: &mut Vec<Owned>,
) -> Result<Option<Owned>> {
    for known in seen.iter() {
        if compare::equal(known.borrow(), name)? {
            let shown = convert::repr_text(name)?;
            let message = format!("{class_name}() got multiple sub-patterns for attribute {shown}");
            return Err(raise(CoreType::TypeError, message));
        }
    }
    seen.push(name.own());
    attribute::find(subject, attribute::name_of(name)?)
}
