//! Builtin functions about attributes, types and identity.

use molt_object::activation::FrameReference;
use molt_object::description::Functions;
use molt_object::function::{Arity, Definition};
use molt_object::{
    Borrowed, CoreType, Dict, Downcast, FrameObject, List, Owned, Result, Str, Tuple, TypeObject, integer, name, raise,
    type_of,
};
use molt_protocol::{attribute, call, class, convert, iterate, native_function, parameters, recursion};

use super::Union;
use crate::modules::Module;

/// Adds the keys of a dict to a set of names.
pub(super) fn add_keys(names: &Dict, from: &Dict) -> Result<()> {
    for (key, _) in from.items()? {
        if key.borrow().downcast_exact::<Str>().is_some() {
            drop(names.try_insert_str_key(key, Owned::none())?);
        }
    }
    Ok(())
}

/// Adds the names of a class and all its bases to a set of names.
pub(super) fn add_class_names(names: &Dict, class: &TypeObject) -> Result<()> {
    let order = class.details().resolution_order.borrow().clone();
    let order = order.as_ref().and_then(|order| order.borrow().downcast::<Tuple>());
    for class in order.into_iter().flat_map(Tuple::iter).filter_map(TypeObject::of) {
        add_keys(names, class.namespace())?;
    }
    Ok(())
}

/// The sorted names that the calling code has bound.
fn names_of_caller() -> Result {
    let Some(frame) = FrameReference::innermost() else {
        return Err(raise(CoreType::SystemError, "dir(): no frame"));
    };
    let code = frame.code();
    if code.is_class_body() {
        return sorted_names(frame.value(0).unwrap_or(Owned::none()).borrow());
    }
    if let (true, Some(module)) = (code.is_module_body(), code.module().object()) {
        return sorted_names(attribute::get(module.borrow(), name!(Dict).str())?.borrow());
    }
    let object = frame.object();
    let frame = object.borrow().downcast::<FrameObject>();
    let bound = frame.into_iter().flat_map(|frame| {
        code.variables().filter(move |variable| frame.value(variable).is_some()).map(|variable| variable.name.own())
    });
    sorted_names(List::from_vec(bound.collect()).borrow())
}

fn checked_name<'a>(name: Borrowed<'a>) -> Result<&'a Str> {
    name.downcast::<Str>().ok_or_else(|| {
        raise(CoreType::TypeError, format_args!("attribute name must be string, not '{}'", type_of(name).name()))
    })
}

/// `isinstance(object, pattern)`.
pub fn is_instance(object: Borrowed<'_>, pattern: Borrowed<'_>) -> Result<bool> {
    if type_of(object).as_borrowed().is(pattern) {
        return Ok(true);
    }
    if let Some(class) = TypeObject::of(pattern) {
        let metaclass = type_of(pattern);
        if !metaclass.is_core(CoreType::Type)
            && let Some(result) = attribute::call_special(pattern, name!(Instancecheck), &[object])?
        {
            return convert::truth(result.borrow());
        }
        return class::is_instance_of(object, class);
    }
    if let Some(patterns) = pattern.downcast::<Tuple>() {
        recursion::check(" in __instancecheck__")?;
        for entry in patterns.iter() {
            if is_instance(object, entry)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if let Some(union) = Union::of(pattern) {
        for entry in union.iter() {
            if is_instance(object, entry)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if let Some(result) = attribute::call_special(pattern, name!(Instancecheck), &[object])? {
        return convert::truth(result.borrow());
    }
    Err(raise(CoreType::TypeError, "isinstance() arg 2 must be a type, a tuple of types, or a union"))
}

/// `issubclass(class, pattern)`.
pub fn is_subclass(class: Borrowed<'_>, pattern: Borrowed<'_>) -> Result<bool> {
    if let Some(patterns) = pattern.downcast::<Tuple>() {
        recursion::check(" in __subclasscheck__")?;
        for entry in patterns.iter() {
            if is_subclass(class, entry)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if let Some(union) = Union::of(pattern) {
        for entry in union.iter() {
            if is_subclass(class, entry)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if TypeObject::of(pattern).is_none()
        && let Some(result) = attribute::call_special(pattern, name!(Subclasscheck), &[class])?
    {
        return convert::truth(result.borrow());
    }
    let Some(own) = TypeObject::of(class) else {
        return Err(raise(CoreType::TypeError, "issubclass() arg 1 must be a class"));
    };
    if let Some(other) = TypeObject::of(pattern) {
        if !type_of(pattern).is_core(CoreType::Type)
            && let Some(result) = attribute::call_special(pattern, name!(Subclasscheck), &[class])?
        {
            return convert::truth(result.borrow());
        }
        return Ok(own.is_subtype(other));
    }
    Err(raise(CoreType::TypeError, "issubclass() arg 2 must be a class, a tuple of classes, or a union"))
}

/// The names, sorted.
pub fn sorted_names(names: Borrowed<'_>) -> Result {
    let mut items = iterate::to_vec(names)?;
    let mut failure = None;
    items.sort_by(|left, right| match (left.borrow().downcast::<Str>(), right.borrow().downcast::<Str>()) {
        (Some(left), Some(right)) => left.compare(right),
        _ => {
            failure = Some(());
            core::cmp::Ordering::Equal
        }
    });
    match failure {
        None => Ok(List::from_vec(items)),
        Some(()) => Err(raise(CoreType::TypeError, "__dir__() must return strings")),
    }
}

pub(super) static FUNCTIONS: Functions = Functions::new(&[
    Definition {
        name: "getattr",
        documentation: "getattr(object, name[, default]) -> value\n\nGet a named attribute from an object.\n\ngetattr(x, 'y') is \
         equivalent to x.y.\nWhen a default argument is given, it is returned when the attribute\ndoesn't exist; \
         without it, an exception is raised in that case.",
        arity: Arity::Positional(2, 3),
        function: |_receiver, arguments| {
            let values = arguments.positional();
            let name = checked_name(values[1])?;
            match values.get(2) {
                None => attribute::get(values[0], name),
                Some(default) => Ok(attribute::find(values[0], name)?.unwrap_or_else(|| default.own())),
            }
        },
    },
    native_function!(
        "setattr($module, obj, name, value, /)",
        "Sets the named attribute on the given object to the specified value.\n\nsetattr(x, 'y', v) is equivalent to \
         ``x.y = v``",
        fn(_module: Borrowed<'_>, obj: Borrowed<'_>, name: Borrowed<'_>, value: Borrowed<'_>) { attribute::set(obj, name, value).map(|()| Owned::none()) }
    ),
    native_function!(
        "delattr($module, obj, name, /)",
        "Deletes the named attribute from the given object.\n\ndelattr(x, 'y') is equivalent to ``del x.y``",
        fn(_module: Borrowed<'_>, obj: Borrowed<'_>, name: Borrowed<'_>) { attribute::delete(obj, name).map(|()| Owned::none()) }
    ),
    native_function!(
        "hasattr($module, obj, name, /)",
        "Return whether the object has an attribute with the given name.\n\nThis is done by calling getattr(obj, \
         name) and catching AttributeError.",
        fn(_module: Borrowed<'_>, obj: Borrowed<'_>, name: Borrowed<'_>) {
            let name = checked_name(name)?;
            Ok(Owned::bool(attribute::find(obj, name)?.is_some()))
         }
    ),
    native_function!(
        "isinstance($module, obj, class_or_tuple, /)",
        "Return whether an object is an instance of a class or of a subclass thereof.\n\nA tuple, as in \
         ``isinstance(x, (A, B, ...))``, may be given as the\ntarget to check against.  This is equivalent to \
         ``isinstance(x, A) or\nisinstance(x, B) or ...`` etc.",
        fn(_module: Borrowed<'_>, obj: Borrowed<'_>, class_or_tuple: Borrowed<'_>) { is_instance(obj, class_or_tuple).map(Owned::bool) }
    ),
    native_function!(
        "issubclass($module, cls, class_or_tuple, /)",
        "Return whether 'cls' is derived from another class or is the same class.\n\nA tuple, as in ``issubclass(x, \
         (A, B, ...))``, may be given as the\ntarget to check against.  This is equivalent to ``issubclass(x, A) \
         or\nissubclass(x, B) or ...``.",
        fn(_module: Borrowed<'_>, cls: Borrowed<'_>, class_or_tuple: Borrowed<'_>) { is_subclass(cls, class_or_tuple).map(Owned::bool) }
    ),
    native_function!(
        "callable($module, obj, /)",
        "Return whether the object is callable (i.e., some kind of function).\n\nNote that classes are callable, as \
         are instances of classes with a\n__call__() method.",
        fn(_module: Borrowed<'_>, obj: Borrowed<'_>) { Ok(Owned::bool(type_of(obj).slots().call().is_some())) }
    ),
    native_function!(
        "id($module, obj, /)",
        "Return the identity of an object.\n\nThis is guaranteed to be unique among simultaneously existing \
         objects.\n(CPython uses the object's memory address.)",
        fn(_module: Borrowed<'_>, obj: Borrowed<'_>) { Ok(integer::from_u64(convert::identity(obj))) }
    ),
    native_function!(
        "hash($module, obj, /)",
        "Return the integer hash value for the given object.\n\nTwo objects that compare equal must also have the \
         same hash value, but\nthe reverse is not necessarily true.  Hash values may differ between\nPython \
         processes.  Not all objects are hashable; calling hash() on an\nunhashable object raises TypeError.",
        fn(_module: Borrowed<'_>, obj: Borrowed<'_>) { convert::hash(obj).map(integer::from_i64) }
    ),
    native_function!(
        "repr($module, obj, /)",
        "Return the canonical string representation of the object.\n\nFor many object types, including most builtins, \
         eval(repr(obj)) == obj.",
        fn(_module: Borrowed<'_>, obj: Borrowed<'_>) { convert::repr(obj) }
    ),
    Definition {
        name: "vars",
        documentation: "vars([object]) -> dictionary\n\nWithout arguments, equivalent to locals().\nWith an argument, equivalent to \
         object.__dict__.",
        arity: Arity::One,
        function: |_receiver, arguments| namespace_of(arguments.positional()[0]),
    },
    Definition {
        name: "dir",
        documentation: "dir([object]) -> list of strings\n\nIf called without an argument, return the names in the current \
         scope.\nElse, return an alphabetized list of names comprising (some of) the\nattributes of the given \
         object, and of attributes reachable from it.\nIf the object supplies a method named __dir__, it will be \
         used;\notherwise the default dir() logic is used and returns:\n  for a module object: the module's \
         attributes.\n  for a class object:  its attributes, and recursively the attributes\n    of its bases.\n  \
         for any other object: its attributes, its class's attributes, and\n    recursively the attributes of its \
         class's base classes.",
        arity: Arity::Any,
        function: |_receiver, arguments| {
            parameters::positional("dir", &arguments, 0, 1)?;
            let Some(&object) = arguments.positional().first() else { return names_of_caller() };
            match attribute::special(object, name!(Dir))? {
                Some(method) => {
                    let names = call::call(method.borrow(), &[])?;
                    sorted_names(names.borrow())
                }
                None => Err(raise(CoreType::TypeError, "object does not provide __dir__")),
            }
        },
    },
]);

/// `vars(object)`.
fn namespace_of(object: Borrowed<'_>) -> Result {
    // A module's dict is a view of its globals.
    if object.payload::<Module>().is_none()
        && let Some(dict) = attribute::instance_dict(object)
    {
        return Ok(dict);
    }
    match attribute::find(object, name!(Dict).str())? {
        Some(dict) => Ok(dict),
        None => Err(raise(CoreType::TypeError, "vars() argument must have __dict__ attribute")),
    }
}
