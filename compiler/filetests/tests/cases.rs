//! Runs every case under `cases/`; see the crate's documentation for the environment variables.

use std::path::PathBuf;
use std::process::ExitCode;

use moltc_filetests::{Settings, run_cases};

fn main() -> ExitCode {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let directory = match (variable("MOLT_FILETESTS_DIRECTORY"), variable("CARGO_MANIFEST_DIR")) {
        (Some(directory), _) => PathBuf::from(directory),
        (None, Some(package)) => PathBuf::from(package).join("cases"),
        (None, None) => PathBuf::from("compiler/filetests/cases"),
    };
    let settings = Settings {
        directory,
        filter: variable("MOLT_FILETESTS").unwrap_or_default(),
        update: variable("UPDATE_EXPECT").is_some(),
    };
    let report = match run_cases(&settings) {
        Ok(report) => report,
        Err(error) => {
            eprintln!("{}: {error}", settings.directory.display());
            return ExitCode::FAILURE;
        }
    };
    for failure in &report.failures {
        eprintln!("FAILED {failure}");
    }
    let ran = report.passed + report.updated + report.failures.len();
    println!("{} passed, {} updated, {} failed", report.passed, report.updated, report.failures.len());
    if ran == 0 {
        eprintln!("no case matches `{}` under {}", settings.filter, settings.directory.display());
    }
    if ran > 0 && report.failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
