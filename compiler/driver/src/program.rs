//! The modules of a program, found from its main file.
//!
//! Imported modules are looked for in the folder of the main file, as CPython does for a script. The main file is the module
//! `__main__`; if something imports it by the name of its file, that is another module with globals of its own.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::files::{self, Base};
use crate::imports::{self, NATIVE_MODULES};
use crate::pipeline::{self, Front};

/// The name of the main module.
pub(crate) const MAIN: &str = "__main__";

/// All modules of a program.
#[derive(Debug)]
pub(crate) struct Program {
    /// The modules by name.
    pub(crate) modules: BTreeMap<String, Front>,
}

/// What a dotted name is in the folder of the main file.
enum Found {
    /// A file `NAME.py`.
    Module(PathBuf),
    /// A folder with an `__init__.py`.
    Package(PathBuf),
    /// A folder without one.
    Namespace,
    /// Nothing.
    Missing,
}

/// Finds and resolves all modules of the program whose main file is `file` (as the user calls it).
pub(crate) fn load(file: &Path, base: &Base) -> Result<Program, Failure> {
    let folder = file.parent().unwrap_or(Path::new("")).to_owned();
    let mut program = Program { modules: BTreeMap::new() };
    let mut refused = Vec::new();
    // Modules that something takes `*` from.
    let mut starred = BTreeSet::new();
    let mut queue = VecDeque::from([(MAIN.to_owned(), false, file.to_owned())]);
    while let Some((name, package, path)) = queue.pop_front() {
        if program.modules.contains_key(&name) {
            continue;
        }
        let shown = path.display().to_string();
        let source = files::read(&base.resolve(&path), &shown)?;
        let front = match pipeline::front(&name, package, &shown, &source) {
            Ok(front) => front,
            Err(Failure::Refused(files)) => {
                refused.extend(files);
                continue;
            }
            Err(other) => return Err(other),
        };
        let found = imports::imports(&front.hir);
        let exists = |name: &str| name == MAIN || !matches!(find(&folder, base, name), Found::Missing);
        let missing = imports::check(&found, exists, |_| None);
        if !missing.is_empty() {
            refused.push((front.file.clone(), missing));
        }
        for import in &found {
            let submodules = import.names.iter().map(|name| format!("{}.{name}", import.module));
            for name in import.chain().map(str::to_owned).chain(submodules) {
                queue.extend(to_load(&folder, base, name));
            }
            if import.star
                && starred.insert(import.module.clone())
                && let Some(source) = program.modules.get(&import.module)
            {
                queue.extend(listed_submodules(source).filter_map(|name| to_load(&folder, base, name)));
            }
        }
        if starred.contains(&name) {
            queue.extend(listed_submodules(&front).filter_map(|name| to_load(&folder, base, name)));
        }
        program.modules.insert(name, front);
    }
    if refused.is_empty() { Ok(program) } else { Err(Failure::Refused(refused)) }
}

/// The entry of the queue for a dotted name, if there is something to compile.
fn to_load(folder: &Path, base: &Base, name: String) -> Option<(String, bool, PathBuf)> {
    match find(folder, base, &name) {
        Found::Module(path) => Some((name, false, path)),
        Found::Package(path) => Some((name, true, path)),
        Found::Namespace | Found::Missing => None,
    }
}

/// What the names in a package's `__all__` would be as submodules.
fn listed_submodules(package: &Front) -> impl Iterator<Item = String> {
    let names = if package.hir.package { imports::listed_names(&package.hir) } else { Vec::new() };
    names.into_iter().map(|name| format!("{}.{name}", package.hir.name))
}

fn find(folder: &Path, base: &Base, name: &str) -> Found {
    if NATIVE_MODULES.contains(&name) {
        // Part of the runtime, whatever files there are: there is nothing to compile.
        return Found::Namespace;
    }
    let stem = folder.join(name.replace('.', "/"));
    let package = stem.join("__init__.py");
    let mut module = stem.clone().into_os_string();
    module.push(".py");
    let module = PathBuf::from(module);
    if base.resolve(&package).is_file() {
        Found::Package(package)
    } else if base.resolve(&module).is_file() {
        Found::Module(module)
    } else if base.resolve(&stem).is_dir() {
        Found::Namespace
    } else {
        Found::Missing
    }
}

#[cfg(test)]
mod tests;
