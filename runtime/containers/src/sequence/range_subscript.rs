//! `range[index]` and `range[slice]`.

use dashu_int::IBig;
use molt_kernel::slice;
use molt_object::integer::{as_integer, from_big, from_i64};
use molt_object::{Borrowed, CoreType, Result, raise, type_of};
use molt_protocol::convert;
use molt_support::items::bad_subscript;

use super::range::{make, this};

/// `range[key]`.
pub(super) fn get(value: Borrowed<'_>, key: Borrowed<'_>) -> Result {
    let range = this(value);
    if let Some(slice) = slice::of(key) {
        let (start, stop, step) = slice::indices_of_length(slice, &range.length())?;
        let (own_start, _, own_step) = range.parts();
        let number = |index: &IBig| from_big(&own_start + &own_step * index);
        return Ok(make(number(&start), number(&stop), from_big(&own_step * step)));
    }
    if let (Some(small), Some(index)) = (range.small, key.value().as_small_int()) {
        let index = if index < 0 { index + small.length as i64 } else { index };
        if index >= 0 && (index as u64) < small.length {
            return Ok(from_i64(small.start + small.step * index));
        }
        return Err(out_of_range());
    }
    if type_of(key).slots().index().is_none() {
        return Err(bad_subscript("range", key));
    }
    let index = convert::index(key)?;
    let Some(mut index) = as_integer(index.borrow()).map(|index| index.to_big()) else {
        unreachable!("index gives an int")
    };
    let length = range.length();
    if index < IBig::ZERO {
        index += &length;
    }
    if index < IBig::ZERO || index >= length {
        return Err(out_of_range());
    }
    Ok(range.number_at(&index))
}

fn out_of_range() -> molt_object::Raised {
    raise(CoreType::IndexError, "range object index out of range")
}
