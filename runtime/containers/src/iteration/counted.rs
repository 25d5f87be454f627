//! `enumerate`.

use core::cell::{Cell, RefCell};

use molt_object::integer::{as_integer, from_i64};
use molt_object::native::expect_payload;
use molt_object::{
    Arguments, Borrowed, CoreType, Owned, Payload, Result, Slots, TypeKey, Visitor, new_native_of, raise,
};
use molt_protocol::native_type::{TypeDefinition, describe};
use molt_protocol::{convert, iterate, number, parameters::Parameters};
use molt_support::iterators::{PairMaker, itself};

use super::class_of;

/// Pairs of number and item.
struct Enumerate {
    iterator: Owned,
    next: Cell<i64>,
    /// The next number once it is not an `i64` any more.
    big: RefCell<Option<Owned>>,
    pairs: PairMaker,
}

impl Payload for Enumerate {
    const TYPE: TypeKey = TypeKey::Native(&ENUMERATE);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.owned(&self.iterator);
        self.pairs.traverse(visitor);
    }
    fn clear(&self) {
        self.pairs.finish();
    }
}

impl Enumerate {
    fn number(&self) -> Result {
        let big = self.big.borrow().clone();
        if let Some(number) = big {
            let next = number::add(number.borrow(), from_i64(1).borrow())?;
            let old = self.big.replace(Some(next));
            drop(old);
            return Ok(number);
        }
        let number = self.next.get();
        match number.checked_add(1) {
            Some(next) => self.next.set(next),
            None => {
                let next = number::add(from_i64(number).borrow(), from_i64(1).borrow())?;
                *self.big.borrow_mut() = Some(next);
            }
        }
        Ok(from_i64(number))
    }
}

static PARAMETERS: Parameters = Parameters {
    name: "enumerate",
    names: &["iterable", "start"],
    positional_only: 0,
    required: 0,
    keyword_only_from: 2,
};

fn new(class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let given = arguments.values().len();
    if given > 2 {
        let message = format!("enumerate() takes at most 2 arguments ({given} given)");
        return Err(raise(CoreType::TypeError, message));
    }
    let [iterable, start] = PARAMETERS.bind(&arguments)?[..] else { unreachable!("`enumerate` has two parameters") };
    let Some(iterable) = iterable else {
        return Err(raise(CoreType::TypeError, "enumerate() missing required argument 'iterable'"));
    };
    let start = match start {
        Some(start) => convert::index(start)?,
        None => from_i64(0),
    };
    let iterator = iterate::iterate(iterable)?;
    let number = as_integer(start.borrow()).and_then(|start| start.to_i64());
    let big = RefCell::new(if number.is_none() { Some(start) } else { None });
    Ok(new_native_of(
        class_of(class),
        Enumerate { iterator, next: Cell::new(number.unwrap_or(0)), big, pairs: PairMaker::default() },
    ))
}

fn next(value: Borrowed<'_>) -> Result<Option<Owned>> {
    let enumerate = expect_payload::<Enumerate>(value);
    match iterate::next(enumerate.iterator.borrow())? {
        Some(item) => Ok(Some(enumerate.pairs.make(enumerate.number()?, item))),
        None => {
            enumerate.pairs.finish();
            Ok(None)
        }
    }
}

pub(crate) static ENUMERATE: TypeDefinition = TypeDefinition {
    documentation: "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe enumerate \
                    object yields pairs containing a count (from start, which\ndefaults to zero) and a value yielded \
                    by the iterable argument.\n\nenumerate is useful for obtaining an indexed list:\n    (0, \
                    seq[0]), (1, seq[1]), (2, seq[2]), ...",
    slots: molt_object::slot_table!(Slots { new: Some(new), iterate: Some(itself), next: Some(next), ..Slots::EMPTY }),
    class_methods: &[molt_protocol::class_get_item!("'enumerate' objects are generic over the type of their values")],
    base: true,
    ..describe::<Enumerate>("enumerate")
};
