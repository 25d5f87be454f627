//! The namespace of builtins, which global names fall back to.

pub use molt_object::builtins::{Builtin, Tables, get, install, namespace, set, shut_down, version};
