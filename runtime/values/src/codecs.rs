//! Encodings: strs to bytes and back. Shared by `str.encode`, `bytes.decode` and text files.

mod decode;
mod encode;
mod errors;

use std::borrow::Cow;

use molt_object::{Borrowed, Bytes, CoreType, Downcast, Owned, Result, Str, raise};
use molt_protocol::native_function::{Argument, Place};
use molt_support::bytes_like::buffer;

/// Order of the bytes of a code unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteOrder {
    /// Low byte first; a mark says so, or is expected.
    Marked,
    /// Low byte first.
    Little,
    /// High byte first.
    Big,
}

/// An encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8; with a byte order mark when true.
    Utf8(bool),
    /// The first 128 code points.
    Ascii,
    /// The first 256 code points.
    Latin1,
    /// UTF-16.
    Utf16(ByteOrder),
    /// UTF-32.
    Utf32(ByteOrder),
}

impl Encoding {
    /// The encoding with a name or alias.
    pub fn find(name: &str) -> Option<Encoding> {
        // Runs of anything but letters, digits and dots count as one separator.
        let mut normal = String::with_capacity(name.len());
        for character in name.chars() {
            if character.is_ascii_alphanumeric() || character == '.' {
                normal.push(character.to_ascii_lowercase());
            } else if !normal.is_empty() && !normal.ends_with('_') {
                normal.push('_');
            }
        }
        Some(match normal.trim_end_matches('_') {
            "utf_8" | "utf8" | "u8" | "utf" | "utf8_ucs2" | "utf8_ucs4" | "cp65001" => Encoding::Utf8(false),
            "utf_8_sig" => Encoding::Utf8(true),
            "ascii" | "us_ascii" | "us" | "646" | "iso646_us" | "iso_ir_6" | "ansi_x3.4_1968" | "ansi_x3_4_1968"
            | "ansi_x3.4_1986" | "cp367" | "csascii" | "ibm367" | "iso_646.irv_1991" => Encoding::Ascii,
            "latin_1" | "latin1" | "latin" | "l1" | "iso_8859_1" | "iso8859_1" | "iso8859" | "8859" | "cp819"
            | "ibm819" | "csisolatin1" | "iso_8859_1_1987" | "iso_ir_100" => Encoding::Latin1,
            "utf_16" | "utf16" | "u16" => Encoding::Utf16(ByteOrder::Marked),
            "utf_16_le" | "utf_16le" | "unicodelittleunmarked" => Encoding::Utf16(ByteOrder::Little),
            "utf_16_be" | "utf_16be" | "unicodebigunmarked" => Encoding::Utf16(ByteOrder::Big),
            "utf_32" | "utf32" | "u32" => Encoding::Utf32(ByteOrder::Marked),
            "utf_32_le" | "utf_32le" => Encoding::Utf32(ByteOrder::Little),
            "utf_32_be" | "utf_32be" => Encoding::Utf32(ByteOrder::Big),
            _ => return None,
        })
    }
    /// The name in error messages.
    pub const fn name(self) -> &'static str {
        match self {
            Encoding::Utf8(_) => "utf-8",
            Encoding::Ascii => "ascii",
            Encoding::Latin1 => "latin-1",
            Encoding::Utf16(ByteOrder::Marked) => "utf-16",
            Encoding::Utf16(ByteOrder::Little) => "utf-16-le",
            Encoding::Utf16(ByteOrder::Big) => "utf-16-be",
            Encoding::Utf32(ByteOrder::Marked) => "utf-32",
            Encoding::Utf32(ByteOrder::Little) => "utf-32-le",
            Encoding::Utf32(ByteOrder::Big) => "utf-32-be",
        }
    }
}

fn find(name: &str) -> Result<Encoding> {
    if name.contains('\0') {
        return Err(raise(CoreType::ValueError, "embedded null character"));
    }
    Encoding::find(name).ok_or_else(|| raise(CoreType::LookupError, format_args!("unknown encoding: {name}")))
}

/// The bytes of a str; `errors` names what to do with code points the encoding does not have.
pub fn encode(text: &Str, encoding: &str, errors: &str) -> Result<Vec<u8>> {
    encode::encode(text, find(encoding)?, errors)
}

/// The str some bytes stand for; `errors` names what to do with bytes that stand for nothing.
pub fn decode(data: &[u8], encoding: &str, errors: &str) -> Result {
    decode::decode(data, find(encoding)?, errors)
}

/// How far some bytes can be decoded on their own: where a sequence cut off at the end begins. For readers that get
/// their data in pieces.
pub fn complete_length(data: &[u8], encoding: &str) -> Result<usize> {
    Ok(decode::complete_length(data, find(encoding)?))
}

/// An argument that names an encoding or what to do with errors.
pub struct CodecName<'a>(Cow<'a, str>);

impl<'a> Argument<'a> for CodecName<'a> {
    fn from_value(value: Borrowed<'a>, place: Place) -> Result<Self> {
        let text = <&Str>::from_value(value, place)?;
        let name = match text.as_ascii() {
            Some(text) => Cow::Borrowed(text),
            None => {
                let bytes = encode::encode(text, Encoding::Utf8(false), "strict")?;
                Cow::Owned(String::from_utf8(bytes).expect("encoded as UTF-8"))
            }
        };
        if name.contains('\0') {
            return Err(raise(CoreType::ValueError, "embedded null character"));
        }
        Ok(CodecName(name))
    }
}

impl CodecName<'_> {
    /// What `encode` and `decode` do with their arguments: UTF-8 and `strict` where nothing else is said.
    pub fn or_default<'a>(
        encoding: &'a Option<CodecName<'_>>,
        errors: &'a Option<CodecName<'_>>,
    ) -> (&'a str, &'a str) {
        let text = |name: &'a Option<CodecName<'_>>, default| name.as_ref().map_or(default, |name| &*name.0);
        (text(encoding, "utf-8"), text(errors, "strict"))
    }
}

/// `bytes.decode` and `bytearray.decode`
pub fn decode_own(receiver: Borrowed<'_>, encoding: &Option<CodecName<'_>>, errors: &Option<CodecName<'_>>) -> Result {
    let (encoding, errors) = CodecName::or_default(encoding, errors);
    let data = match receiver.downcast::<Bytes>() {
        Some(bytes) => return decode(bytes.as_slice(), encoding, errors),
        None => buffer(receiver).map(|buffer| molt_object::memory::copy(&buffer)).transpose()?.unwrap_or_default(),
    };
    decode(&data, encoding, errors)
}

/// A str of UTF-8 text that need not be valid; bytes that are not become lone surrogates (`surrogateescape`).
pub fn from_system_bytes(data: &[u8]) -> Owned {
    match core::str::from_utf8(data) {
        Ok(text) => Str::from_rust(text),
        Err(_) => {
            decode::decode(data, Encoding::Utf8(false), "surrogateescape").expect("surrogateescape takes every byte")
        }
    }
}
