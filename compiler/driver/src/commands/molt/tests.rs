//! Tests of `molt` up to linking.

use std::fs;

use super::*;

fn molt(arguments: &[&str]) -> Outcome {
    run(arguments.iter().map(OsString::from).collect())
}

fn with_source(source: &[u8], check: impl FnOnce(&str)) {
    let folder = TemporaryFolder::create().unwrap();
    let path = folder.path().join("app.py");
    fs::write(&path, source).unwrap();
    check(path.to_str().unwrap());
}

#[test]
fn ir_lir_and_objects_can_be_had() {
    with_source(b"print(1)\n", |path| {
        assert!(molt(&["build", path, "--emit", "ir"]).output.contains("global_get \"print\""));
        let stopped = molt(&["build", path, "--stop-after", "forward_locals"]);
        assert!(stopped.output.contains(" ssa "), "{}", stopped.output);
        assert!(molt(&["build", path, "--emit", "lir"]).output.contains("molt_module.app"));
        let dumped = molt(&["build", path, "--emit", "lir", "--dump-after", "simplify"]);
        assert!(dumped.messages.starts_with("; after simplify\n"), "{}", dumped.messages);
        let object = format!("{path}.o");
        assert_eq!(molt(&["build", path, "--emit", "obj", "-o", &object]), Outcome::default());
        assert!(fs::read(object).unwrap().starts_with(b"\x7fELF"));
    });
}

#[test]
fn steps_are_timed_on_demand() {
    with_source(b"print(1)\n", |path| {
        let object = format!("{path}.o");
        let timed = molt(&["build", path, "--emit", "obj", "-o", &object, "--timings"]);
        let steps: Vec<&str> = timed.messages.lines().map(|line| line[..24].trim_end()).collect();
        assert!(steps.starts_with(&["front end", "build", "simplify"]), "{}", timed.messages);
        assert!(steps.ends_with(&["lower", "machine code", "object file"]), "{}", timed.messages);
        assert!(timed.messages.lines().all(|line| line.ends_with(" ms")), "{}", timed.messages);
        // The steps of a whole program are those of many modules at the same time.
        assert_eq!(molt(&["build", path, "-o", &object, "--timings"]).status, 2);
    });
}

#[test]
fn bad_programs_are_refused_with_status_1() {
    let bad: [(&[u8], &str); 5] = [
        (b"def f(:\n", "SyntaxError"),
        (b"x = '\xff'\n", "Non-UTF-8"),
        (b"x = 1\0\n", "null bytes"),
        (b"import no_such_module\n", "no module named"),
        (b"break\n", "outside loop"),
    ];
    for (source, message) in bad {
        with_source(source, |path| {
            let outcome = molt(&["check", path]);
            assert_eq!(outcome.status, 1);
            assert!(outcome.messages.contains(message), "{}", outcome.messages);
            assert!(outcome.messages.contains("app.py:1:"), "{}", outcome.messages);
        });
    }
    with_source(b"", |path| assert_eq!(molt(&["check", path]), Outcome::default()));
}

#[test]
fn errors_can_be_had_as_json() {
    with_source(b"x = (\n", |path| {
        let outcome = molt(&["check", "--json", path]);
        let report: serde_json::Value = serde_json::from_str(&outcome.messages).unwrap();
        assert_eq!((outcome.status, &report["line"]), (1, &serde_json::json!(1)));
    });
    let outcome = molt(&["check", "--json", "/no/such/file.py"]);
    let report: serde_json::Value = serde_json::from_str(&outcome.messages).unwrap();
    assert_eq!((outcome.status, &report["category"]), (2, &serde_json::json!("environment")));
}

#[test]
fn trouble_with_files_has_status_2() {
    let folder = TemporaryFolder::create().unwrap();
    let directory = folder.path().to_str().unwrap();
    let outcome = molt(&["check", directory]);
    assert_eq!(outcome.status, 2);
    assert!(outcome.messages.contains("it is a directory"), "{}", outcome.messages);
    with_source(b"", |path| {
        let outcome = molt(&["build", path, "-o", directory, "--runtime", path]);
        assert_eq!(outcome.status, 2);
        assert!(outcome.messages.contains("cannot write"), "{}", outcome.messages);
    });
}

#[test]
fn every_command_has_help() {
    for (command, text) in [("build", help::BUILD), ("run", help::RUN), ("check", help::CHECK)] {
        assert_eq!(molt(&[command, "--help"]).output, text);
    }
    assert_eq!(molt(&["--help"]).output, help::MOLT);
    assert!(molt(&["--version"]).output.starts_with("molt "));
    assert_eq!(molt(&["build", "a.py", "--emit", "wasm"]).status, 2);
    assert!(molt(&["build", "a.py", "--stop-after", "x"]).messages.contains("the passes are simplify"));
}
