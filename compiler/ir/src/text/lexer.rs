//! Splits the textual form into tokens.

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind {
    /// Letters, digits, `_`.
    Word(String),
    /// A number as written: digits, sign, point, exponent.
    Number(String),
    /// The code points of a quoted string.
    Text(Vec<u32>),
    /// The code points of `b"..."`.
    Bytes(Vec<u32>),
    /// Any other character.
    Mark(char),
    /// The end of the input.
    End,
}

/// A token with its line, counted from 1.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) line: u32,
}

/// The tokens of `text`, or the line and message of the first mistake.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, (u32, String)> {
    let characters: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let (mut position, mut line) = (0, 1);
    while let Some(&character) = characters.get(position) {
        let start = position;
        let kind = match character {
            '\n' => {
                line += 1;
                position += 1;
                continue;
            }
            ';' => {
                while characters.get(position).is_some_and(|&character| character != '\n') {
                    position += 1;
                }
                continue;
            }
            character if character.is_whitespace() => {
                position += 1;
                continue;
            }
            'b' if characters.get(position + 1) == Some(&'"') => {
                position += 1;
                TokenKind::Bytes(quoted(&characters, &mut position, line)?)
            }
            '"' => TokenKind::Text(quoted(&characters, &mut position, line)?),
            character if character.is_ascii_alphabetic() || character == '_' => {
                while characters
                    .get(position)
                    .is_some_and(|character| character.is_ascii_alphanumeric() || *character == '_')
                {
                    position += 1;
                }
                TokenKind::Word(characters[start..position].iter().collect())
            }
            character if starts_number(character, characters.get(position + 1)) => {
                position += 1;
                while characters
                    .get(position)
                    .is_some_and(|&character| continues_number(character, characters[position - 1]))
                {
                    position += 1;
                }
                TokenKind::Number(characters[start..position].iter().collect())
            }
            character => {
                position += 1;
                TokenKind::Mark(character)
            }
        };
        tokens.push(Token { kind, line });
    }
    tokens.push(Token { kind: TokenKind::End, line });
    Ok(tokens)
}

fn starts_number(character: char, next: Option<&char>) -> bool {
    character.is_ascii_digit() || character == '-' && next.is_some_and(char::is_ascii_digit)
}

fn continues_number(character: char, previous: char) -> bool {
    character.is_ascii_digit() || matches!(character, '.' | 'e') || character == '-' && previous == 'e'
}

fn quoted(characters: &[char], position: &mut usize, line: u32) -> Result<Vec<u32>, (u32, String)> {
    let unterminated = || (line, "unterminated string".to_string());
    let mut code_points = Vec::new();
    *position += 1;
    loop {
        let character = *characters.get(*position).ok_or_else(unterminated)?;
        *position += 1;
        match character {
            '"' => return Ok(code_points),
            '\n' => return Err(unterminated()),
            '\\' => {
                let escape = *characters.get(*position).ok_or_else(unterminated)?;
                *position += 1;
                match escape {
                    'n' => code_points.push(0x0A),
                    '"' | '\\' => code_points.push(u32::from(escape)),
                    'u' => {
                        let end = characters[*position..].iter().position(|&character| character == '}');
                        let digits: String =
                            characters[*position + 1..*position + end.ok_or_else(unterminated)?].iter().collect();
                        *position += digits.len() + 2;
                        let code_point = u32::from_str_radix(&digits, 16);
                        code_points.push(code_point.map_err(|_| (line, format!("bad escape `{digits}`")))?);
                    }
                    _ => return Err((line, format!("unknown escape `\\{escape}`"))),
                }
            }
            character => code_points.push(u32::from(character)),
        }
    }
}
