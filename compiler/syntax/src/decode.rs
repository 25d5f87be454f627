//! Bytes to text, as CPython's tokenizer does it: byte order mark, PEP 263 coding line, NUL bytes, line ends.

use moltc_diagnostics::{Category, Diagnostic, SourceFile, Span};

use crate::Rejected;

/// Larger sources are refused: spans are 32 bits wide and trees cost many times the text.
const LARGEST_SOURCE: usize = 1 << 30;

/// The encodings understood.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Ascii,
    Latin1,
}

/// Decodes a source file. Line ends become `\n` and a byte order mark is dropped, so spans refer to that text.
///
/// # Errors
/// The source as far as it can be shown, and what is wrong with its bytes.
pub fn decode(name: &str, bytes: &[u8]) -> Result<SourceFile, Rejected> {
    if bytes.len() > LARGEST_SOURCE {
        let diagnostic =
            Diagnostic::file_error(Category::Unsupported, "source files larger than 1 GiB are not supported");
        return Err(Rejected { file: SourceFile::new(name, ""), diagnostics: vec![diagnostic] });
    }
    let (has_mark, content) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(content) => (true, content),
        None => (false, bytes),
    };
    let fail = |message: String, offset: usize| {
        let before = normalize_line_ends(String::from_utf8_lossy(&content[..offset]).into_owned());
        let start = before.len() as u32;
        let end = (offset + 200).min(content.len());
        let text = before + &normalize_line_ends(String::from_utf8_lossy(&content[offset..end]).into_owned());
        let mark_end = text[start as usize..].chars().next().map_or(start, |first| start + first.len_utf8() as u32);
        let file = SourceFile::new(name, text);
        let diagnostic = Diagnostic::error(Category::SyntaxError, message, Span::new(start, mark_end));
        Err(Rejected { file, diagnostics: vec![diagnostic] })
    };
    let declaration = coding_line(content);
    let encoding = match &declaration {
        None => Encoding::Utf8,
        Some(declared) => match encoding_named(&declared.name) {
            None => {
                let mut rejected = fail(format!("unknown encoding: {}", declared.name), declared.line_start);
                if let Err(Rejected { diagnostics, .. }) = &mut rejected {
                    for diagnostic in diagnostics {
                        diagnostic.category = Category::Unsupported;
                        diagnostic.help =
                            Some("Molt reads UTF-8, ASCII and Latin-1; save the file as UTF-8".to_owned());
                    }
                }
                return rejected;
            }
            Some(encoding) if has_mark && !is_plain_utf8(&declared.name) => {
                let name = if encoding == Encoding::Latin1 { "iso-8859-1" } else { &declared.name };
                return fail(format!("encoding problem: {name} with BOM"), declared.line_start);
            }
            Some(encoding) => encoding,
        },
    };
    let text = match encoding {
        Encoding::Latin1 => content.iter().map(|byte| char::from(*byte)).collect(),
        Encoding::Ascii => match content.iter().position(|byte| !byte.is_ascii()) {
            None => content.iter().map(|byte| char::from(*byte)).collect(),
            Some(offset) => {
                let (byte, position) = (content[offset], offset - declaration.map_or(0, |declared| declared.line_end));
                let codec = format!("'ascii' codec can't decode byte 0x{byte:02x} in position {position}");
                return fail(format!("{codec}: ordinal not in range(128)"), offset);
            }
        },
        Encoding::Utf8 => match std::str::from_utf8(content) {
            Ok(text) => text.to_owned(),
            Err(error) => {
                let offset = error.valid_up_to();
                return fail(undecodable(name, content, error, has_mark, declaration.as_ref()), offset);
            }
        },
    };
    if let Some(offset) = content.iter().position(|byte| *byte == 0) {
        return fail("source code cannot contain null bytes".to_owned(), offset);
    }
    Ok(SourceFile::new(name, normalize_line_ends(text)))
}

/// What CPython says about bytes that are not UTF-8, which depends on why it took them for UTF-8.
fn undecodable(
    name: &str,
    content: &[u8],
    error: std::str::Utf8Error,
    has_mark: bool,
    declaration: Option<&Declaration>,
) -> String {
    let offset = error.valid_up_to();
    let (before, byte) = (&content[..offset], content[offset]);
    if !has_mark && declaration.is_none() {
        let line = line_number(before);
        return format!(
            "Non-UTF-8 code starting with '\\x{byte:02x}' in file {name} on line {line}, but no encoding declared; \
             see https://peps.python.org/pep-0263/ for details"
        );
    }
    // Another name for UTF-8 makes CPython decode everything after the coding line at once.
    let (prefix, start) = match declaration.filter(|declared| !is_plain_utf8(&declared.name)) {
        Some(declared) => ("", declared.line_end),
        None => {
            ("(unicode error) ", before.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |at| at + 1))
        }
    };
    let first = offset - start;
    let bytes = match error.error_len().unwrap_or(content.len() - offset) {
        1 => format!("byte 0x{byte:02x} in position {first}"),
        length => format!("bytes in position {first}-{}", first + length - 1),
    };
    let reason = match error.error_len() {
        None => "unexpected end of data",
        Some(1) if !matches!(byte, 0xC2..=0xF4) => "invalid start byte",
        Some(_) => "invalid continuation byte",
    };
    format!("{prefix}'utf-8' codec can't decode {bytes}: {reason}")
}

fn line_number(before: &[u8]) -> usize {
    let text = String::from_utf8_lossy(before).into_owned();
    normalize_line_ends(text).matches('\n').count() + 1
}

/// Universal newlines: `\r\n` and a lone `\r` become `\n`.
fn normalize_line_ends(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// An encoding declared in a comment.
struct Declaration {
    name: String,
    /// Where the comment's line starts and ends, without the line end.
    line_start: usize,
    line_end: usize,
}

/// The encoding declared on one of the first two lines; the first must then be blank or a comment.
fn coding_line(content: &[u8]) -> Option<Declaration> {
    let mut offset = 0;
    for line in content.split(|byte| *byte == b'\n' || *byte == b'\r').take(2) {
        let trimmed = line.trim_ascii_start();
        match trimmed.strip_prefix(b"#") {
            Some(comment) => {
                if let Some(name) = declared_encoding(comment) {
                    return Some(Declaration { name, line_start: offset, line_end: offset + line.len() });
                }
            }
            None if trimmed.is_empty() => {}
            None => return None,
        }
        offset += line.len() + 1;
    }
    None
}

/// The name matched by PEP 263's `coding[:=]\s*([-\w.]+)`.
fn declared_encoding(comment: &[u8]) -> Option<String> {
    let comment = String::from_utf8_lossy(comment);
    for (index, word) in comment.match_indices("coding") {
        let Some(rest) = comment[index + word.len()..].strip_prefix([':', '=']) else {
            continue;
        };
        let name: String = rest
            .trim_start_matches([' ', '\t'])
            .chars()
            .take_while(|character| character.is_ascii_alphanumeric() || "-_.".contains(*character))
            .collect();
        if !name.is_empty() {
            return Some(name);
        }
    }
    None
}

/// Whether CPython's tokenizer takes the name for its own UTF-8, the only one that goes with a byte order mark.
fn is_plain_utf8(name: &str) -> bool {
    let normalized = name.to_ascii_lowercase().replace('_', "-");
    normalized == "utf-8" || normalized.starts_with("utf-8-")
}

fn encoding_named(name: &str) -> Option<Encoding> {
    let normalized = name.to_ascii_lowercase().replace('_', "-");
    match normalized.as_str() {
        "utf8" | "utf-8" | "utf-8-sig" | "u8" | "utf" | "cp65001" => Some(Encoding::Utf8),
        "ascii" | "us-ascii" | "646" | "ansi-x3.4-1968" => Some(Encoding::Ascii),
        "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "8859" | "cp819" | "l1" | "latin" => Some(Encoding::Latin1),
        _ if normalized.starts_with("utf-8-") => Some(Encoding::Utf8),
        _ if normalized.starts_with("latin-1-") || normalized.starts_with("iso-8859-1-") => Some(Encoding::Latin1),
        _ => None,
    }
}
