//! SyntaxError: the line of source it is about, with a marker.

use molt_object::exception::Exception;
use molt_object::{Borrowed, Downcast, Owned, Str};
use molt_protocol::convert;

use super::report::{escaped, safe_text};

/// The lines that describe a SyntaxError, the one with type and message last.
pub(super) fn format(exception: Borrowed<'_>, class: &str) -> Vec<String> {
    let Some(data) = Exception::of(exception) else { return Vec::new() };
    let field = |name: &str| data.field(name).filter(|value| !value.borrow().is_none());
    let number = |name: &str| field(name).and_then(|value| value.value().as_small_int());
    let text_of = |value: &Owned| safe_text(value.borrow(), "value", convert::str);
    let mut result = Vec::new();
    let mut suffix = String::new();
    let filename = field("filename");
    match (field("lineno"), &filename) {
        (Some(line), filename) => {
            let filename = filename.as_ref().map(text_of).filter(|name| !name.is_empty());
            let filename = filename.unwrap_or_else(|| "<string>".to_owned());
            result.push(format!("  File \"{filename}\", line {}\n", text_of(&line)));
        }
        (None, Some(filename)) => suffix = format!(" ({})", text_of(filename)),
        (None, None) => {}
    }
    let text = field("text").and_then(|text| text.borrow().downcast::<Str>().map(escaped));
    if let Some(text) = text {
        let end = (number("lineno"), number("end_lineno"), number("end_offset"));
        result.extend(source_lines(&text, number("offset"), end));
    }
    let message = field("msg").map(|message| text_of(&message)).filter(|message| !message.is_empty());
    let message = message.unwrap_or_else(|| "<no detail available>".to_owned());
    result.push(format!("{class}: {message}{suffix}\n"));
    result
}

fn source_lines(text: &str, offset: Option<i64>, end: (Option<i64>, Option<i64>, Option<i64>)) -> Vec<String> {
    let right_trimmed = text.trim_end_matches('\n');
    let shown = right_trimmed.trim_start_matches([' ', '\n', '\u{c}']);
    let length = |text: &str| text.chars().count() as i64;
    let spaces = length(right_trimmed) - length(shown);
    let mut result = vec![format!("    {shown}\n")];
    let Some(mut offset) = offset else { return result };
    let (line, end_line, end_offset) = end;
    let mut end_offset = if line == end_line {
        end_offset.filter(|&end_offset| end_offset != 0).unwrap_or(offset)
    } else {
        length(right_trimmed) + 1
    };
    if !text.is_empty() && offset > length(text) {
        offset = length(right_trimmed) + 1;
    }
    if !text.is_empty() && end_offset > length(text) {
        end_offset = length(right_trimmed) + 1;
    }
    if offset >= end_offset || end_offset < 0 {
        end_offset = offset + 1;
    }
    let column = offset - 1 - spaces;
    let end_column = end_offset - 1 - spaces;
    if let Ok(column) = usize::try_from(column) {
        let lead: String = shown
            .chars()
            .take(column)
            .map(|character| if character.is_whitespace() { character } else { ' ' })
            .collect();
        let markers = "^".repeat(usize::try_from(end_column).unwrap_or(0).saturating_sub(column));
        result.push(format!("    {lead}{markers}\n"));
    }
    result
}
