//! What a command comes to.

use std::io::{IsTerminal, Write};

use moltc_diagnostics::{Diagnostic, SourceFile, render, to_json};

/// Why a command failed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The program is refused.
    Refused(Vec<(SourceFile, Vec<Diagnostic>)>),
    /// The command was called in a wrong way.
    Usage(String),
    /// A file, a tool or the machine does not play along.
    Environment(String),
}

impl Failure {
    /// One file is refused.
    pub(crate) fn refused(file: SourceFile, diagnostics: Vec<Diagnostic>) -> Self {
        Self::Refused(vec![(file, diagnostics)])
    }

    /// Trouble with the environment.
    pub(crate) fn environment(message: impl Into<String>) -> Self {
        Self::Environment(message.into())
    }

    /// Wrong usage.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::Usage(message.into())
    }
}

/// Exit status and output of a command.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// The exit status.
    pub(crate) status: u8,
    /// What goes to standard output.
    pub(crate) output: String,
    /// What goes to standard error.
    pub(crate) messages: String,
}

/// How failures are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// Text with source lines, coloured for terminals.
    Text {
        /// Whether to use colours.
        colour: bool,
    },
    /// One JSON object per line.
    Json,
}

impl Style {
    /// Text, coloured if standard error is a terminal that wants colours.
    pub(crate) fn for_people() -> Self {
        Self::Text { colour: std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none() }
    }
}

impl Outcome {
    /// Success with this output.
    pub(crate) fn success(output: impl Into<String>) -> Self {
        Self { output: output.into(), ..Self::default() }
    }

    /// What a command's result means.
    pub(crate) fn of(command: &str, result: Result<Self, Failure>, style: Style) -> Self {
        match result {
            Ok(outcome) => outcome,
            Err(Failure::Refused(files)) => {
                let messages = files.iter().flat_map(|(file, diagnostics)| {
                    diagnostics.iter().map(move |diagnostic| match style {
                        Style::Text { colour } => render(diagnostic, file, colour),
                        Style::Json => format!("{}\n", to_json(diagnostic, file)),
                    })
                });
                Self { status: 1, output: String::new(), messages: messages.collect() }
            }
            Err(Failure::Usage(message)) => Self::told(command, "usage", &message, style),
            Err(Failure::Environment(message)) => Self::told(command, "environment", &message, style),
        }
    }

    fn told(command: &str, category: &str, message: &str, style: Style) -> Self {
        let messages = match style {
            Style::Text { .. } if category == "usage" => {
                format!("{command}: {message}\nTry `{command} --help`.\n")
            }
            Style::Text { .. } => format!("{command}: {message}\n"),
            Style::Json => {
                format!("{}\n", serde_json::json!({"severity": "error", "category": category, "message": message}))
            }
        };
        Self { status: 2, output: String::new(), messages }
    }

    /// Writes output and messages to the standard streams.
    pub(crate) fn print(&self) {
        // A closed pipe is the reader's choice, and nobody is left to be told of anything else.
        let _ = std::io::stdout().write_all(self.output.as_bytes());
        let _ = std::io::stderr().write_all(self.messages.as_bytes());
    }
}
