//! The source lines of one traceback entry with the markers under them, as CPython's `traceback` module prints them.

use molt_abi::Location;

use super::anchors::{self, Anchors};
use super::width::display_width;

/// The lines of a source text.
pub struct SourceLines {
    lines: Vec<Vec<char>>,
}

impl SourceLines {
    /// The lines `first..=last` (from 1) of a source text, without trailing white space; missing ones are empty.
    pub fn new(source: &[u8], first: u32, last: u32) -> SourceLines {
        let text = String::from_utf8_lossy(source.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(source));
        let mut lines = Vec::new();
        let mut rest = text.as_ref();
        let mut number = 1;
        while number <= last {
            let (line, following) = split_line(rest);
            if number >= first {
                lines.push(line.trim_end().chars().collect());
            }
            rest = following;
            number += 1;
        }
        SourceLines { lines }
    }
}

/// Splits off the first line, whatever it ends with.
fn split_line(text: &str) -> (&str, &str) {
    match text.find(['\n', '\r']) {
        Some(end) => {
            let length = if text[end..].starts_with("\r\n") { 2 } else { 1 };
            (&text[..end], &text[end + length..])
        }
        None => (text, ""),
    }
}

/// Removes the white space all lines start with.
fn dedent(lines: &[Vec<char>]) -> Vec<Vec<char>> {
    let indent = |line: &Vec<char>| line.iter().take_while(|character| matches!(character, ' ' | '\t')).count();
    let is_blank = |line: &Vec<char>| line.iter().all(|character| character.is_whitespace());
    let mut margin: Option<&[char]> = None;
    for line in lines.iter().filter(|line| !is_blank(line)) {
        let own = &line[..indent(line)];
        margin = Some(match margin {
            None => own,
            Some(margin) => {
                let common = margin.iter().zip(own).take_while(|(a, b)| a == b).count();
                &margin[..common]
            }
        });
    }
    let margin = margin.map_or(0, <[char]>::len);
    lines.iter().map(|line| if is_blank(line) { Vec::new() } else { line[margin..].to_vec() }).collect()
}

/// Index of the character at a byte offset of the line's UTF-8.
fn character_offset(line: &[char], byte_offset: u32) -> usize {
    let mut bytes = byte_offset as usize;
    let mut count = 0;
    for character in line {
        if bytes == 0 {
            return count;
        }
        bytes = bytes.saturating_sub(character.len_utf8());
        count += 1;
    }
    count
}

/// Where in several lines an index into their joined text lies.
fn place_of(lines: &[Vec<char>], first_start: usize, index: usize) -> (usize, usize) {
    let mut left = index + first_start;
    for (number, line) in lines.iter().enumerate() {
        if left <= line.len() {
            return (number, left);
        }
        left -= line.len() + 1;
    }
    (lines.len() - 1, lines.last().map_or(0, Vec::len))
}

/// What is printed below the `File` line; empty when there is no source.
pub fn format(source: &SourceLines, location: Location) -> String {
    let original = &source.lines;
    let lines = dedent(original);
    if lines.iter().all(Vec::is_empty) {
        return String::new();
    }
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return String::new() };
    if location.end_column == 0 && location.column == 0 && location.line == location.end_line {
        return format!("    {}\n", first.iter().collect::<String>().trim());
    }
    let removed = original[0].len() - first.len();
    let start = character_offset(&original[0], location.column).saturating_sub(removed).min(first.len());
    let end =
        character_offset(&original[original.len() - 1], location.end_column).saturating_sub(removed).min(last.len());
    let joined: Vec<char> = lines.join(&'\n');
    let joined_end = joined.len() - (last.len() - end);
    let segment = joined.get(start..joined_end).unwrap_or(&[]);
    let found = anchors::anchors(segment);
    let markers = Markers {
        lines: &lines,
        show: should_show(&joined, start, joined_end, &lines, end, found.is_some()),
        start: display_width(&first[..start]),
        end: display_width(&last[..end]),
        anchors: found.map(|found| MarkedPart::new(&lines, start, found)),
    };
    markers.format()
}

fn should_show(
    joined: &[char],
    start: usize,
    joined_end: usize,
    lines: &[Vec<char>],
    end: usize,
    anchored: bool,
) -> bool {
    if anchors::is_plain_call_statement(joined, start, joined_end) {
        return false;
    }
    let not_blank = |text: &[char]| text.iter().any(|character| !character.is_whitespace());
    anchored || not_blank(&lines[0][..start]) || not_blank(&lines[lines.len() - 1][end..])
}

/// The part marked with `^`, in lines and columns.
struct MarkedPart {
    start_line: usize,
    start: usize,
    end_line: usize,
    end: usize,
}

impl MarkedPart {
    fn new(lines: &[Vec<char>], segment_start: usize, anchors: Anchors) -> MarkedPart {
        let (start_line, start) = place_of(lines, segment_start, anchors.start);
        let (end_line, end) = place_of(lines, segment_start, anchors.end);
        MarkedPart {
            start_line,
            start: display_width(&lines[start_line][..start]),
            end_line,
            end: display_width(&lines[end_line][..end]),
        }
    }
    fn contains(&self, line: usize, column: usize) -> bool {
        (line > self.start_line || line == self.start_line && column >= self.start)
            && (line < self.end_line || line == self.end_line && column < self.end)
    }
}

struct Markers<'a> {
    lines: &'a [Vec<char>],
    show: bool,
    start: usize,
    end: usize,
    anchors: Option<MarkedPart>,
}

impl Markers<'_> {
    /// Lines that are printed: the first, the last, and those around the edges of the marked part.
    fn significant(&self) -> Vec<usize> {
        let last = self.lines.len() - 1;
        let edges = self.anchors.as_ref().map(|part| [part.start_line, part.end_line]);
        let is_near_edge = |line: usize| edges.iter().flatten().any(|edge| edge.abs_diff(line) <= 1);
        (0..=last).filter(|&line| line == 0 || line == last || is_near_edge(line)).collect()
    }

    fn output_line(&self, output: &mut Vec<Vec<char>>, number: usize) {
        let line = &self.lines[number];
        output.push(line.clone());
        if !self.show {
            return;
        }
        let spaces = line.iter().take_while(|character| character.is_whitespace()).count();
        let width = if number == self.lines.len() - 1 { self.end } else { display_width(line) };
        let marker = |column: usize| {
            if column < spaces || number == 0 && column < self.start {
                return ' ';
            }
            match &self.anchors {
                None => '^',
                Some(part) if part.contains(number, column) => '^',
                Some(_) => '~',
            }
        };
        output.push((0..width).map(marker).collect());
    }

    fn format(&self) -> String {
        let mut output = Vec::new();
        let mut previous: Option<usize> = None;
        for number in self.significant() {
            if let Some(previous) = previous {
                match number - previous {
                    2 => self.output_line(&mut output, number - 1),
                    difference if difference > 2 => {
                        output.push(format!("...<{} lines>...", difference - 1).chars().collect());
                    }
                    _ => {}
                }
            }
            self.output_line(&mut output, number);
            previous = Some(number);
        }
        let mut text = String::new();
        for line in dedent(&output) {
            text.push_str("    ");
            text.extend(line);
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests;
