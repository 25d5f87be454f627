//! `UnicodeDecodeError`, `UnicodeEncodeError` and `UnicodeTranslateError`.

use molt_object::slots::Slots;
use molt_object::{Arguments, Borrowed, Bytes, CoreType, Downcast, Result, Str, raise, type_of};
use molt_protocol::convert;
use molt_protocol::native_type::TypeDefinition;

use super::attributes::member;
use super::{base, data, field};

fn expect_str(value: Borrowed<'_>, position: usize) -> Result<()> {
    if value.downcast::<Str>().is_some() {
        return Ok(());
    }
    let found = type_of(value).name();
    Err(raise(CoreType::TypeError, format_args!("argument {position} must be str, not {found}")))
}

fn init(own: Borrowed<'_>, arguments: Arguments<'_>, names: &[&'static str], is_decoding: bool) -> Result<()> {
    base::no_keywords(own, &arguments)?;
    let positional = arguments.positional();
    base::set_arguments(own, positional)?;
    let (count, given) = (names.len(), positional.len());
    if count != given {
        return Err(raise(
            CoreType::TypeError,
            format_args!("function takes exactly {count} arguments ({given} given)"),
        ));
    }
    for (index, (&name, &value)) in names.iter().zip(positional).enumerate() {
        match name {
            "start" | "end" => drop(convert::index(value)?),
            "object" if is_decoding => {
                if value.downcast::<Bytes>().is_none() {
                    let found = type_of(value).name();
                    return Err(raise(
                        CoreType::TypeError,
                        format_args!("a bytes-like object is required, not '{found}'"),
                    ));
                }
            }
            _ => expect_str(value, index + 1)?,
        }
        data(own).set_field(name, value.own());
    }
    Ok(())
}

const WITH_ENCODING: &[&str] = &["encoding", "object", "start", "end", "reason"];

/// The span, within an object of `length` items.
fn span(own: Borrowed<'_>, length: usize) -> (usize, usize) {
    let number = |name: &str| field(own, name).value().as_small_int().and_then(|number| usize::try_from(number).ok());
    let start = number("start").unwrap_or(0).min(length.saturating_sub(1));
    let end = number("end").unwrap_or(0).clamp(1.min(length), length.max(1));
    (start, end)
}

fn text(own: Borrowed<'_>, name: &str) -> Result<String> {
    convert::str_text(field(own, name).borrow())
}

fn str_decode(own: Borrowed<'_>) -> Result {
    let object = field(own, "object");
    let Some(bytes) = object.borrow().downcast::<Bytes>() else { return Ok(Str::empty()) };
    let (start, end) = span(own, bytes.len());
    let (encoding, reason) = (text(own, "encoding")?, text(own, "reason")?);
    Ok(Str::from_rust(&match bytes.as_slice().get(start) {
        Some(byte) if end == start + 1 => {
            format!("'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}")
        }
        _ => {
            let last = end.wrapping_sub(1) as isize;
            format!("'{encoding}' codec can't decode bytes in position {start}-{last}: {reason}")
        }
    }))
}

/// What all but the verb and the codec say.
fn describe(own: Borrowed<'_>, lead: &str) -> Result {
    let object = field(own, "object");
    let Some(string) = object.borrow().downcast::<Str>() else { return Ok(Str::empty()) };
    let (start, end) = span(own, string.len());
    let reason = text(own, "reason")?;
    Ok(Str::from_rust(&match string.get(start) {
        Some(character) if end == start + 1 => {
            let shown = match character {
                0..=0xFF => format!("\\x{character:02x}"),
                0x100..=0xFFFF => format!("\\u{character:04x}"),
                _ => format!("\\U{character:08x}"),
            };
            format!("{lead} character '{shown}' in position {start}: {reason}")
        }
        _ => format!("{lead} characters in position {start}-{}: {reason}", end.wrapping_sub(1) as isize),
    }))
}

pub(super) static DECODE: TypeDefinition = TypeDefinition {
    documentation: "Unicode decoding error.",
    slots: molt_object::slot_table!(Slots {
        init: Some(|own, arguments| init(own, arguments, WITH_ENCODING, true)),
        str: Some(str_decode),
        ..Slots::EMPTY
    }),
    getters: &[member!("encoding"), member!("object"), member!("start"), member!("end"), member!("reason")],
    base: true,
    ..TypeDefinition::new(CoreType::UnicodeDecodeError)
};

pub(super) static ENCODE: TypeDefinition = TypeDefinition {
    documentation: "Unicode encoding error.",
    slots: molt_object::slot_table!(Slots {
        init: Some(|own, arguments| init(own, arguments, WITH_ENCODING, false)),
        str: Some(|own| {
            let encoding = text(own, "encoding")?;
            describe(own, &format!("'{encoding}' codec can't encode"))
        }),
        ..Slots::EMPTY
    }),
    getters: &[member!("encoding"), member!("object"), member!("start"), member!("end"), member!("reason")],
    base: true,
    ..TypeDefinition::new(CoreType::UnicodeEncodeError)
};

pub(super) static TRANSLATE: TypeDefinition = TypeDefinition {
    documentation: "Unicode translation error.",
    slots: molt_object::slot_table!(Slots {
        init: Some(|own, arguments| init(own, arguments, &["object", "start", "end", "reason"], false)),
        str: Some(|own| describe(own, "can't translate")),
        ..Slots::EMPTY
    }),
    getters: &[member!("object"), member!("start"), member!("end"), member!("reason")],
    base: true,
    ..TypeDefinition::new(CoreType::UnicodeTranslateError)
};
