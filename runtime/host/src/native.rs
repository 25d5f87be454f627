//! The host of native programs: the standard library.

use std::fs::File;
use std::io::{IsTerminal, Read, Seek, SeekFrom, Write};
use std::mem::ManuallyDrop;
use std::os::fd::{AsRawFd, FromRawFd};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use crate::file::{Access, HostFile, OpenOptions, SeekBase, StandardStream};
use crate::{Capability, Host, HostError, Manifest, Result};

/// `ENOSYS`.
const NO_SUCH_CALL: i32 = 38;
/// `EISDIR`.
const IS_A_DIRECTORY: i32 = 21;

/// The operating system this program runs on.
pub struct NativeHost {
    manifest: Manifest,
    arguments: Vec<Vec<u8>>,
    started: Instant,
}

impl NativeHost {
    /// A host with the program's arguments and capabilities.
    pub fn new(manifest: Manifest, arguments: Vec<Vec<u8>>) -> NativeHost {
        NativeHost { manifest, arguments, started: Instant::now() }
    }
    fn check(&self, capability: Capability) -> Result<()> {
        if self.manifest.allows(&capability) { Ok(()) } else { Err(HostError::Denied(capability)) }
    }
}

impl Host for NativeHost {
    fn open(&self, path: &Path, options: OpenOptions) -> Result<Box<dyn HostFile>> {
        if options.access != Access::Write {
            self.check(Capability::ReadFile(path.to_owned()))?;
        }
        if options.access != Access::Read {
            self.check(Capability::WriteFile(path.to_owned()))?;
        }
        let file = std::fs::OpenOptions::new()
            .read(options.access != Access::Write)
            .write(options.access != Access::Read && !options.append)
            .append(options.append)
            .create(options.create)
            .create_new(options.create_new)
            .truncate(options.truncate)
            .open(path)?;
        if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
            return Err(HostError::System(IS_A_DIRECTORY));
        }
        Ok(Box::new(NativeFile { file: ManuallyDrop::new(file), is_owned: true }))
    }

    fn standard_stream(&self, stream: StandardStream) -> Option<Box<dyn HostFile>> {
        // Not by `std::io::stdin()` and its like, which have buffers of their own.
        let descriptor = match stream {
            StandardStream::Input => 0,
            StandardStream::Output => 1,
            StandardStream::Error => 2,
        };
        // SAFETY: whoever else uses the descriptor does not own it, and here it is not closed. Calls with one that is closed fail.
        #[expect(unsafe_code, reason = "the standard library names the standard streams in no other way")]
        let file = ManuallyDrop::new(unsafe { File::from_raw_fd(descriptor) });
        file.metadata().ok()?;
        Some(Box::new(NativeFile { file, is_owned: false }))
    }

    fn arguments(&self) -> &[Vec<u8>] {
        &self.arguments
    }

    fn environment_variable(&self, name: &str) -> Result<Option<Vec<u8>>> {
        self.check(Capability::ReadEnvironment(name.to_owned()))?;
        Ok(self.runtime_setting(name))
    }

    fn runtime_setting(&self, name: &str) -> Option<Vec<u8>> {
        std::env::var_os(name).map(std::os::unix::ffi::OsStringExt::into_vec)
    }

    fn random_bytes(&self, buffer: &mut [u8]) -> Result<()> {
        getrandom::getrandom(buffer).map_err(|error| HostError::System(error.raw_os_error().unwrap_or(NO_SUCH_CALL)))
    }

    fn wall_clock(&self) -> Duration {
        SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default()
    }

    fn monotonic_clock(&self) -> Duration {
        self.started.elapsed()
    }
}

struct NativeFile {
    file: ManuallyDrop<File>,
    /// Whether the file is closed with this: the standard streams stay open.
    is_owned: bool,
}

impl Drop for NativeFile {
    fn drop(&mut self) {
        if self.is_owned {
            // SAFETY: not used again.
            #[expect(unsafe_code, reason = "dropped under a condition")]
            unsafe {
                ManuallyDrop::drop(&mut self.file);
            }
        }
    }
}

/// Runs a system call again while signals interrupt it.
fn retry<T>(mut call: impl FnMut() -> std::io::Result<T>) -> Result<T> {
    loop {
        match call() {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            other => return other.map_err(HostError::from),
        }
    }
}

impl HostFile for NativeFile {
    fn read(&self, buffer: &mut [u8]) -> Result<usize> {
        retry(|| (&*self.file).read(buffer))
    }
    fn write(&self, data: &[u8]) -> Result<usize> {
        retry(|| (&*self.file).write(data))
    }
    fn seek(&self, offset: i64, base: SeekBase) -> Result<u64> {
        const INVALID_ARGUMENT: i32 = 22;
        let target = match base {
            SeekBase::Start => SeekFrom::Start(u64::try_from(offset).map_err(|_| HostError::System(INVALID_ARGUMENT))?),
            SeekBase::Current => SeekFrom::Current(offset),
            SeekBase::End => SeekFrom::End(offset),
        };
        retry(|| (&*self.file).seek(target))
    }
    fn truncate(&self, size: u64) -> Result<()> {
        retry(|| self.file.set_len(size))
    }
    fn size(&self) -> Option<u64> {
        let metadata = self.file.metadata().ok()?;
        metadata.is_file().then_some(metadata.len())
    }
    fn is_terminal(&self) -> bool {
        self.file.is_terminal()
    }
    fn descriptor(&self) -> i64 {
        i64::from(self.file.as_raw_fd())
    }
}
