//! Iterators over strs.

use core::cell::{Cell, RefCell};

use molt_object::function::{Arity, Definition};
use molt_object::integer::{as_integer, from_usize};
use molt_object::{Borrowed, Downcast, Owned, Payload, Result, Slots, Str, TypeKey, Visitor, native, new_native};
use molt_protocol::native_type::{TypeDefinition, describe};
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
            methods: METHODS,
            ..describe::<$name>($python)
        };
    };
}

iterator!(StrIterator, next, DEFINITION, "str_iterator");
iterator!(StrAsciiIterator, next_ascii, ASCII_DEFINITION, "str_ascii_iterator");

fn position(iterator: Borrowed<'_>) -> &Position {
    match iterator.payload::<StrAsciiIterator>() {
        Some(iterator) => &iterator.0,
        None => &native::expect_payload::<StrIterator>(iterator).0,
    }
}

const METHODS: &[Definition] = &[
    Definition {
        name: "__length_hint__",
        documentation: "Private method returning an estimate of len(list(it)).",
        arity: Arity::None,
        function: |receiver, _| Ok(from_usize(position(receiver).left())),
    },
    Definition {
        name: "__setstate__",
        documentation: "Set state information for unpickling.",
        arity: Arity::One,
        function: |receiver, arguments| {
            let index = molt_protocol::convert::index(arguments.positional()[0])?;
            let index = as_integer(index.borrow()).and_then(|index| index.to_i64()).unwrap_or(0);
            let position = position(receiver);
            let length = position.index.get() + position.left();
            position.index.set(usize::try_from(index).unwrap_or(0).min(length));
            Ok(Owned::none())
        },
    },
];

/// `iter(text)`
pub fn iterate(value: Borrowed<'_>) -> Result {
    let position = Position::new(value.own());
    Ok(if own_str(value).is_ascii() {
        new_native(StrAsciiIterator(position))
    } else {
        new_native(StrIterator(position))
    })
}
