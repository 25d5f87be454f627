//! `%` formatting of strs and bytes.
//!
//! A directive is `%[(key)][flags][width][.precision][length]type`. Bytes are formatted as code points below 256.

use molt_numerals::digits;
use molt_numerals::digits::SmallDecimal;
use molt_numerals::double::{Notation, Variations, format_double};
use molt_numerals::floats::from_number;
use molt_object::integer::{Integer, as_integer};
use molt_object::text::Builder;
use molt_object::{
    Borrowed, Bytes, CoreType, Downcast, Owned, Raised, Result, Str, Tuple, exception, memory, name, raise, raised,
    type_of, with_units,
};
use molt_protocol::{attribute, convert, item};
use molt_support::bytes_like::buffer;
use molt_support::receivers::own_str;
use molt_support::units::Unit;

use crate::numbers::integer::construct;

/// What is being formatted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flavour {
    Text,
    Bytes,
}

/// Where the next value comes from.
enum Values<'a> {
    /// The items of a tuple, from an index on.
    Items(&'a Tuple, usize),
    /// One value, once.
    One(Borrowed<'a>),
    /// One value looked up by a key, once.
    Keyed(Owned),
    /// None are left.
    Nothing,
}

struct Directive {
    left: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
}

struct Formatter<'a, U> {
    flavour: Flavour,
    template: &'a [U],
    position: usize,
    values: Values<'a>,
    mapping: Option<Borrowed<'a>>,
}

fn incomplete() -> Raised {
    raise(CoreType::ValueError, "incomplete format")
}

impl<U: Unit> Formatter<'_, U> {
    fn peek(&self) -> Result<char> {
        let unit = self.template.get(self.position).ok_or_else(incomplete)?;
        Ok(char::from_u32(unit.code_point()).unwrap_or('\u{FFFD}'))
    }

    fn next_value(&mut self) -> Result {
        match core::mem::replace(&mut self.values, Values::Nothing) {
            Values::Items(items, index) => match items.get(index) {
                Some(item) => {
                    let item = item.own();
                    self.values = Values::Items(items, index + 1);
                    return Ok(item);
                }
                None => self.values = Values::Items(items, index),
            },
            Values::One(value) => return Ok(value.own()),
            Values::Keyed(value) => return Ok(value),
            Values::Nothing => {}
        }
        Err(raise(CoreType::TypeError, "not enough arguments for format string"))
    }

    /// Whether values are left over at the end.
    fn has_leftovers(&self) -> bool {
        match &self.values {
            Values::Items(items, index) => *index < items.len(),
            Values::One(_) => true,
            Values::Keyed(_) | Values::Nothing => false,
        }
    }

    /// `(key)`, whose value the directive will take.
    fn key(&mut self) -> Result<()> {
        let Some(mapping) = self.mapping else {
            return Err(raise(CoreType::TypeError, "format requires a mapping"));
        };
        let start = self.position;
        let mut open = 1;
        while open > 0 {
            match self.template.get(self.position).map(|unit| unit.code_point()) {
                None => return Err(raise(CoreType::ValueError, "incomplete format key")),
                Some(0x28) => open += 1,
                Some(0x29) => open -= 1,
                Some(_) => {}
            }
            self.position += 1;
        }
        let units = &self.template[start..self.position - 1];
        let key = match self.flavour {
            Flavour::Text => U::make(units)?,
            Flavour::Bytes => Bytes::from_slice(&memory::collect(units.iter().map(|unit| unit.code_point() as u8))?)?,
        };
        self.values = Values::Keyed(item::get(mapping, key.borrow())?);
        Ok(())
    }

    /// `*` or digits; None when there is neither.
    fn size(&mut self, too_big: &str, largest: i64, c_type: &str) -> Result<Option<i64>> {
        if self.peek()? == '*' {
            let value = self.next_value()?;
            let Some(number) = as_integer(value.borrow()) else {
                return Err(raise(CoreType::TypeError, "* wants int"));
            };
            self.position += 1;
            let number = number.to_i64().filter(|number| number.abs() <= largest);
            return match number {
                Some(number) => Ok(Some(number)),
                None => {
                    Err(raise(CoreType::OverflowError, format_args!("Python int too large to convert to C {c_type}")))
                }
            };
        }
        let mut size: Option<i64> = None;
        while let Some(digit) =
            self.template.get(self.position).and_then(|unit| char::from_u32(unit.code_point())?.to_digit(10))
        {
            let next = size.unwrap_or(0).checked_mul(10).and_then(|size| size.checked_add(i64::from(digit)));
            match next.filter(|&next| next <= largest) {
                Some(next) => size = Some(next),
                None => return Err(raise(CoreType::ValueError, too_big)),
            }
            self.position += 1;
        }
        Ok(size)
    }

    /// The directive after a percent sign, up to its type.
    fn directive(&mut self) -> Result<Directive> {
        let mut directive = Directive {
            left: false,
            plus: false,
            space: false,
            alternate: false,
            zero: false,
            width: 0,
            precision: None,
        };
        if self.peek()? == '(' {
            self.position += 1;
            self.key()?;
        }
        loop {
            match self.peek()? {
                '-' => directive.left = true,
                '+' => directive.plus = true,
                ' ' => directive.space = true,
                '#' => directive.alternate = true,
                '0' => directive.zero = true,
                _ => break,
            }
            self.position += 1;
        }
        if let Some(width) = self.size("width too big", i64::MAX, "ssize_t")? {
            directive.left |= width < 0;
            directive.width = width.unsigned_abs() as usize;
        }
        if self.peek()? == '.' {
            self.position += 1;
            let too_precise = if self.flavour == Flavour::Text { "precision too big" } else { "prec too big" };
            let precision = self.size(too_precise, i64::from(i32::MAX), "int")?.unwrap_or(0);
            directive.precision = Some(usize::try_from(precision).unwrap_or(0));
        }
        if matches!(self.peek()?, 'h' | 'l' | 'L') {
            self.position += 1;
        }
        Ok(directive)
    }

    fn run(&mut self, output: &mut Builder) -> Result<()> {
        let percent = U::of(0x25).expect("every width has a percent sign");
        while let Some(rest) = self.template.get(self.position..).filter(|rest| !rest.is_empty()) {
            let literal = U::find_one(rest, percent);
            let length = literal.unwrap_or(rest.len());
            U::push_all(&rest[..length], output);
            self.position += length + 1;
            if literal.is_none() {
                break;
            }
            if self.peek()? == '%' {
                output.push(0x25);
                self.position += 1;
                continue;
            }
            let directive = self.directive()?;
            let presentation = self.peek()?;
            let index = self.position;
            self.position += 1;
            let value = self.next_value()?;
            let shown = match (u32::from(presentation), self.flavour) {
                (0x20..0x80, _) => presentation,
                _ => '?',
            };
            if !self.present(presentation, &directive, value.borrow(), output)? {
                let code = self.template[index].code_point();
                return Err(raise(
                    CoreType::ValueError,
                    format_args!("unsupported format character '{shown}' ({code:#x}) at index {index}"),
                ));
            }
        }
        Ok(())
    }

    /// Writes one value; false for an unknown type.
    fn present(
        &self,
        presentation: char,
        directive: &Directive,
        value: Borrowed<'_>,
        output: &mut Builder,
    ) -> Result<bool> {
        match (presentation, self.flavour) {
            ('s', Flavour::Text) => push_text(&convert::str(value)?, directive, output),
            ('r', Flavour::Text) => push_text(&convert::repr(value)?, directive, output),
            ('a', _) | ('r', Flavour::Bytes) => push_text(&convert::ascii(value)?, directive, output),
            ('s' | 'b', Flavour::Bytes) => {
                let data = bytes_of(value)?;
                push_text(&Str::from_latin1(&data)?, directive, output);
            }
            ('c', _) => {
                let character = self.character(value)?;
                push_padded(directive, output, 1, |output| output.push(character));
            }
            ('d' | 'i' | 'u' | 'o' | 'x' | 'X', _) => push_integer(presentation, directive, value, output)?,
            ('e' | 'E' | 'f' | 'F' | 'g' | 'G', _) => {
                let number = self.float(value)?;
                push_float(presentation, directive, number, output)?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn float(&self, value: Borrowed<'_>) -> Result<f64> {
        let number = from_number(value)?;
        let found = || type_of(value).name();
        number.ok_or_else(|| match self.flavour {
            Flavour::Text => raise(CoreType::TypeError, format_args!("must be real number, not {}", found())),
            Flavour::Bytes => raise(CoreType::TypeError, format_args!("float argument required, not {}", found())),
        })
    }

    fn character(&self, value: Borrowed<'_>) -> Result<u32> {
        let is_integer = as_integer(value).is_some() || type_of(value).slots().index().is_some();
        let (limit, shown) = match self.flavour {
            Flavour::Text => (0x11_0000, "0x110000"),
            Flavour::Bytes => (256, "256"),
        };
        if is_integer {
            let index = convert::index(value)?;
            let number = as_integer(index.borrow()).and_then(|number| number.to_i64());
            return match number {
                Some(number) if (0..limit).contains(&number) => Ok(number as u32),
                _ => Err(raise(CoreType::OverflowError, format_args!("%c arg not in range({shown})"))),
            };
        }
        let (one, length, expected, of) = match self.flavour {
            Flavour::Text => {
                let text = value.downcast::<Str>();
                let one = text.and_then(|text| text.get(0));
                (one, text.map(Str::len), "an int or a unicode character", "a string")
            }
            Flavour::Bytes => {
                let data = buffer(value);
                let one = data.as_ref().and_then(|data| data.first()).map(|&byte| u32::from(byte));
                let of = if value.downcast::<Bytes>().is_some() { "a bytes object" } else { "a bytearray object" };
                (one, data.map(|data| data.len()), "an integer in range(256) or a single byte", of)
            }
        };
        match (one, length) {
            (Some(one), Some(1)) => Ok(one),
            (_, Some(length)) => {
                Err(raise(CoreType::TypeError, format_args!("%c requires {expected}, not {of} of length {length}")))
            }
            (_, None) => {
                let found = type_of(value).name();
                Err(raise(CoreType::TypeError, format_args!("%c requires {expected}, not {found}")))
            }
        }
    }
}

fn bytes_of(value: Borrowed<'_>) -> Result<Vec<u8>> {
    if let Some(data) = buffer(value) {
        return memory::copy(&data);
    }
    if let Some(result) = attribute::call_special(value, name!(Bytes), &[])?
        && let Some(data) = result.borrow().downcast::<Bytes>()
    {
        return memory::copy(data.as_slice());
    }
    let found = type_of(value).name();
    Err(raise(
        CoreType::TypeError,
        format_args!("%b requires a bytes-like object, or an object that implements __bytes__, not '{found}'"),
    ))
}

fn push_padded(directive: &Directive, output: &mut Builder, length: usize, push: impl FnOnce(&mut Builder)) {
    let padding = directive.width.saturating_sub(length);
    if !directive.left {
        output.push_repeated(0x20, padding);
    }
    push(output);
    if directive.left {
        output.push_repeated(0x20, padding);
    }
}

fn push_text(text: &Owned, directive: &Directive, output: &mut Builder) {
    let text = own_str(text.borrow());
    let length = text.len().min(directive.precision.unwrap_or(usize::MAX));
    push_padded(directive, output, length, |output| {
        if length == text.len() {
            output.push_str(text);
        } else {
            text.code_points().take(length).for_each(|code_point| output.push(code_point));
        }
    });
}

/// Writes a number given as its parts.
fn push_number(directive: &Directive, negative: bool, prefix: &str, body: &str, output: &mut Builder) {
    let sign = match () {
        () if negative => "-",
        () if directive.plus => "+",
        () if directive.space => " ",
        () => "",
    };
    let length = sign.len() + prefix.len() + body.len();
    let zeros = if directive.zero && !directive.left { directive.width.saturating_sub(length) } else { 0 };
    push_padded(directive, output, length + zeros, |output| {
        output.push_rust(sign);
        output.push_rust(prefix);
        output.push_repeated(0x30, zeros);
        output.push_rust(body);
    });
}

/// The int a directive takes: any real number for `d`, only ints for `x` and `o`.
fn integer_of(presentation: char, value: Borrowed<'_>) -> Result {
    if as_integer(value).is_some() {
        return Ok(value.own());
    }
    let class = type_of(value);
    let slots = class.slots();
    let exact_only = matches!(presentation, 'o' | 'x' | 'X');
    let has_conversion = slots.index().is_some() || (!exact_only && slots.int().is_some());
    if has_conversion {
        let result = if exact_only { convert::index(value) } else { construct::from_value(value) };
        match result {
            Ok(number) => return Ok(number),
            Err(error) => {
                let made = raised::take(error);
                if !exception::is_instance(made.borrow(), CoreType::TypeError) {
                    return Err(raised::restore(made));
                }
            }
        }
    }
    let found = type_of(value).name();
    let required = if exact_only { "an integer" } else { "a real number" };
    Err(raise(CoreType::TypeError, format_args!("%{presentation} format: {required} is required, not {found}")))
}

fn push_integer(presentation: char, directive: &Directive, value: Borrowed<'_>, output: &mut Builder) -> Result<()> {
    let number = integer_of(presentation, value)?;
    let number: Integer<'_> = as_integer(number.borrow()).expect("an int");
    let (mut body, prefix) = match presentation {
        'o' => (digits::magnitude_in_base(&number, 8)?, "0o"),
        'x' => (digits::magnitude_in_base(&number, 16)?, "0x"),
        'X' => (digits::magnitude_in_base(&number, 16)?.to_ascii_uppercase(), "0X"),
        _ => {
            if let (Integer::Small(small), None) = (&number, directive.precision) {
                let text = SmallDecimal::new(*small);
                let text = core::str::from_utf8(text.as_bytes()).expect("digits are ASCII");
                push_number(directive, *small < 0, "", text.trim_start_matches('-'), output);
                return Ok(());
            }
            (digits::to_decimal(&number)?.trim_start_matches('-').to_owned(), "")
        }
    };
    let missing = directive.precision.unwrap_or(0).saturating_sub(body.len());
    if missing > 0 {
        let mut padded = memory::filled(b'0', missing)?;
        memory::extend(&mut padded, body.as_bytes())?;
        body = String::from_utf8(padded).expect("digits are ASCII");
    }
    push_number(directive, number.is_negative(), if directive.alternate { prefix } else { "" }, &body, output);
    Ok(())
}

fn push_float(presentation: char, directive: &Directive, number: f64, output: &mut Builder) -> Result<()> {
    let notation = match presentation.to_ascii_lowercase() {
        'e' => Notation::Exponent,
        'f' => Notation::Fixed,
        _ => Notation::General,
    };
    let variations = Variations {
        alternate: directive.alternate,
        upper: presentation.is_ascii_uppercase(),
        ..Variations::default()
    };
    let text = format_double(number, notation, directive.precision.unwrap_or(6), variations)?;
    let body = text.trim_start_matches('-');
    push_number(directive, body.len() < text.len(), "", body, output);
    Ok(())
}

fn format<U: Unit>(template: &[U], arguments: Borrowed<'_>, flavour: Flavour) -> Result<Builder> {
    let tuple = arguments.downcast::<Tuple>();
    let is_text = arguments.downcast::<Str>().is_some();
    let is_bytes = flavour == Flavour::Bytes && buffer(arguments).is_some();
    let is_mapping = tuple.is_none() && !is_text && !is_bytes && type_of(arguments).slots().item_get().is_some();
    let values = match tuple {
        Some(items) => Values::Items(items, 0),
        None => Values::One(arguments),
    };
    let mapping = is_mapping.then_some(arguments);
    let mut formatter = Formatter { flavour, template, position: 0, values, mapping };
    let mut output = Builder::with_capacity(template.len() + 16);
    formatter.run(&mut output)?;
    if formatter.has_leftovers() && !is_mapping {
        let what = if flavour == Flavour::Text { "string" } else { "bytes" };
        return Err(raise(CoreType::TypeError, format_args!("not all arguments converted during {what} formatting")));
    }
    Ok(output)
}

/// `template % arguments` of strs.
pub fn modulo(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let Some(template) = left.downcast::<Str>() else { return Ok(Owned::not_implemented()) };
    with_units!(template, units => format(units, right, Flavour::Text))?.finish()
}

/// `template % arguments` of bytes.
pub fn format_bytes(template: &[u8], arguments: Borrowed<'_>) -> Result<Vec<u8>> {
    format(template, arguments, Flavour::Bytes)?.finish_bytes()
}
