//! Where the runtime library and the linker are.
//!
//! In order: the option, the environment variable, the Bazel runfiles of the tool, then beside the executable (the
//! library) or on the path (`cc`).

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::files::Base;

/// The file name of the runtime library.
const RUNTIME_LIBRARY: &str = "libmolt_start.a";

/// What links a program.
#[derive(Clone, Debug, Default)]
pub(crate) struct Toolchain {
    /// The runtime library.
    pub(crate) runtime: Option<PathBuf>,
    /// The C compiler driver.
    pub(crate) linker: Option<PathBuf>,
    /// What else the linker gets, after the library.
    pub(crate) linker_arguments: Vec<OsString>,
}

impl Toolchain {
    /// The runtime library.
    pub(crate) fn runtime(&self) -> Result<PathBuf, Failure> {
        let candidates = [
            self.runtime.clone(),
            from_environment("MOLT_RUNTIME"),
            runfile("MOLT_RUNTIME_RUNFILE", RUNTIME_LIBRARY),
            beside_executable(RUNTIME_LIBRARY),
        ];
        candidates.into_iter().flatten().next().ok_or_else(|| {
            Failure::environment(format!(
                "cannot find the runtime library {RUNTIME_LIBRARY}: use --runtime or set MOLT_RUNTIME"
            ))
        })
    }

    /// The program that links.
    pub(crate) fn linker(&self) -> PathBuf {
        let candidates =
            [self.linker.clone(), from_environment("MOLT_LINKER"), runfile("MOLT_LINKER_RUNFILE", "molt_linker")];
        candidates.into_iter().flatten().next().unwrap_or_else(|| PathBuf::from("cc"))
    }
}

/// A path in an environment variable.
fn from_environment(name: &str) -> Option<PathBuf> {
    let value = std::env::var_os(name).filter(|value| !value.is_empty())?;
    Some(program_path(&Base::of_user(), value))
}

/// A program named without a slash is looked up on the path; everything else is relative to where the user stands.
pub(crate) fn program_path(base: &Base, value: OsString) -> PathBuf {
    if value.as_encoded_bytes().contains(&b'/') { base.resolve(value) } else { PathBuf::from(value) }
}

/// A file of the tool's runfiles: `variable` holds its path below the runfiles root, which a build rule knows.
fn runfile(variable: &str, fallback: &str) -> Option<PathBuf> {
    let location = std::env::var_os(variable).unwrap_or_else(|| fallback.into());
    let path = runfiles_root()?.join(location);
    path.exists().then_some(path)
}

fn runfiles_root() -> Option<PathBuf> {
    if let Some(root) = std::env::var_os("RUNFILES_DIR") {
        return Some(PathBuf::from(root));
    }
    let executable = std::env::args_os().next()?;
    let mut root = OsString::from(&executable);
    root.push(".runfiles");
    Path::new(&root).is_dir().then(|| PathBuf::from(root))
}

/// A file in the folder of the executable, or in the one above (`cargo test` runs in `deps`).
fn beside_executable(name: impl AsRef<OsStr>) -> Option<PathBuf> {
    let executable = std::env::current_exe().ok()?;
    let folders = executable.ancestors().skip(1).take(2);
    folders.map(|folder| folder.join(name.as_ref())).find(|path| path.is_file())
}
