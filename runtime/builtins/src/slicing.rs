//! Resolving subscripts that are slices.

use molt_object::{Borrowed, CoreType, Result, raise, type_of};
use molt_protocol::{attribute, convert};

/// The indices a slice selects of a sequence of known length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Indices {
    /// First index, when there is any.
    pub start: usize,
    /// Distance from one index to the next; not zero.
    pub step: isize,
    /// How many indices.
    pub count: usize,
}

impl Indices {
    /// The indices in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = usize> + use<> {
        let Indices { start, step, count } = *self;
        (0..count).map(move |place| (start as isize).wrapping_add(step.wrapping_mul(place as isize)) as usize)
    }
}

/// The indices of `key` if it is a slice, None if it is anything else.
pub fn resolve(key: Borrowed<'_>, length: usize) -> Result<Option<Indices>> {
    if !type_of(key).is_core(CoreType::Slice) {
        return Ok(None);
    }
    let part = |name: &str| attribute::get_text(key, name);
    let step = part("step")?;
    let step = if step.borrow().is_none() { 1 } else { convert::index_clamped(step.borrow())? };
    if step == 0 {
        return Err(raise(CoreType::ValueError, "slice step cannot be zero"));
    }
    // So that it can be negated.
    let step = step.max(-isize::MAX);
    let (start, stop) = (part("start")?, part("stop")?);
    let backwards = step < 0;
    let start = match start.borrow() {
        start if start.is_none() => {
            if backwards {
                isize::MAX
            } else {
                0
            }
        }
        start => convert::index_clamped(start)?,
    };
    let stop = match stop.borrow() {
        stop if stop.is_none() => {
            if backwards {
                isize::MIN
            } else {
                isize::MAX
            }
        }
        stop => convert::index_clamped(stop)?,
    };
    Ok(Some(adjust(start, stop, step, length as isize)))
}

/// Clips bounds to a length.
fn adjust(start: isize, stop: isize, step: isize, length: isize) -> Indices {
    let backwards = step < 0;
    let clip = |index: isize| match index {
        isize::MIN => {
            if backwards {
                -1
            } else {
                0
            }
        }
        index if index < 0 => (index + length).max(if backwards { -1 } else { 0 }),
        index if index >= length => {
            if backwards {
                length - 1
            } else {
                length
            }
        }
        index => index,
    };
    let (start, stop) = (clip(start), clip(stop));
    let distance = if backwards { start - stop } else { stop - start };
    let count = if distance <= 0 { 0 } else { (distance - 1) / step.abs() + 1 };
    Indices { start: if count == 0 { 0 } else { start as usize }, step, count: count as usize }
}
