//! The methods of `set` and `frozenset`.

use molt_object::function::Definition;
use molt_object::raised::raise_with;
use molt_object::{Borrowed, CoreType, Owned, Result, Set, Str, core_type, type_of};
use molt_protocol::native_function;

use super::operations::{self, base, this};

fn nothing(result: Result<()>) -> Result {
    result.map(|()| Owned::none())
}

fn intersection(receiver: Borrowed<'_>, others: &[Borrowed<'_>]) -> Result {
    let mut result = None;
    for &other in others {
        let next = {
            let current: &Set = result.as_ref().map_or(this(receiver), |result: &Owned| this(result.borrow()));
            operations::intersection(base(receiver), current, other)?
        };
        result = Some(next);
    }
    match result {
        Some(result) => Ok(result),
        None => operations::copy(base(receiver), this(receiver)),
    }
}

const COPY: Definition = native_function!(
    "copy($self, /)",
    "Return a shallow copy of a set.",
    fn(receiver: Borrowed<'_>) {
        if type_of(receiver).is_core(CoreType::FrozenSet) {
            return Ok(receiver.own());
        }
        operations::copy(base(receiver), this(receiver))
    }
);

const DIFFERENCE: Definition = native_function!(
    "difference($self, /, *others)",
    "Return a new set with elements in the set that are not in the others.",
    fn(receiver: Borrowed<'_>, *others) {
        let [first, rest @ ..] = others else { return operations::copy(base(receiver), this(receiver)) };
        let result = operations::difference(base(receiver), this(receiver), *first)?;
        for &other in rest {
            operations::difference_update(this(result.borrow()), other)?;
        }
        Ok(result)
    }
);

const INTERSECTION: Definition = native_function!(
    "intersection($self, /, *others)",
    "Return a new set with elements common to the set and all others.",
    fn(receiver: Borrowed<'_>, *others) {
        intersection(receiver, others)
    }
);

const IS_DISJOINT: Definition = native_function!(
    "isdisjoint($self, other, /)",
    "Return True if two sets have a null intersection.",
    fn(receiver: Borrowed<'_>, other: Borrowed<'_>) {
        operations::is_disjoint(this(receiver), other).map(Owned::bool)
    }
);

const IS_SUBSET: Definition = native_function!(
    "issubset($self, other, /)",
    "Report whether another set contains this set.",
    fn(receiver: Borrowed<'_>, other: Borrowed<'_>) {
        let set = this(receiver);
        if let Some(other) = Set::of(other) {
            return operations::is_subset(set, other).map(Owned::bool);
        }
        let common = operations::intersection(core_type(CoreType::Set), set, other)?;
        Ok(Owned::bool(this(common.borrow()).len() == set.len()))
    }
);

const IS_SUPERSET: Definition = native_function!(
    "issuperset($self, other, /)",
    "Report whether this set contains another set.",
    fn(receiver: Borrowed<'_>, other: Borrowed<'_>) {
        let set = this(receiver);
        if let Some(other) = Set::of(other) {
            return operations::is_subset(other, set).map(Owned::bool);
        }
        let iterator = molt_protocol::iterate::iterate(other)?;
        while let Some(key) = molt_protocol::iterate::next(iterator.borrow())? {
            if !operations::contains(set, key.borrow())? {
                return Ok(Owned::bool(false));
            }
        }
        Ok(Owned::bool(true))
    }
);

const SYMMETRIC_DIFFERENCE: Definition = native_function!(
    "symmetric_difference($self, other, /)",
    "Return a new set with elements in either the set or other but not both.",
    fn(receiver: Borrowed<'_>, other: Borrowed<'_>) {
        operations::symmetric_difference(base(receiver), this(receiver), other)
    }
);

const UNION: Definition = native_function!(
    "union($self, /, *others)",
    "Return a new set with elements from the set and all others.",
    fn(receiver: Borrowed<'_>, *others) {
        let result = operations::copy(base(receiver), this(receiver))?;
        for other in others.iter().filter(|other| !other.is(receiver)) {
            operations::update(this(result.borrow()), *other)?;
        }
        Ok(result)
    }
);

pub(super) static FROZEN_SET: &[Definition] =
    &[COPY, DIFFERENCE, INTERSECTION, IS_DISJOINT, IS_SUBSET, IS_SUPERSET, SYMMETRIC_DIFFERENCE, UNION];

pub(super) static SET: &[Definition] = &[
    COPY,
    DIFFERENCE,
    INTERSECTION,
    IS_DISJOINT,
    IS_SUBSET,
    IS_SUPERSET,
    SYMMETRIC_DIFFERENCE,
    UNION,
    native_function!(
        "add($self, object, /)",
        "Add an element to a set.\n\nThis has no effect if the element is already present.",
        fn(receiver: Borrowed<'_>, object: Borrowed<'_>) {
            nothing(operations::add(this(receiver), object))
        }
    ),
    native_function!("clear($self, /)", "Remove all elements from this set.", fn(receiver: Borrowed<'_>) {
        this(receiver).remove_all();
        Ok(Owned::none())
    }),
    native_function!(
        "discard($self, object, /)",
        "Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() method does not raise\n\
     an exception when an element is missing from the set.",
        fn(receiver: Borrowed<'_>, object: Borrowed<'_>) {
            operations::discard(this(receiver), object)?;
            Ok(Owned::none())
        }
    ),
    native_function!(
        "remove($self, object, /)",
        "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError.",
        fn(receiver: Borrowed<'_>, object: Borrowed<'_>) {
                if operations::discard(this(receiver), object)? {
                return Ok(Owned::none());
            }
            Err(raise_with(CoreType::KeyError, &[object]))
        }
    ),
    native_function!(
        "pop($self, /)",
        "Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty.",
        fn(receiver: Borrowed<'_>) {
            this(receiver).pop().ok_or_else(|| {
                let message = Str::from_rust("pop from an empty set");
                raise_with(CoreType::KeyError, &[message.borrow()])
            })
        }
    ),
    native_function!(
        "update($self, /, *others)",
        "Update the set, adding elements from all others.",
        fn(receiver: Borrowed<'_>, *others) {
            for &other in others {
                operations::update(this(receiver), other)?;
            }
            Ok(Owned::none())
        }
    ),
    native_function!(
        "difference_update($self, /, *others)",
        "Update the set, removing elements found in others.",
        fn(receiver: Borrowed<'_>, *others) {
            for &other in others {
                operations::difference_update(this(receiver), other)?;
            }
            Ok(Owned::none())
        }
    ),
    native_function!(
        "intersection_update($self, /, *others)",
        "Update the set, keeping only elements found in it and all others.",
        fn(receiver: Borrowed<'_>, *others) {
            let result = intersection(receiver, others)?;
            this(receiver).swap(this(result.borrow()));
            Ok(Owned::none())
        }
    ),
    native_function!(
        "symmetric_difference_update($self, other, /)",
        "Update the set, keeping only elements found in either set, but not in both.",
        fn(receiver: Borrowed<'_>, other: Borrowed<'_>) {
            nothing(operations::symmetric_difference_update(this(receiver), other))
        }
    ),
];
