//! `property`, `staticmethod`, `classmethod`, and the descriptors of native and slotted attributes.

use core::cell::RefCell;

use molt_object::function::{Arity, Definition, Method, NativeFunction};
use molt_object::{
    Arguments, Borrowed, CoreType, Downcast, Name, Owned, Result, Slots, Str, TypeObject, core_type,
    native::new_native_of, new_native, raise, type_of,
};
use molt_protocol::class::MemberDescriptor;
use molt_protocol::descriptors::{ClassMethod, ClassMethodDescriptor, Property, StaticMethod};
use molt_protocol::native_type::{GetSet, GetSetDescriptor, READ_ONLY, TypeDefinition, define};
use molt_protocol::parameters::{self, Parameters};
use molt_protocol::{attribute, builtins_module, call, convert, receiver};

fn class(value: Borrowed<'_>) -> &TypeObject {
    match TypeObject::of(value) {
        Some(class) => class,
        None => unreachable!("`new` gets a type"),
    }
}

fn property(value: Borrowed<'_>) -> &Property {
    match value.payload::<Property>() {
        Some(property) => property,
        None => unreachable!("the receiver is a property"),
    }
}

fn held(field: &RefCell<Option<Owned>>) -> Option<Owned> {
    field.borrow().clone()
}

static PROPERTY_PARAMETERS: Parameters = Parameters {
    name: "property",
    names: &["fget", "fset", "fdel", "doc"],
    positional_only: 0,
    required: 0,
    keyword_only_from: 4,
};

fn property_init(value: Borrowed<'_>, arguments: Arguments<'_>) -> Result<()> {
    let bound = PROPERTY_PARAMETERS.bind(&arguments)?;
    let property = property(value);
    let given = |index: usize| bound[index].filter(|value| !value.is_none()).map(Borrowed::own);
    let mut documentation = given(3);
    if documentation.is_none()
        && let Some(getter) = bound[0]
        && !getter.is_none()
    {
        documentation = attribute::find(getter, Name::Doc.str())?.filter(|value| !value.value().is_none());
    }
    let old = (
        property.getter.replace(given(0)),
        property.setter.replace(given(1)),
        property.deleter.replace(given(2)),
        property.documentation.replace(documentation),
    );
    drop(old);
    Ok(())
}

/// The property's name for messages: `'name' ` or nothing.
fn shown_name(property: &Property) -> Result<String> {
    let name = match held(&property.name) {
        Some(name) => Some(name),
        None => match held(&property.getter) {
            Some(getter) => attribute::find(getter.borrow(), Name::NameName.str())?,
            None => None,
        },
    };
    match name {
        Some(name) => convert::repr_text(name.borrow()),
        None => Ok(String::new()),
    }
}

#[cold]
fn no_accessor(property: &Property, instance: Borrowed<'_>, accessor: &str) -> Result<()> {
    let name = shown_name(property)?;
    let owner = qualified(&type_of(instance));
    let message = if name.is_empty() {
        format!("property of '{owner}' object has no {accessor}")
    } else {
        format!("property {name} of '{owner}' object has no {accessor}")
    };
    Err(raise(CoreType::AttributeError, message))
}

fn qualified(class: &TypeObject) -> String {
    let name = class.details().qualified_name.borrow().clone();
    name.as_ref().and_then(|name| name.borrow().downcast::<Str>()).map_or_else(|| class.name(), Str::to_rust)
}

fn property_get(value: Borrowed<'_>, instance: Option<Borrowed<'_>>, _owner: Borrowed<'_>) -> Result {
    let Some(instance) = instance else { return Ok(value.own()) };
    let property = property(value);
    match held(&property.getter) {
        Some(getter) => call::call(getter.borrow(), &[instance]),
        None => no_accessor(property, instance, "getter").map(|()| Owned::none()),
    }
}

fn property_set(value: Borrowed<'_>, instance: Borrowed<'_>, new: Option<Borrowed<'_>>) -> Result<()> {
    let property = property(value);
    match new {
        Some(new) => match held(&property.setter) {
            Some(setter) => call::call(setter.borrow(), &[instance, new]).map(drop),
            None => no_accessor(property, instance, "setter"),
        },
        None => match held(&property.deleter) {
            Some(deleter) => call::call(deleter.borrow(), &[instance]).map(drop),
            None => no_accessor(property, instance, "deleter"),
        },
    }
}

/// A copy of a property with one accessor replaced.
fn with_accessor(receiver: Borrowed<'_>, place: usize, accessor: Borrowed<'_>) -> Result {
    let own = property(receiver);
    let none = Owned::none();
    let mut accessors =
        [held(&own.getter), held(&own.setter), held(&own.deleter)].map(|held| held.unwrap_or_else(Owned::none));
    accessors[place] = accessor.own();
    let [getter, setter, deleter] = &accessors;
    let own_class = type_of(receiver);
    let documentation = match place {
        0 => None,
        _ => held(&own.documentation),
    };
    let documentation = documentation.unwrap_or(none);
    let copy = call::call(
        own_class.as_borrowed(),
        &[getter.borrow(), setter.borrow(), deleter.borrow(), documentation.borrow()],
    )?;
    if let Some(copied) = copy.borrow().payload::<Property>() {
        copied.name.replace(held(&own.name));
    }
    Ok(copy)
}

static PROPERTY: TypeDefinition = TypeDefinition {
    documentation: "Property attribute.",
    slots: molt_object::slot_table!(Slots {
        new: Some(|own, _arguments| Ok(new_native_of(class(own), Property::default()))),
        init: Some(property_init),
        descriptor_get: Some(property_get),
        descriptor_set: Some(property_set),
        ..Slots::EMPTY
    }),
    methods: &[
        Definition {
            name: "getter",
            documentation: "Descriptor to obtain a copy of the property with a different getter.",
            arity: Arity::One,
            function: |receiver, arguments| with_accessor(receiver, 0, arguments.positional()[0]),
        },
        Definition {
            name: "setter",
            documentation: "Descriptor to obtain a copy of the property with a different setter.",
            arity: Arity::One,
            function: |receiver, arguments| with_accessor(receiver, 1, arguments.positional()[0]),
        },
        Definition {
            name: "deleter",
            documentation: "Descriptor to obtain a copy of the property with a different deleter.",
            arity: Arity::One,
            function: |receiver, arguments| with_accessor(receiver, 2, arguments.positional()[0]),
        },
        Definition {
            name: "__set_name__",
            documentation: "Method to set name of a property.",
            arity: Arity::Positional(2, 2),
            function: |receiver, arguments| {
                let old = property(receiver).name.replace(Some(arguments.positional()[1].own()));
                drop(old);
                Ok(Owned::none())
            },
        },
    ],
    getters: &[
        GetSet {
            name: "fget",
            documentation: "",
            get: |receiver| Ok(held(&property(receiver).getter).unwrap_or_else(Owned::none)),
            set: READ_ONLY,
        },
        GetSet {
            name: "fset",
            documentation: "",
            get: |receiver| Ok(held(&property(receiver).setter).unwrap_or_else(Owned::none)),
            set: READ_ONLY,
        },
        GetSet {
            name: "fdel",
            documentation: "",
            get: |receiver| Ok(held(&property(receiver).deleter).unwrap_or_else(Owned::none)),
            set: READ_ONLY,
        },
        GetSet {
            name: "__doc__",
            documentation: "",
            get: |receiver| Ok(held(&property(receiver).documentation).unwrap_or_else(Owned::none)),
            set: Some(|receiver, value| {
                let old = property(receiver).documentation.replace(value.map(Borrowed::own));
                drop(old);
                Ok(())
            }),
        },
        GetSet {
            name: "__name__",
            documentation: "",
            get: |receiver| match held(&property(receiver).name) {
                Some(name) => Ok(name),
                None => match held(&property(receiver).getter) {
                    Some(getter) => attribute::get(getter.borrow(), Name::NameName.str()),
                    None => Err(attribute::missing(receiver, Name::NameName.str())),
                },
            },
            set: Some(|receiver, value| {
                let old = property(receiver).name.replace(value.map(Borrowed::own));
                drop(old);
                Ok(())
            }),
        },
    ],
    base: true,
    ..TypeDefinition::new(CoreType::Property)
};

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

static STATIC_METHOD: TypeDefinition = TypeDefinition {
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
    class_methods: &[molt_protocol::generic_alias::CLASS_GET_ITEM],
    ..TypeDefinition::new(CoreType::StaticMethod)
};

static CLASS_METHOD: TypeDefinition = TypeDefinition {
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
    class_methods: &[molt_protocol::generic_alias::CLASS_GET_ITEM],
    ..TypeDefinition::new(CoreType::ClassMethod)
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
    Ok(NativeFunction { definition, receiver: class.own(), module: "" })
}

/// `__name__`, `__qualname__` and `__objclass__`, as the descriptors of native and slotted attributes have them.
macro_rules! described {
    ($own:ident, $name:expr, $owner:expr) => {
        [
            GetSet { name: "__name__", documentation: "", get: |$own| Ok(Str::from_rust(&$name)), set: READ_ONLY },
            GetSet {
                name: "__qualname__",
                documentation: "",
                get: |$own| Ok(Str::from_rust(&format!("{}.{}", qualified($owner), $name))),
                set: None,
            },
            GetSet { name: "__objclass__", documentation: "", get: |$own| Ok($owner.own()), set: READ_ONLY },
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
            call::call_definition(bound.definition, bound.receiver.borrow(), arguments.without_first())
        }),
        descriptor_get: Some(|value, instance, owner| {
            bind_class_method(class_method(value), instance, owner).map(new_native)
        }),
        ..Slots::EMPTY
    }),
    getters: &described!(own, class_method(own).definition.name, class_method(own).owner.object()),
    ..TypeDefinition::new(CoreType::ClassMethodDescriptor)
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
    getters: &described!(own, getset(own).attribute.name, getset(own).owner()),
    ..TypeDefinition::new(CoreType::GetSetDescriptor)
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
    ..TypeDefinition::new(CoreType::MemberDescriptor)
};

pub(super) fn initialise() {
    for definition in
        [&PROPERTY, &STATIC_METHOD, &CLASS_METHOD, &CLASS_METHOD_DESCRIPTOR, &GETSET_DESCRIPTOR, &MEMBER_DESCRIPTOR]
    {
        define(definition);
    }
    for (name, core) in [
        ("property", CoreType::Property),
        ("staticmethod", CoreType::StaticMethod),
        ("classmethod", CoreType::ClassMethod),
    ] {
        builtins_module::define(name, core_type(core).own());
    }
}
