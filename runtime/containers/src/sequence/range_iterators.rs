//! Iterators over ranges: one for inline ints, one for any.

use core::cell::{Cell, RefCell};

use dashu_int::IBig;
use molt_object::integer::{from_big, from_i64, from_u64};
use molt_object::iterator::RangeIterator;
use molt_object::native::expect_payload;
use molt_object::{Borrowed, CoreType, Native, Owned, Payload, Result, Slots, TypeKey, Visitor, new_native};
use molt_protocol::native_function;
use molt_protocol::native_type::{TypeDefinition, define, describe};
use molt_support::iterators::itself;

use super::range::Range;

/// Iterator over a range some of whose numbers may be big.
struct LongRangeIterator {
    next: RefCell<IBig>,
    step: IBig,
    left: RefCell<IBig>,
}

impl Payload for LongRangeIterator {
    const TYPE: TypeKey = TypeKey::Native(&LONG);
    const TRACKED: bool = false;
    fn traverse(&self, _visitor: &mut Visitor<'_>) {}
}

impl LongRangeIterator {
    fn advance(&self) -> Option<Owned> {
        let mut left = self.left.borrow_mut();
        if *left == IBig::ZERO {
            return None;
        }
        *left -= IBig::ONE;
        let number = self.next.borrow().clone();
        *self.next.borrow_mut() += &self.step;
        Some(from_big(number))
    }
}

/// Iterator from the first number.
pub(super) fn forward(range: &Range) -> Owned {
    match range.small {
        Some(small) => {
            new_native(RangeIterator { next: Cell::new(small.start), step: small.step, left: Cell::new(small.length) })
        }
        None => {
            let (start, _, step) = range.parts();
            long(start, step, range.length())
        }
    }
}

/// Iterator from the last number.
pub(super) fn reversed(range: &Range) -> Owned {
    if let Some(small) = range.small
        && small.length > 0
        && small.step != i64::MIN
    {
        return new_native(RangeIterator {
            next: Cell::new(small.start + small.step * (small.length as i64 - 1)),
            step: -small.step,
            left: Cell::new(small.length),
        });
    }
    let (start, _, step) = range.parts();
    let length = range.length();
    long(start + &step * (&length - IBig::ONE), -step, length)
}

fn long(next: IBig, step: IBig, left: IBig) -> Owned {
    new_native(LongRangeIterator { next: RefCell::new(next), step, left: RefCell::new(left) })
}

fn next_small(value: Borrowed<'_>) -> Result<Option<Owned>> {
    Ok(expect_payload::<RangeIterator>(value).advance().map(from_i64))
}

static SMALL: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(Slots { iterate: Some(itself), next: Some(next_small), ..Slots::EMPTY }),
    methods: &[native_function!(
        "__length_hint__($self, /)",
        "Private method returning an estimate of len(list(it)).",
        fn(own: &Native<RangeIterator>) {
            Ok(from_u64(own.left.get()))
        }
    )],
    ..TypeDefinition::core::<RangeIterator>(CoreType::RangeIterator)
};

static LONG: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(Slots {
        iterate: Some(itself),
        next: Some(|value| Ok(expect_payload::<LongRangeIterator>(value).advance())),
        ..Slots::EMPTY
    }),
    methods: &[native_function!(
        "__length_hint__($self, /)",
        "Private method returning an estimate of len(list(it)).",
        fn(own: &Native<LongRangeIterator>) {
            Ok(from_big(own.left.borrow().clone()))
        }
    )],
    ..describe::<LongRangeIterator>("longrange_iterator")
};

pub(super) fn initialise() {
    define(&SMALL);
}
