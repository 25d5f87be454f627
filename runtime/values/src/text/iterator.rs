//! Iterators over strs.

use core::cell::{Cell, RefCell};

use molt_object::integer::{as_integer, from_usize};
use molt_object::{
    Borrowed, Downcast, Native, Owned, Payload, Result, Slots, Str, TypeKey, Visitor, native, new_native,
};
use molt_protocol::native_type::{TypeDefinition, describe};
use molt_protocol::{convert, native_function};
use molt_support::receivers::own_str;

/// Place in a str; the str is given up at its end.
struct Position {
    text: RefCell<Option<Owned>>,
    index: Cell<usize>,
}

impl Position {
    fn new(text: Owned) -> Position {
        Position { text: RefCell::new(Some(text)), index: Cell::new(0) }
    }
    fn advance(&self) -> Option<Owned> {
        let code_point = {
            let text = self.text.borrow();
            text.as_ref()?.borrow().downcast::<Str>().and_then(|text| text.get(self.index.get()))
        };
        match code_point {
            Some(code_point) => {
                self.index.set(self.index.get() + 1);
                Some(Str::from_code_point(code_point))
            }
            None => {
                let finished = self.text.take();
                drop(finished);
                None
            }
        }
    }
    fn left(&self) -> usize {
        let text = self.text.borrow();
        let length = text.as_ref().and_then(|text| text.borrow().downcast::<Str>()).map_or(0, Str::len);
        length.saturating_sub(self.index.get())
    }
    fn go_to(&self, index: Borrowed<'_>) -> Result<()> {
        let index = convert::index(index)?;
        let index = as_integer(index.borrow()).and_then(|index| index.to_i64()).unwrap_or(0);
        let length = self.index.get() + self.left();
        self.index.set(usize::try_from(index).unwrap_or(0).min(length));
        Ok(())
    }
}

/// Iterator over a str with characters outside ASCII.
struct StrIterator(Position);
/// Iterator over an ASCII str.
struct StrAsciiIterator(Position);

macro_rules! iterator {
    ($name:ident, $next:ident, $definition:ident, $python:literal) => {
        impl Payload for $name {
            const TYPE: TypeKey = TypeKey::Native(&$definition);
            const TRACKED: bool = false;
            fn traverse(&self, visitor: &mut Visitor<'_>) {
                visitor.optional(&self.0.text.borrow());
            }
        }
        fn $next(iterator: Borrowed<'_>) -> Result<Option<Owned>> {
            Ok(native::expect_payload::<$name>(iterator).0.advance())
        }
        static $definition: TypeDefinition = TypeDefinition {
            slots: molt_object::slot_table!(Slots {
                iterate: Some(|iterator| Ok(iterator.own())),
                next: Some($next),
                ..Slots::EMPTY
            }),
            methods: &[
                native_function!(
                    "__length_hint__($self, /)",
                    "Private method returning an estimate of len(list(it)).",
                    fn(own: &Native<$name>) { Ok(from_usize(own.0.left())) }
                ),
                native_function!(
                    "__setstate__($self, object, /)",
                    "Set state information for unpickling.",
                    fn(own: &Native<$name>, object: Borrowed<'_>) {
                        own.0.go_to(object)?;
                        Ok(Owned::none())
                    }
                ),
            ],
            ..describe::<$name>($python)
        };
    };
}

iterator!(StrIterator, next, DEFINITION, "str_iterator");
iterator!(StrAsciiIterator, next_ascii, ASCII_DEFINITION, "str_ascii_iterator");

/// `iter(text)`
pub fn iterate(value: Borrowed<'_>) -> Result {
    let position = Position::new(value.own());
    Ok(if own_str(value).is_ascii() {
        new_native(StrAsciiIterator(position))
    } else {
        new_native(StrIterator(position))
    })
}
