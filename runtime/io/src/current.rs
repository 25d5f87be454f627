//! The streams that `sys` names at the moment, which programs may replace.

use molt_kernel::modules::system;
use molt_object::raised::{self, Raised};
use molt_object::{CoreType, Downcast, Owned, Result, Str, name, raise};
use molt_protocol::{attribute, call};

use crate::TextFile;

/// `sys.stdout` or another stream; RuntimeError when it was deleted, None when there is none.
pub(crate) fn stream(name: &str, context: &str) -> Result<Option<Owned>> {
    match system::value(name) {
        None => Err(raise(CoreType::RuntimeError, format_args!("{context}lost sys.{name}"))),
        Some(stream) if stream.borrow().is_none() => Ok(None),
        Some(stream) => Ok(Some(stream)),
    }
}

/// Writes text to a file object.
pub(crate) fn write(file: &Owned, text: &Owned) -> Result<()> {
    if let (Some(file), Some(text)) = (TextFile::of(file.borrow()), text.borrow().downcast::<Str>()) {
        return file.write(text).map(drop);
    }
    let method = attribute::get(file.borrow(), name!(Write).str())?;
    call::call(method.borrow(), &[text.borrow()]).map(drop)
}

/// Flushes a file object.
pub(crate) fn flush(file: &Owned) -> Result<()> {
    if let Some(file) = TextFile::of(file.borrow()) {
        return file.flush();
    }
    let method = attribute::get(file.borrow(), name!(Flush).str())?;
    call::call(method.borrow(), &[]).map(drop)
}

/// Writes text to `sys.stderr` as far as that works; for reports that cannot fail.
pub fn write_error(text: &str) {
    let Some(stream) = system::value("stderr").filter(|stream| !stream.borrow().is_none()) else { return };
    let text = Str::from_rust(text);
    let result = write(&stream, &text).and_then(|()| flush(&stream));
    if let Err(raised) = result {
        drop(raised::take(raised));
    }
}

fn is_closed(stream: &Owned) -> bool {
    TextFile::of(stream.borrow()).is_some_and(|file| file.stream.is_closed())
}

/// Flushes `sys.stdout` and `sys.stderr` at exit. An error of the former is the result.
pub fn flush_standard_streams() -> core::result::Result<(), Raised> {
    let open = |name: &str| system::value(name).filter(|stream| !stream.borrow().is_none() && !is_closed(stream));
    let mut result = Ok(());
    if let Some(output) = open("stdout") {
        result = flush(&output);
        if result.is_err()
            && let Some(file) = TextFile::of(output.borrow())
        {
            file.discard_output();
        }
    }
    if let Some(error) = open("stderr") {
        let failed = result.err().map(raised::take);
        if let Err(raised) = flush(&error) {
            drop(raised::take(raised));
        }
        result = match failed {
            Some(failed) => Err(raised::restore(failed)),
            None => Ok(()),
        };
    }
    result
}
