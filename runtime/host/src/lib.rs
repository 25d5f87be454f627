//! The operating system behind one trait.
//!
//! Terms:
//! - *host*: what a program can reach outside itself ([`Host`]); one is installed at start-up.
//! - *capability*: the right to one kind of access, perhaps to one path or name only ([`Capability`]).
//! - *manifest*: the capabilities a binary was built with ([`Manifest`]); every access is checked against it here, so
//!   nothing above can forget to.

#![deny(unsafe_code)]

pub mod capability;
pub mod error;
pub mod file;
mod native;

use std::path::Path;
use std::time::Duration;

pub use capability::{Capability, Manifest};
pub use error::{HostError, Result};
pub use file::{Access, HostFile, OpenOptions, SeekBase, StandardStream};
pub use native::NativeHost;

/// What a program can reach outside itself.
pub trait Host: Send + Sync {
    /// Opens a file.
    fn open(&self, path: &Path, options: OpenOptions) -> Result<Box<dyn HostFile>>;
    /// One of the three standard streams; None when the program was started without it.
    fn standard_stream(&self, stream: StandardStream) -> Option<Box<dyn HostFile>>;
    /// The program's arguments, its own name first, as the system gave them.
    fn arguments(&self) -> &[Vec<u8>];
    /// A variable of the environment.
    fn environment_variable(&self, name: &str) -> Result<Option<Vec<u8>>>;
    /// A variable of the environment that the runtime itself obeys. No capability is needed: the program does not see it.
    fn runtime_setting(&self, name: &str) -> Option<Vec<u8>>;
    /// Fills the buffer with bytes that nobody can predict.
    fn random_bytes(&self, buffer: &mut [u8]) -> Result<()>;
    /// Time since 1970.
    fn wall_clock(&self) -> Duration;
    /// Time since some fixed moment; never goes back.
    fn monotonic_clock(&self) -> Duration;
}

#[cfg(test)]
mod tests;
