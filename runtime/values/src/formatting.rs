//! Formatting: the specification mini-language, `str.format`, and `%`.

pub(crate) mod functions;
pub mod number;
pub mod spec;

use molt_numerals::digits;
use molt_numerals::floats::as_float;
use molt_numerals::integers::number_to_f64;
use molt_object::integer::{Integer, as_integer};
use molt_object::text::Builder;
use molt_object::{Borrowed, CoreType, Downcast, Raised, Result, Str, memory, name, raise, type_of};
use molt_protocol::{attribute, convert};

use self::spec::TypeName;

fn value_error(message: String) -> Raised {
    raise(CoreType::ValueError, message)
}

/// `format(value, spec)`.
pub fn format(value: Borrowed<'_>, spec: &Str) -> Result {
    let class = type_of(value);
    let built_in = class.is_core(CoreType::Str)
        || class.is_core(CoreType::Int)
        || class.is_core(CoreType::Float)
        || class.is_core(CoreType::Bool);
    if built_in {
        return format_built_in(value, spec);
    }
    let Some(result) = attribute::call_special(value, name!(Format), &[attribute::str_value(spec)])? else {
        let found = class.name();
        return Err(raise(CoreType::TypeError, format_args!("Type {found} doesn't define __format__")));
    };
    if result.borrow().downcast::<Str>().is_none() {
        let found = type_of(result.borrow()).name();
        return Err(raise(CoreType::TypeError, format_args!("__format__ must return a str, not {found}")));
    }
    Ok(result)
}

/// `format(value, "")`, as f-strings without a specification need it.
pub fn format_plain(value: Borrowed<'_>) -> Result {
    if value.downcast_exact::<Str>().is_some() {
        return Ok(value.own());
    }
    let raw = value.value();
    if raw.is_small_int() || raw.is_float() || raw.is_bool() || raw.is_none() {
        return convert::str(value);
    }
    let empty = Str::empty();
    format(value, empty.borrow().downcast::<Str>().expect("a str was just made"))
}

/// The code points of a specification; short ones need no allocation.
fn with_units<R>(spec: &Str, action: impl FnOnce(&[u32]) -> Result<R>) -> Result<R> {
    let mut short = [0; 24];
    match short.get_mut(..spec.len()) {
        Some(units) => {
            units.iter_mut().zip(spec.code_points()).for_each(|(unit, code_point)| *unit = code_point);
            action(units)
        }
        None => action(&memory::collect(spec.code_points())?),
    }
}

/// `__format__` of int, float, str and their subclasses.
pub fn format_built_in(value: Borrowed<'_>, spec: &Str) -> Result {
    if spec.is_empty() {
        return convert::str(value);
    }
    let type_name = || type_of(value).name();
    if let Some(number) = as_integer(value) {
        return with_units(spec, |units| format_integer(&number, units, &type_name));
    }
    if let Some(number) = as_float(value) {
        let spec = with_units(spec, |units| spec::parse(units, 0, b'>', &type_name).map_err(value_error))?;
        return number::float(number, &spec, &type_name);
    }
    let Some(text) = value.downcast::<Str>() else { unreachable!("{} has another __format__", type_name()) };
    let spec = with_units(spec, |units| spec::parse(units, b's', b'<', &type_name).map_err(value_error))?;
    format_text(text, &spec, &type_name)
}

fn format_text(text: &Str, spec: &spec::Spec, type_name: TypeName<'_>) -> Result {
    let refused = match () {
        () if spec.presentation != u32::from('s') => {
            return Err(value_error(spec::unknown_presentation(spec.presentation, type_name)));
        }
        () if spec.sign == b' ' => "Space not allowed in string format specifier",
        () if spec.sign != 0 => "Sign not allowed in string format specifier",
        () if spec.coerce_negative_zero => "Negative zero coercion (z) not allowed in string format specifier",
        () if spec.alternate => "Alternate form (#) not allowed in string format specifier",
        () if spec.align == b'=' => "'=' alignment not allowed in string format specifier",
        () => return number::string(text.code_points(), spec),
    };
    Err(value_error(refused.to_owned()))
}

fn format_integer(number: &Integer<'_>, units: &[u32], type_name: TypeName<'_>) -> Result {
    let spec = spec::parse(units, b'd', b'>', type_name).map_err(value_error)?;
    let presentation = u8::try_from(spec.presentation).unwrap_or(b'?');
    if matches!(presentation, b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'%') {
        return number::float(number_to_f64(number)?, &spec, type_name);
    }
    if !matches!(presentation, b'b' | b'c' | b'd' | b'o' | b'x' | b'X' | b'n') {
        return Err(value_error(spec::unknown_presentation(spec.presentation, type_name)));
    }
    if spec.precision.is_some() {
        return Err(value_error("Precision not allowed in integer format specifier".to_owned()));
    }
    if spec.coerce_negative_zero {
        return Err(value_error("Negative zero coercion (z) not allowed in integer format specifier".to_owned()));
    }
    let negative = number.is_negative();
    match presentation {
        b'c' => format_character(number, &spec),
        b'd' | b'n' => {
            if let Integer::Small(small) = number {
                let text = digits::SmallDecimal::new(*small);
                let text = core::str::from_utf8(text.as_bytes()).expect("digits are ASCII");
                return number::integer(negative, "", text.trim_start_matches('-'), &spec);
            }
            let text = digits::to_decimal(number)?;
            number::integer(negative, "", text.trim_start_matches('-'), &spec)
        }
        _ => {
            let (base, prefix) = match presentation {
                b'b' => (2, "0b"),
                b'o' => (8, "0o"),
                b'x' => (16, "0x"),
                _ => (16, "0X"),
            };
            let mut text = digits::magnitude_in_base(number, base)?;
            if presentation == b'X' {
                text.make_ascii_uppercase();
            }
            number::integer(negative, if spec.alternate { prefix } else { "" }, &text, &spec)
        }
    }
}

fn format_character(number: &Integer<'_>, spec: &spec::Spec) -> Result {
    if spec.sign != 0 {
        return Err(value_error("Sign not allowed with integer format specifier 'c'".to_owned()));
    }
    if spec.alternate {
        return Err(value_error("Alternate form (#) not allowed with integer format specifier 'c'".to_owned()));
    }
    match number.to_i64() {
        Some(code_point @ 0..0x11_0000) => number::character(code_point as u32, spec),
        Some(_) => Err(raise(CoreType::OverflowError, "%c arg not in range(0x110000)")),
        None => Err(raise(CoreType::OverflowError, "Python int too large to convert to C long")),
    }
}

/// `0b101`, `-0x1f`: what `bin`, `oct` and `hex` give.
pub fn with_prefix(number: &Integer<'_>, base: u8) -> Result {
    let prefix = match base {
        2 => "0b",
        8 => "0o",
        _ => "0x",
    };
    let sign = if number.is_negative() { "-" } else { "" };
    let mut text = Builder::new();
    text.push_rust(sign);
    text.push_rust(prefix);
    text.push_rust(&digits::magnitude_in_base(number, base)?);
    text.finish()
}
