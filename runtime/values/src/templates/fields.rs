//! `str.format`: templates with replacement fields.
//!
//! A field is `{name!conversion:spec}`; the name is a number, an identifier or nothing (numbered automatically),
//! followed by `.attribute` and `[item]` parts; the spec may contain fields of its own.

use molt_object::integer::from_i64;
use molt_object::text::Builder;
use molt_object::{Arguments, Borrowed, CoreType, Result, Str, memory, raise, raised};
use molt_protocol::{attribute, convert, item};
use molt_support::receivers::own_str;
use molt_unicode as unicode;

use crate::formatting;

/// Where fields get their values.
enum Source<'a> {
    /// The arguments of `format`.
    Arguments(Arguments<'a>),
    /// The mapping of `format_map`.
    Mapping(Borrowed<'a>),
}

/// How fields without a name are numbered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbering {
    Unknown,
    Automatic,
    Manual,
}

struct Formatter<'a> {
    source: Source<'a>,
    numbering: Numbering,
    next: usize,
}

fn value_error(message: &str) -> molt_object::Raised {
    raise(CoreType::ValueError, message)
}

const fn is(code_point: u32, character: char) -> bool {
    code_point == character as u32
}

fn str_of(units: &[u32]) -> Result {
    Str::from_code_points(units)
}

/// A run of decimal digits as an index; None for anything else.
fn index_of(units: &[u32]) -> Result<Option<usize>> {
    if units.is_empty() {
        return Ok(None);
    }
    let mut index: isize = 0;
    for &unit in units {
        let Some(digit) = unicode::decimal(unit) else { return Ok(None) };
        index = index
            .checked_mul(10)
            .and_then(|index| index.checked_add(digit as isize))
            .ok_or_else(|| value_error("Too many decimal digits in format string"))?;
    }
    Ok(Some(index.unsigned_abs()))
}

impl Formatter<'_> {
    /// Formats a template; `depth` is how many levels of fields may still nest.
    fn run(&mut self, template: &[u32], depth: usize, output: &mut Builder) -> Result<()> {
        let mut position = 0;
        while let Some(&unit) = template.get(position) {
            position += 1;
            if !is(unit, '{') && !is(unit, '}') {
                output.push(unit);
                continue;
            }
            if template.get(position) == Some(&unit) {
                output.push(unit);
                position += 1;
                continue;
            }
            if is(unit, '}') {
                return Err(value_error("Single '}' encountered in format string"));
            }
            if position == template.len() {
                return Err(value_error("Single '{' encountered in format string"));
            }
            let end = self.field(&template[position..], depth, output)?;
            position += end;
        }
        Ok(())
    }

    /// Formats the field at the start of `text` (after its brace) and gives its length.
    fn field(&mut self, text: &[u32], depth: usize, output: &mut Builder) -> Result<usize> {
        let mut in_item = false;
        let mut name_end = 0;
        loop {
            let Some(&unit) = text.get(name_end) else { return Err(value_error("expected '}' before end of string")) };
            if is(unit, '{') && !in_item {
                return Err(value_error("unexpected '{' in field name"));
            }
            if is(unit, '[') {
                in_item = true;
            } else if is(unit, ']') {
                in_item = false;
            } else if !in_item && (is(unit, '}') || is(unit, ':') || is(unit, '!')) {
                break;
            }
            name_end += 1;
        }
        let name = &text[..name_end];
        let mut position = name_end;
        let mut conversion = None;
        if is(text[position], '!') {
            let Some(&found) = text.get(position + 1) else {
                return Err(value_error("end of string while looking for conversion specifier"));
            };
            conversion = Some(found);
            position += 2;
            match text.get(position) {
                Some(&next) if is(next, ':') || is(next, '}') => {}
                Some(_) => return Err(value_error("expected ':' after conversion specifier")),
                None => return Err(value_error("unmatched '{' in format spec")),
            }
        }
        let mut spec: &[u32] = &[];
        if is(text[position], ':') {
            let start = position + 1;
            let mut open = 1;
            position = start;
            loop {
                match text.get(position) {
                    None => return Err(value_error("unmatched '{' in format spec")),
                    Some(&unit) if is(unit, '{') => open += 1,
                    Some(&unit) if is(unit, '}') => {
                        open -= 1;
                        if open == 0 {
                            break;
                        }
                    }
                    Some(_) => {}
                }
                position += 1;
            }
            spec = &text[start..position];
        }
        self.format_field(name, conversion, spec, depth, output)?;
        Ok(position + 1)
    }

    fn format_field(
        &mut self,
        name: &[u32],
        conversion: Option<u32>,
        spec: &[u32],
        depth: usize,
        output: &mut Builder,
    ) -> Result<()> {
        let mut value = self.value(name)?;
        if let Some(conversion) = conversion {
            value = convert_value(value.borrow(), conversion)?;
        }
        let nested = spec.iter().any(|&unit| is(unit, '{') || is(unit, '}'));
        let spec = if nested {
            if depth == 0 {
                return Err(value_error("Max string recursion exceeded"));
            }
            let mut expanded = Builder::new();
            self.run(spec, depth - 1, &mut expanded)?;
            expanded.finish()?
        } else {
            str_of(spec)?
        };
        let text = formatting::format(value.borrow(), own_str(spec.borrow()))?;
        output.push_str(own_str(text.borrow()));
        Ok(())
    }

    fn number(&mut self, wanted: Numbering) -> Result<()> {
        if self.numbering != Numbering::Unknown && self.numbering != wanted {
            return Err(value_error(match wanted {
                Numbering::Automatic => "cannot switch from manual field specification to automatic field numbering",
                _ => "cannot switch from automatic field numbering to manual field specification",
            }));
        }
        self.numbering = wanted;
        Ok(())
    }

    /// The value a field name stands for.
    fn value(&mut self, name: &[u32]) -> Result {
        let first_end = name.iter().position(|&unit| is(unit, '.') || is(unit, '[')).unwrap_or(name.len());
        let first = &name[..first_end];
        let mut value = match index_of(first)? {
            Some(index) => {
                self.number(Numbering::Manual)?;
                self.positional(index, first)?
            }
            None if first.is_empty() => {
                self.number(Numbering::Automatic)?;
                let index = self.next;
                self.next += 1;
                self.positional(index, first)?
            }
            None => self.named(first)?,
        };
        let mut rest = &name[first_end..];
        while let Some((&mark, after)) = rest.split_first() {
            if is(mark, '.') {
                let end = after.iter().position(|&unit| is(unit, '.') || is(unit, '[')).unwrap_or(after.len());
                if end == 0 {
                    return Err(value_error("Empty attribute in format string"));
                }
                let attribute_name = str_of(&after[..end])?;
                value = attribute::get(value.borrow(), own_str(attribute_name.borrow()))?;
                rest = &after[end..];
            } else if is(mark, '[') {
                let Some(end) = after.iter().position(|&unit| is(unit, ']')) else {
                    return Err(value_error("Missing ']' in format string"));
                };
                if end == 0 {
                    return Err(value_error("Empty attribute in format string"));
                }
                let key = match index_of(&after[..end])? {
                    Some(index) => from_i64(index as i64),
                    None => str_of(&after[..end])?,
                };
                value = item::get(value.borrow(), key.borrow())?;
                rest = &after[end + 1..];
            } else {
                return Err(value_error("Only '.' or '[' may follow ']' in format field specifier"));
            }
        }
        Ok(value)
    }

    fn positional(&self, index: usize, _name: &[u32]) -> Result {
        match &self.source {
            Source::Arguments(arguments) => match arguments.positional().get(index) {
                Some(value) => Ok(value.own()),
                None => Err(raise(
                    CoreType::IndexError,
                    format_args!("Replacement index {index} out of range for positional args tuple"),
                )),
            },
            Source::Mapping(_) => Err(value_error("Format string contains positional fields")),
        }
    }

    fn named(&self, name: &[u32]) -> Result {
        let key = str_of(name)?;
        match &self.source {
            Source::Arguments(arguments) => {
                let wanted = own_str(key.borrow());
                let found = arguments.keywords().find(|(keyword, _)| keyword.equals(wanted));
                match found {
                    Some((_, value)) => Ok(value.own()),
                    None => Err(raised::raise_with(CoreType::KeyError, &[key.borrow()])),
                }
            }
            Source::Mapping(mapping) => item::get(*mapping, key.borrow()),
        }
    }
}

fn convert_value(value: Borrowed<'_>, conversion: u32) -> Result {
    match char::from_u32(conversion) {
        Some('r') => convert::repr(value),
        Some('s') => convert::str(value),
        Some('a') => convert::ascii(value),
        Some(shown @ '!'..='~') => {
            Err(raise(CoreType::ValueError, format_args!("Unknown conversion specifier {shown}")))
        }
        _ => Err(raise(CoreType::ValueError, format_args!("Unknown conversion specifier \\x{conversion:x}"))),
    }
}

fn format_with(template: &Str, source: Source<'_>) -> Result {
    let is_plain = template.code_points().all(|unit| unit != u32::from('{') && unit != u32::from('}'));
    if is_plain && !template.is_empty() {
        return Ok(template.as_borrowed().own());
    }
    let template: Vec<u32> = memory::collect(template.code_points())?;
    let mut formatter = Formatter { source, numbering: Numbering::Unknown, next: 0 };
    let mut output = Builder::with_capacity(template.len() * 2);
    formatter.run(&template, 1, &mut output)?;
    output.finish()
}

/// `str.format`
pub fn format_method(receiver: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    format_with(own_str(receiver), Source::Arguments(arguments))
}

/// `template.format_map(mapping)`
pub fn format_map(template: &Str, mapping: Borrowed<'_>) -> Result {
    format_with(template, Source::Mapping(mapping))
}
