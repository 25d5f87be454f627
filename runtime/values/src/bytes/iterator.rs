//! Iterators over bytes.

use core::cell::{Cell, RefCell};

use molt_object::integer::{from_i64, from_usize};
use molt_object::{Borrowed, Native, Owned, Payload, Result, Slots, TypeKey, Visitor, native, new_native};
use molt_protocol::native_function;
use molt_protocol::native_type::{TypeDefinition, describe};
use molt_support::bytes_like::buffer;

/// Place in a bytes-like object; the object is given up at its end.
struct Position {
    source: RefCell<Option<Owned>>,
    index: Cell<usize>,
}

impl Position {
    fn new(source: Borrowed<'_>) -> Position {
        Position { source: RefCell::new(Some(source.own())), index: Cell::new(0) }
    }
    fn advance(&self) -> Option<Owned> {
        let byte = {
            let source = self.source.borrow();
            buffer(source.as_ref()?.borrow()).and_then(|data| data.get(self.index.get()).copied())
        };
        match byte {
            Some(byte) => {
                self.index.set(self.index.get() + 1);
                Some(from_i64(i64::from(byte)))
            }
            None => {
                let finished = self.source.take();
                drop(finished);
                None
            }
        }
    }
    fn left(&self) -> usize {
        let source = self.source.borrow();
        let length = source.as_ref().and_then(|source| buffer(source.borrow())).map_or(0, |data| data.len());
        length.saturating_sub(self.index.get())
    }
}

/// Iterator over bytes.
struct BytesIterator(Position);
/// Iterator over a bytearray.
struct ByteArrayIterator(Position);

macro_rules! iterator {
    ($name:ident, $next:ident, $make:ident, $definition:ident, $python:literal) => {
        impl Payload for $name {
            const TYPE: TypeKey = TypeKey::Native(&$definition);
            fn traverse(&self, visitor: &mut Visitor<'_>) {
                visitor.optional(&self.0.source.borrow());
            }
        }
        fn $next(iterator: Borrowed<'_>) -> Result<Option<Owned>> {
            Ok(native::expect_payload::<$name>(iterator).0.advance())
        }
        /// `iter(value)`
        pub(crate) fn $make(value: Borrowed<'_>) -> Result {
            Ok(new_native($name(Position::new(value))))
        }
        static $definition: TypeDefinition = TypeDefinition {
            slots: molt_object::slot_table!(Slots {
                iterate: Some(|iterator| Ok(iterator.own())),
                next: Some($next),
                ..Slots::EMPTY
            }),
            methods: &[native_function!(
                "__length_hint__($self, /)",
                "Private method returning an estimate of len(list(it)).",
                fn(own: &Native<$name>) { Ok(from_usize(own.0.left())) }
            )],
            ..describe::<$name>($python)
        };
    };
}

iterator!(BytesIterator, next, iterate, DEFINITION, "bytes_iterator");
iterator!(ByteArrayIterator, next_of_array, iterate_array, ARRAY_DEFINITION, "bytearray_iterator");
