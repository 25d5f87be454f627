//! Bytes-like objects, and other objects as bytes.

use core::cell::{Ref, RefCell};
use core::ops::Deref;

use molt_object::integer::as_integer;
use molt_object::{
    Borrowed, Bytes, CoreType, Downcast, Native, Payload, Raised, Result, Str, TypeKey, Visitor, memory, name, raise,
    type_of,
};
use molt_protocol::native_function::{Argument, Place};
use molt_protocol::{attribute, convert, iterate};

/// The bytes of a bytearray.
pub struct ByteArray {
    /// The bytes; never borrowed while Python code may run.
    pub data: RefCell<Vec<u8>>,
}

impl Payload for ByteArray {
    const TYPE: TypeKey = TypeKey::Core(CoreType::ByteArray);
    const TRACKED: bool = false;
    fn traverse(&self, _visitor: &mut Visitor<'_>) {}
}

/// The bytes of a bytes-like object. To be dropped before Python code may run.
pub enum Buffer<'a> {
    /// Of an object that does not change.
    Fixed(&'a [u8]),
    /// Of a bytearray.
    Changing(Ref<'a, Vec<u8>>),
}

impl Deref for Buffer<'_> {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        match self {
            Buffer::Fixed(data) => data,
            Buffer::Changing(data) => data,
        }
    }
}

/// The bytes of a bytes-like object; None for other objects.
pub fn buffer(value: Borrowed<'_>) -> Option<Buffer<'_>> {
    if let Some(bytes) = value.downcast::<Bytes>() {
        return Some(Buffer::Fixed(bytes.as_slice()));
    }
    value.payload::<ByteArray>().map(|array| Buffer::Changing(array.data.borrow()))
}

/// A bytes-like argument. Its bytes are borrowed when all arguments are converted, which may run Python code.
#[derive(Clone, Copy)]
pub enum BytesLike<'a> {
    /// An object that does not change.
    Fixed(&'a Bytes),
    /// A bytearray.
    Changing(&'a Native<ByteArray>),
}

impl<'a> BytesLike<'a> {
    /// The object; TypeError unless it is bytes-like.
    #[inline]
    pub fn new(value: Borrowed<'a>) -> Result<Self> {
        if let Some(bytes) = value.downcast::<Bytes>() {
            return Ok(BytesLike::Fixed(bytes));
        }
        value.downcast().map(BytesLike::Changing).ok_or_else(|| refuse(value))
    }
    /// The bytes.
    #[inline]
    pub fn data(self) -> Buffer<'a> {
        match self {
            BytesLike::Fixed(bytes) => Buffer::Fixed(bytes.as_slice()),
            BytesLike::Changing(array) => Buffer::Changing(array.data.borrow()),
        }
    }
}

impl<'a> Argument<'a> for BytesLike<'a> {
    #[inline]
    fn from_value(value: Borrowed<'a>, _place: Place) -> Result<Self> {
        BytesLike::new(value)
    }
}

/// TypeError for a value that is not bytes-like.
#[cold]
pub fn refuse(value: Borrowed<'_>) -> Raised {
    let found = type_of(value).name();
    raise(CoreType::TypeError, format_args!("a bytes-like object is required, not '{found}'"))
}

/// The bytes of the receiver of a method.
pub fn own_bytes(value: Borrowed<'_>) -> Buffer<'_> {
    buffer(value).expect("the operation of a type is only called for its instances")
}

/// What `__bytes__` gives, if the object has it.
pub fn special_bytes(source: Borrowed<'_>) -> Result<Option<Vec<u8>>> {
    let Some(result) = attribute::call_special(source, name!(Bytes), &[])? else { return Ok(None) };
    match result.borrow().downcast::<Bytes>() {
        Some(bytes) => memory::copy(bytes.as_slice()).map(Some),
        None => {
            let found = type_of(result.borrow()).name();
            Err(raise(CoreType::TypeError, format_args!("__bytes__ returned non-bytes (type {found})")))
        }
    }
}

/// The bytes of a bytes-like object or of an iterable of ints.
pub fn from_items(source: Borrowed<'_>, function: &str, range_message: &str) -> Result<Vec<u8>> {
    if let Some(data) = buffer(source) {
        return memory::copy(&data);
    }
    let class = type_of(source);
    let slots = class.slots();
    if source.downcast::<Str>().is_some() || (slots.iterate().is_none() && slots.item_get().is_none()) {
        let found = type_of(source).name();
        return Err(raise(CoreType::TypeError, format_args!("cannot convert '{found}' object to {function}")));
    }
    let hint = if function == "bytes" { convert::length_hint(source)? } else { None };
    let mut data = memory::with_capacity(hint.unwrap_or(0))?;
    iterate::for_each(source, |item| {
        let index = convert::index(item.borrow())?;
        let byte =
            as_integer(index.borrow()).and_then(|number| number.to_i64()).and_then(|number| u8::try_from(number).ok());
        memory::reserve(&mut data, 1)?;
        data.push(byte.ok_or_else(|| raise(CoreType::ValueError, range_message))?);
        Ok(())
    })?;
    Ok(data)
}

/// The bytes of `bytes(source)`, but without a meaning for ints (`int.from_bytes`).
pub fn to_vec(source: Borrowed<'_>) -> Result<Vec<u8>> {
    match special_bytes(source)? {
        Some(data) => Ok(data),
        None => from_items(source, "bytes", "bytes must be in range(0, 256)"),
    }
}
