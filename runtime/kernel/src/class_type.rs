//! `type`.

use molt_abi::layout::type_flags;
use molt_object::function::{Arity, Definition};
use molt_object::{
    Arguments, Borrowed, CoreType, Dict, Downcast, List, Name, Owned, Result, Slots, Str, Tuple, TypeObject, core_type,
    name, raise, type_of,
};
use molt_protocol::class::{self, ClassParts};
use molt_protocol::native_function::Class;
use molt_protocol::native_type::{GetSet, TypeDefinition, define};
use molt_protocol::{attribute, builtins_module, native_function};

fn this(receiver: Borrowed<'_>) -> &TypeObject {
    match TypeObject::of(receiver) {
        Some(class) => class,
        None => unreachable!("the receiver is a type"),
    }
}

fn repr(value: Borrowed<'_>) -> Result {
    Ok(Str::from_rust(&format!("<class '{}'>", class::qualified_display_name(this(value)))))
}

/// `type(name, bases, namespace, **keywords)`.
fn new(metaclass: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let &[name, bases, namespace] = arguments.positional() else {
        let given = arguments.positional().len();
        let message = format_args!("type.__new__() takes exactly 3 arguments ({given} given)").to_string();
        return Err(raise(CoreType::TypeError, message));
    };
    let wrong = |position: usize, expected: &str, found: Borrowed<'_>| {
        let found = type_of(found).name();
        raise(CoreType::TypeError, format_args!("type.__new__() argument {position} must be {expected}, not {found}"))
    };
    let Some(name) = name.downcast::<Str>() else { return Err(wrong(1, "str", name)) };
    let Some(base_types) = bases.downcast::<Tuple>() else { return Err(wrong(2, "tuple", bases)) };
    let Some(namespace) = Dict::of(namespace) else { return Err(wrong(3, "dict", namespace)) };
    for base in base_types.iter() {
        if TypeObject::of(base).is_none() && attribute::find(base, name!(MroEntries).str())?.is_some() {
            return Err(raise(
                CoreType::TypeError,
                "type() doesn't support MRO entry resolution; use types.new_class()",
            ));
        }
    }
    let winner = class::calculate_metaclass(this(metaclass), base_types)?;
    if winner != this(metaclass)
        && let Some(other) = winner.slots().new()
        && let Some(own) = core_type(CoreType::Type).slots().new()
        && !core::ptr::fn_addr_eq(other, own)
    {
        return other(winner.as_borrowed(), arguments);
    }
    let attributes = metaclass.token().thread().class_attributes.take();
    let attributes = attributes.as_ref().and_then(|names| names.borrow().downcast::<Tuple>());
    let parts = ClassParts {
        metaclass: winner,
        name,
        bases: base_types,
        namespace,
        keywords: arguments,
        attributes: attributes.map_or(&[], Tuple::items),
    };
    class::new_class(parts)
}

fn init(_class: Borrowed<'_>, arguments: Arguments<'_>) -> Result<()> {
    if matches!(arguments.positional().len(), 1 | 3) {
        return Ok(());
    }
    Err(raise(CoreType::TypeError, "type.__init__() takes 1 or 3 arguments"))
}

static METHODS: &[Definition] = &[
    native_function!("mro($self, /)", "Return a type's method resolution order.", fn(own: Class<'_>) {
        let order = own.0.details().resolution_order.borrow().clone();
        let order = order.as_ref().and_then(|order| order.borrow().downcast::<Tuple>());
        Ok(List::from_vec(order.into_iter().flat_map(Tuple::iter).map(Borrowed::own).collect()))
    }),
    native_function!("__subclasses__($self, /)", "Return a list of immediate subclasses.", fn(own: Class<'_>) {
        // Types are made when they are first asked for.
        drop(builtins_module::namespace());
        Ok(List::from_vec(own.0.subclasses()))
    }),
    native_function!(
        "__instancecheck__($self, instance, /)",
        "Check if an object is an instance.",
        fn(own: Class<'_>, instance: Borrowed<'_>) {
            class::is_instance_of(instance, own.0).map(Owned::bool)
        }
    ),
    native_function!(
        "__subclasscheck__($self, subclass, /)",
        "Check if a class is a subclass.",
        fn(own: Class<'_>, subclass: Borrowed<'_>) {
            match TypeObject::of(subclass) {
                Some(other) => Ok(Owned::bool(other.is_subtype(own.0))),
                None => Err(raise(CoreType::TypeError, "issubclass() arg 1 must be a class")),
            }
        }
    ),
    native_function!("__dir__($self, /)", "Specialized __dir__ implementation for types.", fn(own: Class<'_>) {
        let names = Dict::new();
        let Some(table) = Dict::of(names.borrow()) else { unreachable!("a new dict") };
        super::functions::add_class_names(table, own.0)?;
        Ok(List::from_vec(table.items()?.into_iter().map(|(name, _)| name).collect()))
    }),
];

static CLASS_METHODS: &[Definition] = &[Definition {
    name: "__prepare__",
    documentation: "__prepare__($cls, name, bases, /, **kwds)\n--\n\n\
        Create the namespace for the class statement",
    arity: Arity::Any,
    function: |_receiver, _arguments| Ok(Dict::new()),
}];

/// Sets `__name__` or `__qualname__`, which must be strs.
fn set_text(
    receiver: Borrowed<'_>,
    value: Option<Borrowed<'_>>,
    attribute: &str,
    field: fn(&TypeObject) -> &core::cell::RefCell<Option<Owned>>,
) -> Result<()> {
    let class = this(receiver);
    let name = class.name();
    if !class.has_flags(type_flags::HEAP) {
        let message = format_args!("cannot set '{attribute}' attribute of immutable type '{name}'").to_string();
        return Err(raise(CoreType::TypeError, message));
    }
    let Some(value) = value else {
        return Err(raise(CoreType::TypeError, format_args!("cannot delete '{attribute}' attribute of type '{name}'")));
    };
    if value.downcast::<Str>().is_none() {
        let found = type_of(value).name();
        return Err(raise(
            CoreType::TypeError,
            format_args!("can only assign string to {name}.{attribute}, not '{found}'"),
        ));
    }
    let old = field(class).replace(Some(value.own()));
    drop(old);
    Ok(())
}

fn held(field: &core::cell::RefCell<Option<Owned>>) -> Result {
    Ok(field.borrow().clone().unwrap_or_else(Owned::none))
}

static GETTERS: &[GetSet] = &[
    super::annotations::OF_CLASSES,
    super::annotations::ANNOTATE_OF_CLASSES,
    GetSet {
        name: "__name__",
        documentation: "",
        get: |receiver| held(&this(receiver).details().name),
        set: Some(|receiver, value| set_text(receiver, value, "__name__", |class| &class.details().name)),
    },
    GetSet {
        name: "__qualname__",
        documentation: "",
        get: |receiver| held(&this(receiver).details().qualified_name),
        set: Some(|receiver, value| set_text(receiver, value, "__qualname__", |class| &class.details().qualified_name)),
    },
    GetSet {
        name: "__module__",
        documentation: "",
        get: |receiver| {
            let module = this(receiver).namespace().get_str(Name::Module.str());
            // What stands in the namespace of `type` under this name is this very attribute.
            let module = module.filter(|_| !receiver.is(core_type(CoreType::Type).as_borrowed()));
            Ok(module.unwrap_or_else(|| Name::Builtins.value().own()))
        },
        set: Some(|receiver, value| {
            let class = this(receiver);
            if !class.has_flags(type_flags::HEAP) {
                let name = class.name();
                let message = format!("cannot set '__module__' attribute of immutable type '{name}'");
                return Err(raise(CoreType::TypeError, message));
            }
            let old = match value {
                Some(value) => class.namespace().insert_str_key(Name::Module.value().own(), value.own()),
                None => class.namespace().remove_str(Name::Module.str()),
            };
            class.modified();
            drop(old);
            Ok(())
        }),
    },
    GetSet {
        name: "__bases__",
        documentation: "",
        get: |receiver| held(&this(receiver).details().bases),
        set: Some(|receiver, value| class::bases::set_bases(this(receiver), value)),
    },
    GetSet {
        name: "__mro__",
        documentation: "",
        get: |receiver| held(&this(receiver).details().resolution_order),
        set: None,
    },
    GetSet {
        name: "__base__",
        documentation: "",
        get: |receiver| held(&this(receiver).details().best_base),
        set: None,
    },
    GetSet {
        name: "__dict__",
        documentation: "",
        get: |receiver| {
            let _ = this(receiver).namespace();
            match this(receiver).details().namespace.get() {
                Some(namespace) => Ok(super::mapping_proxy::new(namespace.clone())),
                None => unreachable!("a type has a namespace"),
            }
        },
        set: None,
    },
    GetSet {
        name: "__doc__",
        documentation: "",
        get: |receiver| match this(receiver).namespace().get_str(Name::Doc.str()) {
            Some(documentation) => attribute::bind(documentation, None, this(receiver)),
            None => Ok(Owned::none()),
        },
        set: Some(|receiver, value| {
            let class = this(receiver);
            let name = class.name();
            match value {
                Some(value) if class.has_flags(type_flags::HEAP) => {
                    drop(class.namespace().insert_str_key(Name::Doc.value().own(), value.own()));
                    class.modified();
                    Ok(())
                }
                Some(_) => {
                    let message = format!("cannot set '__doc__' attribute of immutable type '{name}'");
                    Err(raise(CoreType::TypeError, message))
                }
                None => {
                    Err(raise(CoreType::TypeError, format_args!("cannot delete '__doc__' attribute of type '{name}'")))
                }
            }
        }),
    },
];

pub(crate) static TYPE: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(Slots {
        repr: Some(repr),
        call: Some(class::type_call),
        get_attribute: Some(|object, name| attribute::type_get(object, attribute::name_of(name)?)),
        set_attribute: Some(|object, name, value| attribute::type_set(object, attribute::name_of(name)?, value)),
        bit_or: Some(super::union_type::either),
        new: Some(new),
        init: Some(init),
        ..Slots::EMPTY
    }),
    methods: METHODS,
    class_methods: CLASS_METHODS,
    getters: GETTERS,
    base: true,
    ..TypeDefinition::new(CoreType::Type)
};

pub(super) fn initialise() {
    define(&TYPE);
}
