//! The encodings of text files.

use molt_object::exception::{self, Exception};
use molt_object::raised::{self, Raised};
use molt_object::{Bytes, CoreType, Owned, Result, Str, core_type, integer, raise};

/// Checks the name of an encoding.
pub fn check(encoding: &str) -> Result<()> {
    let normal: String = encoding.chars().filter(char::is_ascii_alphanumeric).collect();
    if normal.eq_ignore_ascii_case("utf8") {
        return Ok(());
    }
    Err(raise(CoreType::LookupError, format_args!("unknown encoding: {encoding}")))
}

/// How many bytes at the start are whole characters.
pub fn complete_length(data: &[u8], _encoding: &str) -> Result<usize> {
    match core::str::from_utf8(data) {
        Err(error) if error.error_len().is_none() => Ok(error.valid_up_to()),
        _ => Ok(data.len()),
    }
}

fn raise_unicode(core: CoreType, object: Owned, span: (usize, usize), reason: &str) -> Raised {
    let fields = [
        ("encoding", Str::from_rust("utf-8")),
        ("object", object),
        ("start", integer::from_usize(span.0)),
        ("end", integer::from_usize(span.1)),
        ("reason", Str::from_rust(reason)),
    ];
    let arguments: Vec<_> = fields.iter().map(|(_, value)| value.borrow()).collect();
    let error = exception::new(core_type(core), &arguments);
    if let Some(data) = Exception::of(error.borrow()) {
        for (name, value) in &fields {
            data.set_field(name, value.clone());
        }
    }
    raised::raise_exception(error)
}

/// The str some bytes stand for.
pub fn decode(data: &[u8], _encoding: &str, _errors: &str) -> Result {
    match core::str::from_utf8(data) {
        Ok(text) => Ok(Str::from_rust(text)),
        Err(error) => {
            let start = error.valid_up_to();
            let reason = if error.error_len().is_none() { "unexpected end of data" } else { "invalid start byte" };
            Err(raise_unicode(CoreType::UnicodeDecodeError, Bytes::from_slice(data), (start, start + 1), reason))
        }
    }
}

/// The bytes of a str.
pub fn encode(text: &Str, _encoding: &str, _errors: &str) -> Result<Vec<u8>> {
    if let Some(text) = text.as_ascii() {
        return Ok(text.as_bytes().to_vec());
    }
    let characters: core::result::Result<String, usize> =
        text.code_points().enumerate().map(|(index, code_point)| char::from_u32(code_point).ok_or(index)).collect();
    characters.map(String::into_bytes).map_err(|index| {
        let object = text.as_borrowed().own();
        raise_unicode(CoreType::UnicodeEncodeError, object, (index, index + 1), "surrogates not allowed")
    })
}
