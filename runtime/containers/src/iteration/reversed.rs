//! `reversed`.

use core::cell::{Cell, RefCell};

use molt_object::integer::{from_i64, from_usize};
use molt_object::native::expect_payload;
use molt_object::{
    Arguments, Borrowed, CoreType, Dict, Native, Owned, Payload, Raised, Result, Slots, TypeKey, TypeObject, Visitor,
    exception, name, new_native_of, raise, raised, type_of,
};
use molt_protocol::native_type::{TypeDefinition, describe};
use molt_protocol::{attribute, convert, item, native_function, parameters};
use molt_support::iterators::itself;

use super::{class_of, refuse_keywords};

/// Items of a sequence from its end.
struct Reversed {
    /// None at the end.
    sequence: RefCell<Option<Owned>>,
    /// How many items are left.
    left: Cell<usize>,
}

impl Payload for Reversed {
    const TYPE: TypeKey = TypeKey::Native(&REVERSED);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.optional(&self.sequence.borrow());
    }
    fn clear(&self) {
        let sequence = self.sequence.take();
        drop(sequence);
    }
}

fn not_reversible(value: Borrowed<'_>) -> Raised {
    raise(CoreType::TypeError, format_args!("'{}' object is not reversible", type_of(value).name()))
}

/// `reversed(sequence)`.
pub fn reversed(sequence: Borrowed<'_>) -> Result {
    make(REVERSED.object(), sequence)
}

fn make(class: &TypeObject, sequence: Borrowed<'_>) -> Result {
    if let Some(method) = attribute::type_lookup(&type_of(sequence), name!(Reversed).str())
        && method.value().is_none()
    {
        return Err(not_reversible(sequence));
    }
    if let Some(iterator) = attribute::call_special(sequence, name!(Reversed), &[])? {
        return Ok(iterator);
    }
    if type_of(sequence).slots().item_get().is_none() || Dict::of(sequence).is_some() {
        return Err(not_reversible(sequence));
    }
    let left = convert::length(sequence)?;
    let sequence = RefCell::new(Some(sequence.own()));
    Ok(new_native_of(class, Reversed { sequence, left: Cell::new(left) }))
}

fn new(class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let class = class_of(class);
    refuse_keywords(class, Reversed::TYPE, &arguments)?;
    parameters::positional("reversed", &Arguments::positional_only(arguments.positional()), 1, 1)?;
    make(class, arguments.positional()[0])
}

fn finish(reversed: &Reversed) {
    reversed.left.set(0);
    let sequence = reversed.sequence.take();
    drop(sequence);
}

fn next(value: Borrowed<'_>) -> Result<Option<Owned>> {
    let reversed = expect_payload::<Reversed>(value);
    let sequence = reversed.sequence.borrow().clone();
    let Some(sequence) = sequence else { return Ok(None) };
    let Some(index) = reversed.left.get().checked_sub(1) else {
        finish(reversed);
        return Ok(None);
    };
    match item::get(sequence.borrow(), from_usize(index).borrow()) {
        Ok(item) => {
            reversed.left.set(index);
            Ok(Some(item))
        }
        Err(error) => {
            let error = raised::take(error);
            finish(reversed);
            let at_end = exception::is_instance(error.borrow(), CoreType::IndexError)
                || exception::is_instance(error.borrow(), CoreType::StopIteration);
            if at_end { Ok(None) } else { Err(raised::restore(error)) }
        }
    }
}

pub(crate) static REVERSED: TypeDefinition = TypeDefinition {
    documentation: "Return a reverse iterator over the values of the given sequence.",
    slots: molt_object::slot_table!(Slots { new: Some(new), iterate: Some(itself), next: Some(next), ..Slots::EMPTY }),
    methods: &[native_function!(
        "__length_hint__($self, /)",
        "Private method returning an estimate of len(list(it)).",
        fn(own: &Native<Reversed>) {
            let sequence = own.sequence.borrow().clone();
            let Some(sequence) = sequence else { return Ok(from_i64(0)) };
            let length = convert::length(sequence.borrow())?;
            Ok(from_usize(if length < own.left.get() { 0 } else { own.left.get() }))
        }
    )],
    base: true,
    ..describe::<Reversed>("reversed")
};
