//! `object`.

use molt_abi::layout::type_flags;
use molt_object::function::Definition;
use molt_object::integer::from_usize;
use molt_object::{Borrowed, Comparison, CoreType, Dict, List, Owned, Result, Slots, Str, TypeObject, raise, type_of};
use molt_protocol::native_type::{GetSet, TypeDefinition, define};
use molt_protocol::{attribute, class, convert, native_function};

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
    native_function!(
        "__format__($self, format_spec, /)",
        "Default object formatter.\n\n\
        Return str(self) if format_spec is empty. Raise TypeError otherwise.",
        fn(own: Borrowed<'_>, format_spec: &Str) {
            if format_spec.is_empty() {
                return convert::str(own);
            }
            let found = type_of(own).name();
            let message = format!("unsupported format string passed to {found}.__format__");
            Err(raise(CoreType::TypeError, message))
        }
    ),
    native_function!("__dir__($self, /)", "Default dir() implementation.", fn(own: Borrowed<'_>) {
        let names = Dict::new();
        let Some(table) = Dict::of(names.borrow()) else { unreachable!("a new dict") };
        if let Some(attributes) = attribute::instance_dict(own)
            && let Some(attributes) = Dict::of(attributes.borrow())
        {
            super::functions::add_keys(table, attributes)?;
        }
        super::functions::add_class_names(table, &type_of(own))?;
        Ok(List::from_vec(table.items()?.into_iter().map(|(name, _)| name).collect()))
    }),
    native_function!(
        "__sizeof__($self, /)",
        "Size of object in memory, in bytes.",
        fn(own: Borrowed<'_>) { Ok(from_usize(type_of(own).instance_size())) }
    ),
];

static CLASS_METHODS: &[Definition] = &[
    native_function!(
        "__init_subclass__($type, /)",
        "This method is called when a class is subclassed.\n\n\
        The default implementation does nothing. It may be\n\
        overridden to extend subclasses.\n",
        fn(_class: Borrowed<'_>) { Ok(Owned::none()) }
    ),
    native_function!(
        "__subclasshook__($type, object, /)",
        "Abstract classes can override this to customize issubclass().\n\n\
        This is invoked early on by abc.ABCMeta.__subclasscheck__().\n\
        It should return True, False or NotImplemented.  If it returns\n\
        NotImplemented, the normal algorithm is used.  Otherwise, it\n\
        overrides the normal algorithm (and the outcome is cached).\n",
        fn(_class: Borrowed<'_>, _object: Borrowed<'_>) {
            Ok(Owned::not_implemented())
        }
    ),
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
