//! The native operations of a class: dispatchers for the special methods it defines, the bases' operations else.

use molt_abi::layout::type_flags;
use molt_object::{CoreType, Dict, Downcast, Function, Name, Str, Tuple, TypeObject, core_type, instance};

use crate::operations::{OPERATIONS, SlotWrapper};
use crate::{attribute, dispatch};

/// `__new__` is a static method, `__init_subclass__` and `__class_getitem__` are class methods, without saying so.
pub(super) fn wrap_implicit_descriptors(namespace: &Dict) {
    for (name, is_static) in [(Name::New, true), (Name::InitSubclass, false), (Name::ClassGetItem, false)] {
        if let Some(value) = namespace.get_str(name.str())
            && value.borrow().downcast::<Function>().is_some()
        {
            let wrapped = if is_static {
                crate::descriptors::new_static_method(value)
            } else {
                crate::descriptors::new_class_method(value)
            };
            drop(namespace.insert_str_key(name.value().own(), wrapped));
        }
    }
}

/// The type that defines a special method, when it is written in Python (or otherwise not a wrapper of a slot).
pub(super) fn defined_in_python(class: &TypeObject, name: Name) -> Option<bool> {
    let (owner, value) = attribute::type_lookup_where(class, name.str())?;
    let heap = TypeObject::of(owner.borrow()).is_some_and(|owner| owner.has_flags(type_flags::HEAP));
    Some(heap && value.borrow().payload::<SlotWrapper>().is_none())
}

/// Computes the slots of a class from the special methods along its resolution order.
pub fn update_all_slots(class: &TypeObject) {
    let order = class.details().resolution_order.borrow().clone();
    let Some(order) = order.as_ref().and_then(|order| order.borrow().downcast::<Tuple>()) else { return };
    let mut slots = molt_object::slots::Slots::EMPTY;
    for base in order.iter().filter_map(TypeObject::of).filter(|base| !base.has_flags(type_flags::HEAP)) {
        let mut inherited = *base.slots().all();
        // Only what this type adds to its own base: the base comes later in the order, perhaps after others.
        let parent = base.details().best_base.borrow().clone();
        if let Some(parent) = parent.as_ref().and_then(|parent| TypeObject::of(parent.borrow())) {
            inherited.subtract(parent.slots().all());
        }
        if base.is_core(CoreType::Object) && slots.compare.is_some() && slots.hash.is_none() {
            inherited.hash = None;
        }
        if class.layout() != CoreType::Object && base.is_core(CoreType::Object) {
            inherited.new = None;
        }
        slots.inherit(&inherited);
    }
    let native = class.layout().key().object();
    // Without `object` in the order, which only a metaclass can do, there is no `__new__` to be found.
    if slots.new.is_none() && class.is_subtype(core_type(CoreType::Object)) {
        slots.new = native.slots().new();
    }
    for operation in OPERATIONS.of_classes() {
        if defined_in_python(class, operation.name) == Some(true) {
            (operation.install)(&mut slots);
        }
    }
    if defined_in_python(class, Name::GetAttr) == Some(true) {
        slots.get_attribute = Some(dispatch::get_attribute);
    }
    if defined_in_python(class, Name::New) == Some(true) {
        slots.new = Some(dispatch::new);
    }
    class.update_slots(|current| *current = slots);
    instance::update_finalizer(class);
}

/// Updates slots after an attribute of a class was set or deleted.
pub fn attribute_changed(class: &TypeObject, name: &Str) {
    if !name.as_ascii().is_some_and(|text| text.starts_with("__") && text.ends_with("__")) {
        return;
    }
    update_all_slots(class);
    for subclass in class.subclasses() {
        if let Some(subclass) = TypeObject::of(subclass.borrow()) {
            attribute_changed(subclass, name);
        }
    }
}
