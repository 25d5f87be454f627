//! Tests of the worker protocol.

use super::*;
use crate::files::TemporaryFolder;

#[test]
fn requests_are_read_as_bazel_writes_them() {
    let text = r#"{"arguments":["--version"],"inputs":[{"path":"a","digest":"b"}],"requestId":3,"verbosity":0}"#;
    let response = answer(serde_json::from_str(text).unwrap());
    assert_eq!(response.exit_code, 0);
    let text = serde_json::to_string(&response).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(text, format!(r#"{{"exitCode":0,"output":"moltc {version}\n","requestId":3,"wasCancelled":false}}"#));
}

#[test]
fn paths_are_relative_to_the_sandbox() {
    let folder = TemporaryFolder::create().unwrap();
    std::fs::write(folder.path().join("a.py"), "x = (\n").unwrap();
    let arguments = ["interface", "--module", "a", "--source", "a.py", "--display-path", "a.py", "--output", "a.molti"];
    let response = answer(Request {
        arguments: arguments.map(str::to_owned).to_vec(),
        request_id: 1,
        cancel: false,
        sandbox_dir: folder.path().display().to_string(),
    });
    assert_eq!(response.exit_code, 1);
    assert!(response.output.contains("a.py:1:5"), "{}", response.output);
    assert!(!folder.path().join("a.molti").exists());
}
