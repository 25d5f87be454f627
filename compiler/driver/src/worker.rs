//! Bazel's JSON persistent worker protocol, several requests at a time (multiplex).
//!
//! Each line on standard input is a request; each answer is a line on standard output. Relative paths of a request are
//! relative to its sandbox folder, if it has one.

use std::ffi::OsString;
use std::io::{BufRead, Write};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use crate::commands::moltc;
use crate::failure::Outcome;
use crate::files::Base;

/// What Bazel asks for. Fields it sends that do not matter here are skipped.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Request {
    arguments: Vec<String>,
    request_id: i64,
    cancel: bool,
    sandbox_dir: String,
}

/// The answer.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Response {
    exit_code: i32,
    output: String,
    request_id: i64,
    was_cancelled: bool,
}

/// Serves requests until standard input ends.
pub(crate) fn serve() -> Outcome {
    let output = Mutex::new(std::io::stdout());
    std::thread::scope(|scope| {
        for line in std::io::stdin().lock().lines() {
            let Ok(line) = line else { break };
            if line.trim().is_empty() {
                continue;
            }
            let request: Request = match serde_json::from_str(&line) {
                Ok(request) => request,
                Err(error) => {
                    return Outcome {
                        status: 2,
                        messages: format!("moltc: not a work request: {error}\n"),
                        ..Outcome::default()
                    };
                }
            };
            // A request under way cannot be stopped; it is short, and its answer says that it was not cancelled.
            if request.cancel {
                continue;
            }
            let output = &output;
            scope.spawn(move || {
                let request_id = request.request_id;
                let response = moltc_syntax::on_deep_stack(|| answer(request)).unwrap_or_else(|error| Response {
                    exit_code: 2,
                    output: format!("moltc: {}\n", crate::without_stack(&error)),
                    request_id,
                    was_cancelled: false,
                });
                let Ok(mut text) = serde_json::to_string(&response) else { return };
                text.push('\n');
                if let Ok(mut output) = output.lock() {
                    // When Bazel is gone, nobody waits for the answer.
                    let _ = output.write_all(text.as_bytes()).and_then(|()| output.flush());
                }
            });
        }
        Outcome::default()
    })
}

fn answer(request: Request) -> Response {
    let base = Base::folder(request.sandbox_dir);
    let arguments = request.arguments.into_iter().map(OsString::from).collect();
    let outcome = moltc::run(arguments, &base);
    Response {
        exit_code: i32::from(outcome.status),
        output: outcome.output + &outcome.messages,
        request_id: request.request_id,
        was_cancelled: false,
    }
}

#[cfg(test)]
mod tests;
