//! Rendering of diagnostics for people and for programs, and position arithmetic.

use moltc_diagnostics::{Category, Diagnostic, Position, SourceFile, Span, render, to_json};

#[test]
fn a_span_is_marked_under_its_line() {
    let file = SourceFile::new("app.py", "x = 1\nreturn x\ny = 2\n");
    let diagnostic = Diagnostic::error(Category::SyntaxError, "'return' outside function", Span::new(6, 14));
    assert_eq!(
        render(&diagnostic, &file, false),
        "error[SyntaxError]: 'return' outside function\n --> app.py:2:1\n  |\n2 | return x\n  | ^^^^^^^^\n"
    );
}

#[test]
fn help_and_labels_are_shown() {
    let file = SourceFile::new("app.py", "def f(a):\n    global a\n");
    let diagnostic = Diagnostic::error(Category::SyntaxError, "name 'a' is parameter and global", Span::new(21, 22))
        .with_label(Span::new(6, 7), "the parameter")
        .with_help("rename one of them");
    let text = render(&diagnostic, &file, false);
    assert!(text.contains("the parameter"), "{text}");
    assert!(text.contains("help: rename one of them"), "{text}");
}

#[test]
fn a_file_error_names_the_file() {
    let file = SourceFile::new("app.py", "");
    let text = render(&Diagnostic::file_error(Category::SyntaxError, "bad file"), &file, false);
    assert_eq!(text, "error[SyntaxError]: bad file\n--> app.py\n");
}

#[test]
fn a_long_line_is_cut_around_the_span() {
    let line = "x".repeat(10_000_000);
    let file = SourceFile::new("app.py", line);
    let text = render(&Diagnostic::error(Category::SyntaxError, "long", Span::new(5_000_000, 9_000_000)), &file, false);
    assert!(text.contains(":5000001\n"), "{text}");
    assert!(text.len() < 1000, "{} bytes", text.len());
}

#[test]
fn spans_at_or_past_the_end_are_rendered() {
    for text in ["", "x", "x\n", "é"] {
        let file = SourceFile::new("app.py", text);
        for start in 0..4 {
            for end in start..5 {
                let diagnostic = Diagnostic::error(Category::SyntaxError, "m", Span::new(start, end));
                assert!(render(&diagnostic, &file, true).contains("app.py"));
                assert!(to_json(&diagnostic, &file).contains("app.py"));
            }
        }
    }
}

#[test]
fn columns_count_bytes_and_characters() {
    let file = SourceFile::new("app.py", "a\nß😀x\n");
    assert_eq!(file.position(8), Position { line: 2, byte_column: 6, character_column: 2 });
    assert_eq!(file.line_text(2), "ß😀x");
    assert_eq!(file.line_text(3), "");
    assert_eq!(file.line_text(9), "");
}

#[test]
fn json_has_lines_and_columns_from_one() {
    let file = SourceFile::new("app.py", "é = \nx");
    let diagnostic = Diagnostic::error(Category::Unsupported, "no", Span::new(3, 4));
    assert_eq!(
        to_json(&diagnostic, &file),
        r#"{"severity":"error","category":"unsupported","message":"no","file":"app.py","line":1,"column":3,"end_line":1,"end_column":4,"start_offset":3,"end_offset":4}"#
    );
}
