//! The class statement.

use molt_object::{
    Arguments, Borrowed, Cell, CoreType, Dict, Downcast, Name, Owned, Result, Str, Tuple, TypeObject, core_type, name,
    raise, type_of,
};

use super::as_text;
use super::make::bases_value;
use super::order::calculate_metaclass;
use crate::{attribute, call, convert};

/// A class statement. See the `build_class` intrinsic.
pub fn build(
    body: Borrowed<'_>,
    name: Borrowed<'_>,
    bases: Borrowed<'_>,
    keywords: Option<Borrowed<'_>>,
    attributes: Borrowed<'_>,
) -> Result {
    let Some(original_bases) = bases.downcast::<Tuple>() else { unreachable!("bases are a tuple") };
    let resolved = resolve_base_entries(original_bases)?;
    let resolved_tuple = resolved.as_ref().map_or(bases, Owned::borrow);
    let Some(base_types) = resolved_tuple.downcast::<Tuple>() else { unreachable!("bases are a tuple") };
    let keyword_items = keywords.and_then(Dict::of).map(Dict::items).transpose()?.unwrap_or_default();
    let mut names = Vec::new();
    let mut values = Vec::new();
    let mut declared = None;
    for (key, value) in keyword_items {
        if as_text(&key).is_some_and(|key| key.equals_rust("metaclass")) {
            declared = Some(value);
        } else {
            names.push(key);
            values.push(value);
        }
    }
    // The usual metaclass, whichever way it is found.
    molt_object::description::mark_class_made();
    let declared = declared.unwrap_or_else(|| match base_types.iter().next() {
        Some(first) => type_of(first).own(),
        None => core_type(CoreType::Type).own(),
    });
    let metaclass = match TypeObject::of(declared.borrow()) {
        Some(metaclass) => calculate_metaclass(metaclass, base_types)?.own(),
        None => declared,
    };
    let names = Tuple::from_vec(names);
    let names_tuple = names.borrow().downcast::<Tuple>();
    let mut arguments = vec![name, resolved_tuple];
    arguments.extend(values.iter().map(Owned::borrow));
    let namespace = match attribute::find(metaclass.borrow(), name!(Prepare).str())? {
        Some(prepare) => call::call_with(prepare.borrow(), Arguments::with_keywords(&arguments, names_tuple))?,
        None => Dict::new(),
    };
    check_namespace(metaclass.borrow(), namespace.borrow())?;
    let cell = call::call(body, &[namespace.borrow()])?;
    if !cell.value().is_none() {
        attribute::namespace_set(namespace.borrow(), Name::ClassCell.value(), cell.borrow())?;
    }
    if resolved.is_some() {
        let key = Str::from_rust("__orig_bases__");
        attribute::namespace_set(namespace.borrow(), key.borrow(), bases)?;
    }
    let mut arguments = vec![name, resolved_tuple, namespace.borrow()];
    arguments.extend(values.iter().map(Owned::borrow));
    let known = &attributes.token().thread().class_attributes;
    drop(known.replace(Some(attributes.own())));
    let class = call::call_with(metaclass.borrow(), Arguments::with_keywords(&arguments, names_tuple));
    drop(known.take());
    let class = class?;
    check_class_cell(&cell, name, &class)?;
    Ok(class)
}

/// Whether the metaclass put the class in the cell that its methods know it by.
fn check_class_cell(cell: &Owned, name: Borrowed<'_>, class: &Owned) -> Result<()> {
    let Some(cell) = cell.borrow().payload::<Cell>() else { return Ok(()) };
    let name = convert::repr_text(name)?;
    let made = convert::repr_text(class.borrow())?;
    match cell.get() {
        Some(value) if value.is(class.borrow()) => Ok(()),
        Some(value) => {
            let found = convert::repr_text(value.borrow())?;
            Err(raise(CoreType::TypeError, format_args!("__class__ set to {found} defining {name} as {made}")))
        }
        None if TypeObject::of(class.borrow()).is_none() => Ok(()),
        None => Err(raise(
            CoreType::RuntimeError,
            format_args!("__class__ not set defining {name} as {made}. Was __classcell__ propagated to type.__new__?"),
        )),
    }
}

/// Whether what `__prepare__` gave can be the namespace of a class body.
fn check_namespace(metaclass: Borrowed<'_>, namespace: Borrowed<'_>) -> Result<()> {
    let kind = type_of(namespace);
    if kind.slots().item_get().is_some() {
        return Ok(());
    }
    let metaclass = TypeObject::of(metaclass).map_or_else(|| "<metaclass>".to_owned(), TypeObject::name);
    let found = kind.name();
    Err(raise(CoreType::TypeError, format_args!("{metaclass}.__prepare__() must return a mapping, not {found}")))
}

/// Replaces bases that are not types by what their `__mro_entries__` says; None when there are none.
fn resolve_base_entries(bases: &Tuple) -> Result<Option<Owned>> {
    let mut resolved = Vec::new();
    let mut changed = false;
    for base in bases.iter() {
        if TypeObject::of(base).is_some() {
            resolved.push(base.own());
            continue;
        }
        let tuple = bases_value(bases);
        match attribute::find(base, name!(MroEntries).str())? {
            Some(method) => {
                changed = true;
                let entries = call::call(method.borrow(), &[tuple.borrow()])?;
                let Some(entries) = entries.borrow().downcast::<Tuple>() else {
                    return Err(raise(CoreType::TypeError, "__mro_entries__ must return a tuple"));
                };
                resolved.extend(entries.iter().map(Borrowed::own));
            }
            None => resolved.push(base.own()),
        }
    }
    Ok(changed.then(|| Tuple::from_vec(resolved)))
}
