//! The namespace of builtins, which global names fall back to.

pub use molt_object::builtins::{define, define_functions, get, namespace, shut_down, version};

/// Adds a native type under its name.
pub fn define_type(definition: &'static molt_object::native_type::TypeDefinition) {
    define(definition.name, definition.object().own());
}
