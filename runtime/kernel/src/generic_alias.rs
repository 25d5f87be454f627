//! `types.GenericAlias`: what `list[int]` gives.

use molt_object::function::Definition;
use molt_object::{
    Arguments, Borrowed, Comparison, CoreType, Dict, Downcast, List, Name, Native, Owned, Result, Slots, Str, Tuple,
    TypeObject, core_type, name, new_native, raise, type_of,
};
use molt_protocol::generic_alias::{self, GenericAlias};
use molt_protocol::native_type::{GetSet, READ_ONLY, TypeDefinition, define};
use molt_protocol::{attribute, call, compare, convert, native_function, parameters};

/// Attributes of the alias itself; all others are the origin's.
const OWN: &[&str] = &[
    "__class__",
    "__origin__",
    "__args__",
    "__unpacked__",
    "__parameters__",
    "__typing_unpacked_tuple_args__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
    // Never the origin's, so that an alias is not taken for a class.
    "__bases__",
    "__copy__",
    "__deepcopy__",
];

fn this(value: Borrowed<'_>) -> &GenericAlias {
    match value.payload::<GenericAlias>() {
        Some(alias) => alias,
        None => unreachable!("the receiver is an alias"),
    }
}

/// One argument as aliases and unions show it.
pub(super) fn item_text(item: Borrowed<'_>) -> Result<String> {
    if item.value() == molt_object::Value::ELLIPSIS {
        return Ok("...".to_owned());
    }
    if item.is(core_type(CoreType::NoneType).as_borrowed()) {
        return Ok("None".to_owned());
    }
    let find = |name: Name| attribute::find(item, name.str());
    if find(name!(Origin))?.is_some() && find(name!(AliasArguments))?.is_some() {
        return convert::repr_text(item);
    }
    let (Some(name), Some(module)) = (find(name!(QualName))?, find(name!(Module))?) else {
        return convert::repr_text(item);
    };
    if module.value().is_none() {
        return convert::repr_text(item);
    }
    let (name, module) = (convert::str_text(name.borrow())?, convert::str_text(module.borrow())?);
    Ok(if module == "builtins" { name } else { format!("{module}.{name}") })
}

fn repr(value: Borrowed<'_>) -> Result {
    let alias = this(value);
    let mut shown = Vec::new();
    for item in items(alias) {
        shown.push(match List::of(item) {
            Some(list) => {
                let inner: Result<Vec<String>> = list.to_vec()?.iter().map(|item| item_text(item.borrow())).collect();
                format!("[{}]", inner?.join(", "))
            }
            None => item_text(item)?,
        });
    }
    let shown = if shown.is_empty() { "()".to_owned() } else { shown.join(", ") };
    let star = if alias.starred { "*" } else { "" };
    Ok(Str::from_rust(&format!("{star}{}[{shown}]", item_text(alias.origin.borrow())?)))
}

fn items(alias: &GenericAlias) -> impl Iterator<Item = Borrowed<'_>> {
    alias.arguments.borrow().downcast::<Tuple>().into_iter().flat_map(Tuple::iter)
}

fn get_attribute(value: Borrowed<'_>, name: Borrowed<'_>) -> Result {
    let text = attribute::name_of(name)?;
    if text.as_ascii().is_some_and(|text| OWN.contains(&text)) {
        return attribute::generic_get(value, text);
    }
    attribute::get(this(value).origin.borrow(), text)
}

fn call_alias(value: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let object = call::call_with(this(value).origin.borrow(), arguments)?;
    if let Err(raised) = attribute::set(object.borrow(), name!(OriginalClass).value(), value) {
        // Most objects have no room for it.
        let error = molt_object::raised::take(raised);
        let harmless = [CoreType::AttributeError, CoreType::TypeError];
        if !harmless.iter().any(|&core| molt_object::exception::is_instance(error.borrow(), core)) {
            return Err(molt_object::raised::restore(error));
        }
    }
    Ok(object)
}

fn equal(left: Borrowed<'_>, right: Borrowed<'_>, comparison: Comparison) -> Result {
    let (Some(own), Some(other)) = (left.payload::<GenericAlias>(), right.payload::<GenericAlias>()) else {
        return Ok(Owned::not_implemented());
    };
    let wanted = match comparison {
        Comparison::Equal => true,
        Comparison::NotEqual => false,
        _ => return Ok(Owned::not_implemented()),
    };
    let equal = own.starred == other.starred
        && compare::equal(own.origin.borrow(), other.origin.borrow())?
        && compare::equal(own.arguments.borrow(), other.arguments.borrow())?;
    Ok(Owned::bool(equal == wanted))
}

fn new(class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    if arguments.has_keywords() {
        return Err(raise(CoreType::TypeError, "GenericAlias() takes no keyword arguments"));
    }
    parameters::positional("GenericAlias", &arguments, 2, 2)?;
    if !TypeObject::of(class).is_some_and(|class| class.is_core(CoreType::GenericAlias)) {
        return Err(raise(CoreType::TypeError, "type 'types.GenericAlias' is not an acceptable base type"));
    }
    Ok(generic_alias::new(arguments.positional()[0], arguments.positional()[1]))
}

/// The refusal of `isinstance()` or `issubclass()`.
fn not_a_class(function: &str) -> Result {
    Err(raise(CoreType::TypeError, format_args!("{function}() argument 2 cannot be a parameterized generic")))
}

static METHODS: &[Definition] = &[
    native_function!("__mro_entries__($self, object, /)", "", fn(own: &Native<GenericAlias>, _object: Borrowed<'_>) {
        Ok(Tuple::from_slice(&[own.origin.borrow()]))
    }),
    native_function!("__instancecheck__($self, object, /)", "", fn(_own: Borrowed<'_>, _object: Borrowed<'_>) {
        not_a_class("isinstance")
    }),
    native_function!("__subclasscheck__($self, object, /)", "", fn(_own: Borrowed<'_>, _object: Borrowed<'_>) {
        not_a_class("issubclass")
    }),
    native_function!("__dir__($self, /)", "", fn(own: &Native<GenericAlias>) {
        let origin = own.origin.borrow();
        let method = attribute::get(origin, name!(Dir).str())?;
        let method_of_type = if TypeObject::of(origin).is_some() {
            attribute::special(origin, name!(Dir))?.unwrap_or(method)
        } else {
            method
        };
        let names = Dict::new();
        let Some(table) = Dict::of(names.borrow()) else { unreachable!("a new dict") };
        let listed = call::call(method_of_type.borrow(), &[])?;
        for name in molt_protocol::iterate::to_vec(listed.borrow())? {
            molt_protocol::mapping::set(table, name.borrow(), Owned::none().borrow())?;
        }
        for name in OWN.iter().filter(|name| !matches!(**name, "__bases__" | "__copy__" | "__deepcopy__")) {
            drop(table.insert_text(name, Owned::none()));
        }
        Ok(List::from_vec(table.items()?.into_iter().map(|(name, _)| name).collect()))
    }),
];

static GETTERS: &[GetSet] = &[
    GetSet { name: "__origin__", documentation: "", get: |receiver| Ok(this(receiver).origin.clone()), set: READ_ONLY },
    GetSet {
        name: "__args__",
        documentation: "",
        get: |receiver| Ok(this(receiver).arguments.clone()),
        set: READ_ONLY,
    },
    GetSet {
        name: "__unpacked__",
        documentation: "",
        get: |receiver| Ok(Owned::bool(this(receiver).starred)),
        set: READ_ONLY,
    },
    GetSet {
        name: "__parameters__",
        documentation: "Type variables in the GenericAlias.",
        get: |_receiver| Ok(Tuple::from_slice(&[])),
        set: None,
    },
    GetSet {
        name: "__typing_unpacked_tuple_args__",
        documentation: "",
        get: |receiver| {
            let alias = this(receiver);
            let unpacked = alias.starred && alias.origin.is(core_type(CoreType::Tuple).as_borrowed());
            Ok(if unpacked { alias.arguments.clone() } else { Owned::none() })
        },
        set: None,
    },
];

static ALIAS: TypeDefinition = TypeDefinition {
    documentation: "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is \
                    (int,).",
    slots: molt_object::slot_table!(Slots {
        repr: Some(repr),
        hash: Some(|value| {
            let alias = this(value);
            Ok(convert::hash(alias.origin.borrow())? ^ convert::hash(alias.arguments.borrow())?)
        }),
        compare: Some(equal),
        call: Some(call_alias),
        get_attribute: Some(get_attribute),
        item_get: Some(|value, _key| {
            let shown = convert::repr_text(value)?;
            Err(raise(CoreType::TypeError, format_args!("{shown} is not a generic class")))
        }),
        iterate: Some(|value| {
            let alias = this(value);
            let (origin, arguments) = (alias.origin.clone(), alias.arguments.clone());
            let starred = new_native(GenericAlias { origin, arguments, starred: true });
            molt_protocol::iterate::iterate(Tuple::from_slice(&[starred.borrow()]).borrow())
        }),
        bit_or: Some(super::union_type::either),
        new: Some(new),
        ..Slots::EMPTY
    }),
    methods: METHODS,
    getters: GETTERS,
    ..TypeDefinition::core::<GenericAlias>(CoreType::GenericAlias)
};

pub(super) fn initialise() {
    define(&ALIAS);
}

/// Whether a value is an alias.
pub(super) fn is_alias(value: Borrowed<'_>) -> bool {
    type_of(value).is_core(CoreType::GenericAlias)
}
