//! Defining built-in types.

use core::cell::{Cell, RefCell};

use molt_abi::layout::type_flags;
use molt_object::function::{MethodDescriptor, NativeFunction, split_documentation};
pub use molt_object::native_type::{GetSet, Setter, TypeDefinition};
pub use molt_object::type_object::Completion;
use molt_object::type_object::core_subclass;
use molt_object::{
    Borrowed, CoreType, Name, Owned, Payload, Result, Str, Tuple, TypeKey, TypeObject, Visitor, core_type, new_native,
    raise,
};

use crate::descriptors::ClassMethodDescriptor;
use crate::operations::{OPERATIONS, SlotWrapper};
use crate::receiver;

/// Setter of attributes that are fields in CPython, and cannot be set: the message differs from that of attributes which
/// are computed there.
pub const READ_ONLY: Option<Setter> =
    Some(|_object, _value| Err(raise(CoreType::AttributeError, "readonly attribute")));

/// The descriptor of a computed attribute.
pub struct GetSetDescriptor {
    /// The attribute.
    pub attribute: &'static GetSet,
    /// The type it belongs to.
    pub owner: Owned,
}

impl Payload for GetSetDescriptor {
    const TYPE: TypeKey = TypeKey::Core(CoreType::GetSetDescriptor);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.owned(&self.owner);
    }
}

impl GetSetDescriptor {
    /// The descriptor of an attribute of a type's instances.
    #[expect(clippy::new_ret_no_self, reason = "descriptors live in objects")]
    pub fn new(attribute: &'static GetSet, owner: &TypeObject) -> Owned {
        new_native(GetSetDescriptor { attribute, owner: owner.own() })
    }
    /// The type it belongs to.
    pub fn owner(&self) -> &TypeObject {
        crate::descriptors::owner(&self.owner)
    }
    /// Reads the attribute of an object, which need not be of the right type.
    pub fn read(&self, instance: Borrowed<'_>) -> Result {
        receiver::check(self.attribute.name, self.owner(), instance)?;
        (self.attribute.get)(instance)
    }
    /// Sets the attribute of an object, which need not be of the right type, or deletes it without a value.
    pub fn write(&self, instance: Borrowed<'_>, value: Option<Borrowed<'_>>) -> Result<()> {
        receiver::check(self.attribute.name, self.owner(), instance)?;
        match self.attribute.set {
            Some(set) => set(instance, value),
            None => {
                let (name, owner) = (self.attribute.name, self.owner().name());
                let message = format!("attribute '{name}' of '{owner}' objects is not writable");
                Err(raise(CoreType::AttributeError, message))
            }
        }
    }
}

/// The description of the type of the objects with this payload, without contents: to be completed with struct update
/// syntax. The type object is made when it is first needed.
pub const fn describe<P: Payload>(name: &'static str) -> TypeDefinition {
    TypeDefinition::native::<P>(name, make)
}

/// Sets up a core type. Its base must have been set up before.
pub fn define(definition: &'static TypeDefinition) {
    define_with(definition, &COMPLETION);
}

/// Like [`define`], with details or a namespace that take more than the description.
pub fn define_with(definition: &'static TypeDefinition, completion: &'static Completion) {
    let core = definition.core.unwrap_or(CoreType::Object);
    let class = core_type(core);
    class.set_completion(completion, definition);
    definition.set_up_objects(class);
    set_up(class, core_type(core.base()), definition);
}

static COMPLETION: Completion = Completion { details: fill_details, namespace: fill_namespace };

/// Core types whose objects have no dict although those of subclasses may have.
const WITHOUT_DICT: &[CoreType] =
    &[CoreType::Object, CoreType::Type, CoreType::NoneType, CoreType::NotImplementedType, CoreType::EllipsisType];

/// Sets up a new native type that is no core type.
fn make(definition: &'static TypeDefinition, class: &'static TypeObject) {
    let base = core_type(CoreType::Object);
    class.set_completion(&COMPLETION, definition);
    set_up(class, base, definition);
    base.details().subclasses.borrow_mut().push(class.as_borrowed().value());
}

/// What a type needs before it has objects: flags and slots.
fn set_up(class: &TypeObject, base: &TypeObject, definition: &'static TypeDefinition) {
    if definition.base {
        class.add_flags(type_flags::BASE);
    }
    class.update_slots(|slots| {
        if class != base {
            *slots = *base.slots().all();
            if definition.slots.has_comparison() {
                // Equality and hash belong together: a type with its own equality is hashable only if it says so.
                slots.hash = None;
            }
            if base.is_core(CoreType::Object) {
                // Only a type that says how makes instances by being called.
                slots.new = None;
            }
        }
        definition.slots.put_into(slots);
    });
}

/// Fills the details of a native type: names, bases, resolution order, the core types derived from it.
pub fn fill_details(class: &TypeObject, definition: &'static TypeDefinition) {
    let details = class.details();
    let (_, short) = split_name(definition.name);
    details.name.replace(Some(Str::from_rust(short)));
    details.qualified_name.replace(Some(Str::from_rust(short)));
    let core = definition.core;
    details
        .has_dict
        .set(class.has_flags(type_flags::INSTANCE_AREA) && core.is_none_or(|core| !WITHOUT_DICT.contains(&core)));
    if let Some(core) = core {
        let derived = CoreType::ALL.iter().filter(|other| other.base() == core && **other != core);
        details.subclasses.borrow_mut().extend(derived.map(|other| core_subclass(*other)));
    }
    let mut order = vec![class.own()];
    if core == Some(CoreType::Object) {
        details.bases.replace(Some(Tuple::from_vec(Vec::new())));
    } else {
        let base = core_type(core.map_or(CoreType::Object, CoreType::base));
        details.bases.replace(Some(Tuple::from_vec(vec![base.own()])));
        details.best_base.replace(Some(base.own()));
        let inherited = base.details().resolution_order.borrow().clone();
        let inherited = inherited.as_ref().and_then(|order| molt_object::Downcast::downcast::<Tuple>(order.borrow()));
        order.extend(inherited.into_iter().flat_map(Tuple::iter).map(Borrowed::own));
    }
    details.resolution_order.replace(Some(Tuple::from_vec(order)));
}

/// The module, empty for `builtins`, and the name in it.
fn split_name(name: &'static str) -> (&'static str, &'static str) {
    name.rsplit_once('.').unwrap_or(("", name))
}

/// Gives a type a `__new__` that calls its slot, which may be inherited.
pub fn add_new(class: &TypeObject) {
    let new = NativeFunction::bound(&crate::class::NEW, class.own());
    drop(class.namespace().insert_text(Name::New.text(), new_native(new)));
}

/// Fills the namespace of a native type.
pub fn fill_namespace(class: &TypeObject, definition: &'static TypeDefinition) {
    let namespace = class.namespace();
    let add = |name: &str, value: Owned| drop(namespace.insert_text(name, value));
    let (module, _) = split_name(definition.name);
    if !module.is_empty() {
        add(Name::Module.text(), Str::from_rust(module));
    }
    let slots = definition.slots.slots();
    for operation in OPERATIONS.iter() {
        if operation.is_of(definition.key(), &slots) {
            let wrapper = SlotWrapper { operation, owner: definition.key() };
            if namespace.get_text(operation.name.text()).is_none() {
                add(operation.name.text(), new_native(wrapper));
            }
        }
    }
    if slots.compare.is_some() && slots.hash.is_none() {
        add(Name::Hash.text(), Owned::none());
    }
    if slots.new.is_some() {
        add_new(class);
    }
    for method in definition.methods {
        add(method.name, new_native(MethodDescriptor { definition: method, owner: definition.key() }));
    }
    for method in definition.class_methods {
        add(method.name, new_native(ClassMethodDescriptor { definition: method, owner: definition.key() }));
    }
    for method in definition.static_methods {
        let function = NativeFunction::of_class(method, class.own());
        add(method.name, crate::descriptors::new_static_method(new_native(function)));
    }
    for attribute in definition.getters {
        add(attribute.name, GetSetDescriptor::new(attribute, class));
    }
    if definition.getters.iter().any(|attribute| attribute.name == Name::Doc.text()) {
        // Instances have a `__doc__` of their own; the type's stands behind the metatype's attribute only.
    } else if !definition.documentation.is_empty() {
        let (_, text) = split_documentation(definition.name, definition.documentation);
        add(Name::Doc.text(), Str::from_rust(text));
    } else if namespace.get_text(Name::Doc.text()).is_none() {
        add(Name::Doc.text(), Owned::none());
    }
}

/// A field of a native type's struct: how values in it are found, and given up to break a cycle.
pub trait Held {
    /// Visits every value held.
    fn traverse(&self, visitor: &mut Visitor<'_>);
    /// Drops held values, if the field can be changed.
    fn clear(&self) {}
}

impl Held for Owned {
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.owned(self);
    }
}

impl<T: Held> Held for Option<T> {
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        if let Some(held) = self {
            held.traverse(visitor);
        }
    }
}

impl<T: Held> Held for Vec<T> {
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        self.iter().for_each(|held| held.traverse(visitor));
    }
}

impl<T: Held + Default> Held for RefCell<T> {
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        self.borrow().traverse(visitor);
    }
    fn clear(&self) {
        // Dropped after the borrow has ended: what is dropped may run Python code.
        let held = self.take();
        drop(held);
    }
}

impl<T: Copy> Held for Cell<T> {
    fn traverse(&self, _visitor: &mut Visitor<'_>) {}
}

macro_rules! plain {
    ($($plain:ty)*) => {$(
        impl Held for $plain {
            fn traverse(&self, _visitor: &mut Visitor<'_>) {}
        }
    )*};
}

plain! { bool i32 u32 i64 u64 isize usize f64 String }
