//! A source file's text and its lines.
//!
//! Lines count from 1. Columns count from 0, as in CPython's own position tables: *byte columns* count UTF-8 bytes,
//! *character columns* count code points. What people read adds one.

use crate::Span;

/// One source file: the name shown to people, the decoded text, and where its lines start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    name: String,
    text: String,
    line_starts: Vec<u32>,
}

/// A position in a source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// UTF-8 bytes before the position on its line.
    pub byte_column: u32,
    /// Code points before the position on its line.
    pub character_column: u32,
}

impl SourceFile {
    /// Indexes a text whose line ends are `\n`.
    ///
    /// # Panics
    /// If the text is longer than `u32` can address; decoding refuses such files.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        assert!(u32::try_from(text.len()).is_ok(), "source text exceeds 4 GiB");
        let mut line_starts = vec![0];
        line_starts
            .extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(index, _)| index as u32 + 1));
        Self { name: name.into(), text, line_starts }
    }

    /// The name shown to people.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The decoded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Number of lines; a text that ends with a newline has an empty last line.
    #[must_use]
    pub fn line_count(&self) -> u32 {
        self.line_starts.len() as u32
    }

    /// The line (from 1) that holds the byte at `offset`; offsets past the end count as the end.
    #[must_use]
    pub fn line(&self, offset: u32) -> u32 {
        self.line_starts.partition_point(|start| *start <= offset) as u32
    }

    /// Line and columns of a byte offset. Offsets past the end, or inside a character, are moved back.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line(offset as u32);
        let start = self.line_starts[line as usize - 1] as usize;
        Position {
            line,
            byte_column: (offset - start) as u32,
            character_column: self.text[start..offset].chars().count() as u32,
        }
    }

    /// The text of a line (from 1) without its newline; empty if there is no such line.
    #[must_use]
    pub fn line_text(&self, line: u32) -> &str {
        let Some(start) = (line as usize).checked_sub(1).and_then(|index| self.line_starts.get(index)) else {
            return "";
        };
        let end = self.line_starts.get(line as usize).map_or(self.text.len(), |next| *next as usize - 1);
        &self.text[*start as usize..end]
    }

    /// The text of a span; empty if the span does not fit the text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }
}
