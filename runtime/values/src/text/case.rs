//! Case methods and tests of kinds of characters.

use molt_object::text::Builder;
use molt_object::{Owned, Result, Str};
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

/// `text.upper()`
pub(super) fn upper(text: &Str) -> Result {
    match text.as_ascii() {
        Some(text) => map_ascii(text, u8::to_ascii_uppercase),
        None => map(text, |builder, _, found, _| push_form(builder, &found.to_upper())),
    }
}

/// `text.casefold()`
pub(super) fn casefold(text: &Str) -> Result {
    match text.as_ascii() {
        Some(text) => map_ascii(text, u8::to_ascii_lowercase),
        None => map(text, |builder, _, found, _| push_form(builder, &found.to_folded())),
    }
}

/// `text.swapcase()`
pub(super) fn swapcase(text: &Str) -> Result {
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

/// `text.capitalize()`
pub(super) fn capitalize(text: &Str) -> Result {
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

/// `text.title()`
pub(super) fn title(text: &Str) -> Result {
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
pub(super) fn all(text: &Str, ascii: fn(&u8) -> bool, test: fn(Properties) -> bool) -> Result {
    let passes = match text.as_ascii() {
        Some(text) => text.as_bytes().iter().all(ascii),
        None => text.code_points().all(|code_point| test(properties(code_point))),
    };
    Ok(Owned::bool(passes && !text.is_empty()))
}

/// Whether there are cased code points, all of the case `is_wanted` tests.
pub(super) fn all_cased(text: &Str, is_wanted: fn(Properties) -> bool, is_other: fn(Properties) -> bool) -> Result {
    let mut any = false;
    for code_point in text.code_points() {
        let found = properties(code_point);
        if is_other(found) || found.is_title() {
            return Ok(Owned::bool(false));
        }
        any |= is_wanted(found);
    }
    Ok(Owned::bool(any))
}

/// `text.istitle()`
pub(super) fn is_title(text: &Str) -> Result {
    let mut any = false;
    let mut previous_is_cased = false;
    for code_point in text.code_points() {
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
