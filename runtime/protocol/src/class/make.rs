//! `type.__new__`.

use molt_abi::layout::type_flags;
use molt_object::activation::FrameReference;
use molt_object::{
    Arguments, Borrowed, Cell, CoreType, Dict, Downcast, Name, Owned, Result, Str, Tuple, TypeObject, core_type, name,
    raise, raised, type_of,
};

use super::as_text;
use super::layout::{best_base, lay_out};
use super::order::{apply_custom_order, resolution_order};
use super::slots::{update_all_slots, wrap_implicit_descriptors};
use crate::exceptions::add_note;
use crate::{attribute, call, convert, mapping};

/// What `type.__new__` needs to make a class.
pub struct ClassParts<'a> {
    /// The metaclass.
    pub metaclass: &'a TypeObject,
    /// `__name__`.
    pub name: &'a Str,
    /// `__bases__`; empty means `object`.
    pub bases: &'a Tuple,
    /// The namespace, copied.
    pub namespace: &'a Dict,
    /// Keyword arguments for `__init_subclass__`.
    pub keywords: Arguments<'a>,
    /// Attributes the methods assign on their first parameter: they get slots in the instances.
    pub attributes: &'a [Borrowed<'a>],
}

/// `__name__` of the module whose code runs, for classes that are made by a call.
fn calling_module() -> Result<Option<Owned>> {
    let Some(frame) = FrameReference::innermost() else { return Ok(None) };
    let Some(module) = frame.code().module().object() else { return Ok(None) };
    attribute::find(module.borrow(), name!(NameName).str())
}

/// Makes a class: layout, namespace, resolution order, slots, `__set_name__` and `__init_subclass__`.
pub fn new_class(parts: ClassParts<'_>) -> Result {
    let object_only = Tuple::from_slice(&[core_type(CoreType::Object).as_borrowed()]);
    let bases = if parts.bases.is_empty() {
        match object_only.borrow().downcast::<Tuple>() {
            Some(bases) => bases,
            None => unreachable!("a new tuple"),
        }
    } else {
        parts.bases
    };
    let best = best_base(bases)?;
    let class_value = TypeObject::new_class(parts.metaclass, best, &parts.name.to_rust());
    let Some(class) = TypeObject::of(class_value.borrow()) else { unreachable!("a new class") };
    let details = class.details();
    details.name.replace(Some(parts.name.as_borrowed().own()));
    details.bases.replace(Some(bases_value(bases)));
    details.best_base.replace(Some(best.own()));
    let namespace = class.namespace();
    for (key, value) in parts.namespace.items()? {
        mapping::set(namespace, key.borrow(), value.borrow())?;
    }
    if namespace.get_str(Name::Module.str()).is_none()
        && let Some(module) = calling_module()?
    {
        drop(namespace.insert_str_key(Name::Module.value().own(), module));
    }
    set_names(class, parts.name)?;
    let class_cell = namespace.remove_str(Name::ClassCell.str());
    if let Some(cell) = &class_cell
        && cell.borrow().payload::<Cell>().is_none()
    {
        let found = convert::repr_text(type_of(cell.borrow()).as_borrowed())?;
        let message = format!("__classcell__ must be a nonlocal cell, not {found}");
        return Err(raise(CoreType::TypeError, message));
    }
    if let Some(cell) = namespace.remove_str(Name::ClassDictCell.str())
        && let Some(cell) = cell.borrow().payload::<Cell>()
        && let Some(own) = details.namespace.get()
    {
        // From here on annotations see the class's own namespace.
        drop(cell.set(own.clone()));
    }
    lay_out(class, best, bases, &parts)?;
    details.resolution_order.replace(Some(Tuple::from_vec(resolution_order(class_value.borrow(), bases)?)));
    apply_custom_order(class, parts.metaclass)?;
    inherit_flags(class);
    wrap_implicit_descriptors(namespace);
    if namespace.get_str(Name::Eq.str()).is_some() && namespace.get_str(Name::Hash.str()).is_none() {
        drop(namespace.insert_str_key(Name::Hash.value().own(), Owned::none()));
    }
    if namespace.get_str(Name::Doc.str()).is_none() {
        drop(namespace.insert_str_key(Name::Doc.value().own(), Owned::none()));
    }
    update_all_slots(class);
    for base in bases.iter().filter_map(TypeObject::of) {
        base.details().subclasses.borrow_mut().push(class.as_borrowed().value());
    }
    if let Some(cell) = class_cell
        && let Some(cell) = cell.borrow().payload::<Cell>()
    {
        drop(cell.set(class_value.clone()));
    }
    announce_names(class)?;
    init_subclass(class, parts.keywords)?;
    Ok(class_value)
}

pub(super) fn bases_value(bases: &Tuple) -> Owned {
    let items: Vec<Owned> = bases.iter().map(Borrowed::own).collect();
    Tuple::from_vec(items)
}

fn set_names(class: &TypeObject, name: &Str) -> Result<()> {
    let namespace = class.namespace();
    let qualified = match namespace.remove_str(Name::QualName.str()) {
        Some(qualified) if as_text(&qualified).is_some() => qualified,
        Some(other) => {
            let found = type_of(other.borrow()).name();
            return Err(raise(CoreType::TypeError, format_args!("type __qualname__ must be a str, not {found}")));
        }
        None => name.as_borrowed().own(),
    };
    class.details().qualified_name.replace(Some(qualified));
    Ok(())
}

pub(super) fn inherit_flags(class: &TypeObject) {
    let order = class.details().resolution_order.borrow().clone();
    let Some(order) = order.as_ref().and_then(|order| order.borrow().downcast::<Tuple>()) else { return };
    for base in order.iter().filter_map(TypeObject::of) {
        class.add_flags(base.flags() & type_flags::EXCEPTION);
    }
}

fn announce_names(class: &TypeObject) -> Result<()> {
    for (name, value) in class.namespace().items()? {
        let owner = type_of(value.borrow());
        if let Some(method) = attribute::type_lookup(&owner, name!(SetName).str()) {
            attribute::call_unbound(method, value.borrow(), &owner, &[class.as_borrowed(), name.borrow()]).map_err(
                |error| {
                    let error = raised::take(error);
                    let note = format!(
                        "Error calling __set_name__ on '{}' instance {} in '{}'",
                        owner.name(),
                        convert::repr_text(name.borrow()).unwrap_or_default(),
                        class.name()
                    );
                    add_note(error.borrow(), &note);
                    raised::restore(error)
                },
            )?;
        }
    }
    Ok(())
}

fn init_subclass(class: &TypeObject, keywords: Arguments<'_>) -> Result<()> {
    // `super(class, class).__init_subclass__(**keywords)`
    let order = class.details().resolution_order.borrow().clone();
    let Some(order) = order.as_ref().and_then(|order| order.borrow().downcast::<Tuple>()) else { return Ok(()) };
    let mut successors = order.iter().skip_while(|entry| !entry.is(class.as_borrowed()));
    if successors.next().is_none() {
        // Only a metaclass's own `mro` leaves the class out.
        let name = class.name();
        let message = format!("super(type, obj): obj (type {name}) is not an instance or subtype of type ({name}).");
        return Err(raise(CoreType::TypeError, message));
    }
    for base in successors.filter_map(TypeObject::of) {
        if let Some(method) = base.namespace().get_str(name!(InitSubclass).str()) {
            let bound = attribute::bind(method, None, class)?;
            call::call_with(bound.borrow(), Arguments::with_keywords(keywords.keyword_values(), keywords.names()))?;
            return Ok(());
        }
    }
    Ok(())
}
