//! Making instances: `__new__` of native types and the call of a class.

use molt_object::function::{Arity, Definition, NativeFunction};
use molt_object::instance;
use molt_object::{Arguments, Borrowed, CoreType, Downcast, Name, Result, TypeObject, name, raise, type_of};

use super::layout::chain;
use super::slots::defined_in_python;
use crate::{attribute, dispatch};

/// `T.__new__` of native types. The receiver is the type that defines it.
pub static NEW: Definition = Definition {
    name: "__new__",
    documentation: "Create and return a new object.  See help(type) for accurate signature.",
    arity: Arity::Any,
    function: |receiver, arguments| {
        let Some(owner) = TypeObject::of(receiver) else { unreachable!("`__new__` is bound to a type") };
        let owner_name = owner.name();
        let Some(&first) = arguments.positional().first() else {
            return Err(raise(CoreType::TypeError, format_args!("{owner_name}.__new__(): not enough arguments")));
        };
        let Some(class) = TypeObject::of(first) else {
            let found = type_of(first).name();
            return Err(raise(
                CoreType::TypeError,
                format_args!("{owner_name}.__new__(X): X is not a type object ({found})"),
            ));
        };
        let class_name = class.name();
        if !class.is_subtype(owner) {
            return Err(raise(
                CoreType::TypeError,
                format_args!("{owner_name}.__new__({class_name}): {class_name} is not a subtype of {owner_name}"),
            ));
        }
        // Classes may say how instances are made, but have to let a built-in type do it: the nearest that says so.
        let ancestors = chain(class);
        let mut types = ancestors.iter().filter_map(|class| TypeObject::of(class.borrow()));
        if let Some(native) = types.find(|class| !has_own_new(class))
            && !makes_alike(native, owner)
        {
            let native_name = native.name();
            let message = match native.slots().new() {
                Some(_) => format!("{owner_name}.__new__({class_name}) is not safe, use {native_name}.__new__()"),
                None => format!("cannot create '{class_name}' instances"),
            };
            return Err(raise(CoreType::TypeError, message));
        }
        match owner.slots().new() {
            Some(new) => new(first, arguments.without_first()),
            None => Err(raise(CoreType::TypeError, format_args!("cannot create '{owner_name}' instances"))),
        }
    },
};

/// Whether a class has a `__new__` written in Python.
fn has_own_new(class: &TypeObject) -> bool {
    let own: fn(Borrowed<'_>, Arguments<'_>) -> Result = dispatch::new;
    class.slots().new().is_some_and(|new| core::ptr::fn_addr_eq(new, own))
}

/// Whether `__new__` of `owner` makes what instances of `native` have to be: it is the one that `native` inherits.
fn makes_alike(native: &TypeObject, owner: &TypeObject) -> bool {
    let same = match (native.slots().new(), owner.slots().new()) {
        (Some(native), Some(owner)) => core::ptr::fn_addr_eq(native, owner),
        _ => false,
    };
    same && native.layout() == owner.layout()
}

/// The `call` slot of types: make an object, initialise it.
pub fn type_call(callee: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let Some(class) = TypeObject::of(callee) else { unreachable!("not a type") };
    if class.is_core(CoreType::Type) {
        match arguments.positional() {
            [object] if !arguments.has_keywords() => return Ok(type_of(*object).own()),
            [_, _, _] => {}
            _ => return Err(raise(CoreType::TypeError, "type() takes 1 or 3 arguments")),
        }
    }
    let Some(new) = class.slots().new() else {
        let name = class.name();
        return Err(raise(CoreType::TypeError, format_args!("cannot create '{name}' instances")));
    };
    let plain_new: fn(Borrowed<'_>, Arguments<'_>) -> Result = object_new;
    let plain_init: fn(Borrowed<'_>, Arguments<'_>) -> Result<()> = object_init;
    let own_init: fn(Borrowed<'_>, Arguments<'_>) -> Result<()> = dispatch::init;
    if core::ptr::fn_addr_eq(new, plain_new)
        && let Some(init) = class.slots().init()
        && core::ptr::fn_addr_eq(init, own_init)
    {
        // With an `__init__` of its own that takes the arguments, `object.__new__` has nothing to check.
        let object = instance::new(class);
        dispatch::init(object.borrow(), arguments)?;
        return Ok(object);
    }
    let object = new(callee, arguments)?;
    let made = type_of(object.borrow());
    if !made.is_subtype(class) {
        return Ok(object);
    }
    if let Some(init) = made.slots().init() {
        // The default does nothing but find fault with arguments that `new` did not want, which it has taken here.
        if made.get() != class || !core::ptr::fn_addr_eq(init, plain_init) {
            init(object.borrow(), arguments)?;
        }
    }
    Ok(object)
}

/// A new object of a native type with the layout of `object`: checks for excess arguments as `object.__new__` does.
pub fn object_new(class_value: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let Some(class) = TypeObject::of(class_value) else { unreachable!("`new` gets a type") };
    if !arguments.values().is_empty() {
        let own_new = attribute::type_lookup(class, name!(New).str())
            .is_some_and(|new| new.borrow().payload::<NativeFunction>().is_none());
        let own_init = defined_in_python(class, Name::Init) == Some(true);
        if own_new {
            return Err(raise(
                CoreType::TypeError,
                "object.__new__() takes exactly one argument (the type to instantiate)",
            ));
        }
        if !own_init {
            let name = class.name();
            return Err(raise(CoreType::TypeError, format_args!("{name}() takes no arguments")));
        }
    }
    Ok(instance::new(class))
}

/// `object.__init__`.
pub fn object_init(object: Borrowed<'_>, arguments: Arguments<'_>) -> Result<()> {
    if arguments.values().is_empty() {
        return Ok(());
    }
    let class = type_of(object);
    let own_init = defined_in_python(&class, Name::Init) == Some(true);
    if own_init {
        return Err(raise(
            CoreType::TypeError,
            "object.__init__() takes exactly one argument (the instance to initialize)",
        ));
    }
    // A `__new__` of its own, native or not, has taken the arguments.
    let plain_new: fn(Borrowed<'_>, Arguments<'_>) -> Result = object_new;
    if class.slots().new().is_some_and(|new| core::ptr::fn_addr_eq(new, plain_new)) {
        let name = class.name();
        return Err(raise(
            CoreType::TypeError,
            format_args!("{name}.__init__() takes exactly one argument (the instance to initialize)"),
        ));
    }
    Ok(())
}
