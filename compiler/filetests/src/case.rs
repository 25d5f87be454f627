//! Reading and writing case files.

use crate::command::Command;

/// The line between input and expected output.
pub const SEPARATOR: &str = "----";

/// A case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// What to run.
    pub command: Command,
    /// The file up to the separator, command line included.
    pub input: String,
    /// The text after the separator.
    pub expected: String,
}

/// Why a file is no case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseError(pub String);

impl Case {
    /// Reads a case file.
    pub fn parse(text: &str) -> Result<Case, CaseError> {
        let first = text.lines().next().unwrap_or_default();
        let command = first.strip_prefix("; ").and_then(Command::parse);
        let command = command.ok_or_else(|| CaseError(format!("`{first}` is no command")))?;
        let marker = format!("\n{SEPARATOR}\n");
        let (input, expected) = match text.split_once(&marker) {
            Some((input, expected)) => (format!("{input}\n"), expected.to_string()),
            None => (text.to_string(), String::new()),
        };
        Ok(Case { command, input, expected })
    }

    /// The text of the file with another expected output.
    pub fn with_expected(&self, expected: &str) -> String {
        format!("{}{SEPARATOR}\n{expected}", self.input)
    }
}

#[cfg(test)]
mod tests;
