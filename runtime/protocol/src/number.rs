//! Arithmetic: which operand's type gets to do it.

use molt_object::slots::{Binary, TypeSlots};
use molt_object::{Borrowed, CoreType, Owned, Raised, Result, raise, type_of};

use crate::compare::same_binary;
use crate::convert;

fn is_not_implemented(value: &Owned) -> bool {
    value.value() == molt_object::Value::NOT_IMPLEMENTED
}

/// Tries the operands' slots in CPython's order; NotImplemented when neither does it.
#[inline]
fn dispatch(left: Borrowed<'_>, right: Borrowed<'_>, slot: fn(&TypeSlots) -> Option<Binary>) -> Result {
    let left_type = type_of(left);
    let left_slot = slot(left_type.slots());
    let right_type = type_of(right);
    let mut right_slot = if left_type.get() == right_type.get() { None } else { slot(right_type.slots()) };
    if let (Some(left), Some(right)) = (left_slot, right_slot)
        && same_binary(left, right)
    {
        right_slot = None;
    }
    if let Some(own) = left_slot {
        if let Some(other) = right_slot
            && right_type.is_subtype(&left_type)
        {
            let result = other(left, right)?;
            if !is_not_implemented(&result) {
                return Ok(result);
            }
            right_slot = None;
        }
        let result = own(left, right)?;
        if !is_not_implemented(&result) {
            return Ok(result);
        }
    }
    match right_slot {
        Some(other) => other(left, right),
        None => Ok(Owned::not_implemented()),
    }
}

#[cold]
fn unsupported(left: Borrowed<'_>, right: Borrowed<'_>, symbol: &str) -> Raised {
    let (left, right) = (type_of(left).name(), type_of(right).name());
    raise(CoreType::TypeError, format_args!("unsupported operand type(s) for {symbol}: '{left}' and '{right}'"))
}

macro_rules! operators {
    ($($name:ident $inplace:ident $symbol:literal;)*) => {
        $(
            #[doc = concat!("`left ", $symbol, " right`.")]
            pub fn $name(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
                let result = dispatch(left, right, |slots| slots.$name())?;
                if is_not_implemented(&result) {
                    return Err(unsupported(left, right, $symbol));
                }
                Ok(result)
            }
            #[doc = concat!("`left ", $symbol, "= right`.")]
            pub fn $inplace(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
                if let Some(slot) = type_of(left).slots().$inplace() {
                    let result = slot(left, right)?;
                    if !is_not_implemented(&result) {
                        return Ok(result);
                    }
                }
                let result = dispatch(left, right, |slots| slots.$name())?;
                if is_not_implemented(&result) {
                    return Err(unsupported(left, right, concat!($symbol, "=")));
                }
                Ok(result)
            }
        )*
    };
}

operators! {
    subtract inplace_subtract "-";
    matrix_multiply inplace_matrix_multiply "@";
    true_divide inplace_true_divide "/";
    floor_divide inplace_floor_divide "//";
    modulo inplace_modulo "%";
    bit_and inplace_bit_and "&";
    bit_or inplace_bit_or "|";
    bit_xor inplace_bit_xor "^";
    shift_left inplace_shift_left "<<";
    shift_right inplace_shift_right ">>";
}

/// `left + right`.
pub fn add(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let result = dispatch(left, right, |slots| slots.add())?;
    if !is_not_implemented(&result) {
        return Ok(result);
    }
    match type_of(left).slots().concatenate() {
        Some(concatenate) => concatenate(left, right),
        None => Err(unsupported(left, right, "+")),
    }
}

/// `left += right`.
pub fn inplace_add(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let slots_type = type_of(left);
    let slots = slots_type.slots();
    if let Some(slot) = slots.inplace_add() {
        let result = slot(left, right)?;
        if !is_not_implemented(&result) {
            return Ok(result);
        }
    }
    let result = dispatch(left, right, |slots| slots.add())?;
    if !is_not_implemented(&result) {
        return Ok(result);
    }
    match slots.inplace_concatenate().or(slots.concatenate()) {
        Some(concatenate) => concatenate(left, right),
        None => Err(unsupported(left, right, "+=")),
    }
}

type Repeat = fn(Borrowed<'_>, isize) -> Result;

fn repeat(repeat: Repeat, sequence: Borrowed<'_>, count: Borrowed<'_>) -> Result {
    if type_of(count).slots().index().is_none() {
        let found = type_of(count).name();
        return Err(raise(CoreType::TypeError, format_args!("can't multiply sequence by non-int of type '{found}'")));
    }
    repeat(sequence, convert::count_isize(count)?)
}

fn multiply_with(left: Borrowed<'_>, right: Borrowed<'_>, inplace: bool, symbol: &str) -> Result {
    let left_slots_type = type_of(left);
    let left_slots = left_slots_type.slots();
    if inplace && let Some(slot) = left_slots.inplace_multiply() {
        let result = slot(left, right)?;
        if !is_not_implemented(&result) {
            return Ok(result);
        }
    }
    let result = dispatch(left, right, |slots| slots.multiply())?;
    if !is_not_implemented(&result) {
        return Ok(result);
    }
    let own = if inplace { left_slots.inplace_repeat().or(left_slots.repeat()) } else { left_slots.repeat() };
    if let Some(own) = own {
        return repeat(own, left, right);
    }
    if let Some(other) = type_of(right).slots().repeat() {
        return repeat(other, right, left);
    }
    Err(unsupported(left, right, symbol))
}

/// `left * right`.
pub fn multiply(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    multiply_with(left, right, false, "*")
}

/// `left *= right`.
pub fn inplace_multiply(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    multiply_with(left, right, true, "*=")
}

/// `divmod(left, right)`.
pub fn divmod(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    let result = dispatch(left, right, |slots| slots.divmod())?;
    if is_not_implemented(&result) { Err(unsupported(left, right, "divmod()")) } else { Ok(result) }
}

fn power_with(left: Borrowed<'_>, right: Borrowed<'_>, modulus: Borrowed<'_>, symbol: &str) -> Result {
    let left_type = type_of(left);
    let right_type = type_of(right);
    let left_slot = left_type.slots().power();
    let mut right_slot = if left_type.get() == right_type.get() { None } else { right_type.slots().power() };
    if let (Some(left), Some(right)) = (left_slot, right_slot)
        && core::ptr::fn_addr_eq(left, right)
    {
        right_slot = None;
    }
    if let Some(other) = right_slot
        && right_type.is_subtype(&left_type)
    {
        let result = other(left, right, modulus)?;
        if !is_not_implemented(&result) {
            return Ok(result);
        }
        right_slot = None;
    }
    // The modulus has its say too, unless its type is one of the others.
    let known = [left_slot, type_of(right).slots().power()];
    let third_slot = type_of(modulus)
        .slots()
        .power()
        .filter(|third| !known.iter().flatten().any(|slot| core::ptr::fn_addr_eq(*slot, *third)));
    for slot in [left_slot, right_slot, third_slot].into_iter().flatten() {
        let result = slot(left, right, modulus)?;
        if !is_not_implemented(&result) {
            return Ok(result);
        }
    }
    if modulus.is_none() {
        return Err(unsupported(left, right, symbol));
    }
    let (left, right, modulus) = (left_type.name(), right_type.name(), type_of(modulus).name());
    Err(raise(
        CoreType::TypeError,
        format_args!("unsupported operand type(s) for ** or pow(): '{left}', '{right}', '{modulus}'"),
    ))
}

/// `pow(left, right, modulus)`; `left ** right` when the modulus is None.
pub fn power(left: Borrowed<'_>, right: Borrowed<'_>, modulus: Borrowed<'_>) -> Result {
    power_with(left, right, modulus, "** or pow()")
}

/// `left **= right`.
pub fn inplace_power(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    if let Some(slot) = type_of(left).slots().inplace_power() {
        let result = slot(left, right)?;
        if !is_not_implemented(&result) {
            return Ok(result);
        }
    }
    power_with(left, right, Owned::none().borrow(), "**=")
}

macro_rules! unary_operators {
    ($($name:ident $text:literal;)*) => {
        $(
            #[doc = concat!("`", $text, "`.")]
            pub fn $name(operand: Borrowed<'_>) -> Result {
                match type_of(operand).slots().$name() {
                    Some(slot) => slot(operand),
                    None => {
                        let found = type_of(operand).name();
                        Err(raise(CoreType::TypeError, format_args!("bad operand type for {}: '{found}'", $text)))
                    }
                }
            }
        )*
    };
}

unary_operators! {
    negative "unary -";
    positive "unary +";
    invert "unary ~";
    absolute "abs()";
}
