//! Literal values, kept exact.

/// A literal.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Constant {
    /// `None`.
    None,
    /// `True` or `False`.
    Boolean(bool),
    /// `...`.
    Ellipsis,
    /// An integer of any size. Literals are never negative.
    Integer(Integer),
    /// A float, as its IEEE 754 bits.
    Float(u64),
    /// An imaginary literal such as `2j`; the IEEE 754 bits of its imaginary part (the real part is `0.0`).
    Imaginary(u64),
    /// A `str`.
    String(Text),
    /// A `bytes`.
    Bytes(Vec<u8>),
}

/// An integer literal.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Integer {
    /// Fits 64 bits.
    Small(i64),
    /// Does not fit 64 bits: lower-case hexadecimal digits, no prefix, no leading zero.
    Big(String),
}

/// The value of a `str`: Unicode text that may hold lone surrogates, as WTF-8 bytes (UTF-8 extended so that a lone
/// surrogate takes the three bytes its code point would take).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Text {
    wtf8: Vec<u8>,
}

impl Text {
    /// Text from well-formed Unicode.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { wtf8: text.as_bytes().to_vec() }
    }

    /// Text from code points, surrogates allowed; a high surrogate followed by a low one stays two code points, as in
    /// CPython. Values above U+10FFFF are a caller's bug and are replaced by U+FFFD.
    pub fn from_code_points(code_points: impl IntoIterator<Item = u32>) -> Self {
        let mut text = Self::default();
        for code_point in code_points {
            text.push(code_point);
        }
        text
    }

    /// Appends one code point, surrogates allowed.
    pub fn push(&mut self, code_point: u32) {
        if let Some(character) = char::from_u32(code_point) {
            let mut buffer = [0; 4];
            self.wtf8.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
        } else if (0xD800..=0xDFFF).contains(&code_point) {
            let low_six = |value: u32| 0x80 | (value & 0x3F) as u8;
            self.wtf8.extend_from_slice(&[
                0xE0 | (code_point >> 12) as u8,
                low_six(code_point >> 6),
                low_six(code_point),
            ]);
        } else {
            self.push(0xFFFD);
        }
    }

    /// Appends other text.
    pub fn push_text(&mut self, other: &Self) {
        self.wtf8.extend_from_slice(&other.wtf8);
    }

    /// The WTF-8 bytes.
    #[must_use]
    pub fn as_wtf8(&self) -> &[u8] {
        &self.wtf8
    }

    /// The text as UTF-8, unless it holds a surrogate.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        std::str::from_utf8(&self.wtf8).ok()
    }

    /// Whether the text is the empty string.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.wtf8.is_empty()
    }
}
