//! The types of binary files: buffered readers, writers and both, and unbuffered files.

use std::rc::Rc;

use molt_object::slots::Slots;
use molt_object::{
    Borrowed, Bytes, CoreType, Definition, Downcast, List, Native, Owned, Payload, Result, Str, TypeKey, Visitor,
    integer, memory, new_native, raise, type_of,
};
use molt_protocol::native_function::{Argument, Place};
use molt_protocol::native_type::{GetSet, TypeDefinition, describe};
use molt_protocol::{convert, iterate, native_function};
use molt_support::bytes_like::{ByteArray, buffer};

use super::errors::{Size, closed, invalid_argument, number, unsupported};
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
            methods: &const { Definition::concatenate::<{ METHODS.len() + $further.len() }>(METHODS, $further) },
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
    Writer WRITER "_io.BufferedWriter" NO_METHODS,
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

fn write(own: Borrowed<'_>, buffer: Borrowed<'_>) -> Result {
    check_raw(own, false)?;
    with_bytes(buffer, |data| {
        stream(own).write(data)?;
        Ok(integer::from_usize(data.len()))
    })
}

fn write_lines(own: Borrowed<'_>, lines: Borrowed<'_>) -> Result {
    if stream(own).is_closed() {
        return Err(closed());
    }
    check_raw(own, false)?;
    iterate::for_each(lines, |line| with_bytes(line.borrow(), |data| stream(own).write(data)))?;
    Ok(Owned::none())
}

fn read(own: Borrowed<'_>, size: Size) -> Result {
    check_raw(own, true)?;
    if stream(own).abilities.buffered && size.0.is_some_and(|size| size < -1) {
        return Err(raise(CoreType::ValueError, "read length must be non-negative or -1"));
    }
    let size = size.limit();
    let data = match size {
        Some(size) if !stream(own).abilities.buffered => stream(own).read_some(size),
        size => stream(own).read(size),
    };
    Bytes::from_slice(&data?)
}

fn read_some(own: Borrowed<'_>, size: isize) -> Result {
    let size = usize::try_from(size).unwrap_or(super::stream::BUFFER_SIZE);
    Bytes::from_slice(&stream(own).read_some(size)?)
}

fn read_all(own: Borrowed<'_>) -> Result {
    check_raw(own, true)?;
    Bytes::from_slice(&stream(own).read(None)?)
}

fn read_line(own: Borrowed<'_>, size: Size) -> Result {
    check_raw(own, true)?;
    Bytes::from_slice(&stream(own).read_line(size.limit())?)
}

fn read_lines(own: Borrowed<'_>, hint: Size) -> Result {
    check_raw(own, true)?;
    let hint = hint.limit().filter(|&hint| hint > 0);
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

/// Where `readinto` puts what it reads.
struct Target<'a>(&'a Native<ByteArray>);

impl<'a> Argument<'a> for Target<'a> {
    fn from_value(value: Borrowed<'a>, place: Place) -> Result<Self> {
        value.downcast().map(Target).ok_or_else(|| place.wrong_type("read-write bytes-like object", value))
    }
}

fn read_into(own: Borrowed<'_>, Target(array): Target<'_>) -> Result {
    check_raw(own, true)?;
    let length = array.data.borrow().len();
    let data = stream(own).read(Some(length))?;
    // Another thread may have made it shorter meanwhile.
    let mut held = array.data.borrow_mut();
    let count = data.len().min(held.len());
    held[..count].copy_from_slice(&data[..count]);
    Ok(integer::from_usize(count))
}

fn seek(own: Borrowed<'_>, target: Borrowed<'_>, whence: Option<i32>) -> Result {
    if stream(own).is_closed() {
        return Err(closed());
    }
    let (offset, base) = seek_arguments(target, whence, |whence| format!("whence value {whence} unsupported"))?;
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

fn enter(own: Borrowed<'_>) -> Result {
    if stream(own).is_closed() {
        return Err(closed());
    }
    Ok(own.own())
}

fn exit(own: Borrowed<'_>) -> Result {
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

const METHODS: &[Definition] = &[
    native_function!(
        "write($self, buffer, /)",
        "",
        fn(own: Borrowed<'_>, buffer: Borrowed<'_>) { write(own, buffer) }
    ),
    native_function!(
        "writelines($self, lines, /)",
        "Write a list of lines to stream.\n\n\
        Line separators are not added, so it is usual for each of the\n\
        lines provided to have a line separator at the end.",
        fn(own: Borrowed<'_>, lines: Borrowed<'_>) { write_lines(own, lines) }
    ),
    native_function!("read($self, size=-1, /)", "", fn(own: Borrowed<'_>, size: Size) { read(own, size) }),
    native_function!("readline($self, size=-1, /)", "", fn(own: Borrowed<'_>, size: Size) { read_line(own, size) }),
    native_function!(
        "readlines($self, hint=-1, /)",
        "Return a list of lines from the stream.\n\n\
        hint can be specified to control the number of lines read: no more\n\
        lines will be read if the total size (in bytes/characters) of all\n\
        lines so far exceeds hint.",
        fn(own: Borrowed<'_>, hint: Size) { read_lines(own, hint) }
    ),
    native_function!(
        "readinto($self, buffer, /)",
        "",
        fn(own: Borrowed<'_>, buffer: Target<'_>) { read_into(own, buffer) }
    ),
    native_function!(
        "seek($self, target, whence=0, /)",
        "",
        fn(own: Borrowed<'_>, target: Borrowed<'_>, whence: Option<i32>) { seek(own, target, whence) }
    ),
    native_function!(
        "tell($self, /)",
        "",
        fn(own: Borrowed<'_>) { if stream(own).is_closed() { Err(closed()) } else { stream(own).tell().map(number) } }
    ),
    native_function!(
        "truncate($self, pos=None, /)",
        "",
        fn(own: Borrowed<'_>, pos: Option<Borrowed<'_>>) { stream(own).truncate(truncate_argument(pos)?).map(number) }
    ),
    native_function!(
        "flush($self, /)",
        "",
        fn(own: Borrowed<'_>) { if stream(own).is_closed() { Err(closed()) } else { stream(own).flush().map(|()| Owned::none()) } }
    ),
    native_function!("close($self, /)", "", fn(own: Borrowed<'_>) { stream(own).close().map(|()| Owned::none()) }),
    native_function!(
        "readable($self, /)",
        "",
        fn(own: Borrowed<'_>) { open_or(own, |stream| Ok(Owned::bool(stream.abilities.read))) }
    ),
    native_function!(
        "writable($self, /)",
        "",
        fn(own: Borrowed<'_>) { open_or(own, |stream| Ok(Owned::bool(stream.abilities.write))) }
    ),
    native_function!(
        "seekable($self, /)",
        "",
        fn(own: Borrowed<'_>) { open_or(own, |stream| stream.is_seekable().map(Owned::bool)) }
    ),
    native_function!(
        "isatty($self, /)",
        "",
        fn(own: Borrowed<'_>) { open_or(own, |stream| stream.is_terminal().map(Owned::bool)) }
    ),
    native_function!(
        "fileno($self, /)",
        "",
        fn(own: Borrowed<'_>) { open_or(own, |stream| stream.descriptor().map(integer::from_i64)) }
    ),
    native_function!("__enter__($self, /)", "", fn(own: Borrowed<'_>) { enter(own) }),
    native_function!(no_text_signature "__exit__(*args)", "", fn(own: Borrowed<'_>, *_exception) { exit(own) }),
];

const READING: &[Definition] = &[
    native_function!(
        "read1($self, size=-1, /)",
        "",
        fn(own: Borrowed<'_>, size: Option<isize>) { read_some(own, size.unwrap_or(-1)) }
    ),
    native_function!("peek($self, size=0, /)", "", fn(own: Borrowed<'_>, size: Option<isize>) {
       // What is there already, or what one read gives, whatever the size.
       let _ = size;
       Bytes::from_slice(&stream(own).peek()?)
    }),
];

const READING_ALL: &[Definition] = &[native_function!(
    "readall($self, /)",
    "Read all data from the file, returned as bytes.\n\n\
    Reads until either there is an error or read() returns size 0\n\
    (indicates EOF).  If the file is already at EOF, returns an empty\n\
    bytes object.\n\n\
    In non-blocking mode, returns as much data as could be read before\n\
    EAGAIN.  If no data is available (EAGAIN is returned before bytes\n\
    are read) returns None.",
    fn(own: Borrowed<'_>) { read_all(own) }
)];

const NO_METHODS: &[Definition] = &[];

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
