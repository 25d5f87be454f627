//! `staticmethod`, `classmethod`, and the descriptors of native and slotted attributes.

use core::cell::RefCell;

use molt_object::function::{Method, NativeFunction};
use molt_object::instance::{self, InstanceArea};
use molt_object::{
    Arguments, Borrowed, CoreType, Downcast, Owned, Result, Slots, Str, TypeObject, core_type, native::new_native_of,
    new_native, raise, type_of,
};
use molt_protocol::class::MemberDescriptor;
use molt_protocol::descriptors::{ClassMethod, ClassMethodDescriptor, StaticMethod};
use molt_protocol::native_type::{GetSet, GetSetDescriptor, READ_ONLY, TypeDefinition, define};
use molt_protocol::{attribute, call, convert, parameters, receiver};

use crate::function_types;

fn class(value: Borrowed<'_>) -> &TypeObject {
    match TypeObject::of(value) {
        Some(class) => class,
        None => unreachable!("`new` gets a type"),
    }
}

/// The qualified name of a class.
pub(crate) fn qualified(class: &TypeObject) -> String {
    let name = class.details().qualified_name.borrow().clone();
    name.as_ref().and_then(|name| name.borrow().downcast::<Str>()).map_or_else(|| class.name(), Str::to_rust)
}

fn one_callable(name: &str, arguments: Arguments<'_>) -> Result {
    parameters::positional(name, &arguments, 1, 1)?;
    Ok(arguments.positional()[0].own())
}

fn static_function(value: Borrowed<'_>) -> Owned {
    match value.payload::<StaticMethod>() {
        Some(own) => own.function.borrow().clone(),
        None => unreachable!("the receiver is a static method"),
    }
}

fn class_function(value: Borrowed<'_>) -> Owned {
    match value.payload::<ClassMethod>() {
        Some(own) => own.function.borrow().clone(),
        None => unreachable!("the receiver is a class method"),
    }
}

/// Attributes of the wrapped function that the wrapper shows too.
fn wrapped_attribute(function: Owned, name: &Str) -> Result<Option<Owned>> {
    let text = name.to_rust();
    if matches!(text.as_str(), "__name__" | "__qualname__" | "__doc__" | "__module__") {
        return attribute::find(function.borrow(), name);
    }
    Ok(None)
}

pub(crate) static STATIC_METHOD: TypeDefinition = TypeDefinition {
    documentation: "Convert a function to be a static method.",
    slots: molt_object::slot_table!(Slots {
        repr: Some(|value| {
            let inner = convert::repr_text(static_function(value).borrow())?;
            Ok(Str::from_rust(&format!("<staticmethod({inner})>")))
        }),
        new: Some(|own, _arguments| {
            Ok(new_native_of(class(own), StaticMethod { function: RefCell::new(Owned::none()) }))
        }),
        init: Some(|value, arguments| {
            let function = one_callable("staticmethod", arguments)?;
            if let Some(own) = value.payload::<StaticMethod>() {
                let old = own.function.replace(function);
                drop(old);
            }
            Ok(())
        }),
        call: Some(|callee, arguments| call::call_with(static_function(callee).borrow(), arguments)),
        descriptor_get: Some(|value, _instance, _owner| Ok(static_function(value))),
        get_attribute: Some(|object, name| {
            let name = attribute::name_of(name)?;
            match wrapped_attribute(static_function(object), name)? {
                Some(value) => Ok(value),
                None => attribute::generic_get(object, name),
            }
        }),
        ..Slots::EMPTY
    }),
    getters: &[
        GetSet { name: "__func__", documentation: "", get: |receiver| Ok(static_function(receiver)), set: READ_ONLY },
        GetSet {
            name: "__wrapped__",
            documentation: "",
            get: |receiver| Ok(static_function(receiver)),
            set: READ_ONLY,
        },
    ],
    base: true,
    class_methods: &[molt_protocol::class_get_item!("")],
    ..TypeDefinition::core::<StaticMethod>(CoreType::StaticMethod)
};

pub(crate) static CLASS_METHOD: TypeDefinition = TypeDefinition {
    documentation: "Convert a function to be a class method.",
    slots: molt_object::slot_table!(Slots {
        repr: Some(|value| {
            let inner = convert::repr_text(class_function(value).borrow())?;
            Ok(Str::from_rust(&format!("<classmethod({inner})>")))
        }),
        new: Some(|own, _arguments| {
            Ok(new_native_of(class(own), ClassMethod { function: RefCell::new(Owned::none()) }))
        }),
        init: Some(|value, arguments| {
            let function = one_callable("classmethod", arguments)?;
            if let Some(own) = value.payload::<ClassMethod>() {
                let old = own.function.replace(function);
                drop(old);
            }
            Ok(())
        }),
        descriptor_get: Some(|value, _instance, owner| {
            let function = class_function(value);
            if function.borrow().downcast::<molt_object::Function>().is_some() {
                return Ok(new_native(Method { function, receiver: owner.own() }));
            }
            match type_of(function.borrow()).slots().descriptor_get() {
                Some(_) => attribute::bind(function.clone(), Some(owner), class(type_of(owner).as_borrowed())),
                None => Ok(new_native(Method { function: function.clone(), receiver: owner.own() })),
            }
        }),
        get_attribute: Some(|object, name| {
            let name = attribute::name_of(name)?;
            match wrapped_attribute(class_function(object), name)? {
                Some(value) => Ok(value),
                None => attribute::generic_get(object, name),
            }
        }),
        ..Slots::EMPTY
    }),
    getters: &[
        GetSet { name: "__func__", documentation: "", get: |receiver| Ok(class_function(receiver)), set: READ_ONLY },
        GetSet { name: "__wrapped__", documentation: "", get: |receiver| Ok(class_function(receiver)), set: READ_ONLY },
    ],
    base: true,
    class_methods: &[molt_protocol::class_get_item!("")],
    ..TypeDefinition::core::<ClassMethod>(CoreType::ClassMethod)
};

fn class_method(value: Borrowed<'_>) -> &ClassMethodDescriptor {
    match value.payload::<ClassMethodDescriptor>() {
        Some(own) => own,
        None => unreachable!("the receiver is a class method descriptor"),
    }
}

/// The class method of a class, or of the class of an instance.
fn bind_class_method(
    own: &ClassMethodDescriptor,
    instance: Option<Borrowed<'_>>,
    class: Borrowed<'_>,
) -> Result<NativeFunction> {
    let definition = own.definition;
    let class = receiver::check_class(definition.name, own.owner.object(), instance, class)?;
    Ok(NativeFunction::bound(definition, class.own()))
}

/// `__name__`, `__qualname__` and `__objclass__`, as the descriptors of native and slotted attributes have them.
macro_rules! described {
    ($own:ident, $name:expr, $owner:expr $(, $other:literal: $value:expr)*) => {
        [
            GetSet { name: "__name__", documentation: "", get: |$own| Ok(Str::from_rust(&$name)), set: READ_ONLY },
            GetSet {
                name: "__qualname__",
                documentation: "",
                get: |$own| Ok(Str::from_rust(&format!("{}.{}", qualified($owner), $name))),
                set: None,
            },
            GetSet { name: "__objclass__", documentation: "", get: |$own| Ok($owner.own()), set: READ_ONLY },
            $(GetSet { name: $other, documentation: "", get: |$own| Ok($value), set: None },)*
        ]
    };
}

static CLASS_METHOD_DESCRIPTOR: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(Slots {
        repr: Some(|value| {
            let own = class_method(value);
            let (name, owner) = (own.definition.name, own.owner.name());
            Ok(Str::from_rust(&format!("<method '{name}' of '{owner}' objects>")))
        }),
        call: Some(|callee, arguments| {
            let own = class_method(callee);
            let Some(&class) = arguments.positional().first() else {
                let (name, owner) = (own.definition.name, own.owner.name());
                let message = format!("descriptor '{name}' of '{owner}' object needs an argument");
                return Err(raise(CoreType::TypeError, message));
            };
            let bound = bind_class_method(own, None, class)?;
            call::call_native(&bound, arguments.without_first())
        }),
        descriptor_get: Some(|value, instance, owner| {
            bind_class_method(class_method(value), instance, owner).map(new_native)
        }),
        ..Slots::EMPTY
    }),
    getters: &described!(
        own,
        class_method(own).definition.name,
        class_method(own).owner.object(),
        "__doc__": function_types::documentation(class_method(own).definition),
        "__text_signature__": function_types::text_signature(class_method(own).definition)
    ),
    ..TypeDefinition::core::<ClassMethodDescriptor>(CoreType::ClassMethodDescriptor)
};

fn getset(value: Borrowed<'_>) -> &GetSetDescriptor {
    match value.payload::<GetSetDescriptor>() {
        Some(getset) => getset,
        None => unreachable!("the receiver is a getset descriptor"),
    }
}

static GETSET_DESCRIPTOR: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(Slots {
        repr: Some(|value| {
            let own = getset(value);
            let (name, owner) = (own.attribute.name, own.owner().name());
            Ok(Str::from_rust(&format!("<attribute '{name}' of '{owner}' objects>")))
        }),
        descriptor_get: Some(|value, instance, _owner| match instance {
            Some(instance) => getset(value).read(instance),
            None => Ok(value.own()),
        }),
        descriptor_set: Some(|value, instance, new| getset(value).write(instance, new)),
        ..Slots::EMPTY
    }),
    getters: &described!(
        own,
        getset(own).attribute.name,
        getset(own).owner(),
        "__doc__": function_types::text_or_none(getset(own).attribute.documentation)
    ),
    ..TypeDefinition::core::<GetSetDescriptor>(CoreType::GetSetDescriptor)
};

fn member(value: Borrowed<'_>) -> &MemberDescriptor {
    match value.payload::<MemberDescriptor>() {
        Some(member) => member,
        None => unreachable!("the receiver is a member descriptor"),
    }
}

static MEMBER_DESCRIPTOR: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(Slots {
        repr: Some(|value| {
            let own = member(value);
            Ok(Str::from_rust(&format!("<member '{}' of '{}' objects>", own.text(), own.owner().name())))
        }),
        descriptor_get: Some(|value, instance, _owner| match instance {
            Some(instance) => member(value).read(instance),
            None => Ok(value.own()),
        }),
        descriptor_set: Some(|value, instance, new| member(value).write(instance, new)),
        ..Slots::EMPTY
    }),
    getters: &described!(own, member(own).text(), member(own).owner()),
    ..TypeDefinition::core::<MemberDescriptor>(CoreType::MemberDescriptor)
};

pub(super) fn initialise() {
    for definition in [&STATIC_METHOD, &CLASS_METHOD, &CLASS_METHOD_DESCRIPTOR, &GETSET_DESCRIPTOR, &MEMBER_DESCRIPTOR]
    {
        define(definition);
    }
    for core in [CoreType::StaticMethod, CoreType::ClassMethod] {
        instance::add_area(core_type(core), InstanceArea { slots: 0 });
    }
}
