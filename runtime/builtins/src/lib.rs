//! Built-in types, exceptions and functions.
