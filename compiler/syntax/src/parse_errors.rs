//! The parser's own errors in CPython's words, where it has an equivalent.

use moltc_diagnostics::{Category, Diagnostic, SourceFile};
use rustpython_ruff_python_ast::token::TokenKind;
use rustpython_ruff_python_ast::{Expr, UnaryOp};
use rustpython_ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType, parse_parenthesized_expression_range,
};
use rustpython_ruff_text_size::TextRange;

use crate::nesting::unclosed_bracket;
use crate::wording::span;

const INVALID: &str = "invalid syntax";

/// A failure to parse.
pub fn describe(error: &ParseError, file: &SourceFile) -> Diagnostic {
    let at = span(error.location);
    let message = message(error, file);
    if message.starts_with("expected an indented block")
        || message.starts_with("unexpected indent")
        || message.starts_with("unindent")
    {
        return Diagnostic::error(Category::IndentationError, message, at);
    }
    // As CPython does, blame a bracket that is still open on an earlier line, or at the end of the file.
    let is_end = file.text()[at.start as usize..].trim().is_empty();
    let is_generic = message == INVALID || message.starts_with("unexpected EOF");
    if is_generic && let Some(bracket) = unclosed_bracket(&file.text()[..at.start as usize]) {
        let (open, line) = (file.slice(bracket), file.line(bracket.start));
        let found = file.text()[at.start as usize..].chars().next();
        let matching = [("(", ')'), ("[", ']'), ("{", '}')].into_iter().find(|(bracket, _)| *bracket == open);
        if let Some(close @ (')' | ']' | '}')) = found
            && matching.is_some_and(|(_, matching)| matching != close)
        {
            let on_line = if line == file.line(at.start) { String::new() } else { format!(" on line {line}") };
            let message = format!("closing parenthesis '{close}' does not match opening parenthesis '{open}'{on_line}");
            return Diagnostic::error(Category::SyntaxError, message, at);
        }
        if is_end || line < file.line(at.start) {
            return Diagnostic::error(Category::SyntaxError, format!("'{open}' was never closed"), bracket);
        }
    }
    Diagnostic::error(Category::SyntaxError, message, at)
}

fn message(error: &ParseError, file: &SourceFile) -> String {
    let text = file.slice(span(error.location));
    let last_line = match file.text().strip_suffix('\n') {
        Some(text) => file.line(span(error.location).end.min(text.len() as u32)),
        None => file.line(span(error.location).end),
    };
    let message = match &error.error {
        ParseErrorType::Lexical(lexical) => return lexical_message(lexical, text, last_line),
        ParseErrorType::FStringError(kind) => return interpolated_message("f-string", kind, last_line),
        ParseErrorType::TStringError(kind) => return interpolated_message("t-string", kind, last_line),
        ParseErrorType::OtherError(message) => return other_message(message, error.location, file),
        ParseErrorType::InvalidAssignmentTarget => return assignment_message(error.location, file),
        ParseErrorType::InvalidAugmentedAssignmentTarget => {
            let name = expression_name(error.location, file);
            return format!("'{name}' is an illegal expression for augmented assignment");
        }
        ParseErrorType::InvalidDeleteTarget => {
            return format!("cannot delete {}", expression_name(error.location, file));
        }
        ParseErrorType::InvalidNamedAssignmentTarget => {
            return format!("cannot use assignment expressions with {}", expression_name(error.location, file));
        }
        ParseErrorType::DuplicateKeywordArgumentError(name) => return format!("keyword argument repeated: {name}"),
        ParseErrorType::ExpectedToken { expected: TokenKind::Colon, found: TokenKind::Newline } => "expected ':'",
        ParseErrorType::ExpectedToken { expected: TokenKind::Lpar, .. } => "expected '('",
        ParseErrorType::InvalidAnnotatedAssignmentTarget => "illegal target for annotation",
        ParseErrorType::UnexpectedIndentation => "unexpected indent",
        ParseErrorType::PositionalAfterKeywordArgument => "positional argument follows keyword argument",
        ParseErrorType::PositionalAfterKeywordUnpacking => "positional argument follows keyword argument unpacking",
        ParseErrorType::InvalidArgumentUnpackingOrder => {
            "iterable argument unpacking follows keyword argument unpacking"
        }
        ParseErrorType::IterableUnpackingInComprehension => "iterable unpacking cannot be used in comprehension",
        ParseErrorType::UnparenthesizedGeneratorExpression => "Generator expression must be parenthesized",
        ParseErrorType::ParamAfterVarKeywordParam => "arguments cannot follow var-keyword argument",
        ParseErrorType::NonDefaultParamAfterDefaultParam => {
            "parameter without a default follows parameter with a default"
        }
        ParseErrorType::VarParameterWithDefault => "var-positional argument cannot have default value",
        ParseErrorType::ExpectedKeywordParam => "named arguments must follow bare *",
        ParseErrorType::EmptyTypeParams => "Type parameter list cannot be empty",
        ParseErrorType::EmptyImportNames => "Expected one or more names after 'import'",
        _ => INVALID,
    };
    message.to_owned()
}

fn lexical_message(error: &LexicalErrorType, text: &str, last_line: u32) -> String {
    match error {
        LexicalErrorType::IndentationError => "unindent does not match any outer indentation level".to_owned(),
        LexicalErrorType::StringError | LexicalErrorType::UnclosedStringError => {
            let quotes = text.trim_start_matches(|character: char| character.is_ascii_alphabetic());
            let kind = if quotes.starts_with("'''") || quotes.starts_with("\"\"\"") { "triple-quoted " } else { "" };
            format!("unterminated {kind}string literal (detected at line {last_line})")
        }
        LexicalErrorType::LineContinuationError => "unexpected character after line continuation character".to_owned(),
        LexicalErrorType::FStringError(kind) => interpolated_message("f-string", kind, last_line),
        LexicalErrorType::TStringError(kind) => interpolated_message("t-string", kind, last_line),
        LexicalErrorType::Eof => "unexpected EOF while parsing".to_owned(),
        LexicalErrorType::UnrecognizedToken { tok } if tok.is_ascii() => INVALID.to_owned(),
        LexicalErrorType::UnrecognizedToken { tok } if tok.is_whitespace() || tok.is_control() => {
            format!("invalid non-printable character U+{:04X}", u32::from(*tok))
        }
        LexicalErrorType::UnrecognizedToken { tok } => format!("invalid character '{tok}' (U+{:04X})", u32::from(*tok)),
        other => lower_first(&other.to_string()).replace('`', "'"),
    }
}

fn interpolated_message(prefix: &str, kind: &InterpolatedStringErrorType, last_line: u32) -> String {
    match kind {
        InterpolatedStringErrorType::UnterminatedString => {
            format!("unterminated {prefix} literal (detected at line {last_line})")
        }
        InterpolatedStringErrorType::UnterminatedTripleQuotedString => {
            format!("unterminated triple-quoted {prefix} literal (detected at line {last_line})")
        }
        InterpolatedStringErrorType::NewlineInFormatSpec => {
            format!("{prefix}: newlines are not allowed in format specifiers for single quoted {prefix}s")
        }
        other => format!("{prefix}: {}", other.to_string().replace('`', "'")),
    }
}

/// What the parser says in free text.
fn other_message(message: &str, location: TextRange, file: &SourceFile) -> String {
    if let Some(clause) = message.strip_prefix("Expected an indented block after ") {
        let clause = match clause.split('`').nth(1) {
            Some("class") => "class definition".to_owned(),
            Some(keyword) => format!("'{keyword}' statement"),
            None => clause.to_owned(),
        };
        let before = file.text()[..span(location).start as usize].trim_end();
        return format!("expected an indented block after {clause} on line {}", file.line(before.len() as u32));
    }
    let known = match message {
        "Expected a statement" => match file.text()[span(location).start as usize..].chars().next() {
            Some(bracket @ (')' | ']' | '}')) => return format!("unmatched '{bracket}'"),
            _ => INVALID,
        },
        "Only one '/' separator allowed" => "/ may appear only once",
        "Only one '*' parameter allowed" => "* argument may appear only once",
        "'/' parameter must appear before '*' parameter" => "/ must be ahead of *",
        "Position-only parameter separator not allowed as first parameter" => "at least one argument must precede /",
        "Boolean 'not' expression cannot be used here" => "'not' after an operator must be parenthesized",
        "Multiple exception types must be parenthesized when using `as`" => {
            "multiple exception types must be parenthesized when using 'as'"
        }
        "Only single target (not tuple) can be annotated" => "only single target (not tuple) can be annotated",
        "Only single target (not list) can be annotated" => "only single target (not list) can be annotated",
        "Positional patterns cannot follow keyword patterns" => "positional patterns follow keyword patterns",
        _ => INVALID,
    };
    known.to_owned()
}

/// An assignment to something that is no target.
fn assignment_message(location: TextRange, file: &SourceFile) -> String {
    let name = expression_name(location, file);
    if name == "yield expression" {
        return "assignment to yield expression not possible".to_owned();
    }
    let rest = &file.text()[span(location).end as usize..];
    let value = rest.trim_start_matches([' ', '\t']).strip_prefix('=');
    let is_single = value.is_some_and(|value| !value.split('\n').next().unwrap_or_default().contains('='));
    // CPython suspects a comparison behind a lone `=`, unless what precedes it binds less tightly than `|`.
    let suspects = !matches!(
        name,
        "None" | "True" | "False" | "list" | "tuple" | "generator expression" | "comparison" | "lambda"
    ) && !matches!(name, "conditional expression" | "named expression" | "boolean");
    let name = if name == "boolean" { "expression" } else { name };
    if is_single && suspects {
        format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?")
    } else {
        format!("cannot assign to {name}")
    }
}

/// What CPython calls the expression at a place. (`boolean` is an `expression` that binds less tightly than `|`.)
fn expression_name(location: TextRange, file: &SourceFile) -> &'static str {
    let Ok(parsed) = parse_parenthesized_expression_range(file.text(), location) else { return "expression" };
    match parsed.expr() {
        Expr::BoolOp(_) => "boolean",
        Expr::UnaryOp(node) if node.op == UnaryOp::Not => "boolean",
        Expr::Named(_) => "named expression",
        Expr::BinOp(_) | Expr::UnaryOp(_) => "expression",
        Expr::Lambda(_) => "lambda",
        Expr::If(_) => "conditional expression",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Generator(_) => "generator expression",
        Expr::Await(_) => "await expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Compare(_) => "comparison",
        Expr::Call(_) => "function call",
        Expr::FString(_) => "f-string expression",
        Expr::TString(_) => "t-string expression",
        Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::NumberLiteral(_) => "literal",
        Expr::BooleanLiteral(node) if node.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::NoneLiteral(_) => "None",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Slice(_) | Expr::IpyEscapeCommand(_) => "expression",
    }
}

fn lower_first(message: &str) -> String {
    let mut characters = message.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => String::new(),
    }
}
