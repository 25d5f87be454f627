//! Source spans and the rendering of compile errors.
//!
//! A phase returns [`Diagnostic`] values; nothing here does I/O. [`render`] makes the text that people read, [`to_json`]
//! the form that editors read.

#![forbid(unsafe_code)]

mod diagnostic;
mod render;
mod source;
mod span;

pub use diagnostic::{Category, Diagnostic, Label, Severity};
pub use render::{render, to_json};
pub use source::{Position, SourceFile};
pub use span::Span;
