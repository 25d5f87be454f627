//! `bytes` and what `bytes` and `bytearray` share.

mod array;
pub mod construct;
mod iterator;
mod methods;
pub mod repr;
mod search;
mod sequence;

use core::cell::{Ref, RefCell};
use core::ops::Deref;

use molt_object::TypeKey;
use molt_object::{Borrowed, Bytes, CoreType, Downcast, Payload, Slots, Visitor, core_type, native};
use molt_protocol::builtins_module;
use molt_protocol::native_type::{self, TypeDefinition};

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

/// The bytes of the receiver of a method.
fn own_bytes(value: Borrowed<'_>) -> Buffer<'_> {
    buffer(value).expect("the operation of a type is only called for its instances")
}

static DEFINITION: TypeDefinition = TypeDefinition {
    documentation: "bytes(iterable_of_ints) -> bytes\n\
        bytes(string, encoding[, errors]) -> bytes\n\
        bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\n\
        bytes(int) -> bytes object of size given by the parameter initialized with null bytes\n\
        bytes() -> empty bytes object\n\n\
        Construct an immutable array of bytes from:\n  \
        - an iterable yielding integers in range(256)\n  \
        - a text string encoded using the specified encoding\n  \
        - any object implementing the buffer API.\n  \
        - an integer",
    slots: molt_object::slot_table!(Slots {
        repr: Some(repr::repr),
        hash: Some(sequence::hash),
        compare: Some(sequence::compare),
        iterate: Some(iterator::iterate),
        new: Some(construct::new),
        length: Some(sequence::length),
        item_get: Some(sequence::item_get),
        contains: Some(sequence::contains),
        concatenate: Some(sequence::concatenate),
        repeat: Some(sequence::repeat),
        modulo: Some(sequence::modulo),
        ..Slots::EMPTY
    }),
    methods: &methods::METHODS,
    class_methods: methods::CLASS_METHODS,
    static_methods: methods::STATIC_METHODS,
    base: true,
    ..TypeDefinition::new(CoreType::Bytes)
};

/// Sets the types up.
pub fn initialise() {
    native::register_native::<ByteArray>();
    native_type::define(&DEFINITION);
    builtins_module::define("bytes", core_type(CoreType::Bytes).own());
    array::initialise();
}
