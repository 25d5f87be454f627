//! Assignment to `__bases__` of a class.

use molt_abi::layout::type_flags;
use molt_object::instance::members;
use molt_object::{Borrowed, CoreType, Downcast, Owned, Result, Tuple, TypeObject, raise, type_of};

use super::layout::{are_compatible, best_base, has_instance_dict};
use super::make::inherit_flags;
use super::order::{apply_custom_order, resolution_order};
use super::slots::update_all_slots;

/// `class.__bases__ = value`, or its deletion, which is refused.
pub fn set_bases(class: &TypeObject, value: Option<Borrowed<'_>>) -> Result<()> {
    let name = class.name();
    let refuse = |message: String| Err(raise(CoreType::TypeError, message));
    if !class.has_flags(type_flags::HEAP) {
        return refuse(format!("cannot set '__bases__' attribute of immutable type '{name}'"));
    }
    let Some(value) = value else {
        return refuse(format!("cannot delete '__bases__' attribute of immutable type '{name}'"));
    };
    let Some(bases) = value.downcast::<Tuple>() else {
        return refuse(format!("can only assign tuple to {name}.__bases__, not {}", type_of(value).name()));
    };
    if bases.items().is_empty() {
        return refuse(format!("can only assign non-empty tuple to {name}.__bases__, not ()"));
    }
    for base in bases.iter() {
        let Some(base_class) = TypeObject::of(base) else {
            return refuse(format!("{name}.__bases__ must be tuple of classes, not '{}'", type_of(base).name()));
        };
        if base_class.is_subtype(class) {
            return refuse("a __bases__ item causes an inheritance cycle".to_owned());
        }
    }
    let new_best = best_base(bases)?;
    check_layout(class, bases, new_best)?;
    exchange(class, value, new_best)
}

/// Whether instances stay what they are with the new bases.
fn check_layout(class: &TypeObject, bases: &Tuple, new: &TypeObject) -> Result<()> {
    let old = class.details().best_base.borrow().clone();
    let Some(old) = old.as_ref().and_then(|old| TypeObject::of(old.borrow())) else { return Ok(()) };
    let refuse = |what: &str| {
        let (new, old) = (new.name(), old.name());
        Err(raise(CoreType::TypeError, format_args!("__bases__ assignment: '{new}' {what} differs from '{old}'")))
    };
    // Classes are freed in one way, built-in types each in the way of their layout.
    let freeing = |class: &TypeObject| (!class.has_flags(type_flags::HEAP)).then(|| class.layout());
    if freeing(old) != freeing(new) {
        return refuse("deallocator");
    }
    let gains_dict = bases.iter().filter_map(TypeObject::of).any(has_instance_dict) && !has_instance_dict(class);
    let alike = are_compatible(old, new)
        && old.layout() == new.layout()
        && members(old) == members(new)
        && has_instance_dict(old) == has_instance_dict(new)
        && !gains_dict;
    if alike { Ok(()) } else { refuse("object layout") }
}

/// Puts the bases in place; everything is as before when the new order of resolution is refused.
fn exchange(class: &TypeObject, bases: Borrowed<'_>, best: &TypeObject) -> Result<()> {
    let details = class.details();
    let old_bases = details.bases.replace(Some(bases.own()));
    let old_best = details.best_base.replace(Some(best.own()));
    let mut old_orders = Vec::new();
    if let Err(raised) = order_again(class, &mut old_orders) {
        for (changed, order) in old_orders.into_iter().rev() {
            if let Some(changed) = TypeObject::of(changed.borrow()) {
                changed.details().resolution_order.replace(order);
                changed.modified();
            }
        }
        details.bases.replace(old_bases);
        details.best_base.replace(old_best);
        return Err(raised);
    }
    let own = class.as_borrowed().value();
    let each = |bases: Option<Borrowed<'_>>, action: &dyn Fn(&TypeObject)| {
        let bases = bases.and_then(|bases| bases.downcast::<Tuple>());
        bases.into_iter().flat_map(Tuple::iter).filter_map(TypeObject::of).for_each(action);
    };
    each(old_bases.as_ref().map(Owned::borrow), &|base| {
        base.details().subclasses.borrow_mut().retain(|subclass| *subclass != own);
    });
    each(Some(bases), &|base| base.details().subclasses.borrow_mut().push(own));
    class.modified();
    refresh(class);
    drop((old_bases, old_best, old_orders));
    Ok(())
}

/// Computes the order of resolution of a class and all its subclasses; notes the old ones.
fn order_again(class: &TypeObject, old: &mut Vec<(Owned, Option<Owned>)>) -> Result<()> {
    let bases = class.details().bases.borrow().clone();
    let Some(bases) = bases.as_ref().and_then(|bases| bases.borrow().downcast::<Tuple>()) else { return Ok(()) };
    let order = Tuple::from_vec(resolution_order(class.as_borrowed(), bases)?);
    old.push((class.own(), class.details().resolution_order.replace(Some(order))));
    apply_custom_order(class, &type_of(class.as_borrowed()))?;
    class.modified();
    for subclass in class.subclasses() {
        if let Some(subclass) = TypeObject::of(subclass.borrow()) {
            order_again(subclass, old)?;
        }
    }
    Ok(())
}

/// Computes slots and flags of a class and all its subclasses.
fn refresh(class: &TypeObject) {
    inherit_flags(class);
    update_all_slots(class);
    for subclass in class.subclasses() {
        if let Some(subclass) = TypeObject::of(subclass.borrow()) {
            refresh(subclass);
        }
    }
}
