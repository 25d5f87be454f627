//! What a binary may reach, and how it says that it may not.

use std::path::{Path, PathBuf};

/// The right to one access, as it is about to be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Capability {
    /// Reading a file.
    ReadFile(PathBuf),
    /// Creating, changing or removing a file.
    WriteFile(PathBuf),
    /// Reading an environment variable.
    ReadEnvironment(String),
}

impl Capability {
    /// Name of the kind, as manifests spell it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Capability::ReadFile(_) => "fs.read",
            Capability::WriteFile(_) => "fs.write",
            Capability::ReadEnvironment(_) => "env.read",
        }
    }
    /// Name of the capability in full, with what it is about.
    pub fn name(&self) -> String {
        match self {
            Capability::ReadFile(path) | Capability::WriteFile(path) => format!("{}:{}", self.kind(), path.display()),
            Capability::ReadEnvironment(name) => format!("{}:{name}", self.kind()),
        }
    }
}

/// The capabilities a binary was built with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Manifest {
    /// Everything: what `molt build` makes unless told otherwise.
    GrantAll,
    /// Only what these entries say: `fs.read`, `fs.write:some/folder`, `env.read:NAME`, ...
    Only(Vec<String>),
}

impl Manifest {
    /// Whether an access is allowed. A path covers what is below it.
    pub fn allows(&self, capability: &Capability) -> bool {
        let Manifest::Only(entries) = self else { return true };
        entries.iter().any(|entry| {
            let (kind, subject) = match entry.split_once(':') {
                Some((kind, subject)) => (kind, Some(subject)),
                None => (entry.as_str(), None),
            };
            kind == capability.kind() && subject.is_none_or(|subject| covers(subject, capability))
        })
    }
}

fn covers(subject: &str, capability: &Capability) -> bool {
    match capability {
        Capability::ReadFile(path) | Capability::WriteFile(path) => {
            absolute(path).is_some_and(|path| absolute(Path::new(subject)).is_some_and(|root| path.starts_with(root)))
        }
        Capability::ReadEnvironment(name) => name == subject,
    }
}

/// The path with links and `..` resolved as far as it exists, so that a covered folder cannot be left through them.
fn absolute(path: &Path) -> Option<PathBuf> {
    if let Ok(path) = path.canonicalize() {
        return Some(path);
    }
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    Some(parent.canonicalize().ok()?.join(path.file_name()?))
}
