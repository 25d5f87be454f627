//! An open file of the host with its buffers, for one thread at a time.

use core::cell::{Cell, RefCell};
use std::sync::Arc;

use molt_host::{HostFile, SeekBase};
use molt_object::{CoreType, Result, memory, raise, token};

use super::errors::{closed, raise_host, unsupported};

/// Bytes read from or written to the host at a time.
pub const BUFFER_SIZE: usize = 128 * 1024;

/// What a stream can do.
#[derive(Clone, Copy, Debug)]
pub struct Abilities {
    /// Opened for reading.
    pub read: bool,
    /// Opened for writing.
    pub write: bool,
    /// Whether bytes are kept back before they are written.
    pub buffered: bool,
    /// Whether `close` closes the descriptor.
    pub closes: bool,
}

/// See the module. Nothing is borrowed while the host works: other threads run then.
pub struct Buffers {
    file: RefCell<Option<Arc<dyn HostFile>>>,
    input: RefCell<Vec<u8>>,
    /// First byte of `input` not read yet.
    start: Cell<usize>,
    output: RefCell<Vec<u8>>,
    abilities: Abilities,
}

impl Buffers {
    /// Buffers of a file.
    pub fn new(file: Box<dyn HostFile>, abilities: Abilities) -> Buffers {
        Buffers {
            file: RefCell::new(Some(file.into())),
            input: RefCell::new(Vec::new()),
            start: Cell::new(0),
            output: RefCell::new(Vec::new()),
            abilities,
        }
    }
    /// Whether it was closed.
    pub fn is_closed(&self) -> bool {
        self.file.borrow().is_none()
    }
    fn file(&self) -> Option<Arc<dyn HostFile>> {
        self.file.borrow().clone()
    }
    /// Lets the host do something that may block.
    fn with_file<T: Send>(&self, action: impl FnOnce(&dyn HostFile) -> molt_host::Result<T> + Send) -> Result<T> {
        let file = self.file().ok_or_else(closed)?;
        token().release(move || action(&*file)).map_err(|error| raise_host(error, None))
    }
    fn check_readable(&self) -> Result<()> {
        if self.is_closed() {
            return Err(closed());
        }
        if self.abilities.read { Ok(()) } else { Err(unsupported("read")) }
    }
    fn unread(&self) -> usize {
        self.input.borrow().len() - self.start.get()
    }
    /// Takes up to `count` bytes that were read ahead.
    fn take_unread(&self, count: usize) -> Result<Vec<u8>> {
        let mut input = self.input.borrow_mut();
        let start = self.start.get();
        let end = input.len().min(start.saturating_add(count));
        let taken = memory::copy(&input[start..end])?;
        if end == input.len() {
            input.clear();
            self.start.set(0);
        } else {
            self.start.set(end);
        }
        Ok(taken)
    }
    /// Reads ahead once; false at the end of the file.
    fn fill(&self) -> Result<bool> {
        self.flush()?;
        let Some(file) = self.file() else { return Ok(false) };
        memory::reserve(&mut self.input.borrow_mut(), BUFFER_SIZE)?;
        let mut input = self.input.take();
        if self.start.get() > 0 {
            input.drain(..self.start.get());
            self.start.set(0);
        }
        let old = input.len();
        input.resize(old + BUFFER_SIZE, 0);
        let result = token().release(|| file.read(&mut input[old..]));
        input.truncate(old + *result.as_ref().unwrap_or(&0));
        self.input.replace(input);
        result.map(|count| count > 0).map_err(|error| raise_host(error, None))
    }
    /// Up to `count` bytes, fewer only at the end; all that are left without a count.
    pub fn read(&self, count: Option<usize>) -> Result<Vec<u8>> {
        self.check_readable()?;
        let wanted = count.unwrap_or(usize::MAX);
        let mut data = self.take_unread(wanted)?;
        while data.len() < wanted {
            let missing = wanted - data.len();
            if !self.fill()? {
                break;
            }
            memory::extend(&mut data, &self.take_unread(missing)?)?;
        }
        Ok(data)
    }
    /// What is at hand without waiting twice: up to `count` bytes from at most one read of the file.
    pub fn read_some(&self, count: usize) -> Result<Vec<u8>> {
        self.check_readable()?;
        if self.unread() == 0 && count > 0 {
            self.fill()?;
        }
        self.take_unread(count)
    }
    /// Bytes that come next, without moving on.
    pub fn peek(&self) -> Result<Vec<u8>> {
        self.check_readable()?;
        if self.unread() == 0 {
            self.fill()?;
        }
        memory::copy(&self.input.borrow()[self.start.get()..])
    }
    /// A line with its newline, at most `limit` bytes of it.
    pub fn read_line(&self, limit: Option<usize>) -> Result<Vec<u8>> {
        self.check_readable()?;
        let limit = limit.unwrap_or(usize::MAX);
        let mut line = Vec::new();
        while line.len() < limit {
            let newline = self.input.borrow()[self.start.get()..].iter().position(|&byte| byte == b'\n');
            if let Some(newline) = newline {
                let rest = self.take_unread((newline + 1).min(limit - line.len()))?;
                memory::extend(&mut line, &rest)?;
                return Ok(line);
            }
            let part = self.take_unread(limit - line.len())?;
            memory::extend(&mut line, &part)?;
            if line.len() == limit || !self.fill()? {
                break;
            }
        }
        Ok(line)
    }
    /// Gives up what was read ahead: the file's position goes back to where the reader is.
    fn forget_input(&self) -> Result<()> {
        let unread = self.unread();
        self.input.borrow_mut().clear();
        self.start.set(0);
        if unread == 0 {
            return Ok(());
        }
        self.with_file(|file| file.seek(-(unread as i64), SeekBase::Current)).map(drop)
    }
    /// Writes bytes, perhaps to the buffer only.
    pub fn write(&self, data: &[u8]) -> Result<()> {
        if self.is_closed() {
            return Err(raise(CoreType::ValueError, "write to closed file"));
        }
        if !self.abilities.write {
            return Err(unsupported("write"));
        }
        self.forget_input()?;
        let full = {
            let mut output = self.output.borrow_mut();
            memory::extend(&mut output, data)?;
            !self.abilities.buffered || output.len() >= BUFFER_SIZE
        };
        if full { self.flush() } else { Ok(()) }
    }
    /// Writes out what the buffer holds. What could not be written is kept.
    pub fn flush(&self) -> Result<()> {
        let Some(file) = self.file() else { return Ok(()) };
        let mut output = self.output.take();
        let mut written = 0;
        let result = token().release(|| {
            while written < output.len() {
                written += file.write(&output[written..])?;
            }
            Ok(())
        });
        output.drain(..written);
        self.output.replace(output);
        result.map_err(|error| raise_host(error, None))
    }
    /// Forgets what the buffer holds.
    pub fn discard_output(&self) {
        self.output.borrow_mut().clear();
    }
    /// The position in bytes.
    pub fn tell(&self) -> Result<u64> {
        let position = self.with_file(|file| file.seek(0, SeekBase::Current))?;
        Ok((position + self.output.borrow().len() as u64).saturating_sub(self.unread() as u64))
    }
    /// Moves the position and gives the new one.
    pub fn seek(&self, offset: i64, base: SeekBase) -> Result<u64> {
        if self.is_closed() {
            return Err(closed());
        }
        self.flush()?;
        self.forget_input()?;
        self.with_file(|file| file.seek(offset, base))
    }
    /// Whether the file has positions.
    pub fn is_seekable(&self) -> Result<bool> {
        if self.is_closed() {
            return Err(closed());
        }
        let result = self.file().map(|file| token().release(move || file.seek(0, SeekBase::Current)));
        Ok(matches!(result, Some(Ok(_))))
    }
    /// Sets the size.
    pub fn truncate(&self, size: Option<u64>) -> Result<u64> {
        if self.is_closed() {
            return Err(closed());
        }
        if !self.abilities.write {
            return Err(unsupported("truncate"));
        }
        self.flush()?;
        let size = match size {
            Some(size) => size,
            None => self.tell()?,
        };
        self.with_file(|file| file.truncate(size))?;
        Ok(size)
    }
    /// Whether it is a terminal.
    pub fn is_terminal(&self) -> Result<bool> {
        self.with_file(|file| Ok(file.is_terminal()))
    }
    /// The system's number for it.
    pub fn descriptor(&self) -> Result<i64> {
        self.with_file(|file| Ok(file.descriptor()))
    }
    /// Writes out what is left and closes the file, also when that fails.
    pub fn close(&self) -> Result<()> {
        let flushed = self.flush();
        self.discard_output();
        // The host gives standard streams a descriptor of their own, so the process keeps its.
        let file = self.file.take();
        token().release(move || drop(file));
        flushed
    }
}
