//! The form in which a function's locations are stored.
//!
//! Every operation that can raise has a location, and few are ever looked at, so they are stored as differences of a few
//! bits. A table is made of groups of [`GROUP`] locations: first the byte offset of each group, counted from the start of
//! the table, as little-endian `u32`s; then the groups. A location in a group is four numbers, the first of them with a
//! flag: the line, counted from that of the location before, and whether another line follows; if so, how many lines it
//! ends later; the column, counted from that before; the length, or with several lines the last column counted from the
//! first. Before a group's first location come line 0 and column 0. Numbers are signed LEB128.

use crate::layout::Location;

/// Locations in a group. Finding one takes as many steps at most.
pub const GROUP: usize = 16;

/// Writes the locations of one group.
pub fn encode_group(group: &[Location], push: &mut impl FnMut(u8)) {
    let (mut line, mut column) = (0, 0);
    for location in group {
        let [first, last] = [location.line, location.end_line].map(i64::from);
        let [start, end] = [location.column, location.end_column].map(i64::from);
        let has_more = last != first;
        encode((first - line) << 1 | i64::from(has_more), push);
        if has_more {
            encode(last - first, push);
        }
        encode(start - column, push);
        encode(end - start, push);
        (line, column) = (first, start);
    }
}

/// Reads the location at a place in a group from the group's bytes.
pub fn decode(place: usize, next: &mut impl FnMut() -> u8) -> Location {
    let (mut line, mut last, mut column, mut end) = (0, 0, 0, 0);
    for _ in 0..=place {
        let first = decode_number(next);
        line += first >> 1;
        last = line + if first & 1 == 1 { decode_number(next) } else { 0 };
        column += decode_number(next);
        end = column + decode_number(next);
    }
    Location { line: line as u32, end_line: last as u32, column: column as u32, end_column: end as u32 }
}

fn encode(mut number: i64, push: &mut impl FnMut(u8)) {
    while !(-64..64).contains(&number) {
        push(number as u8 & 0x7F | 0x80);
        number >>= 7;
    }
    push(number as u8 & 0x7F);
}

fn decode_number(next: &mut impl FnMut() -> u8) -> i64 {
    let (mut number, mut shift) = (0_i64, 0);
    loop {
        let byte = next();
        number |= i64::from(byte & 0x7F) << shift;
        shift += 7;
        if byte & 0x80 == 0 || shift > 56 {
            // The highest bit that was written is the sign.
            return number << (64 - shift) >> (64 - shift);
        }
    }
}
