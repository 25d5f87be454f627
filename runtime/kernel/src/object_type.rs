//! `object`.

use molt_abi::layout::type_flags;
use molt_object::function::{Arity, Definition};
use molt_object::{
    Borrowed, Comparison, CoreType, Dict, Downcast, List, Owned, Result, Slots, Str, TypeObject, raise, type_of,
};
use molt_protocol::native_type::{GetSet, TypeDefinition, define};
use molt_protocol::{attribute, class, convert};

/// Equality by identity.
fn compare(left: Borrowed<'_>, right: Borrowed<'_>, comparison: Comparison) -> Result {
    match comparison {
        Comparison::Equal if left.is(right) => Ok(Owned::bool(true)),
        Comparison::NotEqual => {
            let Some(equal) = type_of(left).slots().compare() else { return Ok(Owned::not_implemented()) };
            let result = equal(left, right, Comparison::Equal)?;
            if result.is(Owned::not_implemented().borrow()) {
                return Ok(result);
            }
            convert::truth(result.borrow()).map(|equal| Owned::bool(!equal))
        }
        _ => Ok(Owned::not_implemented()),
    }
}

/// Hash by identity.
fn hash(value: Borrowed<'_>) -> Result<i64> {
    let bits = convert::identity(value);
    Ok(bits.rotate_right(4) as i64 & i64::MAX)
}

fn str_of(value: Borrowed<'_>) -> Result {
    convert::repr(value)
}

static METHODS: &[Definition] = &[
    Definition {
        name: "__getattribute__",
        documentation: "Return getattr(self, name).",
        arity: Arity::One,
        function: |receiver, arguments| {
            let name = attribute::name_of(arguments.positional()[0])?;
            if TypeObject::of(receiver).is_some() {
                return attribute::type_get(receiver, name);
            }
            match type_of(receiver).layout().key().object().slots().get_attribute() {
                Some(get) => get(receiver, name.as_borrowed()),
                None => attribute::generic_get(receiver, name),
            }
        },
    },
    Definition {
        name: "__setattr__",
        documentation: "Implement setattr(self, name, value).",
        arity: Arity::Positional(2, 2),
        function: |receiver, arguments| {
            let name = attribute::name_of(arguments.positional()[0])?;
            attribute::generic_set(receiver, name, Some(arguments.positional()[1]))?;
            Ok(Owned::none())
        },
    },
    Definition {
        name: "__delattr__",
        documentation: "Implement delattr(self, name).",
        arity: Arity::One,
        function: |receiver, arguments| {
            attribute::generic_set(receiver, attribute::name_of(arguments.positional()[0])?, None)?;
            Ok(Owned::none())
        },
    },
    Definition {
        name: "__format__",
        documentation: "Default object formatter.",
        arity: Arity::One,
        function: |receiver, arguments| match arguments.positional()[0].downcast::<Str>() {
            Some(specification) if specification.is_empty() => convert::str(receiver),
            Some(_) => {
                let found = type_of(receiver).name();
                let message = format!("unsupported format string passed to {found}.__format__");
                Err(raise(CoreType::TypeError, message))
            }
            None => {
                let found = type_of(arguments.positional()[0]).name();
                Err(raise(CoreType::TypeError, format_args!("__format__() argument must be str, not {found}")))
            }
        },
    },
    Definition {
        name: "__dir__",
        documentation: "Default dir() implementation.",
        arity: Arity::None,
        function: |receiver, _arguments| {
            let names = Dict::new();
            let Some(table) = Dict::of(names.borrow()) else { unreachable!("a new dict") };
            if let Some(own) = attribute::instance_dict(receiver)
                && let Some(own) = Dict::of(own.borrow())
            {
                super::functions::add_keys(table, own)?;
            }
            super::functions::add_class_names(table, &type_of(receiver))?;
            Ok(List::from_vec(table.items()?.into_iter().map(|(name, _)| name).collect()))
        },
    },
    Definition {
        name: "__sizeof__",
        documentation: "Size of object in memory, in bytes.",
        arity: Arity::None,
        function: |receiver, _arguments| Ok(molt_object::integer::from_usize(type_of(receiver).instance_size())),
    },
];

static CLASS_METHODS: &[Definition] = &[
    Definition {
        name: "__init_subclass__",
        documentation: "This method is called when a class is subclassed.",
        arity: Arity::Any,
        function: |receiver, arguments| {
            if arguments.values().is_empty() {
                return Ok(Owned::none());
            }
            let name = TypeObject::of(receiver).map(TypeObject::qualified_name).unwrap_or_default();
            if arguments.has_keywords() {
                return Err(raise(
                    CoreType::TypeError,
                    format_args!("{name}.__init_subclass__() takes no keyword arguments"),
                ));
            }
            let given = arguments.positional().len();
            Err(raise(
                CoreType::TypeError,
                format_args!("{name}.__init_subclass__() takes no arguments ({given} given)"),
            ))
        },
    },
    Definition {
        name: "__subclasshook__",
        documentation: "Abstract classes can override this to customize issubclass().",
        arity: Arity::Any,
        function: |_receiver, _arguments| Ok(Owned::not_implemented()),
    },
];

static GETTERS: &[GetSet] = &[GetSet {
    name: "__class__",
    documentation: "the object's class",
    get: |receiver| Ok(type_of(receiver).own()),
    set: Some(|receiver, value| {
        let Some(new) = value.and_then(TypeObject::of) else {
            let Some(value) = value else {
                return Err(raise(CoreType::TypeError, "can't delete __class__ attribute"));
            };
            let found = type_of(value).name();
            return Err(raise(
                CoreType::TypeError,
                format_args!("__class__ must be set to a class, not '{found}' object"),
            ));
        };
        if [type_of(receiver).get(), new].iter().any(|class| !class.has_flags(type_flags::HEAP)) {
            return Err(raise(
                CoreType::TypeError,
                "__class__ assignment only supported for mutable types or ModuleType subclasses",
            ));
        }
        if class::are_compatible(&type_of(receiver), new) && molt_object::instance::set_class(receiver, new) {
            return Ok(());
        }
        let old = type_of(receiver).name();
        let new = new.name();
        Err(raise(
            CoreType::TypeError,
            format_args!("__class__ assignment: '{new}' object layout differs from '{old}'"),
        ))
    }),
}];

pub(crate) static OBJECT: TypeDefinition = TypeDefinition {
    documentation: "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new \
                    featureless\ninstance that has no instance attributes and cannot be given any.\n",
    slots: molt_object::slot_table!(Slots {
        repr: Some(convert::default_repr),
        str: Some(str_of),
        hash: Some(hash),
        compare: Some(compare),
        new: Some(class::object_new),
        init: Some(class::object_init),
        ..Slots::EMPTY
    }),
    methods: METHODS,
    class_methods: CLASS_METHODS,
    getters: GETTERS,
    base: true,
    ..TypeDefinition::new(CoreType::Object)
};

pub(super) fn initialise() {
    define(&OBJECT);
}
