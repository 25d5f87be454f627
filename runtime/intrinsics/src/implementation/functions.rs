//! Functions, cells, big constants, classes.

use molt_abi::layout::IMMORTAL;
use molt_heap::collector;
use molt_kernel::{bound_super, is_super_type};
use molt_object::{
    Borrowed, Cell, CodeReference, CoreType, Dict, Downcast, Function, Native, Owned, Result, Value, raise,
};
use molt_protocol::{attribute, call, class, item, mapping};

use crate::convert::Address;

pub fn deallocate(object: Address) {
    // SAFETY: the row says that the object's count has just become zero.
    unsafe { collector::deallocate(object.get()) }
}

pub fn function_new(
    code: CodeReference,
    defaults: Borrowed<'_>,
    keyword_defaults: Borrowed<'_>,
    cells: Address,
) -> Owned {
    // SAFETY: the row says that as many cells stand there as the code has free variables.
    let cells = unsafe { cells.values(code.record().cell_count) };
    Function::new(code, defaults.own(), keyword_defaults.own(), cells)
}

pub fn function_annotate(function: Borrowed<'_>, annotate: Borrowed<'_>) {
    if let Some(function) = function.downcast::<Function>() {
        drop(function.set_annotate(annotate.own()));
    }
}

pub fn cell_new(initial: Owned) -> Owned {
    Cell::new(initial)
}

pub fn integer_constant(cell: Address, digits: Address, length: u32) -> Borrowed<'static> {
    let cell = cell.get::<Value>();
    // SAFETY: the row says that `cell` is a word of its own, zero at first, and that so many digits stand there. The
    // int made is immortal.
    unsafe {
        if cell.read().is_error() {
            let digits = core::str::from_utf8(digits.bytes(length)).unwrap_or_default();
            let number = digits.parse().unwrap_or_else(|_| unreachable!("the compiler emits decimal digits"));
            let made = molt_object::integer::from_big(number);
            if let Some(header) = made.borrow().header() {
                header.reference_count.set(IMMORTAL);
            }
            cell.write(made.into_value());
        }
        Borrowed::from_value(cell.read())
    }
}

pub fn build_class(
    body: Borrowed<'_>,
    name: Borrowed<'_>,
    bases: Borrowed<'_>,
    keywords: Option<Borrowed<'_>>,
    attributes: Borrowed<'_>,
) -> Result {
    class::build(body, name, bases, keywords, attributes)
}

pub fn namespace_get(namespace: Borrowed<'_>, name: Borrowed<'_>) -> Result<Option<Owned>> {
    if let Some(dict) = namespace.downcast_exact::<Native<Dict>>() {
        return mapping::get(dict, name);
    }
    if let Some(cell) = namespace.payload::<Cell>() {
        // Annotations reach the namespace of their class through a cell.
        return match cell.get() {
            Some(namespace) => namespace_get(namespace.borrow(), name),
            None => Ok(None),
        };
    }
    attribute::none_for(CoreType::KeyError, item::get(namespace, name))
}

pub fn namespace_set(namespace: Borrowed<'_>, name: Borrowed<'_>, value: Borrowed<'_>) -> Result<()> {
    attribute::namespace_set(namespace, name, value)
}

pub fn namespace_delete(namespace: Borrowed<'_>, name: Borrowed<'_>) -> Result<()> {
    let missing = || {
        let text = attribute::name_of(name)?;
        let message = text.to_rust();
        Err(molt_frame::raising::raise_name(CoreType::NameError, text, format_args!("name '{message}' is not defined")))
    };
    if let Some(dict) = namespace.downcast_exact::<Native<Dict>>() {
        return match mapping::remove(dict, name)? {
            Some(_) => Ok(()),
            None => missing(),
        };
    }
    match attribute::none_for(CoreType::KeyError, item::delete(namespace, name).map(|()| Owned::none()))? {
        Some(_) => Ok(()),
        None => missing(),
    }
}

pub fn super_new(class: Borrowed<'_>, receiver: Borrowed<'_>) -> Result {
    if receiver.is_unbound() {
        let message = if class.is_none() { "super(): no arguments" } else { "super(): arg[0] deleted" };
        return Err(raise(CoreType::RuntimeError, message));
    }
    if class.is_unbound() {
        return Err(raise(CoreType::RuntimeError, "super(): empty __class__ cell"));
    }
    if class.is_none() {
        return Err(raise(CoreType::RuntimeError, "super(): __class__ cell not found"));
    }
    bound_super(class, receiver)
}

pub fn super_call(callee: Borrowed<'_>, class: Borrowed<'_>, receiver: Borrowed<'_>) -> Result {
    if is_super_type(callee) {
        return super_new(class, receiver);
    }
    call::call(callee, &[])
}
