//! `slice`, and the indices a slice selects.

use dashu_int::IBig;
use molt_object::function::Definition;
use molt_object::integer::{as_integer, from_big};
use molt_object::native::expect_payload;
use molt_object::{
    Arguments, Borrowed, Comparison, CoreType, Downcast, Native, Owned, Payload, Result, Slots, Str, Tuple, TypeKey,
    Visitor, new_native, raise, type_of,
};
use molt_protocol::native_type::{GetSet, READ_ONLY, TypeDefinition, describe};
use molt_protocol::{compare, convert, native_function, parameters};
use molt_support::hashing::TupleHasher;

/// A slice object. It lets go of its parts in this order, as in CPython.
pub struct Slice {
    /// Step or None.
    pub step: Owned,
    /// First index or None.
    pub start: Owned,
    /// End or None.
    pub stop: Owned,
}

impl Payload for Slice {
    const TYPE: TypeKey = TypeKey::Native(&SLICE);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.owned(&self.start);
        visitor.owned(&self.stop);
        visitor.owned(&self.step);
    }
}

/// `slice(start, stop, step)`.
pub fn new(start: Owned, stop: Owned, step: Owned) -> Owned {
    new_native(Slice { start, stop, step })
}

/// The slice behind a value.
pub fn of(value: Borrowed<'_>) -> Option<&Slice> {
    value.downcast_exact::<Native<Slice>>().map(|slice| &**slice)
}

/// The bounds of a slice as machine integers, not yet clipped to a length.
#[derive(Clone, Copy)]
pub struct Bounds {
    start: isize,
    stop: isize,
    step: isize,
}

/// The indices a slice selects of a sequence of known length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Indices {
    /// First index when there is any; otherwise the place before which to insert.
    pub start: usize,
    /// Distance from one index to the next; not zero.
    pub step: isize,
    /// How many indices.
    pub count: usize,
}

impl Slice {
    /// The bounds; may run Python code (`__index__`).
    pub fn bounds(&self) -> Result<Bounds> {
        let part = |value: &Owned, default: isize| match value.borrow() {
            value if value.is_none() => Ok(default),
            value => convert::index_clamped(value),
        };
        let step = part(&self.step, 1)?;
        if step == 0 {
            return Err(raise(CoreType::ValueError, "slice step cannot be zero"));
        }
        // So that it can be negated.
        let step = step.max(-isize::MAX);
        let start = part(&self.start, if step < 0 { isize::MAX } else { 0 })?;
        let stop = part(&self.stop, if step < 0 { isize::MIN } else { isize::MAX })?;
        Ok(Bounds { start, stop, step })
    }
}

impl Bounds {
    /// The indices selected of a sequence.
    pub fn clip(&self, length: usize) -> Indices {
        let length = length as isize;
        let backwards = self.step < 0;
        let clip = |index: isize| {
            let index = if index < 0 { index.saturating_add(length) } else { index };
            let (least, most) = if backwards { (-1, length - 1) } else { (0, length) };
            index.clamp(least, most)
        };
        let (start, stop) = (clip(self.start), clip(self.stop));
        let distance = if backwards { start - stop } else { stop - start };
        let count = if distance <= 0 { 0 } else { (distance - 1) / self.step.abs() + 1 };
        Indices { start: start.max(0) as usize, step: self.step, count: count as usize }
    }
}

impl Indices {
    /// The indices in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = usize> + use<> {
        let Indices { start, step, count } = *self;
        (0..count).map(move |place| (start as isize).wrapping_add(step.wrapping_mul(place as isize)) as usize)
    }
    /// The same indices in ascending order.
    pub fn ascending(&self) -> Indices {
        if self.step > 0 || self.count == 0 {
            return *self;
        }
        let last = (self.start as isize + self.step * (self.count as isize - 1)) as usize;
        Indices { start: last, step: -self.step, count: self.count }
    }
}

fn this(value: Borrowed<'_>) -> &Slice {
    expect_payload::<Slice>(value)
}

fn construct(_class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    if arguments.has_keywords() {
        return Err(raise(CoreType::TypeError, "slice() takes no keyword arguments"));
    }
    parameters::positional("slice", &arguments, 1, 3)?;
    let given = arguments.positional();
    let argument = |index: usize| given.get(index).map_or(Owned::none(), |value| value.own());
    Ok(match given.len() {
        1 => new(Owned::none(), argument(0), Owned::none()),
        _ => new(argument(0), argument(1), argument(2)),
    })
}

fn as_tuple(slice: &Slice) -> Owned {
    Tuple::from_slice(&[slice.start.borrow(), slice.stop.borrow(), slice.step.borrow()])
}

fn compare_slices(left: Borrowed<'_>, right: Borrowed<'_>, comparison: Comparison) -> Result {
    let Some(other) = of(right) else { return Ok(Owned::not_implemented()) };
    if left.is(right) {
        return Ok(match comparison {
            Comparison::Equal | Comparison::LessEqual | Comparison::GreaterEqual => Owned::bool(true),
            _ => Owned::bool(false),
        });
    }
    compare::compare(as_tuple(this(left)).borrow(), as_tuple(other).borrow(), comparison)
}

fn hash(value: Borrowed<'_>) -> Result<i64> {
    let slice = this(value);
    let mut hasher = TupleHasher::new();
    for part in [&slice.start, &slice.stop, &slice.step] {
        hasher.add(convert::hash(part.borrow())?);
    }
    Ok(hasher.finish_unsized())
}

fn repr(value: Borrowed<'_>) -> Result {
    let slice = this(value);
    let show = |value: &Owned| convert::repr_text(value.borrow());
    let (start, stop, step) = (show(&slice.start)?, show(&slice.stop)?, show(&slice.step)?);
    Ok(Str::from_rust(&format!("slice({start}, {stop}, {step})")))
}

/// A bound as a number of any size.
fn number(value: &Owned) -> Result<Option<IBig>> {
    let value = value.borrow();
    if value.is_none() {
        return Ok(None);
    }
    if as_integer(value).is_none() && type_of(value).slots().index().is_none() {
        let message = "slice indices must be integers or None or have an __index__ method";
        return Err(raise(CoreType::TypeError, message));
    }
    let index = convert::index(value)?;
    Ok(as_integer(index.borrow()).map(|number| number.to_big()))
}

/// Start, stop and step for a sequence of any length, clipped.
pub fn indices_of_length(slice: &Slice, length: &IBig) -> Result<(IBig, IBig, IBig)> {
    let step = number(&slice.step)?.unwrap_or(IBig::ONE);
    if step == IBig::ZERO {
        return Err(raise(CoreType::ValueError, "slice step cannot be zero"));
    }
    let backwards = step < IBig::ZERO;
    let (least, most) = if backwards { (-IBig::ONE, length.clone() - IBig::ONE) } else { (IBig::ZERO, length.clone()) };
    let clip = |bound: Option<IBig>, default: &IBig| match bound {
        None => default.clone(),
        Some(bound) if bound < IBig::ZERO => (bound + length).max(least.clone()),
        Some(bound) => bound.min(most.clone()),
    };
    let start = clip(number(&slice.start)?, if backwards { &most } else { &least });
    let stop = clip(number(&slice.stop)?, if backwards { &least } else { &most });
    Ok((start, stop, step))
}

static METHODS: &[Definition] = &[native_function!(
    "indices($self, object, /)",
    "S.indices(len) -> (start, stop, stride)\n\n\
    Assuming a sequence of length len, calculate the start and stop\n\
    indices, and the stride length of the extended slice described by\n\
    S. Out of bounds indices are clipped in a manner consistent with the\n\
    handling of normal slices.",
    fn(own: &Native<Slice>, object: Borrowed<'_>) {
        let length = convert::index(object)?;
        let Some(length) = as_integer(length.borrow()).map(|length| length.to_big()) else {
            unreachable!("index gives an int")
        };
        if length < IBig::ZERO {
            return Err(raise(CoreType::ValueError, "length should not be negative"));
        }
        let (start, stop, step) = indices_of_length(own, &length)?;
        Ok(Tuple::from_vec(vec![from_big(start), from_big(stop), from_big(step)]))
    }
)];

pub(crate) static SLICE: TypeDefinition = TypeDefinition {
    documentation: "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for extended \
                    slicing (e.g. a[0:10:2]).",
    slots: molt_object::slot_table!(Slots {
        new: Some(construct),
        repr: Some(repr),
        hash: Some(hash),
        compare: Some(compare_slices),
        ..Slots::EMPTY
    }),
    methods: METHODS,
    getters: &[
        GetSet { name: "start", documentation: "", get: |slice| Ok(this(slice).start.clone()), set: READ_ONLY },
        GetSet { name: "stop", documentation: "", get: |slice| Ok(this(slice).stop.clone()), set: READ_ONLY },
        GetSet { name: "step", documentation: "", get: |slice| Ok(this(slice).step.clone()), set: READ_ONLY },
    ],
    ..describe::<Slice>("slice")
};
