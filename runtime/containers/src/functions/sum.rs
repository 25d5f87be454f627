//! `sum`: ints without boxing, floats with compensation of rounding errors, anything else by `+`.

use molt_object::description::Functions;
use molt_object::integer::{Integer, as_integer, from_i64};
use molt_object::{Borrowed, CoreType, Owned, Result, core_type, raise, type_of};
use molt_protocol::{iterate, native_function, number};

/// A sum of floats with the rounding errors so far (Neumaier's algorithm).
struct FloatSum {
    high: f64,
    low: f64,
}

impl FloatSum {
    fn add(&mut self, number: f64) {
        let total = self.high + number;
        if self.high.abs() >= number.abs() {
            self.low += (self.high - total) + number;
        } else {
            self.low += (number - total) + self.high;
        }
        self.high = total;
    }
    fn total(&self) -> f64 {
        // The correction must not turn an infinity into a NaN, nor lose the sign of zero.
        if self.low != 0.0 && self.low.is_finite() { self.high + self.low } else { self.high }
    }
}

fn is_int_or_bool(value: Borrowed<'_>) -> Option<i64> {
    let raw = value.value();
    if let Some(number) = raw.as_small_int() {
        return Some(number);
    }
    if let Some(truth) = raw.as_bool() {
        return Some(i64::from(truth));
    }
    if type_of(value).is_core(CoreType::Int) { as_integer(value)?.to_i64() } else { None }
}

/// An int as a float, as `float()` makes it.
fn to_float(value: Borrowed<'_>) -> Result<Option<f64>> {
    match as_integer(value) {
        None => Ok(None),
        Some(Integer::Small(number)) => Ok(Some(number as f64)),
        Some(Integer::Big(_)) => match core_type(CoreType::Int).slots().float() {
            Some(float) => Ok(float(value)?.value().as_f64()),
            None => Ok(None),
        },
    }
}

fn sum(iterable: Borrowed<'_>, start: Owned) -> Result {
    let iterator = iterate::iterate(iterable)?;
    let iterator = iterator.borrow();
    let mut result = start;
    if let Some(mut total) = is_int_or_bool(result.borrow()).filter(|_| !result.value().is_bool()) {
        loop {
            let Some(item) = iterate::next(iterator)? else { return Ok(from_i64(total)) };
            match is_int_or_bool(item.borrow()).and_then(|number| total.checked_add(number)) {
                Some(sum) => total = sum,
                None => {
                    result = number::add(from_i64(total).borrow(), item.borrow())?;
                    break;
                }
            }
        }
    }
    if let Some(start) = result.value().as_f64() {
        let mut total = FloatSum { high: start, low: 0.0 };
        loop {
            let Some(item) = iterate::next(iterator)? else { return Ok(Owned::float(total.total())) };
            match item.value().as_f64() {
                Some(number) => total.add(number),
                None => match to_float(item.borrow())? {
                    Some(number) => total.add(number),
                    None => {
                        result = number::add(Owned::float(total.total()).borrow(), item.borrow())?;
                        break;
                    }
                },
            }
        }
    }
    while let Some(item) = iterate::next(iterator)? {
        result = number::add(result.borrow(), item.borrow())?;
    }
    Ok(result)
}

pub(crate) static FUNCTIONS: Functions = Functions::new(&[native_function!(
    "sum($module, iterable, /, start=0)",
    "Return the sum of a 'start' value (default: 0) plus an iterable of numbers\n\nWhen the iterable is empty, \
     return the start value.\nThis function is intended specifically for use with numeric values and\nmay reject \
     non-numeric types.",
    fn(_module: Borrowed<'_>, iterable: Borrowed<'_>, start: Option<Borrowed<'_>>) {
        let start = start.map_or_else(|| from_i64(0), Borrowed::own);
        check_start(start.borrow())?;
        sum(iterable, start)
     }
)]);

/// Refuses what `join` is for.
fn check_start(start: Borrowed<'_>) -> Result<()> {
    let refused = [
        (CoreType::Str, "sum() can't sum strings [use ''.join(seq) instead]"),
        (CoreType::Bytes, "sum() can't sum bytes [use b''.join(seq) instead]"),
        (CoreType::ByteArray, "sum() can't sum bytearray [use b''.join(seq) instead]"),
    ];
    for (core, message) in refused {
        if start.value().is_pointer() && type_of(start).is_subtype(core_type(core)) {
            return Err(raise(CoreType::TypeError, message));
        }
    }
    Ok(())
}
