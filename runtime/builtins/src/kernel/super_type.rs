//! `super`.

use core::cell::RefCell;

use molt_object::native::new_native_of;
use molt_object::{
    Borrowed, CoreType, Downcast, Name, Result, Slots, Str, Tuple, TypeObject, core_type, raise, type_of,
};
use molt_protocol::descriptors::Super;
use molt_protocol::native_type::{TypeDefinition, define};
use molt_protocol::{attribute, builtins_module, parameters};

/// The class whose resolution order `super(class, receiver)` searches.
fn receiver_class(class: &TypeObject, receiver: Borrowed<'_>) -> Result {
    if let Some(own) = TypeObject::of(receiver)
        && own.is_subtype(class)
    {
        return Ok(receiver.own());
    }
    let own = type_of(receiver);
    if own.is_subtype(class) {
        return Ok(own.own());
    }
    let (class, found) = (class.name(), own.name());
    let what = if TypeObject::of(receiver).is_some() { "type" } else { "instance of" };
    let found = match TypeObject::of(receiver) {
        Some(own) => own.name(),
        None => found,
    };
    Err(raise(
        CoreType::TypeError,
        format_args!("super(type, obj): obj ({what} {found}) is not an instance or subtype of type ({class})."),
    ))
}

/// `super(class, receiver)`.
pub fn bound_super(class: Borrowed<'_>, receiver: Borrowed<'_>) -> Result {
    new_super(core_type(CoreType::Super), class, Some(receiver))
}

fn new_super(own: &TypeObject, class: Borrowed<'_>, receiver: Option<Borrowed<'_>>) -> Result {
    let Some(class_type) = TypeObject::of(class) else {
        let found = type_of(class).name();
        return Err(raise(CoreType::TypeError, format_args!("super() argument 1 must be a type, not {found}")));
    };
    let receiver = receiver.filter(|receiver| !receiver.is_none());
    let found = receiver.map(|receiver| receiver_class(class_type, receiver)).transpose()?;
    Ok(new_native_of(
        own,
        Super {
            class: RefCell::new(Some(class.own())),
            receiver: RefCell::new(receiver.map(Borrowed::own)),
            receiver_class: RefCell::new(found),
        },
    ))
}

fn get_attribute(object: Borrowed<'_>, name: Borrowed<'_>) -> Result {
    let name = attribute::name_of(name)?;
    let Some(own) = object.payload::<Super>() else { unreachable!("the receiver is a super object") };
    let class = own.class.borrow().clone();
    let receiver = own.receiver.borrow().clone();
    let searched = own.receiver_class.borrow().clone();
    let (Some(class), Some(receiver), Some(searched)) = (class, receiver, searched) else {
        return attribute::generic_get(object, name);
    };
    if name.equals(Name::Class.str()) {
        return attribute::generic_get(object, name);
    }
    let Some(searched_type) = TypeObject::of(searched.borrow()) else { unreachable!("a class is a type") };
    let order = searched_type.details().resolution_order.borrow().clone();
    let order = order.as_ref().and_then(|order| order.borrow().downcast::<Tuple>());
    let mut entries = order.into_iter().flat_map(Tuple::iter).skip_while(|entry| !entry.is(class.borrow())).skip(1);
    let found = entries.find_map(|entry| TypeObject::of(entry)?.namespace().get_str(name));
    match found {
        Some(value) => {
            let instance = (!receiver.is(searched.borrow())).then(|| receiver.borrow());
            attribute::bind(value, instance, searched_type)
        }
        None => match attribute::generic_find(object, name)? {
            Some(value) => Ok(value),
            None => Err(attribute::missing(object, name)),
        },
    }
}

static SUPER: TypeDefinition = TypeDefinition {
    documentation: "super() -> same as super(__class__, <first argument>)",
    slots: Slots {
        repr: Some(|value| {
            let Some(own) = value.payload::<Super>() else { unreachable!("the receiver is a super object") };
            let class = own.class.borrow().clone();
            let class =
                class.and_then(|class| TypeObject::of(class.borrow()).map(TypeObject::name)).unwrap_or_default();
            let searched = own.receiver_class.borrow().clone();
            let searched = searched.and_then(|class| TypeObject::of(class.borrow()).map(TypeObject::name));
            Ok(Str::from_rust(&match searched {
                Some(searched) => format!("<super: <class '{class}'>, <{searched} object>>"),
                None => format!("<super: <class '{class}'>, NULL>"),
            }))
        }),
        new: Some(|own, arguments| {
            parameters::positional("super", &arguments, 0, 2)?;
            let Some(own) = TypeObject::of(own) else { unreachable!("`new` gets a type") };
            match *arguments.positional() {
                [class] => new_super(own, class, None),
                [class, receiver] => new_super(own, class, Some(receiver)),
                _ => Err(raise(CoreType::RuntimeError, "super(): no arguments")),
            }
        }),
        init: Some(|_value, _arguments| Ok(())),
        get_attribute: Some(get_attribute),
        ..Slots::EMPTY
    },
    base: true,
    ..TypeDefinition::new(CoreType::Super)
};

pub(super) fn initialise() {
    define(&SUPER);
    builtins_module::define("super", core_type(CoreType::Super).own());
}
