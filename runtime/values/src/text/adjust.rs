//! Methods that add or remove at the ends: `strip`, `center`, `ljust`, `zfill`.

use molt_object::text::Builder;
use molt_object::{Borrowed, CoreType, Downcast, Result, Str, raise, type_of, with_units};
use molt_protocol::native_function::{Argument, Place};
use molt_support::units::{self, Unit};
use molt_unicode as unicode;

use super::sequence::to_exact;

/// Takes white space, or the characters of `chars`, off the sides asked for.
pub(super) fn strip(own: &Str, chars: Option<Borrowed<'_>>, method: &str, left: bool, right: bool) -> Result {
    let (start, end) = match chars.filter(|chars| !chars.is_none()) {
        None => with_units!(own, units => units::strip(units, left, right, unicode::is_space)),
        Some(chars) => {
            let Some(taken) = chars.downcast::<Str>() else {
                return Err(raise(CoreType::TypeError, format_args!("{method} arg must be None or str")));
            };
            with_units!(taken, taken => with_units!(own, units => {
                units::strip(units, left, right, |unit| taken.iter().any(|&other| Unit::code_point(other) == unit))
            }))
        }
    };
    if start == 0 && end == own.len() { to_exact(own.as_borrowed()) } else { own.slice(start, end) }
}

/// The character that fills a field.
pub(super) struct FillCharacter(u32);

impl Argument<'_> for FillCharacter {
    fn from_value(value: Borrowed<'_>, _place: Place) -> Result<Self> {
        let Some(text) = value.downcast::<Str>() else {
            let found = type_of(value).name();
            let message = format!("The fill character must be a unicode character, not {found}");
            return Err(raise(CoreType::TypeError, message));
        };
        match (text.len(), text.get(0)) {
            (1, Some(code_point)) => Ok(FillCharacter(code_point)),
            _ => Err(raise(CoreType::TypeError, "The fill character must be exactly one character long")),
        }
    }
}

/// Pads to a width; `left_share` says how much of the padding goes to the left.
pub(super) fn pad(
    own: &Str,
    width: isize,
    fill: Option<FillCharacter>,
    left_share: impl Fn(usize, usize) -> usize,
) -> Result {
    let width = usize::try_from(width).unwrap_or(0);
    let FillCharacter(fill) = fill.unwrap_or(FillCharacter(u32::from(' ')));
    if width <= own.len() {
        return to_exact(own.as_borrowed());
    }
    let padding = width - own.len();
    let left = left_share(padding, width);
    let mut builder = Builder::with_capacity(width);
    builder.push_repeated(fill, left);
    builder.push_str(own);
    builder.push_repeated(fill, padding - left);
    builder.finish()
}

/// `own.zfill(width)`
pub(super) fn fill_zeros(own: &Str, width: isize) -> Result {
    let width = usize::try_from(width).unwrap_or(0);
    if width <= own.len() {
        return to_exact(own.as_borrowed());
    }
    let mut builder = Builder::with_capacity(width);
    let sign = own.get(0).filter(|&first| first == u32::from('+') || first == u32::from('-'));
    if let Some(sign) = sign {
        builder.push(sign);
    }
    builder.push_repeated(u32::from('0'), width - own.len());
    own.code_points().skip(usize::from(sign.is_some())).for_each(|code_point| builder.push(code_point));
    builder.finish()
}
