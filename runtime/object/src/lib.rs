//! Typed handles to heap objects, type objects and traversal.
