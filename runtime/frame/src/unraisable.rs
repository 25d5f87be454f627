//! Exceptions that nobody can catch (from `__del__`, from closing a generator): they are printed.

use molt_object::{Downcast, Generator, Owned};
use molt_protocol::convert;

use crate::traceback::report;

/// The report of an exception that came from `place`: a generator being closed, or a `__del__` method.
pub fn format(error: &Owned, place: &Owned) -> String {
    let what = if place.borrow().downcast::<Generator>().is_some() {
        "while closing generator"
    } else {
        "while calling deallocator"
    };
    let description = report::safe_text(place.borrow(), "object", convert::repr);
    format!("Exception ignored {what} {description}:\n{}", report::format(error.borrow()))
}
