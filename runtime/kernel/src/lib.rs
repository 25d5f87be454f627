//! The types that every other type rests on: `object`, `type`, functions, descriptors, `slice`, singletons, exceptions,
//! modules; and the builtin functions about attributes and types.
#![forbid(unsafe_code)]

mod annotations;
mod class_type;
mod code_type;
mod descriptor_types;
pub mod exceptions;
mod function_types;
pub mod functions;
mod generic_alias;
mod mapping_proxy;
pub mod modules;
mod object_type;
mod property;
mod singletons;
pub mod slice;
mod super_type;
mod union_type;

use molt_object::Owned;
use molt_protocol::builtins_module::Builtin;

pub use mapping_proxy::MappingProxy;
pub use super_type::{bound_super, find_super_method, is_super_type};
pub use union_type::Union;

/// What is in `builtins` of this crate.
pub const BUILTINS: &[Builtin] = &[
    Builtin::Type(&object_type::OBJECT),
    Builtin::Type(&class_type::TYPE),
    Builtin::Value("NotImplemented", Owned::not_implemented),
    Builtin::Value("Ellipsis", Owned::ellipsis),
    Builtin::Type(&descriptor_types::STATIC_METHOD),
    Builtin::Type(&descriptor_types::CLASS_METHOD),
    Builtin::Type(&property::PROPERTY),
    Builtin::Type(&super_type::SUPER),
    Builtin::Functions(&functions::FUNCTIONS),
    Builtin::Type(&slice::SLICE),
];

/// The exceptions in `builtins`.
pub const EXCEPTIONS: &[Builtin] = &exceptions::BUILTINS;

/// Sets the types up. `object` and `type` come first.
pub fn initialise() {
    object_type::initialise();
    class_type::initialise();
    singletons::initialise();
    function_types::initialise();
    code_type::initialise();
    descriptor_types::initialise();
    generic_alias::initialise();
    exceptions::initialise();
}
