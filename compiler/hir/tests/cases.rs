//! Lowers every case under `compiler/filetests/cases/hir` and compares the textual form.
//!
//! A case is Python source, a line of dashes, `expected:`, and the HIR text or the rendered diagnostics. Run with
//! `UPDATE_EXPECT=1` to rewrite the expectations.

use std::fs;
use std::path::{Path, PathBuf};

use moltc_diagnostics::render;
use moltc_hir::lower;
use moltc_syntax::{on_deep_stack, parse};

const SEPARATOR: &str = "\n----------\nexpected:\n";

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../filetests/cases/hir");
    let mut cases: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("cannot list {}: {error}", folder.display()))
        .map(|entry| entry.expect("a readable folder entry").path())
        .collect();
    cases.sort();
    cases
}

/// The HIR of a module called `package.name`, or what is wrong with it.
fn outcome(name: &str, source: &str) -> String {
    let file_name = format!("{name}.py");
    match parse(&file_name, source.as_bytes()) {
        Ok(parsed) => match lower(&parsed, &format!("package.{name}"), false) {
            Ok(module) => module.to_string(),
            Err(diagnostics) => diagnostics.iter().map(|diagnostic| render(diagnostic, &parsed.file, false)).collect(),
        },
        Err(rejected) => {
            rejected.diagnostics.iter().map(|diagnostic| render(diagnostic, &rejected.file, false)).collect()
        }
    }
}

#[test]
fn every_case_lowers_to_its_expectation() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    let cases = cases();
    assert!(cases.len() >= 40, "only {} cases found", cases.len());
    for path in cases {
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
        let (source, expected) = match text.split_once(SEPARATOR) {
            Some((source, expected)) => (source.to_owned() + "\n", expected.to_owned()),
            None => (text.clone(), String::new()),
        };
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a case has a UTF-8 name").to_owned();
        let found = on_deep_stack(|| outcome(&name, &source)).expect("a stack");
        if found == expected {
            continue;
        }
        if update {
            let text = format!("{}{SEPARATOR}{found}", source.trim_end_matches('\n'));
            fs::write(&path, text).unwrap_or_else(|error| panic!("cannot write {}: {error}", path.display()));
        } else {
            wrong.push(format!("{name}: expected\n{expected}\nfound\n{found}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nrewrite with: UPDATE_EXPECT=1 cargo test -p moltc_hir --test cases",
        wrong.join("\n")
    );
}
