//! Case methods and tests of kinds of characters.

use molt_object::function::{Arity, Definition};
use molt_object::text::Builder;
use molt_object::{Borrowed, Owned, Result, Str};
use molt_support::receivers::own_str;
use molt_unicode::{Form, Properties, properties};

const CAPITAL_SIGMA: u32 = 0x3A3;
const SMALL_SIGMA: u32 = 0x3C3;
const FINAL_SIGMA: u32 = 0x3C2;

/// Whether the capital sigma at a place ends a word, so that its lower case is the final one.
fn is_final_sigma(text: &Str, place: usize) -> bool {
    let at = |index: usize| properties(text.get(index).unwrap_or(0));
    let before = (0..place).rev().map(at).find(|found| !found.is_case_ignorable());
    let after = (place + 1..text.len()).map(at).find(|found| !found.is_case_ignorable());
    before.is_some_and(Properties::is_cased) && !after.is_some_and(Properties::is_cased)
}

fn push_form(builder: &mut Builder, form: &Form) {
    form.units().iter().for_each(|&unit| builder.push(unit));
}

fn push_lower(builder: &mut Builder, text: &Str, place: usize, found: Properties, code_point: u32) {
    if code_point == CAPITAL_SIGMA {
        builder.push(if is_final_sigma(text, place) { FINAL_SIGMA } else { SMALL_SIGMA });
    } else {
        push_form(builder, &found.to_lower());
    }
}

/// Maps every code point; `step` gets the place, the properties and the code point.
fn map(text: &Str, mut step: impl FnMut(&mut Builder, usize, Properties, u32)) -> Result {
    let mut builder = Builder::with_capacity(text.len());
    for (place, code_point) in text.code_points().enumerate() {
        step(&mut builder, place, properties(code_point), code_point);
    }
    builder.finish()
}

fn map_ascii(text: &str, map: impl Fn(&u8) -> u8) -> Result {
    Str::map_ascii(text, |byte| map(&byte))
}

/// `text.lower()`
pub fn lower(text: &Str) -> Result {
    match text.as_ascii() {
        Some(text) => map_ascii(text, u8::to_ascii_lowercase),
        None => map(text, |builder, place, found, code_point| push_lower(builder, text, place, found, code_point)),
    }
}

fn upper(text: &Str) -> Result {
    match text.as_ascii() {
        Some(text) => map_ascii(text, u8::to_ascii_uppercase),
        None => map(text, |builder, _, found, _| push_form(builder, &found.to_upper())),
    }
}

fn casefold(text: &Str) -> Result {
    match text.as_ascii() {
        Some(text) => map_ascii(text, u8::to_ascii_lowercase),
        None => map(text, |builder, _, found, _| push_form(builder, &found.to_folded())),
    }
}

fn swapcase(text: &Str) -> Result {
    if let Some(text) = text.as_ascii() {
        return map_ascii(text, |byte| if byte.is_ascii_alphabetic() { byte ^ 0x20 } else { *byte });
    }
    map(text, |builder, place, found, code_point| {
        if found.is_upper() {
            push_lower(builder, text, place, found, code_point);
        } else if found.is_lower() {
            push_form(builder, &found.to_upper());
        } else {
            builder.push(code_point);
        }
    })
}

fn capitalize(text: &Str) -> Result {
    if let Some(text) = text.as_ascii() {
        let mut is_first = true;
        return Str::map_ascii(text, |byte| {
            if core::mem::take(&mut is_first) { byte.to_ascii_uppercase() } else { byte.to_ascii_lowercase() }
        });
    }
    map(text, |builder, place, found, code_point| {
        if place == 0 {
            push_form(builder, &found.to_title());
        } else {
            push_lower(builder, text, place, found, code_point);
        }
    })
}

fn title(text: &Str) -> Result {
    if let Some(text) = text.as_ascii() {
        let mut inside = false;
        return Str::map_ascii(text, |byte| {
            let changed = if inside { byte.to_ascii_lowercase() } else { byte.to_ascii_uppercase() };
            inside = byte.is_ascii_alphabetic();
            changed
        });
    }
    let mut previous_is_cased = false;
    map(text, |builder, place, found, code_point| {
        if previous_is_cased {
            push_lower(builder, text, place, found, code_point);
        } else {
            push_form(builder, &found.to_title());
        }
        previous_is_cased = found.is_cased();
    })
}

/// Whether there are code points and all pass the test.
fn all(receiver: Borrowed<'_>, ascii: fn(&u8) -> bool, test: fn(Properties) -> bool) -> Result {
    let text = own_str(receiver);
    let passes = match text.as_ascii() {
        Some(text) => text.as_bytes().iter().all(ascii),
        None => text.code_points().all(|code_point| test(properties(code_point))),
    };
    Ok(Owned::bool(passes && !text.is_empty()))
}

/// Whether there are cased code points, all of the case `is_wanted` tests.
fn all_cased(receiver: Borrowed<'_>, is_wanted: fn(Properties) -> bool, is_other: fn(Properties) -> bool) -> Result {
    let mut any = false;
    for code_point in own_str(receiver).code_points() {
        let found = properties(code_point);
        if is_other(found) || found.is_title() {
            return Ok(Owned::bool(false));
        }
        any |= is_wanted(found);
    }
    Ok(Owned::bool(any))
}

fn is_title(receiver: Borrowed<'_>) -> Result {
    let mut any = false;
    let mut previous_is_cased = false;
    for code_point in own_str(receiver).code_points() {
        let found = properties(code_point);
        let begins = found.is_upper() || found.is_title();
        if (begins && previous_is_cased) || (found.is_lower() && !previous_is_cased) {
            return Ok(Owned::bool(false));
        }
        previous_is_cased = begins || found.is_lower();
        any |= previous_is_cased;
    }
    Ok(Owned::bool(any))
}

/// `text.isidentifier()`
pub fn is_identifier(text: &Str) -> bool {
    let mut code_points = text.code_points();
    let starts =
        code_points.next().is_some_and(|first| first == u32::from('_') || properties(first).is_identifier_start());
    starts && code_points.all(|code_point| properties(code_point).is_identifier_continue())
}

macro_rules! methods {
    ($($name:literal $documentation:literal |$receiver:ident| $body:expr;)*) => {
        pub(super) const METHODS: &[Definition] = &[
            $(Definition {
                name: $name,
                documentation: $documentation,
                arity: Arity::None,
                function: |$receiver, _| $body,
            }),*
        ];
    };
}

methods! {
    "lower" "Return a copy of the string converted to lowercase." |receiver| lower(own_str(receiver));
    "upper" "Return a copy of the string converted to uppercase." |receiver| upper(own_str(receiver));
    "casefold" "Return a version of the string suitable for caseless comparisons."
        |receiver| casefold(own_str(receiver));
    "swapcase" "Convert uppercase characters to lowercase and lowercase characters to uppercase."
        |receiver| swapcase(own_str(receiver));
    "capitalize" "Return a capitalized version of the string.\n\nMore specifically, make the first character have upper case and the rest lower\ncase."
        |receiver| capitalize(own_str(receiver));
    "title" "Return a version of the string where each word is titlecased." |receiver| title(own_str(receiver));
    "isalpha" "Return True if the string is an alphabetic string, False otherwise."
        |receiver| all(receiver, u8::is_ascii_alphabetic, Properties::is_alphabetic);
    "isalnum" "Return True if the string is an alpha-numeric string, False otherwise."
        |receiver| all(receiver, u8::is_ascii_alphanumeric, Properties::is_alphanumeric);
    "isdecimal" "Return True if the string is a decimal string, False otherwise."
        |receiver| all(receiver, u8::is_ascii_digit, Properties::is_decimal);
    "isdigit" "Return True if the string is a digit string, False otherwise."
        |receiver| all(receiver, u8::is_ascii_digit, Properties::is_digit);
    "isnumeric" "Return True if the string is a numeric string, False otherwise."
        |receiver| all(receiver, u8::is_ascii_digit, Properties::is_numeric);
    "isspace" "Return True if the string is a whitespace string, False otherwise."
        |receiver| all(receiver, |byte| molt_unicode::is_space(u32::from(*byte)), Properties::is_space);
    "isupper" "Return True if the string is an uppercase string, False otherwise."
        |receiver| all_cased(receiver, Properties::is_upper, Properties::is_lower);
    "islower" "Return True if the string is a lowercase string, False otherwise."
        |receiver| all_cased(receiver, Properties::is_lower, Properties::is_upper);
    "istitle" "Return True if the string is a title-cased string, False otherwise." |receiver| is_title(receiver);
    "isascii" "Return True if all characters in the string are ASCII, False otherwise."
        |receiver| Ok(Owned::bool(own_str(receiver).is_ascii()));
    "isprintable" "Return True if all characters in the string are printable, False otherwise."
        |receiver| Ok(Owned::bool(own_str(receiver).code_points().all(molt_unicode::is_printable)));
    "isidentifier" "Return True if the string is a valid Python identifier, False otherwise."
        |receiver| Ok(Owned::bool(is_identifier(own_str(receiver))));
}
