//! `zip`.

use molt_object::native::expect_payload;
use molt_object::{Arguments, Borrowed, Owned, Payload, Result, Slots, Tuple, TypeKey, Visitor, new_native_of};
use molt_protocol::native_type::{TypeDefinition, describe};
use molt_support::iterators::{PairMaker, itself};

use super::class_of;
use super::lockstep::{Lockstep, strict_keyword};

/// Tuples of one item from each iterable.
struct Zip {
    lockstep: Lockstep,
    /// For two iterables.
    pairs: PairMaker,
}

impl Payload for Zip {
    const TYPE: TypeKey = TypeKey::Native(&ZIP);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        self.lockstep.traverse(visitor);
        self.pairs.traverse(visitor);
    }
    fn clear(&self) {
        self.pairs.finish();
    }
}

fn new(class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let class = class_of(class);
    let strict = if class.is_type(Zip::TYPE) { strict_keyword("zip", &arguments)? } else { false };
    let lockstep = Lockstep::new("zip", arguments.positional(), strict)?;
    Ok(new_native_of(class, Zip { lockstep, pairs: PairMaker::default() }))
}

fn next(value: Borrowed<'_>) -> Result<Option<Owned>> {
    let Zip { lockstep, pairs } = expect_payload::<Zip>(value);
    if lockstep.iterators.len() == 2 {
        let (mut first, mut second) = (None, None);
        let complete =
            lockstep.advance(|item| if first.is_none() { first = Some(item) } else { second = Some(item) })?;
        return Ok(match (complete, first, second) {
            (true, Some(first), Some(second)) => Some(pairs.make(first, second)),
            _ => {
                pairs.finish();
                None
            }
        });
    }
    let mut items = Vec::with_capacity(lockstep.iterators.len());
    let complete = lockstep.advance(|item| items.push(item))?;
    Ok(complete.then(|| Tuple::from_vec(items)))
}

pub(crate) static ZIP: TypeDefinition = TypeDefinition {
    documentation: "The zip object yields n-length tuples, where n is the number of iterables\npassed as positional \
                    arguments to zip().  The i-th element in every tuple\ncomes from the i-th iterable argument to \
                    zip().  This continues until the\nshortest argument is exhausted.\n\nIf strict is true and one of \
                    the arguments is exhausted before the others,\nraise a ValueError.\n\n   >>> list(zip('abcdefg', \
                    range(3), range(4)))\n   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]",
    slots: molt_object::slot_table!(Slots { new: Some(new), iterate: Some(itself), next: Some(next), ..Slots::EMPTY }),
    base: true,
    ..describe::<Zip>("zip")
};
