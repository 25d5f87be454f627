//! `super`.

use core::cell::RefCell;

use molt_object::native::new_native_of;
use molt_object::{
    Arguments, Borrowed, CoreType, Downcast, Name, Owned, Result, Slots, Str, Tuple, TypeKey, TypeObject, raise,
    type_of,
};
use molt_protocol::native_type::{GetSet, READ_ONLY};
use molt_protocol::{attribute, call, native_type, parameters};

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
    new_bound(SUPER.object(), class, Some(receiver))
}

/// Whether a value is the type `super` itself.
pub fn is_super_type(value: Borrowed<'_>) -> bool {
    TypeObject::of(value).is_some_and(|class| class.is_type(TypeKey::Native(&SUPER)))
}

fn new_bound(own: &TypeObject, class: Borrowed<'_>, receiver: Option<Borrowed<'_>>) -> Result {
    Ok(new_native_of(own, bind(class, receiver)?))
}

fn bind(class: Borrowed<'_>, receiver: Option<Borrowed<'_>>) -> Result<Super> {
    let Some(class_type) = TypeObject::of(class) else {
        let found = type_of(class).name();
        return Err(raise(CoreType::TypeError, format_args!("super() argument 1 must be a type, not {found}")));
    };
    let receiver = receiver.filter(|receiver| !receiver.is_none());
    let found = receiver.map(|receiver| receiver_class(class_type, receiver)).transpose()?;
    Ok(Super {
        class: RefCell::new(Some(class.own())),
        receiver: RefCell::new(receiver.map(Borrowed::own)),
        receiver_class: RefCell::new(found),
    })
}

fn this(value: Borrowed<'_>) -> &Super {
    match value.payload::<Super>() {
        Some(own) => own,
        None => unreachable!("the receiver is a super object"),
    }
}

fn init(value: Borrowed<'_>, arguments: Arguments<'_>) -> Result<()> {
    parameters::no_keywords("super", &arguments)?;
    parameters::positional("super()", &arguments, 0, 2)?;
    let bound = match *arguments.positional() {
        [class] => bind(class, None)?,
        [class, receiver] => bind(class, Some(receiver))?,
        _ => return Err(raise(CoreType::RuntimeError, "super(): no arguments")),
    };
    let own = this(value);
    let old = (
        own.class.replace(bound.class.take()),
        own.receiver.replace(bound.receiver.take()),
        own.receiver_class.replace(bound.receiver_class.take()),
    );
    drop(old);
    Ok(())
}

/// `super(class).__get__(instance)`: the same super object, bound.
fn descriptor_get(value: Borrowed<'_>, instance: Option<Borrowed<'_>>, _owner: Borrowed<'_>) -> Result {
    let own = this(value);
    let is_bound = own.receiver.borrow().is_some();
    match (instance, own.class.borrow().clone()) {
        (Some(instance), Some(class)) if !is_bound => {
            let kind = type_of(value);
            if kind.is_type(TypeKey::Native(&SUPER)) {
                return new_bound(&kind, class.borrow(), Some(instance));
            }
            call::call(kind.as_borrowed(), &[class.borrow(), instance])
        }
        _ => Ok(value.own()),
    }
}

/// A field, or None.
fn held(field: &RefCell<Option<Owned>>) -> Result {
    Ok(field.borrow().clone().unwrap_or_else(Owned::none))
}

/// What the classes behind one in a type's resolution order have under a name.
fn lookup_behind(class: Borrowed<'_>, searched: &TypeObject, name: &Str) -> Option<Owned> {
    let order = searched.details().resolution_order.borrow().clone()?;
    let order = order.borrow().downcast::<Tuple>()?;
    let behind = order.iter().position(|entry| entry.is(class))? + 1;
    let next = TypeObject::of(order.get(behind)?)?;
    let order_of_next = next.details().resolution_order.borrow().clone()?;
    let order_of_next = order_of_next.borrow().downcast::<Tuple>()?;
    let is_same = |(index, entry): (usize, Borrowed<'_>)| order.get(behind + index).is_some_and(|own| own.is(entry));
    if order.len() - behind == order_of_next.len() && order_of_next.iter().enumerate().all(is_same) {
        // As it is but with several bases. Such lookups are remembered.
        return next.lookup(name);
    }
    order.iter().skip(behind).find_map(|entry| TypeObject::of(entry)?.namespace().get_str(name))
}

/// What `super().name(...)` calls, and the instance it calls it with in front, if it is a function or special method of a
/// built-in type: calls of it need no bound method. Other methods of built-in types say in their messages what they are bound to.
pub fn find_super_method(object: Borrowed<'_>, name: &Str) -> Option<(Owned, Owned)> {
    if !type_of(object).is_type(TypeKey::Native(&SUPER)) || name.equals(Name::Class.str()) {
        return None;
    }
    let own = object.payload::<Super>()?;
    let class = own.class.borrow().clone()?;
    let receiver = own.receiver.borrow().clone()?;
    let searched = own.receiver_class.borrow().clone()?;
    if receiver.is(searched.borrow()) {
        return None;
    }
    let found = lookup_behind(class.borrow(), TypeObject::of(searched.borrow())?, name)?;
    let kind = type_of(found.borrow());
    let is_method = kind.is_core(CoreType::Function) || kind.is_core(CoreType::SlotWrapper);
    is_method.then_some((found, receiver))
}

fn get_attribute(object: Borrowed<'_>, name: Borrowed<'_>) -> Result {
    let name = attribute::name_of(name)?;
    let own = this(object);
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
    match lookup_behind(class.borrow(), searched_type, name) {
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

native_type! {
    /// `super`.
    pub(crate) struct Super {
        /// The class whose successors are searched.
        class: RefCell<Option<Owned>>,
        /// The instance or class bound to.
        receiver: RefCell<Option<Owned>>,
        /// The class whose resolution order is searched.
        receiver_class: RefCell<Option<Owned>>,
    }
    /// `super`.
    static SUPER = "super" {
    documentation: DOCUMENTATION,
    slots: molt_object::slot_table!(Slots {
        repr: Some(|value| {
            let own = this(value);
            let name = |class: &RefCell<Option<Owned>>| {
                let class = class.borrow().clone()?;
                TypeObject::of(class.borrow()).map(TypeObject::name)
            };
            let class = name(&own.class).unwrap_or_else(|| "NULL".to_owned());
            Ok(Str::from_rust(&match name(&own.receiver_class) {
                Some(searched) => format!("<super: <class '{class}'>, <{searched} object>>"),
                None => format!("<super: <class '{class}'>, NULL>"),
            }))
        }),
        new: Some(|own, _arguments| {
            let Some(own) = TypeObject::of(own) else { unreachable!("`new` gets a type") };
            let unbound =
                Super { class: RefCell::new(None), receiver: RefCell::new(None), receiver_class: RefCell::new(None) };
            Ok(new_native_of(own, unbound))
        }),
        init: Some(init),
        descriptor_get: Some(descriptor_get),
        get_attribute: Some(get_attribute),
        ..Slots::EMPTY
    }),
    getters: &[
        GetSet {
            name: "__thisclass__",
            documentation: "the class invoking super()",
            get: |receiver| held(&this(receiver).class),
            set: READ_ONLY,
        },
        GetSet {
            name: "__self__",
            documentation: "the instance invoking super(); may be None",
            get: |receiver| held(&this(receiver).receiver),
            set: READ_ONLY,
        },
        GetSet {
            name: "__self_class__",
            documentation: "the type of the instance invoking super(); may be None",
            get: |receiver| held(&this(receiver).receiver_class),
            set: READ_ONLY,
        },
    ],
    base: true,
    }
}

const DOCUMENTATION: &str = "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\nsuper(type, obj) -> bound super object; requires isinstance(obj, type)\nsuper(type, type2) -> bound super object; requires\n    issubclass(type2, type)\nTypical use to call a cooperative superclass method:\nclass C(B):\n    def meth(self, arg):\n        super().meth(arg)\nThis works for class methods too:\nclass C(B):\n    @classmethod\n    def cmeth(cls, arg):\n        super().cmeth(arg)\n";
