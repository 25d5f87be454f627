//! The source text that a program carries for tracebacks: every line is there, but those that no traceback shows, comments and
//! docstrings mostly, are empty. A traceback that a program makes by hand, with the number of such a line, shows none.

use moltc_ir::Module;

/// The lines of a text with what ends each: a line feed, a carriage return, or both.
fn lines(text: &[u8]) -> Vec<&[u8]> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (index, &byte) in text.iter().enumerate() {
        if byte == b'\n' || byte == b'\r' && text.get(index + 1) != Some(&b'\n') {
            lines.push(&text[start..=index]);
            start = index + 1;
        }
    }
    lines.push(&text[start..]);
    lines
}

fn without_end(line: &[u8]) -> &[u8] {
    let length = line.iter().rposition(|byte| !matches!(byte, b'\n' | b'\r')).map_or(0, |last| last + 1);
    &line[..length]
}

fn indentation(line: &[u8]) -> &[u8] {
    let length = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    &line[..length]
}

/// Whether a line begins the definition of a function or class. No expression begins like that.
fn begins_definition(line: &[u8]) -> bool {
    let line = &line[indentation(line).len()..];
    ["@", "def ", "class ", "async "].iter().any(|beginning| line.starts_with(beginning.as_bytes()))
}

/// The source text with empty lines where the locations of a module never lead.
pub(super) fn shown_source(module: &Module, source: &[u8]) -> Vec<u8> {
    let lines = lines(source);
    let mut is_shown = vec![false; lines.len()];
    // Expressions of many lines within each other must not cost their product: how many begin at each line, less those that
    // ended before it.
    let mut begun = vec![0isize; lines.len() + 1];
    for function in &module.functions {
        let own = (function.first_line, function.first_line);
        let spans = function.locations.iter().map(|location| (location.line, location.end_line));
        for (first, last) in spans.chain([own]) {
            let (first, end) = ((first as usize).saturating_sub(1), (last as usize).min(lines.len()));
            let Some(span) = lines.get(first..end).filter(|span| !span.is_empty()) else { continue };
            if span.len() <= 3 || !begins_definition(span[0]) {
                begun[first] += 1;
                begun[end] -= 1;
                continue;
            }
            // Of a definition only both ends are shown, with the line between if it is one; and what is indented less than
            // the beginning moves all that is shown.
            for (index, line) in span.iter().enumerate() {
                let is_end = index == 0 || index + 1 == span.len();
                is_shown[first + index] |= is_end || !indentation(line).starts_with(indentation(span[0]));
            }
        }
    }
    let mut shown = Vec::with_capacity(source.len());
    let mut around = 0;
    for (index, line) in lines.into_iter().enumerate() {
        around += begun[index];
        let content = without_end(line);
        shown.extend_from_slice(if around > 0 || is_shown[index] { line } else { &line[content.len()..] });
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{indentation, lines, without_end};

    #[test]
    fn lines_end_as_in_python() {
        let text = b"a\r\nb\rc\n\n\td";
        let found: Vec<&[u8]> = lines(text);
        assert_eq!(found, [&b"a\r\n"[..], b"b\r", b"c\n", b"\n", b"\td"]);
        assert_eq!(
            found.iter().map(|line| without_end(line)).collect::<Vec<_>>(),
            [&b"a"[..], b"b", b"c", b"", b"\td"]
        );
        assert_eq!(indentation(found[4]), b"\t");
    }
}
