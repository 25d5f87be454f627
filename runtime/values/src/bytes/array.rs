//! `bytearray`.

use molt_kernel::slice::{self, Bounds};
use molt_object::text::Builder;
use molt_object::{
    Arguments, Borrowed, CoreType, Downcast, Result, Slots, Str, memory, native, new_native_of, raise, type_of,
};
use molt_protocol::iterate;
use molt_protocol::native_type::{self, TypeDefinition};
use molt_support::bytes_like::{ByteArray, buffer};
use molt_support::items::place;
use molt_support::quoting::push_quoted_bytes;
use molt_support::receivers::receiver_class;

use super::construct::from_arguments;
use super::sequence::{self, byte_of, index_of};
use super::{array_methods, iterator, methods};

fn own(value: Borrowed<'_>) -> &ByteArray {
    native::expect_payload::<ByteArray>(value)
}

fn new(class: Borrowed<'_>, _arguments: Arguments<'_>) -> Result {
    Ok(new_native_of(receiver_class(class), ByteArray { data: Vec::new().into() }))
}

fn init(value: Borrowed<'_>, arguments: Arguments<'_>) -> Result<()> {
    own(value).data.take();
    let data = from_arguments("bytearray", "byte must be in range(0, 256)", &arguments)?;
    own(value).data.replace(data);
    Ok(())
}

fn repr(value: Borrowed<'_>) -> Result {
    let class = type_of(value).name();
    let mut text = Builder::new();
    text.push_rust(&class);
    text.push_latin1(b"(");
    push_quoted_bytes(&own(value).data.borrow(), true, &mut text);
    text.push_latin1(b")");
    text.finish()
}

/// The bytes an argument of `+=` or `extend` adds.
fn added(value: Borrowed<'_>) -> Result<Option<Vec<u8>>> {
    buffer(value).map(|data| memory::copy(&data)).transpose()
}

fn inplace_concatenate(value: Borrowed<'_>, other: Borrowed<'_>) -> Result {
    let Some(data) = added(other)? else {
        let (own, found) = (type_of(value).name(), type_of(other).name());
        return Err(raise(CoreType::TypeError, format_args!("can't concat {found} to {own}")));
    };
    memory::extend(&mut own(value).data.borrow_mut(), &data)?;
    Ok(value.own())
}

fn inplace_repeat(value: Borrowed<'_>, times: isize) -> Result {
    let repeated = memory::repeat(&own(value).data.borrow(), usize::try_from(times).unwrap_or(0))?;
    own(value).data.replace(repeated);
    Ok(value.own())
}

/// The bytes assigned to a slice.
fn assigned(value: Option<Borrowed<'_>>) -> Result<Vec<u8>> {
    let Some(value) = value else { return Ok(Vec::new()) };
    if let Some(data) = added(value)? {
        return Ok(data);
    }
    let class = type_of(value);
    if class.is_core(CoreType::Str) || (class.slots().iterate().is_none() && class.slots().item_get().is_none()) {
        let message = "can assign only bytes, buffers, or iterables of ints in range(0, 256)";
        return Err(raise(CoreType::TypeError, message));
    }
    items_of(value, byte_of)
}

fn items_of(value: Borrowed<'_>, byte: impl Fn(Borrowed<'_>) -> Result<u8>) -> Result<Vec<u8>> {
    let mut data = Vec::new();
    iterate::for_each(value, |item| {
        memory::reserve(&mut data, 1)?;
        data.push(byte(item.borrow())?);
        Ok(())
    })?;
    Ok(data)
}

fn item_set(value: Borrowed<'_>, key: Borrowed<'_>, item: Option<Borrowed<'_>>) -> Result<()> {
    if let Some(slice) = slice::of(key) {
        let new = assigned(item)?;
        // After everything that may have changed the length.
        let bounds = slice.bounds()?;
        return slice_set(own(value), bounds, new, item.is_none());
    }
    let index = index_of(key, "bytearray")?;
    let byte = item.map(byte_of).transpose()?;
    let mut data = own(value).data.borrow_mut();
    let Some(place) = place(index, data.len()) else {
        drop(data);
        return Err(raise(CoreType::IndexError, "bytearray index out of range"));
    };
    match byte {
        Some(byte) => data[place] = byte,
        None => drop(data.remove(place)),
    }
    Ok(())
}

fn slice_set(array: &ByteArray, bounds: Bounds, new: Vec<u8>, is_deletion: bool) -> Result<()> {
    let mut data = array.data.borrow_mut();
    let indices = bounds.clip(data.len());
    if indices.step == 1 {
        memory::reserve(&mut data, new.len())?;
        data.splice(indices.start..indices.start + indices.count, new);
    } else if is_deletion {
        let mut removed = indices.ascending().iter().peekable();
        let mut place = 0;
        data.retain(|_| {
            place += 1;
            removed.next_if_eq(&(place - 1)).is_none()
        });
    } else if new.len() == indices.count {
        indices.iter().zip(new).for_each(|(index, byte)| data[index] = byte);
    } else {
        drop(data);
        let (given, wanted) = (new.len(), indices.count);
        return Err(raise(
            CoreType::ValueError,
            format_args!("attempt to assign bytes of size {given} to extended slice of size {wanted}"),
        ));
    }
    Ok(())
}

/// `value.extend(source)`
pub(super) fn extend(value: &ByteArray, source: Borrowed<'_>) -> Result<()> {
    let data = match added(source)? {
        Some(data) => data,
        None => {
            let class = type_of(source);
            if class.slots().iterate().is_none() && class.slots().item_get().is_none() {
                let found = class.name();
                return Err(raise(CoreType::TypeError, format_args!("can't extend bytearray with {found}")));
            }
            items_of(source, |item| match item.downcast::<Str>() {
                Some(_) if source.downcast::<Str>().is_some() => {
                    Err(raise(CoreType::TypeError, "expected iterable of integers; got: 'str'"))
                }
                _ => byte_of(item),
            })?
        }
    };
    memory::extend(&mut value.data.borrow_mut(), &data)
}

pub(crate) static DEFINITION: TypeDefinition = TypeDefinition {
    documentation: "bytearray(iterable_of_ints) -> bytearray\n\
        bytearray(string, encoding[, errors]) -> bytearray\n\
        bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\n\
        bytearray(int) -> bytes array of size given by the parameter initialized with null bytes\n\
        bytearray() -> empty bytes array\n\n\
        Construct a mutable bytearray object from:\n  \
        - an iterable yielding integers in range(256)\n  \
        - a text string encoded using the specified encoding\n  \
        - a bytes or a buffer object\n  \
        - any object implementing the buffer API.\n  \
        - an integer",
    slots: molt_object::slot_table!(Slots {
        repr: Some(repr),
        str: Some(repr),
        compare: Some(sequence::compare),
        iterate: Some(iterator::iterate_array),
        new: Some(new),
        init: Some(init),
        length: Some(sequence::length),
        item_get: Some(sequence::item_get),
        item_set: Some(item_set),
        contains: Some(sequence::contains),
        concatenate: Some(sequence::concatenate),
        repeat: Some(sequence::repeat),
        inplace_concatenate: Some(inplace_concatenate),
        inplace_repeat: Some(inplace_repeat),
        modulo: Some(sequence::modulo),
        ..Slots::EMPTY
    }),
    methods: &array_methods::METHODS,
    class_methods: array_methods::CLASS_METHODS,
    static_methods: methods::STATIC_METHODS,
    base: true,
    ..TypeDefinition::core::<ByteArray>(CoreType::ByteArray)
};

/// Sets the type up.
pub(super) fn initialise() {
    native_type::define(&DEFINITION);
}
