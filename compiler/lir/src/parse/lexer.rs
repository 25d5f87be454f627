//! Tokens of the text form. White space separates; `;` starts a comment that ends with the line.

use std::fmt;

use super::{ParseError, Result};

/// One token.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Token {
    /// Letters, digits and underscores, not starting with a digit.
    Word(String),
    /// `@name` or `@"name"`.
    Symbol(String),
    /// A quoted string.
    String(String),
    /// A decimal or `0x` number, perhaps with a minus sign directly before it.
    Integer(i128),
    /// One of `( ) [ ] { } , : = ! + - ->`.
    Punctuation(&'static str),
    /// End of the text.
    End,
}

impl fmt::Display for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(text) | Self::String(text) => write!(formatter, "{text:?}"),
            Self::Symbol(name) => write!(formatter, "@{name}"),
            Self::Integer(value) => write!(formatter, "{value}"),
            Self::Punctuation(text) => write!(formatter, "{text:?}"),
            Self::End => formatter.write_str("end of text"),
        }
    }
}

/// Gives tokens with one of look-ahead.
pub(super) struct Lexer<'a> {
    rest: &'a str,
    line: usize,
    peeked: Token,
    peeked_line: usize,
    /// Where the look-ahead token starts, so that it can be read again as hexadecimal bytes.
    peeked_start: &'a str,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Result<Self> {
        let mut lexer = Self { rest: text, line: 1, peeked: Token::End, peeked_line: 1, peeked_start: text };
        lexer.advance()?;
        Ok(lexer)
    }

    pub(super) fn error(&self, message: String) -> ParseError {
        ParseError { line: self.peeked_line, message }
    }

    pub(super) fn peek(&self) -> &Token {
        &self.peeked
    }

    pub(super) fn next(&mut self) -> Result<Token> {
        let token = self.peeked.clone();
        self.advance()?;
        Ok(token)
    }

    /// Reads the look-ahead token as pairs of hexadecimal digits.
    pub(super) fn hexadecimal(&mut self) -> Result<Vec<u8>> {
        let start = self.peeked_start;
        let length = start.bytes().take_while(u8::is_ascii_hexdigit).count();
        if length == 0 || length % 2 != 0 {
            return Err(self.error("expected pairs of hexadecimal digits".into()));
        }
        let bytes = start.as_bytes()[..length].chunks(2);
        let bytes = bytes.map(|pair| hexadecimal_digit(pair[0]) << 4 | hexadecimal_digit(pair[1])).collect();
        self.rest = &start[length..];
        self.line = self.peeked_line;
        self.advance()?;
        Ok(bytes)
    }

    fn skip_space(&mut self) {
        loop {
            let trimmed = self.rest.trim_start_matches([' ', '\t', '\r', '\n']);
            self.line += self.rest[..self.rest.len() - trimmed.len()].matches('\n').count();
            self.rest = trimmed;
            match trimmed.strip_prefix(';') {
                Some(comment) => self.rest = &comment[comment.find('\n').unwrap_or(comment.len())..],
                None => return,
            }
        }
    }

    fn take_while(&mut self, accept: fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|character| !accept(character)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn advance(&mut self) -> Result<()> {
        self.skip_space();
        self.peeked_line = self.line;
        self.peeked_start = self.rest;
        self.peeked = self.scan()?;
        Ok(())
    }

    fn scan(&mut self) -> Result<Token> {
        let Some(first) = self.rest.chars().next() else {
            return Ok(Token::End);
        };
        if first.is_ascii_alphabetic() || first == '_' {
            return Ok(Token::Word(self.take_while(is_word).to_owned()));
        }
        let digits = self.rest.strip_prefix('-').unwrap_or(self.rest);
        if digits.starts_with(|character: char| character.is_ascii_digit()) {
            let negative = digits.len() != self.rest.len();
            self.rest = digits;
            return self.number(negative);
        }
        if first == '"' {
            return self.string().map(Token::String);
        }
        if first == '@' {
            self.rest = &self.rest[1..];
            if self.rest.starts_with('"') {
                return self.string().map(Token::Symbol);
            }
            return Ok(Token::Symbol(self.take_while(is_symbol).to_owned()));
        }
        for punctuation in ["->", "(", ")", "[", "]", "{", "}", ",", ":", "=", "!", "+", "-"] {
            if let Some(rest) = self.rest.strip_prefix(punctuation) {
                self.rest = rest;
                return Ok(Token::Punctuation(punctuation));
            }
        }
        Err(self.error(format!("unexpected character {first:?}")))
    }

    fn number(&mut self, negative: bool) -> Result<Token> {
        let digits = self.take_while(is_word);
        let magnitude = match digits.strip_prefix("0x") {
            Some(digits) => i128::from_str_radix(digits, 16),
            None => digits.parse(),
        };
        // A word such as `7f00` is a row of bytes; `hexadecimal` reads it again.
        let magnitude: i128 = match magnitude {
            Ok(magnitude) => magnitude,
            Err(_) if digits.bytes().all(|byte| byte.is_ascii_hexdigit()) => 0,
            Err(_) => return Err(self.error(format!("{digits:?} is not a number"))),
        };
        Ok(Token::Integer(if negative { -magnitude } else { magnitude }))
    }

    fn string(&mut self) -> Result<String> {
        let mut text = String::new();
        let mut characters = self.rest[1..].char_indices();
        while let Some((index, character)) = characters.next() {
            match character {
                '"' => {
                    self.rest = &self.rest[1 + index + 1..];
                    return Ok(text);
                }
                '\n' => break,
                '\\' => match characters.next() {
                    Some((_, 'u')) => {
                        let code: String =
                            characters.by_ref().map(|(_, digit)| digit).take_while(|&digit| digit != '}').collect();
                        let code = code.strip_prefix('{').and_then(|code| u32::from_str_radix(code, 16).ok());
                        let character = code.and_then(char::from_u32);
                        text.push(character.ok_or_else(|| self.error("bad \\u escape".into()))?);
                    }
                    Some((_, escaped)) => text.push(escaped),
                    None => break,
                },
                _ => text.push(character),
            }
        }
        Err(self.error("unterminated string".into()))
    }
}

fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

fn is_symbol(character: char) -> bool {
    is_word(character) || character == '.' || character == '$'
}

fn hexadecimal_digit(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'f' => digit - b'a' + 10,
        _ => digit - b'A' + 10,
    }
}
