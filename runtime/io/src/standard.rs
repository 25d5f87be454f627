//! `sys.stdin`, `sys.stdout` and `sys.stderr`.

use core::cell::Cell;
use std::rc::Rc;

use molt_host::StandardStream;
use molt_object::{Owned, Str, new_native};
use molt_support::host::host;

use super::locked_stream::Stream;
use super::stream::Abilities;
use super::text_file::{Newline, TextFile, TextOptions};

fn variable(name: &str) -> Option<Vec<u8>> {
    host().runtime_setting(name).filter(|value| !value.is_empty())
}

/// How errors are handled on the standard streams: as `PYTHONIOENCODING` or the locale says.
fn error_handler() -> String {
    let wanted = variable("PYTHONIOENCODING").and_then(|value| String::from_utf8(value).ok());
    if let Some((_, errors)) = wanted.as_deref().and_then(|value| value.split_once(':')) {
        return errors.to_owned();
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable);
    match locale.as_deref() {
        None | Some(b"C" | b"POSIX" | b"C.UTF-8" | b"C.utf8") => "surrogateescape".to_owned(),
        Some(_) => "strict".to_owned(),
    }
}

/// A standard stream; None when the program was started without it.
pub fn open(which: StandardStream) -> Option<Owned> {
    let handle = host().standard_stream(which)?;
    let is_terminal = handle.is_terminal();
    let (name, reads, mode, raw_mode) = match which {
        StandardStream::Input => ("<stdin>", true, "r", "rb"),
        StandardStream::Output => ("<stdout>", false, "w", "wb"),
        StandardStream::Error => ("<stderr>", false, "w", "wb"),
    };
    let abilities = Abilities { read: reads, write: !reads, buffered: true, closes: false };
    let stream = Stream::new(handle, abilities, Str::from_rust(name), raw_mode);
    let is_error = which == StandardStream::Error;
    let options = TextOptions {
        encoding: "utf-8".to_owned(),
        errors: if is_error { "backslashreplace".to_owned() } else { error_handler() },
        newline: if reads { Newline::Translated } else { Newline::LineFeed },
        line_buffering: Cell::new(is_error || is_terminal),
        write_through: Cell::new(false),
        mode: mode.to_owned(),
    };
    Some(new_native(TextFile::new(Rc::new(stream), options)))
}
