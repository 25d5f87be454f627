//! Tests of finding the modules of a program.

use std::fs;

use super::*;
use crate::files::TemporaryFolder;

fn tree(files: &[(&str, &str)]) -> TemporaryFolder {
    let folder = TemporaryFolder::create().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn names(program: &Program) -> Vec<&str> {
    program.modules.keys().map(String::as_str).collect()
}

#[test]
fn imports_are_followed_through_packages_and_cycles() {
    let folder = tree(&[
        ("app.py", "import sys, pkg.a\nfrom pkg import b\nfrom space.inner import thing\n"),
        ("pkg/__init__.py", "from .c import x\n"),
        ("pkg/a.py", "import app\n"),
        ("pkg/b.py", ""),
        ("pkg/c.py", "x = 1\n"),
        ("pkg/unused.py", "import nothing\n"),
        ("space/inner.py", "thing = 1\n"),
    ]);
    let program = load(Path::new("app.py"), &Base::folder(folder.path())).unwrap();
    assert_eq!(names(&program), ["__main__", "app", "pkg", "pkg.a", "pkg.b", "pkg.c", "space.inner"]);
    assert!(program.modules["pkg"].hir.package);
    assert_eq!(program.modules["pkg.a"].file.name(), "pkg/a.py");
}

#[test]
fn everything_that_is_missing_is_reported() {
    let folder = tree(&[("app.py", "import one\nimport helper\n"), ("helper.py", "import two\n")]);
    let Err(Failure::Refused(files)) = load(Path::new("app.py"), &Base::folder(folder.path())) else { panic!() };
    let reported: Vec<_> = files.iter().map(|(file, found)| (file.name(), found[0].message.as_str())).collect();
    assert_eq!(reported, [("app.py", "no module named \"one\""), ("helper.py", "no module named \"two\"")]);
}

#[test]
fn a_guarded_import_of_nothing_is_left_to_run_time() {
    let folder = tree(&[("app.py", "try:\n    import fast\nexcept ImportError:\n    pass\n")]);
    let program = load(Path::new("app.py"), &Base::folder(folder.path())).unwrap();
    assert_eq!(names(&program), ["__main__"]);
}
