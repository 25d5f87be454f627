//! `input`.

use molt_object::{Borrowed, CoreType, Definition, Downcast, Owned, Result, Str, name, raise, raised, type_of};
use molt_protocol::{call, convert, native_function};

use super::current::{flush, stream, write};

/// The builtin function.
pub static DEFINITION: Definition = native_function!(
    "input($module, prompt='', /)",
    "Read a string from standard input.  The trailing newline is stripped.\n\nThe prompt string, if given, is printed to standard output without a\ntrailing newline before reading input.\n\nIf the user hits EOF (*nix: Ctrl-D, Windows: Ctrl-Z+Return), raise\nEOFError.\nOn *nix systems, readline is used if available.",
    fn(_module: Borrowed<'_>, prompt: Option<Borrowed<'_>>) { input(prompt) }
);

fn input(prompt: Option<Borrowed<'_>>) -> Result {
    let lost = |name: &str| raise(CoreType::RuntimeError, format_args!("input(): lost sys.{name}"));
    let Some(source) = stream("stdin", "input(): ")? else { return Err(lost("stdin")) };
    let Some(output) = stream("stdout", "input(): ")? else { return Err(lost("stdout")) };
    let Some(errors) = stream("stderr", "input(): ")? else { return Err(lost("stderr")) };
    if let Err(error) = flush(&errors) {
        drop(raised::take(error));
    }
    if let Some(prompt) = prompt {
        write(&output, &convert::str(prompt)?)?;
    }
    if let Err(error) = flush(&output) {
        drop(raised::take(error));
    }
    let line: Owned = match crate::TextFile::of(source.borrow()) {
        Some(file) => file.read_line(None)?,
        None => call::call_method(source.borrow(), name!(ReadLine).str(), &[])?,
    };
    let Some(text) = line.borrow().downcast::<Str>() else {
        let found = type_of(line.borrow()).name();
        return Err(raise(CoreType::TypeError, format_args!("object.readline() returned non-string, not {found}")));
    };
    if text.is_empty() {
        return Err(raise(CoreType::EOFError, "EOF when reading a line"));
    }
    let length = text.len();
    if text.get(length - 1) == Some(u32::from('\n')) { text.slice(0, length - 1) } else { Ok(line) }
}
