//! Literal values: exact numbers, strings with lone surrogates, f-strings, docstrings.

use dashu_int::UBig;
use moltc_diagnostics::{Category, Span};
use moltc_syntax::ast::{self, FStringPart, InterpolatedStringElement, Number, StringFlags};
use moltc_syntax::{Ranged, span as span_of};

use super::{Lowerer, constant, expression};
use crate::{Constant, Conversion, Expression, ExpressionKind, FormatPart, Integer, Text};

/// CPython's limit of decimal digits in an integer literal.
const MOST_DECIMAL_DIGITS: usize = 4300;

impl Lowerer<'_> {
    pub(super) fn number(&mut self, literal: &ast::ExprNumberLiteral) -> Expression {
        let span = span_of(literal.range);
        let value = match &literal.value {
            Number::Int(integer) => match integer.as_i64() {
                Some(value) => Constant::Integer(Integer::Small(value)),
                None => self.big_integer(&integer.to_string(), span),
            },
            Number::Float(value) => Constant::Float(value.to_bits()),
            Number::Complex { imag, .. } => Constant::Imaginary(imag.to_bits()),
        };
        constant(value, span)
    }

    fn big_integer(&mut self, token: &str, span: Span) -> Constant {
        let token: String = token.chars().filter(|character| *character != '_').collect();
        let (digits, radix) = match token.get(..2) {
            Some("0x" | "0X") => (&token[2..], 16),
            Some("0o" | "0O") => (&token[2..], 8),
            Some("0b" | "0B") => (&token[2..], 2),
            _ => (token.as_str(), 10),
        };
        if radix == 10 && digits.len() > MOST_DECIMAL_DIGITS {
            let message = format!(
                "Exceeds the limit ({MOST_DECIMAL_DIGITS} digits) for integer string conversion: value has {} digits; \
                 use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals \
                 to avoid decimal conversion limits.",
                digits.len()
            );
            self.error(Category::SyntaxError, message, span);
            return Constant::None;
        }
        match UBig::from_str_radix(digits, radix) {
            Ok(value) => match i64::try_from(&value) {
                Ok(value) => Constant::Integer(Integer::Small(value)),
                Err(_) => Constant::Integer(Integer::Big(format!("{value:x}"))),
            },
            Err(error) => unreachable!("hir lowering: the parser accepted the integer {token}: {error}"),
        }
    }

    pub(super) fn string_value(&self, literal: &ast::ExprStringLiteral) -> Text {
        let mut text = Text::default();
        for part in &literal.value {
            text.push_text(&self.string_part(part));
        }
        text
    }

    fn string_part(&self, part: &ast::StringLiteral) -> Text {
        let range = span_of(part.range);
        let content = Span::new(
            range.start + u32::from(part.flags.opener_len()),
            range.end.saturating_sub(u32::from(part.flags.closer_len())),
        );
        self.text_of(&part.value, content, part.flags.prefix().is_raw(), false)
    }

    /// The value of literal text. The parser replaces surrogate escapes, so text that may have one is decoded again.
    fn text_of(&self, parsed: &str, source: Span, is_raw: bool, is_format: bool) -> Text {
        if is_raw || !parsed.contains(char::REPLACEMENT_CHARACTER) {
            return Text::new(parsed);
        }
        decode_surrogates(parsed, self.file.slice(source), is_format)
    }

    pub(super) fn format_string(&mut self, node: &ast::ExprFString) -> Expression {
        let mut parts = Vec::new();
        for part in &node.value {
            match part {
                FStringPart::Literal(literal) => push_literal(&mut parts, self.string_part(literal)),
                FStringPart::FString(string) => {
                    let is_raw = string.flags.prefix().is_raw();
                    self.format_elements(&string.elements, is_raw, &mut parts);
                }
            }
        }
        finish_parts(parts, span_of(node.range))
    }

    fn format_elements(&mut self, elements: &[InterpolatedStringElement], is_raw: bool, parts: &mut Vec<FormatPart>) {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(literal) => {
                    push_literal(parts, self.text_of(&literal.value, span_of(literal.range), is_raw, true));
                }
                InterpolatedStringElement::Interpolation(field) => self.format_field(field, is_raw, parts),
            }
        }
    }

    fn format_field(&mut self, field: &ast::InterpolatedElement, is_raw: bool, parts: &mut Vec<FormatPart>) {
        let mut conversion = match field.conversion {
            ast::ConversionFlag::None => Conversion::None,
            ast::ConversionFlag::Str => Conversion::Str,
            ast::ConversionFlag::Ascii => Conversion::Ascii,
            ast::ConversionFlag::Repr => Conversion::Repr,
        };
        if let Some(debug) = &field.debug_text {
            let source = self.file.slice(span_of(field.expression.range()));
            push_literal(parts, Text::new(&format!("{}{source}{}", debug.leading, debug.trailing)));
            if conversion == Conversion::None && field.format_spec.is_none() {
                conversion = Conversion::Repr;
            }
        }
        let value = self.expression(&field.expression);
        let specification = field.format_spec.as_ref().and_then(|specification| {
            let mut inner = Vec::new();
            self.format_elements(&specification.elements, is_raw, &mut inner);
            (!inner.is_empty()).then(|| Box::new(finish_parts(inner, span_of(specification.range))))
        });
        parts.push(FormatPart::Value { value, conversion, specification, span: span_of(field.range) });
    }
}

/// Adds literal text, joining neighbours and dropping empty text.
fn push_literal(parts: &mut Vec<FormatPart>, text: Text) {
    if text.is_empty() {
        return;
    }
    if let Some(FormatPart::Literal(last)) = parts.last_mut() {
        last.push_text(&text);
    } else {
        parts.push(FormatPart::Literal(text));
    }
}

fn finish_parts(mut parts: Vec<FormatPart>, span: Span) -> Expression {
    match parts.as_mut_slice() {
        [] => constant(Constant::String(Text::default()), span),
        [FormatPart::Literal(text)] => constant(Constant::String(std::mem::take(text)), span),
        _ => expression(ExpressionKind::FormattedString(parts), span),
    }
}

/// Puts back the surrogates of `\u` and `\U` escapes in `source`, for which the parser wrote U+FFFD into `parsed`. Every
/// other way to get U+FFFD (the character itself, its escapes, its name) yields one in both, in order.
fn decode_surrogates(parsed: &str, source: &str, is_format: bool) -> Text {
    let mut replacements = replacement_origins(source, is_format).into_iter();
    let mut text = Text::default();
    for character in parsed.chars() {
        match character {
            char::REPLACEMENT_CHARACTER => text.push(replacements.next().unwrap_or(0xFFFD)),
            other => text.push(u32::from(other)),
        }
    }
    text
}

/// The code point behind each U+FFFD that the parser made of `source`.
fn replacement_origins(source: &str, is_format: bool) -> Vec<u32> {
    let mut origins = Vec::new();
    let mut rest = source;
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        if character == char::REPLACEMENT_CHARACTER {
            origins.push(0xFFFD);
        }
        if character != '\\' {
            continue;
        }
        let Some(escape) = rest.chars().next() else { break };
        let digits = match escape {
            'u' => 4,
            'U' => 8,
            'N' => {
                if rest.get(1..).is_some_and(|name| name.starts_with("{REPLACEMENT CHARACTER}")) {
                    origins.push(0xFFFD);
                }
                0
            }
            // In an f-string a backslash before a brace stands for itself.
            '{' | '}' if is_format => continue,
            _ => 0,
        };
        if digits > 0
            && let Some(code_point) = rest.get(1..=digits).and_then(|digits| u32::from_str_radix(digits, 16).ok())
            && ((0xD800..=0xDFFF).contains(&code_point) || code_point == 0xFFFD)
        {
            origins.push(code_point);
        }
        rest = &rest[escape.len_utf8()..];
    }
    origins
}

/// Removes a docstring's indentation as CPython's compiler does: tabs are expanded, the first line loses all leading
/// blanks, the others what they have in common.
pub(super) fn clean_docstring(text: &Text) -> Text {
    let Some(text) = text.as_str() else { return text.clone() };
    let text = expand_tabs(text);
    let indentation = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let margin = text.split('\n').skip(1).filter(|line| indentation(line) < line.len()).map(indentation).min();
    let mut lines = text.split('\n');
    let mut clean = lines.next().unwrap_or_default().trim_start_matches(' ').to_owned();
    for line in lines {
        clean.push('\n');
        clean.push_str(&line[indentation(line).min(margin.unwrap_or(usize::MAX))..]);
    }
    Text::new(&clean)
}

/// `str.expandtabs(8)`.
fn expand_tabs(text: &str) -> String {
    let mut expanded = String::with_capacity(text.len());
    let mut column = 0;
    for character in text.chars() {
        match character {
            '\t' => {
                let width = 8 - column % 8;
                expanded.extend(std::iter::repeat_n(' ', width));
                column += width;
            }
            '\n' | '\r' => {
                expanded.push(character);
                column = 0;
            }
            other => {
                expanded.push(other);
                column += 1;
            }
        }
    }
    expanded
}
