//! The stream that file objects share: buffers behind a lock.

use core::ops::Deref;

use molt_heap::Lock;
use molt_host::{HostFile, SeekBase};
use molt_object::raised::{self, Raised};
use molt_object::{CoreType, Owned, Result, raise, token};
use molt_protocol::convert;

use super::stream::{Abilities, Buffers};

/// See the module. Other threads run while the host reads or writes; those that want the same stream wait.
pub struct Stream {
    lock: Lock,
    buffers: Buffers,
    /// What it can do.
    pub abilities: Abilities,
    /// The name it was opened by.
    pub name: Owned,
    /// `mode` of the raw file.
    pub mode: &'static str,
}

impl Stream {
    /// A stream over a file.
    pub fn new(file: Box<dyn HostFile>, abilities: Abilities, name: Owned, mode: &'static str) -> Stream {
        Stream { lock: Lock::new(), buffers: Buffers::new(file, abilities), abilities, name, mode }
    }
    /// The buffers, for this thread alone until that is dropped. RuntimeError when this thread is using them already.
    fn locked(&self) -> Result<impl Deref<Target = Buffers> + '_> {
        struct Locked<'s>(#[expect(dead_code, reason = "dropped at the end")] molt_heap::Locked<'s>, &'s Buffers);
        impl Deref for Locked<'_> {
            type Target = Buffers;
            fn deref(&self) -> &Buffers {
                self.1
            }
        }
        match self.lock.acquire(token()) {
            Some(locked) => Ok(Locked(locked, &self.buffers)),
            None => Err(self.reentered()),
        }
    }
    #[cold]
    fn reentered(&self) -> Raised {
        let class = match (self.abilities.read, self.abilities.write) {
            (true, true) => "BufferedRandom",
            (true, false) => "BufferedReader",
            _ => "BufferedWriter",
        };
        match convert::repr_text(self.name.borrow()) {
            Ok(name) => raise(CoreType::RuntimeError, format_args!("reentrant call inside <_io.{class} name={name}>")),
            Err(raised) => raised,
        }
    }
    /// Whether it was closed.
    pub fn is_closed(&self) -> bool {
        self.buffers.is_closed()
    }
    /// Up to `count` bytes, fewer only at the end; all that are left without a count.
    pub fn read(&self, count: Option<usize>) -> Result<Vec<u8>> {
        self.locked()?.read(count)
    }
    /// What is at hand without waiting twice: up to `count` bytes from at most one read of the file.
    pub fn read_some(&self, count: usize) -> Result<Vec<u8>> {
        self.locked()?.read_some(count)
    }
    /// Bytes that come next, without moving on.
    pub fn peek(&self) -> Result<Vec<u8>> {
        self.locked()?.peek()
    }
    /// A line with its newline, at most `limit` bytes of it.
    pub fn read_line(&self, limit: Option<usize>) -> Result<Vec<u8>> {
        self.locked()?.read_line(limit)
    }
    /// Writes bytes, perhaps to the buffer only.
    pub fn write(&self, data: &[u8]) -> Result<()> {
        self.locked()?.write(data)
    }
    /// Writes out what the buffer holds. What could not be written is kept.
    pub fn flush(&self) -> Result<()> {
        self.locked()?.flush()
    }
    /// Forgets what the buffer holds.
    pub fn discard_output(&self) {
        self.buffers.discard_output();
    }
    /// The position in bytes.
    pub fn tell(&self) -> Result<u64> {
        self.locked()?.tell()
    }
    /// Moves the position and gives the new one.
    pub fn seek(&self, offset: i64, base: SeekBase) -> Result<u64> {
        self.locked()?.seek(offset, base)
    }
    /// Whether the file has positions.
    pub fn is_seekable(&self) -> Result<bool> {
        self.buffers.is_seekable()
    }
    /// Sets the size.
    pub fn truncate(&self, size: Option<u64>) -> Result<u64> {
        self.locked()?.truncate(size)
    }
    /// Whether it is a terminal.
    pub fn is_terminal(&self) -> Result<bool> {
        self.buffers.is_terminal()
    }
    /// The system's number for it.
    pub fn descriptor(&self) -> Result<i64> {
        self.buffers.descriptor()
    }
    /// Writes out what is left and closes the file, also when that fails.
    pub fn close(&self) -> Result<()> {
        self.locked()?.close()
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        if self.is_closed() {
            return;
        }
        let pending = raised::take_pending();
        if let Err(error) = self.close() {
            drop(raised::take(error));
        }
        if let Some(pending) = pending {
            let _: Raised = raised::restore(pending);
        }
    }
}
