//! Exceptions that nobody can catch (from `__del__`, from closing a generator): they are printed.

use std::sync::OnceLock;

use molt_object::raised::{self, Raised};

type Writer = fn(&str);

static WRITER: OnceLock<Writer> = OnceLock::new();

/// Sets what writes reports to `sys.stderr`; to be called once, at start-up.
pub fn set_writer(writer: Writer) {
    let fresh = WRITER.set(writer).is_ok();
    assert!(fresh, "the writer is set already");
}

/// Prints the introduction and the pending exception, which is taken.
pub fn report(introduction: &str, raised: Raised) {
    let exception = raised::take(raised);
    if let Some(writer) = WRITER.get() {
        let text = crate::traceback::report::format(exception.borrow());
        writer(&format!("{introduction}\n{text}"));
    }
}
