//! The data of static methods and class methods.

use core::cell::RefCell;

use molt_object::TypeKey;
use molt_object::function::Definition;
use molt_object::{CoreType, Owned, Payload, TypeObject, Visitor, core_type, new_native};

/// `staticmethod`.
pub struct StaticMethod {
    /// What it wraps.
    pub function: RefCell<Owned>,
}

impl Payload for StaticMethod {
    const TYPE: TypeKey = TypeKey::Core(CoreType::StaticMethod);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.owned(&self.function.borrow());
    }
    fn clear(&self) {
        // `__init__` can be called again, also with the object itself.
        drop(self.function.replace(Owned::none()));
    }
}

/// `classmethod`.
pub struct ClassMethod {
    /// What it wraps.
    pub function: RefCell<Owned>,
}

impl Payload for ClassMethod {
    const TYPE: TypeKey = TypeKey::Core(CoreType::ClassMethod);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.owned(&self.function.borrow());
    }
    fn clear(&self) {
        // `__init__` can be called again, also with the object itself.
        drop(self.function.replace(Owned::none()));
    }
}

/// A class method of a native type, unbound.
pub struct ClassMethodDescriptor {
    /// The method; its receiver is the class.
    pub definition: &'static Definition,
    /// The type it is a method of.
    pub owner: TypeKey,
}

impl Payload for ClassMethodDescriptor {
    const TYPE: TypeKey = TypeKey::Core(CoreType::ClassMethodDescriptor);
    const TRACKED: bool = false;
    fn traverse(&self, _visitor: &mut Visitor<'_>) {}
}

/// The type held by a descriptor.
pub(crate) fn owner(held: &Owned) -> &TypeObject {
    // What is no type has no descriptors; `object` stands in so that nobody need handle it.
    TypeObject::of(held.borrow()).unwrap_or(core_type(CoreType::Object))
}

/// A static method.
pub fn new_static_method(function: Owned) -> Owned {
    new_native(StaticMethod { function: RefCell::new(function) })
}

/// A class method.
pub fn new_class_method(function: Owned) -> Owned {
    new_native(ClassMethod { function: RefCell::new(function) })
}
