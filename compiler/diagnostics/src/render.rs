//! Diagnostics for people (`annotate-snippets`) and for programs (JSON).

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde::Serialize;

use crate::{Diagnostic, Severity, SourceFile, Span};

/// Lines longer than this many bytes are shown only around the span: nobody reads a 10 MB line.
const LONGEST_LINE: usize = 400;
/// How much of a long line is shown on either side of the span's start.
const LONG_LINE_CONTEXT: usize = 100;

/// Renders a diagnostic with its source line and caret, ending in a newline. `colour` adds ANSI escapes.
#[must_use]
pub fn render(diagnostic: &Diagnostic, file: &SourceFile, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.category.name());
    let mut group = match diagnostic.span {
        None => title.element(annotate_snippets::Origin::path(file.name())),
        Some(span) => {
            let window = Window::around(file, span, &diagnostic.labels);
            let mut snippet = Snippet::source(window.text)
                .line_start(window.first_line as usize)
                .path((!window.is_cut).then(|| file.name()))
                .annotation(AnnotationKind::Primary.span(window.range(span)));
            for label in &diagnostic.labels {
                if window.holds(label.span) {
                    snippet = snippet.annotation(
                        AnnotationKind::Context.span(window.range(label.span)).label(label.message.as_str()),
                    );
                }
            }
            if window.is_cut {
                // The renderer would count columns from where the window starts.
                let position = file.position(span.start);
                let origin = annotate_snippets::Origin::path(file.name())
                    .line(position.line as usize)
                    .char_column(position.character_column as usize + 1);
                title.element(origin).element(snippet)
            } else {
                title.element(snippet)
            }
        }
    };
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let mut text = renderer.render(&[group]);
    text.push('\n');
    text
}

/// The part of the source that is handed to the renderer: the lines of the spans, or a piece of one line if it is long.
struct Window<'a> {
    text: &'a str,
    start: usize,
    first_line: u32,
    /// Whether it begins within a line.
    is_cut: bool,
}

impl<'a> Window<'a> {
    fn around(file: &'a SourceFile, span: Span, labels: &[crate::Label]) -> Self {
        let whole = labels.iter().fold(span, |whole, label| whole.cover(label.span));
        let text = file.text();
        let line_start = |offset: u32| text[..floor(text, offset as usize)].rfind('\n').map_or(0, |index| index + 1);
        let line_end = |offset: u32| {
            let offset = floor(text, offset as usize);
            text[offset..].find('\n').map_or(text.len(), |index| offset + index)
        };
        let (start, end) = (line_start(whole.start), line_end(whole.end.max(whole.start)));
        let long = text[start..end].split('\n').any(|line| line.len() > LONGEST_LINE);
        let (start, end) = if long {
            let centre = span.start as usize;
            let start = line_start(span.start).max(floor(text, centre.saturating_sub(LONG_LINE_CONTEXT)));
            let end = line_end(span.start).min(floor(text, centre + LONG_LINE_CONTEXT));
            (start, end.max(start))
        } else {
            (start, end)
        };
        let is_cut = start > 0 && text.as_bytes()[start - 1] != b'\n';
        Self { text: &text[start..end], start, first_line: file.line(start as u32), is_cut }
    }

    fn holds(&self, span: Span) -> bool {
        (self.start..=self.start + self.text.len()).contains(&(span.start as usize))
    }

    fn range(&self, span: Span) -> std::ops::Range<usize> {
        let clamp = |offset: u32| floor(self.text, (offset as usize).saturating_sub(self.start));
        clamp(span.start)..clamp(span.end).max(clamp(span.start))
    }
}

/// The nearest character boundary at or before `offset`, at most the text's length.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[derive(Serialize)]
struct Report<'a> {
    severity: Severity,
    category: &'static str,
    message: &'a str,
    file: &'a str,
    #[serde(flatten)]
    place: Option<Place>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    labels: Vec<LabelReport<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
}

#[derive(Serialize)]
struct LabelReport<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Place,
}

/// Lines and columns from 1; columns in characters, offsets in bytes.
#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    start_offset: u32,
    end_offset: u32,
}

impl Place {
    fn new(file: &SourceFile, span: Span) -> Self {
        let (start, end) = (file.position(span.start), file.position(span.end));
        Self {
            line: start.line,
            column: start.character_column + 1,
            end_line: end.line,
            end_column: end.character_column + 1,
            start_offset: span.start,
            end_offset: span.end,
        }
    }
}

/// One JSON object on one line, without a newline.
#[must_use]
pub fn to_json(diagnostic: &Diagnostic, file: &SourceFile) -> String {
    let report = Report {
        severity: diagnostic.severity,
        category: diagnostic.category.name(),
        message: &diagnostic.message,
        file: file.name(),
        place: diagnostic.span.map(|span| Place::new(file, span)),
        labels: diagnostic
            .labels
            .iter()
            .map(|label| LabelReport { message: &label.message, place: Place::new(file, label.span) })
            .collect(),
        help: diagnostic.help.as_deref(),
    };
    serde_json::to_string(&report).unwrap_or_else(|error| unreachable!("a report has only string keys: {error}"))
}
