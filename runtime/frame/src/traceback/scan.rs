//! Just enough of Python's expression syntax to see what an expression is made of at the top: a binary operation, a
//! subscript, a call, or something else. Works on text known to have compiled.
//!
//! Terms:
//! - *item*: a token outside brackets, or a whole bracketed group.

/// A token or a bracketed group; positions are indices into the text's characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// Name or keyword.
    Word,
    /// Number or string.
    Literal,
    /// Operator or punctuation.
    Operator,
    /// Brackets with what is inside; the opening character.
    Group(char),
}

/// The items of a text, None when its brackets or quotes do not match.
pub fn items(text: &[char]) -> Option<Vec<Item>> {
    let mut found = Vec::new();
    let mut position = 0;
    while position < text.len() {
        let character = text[position];
        let start = position;
        let kind = match character {
            '#' => {
                position = end_of_comment(text, position);
                continue;
            }
            '\\' => {
                position += 1;
                continue;
            }
            _ if character.is_whitespace() => {
                position += 1;
                continue;
            }
            '(' | '[' | '{' => {
                position = end_of_group(text, position)?;
                ItemKind::Group(character)
            }
            ')' | ']' | '}' => return None,
            '"' | '\'' => {
                position = end_of_string(text, position, false)?;
                ItemKind::Literal
            }
            _ if character.is_ascii_digit() || character == '.' && next_is_digit(text, position) => {
                position = end_of_number(text, position);
                ItemKind::Literal
            }
            _ if character == '_' || character.is_alphanumeric() => {
                position = end_of_word(text, position);
                match text.get(position) {
                    Some('"' | '\'') if is_string_prefix(&text[start..position]) => {
                        let formatted =
                            text[start..position].iter().any(|prefix| matches!(prefix, 'f' | 'F' | 't' | 'T'));
                        position = end_of_string(text, position, formatted)?;
                        ItemKind::Literal
                    }
                    _ => ItemKind::Word,
                }
            }
            _ => {
                position += operator_length(&text[position..]);
                ItemKind::Operator
            }
        };
        found.push(Item { kind, start, end: position });
    }
    Some(found)
}

fn next_is_digit(text: &[char], position: usize) -> bool {
    text.get(position + 1).is_some_and(char::is_ascii_digit)
}

fn end_of_comment(text: &[char], start: usize) -> usize {
    text[start..].iter().position(|&character| character == '\n').map_or(text.len(), |length| start + length)
}

fn end_of_word(text: &[char], start: usize) -> usize {
    let length = text[start..].iter().take_while(|&&character| character == '_' || character.is_alphanumeric()).count();
    start + length
}

fn end_of_number(text: &[char], start: usize) -> usize {
    let mut position = start;
    while let Some(&character) = text.get(position) {
        let exponent_sign = matches!(character, '+' | '-')
            && matches!(text[position - 1], 'e' | 'E')
            && !matches!(text.get(start + 1), Some('x' | 'X'));
        if !(character == '_' || character == '.' || character.is_ascii_alphanumeric() || exponent_sign) {
            break;
        }
        position += 1;
    }
    position
}

fn is_string_prefix(word: &[char]) -> bool {
    word.len() <= 2 && word.iter().all(|character| "rbuftRBUFT".contains(*character))
}

const OPERATORS: [&str; 20] = [
    "**=", "//=", ">>=", "<<=", "...", "**", "//", ">>", "<<", "<=", ">=", "==", "!=", "->", ":=", "+=", "-=", "*=",
    "/=", "@=",
];

fn operator_length(text: &[char]) -> usize {
    let matches =
        |operator: &&str| operator.chars().enumerate().all(|(index, wanted)| text.get(index) == Some(&wanted));
    OPERATORS.iter().find(|operator| matches(operator)).map_or(1, |operator| operator.len())
}

fn end_of_group(text: &[char], start: usize) -> Option<usize> {
    let close = match text[start] {
        '(' => ')',
        '[' => ']',
        _ => '}',
    };
    let mut position = start + 1;
    while position < text.len() {
        match text[position] {
            character if character == close => return Some(position + 1),
            '(' | '[' | '{' => position = end_of_group(text, position)?,
            ')' | ']' | '}' => return None,
            '#' => position = end_of_comment(text, position),
            '"' | '\'' => position = end_of_string(text, position, is_formatted(text, position))?,
            _ => position += 1,
        }
    }
    None
}

/// Whether the letters before a quote make it a formatted string.
fn is_formatted(text: &[char], quote: usize) -> bool {
    let letters =
        text[..quote].iter().rev().take_while(|character| character.is_alphanumeric() || **character == '_').count();
    let prefix = &text[quote - letters..quote];
    is_string_prefix(prefix) && prefix.iter().any(|character| matches!(character, 'f' | 'F' | 't' | 'T'))
}

fn end_of_string(text: &[char], start: usize, formatted: bool) -> Option<usize> {
    let quote = text[start];
    let triple = text.get(start + 1) == Some(&quote) && text.get(start + 2) == Some(&quote);
    let mut position = if triple { start + 3 } else { start + 1 };
    while position < text.len() {
        match text[position] {
            '\\' => position += 2,
            '{' if formatted && text.get(position + 1) == Some(&'{') => position += 2,
            '{' if formatted => position = end_of_group(text, position)?,
            character if character == quote => {
                if !triple {
                    return Some(position + 1);
                }
                if text.get(position + 1) == Some(&quote) && text.get(position + 2) == Some(&quote) {
                    return Some(position + 3);
                }
                position += 1;
            }
            _ => position += 1,
        }
    }
    None
}
