//! Panics: bugs in the compiler.

use std::io::Write;

/// Exit status of a compiler bug (`EX_SOFTWARE`).
pub(crate) const STATUS: i32 = 70;

/// Makes a panic say that it is a bug in Molt, and end the process.
pub(crate) fn install(command: &'static str) {
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic
            .location()
            .map_or_else(String::new, |location| format!(" at {}:{}", location.file(), location.line()));
        let message = panic
            .payload()
            .downcast_ref::<&str>()
            .copied()
            .or_else(|| panic.payload().downcast_ref::<String>().map(String::as_str))
            .unwrap_or("unknown");
        let report = format!(
            "{command}: internal compiler error{place}: {message}\n\
             This is a bug in Molt {}, not in your program. Please report it with the source that shows it;\n\
             `molt build FILE.py --emit ir` shows how far it gets.\n",
            env!("CARGO_PKG_VERSION"),
        );
        // Nothing is left to do about a standard error stream that cannot be written.
        let _ = std::io::stderr().write_all(report.as_bytes());
        std::process::exit(STATUS);
    }));
}
