//! Properties and case mappings of code points, exactly those of CPython 3.14.
#![forbid(unsafe_code)]

mod tables;

pub use tables::UNICODE_VERSION;
use tables::{BLOCKS, RANGES, RECORDS, SPARSE_BLOCKS, SPECIAL};

/// What is known of a code point.
#[derive(Clone, Copy)]
pub struct Properties {
    flags: u16,
    record: u8,
    run_start: u32,
    code_point: u32,
}

/// A form of a code point: up to three code points.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    units: [u32; 3],
    length: usize,
}

impl Form {
    /// The code points.
    pub fn units(&self) -> &[u32] {
        &self.units[..self.length]
    }
}

/// What is known of the ASCII characters, looked up once at compile time.
static ASCII: [Properties; 128] = {
    let mut all = [Properties { flags: 0, record: 0, run_start: 0, code_point: 0 }; 128];
    let mut range = 0;
    let mut code_point = 0;
    while code_point < 128 {
        if RANGES[range + 1].0 as u32 <= code_point {
            range += 1;
        }
        let (run_start, record) = (RANGES[range].0 as u32, RANGES[range].1);
        all[code_point as usize] = Properties { flags: RECORDS[record as usize].0, record, run_start, code_point };
        code_point += 1;
    }
    all
};

/// Looks a code point up.
#[inline]
pub fn properties(code_point: u32) -> Properties {
    match ASCII.get(code_point as usize) {
        Some(found) => *found,
        None => look_up(code_point),
    }
}

/// The ranges that begin in a block: the first, and the first that does not.
fn ranges_of(block: u32) -> (usize, usize) {
    let place = block as usize;
    if let Some(&end) = BLOCKS.get(place + 1) {
        return (BLOCKS[place].into(), end.into());
    }
    let next = SPARSE_BLOCKS.partition_point(|&(sparse, _)| u32::from(sparse) < block);
    let first_of = |place: usize| SPARSE_BLOCKS.get(place).map_or(RANGES.len(), |&(_, first)| first.into());
    let is_sparse = SPARSE_BLOCKS.get(next).is_some_and(|&(sparse, _)| u32::from(sparse) == block);
    (first_of(next), first_of(next + usize::from(is_sparse)))
}

fn look_up(code_point: u32) -> Properties {
    let mut block = code_point >> 8;
    let (first, end) = ranges_of(block);
    let before = first + RANGES[first..end].partition_point(|&(start, _)| u32::from(start) <= code_point & 0xFF);
    // The first range begins with the first code point, so there is one before every place.
    let (start, record) = RANGES[before - 1];
    let flags = RECORDS[usize::from(record)].0;
    if before == first && flags & tables::DECIMAL != 0 {
        // Digits count from where their run begins, which is in a block before.
        block = (0..block).rev().find(|&block| ranges_of(block).1 == first && ranges_of(block).0 != first).unwrap_or(0);
    }
    Properties { flags, record, run_start: block << 8 | u32::from(start), code_point }
}

macro_rules! predicates {
    ($($(#[doc = $doc:literal])+ $name:ident: $flags:expr;)*) => {
        $(
            $(#[doc = $doc])+
            pub fn $name(self) -> bool {
                self.flags & ($flags) != 0
            }
        )*
    };
}

impl Properties {
    predicates! {
        /// A letter (`str.isalpha`).
        is_alphabetic: tables::ALPHABETIC;
        /// A letter or any number (`str.isalnum`).
        is_alphanumeric: tables::ALPHABETIC | tables::DECIMAL | tables::DIGIT | tables::NUMERIC;
        /// Upper case.
        is_upper: tables::UPPER;
        /// Lower case.
        is_lower: tables::LOWER;
        /// Title case, such as U+01C5.
        is_title: tables::TITLE;
        /// Shown as it is by `repr`.
        is_printable: tables::PRINTABLE;
        /// May begin an identifier.
        is_identifier_start: tables::IDENTIFIER_START;
        /// May be inside an identifier.
        is_identifier_continue: tables::IDENTIFIER_CONTINUE;
        /// White space.
        is_space: tables::SPACE;
        /// A digit of a decimal system.
        is_decimal: tables::DECIMAL;
        /// A digit, superscripts included.
        is_digit: tables::DIGIT | tables::DECIMAL;
        /// Anything with a numeric value.
        is_numeric: tables::NUMERIC | tables::DIGIT | tables::DECIMAL;
        /// Has case.
        is_cased: tables::CASED;
        /// Does not count when the surroundings of a capital sigma are looked at.
        is_case_ignorable: tables::CASE_IGNORABLE;
    }
    /// Value of a decimal digit.
    pub fn decimal(self) -> Option<u32> {
        self.is_decimal().then(|| (self.code_point - self.run_start) % 10)
    }
    fn form(self, index: usize) -> Form {
        if self.flags & tables::SPECIAL_CASE != 0
            && let Ok(found) = SPECIAL.binary_search_by_key(&self.code_point, |entry| entry.0)
        {
            let units = SPECIAL[found].1[index];
            return Form { units, length: units.iter().take_while(|&&unit| unit != 0).count() };
        }
        let (_, lower, upper, title, folded) = RECORDS[usize::from(self.record)];
        let unit = self.code_point.wrapping_add_signed([lower, upper, title, folded][index]);
        Form { units: [unit, 0, 0], length: 1 }
    }
    /// In lower case; does not know about final sigma.
    pub fn to_lower(self) -> Form {
        self.form(0)
    }
    /// In upper case.
    pub fn to_upper(self) -> Form {
        self.form(1)
    }
    /// In title case.
    pub fn to_title(self) -> Form {
        self.form(2)
    }
    /// As compared without case.
    pub fn to_folded(self) -> Form {
        self.form(3)
    }
}

/// Value of a decimal digit of any script.
pub fn decimal(code_point: u32) -> Option<u32> {
    match code_point {
        0x30..=0x39 => Some(code_point - 0x30),
        0..0x80 => None,
        _ => properties(code_point).decimal(),
    }
}

/// `str.isspace` of one code point.
pub fn is_space(code_point: u32) -> bool {
    match code_point {
        0x20 | 0x09..=0x0D | 0x1C..=0x1F | 0x85 | 0xA0 => true,
        0..0x1680 => false,
        _ => properties(code_point).is_space(),
    }
}

/// Whether `repr` shows the code point as it is.
pub fn is_printable(code_point: u32) -> bool {
    match code_point {
        0x20..0x7F => true,
        0..0x20 | 0x7F => false,
        _ => properties(code_point).is_printable(),
    }
}

/// Whether `str.splitlines` ends a line here.
pub const fn is_line_break(code_point: u32) -> bool {
    matches!(code_point, 0x0A..=0x0D | 0x1C..=0x1E | 0x85 | 0x2028 | 0x2029)
}

#[cfg(test)]
mod tests;
