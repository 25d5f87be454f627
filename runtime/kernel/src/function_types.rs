//! Functions, methods, native functions and wrappers, closure cells.

use molt_object::code::Code;
use molt_object::function::{Definition, Method, MethodDescriptor, NativeFunction, split_documentation};
use molt_object::{
    Arguments, Borrowed, Cell, CoreType, Dict, Downcast, Function, Name, Owned, Result, Slots, Str, Tuple, core_type,
    name, new_native, raise, type_of,
};
use molt_protocol::native_type::{GetSet, READ_ONLY, TypeDefinition, define};
use molt_protocol::operations::{MethodWrapper, SlotWrapper, call_method_wrapper, call_slot_wrapper};
use molt_protocol::{attribute, call, convert, parameters};

fn function(value: Borrowed<'_>) -> &Function {
    match value.downcast::<Function>() {
        Some(function) => function,
        None => unreachable!("the receiver is a function"),
    }
}

fn text(value: &Owned) -> String {
    value.borrow().downcast::<Str>().map(Str::to_rust).unwrap_or_default()
}

fn set_name(value: Option<Borrowed<'_>>, name: &str) -> Result {
    match value {
        Some(value) if value.downcast::<Str>().is_some() => Ok(value.own()),
        _ => Err(raise(CoreType::TypeError, format_args!("{name} must be set to a string object"))),
    }
}

fn none_for_unbound(value: Owned) -> Result {
    Ok(if value.value().is_unbound() { Owned::none() } else { value })
}

fn set_code(own: Borrowed<'_>, value: Option<Borrowed<'_>>) -> Result<()> {
    let function = function(own);
    let Some(Code { code }) = value.and_then(|value| value.payload::<Code>()) else {
        return Err(raise(CoreType::TypeError, "__code__ must be set to a code object"));
    };
    if function.set_code(*code) {
        // Sites enter methods that took as many arguments when they saw them.
        core_type(CoreType::Object).modified();
        return Ok(());
    }
    let (own, found) = (function.code().record().cell_count, code.record().cell_count);
    let name = text(&function.name());
    let message = format!("{name}() requires a code object with {own} free vars, not {found}");
    Err(raise(CoreType::ValueError, message))
}

static FUNCTION_GETTERS: &[GetSet] = &[
    GetSet {
        name: "__name__",
        documentation: "",
        get: |receiver| Ok(function(receiver).name()),
        set: Some(|receiver, value| {
            drop(function(receiver).set_name(set_name(value, "__name__")?));
            Ok(())
        }),
    },
    GetSet {
        name: "__qualname__",
        documentation: "",
        get: |receiver| Ok(function(receiver).qualified_name()),
        set: Some(|receiver, value| {
            drop(function(receiver).set_qualified_name(set_name(value, "__qualname__")?));
            Ok(())
        }),
    },
    GetSet {
        name: "__doc__",
        documentation: "",
        get: |receiver| Ok(function(receiver).documentation()),
        set: Some(|receiver, value| {
            drop(function(receiver).set_documentation(value.map_or_else(Owned::none, Borrowed::own)));
            Ok(())
        }),
    },
    GetSet {
        name: "__module__",
        documentation: "",
        get: |receiver| {
            let dict = attribute::instance_dict(receiver);
            let own = dict.as_ref().and_then(|dict| Dict::of(dict.borrow())?.get_str(Name::Module.str()));
            Ok(own.unwrap_or_else(|| function(receiver).code().module().display_name()))
        },
        set: Some(|receiver, value| {
            let Some(dict) = attribute::instance_dict(receiver) else { return Ok(()) };
            if let Some(table) = Dict::of(dict.borrow()) {
                let value = value.map_or_else(Owned::none, Borrowed::own);
                drop(table.insert_str_key(Name::Module.value().own(), value));
            }
            Ok(())
        }),
    },
    GetSet {
        name: "__defaults__",
        documentation: "",
        get: |receiver| none_for_unbound(function(receiver).defaults()),
        set: Some(|receiver, value| {
            let value = value.filter(|value| !value.is_none());
            if value.is_some_and(|value| value.downcast::<Tuple>().is_none()) {
                return Err(raise(CoreType::TypeError, "__defaults__ must be set to a tuple object"));
            }
            drop(function(receiver).set_defaults(value.map_or_else(Owned::unbound, Borrowed::own)));
            Ok(())
        }),
    },
    GetSet {
        name: "__kwdefaults__",
        documentation: "",
        get: |receiver| none_for_unbound(function(receiver).keyword_defaults()),
        set: Some(|receiver, value| {
            let value = value.filter(|value| !value.is_none());
            if value.is_some_and(|value| Dict::of(value).is_none()) {
                return Err(raise(CoreType::TypeError, "__kwdefaults__ must be set to a dict object"));
            }
            drop(function(receiver).set_keyword_defaults(value.map_or_else(Owned::unbound, Borrowed::own)));
            Ok(())
        }),
    },
    GetSet {
        name: "__globals__",
        documentation: "",
        get: |receiver| match function(receiver).code().module().object() {
            Some(module) => attribute::get(module.borrow(), name!(Dict).str()),
            None => Ok(Dict::new()),
        },
        set: READ_ONLY,
    },
    GetSet { name: "__type_params__", documentation: "", get: |_receiver| Ok(Tuple::from_slice(&[])), set: None },
    super::annotations::OF_FUNCTIONS,
    super::annotations::ANNOTATE_OF_FUNCTIONS,
    GetSet {
        name: "__closure__",
        documentation: "",
        get: |receiver| match function(receiver).cells() {
            [] => Ok(Owned::none()),
            cells => Ok(Tuple::from_slice(cells)),
        },
        set: READ_ONLY,
    },
    GetSet {
        name: "__dict__",
        documentation: "",
        get: |receiver| Ok(attribute::instance_dict(receiver).unwrap_or_else(Owned::none)),
        set: None,
    },
    GetSet {
        name: "__code__",
        documentation: "",
        get: |receiver| Ok(function(receiver).code().object()),
        set: Some(set_code),
    },
];

static FUNCTION: TypeDefinition = TypeDefinition {
    documentation: "Create a function object.",
    slots: molt_object::slot_table!(Slots {
        repr: Some(|value| {
            let name = text(&function(value).qualified_name());
            Ok(Str::from_rust(&format!("<function {name} at {:#x}>", convert::identity(value))))
        }),
        call: Some(|callee, arguments| call::call_function(callee, function(callee), arguments)),
        new: Some(|_class, arguments| {
            if arguments.values().is_empty() {
                return Err(raise(CoreType::TypeError, "function() missing required argument 'code' (pos 1)"));
            }
            Err(raise(CoreType::NotImplementedError, "Molt does not make functions of code objects"))
        }),
        descriptor_get: Some(|own, instance, _owner| {
            Ok(match instance {
                Some(receiver) => new_native(Method { function: own.own(), receiver: receiver.own() }),
                None => own.own(),
            })
        }),
        ..Slots::EMPTY
    }),
    getters: FUNCTION_GETTERS,
    ..TypeDefinition::new(CoreType::Function)
};

fn method(value: Borrowed<'_>) -> &Method {
    match value.payload::<Method>() {
        Some(method) => method,
        None => unreachable!("the receiver is a method"),
    }
}

/// `method(function, instance)`.
fn new_method(_class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    parameters::positional("method", &arguments, 2, 2)?;
    let &[function, receiver] = arguments.positional() else { return Ok(Owned::none()) };
    if type_of(function).slots().call().is_none() {
        return Err(raise(CoreType::TypeError, "first argument must be callable"));
    }
    if receiver.is_none() {
        return Err(raise(CoreType::TypeError, "instance must not be None"));
    }
    Ok(new_native(Method { function: function.own(), receiver: receiver.own() }))
}

static METHOD: TypeDefinition = TypeDefinition {
    documentation: "Create a bound instance method object.",
    slots: molt_object::slot_table!(Slots {
        repr: Some(|value| {
            let method = method(value);
            let name = match attribute::find(method.function.borrow(), name!(QualName).str())? {
                Some(name) => text(&name),
                None => "?".to_owned(),
            };
            let receiver = convert::repr_text(method.receiver.borrow())?;
            Ok(Str::from_rust(&format!("<bound method {name} of {receiver}>")))
        }),
        hash: Some(|value| {
            let method = method(value);
            let receiver = (convert::identity(method.receiver.borrow()) >> 4) as i64;
            Ok(receiver ^ convert::hash(method.function.borrow())?)
        }),
        compare: Some(|left, right, comparison| {
            let (Some(own), Some(other)) = (left.payload::<Method>(), right.payload::<Method>()) else {
                return Ok(Owned::not_implemented());
            };
            let equal = own.receiver.is(other.receiver.borrow())
                && molt_protocol::compare::equal(own.function.borrow(), other.function.borrow())?;
            Ok(match comparison {
                molt_object::Comparison::Equal => Owned::bool(equal),
                molt_object::Comparison::NotEqual => Owned::bool(!equal),
                _ => Owned::not_implemented(),
            })
        }),
        call: Some(call::call_bound_method),
        new: Some(new_method),
        // Bound once, bound for good.
        descriptor_get: Some(|value, _instance, _owner| Ok(value.own())),
        get_attribute: Some(|object, name| {
            let name = attribute::name_of(name)?;
            match attribute::generic_find(object, name)? {
                Some(value) => Ok(value),
                None => attribute::get(method(object).function.borrow(), name),
            }
        }),
        ..Slots::EMPTY
    }),
    getters: &[
        GetSet {
            name: "__func__",
            documentation: "the function (or other callable) implementing a method",
            get: |receiver| Ok(method(receiver).function.clone()),
            set: READ_ONLY,
        },
        GetSet {
            name: "__self__",
            documentation: "the instance to which a method is bound",
            get: |receiver| Ok(method(receiver).receiver.clone()),
            set: READ_ONLY,
        },
    ],
    ..TypeDefinition::core::<Method>(CoreType::Method)
};

fn native(value: Borrowed<'_>) -> &NativeFunction {
    match value.payload::<NativeFunction>() {
        Some(native) => native,
        None => unreachable!("the receiver is a native function"),
    }
}

static NATIVE_FUNCTION: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(Slots {
        repr: Some(|value| {
            let native = native(value);
            let name = native.definition.name;
            Ok(Str::from_rust(&match native.receiver.borrow().bound() {
                Some(receiver) => format!(
                    "<built-in method {name} of {} object at {:#x}>",
                    type_of(receiver).name(),
                    convert::identity(receiver)
                ),
                None => format!("<built-in function {name}>"),
            }))
        }),
        call: Some(call::call_native_function),
        hash: Some(|value| {
            let native = native(value);
            let receiver = native.receiver.value().bits() >> 4;
            Ok((receiver ^ core::ptr::from_ref(native.definition) as u64) as i64)
        }),
        compare: Some(|left, right, comparison| {
            let (Some(own), Some(other)) = (left.payload::<NativeFunction>(), right.payload::<NativeFunction>()) else {
                return Ok(Owned::not_implemented());
            };
            let equal = own.receiver.is(other.receiver.borrow()) && core::ptr::eq(own.definition, other.definition);
            Ok(match comparison {
                molt_object::Comparison::Equal => Owned::bool(equal),
                molt_object::Comparison::NotEqual => Owned::bool(!equal),
                _ => Owned::not_implemented(),
            })
        }),
        ..Slots::EMPTY
    }),
    getters: &[
        GetSet {
            name: "__name__",
            documentation: "",
            get: |receiver| Ok(Str::from_rust(native(receiver).definition.name)),
            set: None,
        },
        GetSet {
            name: "__qualname__",
            documentation: "",
            get: |receiver| Ok(Str::from_rust(&native(receiver).qualified_name())),
            set: None,
        },
        GetSet {
            name: "__doc__",
            documentation: "",
            get: |receiver| Ok(documentation(native(receiver).definition)),
            set: None,
        },
        GetSet {
            name: "__text_signature__",
            documentation: "",
            get: |receiver| Ok(text_signature(native(receiver).definition)),
            set: None,
        },
        GetSet {
            name: "__module__",
            documentation: "",
            get: |receiver| match native(receiver).module {
                "" => Ok(Owned::none()),
                module => Ok(Str::from_rust(module)),
            },
            set: None,
        },
        GetSet {
            name: "__self__",
            documentation: "",
            get: |receiver| {
                let native = native(receiver);
                if native.is_static { Ok(Owned::none()) } else { none_for_unbound(native.receiver.clone()) }
            },
            set: None,
        },
    ],
    ..TypeDefinition::core::<NativeFunction>(CoreType::NativeFunction)
};

/// `__doc__` of a native function.
pub(crate) fn documentation(definition: &Definition) -> Owned {
    text_or_none(split_documentation(definition.name, definition.documentation).1)
}

/// A docstring; where there is no text, there is none.
pub(crate) fn text_or_none(text: &str) -> Owned {
    if text.is_empty() { Owned::none() } else { Str::from_rust(text) }
}

/// `__text_signature__` of a native function.
pub(crate) fn text_signature(definition: &Definition) -> Owned {
    split_documentation(definition.name, definition.documentation).0.map_or(Owned::none(), Str::from_rust)
}

fn descriptor(value: Borrowed<'_>) -> &MethodDescriptor {
    match value.payload::<MethodDescriptor>() {
        Some(descriptor) => descriptor,
        None => unreachable!("the receiver is a method descriptor"),
    }
}

static METHOD_DESCRIPTOR: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(Slots {
        repr: Some(|value| {
            let own = descriptor(value);
            let (name, owner) = (own.definition.name, own.owner.name());
            Ok(Str::from_rust(&format!("<method '{name}' of '{owner}' objects>")))
        }),
        call: Some(call::call_method_descriptor),
        descriptor_get: Some(|value, instance, _owner| {
            let Some(receiver) = instance else { return Ok(value.own()) };
            let own = descriptor(value);
            molt_protocol::receiver::check(own.definition.name, own.owner.object(), receiver)?;
            Ok(new_native(NativeFunction::bound(own.definition, receiver.own())))
        }),
        ..Slots::EMPTY
    }),
    getters: &[
        GetSet {
            name: "__name__",
            documentation: "",
            get: |receiver| Ok(Str::from_rust(descriptor(receiver).definition.name)),
            set: READ_ONLY,
        },
        GetSet {
            name: "__qualname__",
            documentation: "",
            get: |receiver| {
                let own = descriptor(receiver);
                Ok(Str::from_rust(&format!("{}.{}", own.owner.name(), own.definition.name)))
            },
            set: None,
        },
        GetSet {
            name: "__doc__",
            documentation: "",
            get: |receiver| Ok(documentation(descriptor(receiver).definition)),
            set: None,
        },
        GetSet {
            name: "__text_signature__",
            documentation: "",
            get: |receiver| Ok(text_signature(descriptor(receiver).definition)),
            set: None,
        },
        GetSet {
            name: "__objclass__",
            documentation: "",
            get: |receiver| Ok(descriptor(receiver).owner.object().own()),
            set: READ_ONLY,
        },
    ],
    ..TypeDefinition::core::<MethodDescriptor>(CoreType::MethodDescriptor)
};

fn wrapper(value: Borrowed<'_>) -> &SlotWrapper {
    match value.payload::<SlotWrapper>() {
        Some(wrapper) => wrapper,
        None => unreachable!("the receiver is a wrapper"),
    }
}

static SLOT_WRAPPER: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(Slots {
        repr: Some(|value| {
            let own = wrapper(value);
            let (name, owner) = (own.operation.name.text(), own.owner.name());
            Ok(Str::from_rust(&format!("<slot wrapper '{name}' of '{owner}' objects>")))
        }),
        call: Some(call_slot_wrapper),
        descriptor_get: Some(|value, instance, _owner| {
            let Some(receiver) = instance else { return Ok(value.own()) };
            let own = wrapper(value);
            molt_protocol::receiver::check(own.operation.name.text(), own.owner.object(), receiver)?;
            Ok(new_native(MethodWrapper { operation: own.operation, owner: own.owner, receiver: receiver.own() }))
        }),
        ..Slots::EMPTY
    }),
    getters: &[
        GetSet {
            name: "__name__",
            documentation: "",
            get: |receiver| Ok(wrapper(receiver).operation.name.value().own()),
            set: READ_ONLY,
        },
        GetSet {
            name: "__qualname__",
            documentation: "",
            get: |receiver| {
                let own = wrapper(receiver);
                Ok(Str::from_rust(&format!("{}.{}", own.owner.name(), own.operation.name.text())))
            },
            set: None,
        },
        GetSet {
            name: "__objclass__",
            documentation: "",
            get: |receiver| Ok(wrapper(receiver).owner.object().own()),
            set: READ_ONLY,
        },
    ],
    ..TypeDefinition::core::<SlotWrapper>(CoreType::SlotWrapper)
};

fn bound_wrapper(value: Borrowed<'_>) -> &MethodWrapper {
    match value.payload::<MethodWrapper>() {
        Some(wrapper) => wrapper,
        None => unreachable!("the receiver is a bound wrapper"),
    }
}

static METHOD_WRAPPER: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(Slots {
        repr: Some(|value| {
            let own = bound_wrapper(value);
            let receiver = own.receiver.borrow();
            Ok(Str::from_rust(&format!(
                "<method-wrapper '{}' of {} object at {:#x}>",
                own.operation.name.text(),
                type_of(receiver).name(),
                convert::identity(receiver)
            )))
        }),
        call: Some(call_method_wrapper),
        ..Slots::EMPTY
    }),
    getters: &[
        GetSet {
            name: "__qualname__",
            documentation: "",
            get: |receiver| {
                let own = bound_wrapper(receiver);
                Ok(Str::from_rust(&format!("{}.{}", own.owner.name(), own.operation.name.text())))
            },
            set: None,
        },
        GetSet {
            name: "__objclass__",
            documentation: "",
            get: |receiver| Ok(bound_wrapper(receiver).owner.object().own()),
            set: None,
        },
        GetSet {
            name: "__name__",
            documentation: "",
            get: |receiver| Ok(bound_wrapper(receiver).operation.name.value().own()),
            set: None,
        },
        GetSet {
            name: "__self__",
            documentation: "",
            get: |receiver| Ok(bound_wrapper(receiver).receiver.clone()),
            set: READ_ONLY,
        },
    ],
    ..TypeDefinition::core::<MethodWrapper>(CoreType::MethodWrapper)
};

static CELL: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(Slots {
        repr: Some(|value| {
            let contents = value.payload::<Cell>().and_then(Cell::get);
            let shown = match &contents {
                Some(value) => {
                    format!("{} object at {:#x}", type_of(value.borrow()).name(), convert::identity(value.borrow()))
                }
                None => "empty".to_owned(),
            };
            Ok(Str::from_rust(&format!("<cell at {:#x}: {shown}>", convert::identity(value))))
        }),
        ..Slots::EMPTY
    }),
    getters: &[GetSet {
        name: "cell_contents",
        documentation: "",
        get: |receiver| match receiver.payload::<Cell>().and_then(Cell::get) {
            Some(value) => Ok(value),
            None => Err(raise(CoreType::ValueError, "Cell is empty")),
        },
        set: Some(|receiver, value| {
            if let Some(cell) = receiver.payload::<Cell>() {
                drop(cell.set(value.map_or_else(Owned::unbound, Borrowed::own)));
            }
            Ok(())
        }),
    }],
    ..TypeDefinition::core::<Cell>(CoreType::Cell)
};

pub(super) fn initialise() {
    for definition in [&FUNCTION, &METHOD, &NATIVE_FUNCTION, &METHOD_DESCRIPTOR, &SLOT_WRAPPER, &METHOD_WRAPPER, &CELL]
    {
        define(definition);
    }
}
