//! The format specification mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][grouping][type]`.

use molt_unicode as unicode;

/// What separates groups of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// No groups.
    None,
    /// `,` every three digits.
    Comma,
    /// `_` every three digits.
    Underscore,
    /// `_` every four digits.
    UnderscoreFour,
}

impl Grouping {
    /// The separator.
    pub const fn separator(self) -> char {
        match self {
            Grouping::Comma => ',',
            _ => '_',
        }
    }
    /// Digits in a group; None without groups.
    pub const fn size(self) -> Option<usize> {
        match self {
            Grouping::None => None,
            Grouping::UnderscoreFour => Some(4),
            Grouping::Comma | Grouping::Underscore => Some(3),
        }
    }
}

/// A parsed specification.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// Code point that fills the width.
    pub fill: u32,
    /// `<`, `>`, `^` or `=`.
    pub align: u8,
    /// `+`, `-`, a space, or 0.
    pub sign: u8,
    /// `z`.
    pub coerce_negative_zero: bool,
    /// `#`.
    pub alternate: bool,
    /// Least number of code points.
    pub width: Option<usize>,
    /// Groups of digits before the point.
    pub grouping: Grouping,
    /// After the point.
    pub precision: Option<usize>,
    /// Groups of digits after the point.
    pub fraction_grouping: Grouping,
    /// Presentation type, or 0.
    pub presentation: u32,
}

const fn is_align(code_point: u32) -> bool {
    matches!(code_point, 0x3C | 0x3E | 0x3D | 0x5E)
}

struct Reader<'a> {
    text: &'a [u32],
    position: usize,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> Option<u32> {
        self.text.get(self.position + ahead).copied()
    }
    fn take(&mut self, expected: char) -> bool {
        let found = self.peek(0) == Some(u32::from(expected));
        self.position += usize::from(found);
        found
    }
    /// Decimal digits of any script.
    fn integer(&mut self) -> Result<Option<usize>, String> {
        let mut number: Option<isize> = None;
        while let Some(digit) = self.peek(0).and_then(unicode::decimal) {
            let next = number.unwrap_or(0).checked_mul(10).and_then(|number| number.checked_add(digit as isize));
            number = Some(next.ok_or("Too many decimal digits in format string")?);
            self.position += 1;
        }
        Ok(number.map(isize::unsigned_abs))
    }
    /// `,` or `_`, not both.
    fn grouping(&mut self) -> Result<Grouping, String> {
        const BOTH: &str = "Cannot specify both ',' and '_'.";
        let mut grouping = if self.take(',') { Grouping::Comma } else { Grouping::None };
        if self.take('_') {
            if grouping != Grouping::None {
                return Err(BOTH.to_owned());
            }
            grouping = Grouping::Underscore;
        }
        if grouping == Grouping::Underscore && self.peek(0) == Some(u32::from(',')) {
            return Err(BOTH.to_owned());
        }
        Ok(grouping)
    }
}

fn show(code_point: u32) -> String {
    match code_point {
        33..128 => char::from(code_point as u8).to_string(),
        _ => format!("\\x{code_point:x}"),
    }
}

/// Gives the name of the type of the object being formatted, for messages.
pub type TypeName<'a> = &'a dyn Fn() -> String;

/// The message for a presentation type the object does not know.
pub fn unknown_presentation(presentation: u32, type_name: TypeName<'_>) -> String {
    format!("Unknown format code '{}' for object of type '{}'", show(presentation), type_name())
}

/// Parses a specification; the error is the message of a `ValueError`.
pub fn parse(
    text: &[u32],
    default_presentation: u8,
    default_align: u8,
    type_name: TypeName<'_>,
) -> Result<Spec, String> {
    let mut reader = Reader { text, position: 0 };
    let mut fill = None;
    let mut align = None;
    if reader.peek(1).is_some_and(is_align) {
        fill = reader.peek(0);
        align = reader.peek(1);
        reader.position += 2;
    } else if reader.peek(0).is_some_and(is_align) {
        align = reader.peek(0);
        reader.position += 1;
    }
    let sign = match reader.peek(0) {
        Some(sign @ (0x20 | 0x2B | 0x2D)) => {
            reader.position += 1;
            sign as u8
        }
        _ => 0,
    };
    let coerce_negative_zero = reader.take('z');
    let alternate = reader.take('#');
    if fill.is_none() && reader.take('0') {
        fill = Some(u32::from('0'));
        if align.is_none() && default_align == b'>' {
            align = Some(u32::from('='));
        }
    }
    let width = reader.integer()?;
    let mut grouping = reader.grouping()?;
    let mut precision = None;
    let mut fraction_grouping = Grouping::None;
    if reader.take('.') {
        precision = reader.integer()?;
        fraction_grouping = reader.grouping()?;
        if precision.is_none() && fraction_grouping == Grouping::None {
            return Err("Format specifier missing precision".to_owned());
        }
    }
    if text.len() - reader.position > 1 {
        let text: String = text.iter().map(|&unit| char::from_u32(unit).unwrap_or('\u{FFFD}')).collect();
        return Err(format!("Invalid format specifier '{text}' for object of type '{}'", type_name()));
    }
    let presentation = reader.peek(0).unwrap_or(u32::from(default_presentation));
    let bad_grouping =
        |grouping: Grouping| Err(format!("Cannot specify '{}' with '{}'.", grouping.separator(), show(presentation)));
    if grouping != Grouping::None {
        match u8::try_from(presentation).unwrap_or(b'?') {
            b'd' | b'e' | b'f' | b'g' | b'E' | b'F' | b'G' | b'%' | 0 => {}
            b'b' | b'o' | b'x' | b'X' if grouping == Grouping::Underscore => grouping = Grouping::UnderscoreFour,
            _ => return bad_grouping(grouping),
        }
    }
    if presentation == u32::from('n') && fraction_grouping != Grouping::None {
        return bad_grouping(fraction_grouping);
    }
    Ok(Spec {
        fill: fill.unwrap_or(u32::from(' ')),
        align: align.map_or(default_align, |align| align as u8),
        sign,
        coerce_negative_zero,
        alternate,
        width,
        grouping,
        precision,
        fraction_grouping,
        presentation,
    })
}
