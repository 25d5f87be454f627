//! `open`.

use core::cell::Cell;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;
use std::rc::Rc;

use molt_host::{Access, OpenOptions, StandardStream};
use molt_object::function::Arity;
use molt_object::{
    Arguments, Borrowed, Bytes, CoreType, Definition, Downcast, Owned, Result, Str, name, new_native, raise, type_of,
};
use molt_protocol::parameters::Parameters;
use molt_protocol::{attribute, convert};
use molt_support::host::host;

use super::errors::raise_host;
use super::locked_stream::Stream;
use super::stream::Abilities;
use super::text_file::{Newline, TextFile, TextOptions};
use super::{binary, encoding};

static PARAMETERS: Parameters = Parameters {
    name: "open",
    names: &["file", "mode", "buffering", "encoding", "errors", "newline", "closefd", "opener"],
    positional_only: 0,
    required: 1,
    keyword_only_from: 8,
};

/// The builtin function.
pub static DEFINITION: Definition = Definition {
    name: "open",
    documentation: "Open file and return a stream.  Raise OSError upon failure.",
    arity: Arity::Any,
    function: |_, arguments| open(arguments),
};

/// A parsed mode.
struct Mode {
    action: char,
    updating: bool,
    binary: bool,
}

impl Mode {
    fn parse(text: &str) -> Result<Mode> {
        let invalid = || raise(CoreType::ValueError, format_args!("invalid mode: '{text}'"));
        let mut seen = Vec::new();
        for character in text.chars() {
            if !"axrwb+t".contains(character) || seen.contains(&character) {
                return Err(invalid());
            }
            seen.push(character);
        }
        let has = |character: char| seen.contains(&character);
        if has('t') && has('b') {
            return Err(raise(CoreType::ValueError, "can't have text and binary mode at once"));
        }
        let actions: Vec<char> = seen.iter().copied().filter(|character| "axrw".contains(*character)).collect();
        match actions[..] {
            [action] => Ok(Mode { action, updating: has('+'), binary: has('b') }),
            [] => Err(raise(
                CoreType::ValueError,
                "Must have exactly one of create/read/write/append mode and at most one plus",
            )),
            _ => Err(raise(CoreType::ValueError, "must have exactly one of create/read/write/append mode")),
        }
    }
    fn abilities(&self, buffered: bool, closes: bool) -> Abilities {
        Abilities {
            read: self.action == 'r' || self.updating,
            write: self.action != 'r' || self.updating,
            buffered,
            closes,
        }
    }
    fn options(&self) -> OpenOptions {
        let access = match (self.action, self.updating) {
            (_, true) => Access::ReadWrite,
            ('r', false) => Access::Read,
            _ => Access::Write,
        };
        OpenOptions {
            access,
            create: self.action != 'r',
            create_new: self.action == 'x',
            truncate: self.action == 'w',
            append: self.action == 'a',
        }
    }
    /// `mode` of the raw file.
    const fn raw(&self) -> &'static str {
        match (self.action, self.updating) {
            ('x', false) => "xb",
            ('x', true) => "xb+",
            ('a', false) => "ab",
            ('a', true) => "ab+",
            ('r', false) => "rb",
            (_, true) => "rb+",
            _ => "wb",
        }
    }
}

/// The str or bytes that a path-like object stands for.
fn file_system_path(value: Borrowed<'_>) -> Result {
    if value.downcast::<Str>().is_some() || value.downcast::<Bytes>().is_some() {
        return Ok(value.own());
    }
    let method = attribute::type_lookup(&type_of(value), name!(FsPath).str());
    if let Some(method) = method {
        let path = attribute::call_unbound(method, value, &type_of(value), &[])?;
        if path.borrow().downcast::<Str>().is_some() || path.borrow().downcast::<Bytes>().is_some() {
            return Ok(path);
        }
        let (class, found) = (type_of(value).name(), type_of(path.borrow()).name());
        return Err(raise(
            CoreType::TypeError,
            format_args!("expected {class}.__fspath__() to return str or bytes, not {found}"),
        ));
    }
    let found = type_of(value).name();
    Err(raise(CoreType::TypeError, format_args!("expected str, bytes or os.PathLike object, not {found}")))
}

fn path_bytes(path: &Owned) -> Result<PathBuf> {
    let bytes = match (path.borrow().downcast::<Str>(), path.borrow().downcast::<Bytes>()) {
        (Some(text), _) => encoding::encode(text, "utf-8", "surrogateescape")?,
        (None, Some(bytes)) => bytes.as_slice().to_vec(),
        (None, None) => unreachable!("paths are str or bytes"),
    };
    if bytes.contains(&0) {
        return Err(raise(CoreType::ValueError, "embedded null byte"));
    }
    Ok(PathBuf::from(OsString::from_vec(bytes)))
}

fn open_stream(file: Borrowed<'_>, mode: &Mode, buffered: bool, closes: bool) -> Result<Stream> {
    let number = file.value().as_small_int().or(file.value().as_bool().map(i64::from));
    if let Some(number) = number {
        if number < 0 {
            return Err(raise(CoreType::ValueError, "negative file descriptor"));
        }
        let standard = match number {
            0 => Some(StandardStream::Input),
            1 => Some(StandardStream::Output),
            2 => Some(StandardStream::Error),
            _ => None,
        };
        const BAD_DESCRIPTOR: i32 = 9;
        let Some(handle) = standard.and_then(|stream| host().standard_stream(stream)) else {
            return Err(raise_host(molt_host::HostError::System(BAD_DESCRIPTOR), None));
        };
        return Ok(Stream::new(handle, mode.abilities(buffered, closes), file.own(), mode.raw()));
    }
    if !closes {
        return Err(raise(CoreType::ValueError, "Cannot use closefd=False with file name"));
    }
    let path = file_system_path(file)?;
    let native = path_bytes(&path)?;
    match host().open(&native, mode.options()) {
        Ok(handle) => {
            let stream = Stream::new(handle, mode.abilities(buffered, closes), file.own(), mode.raw());
            if mode.action == 'a' {
                // As in CPython, where `tell` of a fresh appending file gives its end.
                if stream.is_seekable()? {
                    stream.seek(0, molt_host::SeekBase::End)?;
                }
            }
            Ok(stream)
        }
        Err(error) => Err(raise_host(error, Some(path.borrow()))),
    }
}

fn text_argument(value: Option<Borrowed<'_>>, name: &str) -> Result<Option<String>> {
    let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(None) };
    match value.downcast::<Str>() {
        Some(text) => Ok(Some(text.to_rust())),
        None => {
            let found = type_of(value).name();
            Err(raise(CoreType::TypeError, format_args!("open() argument '{name}' must be str or None, not {found}")))
        }
    }
}

fn open(arguments: Arguments<'_>) -> Result {
    let bound = PARAMETERS.bind(&arguments)?;
    let [file, mode, buffering, encoding_name, errors, newline, closes, opener] = bound[..] else {
        unreachable!("as many as there are names")
    };
    let Some(file) = file else { unreachable!("a required argument") };
    let mode_text = match mode {
        None => "r".to_owned(),
        Some(mode) => match mode.downcast::<Str>() {
            Some(mode) => mode.to_rust(),
            None => {
                let found = type_of(mode).name();
                return Err(raise(
                    CoreType::TypeError,
                    format_args!("open() argument 'mode' must be str, not {found}"),
                ));
            }
        },
    };
    let buffering = buffering.map_or(Ok(-1), convert::index_isize)?;
    let encoding_name = text_argument(encoding_name, "encoding")?;
    let errors = text_argument(errors, "errors")?;
    let newline = text_argument(newline, "newline")?;
    let closes = closes.map_or(Ok(true), convert::truth)?;
    if opener.is_some_and(|opener| !opener.is_none()) {
        return Err(raise(CoreType::NotImplementedError, "open(opener=...) is not supported by Molt"));
    }
    let mode = Mode::parse(&mode_text)?;
    if mode.binary {
        let refused = |given: bool, what: &str| {
            if given {
                Err(raise(CoreType::ValueError, format_args!("binary mode doesn't take {what} argument")))
            } else {
                Ok(())
            }
        };
        refused(encoding_name.is_some(), "an encoding")?;
        refused(errors.is_some(), "an errors")?;
        refused(newline.is_some(), "a newline")?;
        return Ok(binary::new_file(Rc::new(open_stream(file, &mode, buffering != 0, closes)?)));
    }
    let newline = match newline.as_deref() {
        None => Newline::Translated,
        Some("") => Newline::Universal,
        Some("\n") => Newline::LineFeed,
        Some("\r") => Newline::CarriageReturn,
        Some("\r\n") => Newline::Both,
        Some(other) => return Err(raise(CoreType::ValueError, format_args!("illegal newline value: {other}"))),
    };
    if buffering == 0 {
        return Err(raise(CoreType::ValueError, "can't have unbuffered text I/O"));
    }
    let stream = open_stream(file, &mode, true, closes)?;
    let encoding_name = match encoding_name.as_deref() {
        None | Some("locale") => "UTF-8".to_owned(),
        Some(name) => {
            encoding::check(name)?;
            name.to_owned()
        }
    };
    let line_buffering = buffering == 1 || buffering < 0 && stream.is_terminal()?;
    let options = TextOptions {
        encoding: encoding_name,
        errors: errors.unwrap_or_else(|| "strict".to_owned()),
        newline,
        line_buffering: Cell::new(line_buffering),
        write_through: Cell::new(false),
        mode: mode_text,
    };
    Ok(new_native(TextFile::new(Rc::new(stream), options)))
}
