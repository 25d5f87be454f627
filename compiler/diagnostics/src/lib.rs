//! Source spans and the rendering of compile errors.

#![forbid(unsafe_code)]

mod span;

pub use span::Span;
