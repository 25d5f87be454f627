//! Which part of an expression its markers point at: the operator of a binary operation, the brackets of a subscript
//! or call. The rules are those of CPython's `traceback` module.

use super::scan::{Item, ItemKind, items};

/// The part marked with `^`; what is around it is marked with `~`. Character indices into the expression's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchors {
    /// First character of the part.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// What an expression is at the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Binary { operator: Item, right: usize },
    Subscript { bracket: usize },
    Call { bracket: usize, function_is_name: bool },
    Other,
}

/// Words that make an expression neither an operation nor a primary, or that start statements.
const OTHER_WORDS: [&str; 31] = [
    "lambda", "if", "else", "and", "or", "not", "in", "is", "yield", "for", "async", "import", "from", "return",
    "raise", "assert", "del", "pass", "break", "continue", "global", "nonlocal", "while", "try", "with", "def",
    "class", "except", "finally", "elif", "as",
];

fn precedence(operator: &str) -> Option<u32> {
    Some(match operator {
        "|" => 1,
        "^" => 2,
        "&" => 3,
        "<<" | ">>" => 4,
        "+" | "-" => 5,
        "*" | "/" | "//" | "%" | "@" => 6,
        "**" => 7,
        _ => return None,
    })
}

fn text_of(text: &[char], item: Item) -> String {
    text[item.start..item.end].iter().collect()
}

/// What an expression is at the top; None when it cannot be told.
fn shape(text: &[char], start: usize, end: usize) -> Option<Shape> {
    let items: Vec<Item> = items(&text[start..end])?
        .into_iter()
        .map(|item| Item { start: item.start + start, end: item.end + start, ..item })
        .collect();
    let first = *items.first()?;
    let mut best: Option<(u32, usize)> = None;
    for (index, &item) in items.iter().enumerate() {
        match item.kind {
            ItemKind::Word if OTHER_WORDS.contains(&text_of(text, item).as_str()) => return Some(Shape::Other),
            ItemKind::Operator => {
                let operator = text_of(text, item);
                if operator == "." || operator == "~" {
                    continue;
                }
                let level = precedence(&operator).filter(|_| operator != "...");
                let after_operand =
                    index > 0 && (items[index - 1].kind != ItemKind::Operator) && !is_await(text, items[index - 1]);
                match level {
                    Some(level) if after_operand => {
                        // Operators of one level group to the left, powers to the right.
                        let replaces = match best {
                            None => true,
                            Some((lowest, _)) if level == 7 => level < lowest,
                            Some((lowest, _)) => level <= lowest,
                        };
                        if replaces {
                            best = Some((level, index));
                        }
                    }
                    Some(5) => {}
                    _ if operator == "..." => {}
                    _ => return Some(Shape::Other),
                }
            }
            _ => {}
        }
    }
    let unary = first.kind == ItemKind::Operator && text_of(text, first) != "...";
    match best {
        Some((7, _)) if unary => Some(Shape::Other),
        Some((_, index)) => {
            Some(Shape::Binary { operator: items[index], right: right_operand(text, items.get(index + 1..)?) })
        }
        None if unary || is_await(text, first) => Some(Shape::Other),
        None => match (items.last()?, items.len()) {
            (Item { kind: ItemKind::Group('('), start, end }, 1) if is_parenthesised(text, *start, *end) => {
                shape(text, start + 1, end - 1)
            }
            (_, 1) => Some(Shape::Other),
            (last @ Item { kind: ItemKind::Group('('), .. }, count) => {
                Some(Shape::Call { bracket: last.start, function_is_name: count == 2 && first.kind == ItemKind::Word })
            }
            (last @ Item { kind: ItemKind::Group('['), .. }, _) => Some(Shape::Subscript { bracket: last.start }),
            _ => Some(Shape::Other),
        },
    }
}

fn is_await(text: &[char], item: Item) -> bool {
    item.kind == ItemKind::Word && text_of(text, item) == "await"
}

/// Whether a group is an expression in parentheses rather than a tuple or a generator expression.
fn is_parenthesised(text: &[char], start: usize, end: usize) -> bool {
    let Some(inside) = items(&text[start + 1..end - 1]) else { return false };
    let inside_text = &text[start + 1..end - 1];
    !inside.is_empty()
        && !inside.iter().any(|&item| {
            let word = text_of(inside_text, item);
            item.kind == ItemKind::Operator && word == "," || item.kind == ItemKind::Word && word == "for"
        })
}

/// Where the syntax tree says that the right operand starts: inside its parentheses, if it is nothing but these.
fn right_operand(text: &[char], items: &[Item]) -> usize {
    match items {
        [] => text.len(),
        [Item { kind: ItemKind::Group('('), start, end }] if is_parenthesised(text, *start, *end) => {
            let inside = super::scan::items(&text[start + 1..end - 1]).unwrap_or_default();
            let inside: Vec<Item> = inside
                .iter()
                .map(|item| Item { start: item.start + start + 1, end: item.end + start + 1, ..*item })
                .collect();
            right_operand(text, &inside)
        }
        [first, ..] => first.start,
    }
}

/// The part of an expression to mark; None when all of it is marked alike.
pub fn anchors(expression: &[char]) -> Option<Anchors> {
    match shape(expression, 0, expression.len())? {
        Shape::Binary { operator, right } => {
            let start = operator.start;
            let mut end = start + 1;
            if let Some(&next) = expression.get(end)
                && end < right
                && !next.is_whitespace()
                && !matches!(next, '\\' | '#')
            {
                end += 1;
            }
            Some(Anchors { start, end })
        }
        Shape::Subscript { bracket } | Shape::Call { bracket, .. } => {
            Some(Anchors { start: bracket, end: expression.len() })
        }
        Shape::Other => None,
    }
}

/// Whether the lines are `return name(...)` or `name = call(...)` with the marked call all that is returned or
/// assigned: CPython leaves the markers out then. `start` and `end` are the call's in `text`.
pub fn is_plain_call_statement(text: &[char], start: usize, end: usize) -> bool {
    let Some(Shape::Call { function_is_name, .. }) = text.get(start..end).and_then(|call| shape(call, 0, call.len()))
    else {
        return false;
    };
    let before: String = text[..start].iter().collect();
    let parentheses = before.chars().rev().take_while(|&character| character == '(' || character.is_whitespace());
    let mut open = parentheses.filter(|&character| character == '(').count();
    let head = before.trim_end_matches(|character: char| character == '(' || character.is_whitespace());
    let mut rest = text[end..].iter().copied();
    while open > 0 {
        match rest.next() {
            Some(')') => open -= 1,
            Some(character) if character.is_whitespace() => {}
            _ => return false,
        }
    }
    let rest: String = rest.collect();
    let rest = rest.trim_start();
    if !(rest.is_empty() || rest.starts_with('#') || rest.starts_with(';')) {
        return false;
    }
    let head = head.trim();
    if head == "return" {
        return function_is_name;
    }
    let Some(target) = head.strip_suffix('=') else { return false };
    let target = target.trim_end().trim_start_matches('(').trim_end_matches(')').trim();
    !target.is_empty()
        && !target.starts_with(|character: char| character.is_ascii_digit())
        && target.chars().all(|character| character == '_' || character.is_alphanumeric())
}

#[cfg(test)]
mod tests;
