//! The commands: their options, and what they do.

pub(crate) mod init;
pub(crate) mod molt;
pub(crate) mod moltc;

/// What `--version` prints.
pub(crate) fn version(command: &str) -> String {
    format!("{command} {}\n", env!("CARGO_PKG_VERSION"))
}
