//! Open files.

use crate::Result;

/// What a file is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Reading.
    Read,
    /// Writing.
    Write,
    /// Both.
    ReadWrite,
}

/// How to open a file.
#[derive(Clone, Copy, Debug)]
pub struct OpenOptions {
    /// What for.
    pub access: Access,
    /// Make it when it does not exist.
    pub create: bool,
    /// Fail when it exists.
    pub create_new: bool,
    /// Empty it.
    pub truncate: bool,
    /// Write at the end only.
    pub append: bool,
}

/// Where a position is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeekBase {
    /// The start.
    Start,
    /// The current position.
    Current,
    /// The end.
    End,
}

/// The three streams every program starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandardStream {
    /// Descriptor 0.
    Input,
    /// Descriptor 1.
    Output,
    /// Descriptor 2.
    Error,
}

/// An open file; closed when dropped. Threads may use it at once, each call is whole.
pub trait HostFile: Send + Sync {
    /// Reads into `buffer` and gives the number of bytes; 0 at the end.
    fn read(&self, buffer: &mut [u8]) -> Result<usize>;
    /// Writes some of `data` and gives the number of bytes.
    fn write(&self, data: &[u8]) -> Result<usize>;
    /// Moves the position and gives the new one.
    fn seek(&self, offset: i64, base: SeekBase) -> Result<u64>;
    /// Sets the size.
    fn truncate(&self, size: u64) -> Result<()>;
    /// Bytes in the file, when that is known.
    fn size(&self) -> Option<u64>;
    /// Whether it is a terminal.
    fn is_terminal(&self) -> bool;
    /// The system's number for it.
    fn descriptor(&self) -> i64;
}
