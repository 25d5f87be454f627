//! The `molt` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    moltc_driver::molt(std::env::args_os().skip(1).collect())
}
