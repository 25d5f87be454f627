//! The types of binary files: buffered readers, writers and both, and unbuffered files.

use std::rc::Rc;

use molt_object::function::Arity;
use molt_object::slots::Slots;
use molt_object::{
    Arguments, Borrowed, Bytes, CoreType, Definition, Downcast, List, Owned, Payload, Result, Str, TypeKey, Visitor,
    integer, memory, new_native, raise, type_of,
};
use molt_protocol::native_type::{GetSet, TypeDefinition, describe};
use molt_protocol::{convert, iterate};
use molt_support::bytes_like::{ByteArray, buffer};
use molt_support::rows::{concatenate, count};

use super::errors::{closed, invalid_argument, number, size_argument, unsupported};
use super::locked_stream::Stream;
use super::text_methods::{seek_arguments, truncate_argument};

/// A binary file of one of the types.
macro_rules! file_types {
    ($($name:ident $definition:ident $python:literal $further:expr,)*) => {
        $(
            struct $name(Rc<Stream>);
            impl Payload for $name {
                const TYPE: TypeKey = TypeKey::Native(&$definition);
                const TRACKED: bool = false;
                fn traverse(&self, _visitor: &mut Visitor<'_>) {}
            }
        )*
        $(static $definition: TypeDefinition = TypeDefinition {
            methods: {
                const GROUPS: &[&[Definition]] = &[METHODS, $further];
                &const { concatenate::<{ count(GROUPS) }>(GROUPS) }
            },
            ..contents(describe::<$name>($python))
        };)*
        /// The stream of a binary file.
        fn stream(own: Borrowed<'_>) -> &Stream {
            stream_of(own).unwrap_or_else(|| unreachable!("a file's method on another object"))
        }
        /// The stream behind a value, if it is a binary file.
        pub(super) fn stream_of(own: Borrowed<'_>) -> Option<&Rc<Stream>> {
            $(if let Some(file) = own.payload::<$name>() {
                return Some(&file.0);
            })*
            None
        }
    };
}

file_types! {
    Reader READER "_io.BufferedReader" READING,
    Writer WRITER "_io.BufferedWriter" &[],
    Both BOTH "_io.BufferedRandom" READING,
    Raw RAW "_io.FileIO" READING_ALL,
}

/// The object of a stream, of the type that fits what it can do.
pub fn new_file(stream: Rc<Stream>) -> Owned {
    let abilities = stream.abilities;
    match (abilities.buffered, abilities.read, abilities.write) {
        (false, ..) => new_native(Raw(stream)),
        (true, true, true) => new_native(Both(stream)),
        (true, true, false) => new_native(Reader(stream)),
        (true, false, _) => new_native(Writer(stream)),
    }
}

/// Bytes of a bytes-like argument.
fn with_bytes<T>(value: Borrowed<'_>, action: impl FnOnce(&[u8]) -> Result<T>) -> Result<T> {
    if let Some(bytes) = value.downcast::<Bytes>() {
        return action(bytes.as_slice());
    }
    // A copy: others may change what the object holds while this thread waits for the host.
    if let Some(data) = buffer(value).map(|data| memory::copy(&data)).transpose()? {
        return action(&data);
    }
    let found = type_of(value).name();
    Err(raise(CoreType::TypeError, format_args!("a bytes-like object is required, not '{found}'")))
}

/// An unbuffered file says what it cannot do in its own words.
fn check_raw(own: Borrowed<'_>, reading: bool) -> Result<()> {
    let stream = stream(own);
    if stream.abilities.buffered {
        return Ok(());
    }
    if stream.is_closed() {
        return Err(raise(CoreType::ValueError, "I/O operation on closed file"));
    }
    match (reading, stream.abilities.read, stream.abilities.write) {
        (true, false, _) => Err(unsupported("File not open for reading")),
        (false, _, false) => Err(unsupported("File not open for writing")),
        _ => Ok(()),
    }
}

fn write(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    check_raw(own, false)?;
    with_bytes(arguments.positional()[0], |data| {
        stream(own).write(data)?;
        Ok(integer::from_usize(data.len()))
    })
}

fn write_lines(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    if stream(own).is_closed() {
        return Err(closed());
    }
    check_raw(own, false)?;
    iterate::for_each(arguments.positional()[0], |line| with_bytes(line.borrow(), |data| stream(own).write(data)))?;
    Ok(Owned::none())
}

fn read(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    check_raw(own, true)?;
    let argument = arguments.positional().first().copied();
    let size = size_argument(argument)?;
    if stream(own).abilities.buffered
        && size.is_none()
        && argument.and_then(|size| size.value().as_small_int()).is_some_and(|size| size < -1)
    {
        return Err(raise(CoreType::ValueError, "read length must be non-negative or -1"));
    }
    let data = match size {
        Some(size) if !stream(own).abilities.buffered => stream(own).read_some(size),
        size => stream(own).read(size),
    };
    Bytes::from_slice(&data?)
}

fn read_some(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let size = size_argument(arguments.positional().first().copied())?.unwrap_or(super::stream::BUFFER_SIZE);
    Bytes::from_slice(&stream(own).read_some(size)?)
}

fn read_all(own: Borrowed<'_>, _arguments: Arguments<'_>) -> Result {
    check_raw(own, true)?;
    Bytes::from_slice(&stream(own).read(None)?)
}

fn read_line(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    check_raw(own, true)?;
    let size = size_argument(arguments.positional().first().copied())?;
    Bytes::from_slice(&stream(own).read_line(size)?)
}

fn read_lines(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    check_raw(own, true)?;
    let hint = size_argument(arguments.positional().first().copied())?.filter(|&hint| hint > 0);
    let mut lines = Vec::new();
    let mut length = 0;
    loop {
        let line = stream(own).read_line(None)?;
        if line.is_empty() || hint.is_some_and(|hint| length >= hint) {
            return Ok(List::from_vec(lines));
        }
        length += line.len();
        memory::reserve(&mut lines, 1)?;
        lines.push(Bytes::from_slice(&line)?);
    }
}

fn read_into(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    check_raw(own, true)?;
    let target = arguments.positional()[0];
    let Some(array) = target.payload::<ByteArray>() else {
        let found = type_of(target).name();
        return Err(raise(
            CoreType::TypeError,
            format_args!("readinto() argument must be read-write bytes-like object, not {found}"),
        ));
    };
    let length = array.data.borrow().len();
    let data = stream(own).read(Some(length))?;
    // Another thread may have made it shorter meanwhile.
    let mut held = array.data.borrow_mut();
    let count = data.len().min(held.len());
    held[..count].copy_from_slice(&data[..count]);
    Ok(integer::from_usize(count))
}

fn seek(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    if stream(own).is_closed() {
        return Err(closed());
    }
    let (offset, base) = seek_arguments(arguments.positional(), |whence| format!("whence value {whence} unsupported"))?;
    if base == molt_host::SeekBase::Start && offset < 0 {
        return Err(invalid_argument());
    }
    // What was read ahead counts from the reader's position, not the file's.
    let (offset, base) = match base {
        molt_host::SeekBase::Current => (stream(own).tell()? as i64 + offset, molt_host::SeekBase::Start),
        base => (offset, base),
    };
    stream(own).seek(offset, base).map(number)
}

fn enter(own: Borrowed<'_>, _arguments: Arguments<'_>) -> Result {
    if stream(own).is_closed() {
        return Err(closed());
    }
    Ok(own.own())
}

fn exit(own: Borrowed<'_>, _arguments: Arguments<'_>) -> Result {
    stream(own).close()?;
    Ok(Owned::none())
}

fn open_or(own: Borrowed<'_>, answer: fn(&Stream) -> Result) -> Result {
    if stream(own).is_closed() {
        return Err(raise(CoreType::ValueError, "I/O operation on closed file"));
    }
    answer(stream(own))
}

fn repr(own: Borrowed<'_>) -> Result {
    let class = type_of(own).name();
    let stream = stream(own);
    if own.payload::<Raw>().is_none() {
        let name = convert::repr_text(stream.name.borrow())?;
        return Ok(Str::from_rust(&format!("<{class} name={name}>")));
    }
    if stream.is_closed() {
        return Ok(Str::from_rust(&format!("<{class} [closed]>")));
    }
    let name = convert::repr_text(stream.name.borrow())?;
    let closes = if stream.abilities.closes { "True" } else { "False" };
    Ok(Str::from_rust(&format!("<{class} name={name} mode='{}' closefd={closes}>", stream.mode)))
}

fn next(own: Borrowed<'_>) -> Result<Option<Owned>> {
    check_raw(own, true)?;
    let line = stream(own).read_line(None)?;
    (!line.is_empty()).then(|| Bytes::from_slice(&line)).transpose()
}

fn raw(own: Borrowed<'_>) -> Result {
    match stream_of(own) {
        Some(stream) => Ok(new_native(Raw(Rc::clone(stream)))),
        None => unreachable!("a file's method on another object"),
    }
}

const fn definition(
    name: &'static str,
    arity: Arity,
    function: fn(Borrowed<'_>, Arguments<'_>) -> Result,
) -> Definition {
    Definition { name, documentation: "", arity, function }
}

const METHODS: &[Definition] = &[
    definition("write", Arity::One, write),
    definition("writelines", Arity::One, write_lines),
    definition("read", Arity::Positional(0, 1), read),
    definition("readline", Arity::Positional(0, 1), read_line),
    definition("readlines", Arity::Positional(0, 1), read_lines),
    definition("readinto", Arity::One, read_into),
    definition("seek", Arity::Positional(1, 2), seek),
    definition("tell", Arity::None, |own, _| {
        if stream(own).is_closed() { Err(closed()) } else { stream(own).tell().map(number) }
    }),
    definition("truncate", Arity::Positional(0, 1), |own, arguments| {
        stream(own).truncate(truncate_argument(arguments)?).map(number)
    }),
    definition("flush", Arity::None, |own, _| {
        if stream(own).is_closed() { Err(closed()) } else { stream(own).flush().map(|()| Owned::none()) }
    }),
    definition("close", Arity::None, |own, _| stream(own).close().map(|()| Owned::none())),
    definition("readable", Arity::None, |own, _| open_or(own, |stream| Ok(Owned::bool(stream.abilities.read)))),
    definition("writable", Arity::None, |own, _| open_or(own, |stream| Ok(Owned::bool(stream.abilities.write)))),
    definition("seekable", Arity::None, |own, _| open_or(own, |stream| stream.is_seekable().map(Owned::bool))),
    definition("isatty", Arity::None, |own, _| open_or(own, |stream| stream.is_terminal().map(Owned::bool))),
    definition("fileno", Arity::None, |own, _| open_or(own, |stream| stream.descriptor().map(integer::from_i64))),
    definition("__enter__", Arity::None, enter),
    definition("__exit__", Arity::Positional(0, 255), exit),
];

const READING: &[Definition] = &[
    definition("read1", Arity::Positional(0, 1), read_some),
    definition("peek", Arity::Positional(0, 1), |own, _| Bytes::from_slice(&stream(own).peek()?)),
];

const READING_ALL: &[Definition] = &[definition("readall", Arity::None, read_all)];

static GETTERS: &[GetSet] = &[
    GetSet { name: "name", documentation: "", get: |own| Ok(stream(own).name.clone()), set: None },
    GetSet { name: "mode", documentation: "", get: |own| Ok(Str::from_rust(stream(own).mode)), set: None },
    GetSet { name: "closed", documentation: "", get: |own| Ok(Owned::bool(stream(own).is_closed())), set: None },
    GetSet { name: "closefd", documentation: "", get: |own| Ok(Owned::bool(stream(own).abilities.closes)), set: None },
    GetSet { name: "raw", documentation: "", get: raw, set: None },
];

/// What the types have in common.
const fn contents(own: TypeDefinition) -> TypeDefinition {
    TypeDefinition {
        slots: molt_object::slot_table!(Slots {
            repr: Some(repr),
            iterate: Some(|own| {
                if stream(own).is_closed() {
                    return Err(closed());
                }
                Ok(own.own())
            }),
            next: Some(next),
            ..Slots::EMPTY
        }),
        getters: GETTERS,
        ..own
    }
}
