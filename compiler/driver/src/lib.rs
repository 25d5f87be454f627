//! The `molt` and `moltc` commands: input, output and linking.
//!
//! `moltc` is what build rules call: one module or one link at a time, told everything by its arguments. `molt` is for
//! people: it finds the modules of a program by itself. Everything that touches the file system, the environment or other
//! processes is in this crate; the other compiler crates are pure.
//!
//! Terms:
//! - *display path*: how a source file is called in messages and tracebacks; never made absolute;
//! - *outcome*: the exit status of a command and what it says.
//!
//! Exit status: 0 success; 1 the program is refused; 2 wrong usage, or trouble with files, tools or the machine;
//! 70 a bug in the compiler.

#![deny(unsafe_code)]

mod arguments;
mod carried;
mod commands;
mod failure;
mod files;
mod help;
mod imports;
mod input_files;
mod internal_error;
mod linking;
mod module_table;
mod parallel;
mod pipeline;
mod program;
mod signals;
mod timings;
mod toolchain;
mod worker;

use std::ffi::OsString;
use std::process::ExitCode;

use failure::Outcome;

/// The code generator makes and drops a great many small vectors for each function: a quarter of the time of a large module is
/// saved by an allocator that keeps threads apart.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The `molt` command.
#[must_use]
pub fn molt(arguments: Vec<OsString>) -> ExitCode {
    run("molt", move || commands::molt::run(arguments))
}

/// The `moltc` command.
#[must_use]
pub fn moltc(arguments: Vec<OsString>) -> ExitCode {
    run("moltc", move || {
        if arguments.iter().any(|argument| argument == "--persistent_worker") {
            worker::serve()
        } else {
            commands::moltc::run(arguments, &files::Base::of_user())
        }
    })
}

/// Says why nothing can be done when there is no room for a stack.
fn without_stack(error: &std::io::Error) -> String {
    let gigabytes = moltc_syntax::DEEP_STACK >> 30;
    format!(
        "cannot start a thread with {gigabytes} GB of address space for its stack (`ulimit -v` may limit it): {error}"
    )
}

/// Runs a command on a thread with a stack for the deepest programs, and says what came out.
fn run(command: &'static str, work: impl FnOnce() -> Outcome + Send) -> ExitCode {
    internal_error::install(command);
    signals::survive_file_size_limit();
    let outcome = moltc_syntax::on_deep_stack(work).unwrap_or_else(|error| Outcome {
        status: 2,
        messages: format!("{command}: {}\n", without_stack(&error)),
        ..Outcome::default()
    });
    outcome.print();
    ExitCode::from(outcome.status)
}
