//! `tuple`.

use core::cell::{Cell, RefCell};

use molt_kernel::slice;
use molt_object::function::Definition;
use molt_object::integer::from_usize;
use molt_object::{
    Arguments, Borrowed, Comparison, CoreType, Downcast, Native, Owned, Payload, Result, Slots, Tuple, TypeKey,
    TypeObject, Visitor, core_type, new_native, raise, type_of,
};
use molt_protocol::native_type::{TypeDefinition, define, describe};
use molt_protocol::{compare, convert, iterate, native_function, parameters};
use molt_support::arguments::IndexBound;
use molt_support::hashing::TupleHasher;
use molt_support::items::{bad_subscript, place, repeated_length, repr_items};
use molt_support::iterators::itself;

fn this(value: Borrowed<'_>) -> &Tuple {
    match value.downcast::<Tuple>() {
        Some(tuple) => tuple,
        None => unreachable!("the receiver is a tuple"),
    }
}

fn is_exact(value: Borrowed<'_>) -> bool {
    type_of(value).is_core(CoreType::Tuple)
}

fn new(class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let Some(class) = TypeObject::of(class) else { unreachable!("`new` gets a type") };
    let exact = class.is_core(CoreType::Tuple);
    if exact && arguments.has_keywords() {
        return Err(raise(CoreType::TypeError, "tuple() takes no keyword arguments"));
    }
    if exact || !arguments.has_keywords() {
        parameters::positional("tuple", &arguments, 0, 1)?;
    }
    let items = match arguments.positional().first() {
        None => Vec::new(),
        Some(&iterable) if exact && is_exact(iterable) => return Ok(iterable.own()),
        Some(&iterable) => iterate::to_vec_unasked(iterable)?,
    };
    Tuple::of_class(class, items)
}

fn repr(value: Borrowed<'_>) -> Result {
    let tuple = this(value);
    let close = if tuple.len() == 1 { ",)" } else { ")" };
    repr_items(value, "(", close, |index| tuple.get(index).map(Borrowed::own))
}

fn hash(value: Borrowed<'_>) -> Result<i64> {
    let mut hasher = TupleHasher::new();
    for item in this(value).iter() {
        hasher.add(convert::hash(item)?);
    }
    Ok(hasher.finish())
}

fn compare_tuples(left: Borrowed<'_>, right: Borrowed<'_>, comparison: Comparison) -> Result {
    let (Some(left), Some(right)) = (left.downcast::<Tuple>(), right.downcast::<Tuple>()) else {
        return Ok(Owned::not_implemented());
    };
    let equal_lengths = left.len() == right.len();
    if !equal_lengths && matches!(comparison, Comparison::Equal | Comparison::NotEqual) {
        return Ok(Owned::bool(comparison == Comparison::NotEqual));
    }
    for (&own, &other) in left.items().iter().zip(right.items()) {
        if !compare::equal(own, other)? {
            return match comparison {
                Comparison::Equal => Ok(Owned::bool(false)),
                Comparison::NotEqual => Ok(Owned::bool(true)),
                _ => compare::compare(own, other, comparison),
            };
        }
    }
    Ok(Owned::bool(comparison.holds(left.len().cmp(&right.len()))))
}

/// `left < right`, without looking the operation up.
pub(super) fn less(left: &Tuple, right: &Tuple) -> Result<bool> {
    for (&own, &other) in left.items().iter().zip(right.items()) {
        if !compare::equal(own, other)? {
            return compare::truth_of(own, other, Comparison::Less);
        }
    }
    Ok(left.len() < right.len())
}

fn item_get(value: Borrowed<'_>, key: Borrowed<'_>) -> Result {
    let tuple = this(value);
    if let Some(slice) = slice::of(key) {
        let indices = slice.bounds()?.clip(tuple.len());
        if indices.step == 1 && indices.count == tuple.len() && is_exact(value) {
            return Ok(value.own());
        }
        let items = tuple.items();
        let selected = indices.iter().map(|index| items[index].own());
        return Tuple::of_class_from(core_type(CoreType::Tuple), indices.count, selected);
    }
    if !key.value().is_small_int() && type_of(key).slots().index().is_none() {
        return Err(bad_subscript("tuple", key));
    }
    match place(convert::index_isize(key)?, tuple.len()).and_then(|index| tuple.get(index)) {
        Some(item) => Ok(item.own()),
        None => Err(raise(CoreType::IndexError, "tuple index out of range")),
    }
}

fn contains(value: Borrowed<'_>, item: Borrowed<'_>) -> Result<bool> {
    for own in this(value).iter() {
        if compare::equal(own, item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn concatenate(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let Some(other) = right.downcast::<Tuple>() else {
        let found = type_of(right).name();
        let message = format!("can only concatenate tuple (not \"{found}\") to tuple");
        return Err(raise(CoreType::TypeError, message));
    };
    let own = this(left);
    if own.is_empty() && is_exact(right) {
        return Ok(right.own());
    }
    if other.is_empty() && is_exact(left) {
        return Ok(left.own());
    }
    let items = own.iter().chain(other.iter()).map(Borrowed::own);
    Tuple::of_class_from(core_type(CoreType::Tuple), own.len() + other.len(), items)
}

fn repeat(value: Borrowed<'_>, count: isize) -> Result {
    let tuple = this(value);
    if (count == 1 || tuple.is_empty()) && is_exact(value) {
        return Ok(value.own());
    }
    let length = repeated_length(tuple.len(), count)?;
    let items = tuple.items().iter().cycle().map(|item| item.own());
    Tuple::of_class_from(core_type(CoreType::Tuple), length, items)
}

static METHODS: &[Definition] = &[
    native_function!(
        "count($self, value, /)",
        "Return number of occurrences of value.",
        fn(own: &Tuple, value: Borrowed<'_>) {
            let mut count = 0;
            for item in own.iter() {
                count += usize::from(compare::equal(item, value)?);
            }
            Ok(from_usize(count))
        }
    ),
    native_function!(
        "index($self, value, start=0, stop=sys.maxsize, /)",
        "Return first index of value.\n\n\
        Raises ValueError if the value is not present.",
        fn(own: &Tuple, value: Borrowed<'_>, start: Option<IndexBound>, stop: Option<IndexBound>) {
            let (start, stop) = IndexBound::places(start, stop, own.len());
            for index in start..stop.min(own.len()) {
                if compare::equal(own.items()[index], value)? {
                    return Ok(from_usize(index));
                }
            }
            Err(raise(CoreType::ValueError, "tuple.index(x): x not in tuple"))
        }
    ),
    native_function!("__getnewargs__($self, /)", "", fn(own: &Tuple) {
        Ok(Tuple::from_vec(vec![Tuple::from_slice(own.items())]))
    }),
];

pub(crate) static TUPLE: TypeDefinition = TypeDefinition {
    documentation: "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty \
                    tuple.\nIf iterable is specified the tuple is initialized from iterable's items.\n\nIf the \
                    argument is a tuple, the return value is the same object.",
    slots: molt_object::slot_table!(Slots {
        new: Some(new),
        repr: Some(repr),
        hash: Some(hash),
        compare: Some(compare_tuples),
        iterate: Some(|value| {
            Ok(new_native(TupleIterator { tuple: RefCell::new(Some(value.own())), index: Cell::new(0) }))
        }),
        length: Some(|value| Ok(this(value).len())),
        item_get: Some(item_get),
        contains: Some(contains),
        concatenate: Some(concatenate),
        repeat: Some(repeat),
        ..Slots::EMPTY
    }),
    methods: METHODS,
    base: true,
    class_methods: &[molt_protocol::class_get_item!(
        "Tuples are generic over the types of their contents.\n\n\
        For example, use ``tuple[int, str]`` for a pair whose first element\n\
        is an int and second element is a string.\n\n\
        Tuples also support the form ``tuple[T, ...]`` to indicate\n\
        an arbitrary length tuple of elements of type T."
    )],
    ..TypeDefinition::new(CoreType::Tuple)
};

/// Iterator over a tuple.
struct TupleIterator {
    tuple: RefCell<Option<Owned>>,
    index: Cell<usize>,
}

impl Payload for TupleIterator {
    const TYPE: TypeKey = TypeKey::Native(&ITERATOR);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.optional(&self.tuple.borrow());
    }
    fn clear(&self) {
        let tuple = self.tuple.take();
        drop(tuple);
    }
}

fn next(value: Borrowed<'_>) -> Result<Option<Owned>> {
    let Some(iterator) = value.payload::<TupleIterator>() else { unreachable!("not an iterator of a tuple") };
    let index = iterator.index.get();
    let item = match &*iterator.tuple.borrow() {
        Some(tuple) => this(tuple.borrow()).get(index).map(Borrowed::own),
        None => return Ok(None),
    };
    match item {
        Some(item) => {
            iterator.index.set(index + 1);
            Ok(Some(item))
        }
        None => {
            let finished = iterator.tuple.take();
            drop(finished);
            Ok(None)
        }
    }
}

static ITERATOR: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(Slots { iterate: Some(itself), next: Some(next), ..Slots::EMPTY }),
    methods: &[native_function!(
        "__length_hint__($self, /)",
        "Private method returning an estimate of len(list(it)).",
        fn(own: &Native<TupleIterator>) {
            let length = own.tuple.borrow().as_ref().map_or(0, |tuple| this(tuple.borrow()).len());
            Ok(from_usize(length.saturating_sub(own.index.get())))
        }
    )],
    ..describe::<TupleIterator>("tuple_iterator")
};

pub(super) fn initialise() {
    define(&TUPLE);
}
