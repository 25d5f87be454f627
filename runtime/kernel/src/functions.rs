//! Builtin functions about attributes, types and identity.

use molt_object::activation::FrameReference;
use molt_object::description::Functions;
use molt_object::function::{Arity, Definition};
use molt_object::{
    Borrowed, CoreType, Dict, Downcast, FrameObject, List, Name, Owned, Result, Str, Tuple, TypeObject, integer,
    memory, raise, type_of,
};
use molt_protocol::{attribute, builtins_module, call, class, convert, iterate, parameters, recursion};

use super::Union;

/// Adds the keys of a dict to a set of names.
pub(super) fn add_keys(names: &Dict, from: &Dict) {
    for (key, _) in from.items().unwrap_or_else(memory::give_up) {
        if key.borrow().downcast_exact::<Str>().is_some() {
            drop(names.insert_str_key(key, Owned::none()));
        }
    }
}

/// Adds the names of a class and all its bases to a set of names.
pub(super) fn add_class_names(names: &Dict, class: &TypeObject) {
    let order = class.details().resolution_order.borrow().clone();
    let order = order.as_ref().and_then(|order| order.borrow().downcast::<Tuple>());
    for class in order.into_iter().flat_map(Tuple::iter).filter_map(TypeObject::of) {
        add_keys(names, class.namespace());
    }
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
        return sorted_names(attribute::get(module.borrow(), Name::Dict.str())?.borrow());
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
            && let Some(result) = attribute::call_special(pattern, Name::Instancecheck, &[object])?
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
    if let Some(result) = attribute::call_special(pattern, Name::Instancecheck, &[object])? {
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
        && let Some(result) = attribute::call_special(pattern, Name::Subclasscheck, &[class])?
    {
        return convert::truth(result.borrow());
    }
    let Some(own) = TypeObject::of(class) else {
        return Err(raise(CoreType::TypeError, "issubclass() arg 1 must be a class"));
    };
    if let Some(other) = TypeObject::of(pattern) {
        if !type_of(pattern).is_core(CoreType::Type)
            && let Some(result) = attribute::call_special(pattern, Name::Subclasscheck, &[class])?
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

static FUNCTIONS: Functions = Functions::new(&[
    Definition {
        name: "getattr",
        documentation: "Get a named attribute from an object.",
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
    Definition {
        name: "setattr",
        documentation: "Sets the named attribute on the given object to the specified value.",
        arity: Arity::Positional(3, 3),
        function: |_receiver, arguments| {
            let values = arguments.positional();
            attribute::set(values[0], values[1], values[2])?;
            Ok(Owned::none())
        },
    },
    Definition {
        name: "delattr",
        documentation: "Deletes the named attribute from the given object.",
        arity: Arity::Positional(2, 2),
        function: |_receiver, arguments| {
            attribute::delete(arguments.positional()[0], arguments.positional()[1])?;
            Ok(Owned::none())
        },
    },
    Definition {
        name: "hasattr",
        documentation: "Return whether the object has an attribute with the given name.",
        arity: Arity::Positional(2, 2),
        function: |_receiver, arguments| {
            let name = checked_name(arguments.positional()[1])?;
            Ok(Owned::bool(attribute::find(arguments.positional()[0], name)?.is_some()))
        },
    },
    Definition {
        name: "isinstance",
        documentation: "Return whether an object is an instance of a class or of a subclass thereof.",
        arity: Arity::Positional(2, 2),
        function: |_receiver, arguments| {
            is_instance(arguments.positional()[0], arguments.positional()[1]).map(Owned::bool)
        },
    },
    Definition {
        name: "issubclass",
        documentation: "Return whether 'cls' is derived from another class or is the same class.",
        arity: Arity::Positional(2, 2),
        function: |_receiver, arguments| {
            is_subclass(arguments.positional()[0], arguments.positional()[1]).map(Owned::bool)
        },
    },
    Definition {
        name: "callable",
        documentation: "Return whether the object is callable (i.e., some kind of function).",
        arity: Arity::One,
        function: |_receiver, arguments| Ok(Owned::bool(type_of(arguments.positional()[0]).slots().call().is_some())),
    },
    Definition {
        name: "id",
        documentation: "Return the identity of an object.",
        arity: Arity::One,
        function: |_receiver, arguments| Ok(integer::from_u64(convert::identity(arguments.positional()[0]))),
    },
    Definition {
        name: "hash",
        documentation: "Return the hash value for the given object.",
        arity: Arity::One,
        function: |_receiver, arguments| convert::hash(arguments.positional()[0]).map(integer::from_i64),
    },
    Definition {
        name: "repr",
        documentation: "Return the canonical string representation of the object.",
        arity: Arity::One,
        function: |_receiver, arguments| convert::repr(arguments.positional()[0]),
    },
    Definition {
        name: "vars",
        documentation: "Show vars.",
        arity: Arity::One,
        function: |_receiver, arguments| {
            let object = arguments.positional()[0];
            // A module's dict is a view of its globals.
            if !type_of(object).is_subtype(molt_object::core_type(CoreType::Module))
                && let Some(dict) = attribute::instance_dict(object)
            {
                return Ok(dict);
            }
            let name = Str::from_rust("__dict__");
            let Some(name) = name.borrow().downcast::<Str>() else { unreachable!("a new str") };
            match attribute::find(object, name)? {
                Some(dict) => Ok(dict),
                None => Err(raise(CoreType::TypeError, "vars() argument must have __dict__ attribute")),
            }
        },
    },
    Definition {
        name: "dir",
        documentation: "Show attributes of an object.",
        arity: Arity::Any,
        function: |_receiver, arguments| {
            parameters::positional("dir", &arguments, 0, 1)?;
            let Some(&object) = arguments.positional().first() else { return names_of_caller() };
            match attribute::special(object, Name::Dir)? {
                Some(method) => {
                    let names = call::call(method.borrow(), &[])?;
                    sorted_names(names.borrow())
                }
                None => Err(raise(CoreType::TypeError, "object does not provide __dir__")),
            }
        },
    },
]);

pub(super) fn initialise() {
    builtins_module::define_functions(&FUNCTIONS);
}
