//! Built-in types as their users see them.

mod values;
