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

pub use mapping_proxy::MappingProxy;
pub use super_type::bound_super;
pub use union_type::Union;

/// Sets the types up. `object` and `type` come first.
pub fn initialise() {
    object_type::initialise();
    class_type::initialise();
    singletons::initialise();
    function_types::initialise();
    code_type::initialise();
    descriptor_types::initialise();
    property::initialise();
    super_type::initialise();
    generic_alias::initialise();
    functions::initialise();
    slice::initialise();
    exceptions::initialise();
}
