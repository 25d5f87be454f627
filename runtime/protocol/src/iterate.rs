//! Iteration.

use core::cell::{Cell, RefCell};

use molt_abi::layout::type_flags;
use molt_object::integer::from_usize;
use molt_object::native::expect_payload;
use molt_object::{
    Borrowed, CoreType, Downcast, List, Native, Owned, Result, Slots, Tuple, exception, memory, new_native, raise,
    raised, type_of,
};

use crate::{convert, item, native_function, native_type, recursion};

native_type! {
    /// Iterator over an object that has only `__getitem__`.
    struct SequenceIterator {
        /// The sequence, until it is exhausted.
        sequence: RefCell<Option<Owned>>,
        /// The next index.
        index: Cell<i64>,
    }
    /// `iterator`.
    static SEQUENCE_ITERATOR = "iterator" {
        slots: molt_object::slot_table!(Slots {
            iterate: Some(|own| Ok(own.own())),
            next: Some(|own| expect_payload::<SequenceIterator>(own).advance()),
            ..Slots::EMPTY
        }),
        methods: &[native_function!(
            "__length_hint__($self, /)",
            "Private method returning an estimate of len(list(it)).",
            fn(own: &Native<SequenceIterator>) { own.length_hint() }
        )],
    }
}

impl SequenceIterator {
    fn length_hint(&self) -> Result {
        let sequence = self.sequence.borrow().clone();
        let Some(sequence) = sequence else { return Ok(from_usize(0)) };
        if type_of(sequence.borrow()).slots().length().is_none() {
            return Ok(Owned::not_implemented());
        }
        let length = convert::length(sequence.borrow())?;
        Ok(from_usize(length.saturating_sub(self.index.get().max(0) as usize)))
    }
    /// The next item.
    fn advance(&self) -> Result<Option<Owned>> {
        let Some(sequence) = self.sequence.borrow().clone() else { return Ok(None) };
        let index = self.index.get();
        self.index.set(index + 1);
        let key = molt_object::integer::from_i64(index);
        match item::get(sequence.borrow(), key.borrow()) {
            Ok(value) => Ok(Some(value)),
            Err(error) => {
                let error = raised::take(error);
                if exception::is_instance(error.borrow(), CoreType::IndexError)
                    || exception::is_instance(error.borrow(), CoreType::StopIteration)
                {
                    let finished = self.sequence.take();
                    drop(finished);
                    Ok(None)
                } else {
                    Err(raised::restore(error))
                }
            }
        }
    }
}

/// `iter(value)`.
pub fn iterate(value: Borrowed<'_>) -> Result {
    let class = type_of(value);
    if let Some(iterate) = class.slots().iterate() {
        let iterator = iterate(value)?;
        if type_of(iterator.borrow()).slots().next().is_none() {
            let found = type_of(iterator.borrow()).name();
            return Err(raise(CoreType::TypeError, format_args!("iter() returned non-iterator of type '{found}'")));
        }
        return Ok(iterator);
    }
    if class.slots().item_get().is_some() && is_sequence(value) {
        let sequence = RefCell::new(Some(value.own()));
        return Ok(new_native(SequenceIterator { sequence, index: Cell::new(0) }));
    }
    Err(raise(CoreType::TypeError, format_args!("'{}' object is not iterable", class.name())))
}

/// Whether a value with `item_get` is a sequence rather than a mapping: dicts are not.
fn is_sequence(value: Borrowed<'_>) -> bool {
    molt_object::Dict::of(value).is_none()
}

/// The next item of an iterator, None at the end.
#[inline]
pub fn next(iterator: Borrowed<'_>) -> Result<Option<Owned>> {
    match next_or_stop(iterator) {
        Err(error) => crate::attribute::none_for(CoreType::StopIteration, Err(error)),
        result => result,
    }
}

/// The next item of an iterator; at the end None or, when that carries a value or was raised by Python code, the
/// StopIteration.
#[inline(always)]
pub fn next_or_stop(iterator: Borrowed<'_>) -> Result<Option<Owned>> {
    let class = type_of(iterator);
    match class.slots().next() {
        Some(next) => {
            recursion::check(" while calling a Python object")?;
            next(iterator)
        }
        None => Err(raise(CoreType::TypeError, format_args!("'{}' object is not an iterator", class.name()))),
    }
}

/// Runs the action on every item.
pub fn for_each(value: Borrowed<'_>, mut action: impl FnMut(Owned) -> Result<()>) -> Result<()> {
    if let Some(list) = value.downcast_exact::<Native<List>>() {
        let mut index = 0;
        while let Some(item) = list.get(index) {
            action(item)?;
            index += 1;
        }
        return Ok(());
    }
    if let Some(tuple) = value.downcast_exact::<Tuple>() {
        return tuple.iter().try_for_each(|item| action(item.own()));
    }
    let iterator = iterate(value)?;
    while let Some(item) = next(iterator.borrow())? {
        action(item)?;
    }
    Ok(())
}

/// All items. The iterator is asked how many there are.
pub fn to_vec(value: Borrowed<'_>) -> Result<Vec<Owned>> {
    collect(value, convert::length_hint)
}

/// All items; Python code is not asked how many there are.
pub fn to_vec_unasked(value: Borrowed<'_>) -> Result<Vec<Owned>> {
    collect(value, |iterator| {
        if type_of(iterator).has_flags(type_flags::HEAP) { Ok(None) } else { convert::length_hint(iterator) }
    })
}

fn collect(value: Borrowed<'_>, hint: impl Fn(Borrowed<'_>) -> Result<Option<usize>>) -> Result<Vec<Owned>> {
    if let Some(list) = value.downcast_exact::<Native<List>>() {
        return list.to_vec();
    }
    if let Some(tuple) = value.downcast_exact::<Tuple>() {
        return memory::collect(tuple.iter().map(Borrowed::own));
    }
    let iterator = iterate(value)?;
    let mut items = memory::with_capacity(hint(iterator.borrow())?.unwrap_or(0))?;
    while let Some(item) = next(iterator.borrow())? {
        memory::reserve(&mut items, 1)?;
        items.push(item);
    }
    Ok(items)
}
