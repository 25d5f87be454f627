//! `molt init`: the files of a first workspace, the same that README prints (a test compares them).

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::arguments::{Item, Options};
use crate::failure::{Failure, Outcome};
use crate::files::{self, Base};
use crate::help;

/// Path and content of each file.
const FILES: &[(&str, &str)] = &[
    ("MODULE.bazel", include_str!("init/MODULE.bazel.in")),
    (".bazelversion", include_str!("init/bazelversion.in")),
    ("app/BUILD.bazel", include_str!("init/BUILD.bazel.in")),
    ("app/store.py", include_str!("init/store.py.in")),
    ("app/server.py", include_str!("init/server.py.in")),
    ("app/store_test.py", include_str!("init/store_test.py.in")),
];

/// How the files call the folder of Molt.
const MOLT: &str = "../molt";

/// Makes the files in a folder; nothing that exists is touched.
pub(crate) fn run(arguments: Vec<OsString>, base: &Base) -> Result<Outcome, Failure> {
    let mut options = Options::new(arguments);
    let (mut folder, mut molt) = (None, None);
    while let Some(item) = options.next()? {
        match item {
            Item::Option(option) => match option.as_str() {
                "help" | "h" => return Ok(Outcome::success(help::INIT)),
                "molt" => molt = Some(options.path(base)?),
                _ => return Err(options.unknown()),
            },
            Item::Value(value) if folder.is_none() => folder = Some(base.resolve(value)),
            Item::Value(value) => {
                return Err(Failure::usage(format!("unexpected argument {:?}", value.to_string_lossy())));
            }
        }
    }
    let folder = folder.ok_or_else(|| Failure::usage("no folder is given"))?;
    // `bazel run` says which workspace it runs in: that is Molt's own, since it has this command.
    let molt = molt.or_else(|| std::env::var_os("BUILD_WORKSPACE_DIRECTORY").map(PathBuf::from));
    write(&folder, molt.as_deref())
}

fn write(folder: &Path, molt: Option<&Path>) -> Result<Outcome, Failure> {
    let fail = |path: &Path, why: &str| Failure::environment(format!("cannot write {}: {why}", path.display()));
    for (name, _) in FILES {
        let path = folder.join(name);
        if path.symlink_metadata().is_ok() {
            return Err(fail(&path, "it exists"));
        }
    }
    fs::create_dir_all(folder).map_err(|error| fail(folder, &files::reason(&error)))?;
    let molt = match molt {
        Some(molt) => path_from(folder, molt)?,
        None => MOLT.to_owned(),
    };
    for (name, content) in FILES {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| fail(parent, &files::reason(&error)))?;
        }
        files::write(&path, content.replace(&format!("\"{MOLT}\""), &format!("{molt:?}")).as_bytes())?;
    }
    let shown = folder.display();
    Ok(Outcome::success(format!("{} files are in {shown}. There, run: {molt}/bazelw run //app:server\n", FILES.len())))
}

/// How `to` is called from `from`, both folders, so that they can be moved together.
fn path_from(from: &Path, to: &Path) -> Result<String, Failure> {
    let absolute = |path: &Path| {
        path.canonicalize().map_err(|error| {
            let why = files::reason(&error);
            Failure::environment(format!("cannot find the folder {}: {why}", path.display()))
        })
    };
    let (from, to) = (absolute(from)?, absolute(to)?);
    let shared = from.components().zip(to.components()).take_while(|(one, other)| one == other).count();
    let up = from.components().skip(shared).map(|_| Path::new(".."));
    let down = to.components().skip(shared).map(|component| Path::new(component.as_os_str()));
    let path: PathBuf = up.chain(down).collect();
    let shown = path.display().to_string();
    Ok(if shown.is_empty() { ".".to_owned() } else { shown })
}

#[cfg(test)]
mod tests;
