//! Refuses sources nested so deeply that recursion over their trees would exhaust the stack.
//!
//! The parser, its trees' destructors and every later walk recurse. This scan over the tokens bounds the depth of the
//! tree *before* the parser sees the text. Brackets and indentation have CPython's own limits and words. Operator chains
//! (`- - - x`, `a.b.c`, `a + b + c`, `a if b else c if ...`, `lambda: lambda: ...`), on which CPython overflows its stack
//! somewhere in the thousands, have [`DEEPEST_EXPRESSION`].

use moltc_diagnostics::{Category, Diagnostic, Span};
use rustpython_ruff_python_ast::token::TokenKind;
use rustpython_ruff_python_parser::{Mode, lexer};

/// CPython's limit of nested brackets.
const MOST_BRACKETS: usize = 200;
/// CPython's limit of nested f-strings.
const MOST_NESTED_STRINGS: usize = 150;
/// CPython's limit of indentation levels.
const MOST_INDENTATIONS: usize = 99;
/// Bound of the tree's depth within one logical line.
pub const DEEPEST_EXPRESSION: usize = 3000;

/// An upper bound of the tree depth that the tokens since the last separator can have caused, at one bracket level.
#[derive(Clone, Copy, Default)]
struct Level {
    /// Chains that end at a comma, a comparison or `and`/`or`: arithmetic, attributes, calls.
    tight: usize,
    /// Chains that end at a comma: conditional expressions, `not`.
    loose: usize,
    /// Chains that only end with the bracket or line: lambdas, whose parameters hold commas.
    sticky: usize,
}

impl Level {
    const fn depth(self) -> usize {
        self.tight + self.loose + self.sticky
    }
}

/// Checks the whole text.
pub fn check(text: &str) -> Result<(), Diagnostic> {
    let mut lexer = lexer::lex(text, Mode::Module);
    let mut levels = vec![Level::default()];
    let mut outer_depth = 0;
    let mut indentations = 0usize;
    let mut strings = 0usize;
    let mut tokens = 0usize;
    loop {
        let kind = lexer.next_token();
        tokens += usize::from(is_significant(kind));
        let level = levels.len() - 1;
        let current = &mut levels[level];
        match kind {
            TokenKind::EndOfFile => return Ok(()),
            TokenKind::Indent => {
                indentations += 1;
                if indentations > MOST_INDENTATIONS {
                    let range = locate(text, tokens + 1);
                    return Err(Diagnostic::error(Category::IndentationError, "too many levels of indentation", range));
                }
            }
            TokenKind::Dedent => indentations = indentations.saturating_sub(1),
            TokenKind::Newline | TokenKind::Semi => {
                levels.truncate(1);
                levels[0] = Level::default();
                outer_depth = 0;
            }
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => {
                current.tight += 1;
                outer_depth += current.depth() + 1;
                levels.push(Level::default());
                if levels.len() - 1 > MOST_BRACKETS {
                    let range = locate(text, tokens);
                    return Err(Diagnostic::error(Category::SyntaxError, "too many nested parentheses", range));
                }
            }
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace if level > 0 => {
                levels.pop();
                outer_depth -= levels[level - 1].depth() + 1;
            }
            TokenKind::FStringStart | TokenKind::TStringStart => {
                strings += 1;
                if strings > MOST_NESTED_STRINGS {
                    let range = locate(text, tokens);
                    let message = "too many nested f-strings or t-strings";
                    return Err(Diagnostic::error(Category::SyntaxError, message, range));
                }
            }
            TokenKind::FStringEnd | TokenKind::TStringEnd => strings = strings.saturating_sub(1),
            TokenKind::Comma => (current.tight, current.loose) = (0, 0),
            TokenKind::And
            | TokenKind::Or
            | TokenKind::EqEqual
            | TokenKind::NotEqual
            | TokenKind::Less
            | TokenKind::LessEqual
            | TokenKind::Greater
            | TokenKind::GreaterEqual
            | TokenKind::In
            | TokenKind::Is => current.tight = 0,
            TokenKind::If | TokenKind::Not | TokenKind::Await | TokenKind::Yield | TokenKind::ColonEqual => {
                current.loose += 1;
            }
            TokenKind::Lambda => current.sticky += 1,
            TokenKind::Plus
            | TokenKind::Minus
            | TokenKind::Tilde
            | TokenKind::Star
            | TokenKind::DoubleStar
            | TokenKind::Slash
            | TokenKind::DoubleSlash
            | TokenKind::Percent
            | TokenKind::At
            | TokenKind::LeftShift
            | TokenKind::RightShift
            | TokenKind::Amper
            | TokenKind::Vbar
            | TokenKind::CircumFlex
            | TokenKind::Dot => current.tight += 1,
            _ => {}
        }
        if outer_depth + levels[levels.len() - 1].depth() > DEEPEST_EXPRESSION {
            let range = locate(text, tokens);
            let message = format!("expression is nested more than {DEEPEST_EXPRESSION} levels deep");
            return Err(
                Diagnostic::error(Category::Unsupported, message, range).with_help("split it into several statements")
            );
        }
    }
}

/// Whether the token stands for text of its own, so that cutting the source after it leaves it the last such token.
fn is_significant(kind: TokenKind) -> bool {
    !matches!(
        kind,
        TokenKind::Newline
            | TokenKind::NonLogicalNewline
            | TokenKind::Indent
            | TokenKind::Dedent
            | TokenKind::EndOfFile
            | TokenKind::Unknown
            | TokenKind::Comment
    )
}

/// Where the significant token with the given number (from 1) starts. The lexer does not tell, so this searches for the
/// shortest prefix of the text that has that many.
fn locate(text: &str, number: usize) -> Span {
    let has_token = |end: usize| {
        let mut lexer = lexer::lex(&text[..text.floor_char_boundary(end)], Mode::Module);
        let mut count = 0;
        loop {
            let kind = lexer.next_token();
            if kind == TokenKind::EndOfFile {
                return false;
            }
            count += usize::from(is_significant(kind));
            if count >= number {
                return true;
            }
        }
    };
    let (mut without, mut with) = (0, text.len());
    while without + 1 < with {
        let middle = without.midpoint(with);
        if has_token(middle) { with = middle } else { without = middle }
    }
    let (start, end) = (text.floor_char_boundary(without), text.floor_char_boundary(with));
    Span::new(start as u32, end.max(start) as u32)
}

/// The innermost bracket that the text leaves open, outside f-strings.
pub fn unclosed_bracket(text: &str) -> Option<Span> {
    let mut lexer = lexer::lex(text, Mode::Module);
    let mut open = Vec::new();
    let mut tokens = 0;
    let mut strings = 0u32;
    loop {
        let kind = lexer.next_token();
        tokens += usize::from(is_significant(kind));
        match kind {
            TokenKind::EndOfFile => break,
            TokenKind::FStringStart | TokenKind::TStringStart => strings += 1,
            TokenKind::FStringEnd | TokenKind::TStringEnd => strings = strings.saturating_sub(1),
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace if strings == 0 => open.push(tokens),
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace if strings == 0 => {
                open.pop();
            }
            _ => {}
        }
    }
    open.last().map(|number| locate(text, *number))
}
