//! Metaclass and method resolution order.

use molt_abi::layout::type_flags;
use molt_object::{Borrowed, CoreType, Downcast, Owned, Result, Tuple, TypeObject, name, raise, type_of};

use super::layout::{extends, solid_base};
use crate::{attribute, call};

/// The linearisation of a class and its bases (C3).
pub(super) fn resolution_order(class: Borrowed<'_>, bases: &Tuple) -> Result<Vec<Owned>> {
    let mut sequences: Vec<Vec<Owned>> = Vec::new();
    for base in bases.iter() {
        let Some(base) = TypeObject::of(base) else { unreachable!("bases were checked") };
        let order = base.details().resolution_order.borrow().clone();
        let order = order.as_ref().and_then(|order| order.borrow().downcast::<Tuple>());
        sequences.push(order.into_iter().flat_map(Tuple::iter).map(Borrowed::own).collect());
    }
    for (place, base) in bases.iter().enumerate() {
        if bases.iter().take(place).any(|other| other.is(base)) {
            let name = TypeObject::of(base).map(TypeObject::name).unwrap_or_default();
            return Err(raise(CoreType::TypeError, format_args!("duplicate base class {name}")));
        }
    }
    sequences.push(bases.iter().map(Borrowed::own).collect());
    let mut result = vec![class.own()];
    loop {
        sequences.retain(|sequence| !sequence.is_empty());
        if sequences.is_empty() {
            return Ok(result);
        }
        let candidate = sequences.iter().map(|sequence| &sequence[0]).find(|candidate| {
            !sequences.iter().any(|sequence| sequence[1..].iter().any(|entry| entry.is(candidate.borrow())))
        });
        let Some(candidate) = candidate.cloned() else {
            let names: Vec<String> = sequences
                .iter()
                .map(|sequence| sequence[0].clone())
                .fold(Vec::<Owned>::new(), |mut unique, entry| {
                    if !unique.iter().any(|known| known.is(entry.borrow())) {
                        unique.push(entry);
                    }
                    unique
                })
                .iter()
                .filter_map(|entry| TypeObject::of(entry.borrow()).map(TypeObject::name))
                .collect();
            let names = names.join(", ");
            return Err(raise(
                CoreType::TypeError,
                format_args!("Cannot create a consistent method resolution order (MRO) for bases {names}"),
            ));
        };
        for sequence in &mut sequences {
            if sequence[0].is(candidate.borrow()) {
                sequence.remove(0);
            }
        }
        result.push(candidate);
    }
}

/// The most derived metaclass of a declared one and those of the bases.
pub fn calculate_metaclass<'a>(declared: &'a TypeObject, bases: &'a Tuple) -> Result<&'a TypeObject> {
    let mut winner = declared;
    for base in bases.iter() {
        let found = type_of(base).get();
        if winner.is_subtype(found) {
            continue;
        }
        if found.is_subtype(winner) {
            winner = found;
            continue;
        }
        return Err(raise(
            CoreType::TypeError,
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses \
             of all its bases",
        ));
    }
    Ok(winner)
}

/// Uses the metaclass's own `mro` method, if it has one.
pub(super) fn apply_custom_order(class: &TypeObject, metaclass: &TypeObject) -> Result<()> {
    if !metaclass.has_flags(type_flags::HEAP) {
        return Ok(());
    }
    let Some(method) = attribute::type_lookup(metaclass, name!(MroMethod).str()) else { return Ok(()) };
    if type_of(method.borrow()).is_core(CoreType::MethodDescriptor) {
        return Ok(());
    }
    let order = call::call(method.borrow(), &[class.as_borrowed()])?;
    let order = crate::iterate::to_vec(order.borrow())?;
    if order.is_empty() {
        return Err(raise(CoreType::TypeError, "type MRO must not be empty"));
    }
    let solid = solid_base(class);
    for entry in &order {
        let Some(base) = TypeObject::of(entry.borrow()) else {
            let found = type_of(entry.borrow()).name();
            return Err(raise(CoreType::TypeError, format_args!("mro() returned a non-class ('{found}')")));
        };
        if !extends(&solid, &solid_base(base)) {
            let name = base.name();
            let message = format!("mro() returned base with unsuitable layout ('{name}')");
            return Err(raise(CoreType::TypeError, message));
        }
    }
    class.details().resolution_order.replace(Some(Tuple::from_vec(order)));
    class.modified();
    Ok(())
}
