//! Classes: how one is made, and what `type` does.
//!
//! - [`statement`]: the class statement, up to the call of the metaclass
//! - `make`: `type.__new__`, which puts together what the next ones compute
//! - `layout`: which base's memory instances extend, and what they add to it
//! - `members`: the descriptors of `__slots__`
//! - `order`: metaclass and method resolution order
//! - `slots`: the native operations that special methods stand for
//! - [`bases`]: assignment to `__bases__`
//! - `construct`: calling a class

pub mod bases;
mod construct;
mod layout;
mod make;
mod members;
mod order;
mod slots;
mod statement;

use molt_abi::layout::type_flags;
use molt_object::{Borrowed, Downcast, Name, Owned, Result, Str, TypeObject, name, type_of};

pub use construct::{NEW, object_init, object_new, type_call};
pub use layout::{INSTANCE_DICT, are_compatible};
pub use make::{ClassParts, new_class};
pub use members::MemberDescriptor;
pub use order::calculate_metaclass;
pub use slots::{attribute_changed, update_all_slots};
pub use statement::build;

use crate::attribute;
use crate::native_type::GetSetDescriptor;

/// Module and qualified name as `repr` shows them: without the module for builtins.
pub fn qualified_display_name(class: &TypeObject) -> String {
    let name = class.details().qualified_name.borrow().clone();
    let name =
        name.as_ref().and_then(|name| name.borrow().downcast::<Str>()).map_or_else(|| class.name(), Str::to_rust);
    let module = class.namespace().get_str(Name::Module.str());
    match module.as_ref().and_then(|module| module.borrow().downcast::<Str>()) {
        Some(module) if !module.equals_rust("builtins") => format!("{}.{name}", module.to_rust()),
        _ => name,
    }
}

fn as_text(value: &Owned) -> Option<&Str> {
    value.borrow().downcast::<Str>()
}

/// Whether an object is an instance of a class: by its type, or by what its `__class__` says.
pub fn is_instance_of(object: Borrowed<'_>, class: &TypeObject) -> Result<bool> {
    let own = type_of(object);
    if own.is_subtype(class) {
        return Ok(true);
    }
    if !own.has_flags(type_flags::HEAP) {
        return Ok(false);
    }
    if own.slots().get_attribute().is_none() {
        let found = attribute::type_lookup(&own, name!(Class).str());
        let plain = found.is_some_and(|found| found.borrow().payload::<GetSetDescriptor>().is_some());
        if plain {
            return Ok(false);
        }
    }
    let claimed = attribute::find(object, name!(Class).str())?;
    Ok(claimed
        .as_ref()
        .and_then(|claimed| TypeObject::of(claimed.borrow()))
        .is_some_and(|claimed| claimed.is_subtype(class)))
}
