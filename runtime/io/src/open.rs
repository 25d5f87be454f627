//! `open`.

use core::cell::Cell;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;
use std::rc::Rc;

use molt_host::{Access, OpenOptions, StandardStream};
use molt_object::{
    Borrowed, Bytes, CoreType, Definition, Downcast, Owned, Result, Str, name, new_native, raise, type_of,
};
use molt_protocol::native_function::OrNone;
use molt_protocol::{attribute, native_function};
use molt_support::host::host;

use super::errors::raise_host;
use super::locked_stream::Stream;
use super::stream::Abilities;
use super::text_file::{Newline, TextFile, TextOptions};
use super::{binary, encoding};

/// The builtin function.
pub static DEFINITION: Definition = native_function!(
    "open($module, /, file, mode='r', buffering=-1, encoding=None,\n     errors=None, newline=None, closefd=True, opener=None)",
    "Open file and return a stream.  Raise OSError upon failure.\n\n\
    file is either a text or byte string giving the name (and the path\n\
    if the file isn't in the current working directory) of the file to\n\
    be opened or an integer file descriptor of the file to be\n\
    wrapped.  (If a file descriptor is given, it is closed when the\n\
    returned I/O object is closed, unless closefd is set to False.)\n\n\
    mode is an optional string that specifies the mode in which the file\n\
    is opened.  It defaults to 'r' which means open for reading in text\n\
    mode.  Other common values are 'w' for writing (truncating the file if\n\
    it already exists), 'x' for creating and writing to a new file, and\n\
    'a' for appending (which on some Unix systems, means that all writes\n\
    append to the end of the file regardless of the current seek position).\n\
    In text mode, if encoding is not specified the encoding used is platform\n\
    dependent: locale.getencoding() is called to get the current locale\n\
    encoding.  (For reading and writing raw bytes use binary mode and leave\n\
    encoding unspecified.)  The available modes are:\n\n\
    ========= ==========================================================\n\
    Character Meaning\n\
    --------- ----------------------------------------------------------\n\
    'r'       open for reading (default)\n\
    'w'       open for writing, truncating the file first\n\
    'x'       create a new file and open it for writing\n\
    'a'       open for writing, appending to the end of the file if it\n\
    \x20         exists\n\
    'b'       binary mode\n\
    't'       text mode (default)\n\
    '+'       open a disk file for updating (reading and writing)\n\
    ========= ==========================================================\n\n\
    The default mode is 'rt' (open for reading text).  For binary random\n\
    access, the mode 'w+b' opens and truncates the file to 0 bytes, while\n\
    'r+b' opens the file without truncation.  The 'x' mode implies 'w' and\n\
    raises an `FileExistsError` if the file already exists.\n\n\
    Python distinguishes between files opened in binary and text modes,\n\
    even when the underlying operating system doesn't.  Files opened in\n\
    binary mode (appending 'b' to the mode argument) return contents as\n\
    bytes objects without any decoding.  In text mode (the default, or when\n\
    't' is appended to the mode argument), the contents of the file are\n\
    returned as strings, the bytes having been first decoded using a\n\
    platform-dependent encoding or using the specified encoding if given.\n\n\
    buffering is an optional integer used to set the buffering policy.\n\
    Pass 0 to switch buffering off (only allowed in binary mode), 1 to\n\
    select line buffering (only usable in text mode), and an integer > 1 to\n\
    indicate the size of a fixed-size chunk buffer.   When no buffering\n\
    argument is given, the default buffering policy works as follows:\n\n\
    * Binary files are buffered in fixed-size chunks; the size of the buffer\n\
    \x20 is max(min(blocksize, 8 MiB), DEFAULT_BUFFER_SIZE) when the device\n\
    \x20 block size is available.\n\
    \x20 On most systems, the buffer will typically be 128 kilobytes long.\n\n\
    * \"Interactive\" text files (files for which isatty() returns True)\n\
    \x20 use line buffering.  Other text files use the policy described above\n\
    \x20 for binary files.\n\n\
    encoding is the name of the encoding used to decode or encode the\n\
    file.  This should only be used in text mode.  The default encoding is\n\
    platform dependent, but any encoding supported by Python can be\n\
    passed.  See the codecs module for the list of supported encodings.\n\n\
    errors is an optional string that specifies how encoding errors are to\n\
    be handled---this argument should not be used in binary mode.  Pass\n\
    'strict' to raise a ValueError exception if there is an encoding error\n\
    (the default of None has the same effect), or pass 'ignore' to ignore\n\
    errors.  (Note that ignoring encoding errors can lead to data loss.)\n\
    See the documentation for codecs.register or run 'help(codecs.Codec)'\n\
    for a list of the permitted encoding error strings.\n\n\
    newline controls how universal newlines works (it only applies to text\n\
    mode).  It can be None, '', '\\n', '\\r', and '\\r\\n'.  It works as\n\
    follows:\n\n\
    * On input, if newline is None, universal newlines mode is enabled.\n\
    \x20 Lines in the input can end in '\\n', '\\r', or '\\r\\n', and these are\n\
    \x20 translated into '\\n' before being returned to the caller.  If it is\n\
    \x20 '', universal newline mode is enabled, but line endings are returned\n\
    \x20 to the caller untranslated.  If it has any of the other legal values,\n\
    \x20 input lines are only terminated by the given string, and the line\n\
    \x20 ending is returned to the caller untranslated.\n\n\
    * On output, if newline is None, any '\\n' characters written are\n\
    \x20 translated to the system default line separator, os.linesep.  If\n\
    \x20 newline is '' or '\\n', no translation takes place.  If newline is any\n\
    \x20 of the other legal values, any '\\n' characters written are translated\n\
    \x20 to the given string.\n\n\
    If closefd is False, the underlying file descriptor will be kept open\n\
    when the file is closed.  This does not work when a file name is given\n\
    and must be True in that case.\n\n\
    A custom opener can be used by passing a callable as *opener*.  The\n\
    underlying file descriptor for the file object is then obtained by\n\
    calling *opener* with (*file*, *flags*).  *opener* must return an open\n\
    file descriptor (passing os.open as *opener* results in functionality\n\
    similar to passing None).\n\n\
    open() returns a file object whose type depends on the mode, and\n\
    through which the standard file operations such as reading and writing\n\
    are performed.  When open() is used to open a file in a text mode ('w',\n\
    'r', 'wt', 'rt', etc.), it returns a TextIOWrapper.  When used to open\n\
    a file in a binary mode, the returned class varies: in read binary\n\
    mode, it returns a BufferedReader; in write binary and append binary\n\
    modes, it returns a BufferedWriter, and in read/write mode, it returns\n\
    a BufferedRandom.\n\n\
    It is also possible to use a string or bytearray as a file for both\n\
    reading and writing.  For strings StringIO can be used like a file\n\
    opened in a text mode, and for bytes a BytesIO can be used like a file\n\
    opened in a binary mode.",
    fn(
        _module: Borrowed<'_>,
        file: Borrowed<'_>,
        mode: Option<&Str>,
        buffering: Option<i32>,
        encoding: OrNone<&Str>,
        errors: OrNone<&Str>,
        newline: OrNone<&Str>,
        closefd: Option<bool>,
        opener: Option<Borrowed<'_>>,
    ) {
        if opener.is_some_and(|opener| !opener.is_none()) {
            return Err(raise(CoreType::NotImplementedError, "open(opener=...) is not supported by Molt"));
        }
        let text = |argument: OrNone<&Str>| argument.0.map(Str::to_rust);
        let (encoding, errors, newline) = (text(encoding), text(errors), text(newline));
        let mode = mode.map_or("r".to_owned(), Str::to_rust);
        open(file, mode, buffering.unwrap_or(-1), encoding, errors, newline, closefd.unwrap_or(true))
    }
);

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

fn open(
    file: Borrowed<'_>,
    mode_text: String,
    buffering: i32,
    encoding_name: Option<String>,
    errors: Option<String>,
    newline: Option<String>,
    closes: bool,
) -> Result {
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
