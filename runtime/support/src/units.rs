//! Algorithms over code units, the same for every width of a str and for bytes.

use std::borrow::Cow;

use molt_object::text::{Builder, Units};
use molt_object::{Result, Str, memory};

/// A code unit: `u8`, `u16` or `u32`.
pub trait Unit: Copy + Eq + Ord + Into<u32> + 'static {
    /// The code point as a unit; None when it is too wide.
    fn of(code_point: u32) -> Option<Self>;
    /// The code point.
    fn code_point(self) -> u32 {
        self.into()
    }
    /// The units of a str in this width; None when they are too wide.
    fn view(units: Units<'_>) -> Option<Cow<'_, [Self]>>;
    /// A str of these units.
    fn make(units: &[Self]) -> Result;
    /// Adds units to a str being built.
    fn push_all(units: &[Self], builder: &mut Builder) {
        units.iter().for_each(|&unit| builder.push(unit.into()));
    }
    /// First place of a unit.
    fn find_one(units: &[Self], unit: Self) -> Option<usize> {
        units.iter().position(|&other| other == unit)
    }
    /// Last place of a unit.
    fn rfind_one(units: &[Self], unit: Self) -> Option<usize> {
        units.iter().rposition(|&other| other == unit)
    }
    /// First place of a sequence of at least two units.
    fn find_many(units: &[Self], wanted: &[Self]) -> Option<usize> {
        let last_start = units.len().checked_sub(wanted.len())?;
        let mut start = 0;
        while start <= last_start {
            start += Self::find_one(&units[start..=last_start], wanted[0])?;
            if units[start..].starts_with(wanted) {
                return Some(start);
            }
            start += 1;
        }
        None
    }
    /// Last place of a sequence of at least two units.
    fn rfind_many(units: &[Self], wanted: &[Self]) -> Option<usize> {
        let mut end = units.len().checked_sub(wanted.len())? + 1;
        loop {
            let start = Self::rfind_one(&units[..end], wanted[0])?;
            if units[start..].starts_with(wanted) {
                return Some(start);
            }
            end = start;
        }
    }
}

impl Unit for u8 {
    fn of(code_point: u32) -> Option<u8> {
        u8::try_from(code_point).ok()
    }
    fn view(units: Units<'_>) -> Option<Cow<'_, [u8]>> {
        match units {
            Units::One(units) => Some(units.into()),
            Units::Two(_) | Units::Four(_) => None,
        }
    }
    fn make(units: &[u8]) -> Result {
        Str::from_latin1(units)
    }
    fn push_all(units: &[u8], builder: &mut Builder) {
        builder.push_latin1(units);
    }
    fn find_one(units: &[u8], unit: u8) -> Option<usize> {
        memchr::memchr(unit, units)
    }
    fn rfind_one(units: &[u8], unit: u8) -> Option<usize> {
        memchr::memrchr(unit, units)
    }
    fn find_many(units: &[u8], wanted: &[u8]) -> Option<usize> {
        memchr::memmem::find(units, wanted)
    }
    fn rfind_many(units: &[u8], wanted: &[u8]) -> Option<usize> {
        memchr::memmem::rfind(units, wanted)
    }
}

impl Unit for u16 {
    fn of(code_point: u32) -> Option<u16> {
        u16::try_from(code_point).ok()
    }
    fn view(units: Units<'_>) -> Option<Cow<'_, [u16]>> {
        match units {
            Units::One(units) => Some(units.iter().map(|&unit| u16::from(unit)).collect()),
            Units::Two(units) => Some(units.into()),
            Units::Four(_) => None,
        }
    }
    fn make(units: &[u16]) -> Result {
        Str::from_two_byte(units)
    }
}

impl Unit for u32 {
    fn of(code_point: u32) -> Option<u32> {
        Some(code_point)
    }
    fn view(units: Units<'_>) -> Option<Cow<'_, [u32]>> {
        match units {
            Units::One(units) => Some(units.iter().map(|&unit| u32::from(unit)).collect()),
            Units::Two(units) => Some(units.iter().map(|&unit| u32::from(unit)).collect()),
            Units::Four(units) => Some(units.into()),
        }
    }
    fn make(units: &[u32]) -> Result {
        Str::from_code_points(units)
    }
}

/// Runs `body` with `Width` standing for the unit of a kind (1, 2 or 4).
#[macro_export]
macro_rules! with_width {
    ($kind:expr, $width:ident => $body:expr) => {
        match $kind {
            1 => {
                type $width = u8;
                $body
            }
            2 => {
                type $width = u16;
                $body
            }
            _ => {
                type $width = u32;
                $body
            }
        }
    };
}

/// First place of a sequence; the empty one is at the start.
pub fn find<U: Unit>(units: &[U], wanted: &[U]) -> Option<usize> {
    match wanted {
        [] => Some(0),
        [unit] => U::find_one(units, *unit),
        _ => U::find_many(units, wanted),
    }
}

/// Last place of a sequence; the empty one is at the end.
pub fn rfind<U: Unit>(units: &[U], wanted: &[U]) -> Option<usize> {
    match wanted {
        [] => Some(units.len()),
        [unit] => U::rfind_one(units, *unit),
        _ => U::rfind_many(units, wanted),
    }
}

/// How often a sequence occurs without overlap; the empty one occurs around every unit.
pub fn count<U: Unit>(units: &[U], wanted: &[U]) -> usize {
    if wanted.is_empty() {
        return units.len() + 1;
    }
    if let [unit] = wanted {
        return units.iter().filter(|&other| other == unit).count();
    }
    let mut found = 0;
    let mut start = 0;
    while let Some(place) = find(&units[start..], wanted) {
        found += 1;
        start += place + wanted.len();
    }
    found
}

/// Replaces up to `most` occurrences; None when there are none.
pub fn replace<U: Unit>(units: &[U], old: &[U], new: &[U], most: usize) -> Result<Option<Vec<U>>> {
    if most == 0 {
        return Ok(None);
    }
    if old.is_empty() {
        let places = most.min(units.len() + 1);
        let length = places.saturating_mul(new.len()).saturating_add(units.len());
        let mut result = memory::with_capacity(length)?;
        for (index, &unit) in units.iter().enumerate() {
            if index < places {
                result.extend_from_slice(new);
            }
            result.push(unit);
        }
        if units.len() < places {
            result.extend_from_slice(new);
        }
        return Ok(Some(result));
    }
    let Some(first) = find(units, old) else { return Ok(None) };
    let mut result = memory::with_capacity(units.len().saturating_add(new.len()))?;
    let mut start = 0;
    let mut place = Some(first);
    let mut left = most;
    while let Some(found) = place {
        memory::extend(&mut result, &units[start..found])?;
        memory::extend(&mut result, new)?;
        start = found + old.len();
        left -= 1;
        if left == 0 {
            break;
        }
        place = find(&units[start..], old).map(|place| place + start);
    }
    memory::extend(&mut result, &units[start..])?;
    Ok(Some(result))
}

/// Spans there is room for at first.
const USUAL_SPANS: usize = 12;

/// Starts and ends of parts.
pub type Spans = Vec<(usize, usize)>;

#[inline]
fn add(spans: &mut Spans, span: (usize, usize)) -> Result<()> {
    memory::reserve(spans, 1)?;
    spans.push(span);
    Ok(())
}

/// Spans between occurrences of a separator, which is not empty; at most `most` splits, from the left.
pub fn split<U: Unit>(units: &[U], separator: &[U], most: usize) -> Result<Spans> {
    let mut spans = Vec::with_capacity(USUAL_SPANS);
    let mut start = 0;
    while spans.len() < most
        && let Some(place) = find(&units[start..], separator)
    {
        add(&mut spans, (start, start + place))?;
        start += place + separator.len();
    }
    add(&mut spans, (start, units.len()))?;
    Ok(spans)
}

/// As [`split`], from the right; the spans are in order.
pub fn rsplit<U: Unit>(units: &[U], separator: &[U], most: usize) -> Result<Spans> {
    let mut spans = Vec::with_capacity(USUAL_SPANS);
    let mut end = units.len();
    while spans.len() < most
        && let Some(place) = rfind(&units[..end], separator)
    {
        add(&mut spans, (place + separator.len(), end))?;
        end = place;
    }
    add(&mut spans, (0, end))?;
    spans.reverse();
    Ok(spans)
}

/// Spans of what is not white space; at most `most` splits, from the left.
pub fn split_spaces<U: Unit>(units: &[U], most: usize, is_space: impl Fn(u32) -> bool) -> Result<Spans> {
    let space_at = |index: usize| is_space(units[index].into());
    let mut spans = Vec::with_capacity(USUAL_SPANS);
    let mut index = 0;
    loop {
        while index < units.len() && space_at(index) {
            index += 1;
        }
        if index == units.len() {
            return Ok(spans);
        }
        if spans.len() == most {
            add(&mut spans, (index, units.len()))?;
            return Ok(spans);
        }
        let start = index;
        while index < units.len() && !space_at(index) {
            index += 1;
        }
        add(&mut spans, (start, index))?;
    }
}

/// As [`split_spaces`], from the right; the spans are in order.
pub fn rsplit_spaces<U: Unit>(units: &[U], most: usize, is_space: impl Fn(u32) -> bool) -> Result<Spans> {
    let space_before = |index: usize| is_space(units[index - 1].into());
    let mut spans = Vec::with_capacity(USUAL_SPANS);
    let mut index = units.len();
    loop {
        while index > 0 && space_before(index) {
            index -= 1;
        }
        if index == 0 {
            break;
        }
        if spans.len() == most {
            add(&mut spans, (0, index))?;
            break;
        }
        let end = index;
        while index > 0 && !space_before(index) {
            index -= 1;
        }
        add(&mut spans, (index, end))?;
    }
    spans.reverse();
    Ok(spans)
}

/// Spans of lines; `is_break` says which units end one (CR LF counts as one end).
pub fn split_lines<U: Unit>(units: &[U], keep_ends: bool, is_break: impl Fn(u32) -> bool) -> Result<Spans> {
    let mut spans = Vec::with_capacity(USUAL_SPANS);
    let mut start = 0;
    let mut index = 0;
    while index < units.len() {
        let unit = units[index].into();
        index += 1;
        if !is_break(unit) {
            continue;
        }
        let line_end = index - 1;
        if unit == 0x0D && units.get(index).is_some_and(|&next| next.into() == 0x0A) {
            index += 1;
        }
        add(&mut spans, (start, if keep_ends { index } else { line_end }))?;
        start = index;
    }
    if start < units.len() {
        add(&mut spans, (start, units.len()))?;
    }
    Ok(spans)
}

/// The span left after taking units off the ends.
pub fn strip<U: Unit>(units: &[U], left: bool, right: bool, takes: impl Fn(u32) -> bool) -> (usize, usize) {
    let mut start = 0;
    let mut end = units.len();
    if left {
        while start < end && takes(units[start].into()) {
            start += 1;
        }
    }
    if right {
        while end > start && takes(units[end - 1].into()) {
            end -= 1;
        }
    }
    (start, end)
}

/// Replaces tabs by spaces up to the next multiple of `size` columns.
pub fn expand_tabs<U: Unit>(units: &[U], size: usize) -> Result<Vec<U>> {
    let space = U::of(0x20).expect("every width has a space");
    let mut result = memory::with_capacity(units.len())?;
    let mut column = 0;
    for &unit in units {
        match unit.into() {
            0x09 => {
                if size > 0 {
                    let width = size - column % size;
                    memory::reserve(&mut result, width)?;
                    result.resize(result.len() + width, space);
                    column += width;
                }
            }
            code_point => {
                column = if matches!(code_point, 0x0A | 0x0D) { 0 } else { column + 1 };
                memory::reserve(&mut result, 1)?;
                result.push(unit);
            }
        }
    }
    Ok(result)
}
