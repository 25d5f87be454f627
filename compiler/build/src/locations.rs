//! Source ranges as tracebacks show them.

use moltc_diagnostics::{SourceFile, Span};
use moltc_ir::Location;

/// The range of a span.
pub(crate) fn location(file: &SourceFile, span: Span) -> Location {
    let (start, end) = (file.position(span.start), file.position(span.end));
    Location { line: start.line, end_line: end.line, column: start.byte_column, end_column: end.byte_column }
}

/// The range of an attribute operation, or of the call of an attribute: `operation` if it starts on the line where the
/// attribute's name stands, else from that name on, as CPython does so that long method chains are marked at the method.
///
/// The end column becomes that of the name while the end line stays: that is CPython's, too.
pub(crate) fn attribute_location(file: &SourceFile, operation: Span, attribute: Span) -> Location {
    let mut location = location(file, operation);
    let end = file.position(attribute.end);
    if location.line != end.line {
        let text = file.slice(attribute);
        let name = text.trim_end_matches(|character: char| character == '_' || character.is_alphanumeric());
        let length = text[name.len()..].chars().count() as u32;
        location.line = end.line;
        location.column = end.byte_column.saturating_sub(length);
        location.end_column = end.byte_column;
    }
    location
}
