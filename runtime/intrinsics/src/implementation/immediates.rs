//! Operators on ints and floats that are no objects, without a look at their types. Compact code leaves these to the
//! runtime, so they come before everything else here.

use molt_object::integer::from_i64;
use molt_object::{Borrowed, Owned};

#[inline(always)]
fn ints(left: Borrowed<'_>, right: Borrowed<'_>) -> Option<(i64, i64)> {
    Some((left.value().as_small_int()?, right.value().as_small_int()?))
}

#[inline(always)]
fn floats(left: Borrowed<'_>, right: Borrowed<'_>) -> Option<(f64, f64)> {
    Some((left.value().as_f64()?, right.value().as_f64()?))
}

macro_rules! arithmetic {
    ($($(#[doc = $doc:literal])+ $name:ident ($left:ident, $right:ident) ints $int:expr; $(floats $float:expr;)?)*) => {
        $(
            $(#[doc = $doc])+
            #[inline(always)]
            pub fn $name(left: Borrowed<'_>, right: Borrowed<'_>) -> Option<Owned> {
                if let Some(($left, $right)) = ints(left, right) {
                    return $int;
                }
                $(if let Some(($left, $right)) = floats(left, right) {
                    return $float.map(Owned::float);
                })?
                None
            }
        )*
    };
}

arithmetic! {
    /// `left + right`; ints have 49 bits, so that no sum leaves 64.
    add(left, right) ints Some(from_i64(left + right)); floats Some(left + right);
    /// `left - right`
    subtract(left, right) ints Some(from_i64(left - right)); floats Some(left - right);
    /// `left * right`
    multiply(left, right) ints left.checked_mul(right).map(from_i64); floats Some(left * right);
    /// `left / right`; a quotient of ints is rounded once when both are floats exactly.
    true_divide(left, right) ints (right != 0).then(|| Owned::float(left as f64 / right as f64));
        floats (right != 0.0).then(|| left / right);
    /// `left // right`
    floor_divide(left, right) ints (right > 0).then(|| from_i64(left.div_euclid(right)));
    /// `left % right`
    modulo(left, right) ints (right > 0).then(|| from_i64(left.rem_euclid(right)));
    /// `left & right`
    bit_and(left, right) ints Some(from_i64(left & right));
    /// `left | right`
    bit_or(left, right) ints Some(from_i64(left | right));
    /// `left ^ right`
    bit_xor(left, right) ints Some(from_i64(left ^ right));
    /// `left << right`
    shift_left(left, right)
        ints ((0..=14).contains(&right)).then(|| from_i64(left << right));
    /// `left >> right`
    shift_right(left, right) ints ((0..64).contains(&right)).then(|| from_i64(left >> right));
}
