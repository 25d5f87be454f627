//! Reading and writing files so that failures are clear and nothing partial is left behind.

use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// What relative paths are relative to.
#[derive(Clone, Debug)]
pub(crate) struct Base(PathBuf);

impl Base {
    /// Where the user stands: `bazel run` changes the working directory and says where it was.
    pub(crate) fn of_user() -> Self {
        Self(std::env::var_os("BUILD_WORKING_DIRECTORY").map(PathBuf::from).unwrap_or_default())
    }

    /// A folder.
    pub(crate) fn folder(folder: impl Into<PathBuf>) -> Self {
        Self(folder.into())
    }

    /// The path to use for one that was given.
    pub(crate) fn resolve(&self, path: impl AsRef<Path>) -> PathBuf {
        self.0.join(path)
    }
}

/// Reads an input file; `shown` is what messages call it.
pub(crate) fn read(path: &Path, shown: &str) -> Result<Vec<u8>, Failure> {
    if path.is_dir() {
        return Err(Failure::environment(format!("cannot read {shown}: it is a directory, not a file")));
    }
    let read = || {
        let mut content = Vec::new();
        fs::File::open(path)?.take(MOST_INPUT).read_to_end(&mut content)?;
        Ok(content)
    };
    read().map_err(|error| Failure::environment(format!("cannot read {shown}: {}", reason(&error))))
}

/// More is not read: a device may never end. Sources that large are refused.
const MOST_INPUT: u64 = (1 << 30) + 1;

/// What went wrong, in few words and without the number of the error.
pub(crate) fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such file or directory".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::StorageFull => "no space left on the device".to_owned(),
        ErrorKind::FileTooLarge => "the file would become too large".to_owned(),
        ErrorKind::IsADirectory => "it is a directory".to_owned(),
        ErrorKind::NotADirectory => "a part of the path is not a directory".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or_default().to_lowercase()
        }
    }
}

/// The reason why a file could not be written that another tool gives in its messages.
pub(crate) fn reason_in(messages: &str) -> Option<String> {
    let kinds = [
        ("No space left on device", ErrorKind::StorageFull),
        ("File too large", ErrorKind::FileTooLarge),
        ("File size limit exceeded", ErrorKind::FileTooLarge),
    ];
    let (_, kind) = kinds.into_iter().find(|(text, _)| messages.contains(text))?;
    Some(reason(&kind.into()))
}

/// An output file in the making: a temporary file beside its destination, which takes its place in the end. Dropping it
/// before leaves nothing behind. A device, a pipe or the like keeps its place: the content is copied to it in the end.
#[derive(Debug)]
pub(crate) struct Output {
    temporary: PathBuf,
    destination: PathBuf,
    /// Where the temporary file is, if the destination is no file.
    folder: Option<TemporaryFolder>,
    finished: bool,
}

impl Output {
    /// Makes the temporary file, which shows early whether the destination can be written.
    pub(crate) fn create(destination: &Path) -> Result<Self, Failure> {
        let shown = destination.display();
        let fail = |why: &str| Failure::environment(format!("cannot write {shown}: {why}"));
        if destination.is_dir() {
            return Err(fail("it is a directory"));
        }
        if fs::metadata(destination).is_ok_and(|known| !known.is_file()) {
            let folder = TemporaryFolder::create()?;
            let temporary = folder.path().join("output");
            return Ok(Self { temporary, destination: destination.to_owned(), folder: Some(folder), finished: false });
        }
        // A symbolic link stays; the file it leads to is replaced.
        let destination = &destination.canonicalize().unwrap_or_else(|_| destination.to_owned());
        let Some(name) = destination.file_name() else { return Err(fail("it names no file")) };
        let mut temporary_name = std::ffi::OsString::from(".");
        temporary_name.push(name);
        temporary_name.push(format!(".{}.partial", std::process::id()));
        let temporary = destination.with_file_name(temporary_name);
        fs::File::create(&temporary).map_err(|error| fail(&reason(&error)))?;
        Ok(Self { temporary, destination: destination.to_owned(), folder: None, finished: false })
    }

    /// Takes content and permissions of a file, which may be gone then.
    pub(crate) fn take(&self, file: &Path) -> Result<(), Failure> {
        // Renaming does not work between file systems, and copying says better what is wrong.
        if fs::rename(file, &self.temporary).is_ok() {
            return Ok(());
        }
        fs::copy(file, &self.temporary).map(|_| ()).map_err(|error| self.failure(&error))
    }

    /// Writes the whole content.
    pub(crate) fn write(&self, content: &[u8]) -> Result<(), Failure> {
        let write = || {
            let mut file = fs::File::create(&self.temporary)?;
            file.write_all(content)?;
            file.flush()
        };
        write().map_err(|error| self.failure(&error))
    }

    /// Puts the file in its place.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        let placed = match &self.folder {
            None => fs::rename(&self.temporary, &self.destination),
            Some(_) => copy(&self.temporary, &self.destination),
        };
        placed.map_err(|error| self.failure(&error))?;
        self.finished = true;
        Ok(())
    }

    /// What to say when it cannot be written.
    pub(crate) fn failure_because(&self, why: &str) -> Failure {
        Failure::environment(format!("cannot write {}: {why}", self.destination.display()))
    }

    fn failure(&self, error: &std::io::Error) -> Failure {
        self.failure_because(&reason(error))
    }
}

/// Writes the content of a file to what is not a file.
fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    let mut to = fs::OpenOptions::new().write(true).open(to)?;
    to.write_all(&fs::read(from)?)?;
    to.flush()
}

impl Drop for Output {
    fn drop(&mut self) {
        if !self.finished {
            // What cannot be removed was not made, or is no longer ours.
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

/// Writes a whole output file.
pub(crate) fn write(destination: &Path, content: &[u8]) -> Result<(), Failure> {
    let output = Output::create(destination)?;
    output.write(content)?;
    output.finish()
}

/// How much is written to see whether something can be: more than a small program.
const TROUBLE_SIZE: usize = 8 << 20;

/// A folder for intermediate files, removed when dropped.
#[derive(Debug)]
pub(crate) struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    /// Makes a new folder.
    pub(crate) fn create() -> Result<Self, Failure> {
        let parent = std::env::temp_dir();
        for attempt in 0..1000 {
            let path = parent.join(format!("molt-{}-{attempt}", std::process::id()));
            match fs::create_dir(&path) {
                Ok(()) => return Ok(Self(path)),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => {
                    return Err(Failure::environment(format!(
                        "cannot make a temporary folder in {}: {}",
                        parent.display(),
                        reason(&error)
                    )));
                }
            }
        }
        Err(Failure::environment(format!(
            "cannot make a temporary folder in {}: all names are taken",
            parent.display()
        )))
    }

    /// Its path.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Why no more can be written into it, if that is so.
    pub(crate) fn trouble(&self) -> Option<String> {
        let path = self.0.join("trouble");
        let result = fs::write(&path, vec![0; TROUBLE_SIZE]);
        // The folder goes away in any case.
        let _ = fs::remove_file(path);
        result.err().map(|error| reason(&error))
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        // Left-overs in the system's temporary folder are the system's to clean.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests;
