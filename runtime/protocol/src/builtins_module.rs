//! The namespace of builtins, which global names fall back to.

pub use molt_object::builtins::{changed, define, define_function, get, namespace, shut_down, version};
