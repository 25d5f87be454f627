//! Constants and the module's constant pool.
//!
//! Constants are immortal objects in the data section of the compiled module; equal constants share one entry. Floats
//! compare by bits, so `0.0` and `-0.0` are two entries, and `1`, `1.0` and `True` never meet.

use std::collections::BTreeMap;

use crate::entity::ConstantId;

/// A Python string: WTF-8, so that lone surrogates (`"\ud800"`) can be written down.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct PythonString(Vec<u8>);

impl PythonString {
    /// The string with these code points; values above 0x10FFFF are refused.
    pub fn from_code_points(code_points: impl IntoIterator<Item = u32>) -> Option<Self> {
        let mut bytes = Vec::new();
        for code_point in code_points {
            push_code_point(&mut bytes, code_point)?;
        }
        Some(Self(bytes))
    }

    /// The WTF-8 encoding; UTF-8 when there are no lone surrogates.
    pub fn as_wtf8(&self) -> &[u8] {
        &self.0
    }

    /// The string as UTF-8, unless it holds lone surrogates.
    pub fn as_str(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }

    /// The code points, surrogates included.
    pub fn code_points(&self) -> impl Iterator<Item = u32> + '_ {
        let mut rest = self.0.as_slice();
        std::iter::from_fn(move || {
            let first = u32::from(*rest.first()?);
            let (length, initial) = match first {
                0..0x80 => (1, first),
                0x80..0xE0 => (2, first & 0x1F),
                0xE0..0xF0 => (3, first & 0x0F),
                _ => (4, first & 0x07),
            };
            let code_point = rest[1..length].iter().fold(initial, |sum, byte| sum << 6 | u32::from(byte & 0x3F));
            rest = &rest[length..];
            Some(code_point)
        })
    }

    /// Whether there are no code points.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// This string followed by `other`. Both are code point sequences, so surrogates never pair up.
    pub fn concatenate(&self, other: &PythonString) -> PythonString {
        PythonString([self.0.as_slice(), other.0.as_slice()].concat())
    }

    /// This string `count` times.
    pub fn repeat(&self, count: usize) -> PythonString {
        PythonString(self.0.repeat(count))
    }
}

impl From<&str> for PythonString {
    fn from(text: &str) -> Self {
        Self(text.as_bytes().to_vec())
    }
}

fn push_code_point(bytes: &mut Vec<u8>, code_point: u32) -> Option<()> {
    let tail = |shift: u32| 0x80 | (code_point >> shift & 0x3F) as u8;
    match code_point {
        0..0x80 => bytes.push(code_point as u8),
        0x80..0x800 => bytes.extend([0xC0 | (code_point >> 6) as u8, tail(0)]),
        0x800..0x1_0000 => bytes.extend([0xE0 | (code_point >> 12) as u8, tail(6), tail(0)]),
        0x1_0000..0x11_0000 => bytes.extend([0xF0 | (code_point >> 18) as u8, tail(12), tail(6), tail(0)]),
        _ => return None,
    }
    Some(())
}

/// A constant value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Constant {
    /// `None`
    None,
    /// `True` or `False`
    Bool(bool),
    /// An int that fits 64 bits.
    Int(i64),
    /// An int that does not fit: canonical decimal digits, `-` first when negative. Make it with [`Constant::int`].
    BigInt(String),
    /// A float, by its bits.
    Float(u64),
    /// A complex number, by the bits of its parts.
    Complex(u64, u64),
    /// A str.
    Str(PythonString),
    /// A bytes object.
    Bytes(Vec<u8>),
    /// A tuple of constants.
    Tuple(Vec<ConstantId>),
    /// `...`
    Ellipsis,
    /// `NotImplemented`
    NotImplemented,
}

impl Constant {
    /// The int with these decimal digits (optional `-` first); `None` if the text is not a decimal int.
    pub fn int(decimal: &str) -> Option<Constant> {
        let (negative, digits) = match decimal.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, decimal),
        };
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        if let Ok(value) = decimal.parse::<i64>() {
            return Some(Constant::Int(value));
        }
        let digits = digits.trim_start_matches('0');
        Some(Constant::BigInt(if negative { format!("-{digits}") } else { digits.to_string() }))
    }

    /// The float constant of `value`.
    pub fn float(value: f64) -> Constant {
        Constant::Float(value.to_bits())
    }

    /// The str constant of `text`.
    pub fn str(text: &str) -> Constant {
        Constant::Str(PythonString::from(text))
    }
}

/// The interned constants of a module, in order of first use.
#[derive(Clone, Debug, Default)]
pub struct ConstantPool {
    entries: Vec<Constant>,
    by_value: BTreeMap<Constant, ConstantId>,
}

impl ConstantPool {
    /// The entry for `constant`, made if need be.
    pub fn intern(&mut self, constant: Constant) -> ConstantId {
        if let Some(&id) = self.by_value.get(&constant) {
            return id;
        }
        let id = ConstantId::from_index(self.entries.len());
        self.entries.push(constant.clone());
        self.by_value.insert(constant, id);
        id
    }

    /// The entry for `constant`, if there is one.
    pub fn find(&self, constant: &Constant) -> Option<ConstantId> {
        self.by_value.get(constant).copied()
    }

    /// The constant behind `id`.
    pub fn get(&self, id: ConstantId) -> &Constant {
        &self.entries[id.index()]
    }

    /// All entries in order.
    pub fn iter(&self) -> impl Iterator<Item = (ConstantId, &Constant)> {
        self.entries.iter().enumerate().map(|(index, constant)| (ConstantId::from_index(index), constant))
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

#[cfg(test)]
mod tests;
