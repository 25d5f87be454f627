//! Finds the cases, runs them, compares or rewrites.

use std::path::{Path, PathBuf};

use crate::case::Case;
use crate::command::run_command;
use crate::difference::difference;

/// Folders whose cases another crate's tests run, in a format of their own: HIR cases hold Python source (`moltc_hir`).
const ELSEWHERE: &[&str] = &["hir/"];

/// How to run.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where the cases are.
    pub directory: PathBuf,
    /// Only cases whose path contains this.
    pub filter: String,
    /// Rewrite expectations instead of comparing.
    pub update: bool,
}

/// What came out.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Cases that did as expected.
    pub passed: usize,
    /// Cases whose expectation was rewritten.
    pub updated: usize,
    /// For each failed case its message.
    pub failures: Vec<String>,
}

/// Runs all cases, in order of their paths.
pub fn run_cases(settings: &Settings) -> std::io::Result<Report> {
    let mut report = Report::default();
    for path in case_paths(&settings.directory)? {
        let name = path.strip_prefix(&settings.directory).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if !name.contains(&settings.filter) || ELSEWHERE.iter().any(|folder| name.starts_with(folder)) {
            continue;
        }
        let text = std::fs::read_to_string(&path)?;
        let case = match Case::parse(&text) {
            Ok(case) => case,
            Err(error) => {
                report.failures.push(format!("{name}: {}", error.0));
                continue;
            }
        };
        let found = run_command(&case.command, &case.input);
        if found == case.expected {
            report.passed += 1;
        } else if settings.update {
            std::fs::write(&path, case.with_expected(&found))?;
            report.updated += 1;
        } else {
            report.failures.push(format!(
                "{name}:\n{}run it alone: MOLT_FILETESTS={name} cargo test -p moltc_filetests --test cases\n\
                 rewrite it: the same with UPDATE_EXPECT=1\n",
                difference(&case.expected, &found)
            ));
        }
    }
    Ok(report)
}

fn case_paths(directory: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            paths.extend(case_paths(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
