//! Attribute access.

use molt_abi::layout::{NO_TYPE_VERSION, cache_kind, type_flags};
use molt_object::instance::{Attributes, SlotStore};
use molt_object::{
    Arguments, Borrowed, CoreType, Dict, Downcast, Function, Method, Name, Owned, Result, Str, Tuple, TypeObject,
    core_type, exception, function::MethodDescriptor, new_native, raise, raised, type_of,
};

use crate::{call, mapping};

/// The name as a str, or TypeError.
pub fn name_of(name: Borrowed<'_>) -> Result<&Str> {
    name.downcast::<Str>().ok_or_else(|| {
        raise(CoreType::TypeError, format_args!("attribute name must be string, not '{}'", type_of(name).name()))
    })
}

/// The attribute of a type found along its resolution order, unbound.
pub fn type_lookup(class: &TypeObject, name: &Str) -> Option<Owned> {
    class.lookup(name)
}

/// Where along the resolution order a name is defined.
pub fn type_lookup_where(class: &TypeObject, name: &Str) -> Option<(Owned, Owned)> {
    let order = class.details().resolution_order.borrow().clone()?;
    let order = order.borrow().downcast::<Tuple>()?;
    order.iter().find_map(|entry| Some((entry.own(), TypeObject::of(entry)?.namespace().get_str(name)?)))
}

/// Binds an attribute found on a type to an instance (or, with None, to the type only).
pub fn bind(attribute: Owned, instance: Option<Borrowed<'_>>, owner: &TypeObject) -> Result {
    let class = type_of(attribute.borrow());
    if class.is_core(CoreType::Function) {
        return Ok(match instance {
            Some(receiver) => new_native(Method { function: attribute, receiver: receiver.own() }),
            None => attribute,
        });
    }
    match class.slots().descriptor_get() {
        Some(get) => get(attribute.borrow(), instance, owner.as_borrowed()),
        None => Ok(attribute),
    }
}

fn is_data_descriptor(attribute: &Owned) -> bool {
    type_of(attribute.borrow()).slots().descriptor_set().is_some()
}

/// Whether an attribute of the class is asked before the instance when it is read: a data descriptor that says how.
fn hides_own_attributes(attribute: &Owned) -> bool {
    let class = type_of(attribute.borrow());
    let slots = class.slots();
    slots.descriptor_set().is_some() && slots.descriptor_get().is_some()
}

/// Index of the slot instances of a class have for a name.
pub fn slot_index(class: &TypeObject, name: &Str) -> Option<usize> {
    let names = class.details().slot_names.borrow();
    let same = names.iter().position(|slot| slot.is(name.as_borrowed()));
    same.or_else(|| names.iter().position(|slot| slot.borrow().downcast::<Str>().is_some_and(|slot| slot.equals(name))))
}

/// The attribute in the instance itself.
fn instance_attribute(object: Borrowed<'_>, class: &TypeObject, name: &Str) -> Option<Owned> {
    let attributes = Attributes::of(object)?;
    if let Some(dict) = attributes.dict() {
        return Dict::of(dict.borrow())?.get_str(name);
    }
    attributes.slot(slot_index(class, name)?)
}

/// `object.name`; AttributeError when there is none.
pub fn get(object: Borrowed<'_>, name: &Str) -> Result {
    let found = match type_of(object).slots().get_attribute() {
        Some(get) => get(object, str_value(name)),
        None => generic_get(object, name),
    };
    found.map_err(|raised| complete_error(raised, object, name))
}

/// Tells an AttributeError that leaves a look-up, and does not know it yet, of which object and name.
#[cold]
fn complete_error(raised: raised::Raised, object: Borrowed<'_>, name: &Str) -> raised::Raised {
    let error = raised::take(raised);
    if exception::is_instance(error.borrow(), CoreType::AttributeError)
        && let Some(data) = exception::Exception::of(error.borrow())
        && data.field("name").is_none()
        && data.field("obj").is_none()
    {
        data.set_field("name", str_value(name).own());
        data.set_field("obj", object.own());
    }
    raised::restore(error)
}

/// `object.name`, None for AttributeError.
pub fn find(object: Borrowed<'_>, name: &Str) -> Result<Option<Owned>> {
    let class = type_of(object);
    if class.slots().get_attribute().is_none() {
        // A descriptor may say that there is no attribute.
        return generic_find(object, name).or_else(|raised| none_for(CoreType::AttributeError, Err(raised)));
    }
    none_for(CoreType::AttributeError, get(object, name))
}

/// None when the result is an exception of the type.
pub fn none_for<T>(core: CoreType, result: Result<T>) -> Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(raised) => {
            let exception = raised::take(raised);
            if exception::is_instance(exception.borrow(), core) { Ok(None) } else { Err(raised::restore(exception)) }
        }
    }
}

/// A str as a borrowed value.
pub fn str_value(name: &Str) -> Borrowed<'_> {
    name.as_borrowed()
}

/// The default lookup, None when there is no such attribute.
pub fn generic_find(object: Borrowed<'_>, name: &Str) -> Result<Option<Owned>> {
    let class = type_of(object);
    let on_type = type_lookup(&class, name);
    if let Some(attribute) = &on_type
        && hides_own_attributes(attribute)
    {
        return bind(attribute.clone(), Some(object), &class).map(Some);
    }
    if let Some(value) = instance_attribute(object, &class, name) {
        return Ok(Some(value));
    }
    match on_type {
        Some(attribute) => bind(attribute, Some(object), &class).map(Some),
        None => Ok(None),
    }
}

/// The default `__getattribute__`.
pub fn generic_get(object: Borrowed<'_>, name: &Str) -> Result {
    match generic_find(object, name)? {
        Some(value) => Ok(value),
        None => Err(missing(object, name)),
    }
}

/// AttributeError for a missing attribute of an object.
#[cold]
pub fn missing(object: Borrowed<'_>, name: &Str) -> raised::Raised {
    let class = type_of(object).name();
    raise_attribute(object, name, format_args!("'{class}' object has no attribute '{}'", name.to_rust()))
}

/// AttributeError that remembers object and name.
#[cold]
pub fn raise_attribute(object: Borrowed<'_>, name: &Str, message: core::fmt::Arguments<'_>) -> raised::Raised {
    let message = Str::from_rust(&message.to_string());
    let error = exception::new(core_type(CoreType::AttributeError), &[message.borrow()]);
    if let Some(data) = exception::Exception::of(error.borrow()) {
        data.set_field("name", str_value(name).own());
        data.set_field("obj", object.own());
    }
    raised::raise_exception(error)
}

/// `object.name = value`.
pub fn set(object: Borrowed<'_>, name: Borrowed<'_>, value: Borrowed<'_>) -> Result<()> {
    set_or_delete(object, name, Some(value))
}

/// `del object.name`.
pub fn delete(object: Borrowed<'_>, name: Borrowed<'_>) -> Result<()> {
    set_or_delete(object, name, None)
}

fn set_or_delete(object: Borrowed<'_>, name: Borrowed<'_>, value: Option<Borrowed<'_>>) -> Result<()> {
    let text = name_of(name)?;
    match type_of(object).slots().set_attribute() {
        Some(set) => set(object, name, value),
        None => generic_set(object, text, value),
    }
}

/// The default `__setattr__` and `__delattr__`.
pub fn generic_set(object: Borrowed<'_>, name: &Str, value: Option<Borrowed<'_>>) -> Result<()> {
    let class = type_of(object);
    let on_type = type_lookup(&class, name);
    if let Some(attribute) = &on_type
        && let Some(set) = type_of(attribute.borrow()).slots().descriptor_set()
    {
        return set(attribute.borrow(), object, value);
    }
    if class.details().has_dict.get()
        && let Some(attributes) = Attributes::of(object)
    {
        return match value {
            Some(value) => store(attributes, &class, name, value),
            None => remove(attributes, &class, name),
        };
    }
    let class_name = class.name();
    let name_text = name.to_rust();
    Err(if on_type.is_some() {
        raise(CoreType::AttributeError, format_args!("'{class_name}' object attribute '{name_text}' is read-only"))
    } else {
        let message =
            format!("'{class_name}' object has no attribute '{name_text}' and no __dict__ for setting new attributes");
        raise_attribute(object, name, format_args!("{message}"))
    })
}

fn store(attributes: Attributes<'_>, class: &TypeObject, name: &Str, value: Borrowed<'_>) -> Result<()> {
    if attributes.dict().is_none()
        && let Some(slot) = slot_index(class, name)
        && let SlotStore::Done = attributes.set_slot(slot, value)
    {
        return Ok(());
    }
    let dict = attributes.materialise_dict();
    if let Some(table) = Dict::of(dict.borrow()) {
        drop(table.try_insert_str_key(exact_name(name), value.own())?);
    }
    Ok(())
}

/// The name as an exact str, for use as a key.
fn exact_name(name: &Str) -> Owned {
    let value = str_value(name);
    if type_of(value).is_core(CoreType::Str) { value.own() } else { name.to_exact() }
}

fn remove(attributes: Attributes<'_>, class: &TypeObject, name: &Str) -> Result<()> {
    let removed = match attributes.dict() {
        Some(dict) => Dict::of(dict.borrow()).and_then(|table| table.remove_str(name)),
        None => slot_index(class, name).and_then(|slot| attributes.take_slot(slot)),
    };
    match removed {
        Some(_) => Ok(()),
        None => {
            let (class, text) = (class.name(), name.to_rust());
            Err(raise(CoreType::AttributeError, format_args!("'{class}' object has no attribute '{text}'")))
        }
    }
}

/// The default lookup on a type object: the metatype's data descriptors, the type's own attributes, the metatype's rest.
pub fn type_get(object: Borrowed<'_>, name: &Str) -> Result {
    let Some(class) = TypeObject::of(object) else { return generic_get(object, name) };
    let metatype = type_of(object);
    let on_metatype = type_lookup(&metatype, name);
    if let Some(attribute) = &on_metatype
        && hides_own_attributes(attribute)
    {
        return bind(attribute.clone(), Some(object), &metatype);
    }
    if let Some(attribute) = type_lookup(class, name) {
        return bind(attribute, None, class);
    }
    match on_metatype {
        Some(attribute) => bind(attribute, Some(object), &metatype),
        None => {
            let (class, text) = (class.name(), name.to_rust());
            Err(raise_attribute(object, name, format_args!("type object '{class}' has no attribute '{text}'")))
        }
    }
}

/// Setting and deleting attributes of type objects.
pub fn type_set(object: Borrowed<'_>, name: &Str, value: Option<Borrowed<'_>>) -> Result<()> {
    let Some(class) = TypeObject::of(object) else { return generic_set(object, name, value) };
    let class_name = class.name();
    if !class.has_flags(type_flags::HEAP) {
        let text = name.to_rust();
        let message = format!("cannot set '{text}' attribute of immutable type '{class_name}'");
        return Err(raise(CoreType::TypeError, message));
    }
    if let Some(attribute) = type_lookup(&type_of(object), name)
        && let Some(set) = type_of(attribute.borrow()).slots().descriptor_set()
    {
        return set(attribute.borrow(), object, value);
    }
    let old = match value {
        Some(value) => class.namespace().try_insert_str_key(exact_name(name), value.own())?,
        None => match class.namespace().remove_str(name) {
            Some(old) => Some(old),
            None => {
                let text = name.to_rust();
                return Err(raise_attribute(
                    object,
                    name,
                    format_args!("type object '{class_name}' has no attribute '{text}'"),
                ));
            }
        },
    };
    class.modified();
    crate::class::attribute_changed(class, name);
    drop(old);
    Ok(())
}

/// The special method of an object, looked up on its type and bound.
pub fn special(object: Borrowed<'_>, name: Name) -> Result<Option<Owned>> {
    let class = type_of(object);
    match type_lookup(&class, name.str()) {
        Some(attribute) => bind(attribute, Some(object), &class).map(Some),
        None => Ok(None),
    }
}

/// Calls a special method looked up on the type; None when there is none. Does not make a bound method for functions.
pub fn call_special(object: Borrowed<'_>, name: Name, arguments: &[Borrowed<'_>]) -> Result<Option<Owned>> {
    let class = type_of(object);
    let Some(attribute) = type_lookup(&class, name.str()) else { return Ok(None) };
    call_unbound(attribute, object, &class, arguments).map(Some)
}

/// Calls an attribute found on `class` with `object` as the receiver.
pub fn call_unbound(attribute: Owned, object: Borrowed<'_>, class: &TypeObject, arguments: &[Borrowed<'_>]) -> Result {
    let direct = type_of(attribute.borrow());
    if direct.is_core(CoreType::Function) || direct.is_core(CoreType::MethodDescriptor) {
        return call::with_first(object, arguments, |all| call::call(attribute.borrow(), all));
    }
    let bound = bind(attribute, Some(object), class)?;
    call::call(bound.borrow(), arguments)
}

/// What an inline cache may remember about an attribute.
pub struct Cacheable {
    /// See [`cache_kind`].
    pub kind: u32,
    /// Byte offset of the slot, for slots.
    pub slot_offset: u32,
    /// Byte offset of the instance area, for methods; 0 when instances have none.
    pub area_offset: u32,
    /// The function, for methods; the descriptor, for members.
    pub value: Option<Owned>,
}

/// What an inline cache for `object.name` may remember; it holds as long as the type's version stays.
pub fn cacheable(object: Borrowed<'_>, name: &Str) -> Option<Cacheable> {
    let class = type_of(object);
    if class.version() == NO_TYPE_VERSION || class.slots().get_attribute().is_some() {
        return None;
    }
    let attribute = match type_lookup(&class, name) {
        Some(attribute) => attribute,
        None => return cacheable_slot(object, slot_index(&class, name)?),
    };
    if is_data_descriptor(&attribute) {
        return cacheable_member(object, attribute);
    }
    if let Some(slot) = slot_index(&class, name) {
        return cacheable_slot(object, slot);
    }
    let is_function = attribute.borrow().downcast::<Function>().is_some();
    let native = attribute.borrow().payload::<MethodDescriptor>();
    let is_native = native.is_some_and(|method| class.is_subtype(method.owner.object()));
    let has_area = Attributes::of(object).is_some();
    if !(is_function || is_native) || has_area && class.instance_offset() == 0 {
        return None;
    }
    let kind = if is_function { cache_kind::METHOD } else { cache_kind::NATIVE_METHOD };
    Some(Cacheable { kind, slot_offset: 0, area_offset: class.instance_offset() as u32, value: Some(attribute) })
}

/// What a cache may remember about a slot for an attribute that methods assign.
fn cacheable_slot(object: Borrowed<'_>, slot: usize) -> Option<Cacheable> {
    if type_of(object).details().has_short_instances.get() { None } else { at_slot(object, slot, None) }
}

/// What a cache may remember about a data descriptor: the slot of a member.
fn cacheable_member(object: Borrowed<'_>, attribute: Owned) -> Option<Cacheable> {
    let slot = attribute.borrow().payload::<crate::class::MemberDescriptor>()?.slot_in(&type_of(object))?;
    at_slot(object, slot, Some(attribute))
}

fn at_slot(object: Borrowed<'_>, slot: usize, value: Option<Owned>) -> Option<Cacheable> {
    let slot_offset = Attributes::of(object)?.slot_offset(slot)? as u32;
    let area_offset = type_of(object).instance_offset() as u32;
    Some(Cacheable { kind: cache_kind::SLOT, slot_offset, area_offset, value })
}

/// Whether storing to `object.name` may use the slot directly when it is not empty.
pub fn cacheable_store(object: Borrowed<'_>, name: &Str) -> Option<Cacheable> {
    let class = type_of(object);
    if class.version() == NO_TYPE_VERSION || class.slots().set_attribute().is_some() {
        return None;
    }
    match type_lookup(&class, name) {
        Some(attribute) if is_data_descriptor(&attribute) => cacheable_member(object, attribute),
        _ => cacheable_slot(object, slot_index(&class, name)?),
    }
}

/// The `__dict__` of an object with attributes of its own.
pub fn instance_dict(object: Borrowed<'_>) -> Option<Owned> {
    if !type_of(object).details().has_dict.get() {
        return None;
    }
    Some(Attributes::of(object)?.materialise_dict())
}

/// What `object.name(...)` calls with the object in front, if it is a function or builtin method found on the type.
pub fn find_method(object: Borrowed<'_>, name: &Str) -> Option<Owned> {
    let class = type_of(object);
    if class.slots().get_attribute().is_some() || instance_attribute(object, &class, name).is_some() {
        return None;
    }
    type_lookup(&class, name).filter(|attribute| {
        let kind = type_of(attribute.borrow());
        kind.is_core(CoreType::Function) || kind.is_core(CoreType::MethodDescriptor)
    })
}

/// Calls `object.name(*arguments)`.
pub fn call_method(object: Borrowed<'_>, name: &Str, arguments: Arguments<'_>) -> Result {
    if let Some(attribute) = find_method(object, name) {
        return call::with_first(object, arguments.values(), |all| {
            call::call_with(attribute.borrow(), Arguments::with_keywords(all, arguments.names()))
        });
    }
    let method = get(object, name)?;
    call::call_with(method.borrow(), arguments)
}

/// Sets `namespace[name]` of a class namespace, which may be any mapping.
pub fn namespace_set(namespace: Borrowed<'_>, name: Borrowed<'_>, value: Borrowed<'_>) -> Result<()> {
    if let Some(dict) = namespace.downcast_exact::<molt_object::Native<Dict>>() {
        return mapping::set(dict, name, value);
    }
    crate::item::set(namespace, name, value)
}
