//! The type of text files.

use std::rc::Rc;

use molt_host::SeekBase;
use molt_object::slots::Slots;
use molt_object::{Borrowed, CoreType, Downcast, List, Owned, Result, Str, integer, raise, type_of};
use molt_protocol::native_function::OrNone;
use molt_protocol::native_type::{GetSet, TypeDefinition, describe};
use molt_protocol::{convert, iterate, native_function};

use super::binary;
use super::errors::{Size, closed, number, unsupported};
use super::text_file::TextFile;

fn file(own: Borrowed<'_>) -> &TextFile {
    match TextFile::of(own) {
        Some(file) => file,
        None => unreachable!("a text file's method on another object"),
    }
}

fn write(own: Borrowed<'_>, text: &Str) -> Result {
    file(own).write(text).map(integer::from_usize)
}

fn write_lines(own: Borrowed<'_>, lines: Borrowed<'_>) -> Result {
    if file(own).stream.is_closed() {
        return Err(closed());
    }
    iterate::for_each(lines, |line| {
        let Some(line) = line.borrow().downcast::<Str>() else {
            let found = type_of(line.borrow()).name();
            return Err(raise(CoreType::TypeError, format_args!("write() argument must be str, not {found}")));
        };
        write(own, line).map(drop)
    })?;
    Ok(Owned::none())
}

fn read_lines(own: Borrowed<'_>, hint: Size) -> Result {
    let hint = hint.limit().filter(|&hint| hint > 0);
    let mut lines = Vec::new();
    let mut length = 0;
    loop {
        let line = file(own).read_line(None)?;
        let count = line.borrow().downcast::<Str>().map_or(0, Str::len);
        if count == 0 {
            break;
        }
        length += count;
        lines.push(line);
        if hint.is_some_and(|hint| length >= hint) {
            break;
        }
    }
    Ok(List::from_vec(lines))
}

/// Offset and base of a `seek` call.
pub(super) fn seek_arguments(
    offset: Borrowed<'_>,
    whence: Option<i32>,
    message: fn(i32) -> String,
) -> Result<(i64, SeekBase)> {
    let offset = convert::index_isize(offset)? as i64;
    let whence = whence.unwrap_or(0);
    let base = match whence {
        0 => SeekBase::Start,
        1 => SeekBase::Current,
        2 => SeekBase::End,
        _ => return Err(raise(CoreType::ValueError, message(whence))),
    };
    Ok((offset, base))
}

fn seek(own: Borrowed<'_>, cookie: Borrowed<'_>, whence: Option<i32>) -> Result {
    if file(own).stream.is_closed() {
        return Err(closed());
    }
    let wrong = |whence: i32| format!("invalid whence ({whence}, should be 0, 1 or 2)");
    let (offset, base) = seek_arguments(cookie, whence, wrong)?;
    file(own).seek(offset, base).map(number)
}

/// The size argument of `truncate`.
pub(super) fn truncate_argument(size: Option<Borrowed<'_>>) -> Result<Option<u64>> {
    let Some(size) = size.filter(|size| !size.is_none()) else { return Ok(None) };
    let size = convert::index_isize(size)?;
    u64::try_from(size).map(Some).map_err(|_| super::errors::invalid_argument())
}

fn enter(own: Borrowed<'_>) -> Result {
    if file(own).stream.is_closed() {
        return Err(closed());
    }
    Ok(own.own())
}

fn exit(own: Borrowed<'_>) -> Result {
    file(own).close()?;
    Ok(Owned::none())
}

fn ability(own: Borrowed<'_>, ability: bool) -> Result {
    if file(own).stream.is_closed() {
        return Err(raise(CoreType::ValueError, "I/O operation on closed file"));
    }
    Ok(Owned::bool(ability))
}

fn descriptor(own: Borrowed<'_>) -> Result {
    if file(own).stream.is_closed() {
        return Err(raise(CoreType::ValueError, "I/O operation on closed file"));
    }
    Ok(integer::from_i64(file(own).stream.descriptor()?))
}

/// What `reconfigure` cannot change.
fn refuse_change(name: &str, value: Option<Borrowed<'_>>) -> Result<()> {
    if value.is_some_and(|value| !value.is_none()) {
        return Err(unsupported(&format!("reconfigure({name}=...) is not supported by Molt")));
    }
    Ok(())
}

fn repr(own: Borrowed<'_>) -> Result {
    let file = file(own);
    let name = convert::repr_text(file.stream.name.borrow())?;
    let (mode, encoding) = (&file.options.mode, &file.options.encoding);
    Ok(Str::from_rust(&format!("<_io.TextIOWrapper name={name} mode='{mode}' encoding='{encoding}'>")))
}

fn buffer(own: Borrowed<'_>) -> Result {
    let file = file(own);
    let mut buffer = file.buffer.borrow_mut();
    Ok(buffer.get_or_insert_with(|| binary::new_file(Rc::clone(&file.stream))).clone())
}

fn next(own: Borrowed<'_>) -> Result<Option<Owned>> {
    file(own).next_line()
}

pub(super) static DEFINITION: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(Slots {
        repr: Some(repr),
        iterate: Some(|own| {
            if file(own).stream.is_closed() {
                return Err(closed());
            }
            Ok(own.own())
        }),
        next: Some(next),
        ..Slots::EMPTY
    }),
    methods: &[
        native_function!("write($self, text, /)", "", fn(own: Borrowed<'_>, text: &Str) { write(own, text) }),
        native_function!(
            "writelines($self, lines, /)",
            "Write a list of lines to stream.\n\n\
            Line separators are not added, so it is usual for each of the\n\
            lines provided to have a line separator at the end.",
            fn(own: Borrowed<'_>, lines: Borrowed<'_>) { write_lines(own, lines) }
        ),
        native_function!(
            "read($self, size=-1, /)",
            "",
            fn(own: Borrowed<'_>, size: Size) { file(own).read(size.limit()) }
        ),
        native_function!(
            "readline($self, size=-1, /)",
            "",
            fn(own: Borrowed<'_>, size: Option<isize>) { file(own).read_line(size.and_then(|size| usize::try_from(size).ok())) }
        ),
        native_function!(
            "readlines($self, hint=-1, /)",
            "Return a list of lines from the stream.\n\n\
            hint can be specified to control the number of lines read: no more\n\
            lines will be read if the total size (in bytes/characters) of all\n\
            lines so far exceeds hint.",
            fn(own: Borrowed<'_>, hint: Size) { read_lines(own, hint) }
        ),
        native_function!(
            "seek($self, cookie, whence=os.SEEK_SET, /)",
            "Set the stream position, and return the new stream position.\n\n\
            \x20 cookie\n\
            \x20   Zero or an opaque number returned by tell().\n\
            \x20 whence\n\
            \x20   The relative position to seek from.\n\n\
            Four operations are supported, given by the following argument\n\
            combinations:\n\n\
            - seek(0, SEEK_SET): Rewind to the start of the stream.\n\
            - seek(cookie, SEEK_SET): Restore a previous position;\n\
            \x20 'cookie' must be a number returned by tell().\n\
            - seek(0, SEEK_END): Fast-forward to the end of the stream.\n\
            - seek(0, SEEK_CUR): Leave the current stream position unchanged.\n\n\
            Any other argument combinations are invalid,\n\
            and may raise exceptions.",
            fn(own: Borrowed<'_>, cookie: Borrowed<'_>, whence: Option<i32>) { seek(own, cookie, whence) }
        ),
        native_function!(
            "tell($self, /)",
            "Return the stream position as an opaque number.\n\n\
            The return value of tell() can be given as input to seek(), to\n\
            restore a previous stream position.",
            fn(own: Borrowed<'_>) { file(own).tell().map(number) }
        ),
        native_function!(
            "truncate($self, pos=None, /)",
            "",
            fn(own: Borrowed<'_>, pos: Option<Borrowed<'_>>) { file(own).truncate(truncate_argument(pos)?).map(number) }
        ),
        native_function!("flush($self, /)", "", fn(own: Borrowed<'_>) { file(own).flush().map(|()| Owned::none()) }),
        native_function!("close($self, /)", "", fn(own: Borrowed<'_>) { file(own).close().map(|()| Owned::none()) }),
        native_function!(
            "readable($self, /)",
            "",
            fn(own: Borrowed<'_>) { ability(own, file(own).stream.abilities.read) }
        ),
        native_function!(
            "writable($self, /)",
            "",
            fn(own: Borrowed<'_>) { ability(own, file(own).stream.abilities.write) }
        ),
        native_function!("seekable($self, /)", "", fn(own: Borrowed<'_>) {
            ability(own, true)?;
            file(own).stream.is_seekable().map(Owned::bool)
        }),
        native_function!("isatty($self, /)", "", fn(own: Borrowed<'_>) {
            ability(own, true)?;
            file(own).stream.is_terminal().map(Owned::bool)
        }),
        native_function!("fileno($self, /)", "", fn(own: Borrowed<'_>) { descriptor(own) }),
        native_function!(
            "reconfigure($self, /, *, encoding=None, errors=None, newline=None,\n            \
            line_buffering=None, write_through=None)",
            "Reconfigure the text stream with new parameters.\n\n\
            This also does an implicit stream flush.",
            fn(
                own: Borrowed<'_>,
                encoding: Option<Borrowed<'_>>,
                errors: Option<Borrowed<'_>>,
                newline: Option<Borrowed<'_>>,
                line_buffering: OrNone<bool>,
                write_through: OrNone<bool>,
            ) {
                let file = file(own);
                file.flush()?;
                refuse_change("encoding", encoding)?;
                refuse_change("errors", errors)?;
                refuse_change("newline", newline)?;
                if let Some(buffers) = line_buffering.0 {
                    file.set_line_buffering(buffers);
                }
                if let Some(through) = write_through.0 {
                    file.set_write_through(through);
                }
                Ok(Owned::none())
            }
        ),
        native_function!("__enter__($self, /)", "", fn(own: Borrowed<'_>) { enter(own) }),
        native_function!(no_text_signature "__exit__(*args)", "", fn(own: Borrowed<'_>, *_exception) { exit(own) }),
    ],
    getters: &[
        GetSet { name: "name", documentation: "", get: |own| Ok(file(own).stream.name.clone()), set: None },
        GetSet { name: "mode", documentation: "", get: |own| Ok(Str::from_rust(&file(own).options.mode)), set: None },
        GetSet {
            name: "encoding",
            documentation: "",
            get: |own| Ok(Str::from_rust(&file(own).options.encoding)),
            set: None,
        },
        GetSet {
            name: "errors",
            documentation: "",
            get: |own| Ok(Str::from_rust(&file(own).options.errors)),
            set: None,
        },
        GetSet {
            name: "closed",
            documentation: "",
            get: |own| Ok(Owned::bool(file(own).stream.is_closed())),
            set: None,
        },
        GetSet { name: "buffer", documentation: "", get: buffer, set: None },
        GetSet {
            name: "line_buffering",
            documentation: "",
            get: |own| Ok(Owned::bool(file(own).options.line_buffering.get())),
            set: None,
        },
        GetSet {
            name: "write_through",
            documentation: "",
            get: |own| Ok(Owned::bool(file(own).options.write_through.get())),
            set: None,
        },
        GetSet { name: "newlines", documentation: "", get: |own| Ok(file(own).newlines_seen()), set: None },
    ],
    ..describe::<TextFile>("_io.TextIOWrapper")
};
