//! The data of generic aliases: `list[int]`.

use molt_object::TypeKey;
use molt_object::function::Definition;
use molt_object::{Borrowed, CoreType, Downcast, Owned, Payload, Tuple, Visitor, new_native};

use crate::native_function;

/// A class with arguments in brackets.
pub struct GenericAlias {
    /// The class.
    pub origin: Owned,
    /// The arguments, a tuple.
    pub arguments: Owned,
    /// Whether it is `*origin[arguments]`.
    pub starred: bool,
}

impl Payload for GenericAlias {
    const TYPE: TypeKey = TypeKey::Core(CoreType::GenericAlias);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.owned(&self.origin);
        visitor.owned(&self.arguments);
    }
}

/// `origin[arguments]`; anything but a tuple is the only argument.
pub fn new(origin: Borrowed<'_>, arguments: Borrowed<'_>) -> Owned {
    let arguments = match arguments.downcast_exact::<Tuple>() {
        Some(_) => arguments.own(),
        None => Tuple::from_slice(&[arguments]),
    };
    new_native(GenericAlias { origin: origin.own(), arguments, starred: false })
}

/// `__class_getitem__` of types that may be followed by brackets, with its docstring; `type` is a case of its own
/// (`crate::item`).
#[macro_export]
macro_rules! class_get_item {
    ($documentation:literal) => {
        ::molt_object::Definition {
            documentation: concat!("__class_getitem__($type, object, /)\n--\n\n", $documentation),
            ..$crate::generic_alias::CLASS_GET_ITEM
        }
    };
}

#[doc(hidden)]
pub const CLASS_GET_ITEM: Definition = native_function!("__class_getitem__($type, object, /)", "", fn(class: Borrowed<'_>, object: Borrowed<'_>) {
    Ok(new(class, object))
});
