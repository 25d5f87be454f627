//! Tests of `moltc`, from arguments to files.

use std::fs;
use std::path::Path;

use super::*;
use crate::files::TemporaryFolder;

fn moltc(folder: &Path, arguments: &[&str]) -> Outcome {
    run(arguments.iter().map(OsString::from).collect(), &Base::folder(folder))
}

fn interface(folder: &Path, module: &str, file: &str) -> Outcome {
    let output = format!("{module}.molti");
    moltc(folder, &["interface", "--module", module, "--source", file, "--display-path", file, "--output", &output])
}

fn compile(folder: &Path, module: &str, file: &str, more: &[&str]) -> Outcome {
    let output = format!("{module}.o");
    let mut arguments = vec!["compile", "--module", module, "--source", file, "--display-path", file];
    arguments.extend(["--profile", "release", "--target", "x86_64-linux-gnu", "--output", &output]);
    arguments.extend(more);
    moltc(folder, &arguments)
}

#[test]
fn outputs_do_not_depend_on_where_they_are_made() {
    let made = [TemporaryFolder::create().unwrap(), TemporaryFolder::create().unwrap()].map(|folder| {
        fs::write(folder.path().join("a.py"), "def f(x):\n    return [x, {'k': x}]\nprint(f(1), 2**70)\n").unwrap();
        assert_eq!(interface(folder.path(), "a", "a.py"), Outcome::default());
        assert_eq!(compile(folder.path(), "a", "a.py", &[]), Outcome::default());
        (fs::read(folder.path().join("a.molti")).unwrap(), fs::read(folder.path().join("a.o")).unwrap())
    });
    assert!(made[0] == made[1]);
    assert!(made[0].1.starts_with(b"\x7fELF"));
}

#[test]
fn an_undeclared_import_names_its_label() {
    let folder = TemporaryFolder::create().unwrap();
    fs::write(folder.path().join("a.py"), "import sys\nimport b\n").unwrap();
    fs::write(folder.path().join("b.py"), "").unwrap();
    let outcome = compile(folder.path(), "a", "a.py", &["--known-module", "b=//lib:b"]);
    assert_eq!(outcome.status, 1);
    assert!(outcome.messages.contains("a.py:2:1"), "{}", outcome.messages);
    assert!(outcome.messages.contains("add \"//lib:b\" to deps"), "{}", outcome.messages);
    assert!(!folder.path().join("a.o").exists());

    assert_eq!(interface(folder.path(), "b", "b.py"), Outcome::default());
    assert_eq!(compile(folder.path(), "a", "a.py", &["--interface", "b=b.molti"]), Outcome::default());
}

#[test]
fn an_interface_must_be_of_the_module_it_is_given_for() {
    let folder = TemporaryFolder::create().unwrap();
    fs::write(folder.path().join("a.py"), "import b\n").unwrap();
    interface(folder.path(), "a", "a.py");
    let outcome = compile(folder.path(), "c", "a.py", &["--interface", "b=a.molti"]);
    assert_eq!(outcome.status, 2);
    assert!(outcome.messages.contains("is the interface of \"a\", not of \"b\""), "{}", outcome.messages);
}

#[test]
fn interfaces_that_no_import_needs_are_listed() {
    let folder = TemporaryFolder::create().unwrap();
    fs::write(folder.path().join("a.py"), "import b.c\nfrom d import e\n").unwrap();
    let mut options = Vec::new();
    for module in ["b", "b.c", "b.x", "d", "d.e", "d.x", "x"] {
        fs::write(folder.path().join("module.py"), "").unwrap();
        interface(folder.path(), module, "module.py");
        options.extend(["--interface".to_owned(), format!("{module}={module}.molti")]);
    }
    let mut arguments: Vec<&str> = options.iter().map(String::as_str).collect();
    arguments.extend(["--unused-inputs", "unused"]);
    assert_eq!(compile(folder.path(), "a", "a.py", &arguments), Outcome::default());
    assert_eq!(fs::read_to_string(folder.path().join("unused")).unwrap(), "b.x.molti\nd.x.molti\nx.molti\n");
}

#[test]
fn a_failing_linker_leaves_no_program() {
    let folder = TemporaryFolder::create().unwrap();
    fs::write(folder.path().join("a.py"), "").unwrap();
    fs::write(folder.path().join("runtime.a"), format!("!<arch>\n{:<48}{:<10}`\n", "member/", 0)).unwrap();
    compile(folder.path(), "a", "a.py", &[]);
    let link = ["link", "--main", "a", "--object", "a=a.o", "--runtime", "runtime.a", "--linker"];
    let rest = ["--profile", "dev", "--output", "program"];
    for (linker, message) in [("false", "linking with false failed"), ("no-such-linker", "cannot run the linker")] {
        let mut arguments = link.to_vec();
        arguments.push(linker);
        arguments.extend(rest);
        let outcome = moltc(folder.path(), &arguments);
        assert_eq!(outcome.status, 2);
        assert!(outcome.messages.contains(message), "{}", outcome.messages);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }
}

#[test]
fn wrong_usage_is_explained() {
    let outcome = |arguments: &[&str]| moltc(Path::new(""), arguments);
    assert_eq!(outcome(&["compile"]).messages, "moltc: --profile is missing\nTry `moltc --help`.\n");
    assert_eq!(outcome(&["interface", "--frob"]).messages, "moltc: unknown option --frob\nTry `moltc --help`.\n");
    assert_eq!(outcome(&["frob"]).status, 2);
    assert_eq!(outcome(&["compile", "--help"]).output, help::MOLTC);
    assert!(outcome(&["compile", "--profile", "fast"]).messages.contains("the profile is dev or release"));
}
