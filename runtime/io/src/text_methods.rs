//! The type of text files.

use std::rc::Rc;

use molt_host::SeekBase;
use molt_object::function::Arity;
use molt_object::slots::Slots;
use molt_object::{
    Arguments, Borrowed, CoreType, Definition, Downcast, List, Owned, Result, Str, integer, raise, type_of,
};
use molt_protocol::native_type::{GetSet, TypeDefinition, describe};
use molt_protocol::{convert, iterate};

use super::binary;
use super::errors::{closed, number, size_argument, unsupported};
use super::text_file::TextFile;

fn file(own: Borrowed<'_>) -> &TextFile {
    match TextFile::of(own) {
        Some(file) => file,
        None => unreachable!("a text file's method on another object"),
    }
}

fn write(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    write_value(own, arguments.positional()[0])
}

fn write_value(own: Borrowed<'_>, text: Borrowed<'_>) -> Result {
    let Some(text) = text.downcast::<Str>() else {
        let found = type_of(text).name();
        return Err(raise(CoreType::TypeError, format_args!("write() argument must be str, not {found}")));
    };
    file(own).write(text).map(integer::from_usize)
}

fn write_lines(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    if file(own).stream.is_closed() {
        return Err(closed());
    }
    iterate::for_each(arguments.positional()[0], |line| write_value(own, line.borrow()).map(drop))?;
    Ok(Owned::none())
}

fn read(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let size = size_argument(arguments.positional().first().copied())?;
    file(own).read(size)
}

fn read_line(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let size = size_argument(arguments.positional().first().copied())?;
    file(own).read_line(size)
}

fn read_lines(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let hint = size_argument(arguments.positional().first().copied())?.filter(|&hint| hint > 0);
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
pub(super) fn seek_arguments(arguments: &[Borrowed<'_>], message: fn(i64) -> String) -> Result<(i64, SeekBase)> {
    let offset = convert::index_isize(arguments[0])? as i64;
    let whence = arguments.get(1).map_or(Ok(0), |whence| convert::index_isize(*whence))? as i64;
    let base = match whence {
        0 => SeekBase::Start,
        1 => SeekBase::Current,
        2 => SeekBase::End,
        _ => return Err(raise(CoreType::ValueError, message(whence))),
    };
    Ok((offset, base))
}

fn seek(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    if file(own).stream.is_closed() {
        return Err(closed());
    }
    let wrong = |whence: i64| format!("invalid whence ({whence}, should be 0, 1 or 2)");
    let (offset, base) = seek_arguments(arguments.positional(), wrong)?;
    file(own).seek(offset, base).map(number)
}

/// The size argument of `truncate`.
pub(super) fn truncate_argument(arguments: Arguments<'_>) -> Result<Option<u64>> {
    let Some(size) = arguments.positional().first().filter(|size| !size.is_none()) else { return Ok(None) };
    let size = convert::index_isize(*size)?;
    u64::try_from(size).map(Some).map_err(|_| super::errors::invalid_argument())
}

fn truncate(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let size = truncate_argument(arguments)?;
    file(own).truncate(size).map(number)
}

fn enter(own: Borrowed<'_>, _arguments: Arguments<'_>) -> Result {
    if file(own).stream.is_closed() {
        return Err(closed());
    }
    Ok(own.own())
}

fn exit(own: Borrowed<'_>, _arguments: Arguments<'_>) -> Result {
    file(own).close()?;
    Ok(Owned::none())
}

fn ability(own: Borrowed<'_>, ability: bool) -> Result {
    if file(own).stream.is_closed() {
        return Err(raise(CoreType::ValueError, "I/O operation on closed file"));
    }
    Ok(Owned::bool(ability))
}

fn descriptor(own: Borrowed<'_>, _arguments: Arguments<'_>) -> Result {
    if file(own).stream.is_closed() {
        return Err(raise(CoreType::ValueError, "I/O operation on closed file"));
    }
    Ok(integer::from_i64(file(own).stream.descriptor()?))
}

fn reconfigure(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    file(own).flush()?;
    for (name, value) in arguments.keywords() {
        if name.equals_rust("line_buffering") && !value.is_none() {
            file(own).set_line_buffering(convert::truth(value)?);
        } else if name.equals_rust("write_through") && !value.is_none() {
            file(own).set_write_through(convert::truth(value)?);
        } else if !value.is_none() {
            let name = name.to_rust();
            return Err(unsupported(&format!("reconfigure({name}=...) is not supported by Molt")));
        }
    }
    Ok(Owned::none())
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
        Definition { name: "write", documentation: "", arity: Arity::One, function: write },
        Definition { name: "writelines", documentation: "", arity: Arity::One, function: write_lines },
        Definition { name: "read", documentation: "", arity: Arity::Positional(0, 1), function: read },
        Definition { name: "readline", documentation: "", arity: Arity::Positional(0, 1), function: read_line },
        Definition { name: "readlines", documentation: "", arity: Arity::Positional(0, 1), function: read_lines },
        Definition { name: "seek", documentation: "", arity: Arity::Positional(1, 2), function: seek },
        Definition {
            name: "tell",
            documentation: "",
            arity: Arity::None,
            function: |own, _| file(own).tell().map(number),
        },
        Definition { name: "truncate", documentation: "", arity: Arity::Positional(0, 1), function: truncate },
        Definition {
            name: "flush",
            documentation: "",
            arity: Arity::None,
            function: |own, _| file(own).flush().map(|()| Owned::none()),
        },
        Definition {
            name: "close",
            documentation: "",
            arity: Arity::None,
            function: |own, _| file(own).close().map(|()| Owned::none()),
        },
        Definition {
            name: "readable",
            documentation: "",
            arity: Arity::None,
            function: |own, _| ability(own, file(own).stream.abilities.read),
        },
        Definition {
            name: "writable",
            documentation: "",
            arity: Arity::None,
            function: |own, _| ability(own, file(own).stream.abilities.write),
        },
        Definition {
            name: "seekable",
            documentation: "",
            arity: Arity::None,
            function: |own, _| {
                ability(own, true)?;
                file(own).stream.is_seekable().map(Owned::bool)
            },
        },
        Definition {
            name: "isatty",
            documentation: "",
            arity: Arity::None,
            function: |own, _| {
                ability(own, true)?;
                file(own).stream.is_terminal().map(Owned::bool)
            },
        },
        Definition { name: "fileno", documentation: "", arity: Arity::None, function: descriptor },
        Definition { name: "reconfigure", documentation: "", arity: Arity::Any, function: reconfigure },
        Definition { name: "__enter__", documentation: "", arity: Arity::None, function: enter },
        Definition { name: "__exit__", documentation: "", arity: Arity::Positional(0, 255), function: exit },
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
