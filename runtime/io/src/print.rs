//! `print`.

use molt_object::{Borrowed, CoreType, Definition, Downcast, Owned, Result, Str, raise, type_of};
use molt_protocol::{convert, native_function};

use super::current::{flush, stream, write};

/// The builtin function.
pub(super) static DEFINITION: Definition = native_function!(
    "print($module, /, *args, sep=' ', end='\\n', file=None, flush=False)",
    "Prints the values to a stream, or to sys.stdout by default.\n\n  sep\n    string inserted between values, default a space.\n  end\n    string appended after the last value, default a newline.\n  file\n    a file-like object (stream); defaults to the current sys.stdout.\n  flush\n    whether to forcibly flush the stream.",
    fn(
        _module: Borrowed<'_>,
        *values,
        sep: Option<Borrowed<'_>>,
        end: Option<Borrowed<'_>>,
        file: Option<Borrowed<'_>>,
        flush: Option<bool>,
    ) {
        print(values, sep, end, file, flush.unwrap_or(false)).map(|()| Owned::none())
    }
);

/// `print(*values)`.
///
/// # Errors
/// What writing raises.
pub fn print_values(values: &[Borrowed<'_>]) -> Result<()> {
    print(values, None, None, None, false)
}

/// A str, or a default.
fn text(value: Option<Borrowed<'_>>, name: &str, default: &str) -> Result {
    match value.filter(|value| !value.is_none()) {
        None => Ok(Str::from_rust(default)),
        Some(value) if value.downcast::<Str>().is_some() => Ok(value.own()),
        Some(value) => {
            let found = type_of(value).name();
            Err(raise(CoreType::TypeError, format_args!("{name} must be None or a string, not {found}")))
        }
    }
}

fn print(
    values: &[Borrowed<'_>],
    separator: Option<Borrowed<'_>>,
    end: Option<Borrowed<'_>>,
    file: Option<Borrowed<'_>>,
    flushes: bool,
) -> Result<()> {
    let separator = text(separator, "sep", " ")?;
    let end = text(end, "end", "\n")?;
    let file = match file.filter(|file| !file.is_none()) {
        Some(file) => file.own(),
        None => match stream("stdout", "")? {
            Some(file) => file,
            None => return Ok(()),
        },
    };
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            write(&file, &separator)?;
        }
        let shown = convert::str(*value)?;
        write(&file, &shown)?;
    }
    write(&file, &end)?;
    if flushes { flush(&file) } else { Ok(()) }
}
