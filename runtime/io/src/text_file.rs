//! Text files: decoding, newlines, positions.

use core::cell::{Cell, RefCell};
use std::rc::Rc;

use molt_host::SeekBase;
use molt_object::raised::{self, Raised};
use molt_object::text::{Builder, Units};
use molt_object::{Borrowed, CoreType, Downcast, Owned, Payload, Result, Str, TypeKey, Visitor, memory, raise};

use super::encoding;
use super::errors::{closed, unsupported};
use super::locked_stream::Stream;

/// Bytes decoded at a time, and bytes kept back when writing.
const CHUNK: usize = 8192;

/// What ends a line, and what it becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newline {
    /// Any ending, which becomes `\n` (`newline=None`).
    Translated,
    /// Any ending, kept (`newline=''`).
    Universal,
    /// `\n` only.
    LineFeed,
    /// `\r` only.
    CarriageReturn,
    /// `\r\n` only.
    Both,
}

/// How a text file was opened.
pub struct TextOptions {
    /// As shown by `encoding`.
    pub encoding: String,
    /// As shown by `errors`.
    pub errors: String,
    /// Line endings.
    pub newline: Newline,
    /// Whether each line written is flushed.
    pub line_buffering: Cell<bool>,
    /// Whether everything written is passed on at once.
    pub write_through: Cell<bool>,
    /// As shown by `mode`.
    pub mode: String,
}

/// A text file.
pub struct TextFile {
    /// The bytes.
    pub stream: Rc<Stream>,
    /// How it was opened.
    pub options: TextOptions,
    /// `buffer`, once asked for.
    pub buffer: RefCell<Option<Owned>>,
    /// Encoded text not passed on yet.
    pending: RefCell<Vec<u8>>,
    /// The decoded chunk, and how far it was read.
    decoded: RefCell<Option<Owned>>,
    position: Cell<usize>,
    /// The bytes of the chunk, and those read but not decoded yet (part of a character, a `\r` that may start `\r\n`).
    chunk: RefCell<Vec<u8>>,
    undecoded: RefCell<Vec<u8>>,
    /// Set while iterating, when positions are not known.
    iterating: Cell<bool>,
    /// Line endings met so far.
    seen: Cell<Seen>,
}

/// Line endings met in a file.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    carriage_return: bool,
    line_feed: bool,
    both: bool,
}

impl Payload for TextFile {
    const TYPE: TypeKey = TypeKey::Native(&super::text_methods::DEFINITION);
    const TRACKED: bool = false;
    fn traverse(&self, _visitor: &mut Visitor<'_>) {}
}

impl Drop for TextFile {
    fn drop(&mut self) {
        if self.stream.is_closed() {
            return;
        }
        let error = raised::take_pending();
        if let Err(error) = self.pass_on() {
            drop(raised::take(error));
        }
        if let Some(error) = error {
            let _: Raised = raised::restore(error);
        }
    }
}

fn as_str(value: &Owned) -> &Str {
    match value.borrow().downcast::<Str>() {
        Some(text) => text,
        None => unreachable!("decoding gives strs"),
    }
}

impl TextFile {
    /// A text file over a stream.
    pub fn new(stream: Rc<Stream>, options: TextOptions) -> TextFile {
        TextFile {
            stream,
            options,
            buffer: RefCell::new(None),
            pending: RefCell::new(Vec::new()),
            decoded: RefCell::new(None),
            position: Cell::new(0),
            chunk: RefCell::new(Vec::new()),
            undecoded: RefCell::new(Vec::new()),
            iterating: Cell::new(false),
            seen: Cell::new(Seen::default()),
        }
    }
    /// The text file behind a value.
    pub fn of(value: Borrowed<'_>) -> Option<&TextFile> {
        value.payload::<TextFile>()
    }

    /// Writes text and gives the number of characters.
    pub fn write(&self, text: &Str) -> Result<usize> {
        if self.stream.is_closed() {
            return Err(closed());
        }
        if !self.stream.abilities.write {
            return Err(unsupported("not writable"));
        }
        let replacement = match self.options.newline {
            Newline::CarriageReturn => Some("\r"),
            Newline::Both => Some("\r\n"),
            _ => None,
        };
        let has = |wanted: u32| text.code_points().any(|code_point| code_point == wanted);
        let translated = match replacement {
            Some(replacement) if has(u32::from('\n')) => Some(replace_newlines(text, replacement)?),
            _ => None,
        };
        let source = translated.as_ref().map_or(text, as_str);
        let data = encoding::encode(source, &self.options.encoding, &self.options.errors)?;
        // As in CPython, text written after reading goes behind what was read ahead.
        self.reset();
        let flushes = self.options.line_buffering.get() && (has(u32::from('\n')) || has(u32::from('\r')));
        let is_full = {
            let mut pending = self.pending.borrow_mut();
            let is_full = pending.len() + data.len() > CHUNK;
            memory::extend(&mut pending, &data)?;
            is_full
        };
        if is_full || flushes || self.options.write_through.get() {
            self.pass_on()?;
        }
        if flushes {
            self.stream.flush()?;
        }
        Ok(text.len())
    }
    /// Passes encoded text on to the stream.
    fn pass_on(&self) -> Result<()> {
        let data = self.pending.take();
        if data.is_empty() { Ok(()) } else { self.stream.write(&data) }
    }
    /// Writes out everything kept back.
    pub fn flush(&self) -> Result<()> {
        if self.stream.is_closed() {
            return Err(closed());
        }
        self.iterating.set(false);
        self.pass_on()?;
        self.stream.flush()
    }
    /// Flushes and closes.
    pub fn close(&self) -> Result<()> {
        if self.stream.is_closed() {
            return Ok(());
        }
        let flushed = self.pass_on();
        let closed = self.stream.close();
        flushed.and(closed)
    }
    /// Forgets text kept back, after an error nobody can do anything about.
    pub fn discard_output(&self) {
        self.pending.borrow_mut().clear();
        self.stream.discard_output();
    }

    /// Changes when lines are flushed.
    pub fn set_line_buffering(&self, line_buffering: bool) {
        self.options.line_buffering.set(line_buffering);
    }
    /// Changes whether text is kept back.
    pub fn set_write_through(&self, write_through: bool) {
        self.options.write_through.set(write_through);
    }
    /// The line endings met so far: None, one, or a tuple.
    pub fn newlines_seen(&self) -> Owned {
        let seen = self.seen.get();
        let all = [(seen.carriage_return, "\r"), (seen.line_feed, "\n"), (seen.both, "\r\n")];
        let mut found: Vec<Owned> =
            all.iter().filter(|(met, _)| *met).map(|(_, ending)| Str::from_rust(ending)).collect();
        match found.len() {
            0 => Owned::none(),
            1 => found.remove(0),
            _ => molt_object::Tuple::from_vec(found),
        }
    }

    fn check_readable(&self) -> Result<()> {
        if self.stream.is_closed() {
            return Err(closed());
        }
        if !self.stream.abilities.read {
            return Err(unsupported("not readable"));
        }
        self.pass_on()
    }
    fn translates(&self) -> bool {
        self.options.newline == Newline::Translated
    }
    /// Decodes bytes; keeps back what more bytes might complete, unless there are none.
    fn decode(&self, data: Vec<u8>, is_last: bool) -> Result {
        let mut data = data;
        {
            let mut undecoded = self.undecoded.borrow_mut();
            if !undecoded.is_empty() {
                let mut all = core::mem::take(&mut *undecoded);
                all.append(&mut data);
                data = all;
            }
        }
        let mut length = if is_last { data.len() } else { encoding::complete_length(&data, &self.options.encoding)? };
        let looks_ahead = matches!(self.options.newline, Newline::Translated | Newline::Universal | Newline::Both);
        if looks_ahead && !is_last && data[..length].ends_with(b"\r") {
            length -= 1;
        }
        *self.undecoded.borrow_mut() = data.split_off(length);
        let text = encoding::decode(&data, &self.options.encoding, &self.options.errors)?;
        *self.chunk.borrow_mut() = data;
        if matches!(self.options.newline, Newline::Translated | Newline::Universal) {
            self.seen.set(note_endings(as_str(&text), self.seen.get()));
        }
        if self.translates() { translate(text) } else { Ok(text) }
    }
    /// Decodes the next chunk; false at the end.
    fn next_chunk(&self) -> Result<bool> {
        loop {
            let data = self.stream.read_some(CHUNK)?;
            let is_last = data.is_empty();
            let text = self.decode(data, is_last)?;
            let is_empty = as_str(&text).is_empty();
            let old = self.decoded.replace(Some(text));
            drop(old);
            self.position.set(0);
            if !is_empty || is_last {
                return Ok(!is_empty);
            }
        }
    }
    /// Takes up to `count` characters of the decoded chunk.
    fn take_decoded(&self, count: usize) -> Result<Option<Owned>> {
        let Some(decoded) = self.decoded.borrow().clone() else { return Ok(None) };
        let text = as_str(&decoded);
        let start = self.position.get();
        let end = text.len().min(start.saturating_add(count));
        self.position.set(end);
        if start == 0 && end == text.len() && end > 0 {
            return Ok(Some(decoded));
        }
        (end > start).then(|| text.slice(start, end)).transpose()
    }
    /// Up to `count` characters, fewer only at the end; all that are left without a count.
    pub fn read(&self, count: Option<usize>) -> Result {
        self.check_readable()?;
        let mut result = Builder::new();
        let Some(count) = count else {
            if let Some(rest) = self.take_decoded(usize::MAX)? {
                result.push_str(as_str(&rest));
            }
            let data = self.stream.read(None)?;
            let text = self.decode(data, true)?;
            drop(self.decoded.take());
            self.chunk.borrow_mut().clear();
            self.position.set(0);
            if result.is_empty() {
                return Ok(text);
            }
            result.push_str(as_str(&text));
            return result.finish();
        };
        while result.len() < count {
            match self.take_decoded(count - result.len())? {
                Some(part) => result.push_str(as_str(&part)),
                None if !self.next_chunk()? => break,
                None => {}
            }
        }
        result.finish()
    }
    /// A line with its ending, at most `limit` characters of it; empty at the end.
    pub fn read_line(&self, limit: Option<usize>) -> Result {
        self.check_readable()?;
        let limit = limit.unwrap_or(usize::MAX);
        let mut line: Option<Builder> = None;
        loop {
            let taken = line.as_ref().map_or(0, Builder::len);
            if taken >= limit {
                break;
            }
            let found = self
                .decoded
                .borrow()
                .as_ref()
                .map(|decoded| line_length(as_str(decoded), self.position.get(), self.options.newline));
            match found {
                Some(Some(length)) => {
                    let part = self.take_decoded(length.min(limit - taken))?;
                    let part = part.unwrap_or_else(Str::empty);
                    let Some(mut line) = line else { return Ok(part) };
                    line.push_str(as_str(&part));
                    return line.finish();
                }
                _ => {
                    if let Some(part) = self.take_decoded(limit - taken)? {
                        line.get_or_insert_with(Builder::new).push_str(as_str(&part));
                        continue;
                    }
                    if !self.next_chunk()? {
                        break;
                    }
                }
            }
        }
        line.map_or_else(|| Ok(Str::empty()), Builder::finish)
    }
    /// The next line of an iteration; None at the end.
    pub fn next_line(&self) -> Result<Option<Owned>> {
        self.iterating.set(true);
        let line = self.read_line(None)?;
        if as_str(&line).is_empty() {
            self.iterating.set(false);
            return Ok(None);
        }
        Ok(Some(line))
    }

    /// Bytes that the first `count` characters of the chunk took.
    fn chunk_bytes(&self, count: usize) -> usize {
        let chunk = self.chunk.borrow();
        let total = self.decoded.borrow().as_ref().map_or(0, |decoded| as_str(decoded).len());
        if count == total {
            return chunk.len();
        }
        let mut place = 0;
        for _ in 0..count {
            let Some(&byte) = chunk.get(place) else { break };
            let is_pair = byte == b'\r' && self.translates() && chunk.get(place + 1) == Some(&b'\n');
            place += if is_pair {
                2
            } else {
                // Whole characters, by trying: encodings differ, and positions are asked for rarely.
                let whole = |length: &usize| {
                    let end = (place + length).min(chunk.len());
                    matches!(encoding::complete_length(&chunk[place..end], &self.options.encoding), Ok(complete) if complete > 0)
                };
                (1..=4).find(whole).unwrap_or(1)
            };
        }
        place
    }
    /// The position, as `seek` takes it.
    pub fn tell(&self) -> Result<u64> {
        if self.stream.is_closed() {
            return Err(closed());
        }
        if !self.stream.is_seekable()? {
            return Err(unsupported("underlying stream is not seekable"));
        }
        if self.iterating.get() {
            return Err(raise(CoreType::OsError, "telling position disabled by next() call"));
        }
        self.pass_on()?;
        self.stream.flush()?;
        let position = self.stream.tell()?;
        let ahead = self.chunk.borrow().len() + self.undecoded.borrow().len();
        Ok((position + self.chunk_bytes(self.position.get()) as u64).saturating_sub(ahead as u64))
    }
    fn reset(&self) {
        drop(self.decoded.take());
        self.position.set(0);
        self.chunk.borrow_mut().clear();
        self.undecoded.borrow_mut().clear();
        self.iterating.set(false);
    }
    /// Moves to a position that `tell` gave, to the start or to the end.
    pub fn seek(&self, offset: i64, base: SeekBase) -> Result<u64> {
        if self.stream.is_closed() {
            return Err(closed());
        }
        if !self.stream.is_seekable()? {
            return Err(unsupported("underlying stream is not seekable"));
        }
        match base {
            SeekBase::Current if offset != 0 => return Err(unsupported("can't do nonzero cur-relative seeks")),
            SeekBase::End if offset != 0 => return Err(unsupported("can't do nonzero end-relative seeks")),
            SeekBase::Start if offset < 0 => {
                return Err(raise(CoreType::ValueError, format_args!("negative seek position {offset}")));
            }
            _ => {}
        }
        let target = if base == SeekBase::Current { (self.tell()? as i64, SeekBase::Start) } else { (offset, base) };
        self.pass_on()?;
        self.reset();
        self.stream.seek(target.0, target.1)
    }
    /// Sets the size in bytes.
    pub fn truncate(&self, size: Option<u64>) -> Result<u64> {
        if self.stream.is_closed() {
            return Err(closed());
        }
        if !self.stream.abilities.write {
            return Err(unsupported("truncate"));
        }
        self.pass_on()?;
        self.stream.truncate(size)
    }
}

/// The first place of an ASCII character at or after `start`.
fn find(text: &Str, start: usize, wanted: u8) -> Option<usize> {
    let length = match text.units() {
        Units::One(units) => units[start..].iter().position(|&unit| unit == wanted),
        Units::Two(units) => units[start..].iter().position(|&unit| unit == u16::from(wanted)),
        Units::Four(units) => units[start..].iter().position(|&unit| unit == u32::from(wanted)),
    };
    length.map(|length| start + length)
}

/// Length of the line that starts at `start`, if it ends within the text.
fn line_length(text: &Str, start: usize, newline: Newline) -> Option<usize> {
    let line_feed = u32::from('\n');
    let carriage_return = u32::from('\r');
    let after = |place: usize| place + 1 - start;
    let mut places = (start..text.len()).filter_map(|place| Some((place, text.get(place)?)));
    match newline {
        Newline::Translated | Newline::LineFeed => find(text, start, b'\n').map(after),
        Newline::CarriageReturn => {
            places.find(|&(_, code_point)| code_point == carriage_return).map(|(place, _)| after(place))
        }
        Newline::Both => places
            .find(|&(place, code_point)| code_point == carriage_return && text.get(place + 1) == Some(line_feed))
            .map(|(place, _)| after(place) + 1),
        Newline::Universal => {
            let (place, code_point) =
                places.find(|&(_, code_point)| code_point == line_feed || code_point == carriage_return)?;
            let is_pair = code_point == carriage_return && text.get(place + 1) == Some(line_feed);
            Some(after(place) + usize::from(is_pair))
        }
    }
}

fn note_endings(text: &Str, mut seen: Seen) -> Seen {
    let mut previous = 0;
    for code_point in text.code_points() {
        match (previous, code_point) {
            (0xD, 0xA) => seen.both = true,
            (0xD, _) => seen.carriage_return = true,
            (_, 0xA) => seen.line_feed = true,
            _ => {}
        }
        previous = code_point;
    }
    seen.carriage_return |= previous == 0xD;
    seen
}

/// Makes every line ending `\n`.
fn translate(text: Owned) -> Result {
    let source = as_str(&text);
    let carriage_return = u32::from('\r');
    if find(source, 0, b'\r').is_none() {
        return Ok(text);
    }
    let mut result = Builder::with_capacity(source.len());
    let mut place = 0;
    while let Some(code_point) = source.get(place) {
        place += 1;
        if code_point == carriage_return {
            if source.get(place) == Some(u32::from('\n')) {
                place += 1;
            }
            result.push(u32::from('\n'));
        } else {
            result.push(code_point);
        }
    }
    result.finish()
}

fn replace_newlines(text: &Str, replacement: &str) -> Result {
    let mut result = Builder::with_capacity(text.len());
    for code_point in text.code_points() {
        if code_point == u32::from('\n') { result.push_rust(replacement) } else { result.push(code_point) }
    }
    result.finish()
}
