//! `match` statements.

use molt_containers::matching;
use molt_object::{Borrowed, Owned, Result, integer};
use molt_protocol::convert;

pub fn match_sequence(subject: Borrowed<'_>) -> Result<bool> {
    Ok(matching::is_sequence(subject))
}

pub fn match_mapping(subject: Borrowed<'_>) -> Result<bool> {
    Ok(matching::is_mapping(subject))
}

pub fn length(operand: Borrowed<'_>) -> Result {
    convert::length(operand).map(|length| integer::from_u64(length as u64))
}

pub fn match_keys(subject: Borrowed<'_>, keys: Borrowed<'_>) -> Result {
    Ok(matching::values_of_keys(subject, keys)?.unwrap_or_else(Owned::none))
}

pub fn match_rest(subject: Borrowed<'_>, keys: Borrowed<'_>) -> Result {
    matching::rest_of(subject, keys)
}

pub fn match_class(subject: Borrowed<'_>, class: Borrowed<'_>, names: Borrowed<'_>, positional: u32) -> Result {
    let names = matching::attributes_for(subject, class, names, positional as usize)?;
    Ok(names.unwrap_or_else(Owned::none))
}
