//! The `moltc` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    moltc_driver::moltc(std::env::args_os().skip(1).collect())
}
