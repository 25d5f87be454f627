//! `print`.

use molt_object::function::Arity;
use molt_object::{Arguments, Borrowed, CoreType, Definition, Downcast, Owned, Result, Str, raise, type_of};
use molt_protocol::convert;

use super::current::{flush, stream, write};

/// The builtin function.
pub(super) static DEFINITION: Definition = Definition {
    name: "print",
    documentation: "Prints the values to a stream, or to sys.stdout by default.\n\n  sep\n    string inserted between values, default a space.\n  end\n    string appended after the last value, default a newline.\n  file\n    a file-like object (stream); defaults to the current sys.stdout.\n  flush\n    whether to forcibly flush the stream.",
    arity: Arity::Any,
    function: |_, arguments| print(arguments),
};

/// A str argument; None for the default.
fn text<'a>(value: Borrowed<'a>, name: &str) -> Result<Option<Borrowed<'a>>> {
    if value.is_none() {
        return Ok(None);
    }
    if value.downcast::<Str>().is_some() {
        return Ok(Some(value));
    }
    let found = type_of(value).name();
    Err(raise(CoreType::TypeError, format_args!("{name} must be None or a string, not {found}")))
}

/// `print(...)`.
///
/// # Errors
/// TypeError for other keywords or types; what writing raises.
pub fn print(arguments: Arguments<'_>) -> Result {
    let (mut separator, mut end, mut file, mut flushes) = (None, None, None, false);
    for (name, value) in arguments.keywords() {
        match name.as_ascii() {
            Some("sep") => separator = Some(value),
            Some("end") => end = Some(value),
            Some("file") => file = (!value.is_none()).then(|| value.own()),
            Some("flush") => flushes = convert::truth(value)?,
            _ => {
                let name = name.to_rust();
                return Err(raise(
                    CoreType::TypeError,
                    format_args!("print() got an unexpected keyword argument '{name}'"),
                ));
            }
        }
    }
    let separator = separator.map_or(Ok(None), |value| text(value, "sep"))?;
    let end = end.map_or(Ok(None), |value| text(value, "end"))?;
    let file = match file {
        Some(file) => file,
        None => match stream("stdout", "")? {
            Some(file) => file,
            None => return Ok(Owned::none()),
        },
    };
    let space = Str::from_rust(" ");
    let newline = Str::from_rust("\n");
    let separator = separator.map_or(space, Borrowed::own);
    for (index, value) in arguments.positional().iter().enumerate() {
        if index > 0 {
            write(&file, &separator)?;
        }
        let shown = convert::str(*value)?;
        write(&file, &shown)?;
    }
    write(&file, &end.map_or(newline, Borrowed::own))?;
    if flushes {
        flush(&file)?;
    }
    Ok(Owned::none())
}
