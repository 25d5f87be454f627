//! Bytes and bytearrays as sequences.

use molt_kernel::slice::{self, Indices};
use molt_object::integer::{as_integer, from_i64};
use molt_object::text::hash_bytes;
use molt_object::{Borrowed, Bytes, Comparison, CoreType, Downcast, Owned, Result, memory, new_native, raise, type_of};
use molt_protocol::convert;
use molt_protocol::native_function::{Argument, Place};
use molt_support::bytes_like::{self, Buffer, ByteArray, buffer, own_bytes};
use molt_support::items::{bad_subscript, place};
use molt_support::units;

/// New bytes, or a new bytearray when the receiver is one.
pub(super) fn make_like(receiver: Borrowed<'_>, data: Vec<u8>) -> Result {
    if receiver.payload::<ByteArray>().is_some() { Ok(new_array(data)) } else { Bytes::from_slice(&data) }
}

/// A new bytearray.
pub fn new_array(data: Vec<u8>) -> Owned {
    new_native(ByteArray { data: data.into() })
}

/// The receiver itself when it is exactly `bytes`, else a copy.
pub(super) fn unchanged(receiver: Borrowed<'_>) -> Result {
    if type_of(receiver).is_core(CoreType::Bytes) {
        return Ok(receiver.own());
    }
    let data = memory::copy(&own_bytes(receiver))?;
    make_like(receiver, data)
}

/// `hash(value)` of bytes.
pub fn hash(value: Borrowed<'_>) -> Result<i64> {
    Ok(match value.downcast::<Bytes>() {
        Some(bytes) => bytes.hash(),
        None => hash_bytes(&own_bytes(value)),
    })
}

/// Rich comparison with any bytes-like object.
pub fn compare(left: Borrowed<'_>, right: Borrowed<'_>, comparison: Comparison) -> Result {
    let (Some(left), Some(right)) = (buffer(left), buffer(right)) else { return Ok(Owned::not_implemented()) };
    Ok(Owned::bool(match comparison {
        Comparison::Equal => *left == *right,
        Comparison::NotEqual => *left != *right,
        _ => comparison.holds((*left).cmp(&*right)),
    }))
}

/// `len(value)`
pub fn length(value: Borrowed<'_>) -> Result<usize> {
    Ok(own_bytes(value).len())
}

/// `left + right`
pub fn concatenate(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let Some(tail) = buffer(right) else {
        let (own, found) = (type_of(left).name(), type_of(right).name());
        return Err(raise(CoreType::TypeError, format_args!("can't concat {found} to {own}")));
    };
    let head = own_bytes(left);
    let mut data = memory::with_capacity(head.len().saturating_add(tail.len()))?;
    data.extend_from_slice(&head);
    data.extend_from_slice(&tail);
    drop((head, tail));
    make_like(left, data)
}

/// `value * count`
pub fn repeat(value: Borrowed<'_>, count: isize) -> Result {
    let count = usize::try_from(count).unwrap_or(0);
    if count == 1 {
        return unchanged(value);
    }
    let length = own_bytes(value).len().checked_mul(count).filter(|&length| isize::try_from(length).is_ok());
    if length.is_none() && value.payload::<ByteArray>().is_none() {
        return Err(raise(CoreType::OverflowError, "repeated bytes are too long"));
    }
    let data = memory::repeat(&own_bytes(value), count)?;
    make_like(value, data)
}

/// A part to look for: a byte or several.
pub(super) enum Part<'a> {
    Byte([u8; 1]),
    Many(Buffer<'a>),
}

impl Part<'_> {
    pub(super) fn as_slice(&self) -> &[u8] {
        match self {
            Part::Byte(byte) => byte,
            Part::Many(data) => data,
        }
    }
}

/// The byte an int stands for.
pub(super) fn byte_of(value: Borrowed<'_>) -> Result<u8> {
    let index = convert::index(value)?;
    let byte =
        as_integer(index.borrow()).and_then(|number| number.to_i64()).and_then(|number| u8::try_from(number).ok());
    byte.ok_or_else(|| raise(CoreType::ValueError, "byte must be in range(0, 256)"))
}

/// An argument that is a byte.
pub(super) struct ByteValue(pub u8);

impl Argument<'_> for ByteValue {
    fn from_value(value: Borrowed<'_>, _place: Place) -> Result<Self> {
        byte_of(value).map(ByteValue)
    }
}

/// The part an argument stands for; None when it stands for none.
pub(super) fn part(value: Borrowed<'_>) -> Result<Option<Part<'_>>> {
    if let Some(data) = buffer(value) {
        return Ok(Some(Part::Many(data)));
    }
    if as_integer(value).is_some() || type_of(value).slots().index().is_some() {
        return Ok(Some(Part::Byte([byte_of(value)?])));
    }
    Ok(None)
}

/// `item in value`
pub fn contains(value: Borrowed<'_>, item: Borrowed<'_>) -> Result<bool> {
    let part = part(item)?.ok_or_else(|| bytes_like::refuse(item))?;
    Ok(units::find(&own_bytes(value), part.as_slice()).is_some())
}

/// The bytes a slice selects.
pub(super) fn slice_of(data: &[u8], indices: &Indices) -> Result<Vec<u8>> {
    if indices.step == 1 {
        return memory::copy(&data[indices.start..indices.start + indices.count]);
    }
    memory::collect(indices.iter().map(|index| data[index]))
}

/// The number an index is; may run Python code (`__index__`), which may change the length of a bytearray.
pub(super) fn index_of(key: Borrowed<'_>, what: &str) -> Result<isize> {
    if as_integer(key).is_none() && type_of(key).slots().index().is_none() {
        return Err(bad_subscript(what, key));
    }
    convert::index_isize(key)
}

/// `value[key]`
pub fn item_get(value: Borrowed<'_>, key: Borrowed<'_>) -> Result {
    if let Some(slice) = slice::of(key) {
        let bounds = slice.bounds()?;
        let data = own_bytes(value);
        let indices = bounds.clip(data.len());
        let whole = indices.step == 1 && indices.count == data.len();
        if whole && type_of(value).is_core(CoreType::Bytes) {
            return Ok(value.own());
        }
        let selected = slice_of(&data, &indices)?;
        drop(data);
        return make_like(value, selected);
    }
    let is_array = value.payload::<ByteArray>().is_some();
    let (what, message) =
        if is_array { ("bytearray", "bytearray index out of range") } else { ("byte", "index out of range") };
    let index = index_of(key, what)?;
    let data = own_bytes(value);
    match place(index, data.len()) {
        Some(place) => Ok(from_i64(i64::from(data[place]))),
        None => {
            drop(data);
            Err(raise(CoreType::IndexError, message))
        }
    }
}

/// `template % arguments`
pub fn modulo(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let template = buffer(left).map(|template| memory::copy(&template)).transpose()?;
    let Some(template) = template else { return Ok(Owned::not_implemented()) };
    let data = crate::templates::percent::format_bytes(&template, right)?;
    make_like(left, data)
}
