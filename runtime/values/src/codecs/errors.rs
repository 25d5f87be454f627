//! Error handlers: what happens to what cannot be encoded or decoded.

use molt_object::exception::Exception;
use molt_object::integer::from_usize;
use molt_object::text::Builder;
use molt_object::{Bytes, CoreType, Owned, Raised, Result, Str, core_type, exception, raise, raised};

use super::Encoding;

/// A known error handler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Handler {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    SurrogateEscape,
    SurrogatePass,
    XmlCharacterReferences,
}

/// The handler with a name; looked up only when there is an error, as CPython does.
pub(super) fn find(name: &str) -> Result<Handler> {
    Ok(match name {
        "strict" => Handler::Strict,
        "ignore" => Handler::Ignore,
        "replace" => Handler::Replace,
        "backslashreplace" => Handler::BackslashReplace,
        "surrogateescape" => Handler::SurrogateEscape,
        "surrogatepass" => Handler::SurrogatePass,
        "xmlcharrefreplace" => Handler::XmlCharacterReferences,
        "namereplace" => {
            let message = "the error handler 'namereplace' is not supported by Molt";
            return Err(raise(CoreType::NotImplementedError, message));
        }
        _ => return Err(raise(CoreType::LookupError, format_args!("unknown error handler name '{name}'"))),
    })
}

fn raise_unicode(
    core: CoreType,
    encoding: &'static str,
    object: Owned,
    (start, end): (usize, usize),
    reason: &str,
) -> Raised {
    let fields = [
        ("encoding", Str::from_rust(encoding)),
        ("object", object),
        ("start", from_usize(start)),
        ("end", from_usize(end)),
        ("reason", Str::from_rust(reason)),
    ];
    let arguments: Vec<_> = fields.iter().map(|(_, value)| value.borrow()).collect();
    let made = exception::new(core_type(core), &arguments);
    if let Some(data) = Exception::of(made.borrow()) {
        for (name, value) in &fields {
            data.set_field(name, value.clone());
        }
    }
    raised::raise_exception(made)
}

/// UnicodeEncodeError for the code points from `start` up to `end`.
pub(super) fn encode_error(encoding: Encoding, text: &Str, span: (usize, usize), reason: &str) -> Raised {
    let object = match text.slice(0, text.len()) {
        Ok(object) => object,
        Err(raised) => return raised,
    };
    raise_unicode(CoreType::UnicodeEncodeError, encoding.name(), object, span, reason)
}

/// UnicodeDecodeError for the bytes from `start` up to `end`.
pub(super) fn decode_error(encoding: &'static str, data: &[u8], span: (usize, usize), reason: &str) -> Raised {
    match Bytes::from_slice(data) {
        Ok(object) => raise_unicode(CoreType::UnicodeDecodeError, encoding, object, span, reason),
        Err(raised) => raised,
    }
}

/// The text that stands for a code point that cannot be encoded; None when the handler has none.
pub(super) fn replacement(handler: Handler, code_point: u32) -> Option<String> {
    Some(match handler {
        Handler::Ignore => String::new(),
        Handler::Replace => "?".to_owned(),
        Handler::BackslashReplace => match code_point {
            0..0x100 => format!("\\x{code_point:02x}"),
            0x100..0x1_0000 => format!("\\u{code_point:04x}"),
            _ => format!("\\U{code_point:08x}"),
        },
        Handler::XmlCharacterReferences => format!("&#{code_point};"),
        Handler::Strict | Handler::SurrogateEscape | Handler::SurrogatePass => return None,
    })
}

/// Deals with the bytes of `span`, which cannot be decoded.
pub(super) fn recover(
    handler: Handler,
    encoding: &'static str,
    data: &[u8],
    span: (usize, usize),
    reason: &str,
    output: &mut Builder,
) -> Result<()> {
    let bad = &data[span.0..span.1];
    match handler {
        Handler::Ignore => {}
        Handler::Replace => output.push(0xFFFD),
        Handler::BackslashReplace => bad.iter().for_each(|byte| output.push_rust(&format!("\\x{byte:02x}"))),
        Handler::SurrogateEscape if bad.iter().all(|&byte| byte >= 0x80) => {
            bad.iter().for_each(|&byte| output.push(0xDC00 + u32::from(byte)));
        }
        Handler::XmlCharacterReferences => {
            let message = "don't know how to handle UnicodeDecodeError in error callback";
            return Err(raise(CoreType::TypeError, message));
        }
        Handler::Strict | Handler::SurrogateEscape | Handler::SurrogatePass => {
            return Err(decode_error(encoding, data, span, reason));
        }
    }
    Ok(())
}
