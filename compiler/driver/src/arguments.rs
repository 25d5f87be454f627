//! Command-line arguments: parameter files and the common ways to read values.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::failure::Failure;
use crate::files::{self, Base};

/// Replaces each `@FILE` by the lines of FILE, one argument per line. A line in single quotes, as Bazel's `shell` format
/// writes arguments with special characters, loses them.
pub(crate) fn expand(arguments: Vec<OsString>, base: &Base) -> Result<Vec<OsString>, Failure> {
    let mut expanded = Vec::with_capacity(arguments.len());
    for argument in arguments {
        let Some(file) = argument.to_str().and_then(|text| text.strip_prefix('@')) else {
            expanded.push(argument);
            continue;
        };
        let content = files::read(&base.resolve(file), file)?;
        let Ok(text) = String::from_utf8(content) else {
            return Err(Failure::environment(format!("cannot read {file}: it is not UTF-8 text")));
        };
        expanded.extend(text.lines().map(|line| OsString::from(unquote(line))));
    }
    Ok(expanded)
}

fn unquote(line: &str) -> String {
    match line.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        Some(inner) => inner.replace("'\\''", "'"),
        None => line.to_owned(),
    }
}

/// Reads options with `lexopt`, turning its errors into usage failures.
pub(crate) struct Options {
    parser: lexopt::Parser,
    /// What the last option was, for messages.
    last: String,
}

/// An option or an argument that is none.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// `--name`, or `-n` as its letter.
    Option(String),
    /// Anything else.
    Value(OsString),
}

impl Options {
    /// Reads these arguments, the command's name not included.
    pub(crate) fn new(arguments: Vec<OsString>) -> Self {
        Self { parser: lexopt::Parser::from_args(arguments), last: String::new() }
    }

    /// The next option or argument.
    pub(crate) fn next(&mut self) -> Result<Option<Item>, Failure> {
        let item = match self.parser.next().map_err(|error| Failure::usage(error.to_string()))? {
            None => return Ok(None),
            Some(lexopt::Arg::Long(name)) => Item::Option(name.to_owned()),
            Some(lexopt::Arg::Short(letter)) => Item::Option(letter.to_string()),
            Some(lexopt::Arg::Value(value)) => Item::Value(value),
        };
        if let Item::Option(name) = &item {
            self.last = if name.chars().count() == 1 { format!("-{name}") } else { format!("--{name}") };
        }
        Ok(Some(item))
    }

    /// The value of the option just read.
    pub(crate) fn value(&mut self) -> Result<OsString, Failure> {
        self.parser.value().map_err(|error| Failure::usage(error.to_string()))
    }

    /// The value of the option just read, as text.
    pub(crate) fn text(&mut self) -> Result<String, Failure> {
        let option = self.last.clone();
        self.value()?.into_string().map_err(|_| Failure::usage(format!("the value of {option} is not UTF-8")))
    }

    /// The value of the option just read, as a path.
    pub(crate) fn path(&mut self, base: &Base) -> Result<PathBuf, Failure> {
        Ok(base.resolve(self.value()?))
    }

    /// The value `NAME=VALUE` of the option just read.
    pub(crate) fn pair(&mut self) -> Result<(String, String), Failure> {
        let text = self.text()?;
        match text.split_once('=') {
            Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
            _ => Err(Failure::usage(format!("{} wants NAME=VALUE, not {text:?}", self.last))),
        }
    }

    /// All arguments that are left, as they are.
    pub(crate) fn rest(&mut self) -> Result<Vec<OsString>, Failure> {
        Ok(self.parser.raw_args().map_err(|error| Failure::usage(error.to_string()))?.collect())
    }

    /// The failure for an option that the command does not know.
    pub(crate) fn unknown(&self) -> Failure {
        Failure::usage(format!("unknown option {}", self.last))
    }
}

/// The failure for an option that must be given.
pub(crate) fn required<T>(value: Option<T>, option: &str) -> Result<T, Failure> {
    value.ok_or_else(|| Failure::usage(format!("{option} is missing")))
}

#[cfg(test)]
mod tests;
