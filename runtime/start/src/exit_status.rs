//! What the end of the main module means for the exit status.

use molt_frame::traceback::report;
use molt_modules::system::hooks;
use molt_object::{CoreType, Owned, Result, exception, integer, memory, name, raised, type_of};
use molt_protocol::{attribute, call, convert};

/// Shows an uncaught exception and gives the exit status.
pub fn of(result: Result) -> i32 {
    match result {
        Ok(module) => {
            drop(module);
            0
        }
        Err(error) => of_exception(raised::take(error)),
    }
}

fn of_exception(error: Owned) -> i32 {
    if exception::is_instance(error.borrow(), CoreType::SystemExit) {
        return of_system_exit(&error);
    }
    // There is memory for the report again: whatever the program held has been let go of.
    if let Err(exhausted) = memory::check() {
        drop(raised::take(exhausted));
    }
    // What was printed comes before the traceback.
    if let Err(failed) = molt_io::flush_standard_streams() {
        drop(raised::take(failed));
    }
    show(&error);
    let is_interrupt = exception::is_instance(error.borrow(), CoreType::KeyboardInterrupt);
    if is_interrupt { 130 } else { 1 }
}

fn show(error: &Owned) {
    let Some(hook) = hooks::own_excepthook() else {
        molt_io::write_error(&report::format(error.borrow()));
        return;
    };
    let traceback = hooks::traceback_of(error.borrow());
    let class = type_of(error.borrow()).own();
    let result = call::call(hook.borrow(), &[class.borrow(), error.borrow(), traceback.borrow()]);
    if let Err(failed) = result {
        let failed = raised::take(failed);
        molt_io::write_error(&format!("Error in sys.excepthook:\n{}", report::format(failed.borrow())));
        molt_io::write_error(&format!("\nOriginal exception was:\n{}", report::format(error.borrow())));
    }
}

/// The status a `SystemExit` carries; a code that is no number is shown.
fn of_system_exit(error: &Owned) -> i32 {
    let code = match attribute::get(error.borrow(), name!(ExitCode).str()) {
        Ok(code) => code,
        Err(failed) => {
            drop(raised::take(failed));
            return 1;
        }
    };
    if code.borrow().is_none() {
        return 0;
    }
    if let Some(number) = integer::as_integer(code.borrow()) {
        // The system keeps the low byte; what does not fit is -1.
        return number.to_i64().map_or(255, |number| (number & 0xFF) as i32);
    }
    if let Err(failed) = molt_io::flush_standard_streams() {
        drop(raised::take(failed));
    }
    let shown = convert::str_text(code.borrow());
    match shown {
        Ok(text) => molt_io::write_error(&format!("{text}\n")),
        Err(failed) => drop(raised::take(failed)),
    }
    1
}
