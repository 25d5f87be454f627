//! Operators, comparisons and truth.

use molt_object::{Borrowed, Comparison, Downcast, Owned, Result, Str, Value, type_of};
use molt_protocol::{compare, convert, item, number};

use super::immediates;

macro_rules! binary {
    ($($name:ident $inplace:ident;)*) => {
        $(
            pub fn $name(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
                match immediates::$name(left, right) {
                    Some(result) => Ok(result),
                    None => number::$name(left, right),
                }
            }
            pub fn $inplace(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
                match immediates::$name(left, right) {
                    Some(result) => Ok(result),
                    None => number::$inplace(left, right),
                }
            }
        )*
    };
}

binary! {
    subtract inplace_subtract;
    multiply inplace_multiply;
    true_divide inplace_true_divide;
    floor_divide inplace_floor_divide;
    modulo inplace_modulo;
    bit_and inplace_bit_and;
    bit_or inplace_bit_or;
    bit_xor inplace_bit_xor;
    shift_left inplace_shift_left;
    shift_right inplace_shift_right;
}

pub fn matrix_multiply(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    number::matrix_multiply(left, right)
}

pub fn inplace_matrix_multiply(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    number::inplace_matrix_multiply(left, right)
}

pub fn add(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    if let Some(result) = immediates::add(left, right) {
        return Ok(result);
    }
    if let (Some(left), Some(right)) = (left.downcast_exact::<Str>(), right.downcast_exact::<Str>()) {
        return left.concatenate(right);
    }
    number::add(left, right)
}

pub fn inplace_add(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    if let Some(result) = immediates::add(left, right) {
        return Ok(result);
    }
    if let (Some(left), Some(right)) = (left.downcast_exact::<Str>(), right.downcast_exact::<Str>()) {
        return left.concatenate(right);
    }
    number::inplace_add(left, right)
}

pub fn inplace_add_local(slot: Value, left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    if slot == left.value()
        && left.downcast_exact::<Str>().is_some()
        && let Some(right) = right.downcast_exact::<Str>()
    {
        return Str::append(left, right);
    }
    inplace_add(left, right)
}

pub fn power(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    number::power(left, right, Owned::none().borrow())
}

pub fn inplace_power(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    number::inplace_power(left, right)
}

pub fn negative(operand: Borrowed<'_>) -> Result {
    number::negative(operand)
}

pub fn positive(operand: Borrowed<'_>) -> Result {
    number::positive(operand)
}

pub fn invert(operand: Borrowed<'_>) -> Result {
    number::invert(operand)
}

macro_rules! comparisons {
    ($($name:ident $comparison:ident;)*) => {
        $(
            pub fn $name(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
                compare::compare(left, right, Comparison::$comparison)
            }
        )*
    };
}

comparisons! {
    equal Equal;
    not_equal NotEqual;
    less Less;
    less_equal LessEqual;
    greater Greater;
    greater_equal GreaterEqual;
}

pub fn compare_truth(comparison: u32, left: Borrowed<'_>, right: Borrowed<'_>) -> Result<bool> {
    let comparison = Comparison::from_number(comparison);
    if !left.value().is_pointer() {
        if let Some(result) = compare::compare_immediates(left, right, comparison) {
            return Ok(result);
        }
    } else if let (Some(left), Some(right)) = (left.downcast_exact::<Str>(), right.downcast_exact::<Str>()) {
        return Ok(match comparison {
            Comparison::Equal => left.equals(right),
            Comparison::NotEqual => !left.equals(right),
            _ => comparison.holds(left.compare(right)),
        });
    }
    compare::truth_of(left, right, comparison)
}

pub fn contains(container: Borrowed<'_>, member: Borrowed<'_>) -> Result<bool> {
    match type_of(container).slots().contains() {
        Some(contains) => contains(container, member),
        None => item::contains(container, member),
    }
}

pub fn truth(operand: Borrowed<'_>) -> Result<bool> {
    convert::truth(operand)
}
