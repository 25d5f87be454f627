//! `map`.

use molt_object::native::expect_payload;
use molt_object::{
    Arguments, Borrowed, CoreType, Owned, Payload, Result, Slots, TypeKey, Visitor, new_native_of, raise,
};
use molt_protocol::call;
use molt_protocol::native_type::{TypeDefinition, describe};
use molt_support::iterators::itself;

use super::class_of;
use super::lockstep::{Lockstep, strict_keyword};

/// Results of a function called with one item from each iterable.
struct Map {
    function: Owned,
    lockstep: Lockstep,
}

impl Payload for Map {
    const TYPE: TypeKey = TypeKey::Native(&MAP);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.owned(&self.function);
        self.lockstep.traverse(visitor);
    }
}

fn new(class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let class = class_of(class);
    let strict = if class.is_type(Map::TYPE) { strict_keyword("map", &arguments)? } else { false };
    let [function, iterables @ ..] = arguments.positional() else {
        return Err(raise(CoreType::TypeError, "map() must have at least two arguments."));
    };
    if iterables.is_empty() {
        return Err(raise(CoreType::TypeError, "map() must have at least two arguments."));
    }
    let lockstep = Lockstep::new("map", iterables, strict)?;
    Ok(new_native_of(class, Map { function: function.own(), lockstep }))
}

fn next(value: Borrowed<'_>) -> Result<Option<Owned>> {
    let Map { function, lockstep } = expect_payload::<Map>(value);
    if lockstep.iterators.len() == 1 {
        let mut argument = None;
        lockstep.advance(|item| argument = Some(item))?;
        return match argument {
            Some(argument) => call::call(function.borrow(), &[argument.borrow()]).map(Some),
            None => Ok(None),
        };
    }
    let mut items = Vec::with_capacity(lockstep.iterators.len());
    if !lockstep.advance(|item| items.push(item))? {
        return Ok(None);
    }
    let items: Vec<Borrowed<'_>> = items.iter().map(Owned::borrow).collect();
    call::call(function.borrow(), &items).map(Some)
}

pub(crate) static MAP: TypeDefinition = TypeDefinition {
    documentation: "Make an iterator that computes the function using arguments from\neach of the iterables.  Stops \
                    when the shortest iterable is exhausted.\n\nIf strict is true and one of the arguments is exhausted \
                    before the others,\nraise a ValueError.",
    slots: molt_object::slot_table!(Slots { new: Some(new), iterate: Some(itself), next: Some(next), ..Slots::EMPTY }),
    base: true,
    ..describe::<Map>("map")
};
