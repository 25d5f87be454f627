//! `range`.

use dashu_int::IBig;
use molt_object::function::Definition;
use molt_object::integer::{as_integer, from_big, from_i64, from_u64};
use molt_object::native::expect_payload;
use molt_object::{
    Arguments, Borrowed, Comparison, CoreType, Downcast, Native, Owned, Payload, Result, Slots, Str, TypeKey, Visitor,
    new_native, raise, type_of,
};
use molt_protocol::native_type::{GetSet, READ_ONLY, TypeDefinition, describe};
use molt_protocol::{compare, convert, iterate, native_function, parameters};
use molt_support::hashing::TupleHasher;

use super::{range_iterators, range_subscript};

/// A range of ints of any size.
pub struct Range {
    /// First number.
    pub start: Owned,
    /// Bound, not included.
    pub stop: Owned,
    /// Step, not zero.
    pub step: Owned,
    /// The same when start, stop and step, and so all numbers, are inline ints.
    pub small: Option<Small>,
}

/// A range of inline ints.
#[derive(Clone, Copy)]
pub struct Small {
    /// First number.
    pub start: i64,
    /// Step, not zero.
    pub step: i64,
    /// How many numbers.
    pub length: u64,
}

impl Payload for Range {
    const TYPE: TypeKey = TypeKey::Native(&RANGE);
    const TRACKED: bool = false;
    fn traverse(&self, _visitor: &mut Visitor<'_>) {}
}

fn count(start: i64, stop: i64, step: i64) -> u64 {
    let (low, high) = if step > 0 { (start, stop) } else { (stop, start) };
    if low >= high { 0 } else { (high - low - 1) as u64 / step.unsigned_abs() + 1 }
}

/// A range of the ints; the step is not zero.
pub(super) fn make(start: Owned, stop: Owned, step: Owned) -> Owned {
    let number = |value: &Owned| value.value().as_small_int();
    let small = match (number(&start), number(&stop), number(&step)) {
        (Some(start), Some(stop), Some(step)) => Some(Small { start, step, length: count(start, stop, step) }),
        _ => None,
    };
    new_native(Range { start, stop, step, small })
}

/// The numbers of an exact range of inline ints.
pub(crate) fn small_numbers(value: Borrowed<'_>) -> Option<impl ExactSizeIterator<Item = Owned> + use<>> {
    let Small { start, step, length } = value.downcast_exact::<Native<Range>>()?.small?;
    let length = usize::try_from(length).ok()?;
    Some((0..length).map(move |index| from_i64(start + step * index as i64)))
}

impl Range {
    fn big(value: &Owned) -> IBig {
        match as_integer(value.borrow()) {
            Some(number) => number.to_big(),
            None => unreachable!("ranges hold ints"),
        }
    }
    /// Start, stop and step.
    pub(super) fn parts(&self) -> (IBig, IBig, IBig) {
        (Self::big(&self.start), Self::big(&self.stop), Self::big(&self.step))
    }
    /// How many numbers.
    pub(super) fn length(&self) -> IBig {
        if let Some(small) = self.small {
            return IBig::from(small.length);
        }
        let (start, stop, step) = self.parts();
        let (low, high, step) = if step > IBig::ZERO { (start, stop, step) } else { (stop, start, -step) };
        if low >= high { IBig::ZERO } else { (high - low - IBig::ONE) / step + IBig::ONE }
    }
    /// The number at an index within the range.
    pub(super) fn number_at(&self, index: &IBig) -> Owned {
        let (start, _, step) = self.parts();
        from_big(start + step * index)
    }
    /// The index of an int.
    pub(super) fn place_of(&self, number: Borrowed<'_>) -> Option<Owned> {
        let number = as_integer(number)?;
        if let (Some(small), Some(number)) = (self.small, number.to_i64()) {
            let distance = number.checked_sub(small.start)?;
            if distance % small.step != 0 {
                return None;
            }
            let index = distance / small.step;
            return (index >= 0 && (index as u64) < small.length).then(|| from_i64(index));
        }
        let (start, _, step) = self.parts();
        let distance = number.to_big() - start;
        let index = &distance / &step;
        let inside = &index * step == distance && index >= IBig::ZERO && index < self.length();
        inside.then(|| from_big(index))
    }
}

pub(super) fn this(value: Borrowed<'_>) -> &Range {
    expect_payload::<Range>(value)
}

/// An argument as an exact int.
fn integer_argument(value: Borrowed<'_>) -> Result {
    if value.value().is_small_int() {
        return Ok(value.own());
    }
    let index = convert::index(value)?;
    Ok(as_integer(index.borrow()).map_or(Owned::none(), |number| from_big(number.to_big())))
}

fn new(_class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    if arguments.has_keywords() {
        return Err(raise(CoreType::TypeError, "range() takes no keyword arguments"));
    }
    parameters::positional("range", &arguments, 1, 3)?;
    let given = arguments.positional();
    let start = if given.len() > 1 { integer_argument(given[0])? } else { from_i64(0) };
    let stop = integer_argument(given[usize::from(given.len() > 1)])?;
    let step = match given.get(2) {
        Some(&step) => integer_argument(step)?,
        None => from_i64(1),
    };
    if step.value().as_small_int() == Some(0) {
        return Err(raise(CoreType::ValueError, "range() arg 3 must not be zero"));
    }
    Ok(make(start, stop, step))
}

fn repr(value: Borrowed<'_>) -> Result {
    let range = this(value);
    let show = |value: &Owned| convert::repr_text(value.borrow());
    let (start, stop) = (show(&range.start)?, show(&range.stop)?);
    Ok(Str::from_rust(&if range.step.value().as_small_int() == Some(1) {
        format!("range({start}, {stop})")
    } else {
        format!("range({start}, {stop}, {})", show(&range.step)?)
    }))
}

/// What decides equality: length, first number, step; the latter two only where they matter.
fn identity(range: &Range) -> [Owned; 3] {
    let length = from_big(range.length());
    match length.value().as_small_int() {
        Some(0) => [length, Owned::none(), Owned::none()],
        Some(1) => [length, range.start.clone(), Owned::none()],
        _ => [length, range.start.clone(), range.step.clone()],
    }
}

fn compare_ranges(left: Borrowed<'_>, right: Borrowed<'_>, comparison: Comparison) -> Result {
    let Some(other) = right.payload::<Range>() else { return Ok(Owned::not_implemented()) };
    if !matches!(comparison, Comparison::Equal | Comparison::NotEqual) {
        return Ok(Owned::not_implemented());
    }
    let mut equal = true;
    for (left, right) in identity(this(left)).iter().zip(&identity(other)) {
        equal = equal && compare::equal(left.borrow(), right.borrow())?;
    }
    Ok(Owned::bool(equal == (comparison == Comparison::Equal)))
}

fn hash(value: Borrowed<'_>) -> Result<i64> {
    let mut hasher = TupleHasher::new();
    for part in &identity(this(value)) {
        hasher.add(convert::hash(part.borrow())?);
    }
    Ok(hasher.finish())
}

fn length(value: Borrowed<'_>) -> Result<usize> {
    usize::try_from(this(value).length())
        .ok()
        .filter(|length| isize::try_from(*length).is_ok())
        .ok_or_else(|| raise(CoreType::OverflowError, "Python int too large to convert to C ssize_t"))
}

/// Whether membership is a matter of arithmetic: ints and bools, not their subclasses.
fn is_plain_int(value: Borrowed<'_>) -> bool {
    let class = type_of(value);
    class.is_core(CoreType::Int) || class.is_core(CoreType::Bool)
}

fn contains(value: Borrowed<'_>, item: Borrowed<'_>) -> Result<bool> {
    if is_plain_int(item) {
        return Ok(this(value).place_of(item).is_some());
    }
    Ok(search(value, item)?.is_some())
}

/// Index of the first number equal to a value that is not a plain int.
fn search(range: Borrowed<'_>, value: Borrowed<'_>) -> Result<Option<u64>> {
    let iterator = iterate::iterate(range)?;
    let mut index = 0;
    while let Some(number) = iterate::next(iterator.borrow())? {
        if compare::equal(number.borrow(), value)? {
            return Ok(Some(index));
        }
        index += 1;
    }
    Ok(None)
}

static METHODS: &[Definition] = &[
    native_function!(
        "count($self, object, /)",
        "rangeobject.count(value) -> integer -- return number of occurrences of value",
        fn(receiver: Borrowed<'_>, object: Borrowed<'_>) {
                if is_plain_int(object) {
                return Ok(from_i64(i64::from(this(receiver).place_of(object).is_some())));
            }
            let mut count = 0;
            iterate::for_each(receiver, |number| {
                count += i64::from(compare::equal(number.borrow(), object)?);
                Ok(())
            })?;
            Ok(from_i64(count))
        }
    ),
    native_function!(
        "index($self, object, /)",
        "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present.",
        fn(receiver: Borrowed<'_>, object: Borrowed<'_>) {
                if is_plain_int(object) {
                let found = this(receiver).place_of(object);
                return found.ok_or_else(|| raise(CoreType::ValueError, "range.index(x): x not in range"));
            }
            // CPython searches for anything else as in any sequence, and says so.
            let found = search(receiver, object)?.map(from_u64);
            found.ok_or_else(|| raise(CoreType::ValueError, "sequence.index(x): x not in sequence"))
        }
    ),
    native_function!("__reversed__($self, /)", "Return a reverse iterator.", fn(own: &Native<Range>) {
        Ok(range_iterators::reversed(own))
    }),
];

pub(crate) static RANGE: TypeDefinition = TypeDefinition {
    documentation: "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object that \
                    produces a sequence of integers from start (inclusive)\nto stop (exclusive) by step.  range(i, j) \
                    produces i, i+1, i+2, ..., j-1.\nstart defaults to 0, and stop is omitted!  range(4) produces 0, \
                    1, 2, 3.\nThese are exactly the valid indices for a list of 4 elements.\nWhen step is given, it \
                    specifies the increment (or decrement).",
    slots: molt_object::slot_table!(Slots {
        new: Some(new),
        repr: Some(repr),
        hash: Some(hash),
        compare: Some(compare_ranges),
        iterate: Some(|value| Ok(range_iterators::forward(this(value)))),
        length: Some(length),
        item_get: Some(range_subscript::get),
        contains: Some(contains),
        truth: Some(|value| Ok(this(value).length() != IBig::ZERO)),
        ..Slots::EMPTY
    }),
    methods: METHODS,
    getters: &[
        GetSet { name: "start", documentation: "", get: |range| Ok(this(range).start.clone()), set: READ_ONLY },
        GetSet { name: "stop", documentation: "", get: |range| Ok(this(range).stop.clone()), set: READ_ONLY },
        GetSet { name: "step", documentation: "", get: |range| Ok(this(range).step.clone()), set: READ_ONLY },
    ],
    ..describe::<Range>("range")
};
