//! What a compiler phase reports to the user, as a value.

use serde::Serialize;

use crate::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The program is refused.
    Error,
    /// The program is accepted.
    Warning,
}

/// What kind of trouble it is; shown in brackets after the severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Category {
    /// CPython refuses the program with `SyntaxError`.
    SyntaxError,
    /// CPython refuses the program with `IndentationError` or `TabError`.
    IndentationError,
    /// CPython accepts the program; Molt does not yet.
    #[serde(rename = "unsupported")]
    Unsupported,
    /// An imported module is missing or not declared.
    #[serde(rename = "import")]
    Import,
    /// A file could not be read or written.
    #[serde(rename = "input-output")]
    InputOutput,
}

impl Category {
    /// The name shown to people and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SyntaxError => "SyntaxError",
            Self::IndentationError => "IndentationError",
            Self::Unsupported => "unsupported",
            Self::Import => "import",
            Self::InputOutput => "input-output",
        }
    }
}

/// A remark about another place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// The remark.
    pub message: String,
}

/// One report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What kind it is.
    pub category: Category,
    /// One sentence, no full stop; CPython's own words where it has them.
    pub message: String,
    /// Where it is; absent if it concerns the whole file.
    pub span: Option<Span>,
    /// Remarks about other places.
    pub labels: Vec<Label>,
    /// What the user can do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error at a place.
    #[must_use]
    pub fn error(category: Category, message: impl Into<String>, span: Span) -> Self {
        Self {
            severity: Severity::Error,
            category,
            message: message.into(),
            span: Some(span),
            labels: Vec::new(),
            help: None,
        }
    }

    /// An error about a whole file.
    #[must_use]
    pub fn file_error(category: Category, message: impl Into<String>) -> Self {
        Self { span: None, ..Self::error(category, message, Span::default()) }
    }

    /// Adds a remark about another place.
    #[must_use]
    pub fn with_label(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label { span, message: message.into() });
        self
    }

    /// Adds what the user can do.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
