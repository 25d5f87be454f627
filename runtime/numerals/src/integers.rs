//! Ints of any size: their order, hash and nearest float.

use core::cmp::Ordering;

use dashu_int::{IBig, Sign};
use molt_object::integer::Integer;
use molt_object::{CoreType, Result, raise};

/// The nearest float; OverflowError when there is none.
pub fn number_to_f64(number: &Integer<'_>) -> Result<f64> {
    match number {
        Integer::Small(number) => Ok(*number as f64),
        Integer::Big(number) => {
            let value = number.to_f64().value();
            if value.is_finite() {
                Ok(value)
            } else {
                Err(raise(CoreType::OverflowError, "int too large to convert to float"))
            }
        }
    }
}

/// Order of two ints.
pub fn order(left: &Integer<'_>, right: &Integer<'_>) -> Ordering {
    match (left, right) {
        (Integer::Small(left), Integer::Small(right)) => left.cmp(right),
        (Integer::Big(left), Integer::Big(right)) => left.cmp(right),
        (Integer::Small(left), Integer::Big(right)) => IBig::from(*left).cmp(right),
        (Integer::Big(left), Integer::Small(right)) => (*left).cmp(&IBig::from(*right)),
    }
}

/// The hash: the number modulo 2**61 - 1, with its sign.
pub fn hash_number(number: &Integer<'_>) -> i64 {
    const MODULUS: u64 = (1 << 61) - 1;
    let (negative, residue) = match number {
        Integer::Small(number) => (*number < 0, number.unsigned_abs() % MODULUS),
        Integer::Big(number) => {
            let words = number.as_sign_words().1;
            // 2**64 is 8 modulo 2**61 - 1.
            let residue = words.iter().rev().fold(0u64, |residue, &word| {
                ((u128::from(residue) * (1 << 64) + u128::from(word)) % u128::from(MODULUS)) as u64
            });
            (number.sign() == Sign::Negative, residue)
        }
    };
    match (negative, residue as i64) {
        (true, 1) => -2,
        (true, residue) => -residue,
        (false, residue) => residue,
    }
}
