//! Expected ranges were read off CPython 3.14's tracebacks.

use super::{anchors, is_plain_call_statement};

fn marked(expression: &str) -> Option<String> {
    let text: Vec<char> = expression.chars().collect();
    anchors(&text).map(|found| text[found.start..found.end].iter().collect())
}

#[test]
fn operators_of_the_outermost_operation_are_marked() {
    for (expression, part) in [
        ("a + b", "+"),
        ("a // b", "//"),
        ("a//b", "//"),
        ("a +b", "+"),
        ("a * b + c", "+"),
        ("a + b * c", "+"),
        ("a - b - c(1)", "-"),
        ("-a * b", "*"),
        ("a ** b ** c", "**"),
        ("a ** -b * c", "*"),
        ("f(x)[0] % (y + z)", "%"),
        ("a +(b)", "+("),
        ("'x' + f'{a + \"b\"}'", "+"),
        ("(a) / (b)", "/"),
    ] {
        assert_eq!(marked(expression).as_deref(), Some(part), "{expression}");
    }
}

#[test]
fn brackets_of_subscripts_and_calls_are_marked() {
    for (expression, part) in [
        ("a[1]", "[1]"),
        ("a.b[x][y + 1]", "[y + 1]"),
        ("f(1, 'a)')", "(1, 'a)')"),
        ("a.b(c)(d)", "(d)"),
        ("(f)(x)", "(x)"),
        ("f (x)", "(x)"),
    ] {
        assert_eq!(marked(expression).as_deref(), Some(part), "{expression}");
    }
}

#[test]
fn other_expressions_have_no_anchors() {
    for expression in [
        "a",
        "-a",
        "-a ** b",
        "a < b",
        "not f(x)",
        "a.b",
        "lambda: f(x)",
        "raise f(x)",
        "await f(x)",
        "(a, b)",
        "x if f() else g()",
    ] {
        assert_eq!(marked(expression), None, "{expression}");
    }
}

#[test]
fn statements_that_are_one_plain_call_are_recognised() {
    for (text, call, expected) in [
        ("return f(1)", "f(1)", true),
        ("return a.f(1)", "a.f(1)", false),
        ("x = a.f(1)", "a.f(1)", true),
        ("x = f(1)  # why", "f(1)", true),
        ("x = y = f(1)", "f(1)", false),
        ("x: int = f(1)", "f(1)", false),
        ("return (f(1))", "f(1)", true),
        ("return f(1) + 2", "f(1)", false),
        ("f(1)", "f(1)", false),
    ] {
        let start = text.find(call).expect("the call stands in the text");
        let characters: Vec<char> = text.chars().collect();
        assert_eq!(is_plain_call_statement(&characters, start, start + call.len()), expected, "{text}");
    }
}
