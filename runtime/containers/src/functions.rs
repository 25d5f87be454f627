//! Builtin functions about containers, iteration and arithmetic.

pub(crate) mod extremes;
pub(crate) mod iteration;
pub(crate) mod sum;

use molt_object::description::Functions;
use molt_object::integer::from_usize;
use molt_object::{Borrowed, Owned};
use molt_protocol::{convert, native_function, number};

pub(crate) static FUNCTIONS: Functions = Functions::new(&[
    native_function!(
        "len($module, obj, /)",
        "Return the number of items in a container.",
        fn(_module: Borrowed<'_>, obj: Borrowed<'_>) { convert::length(obj).map(from_usize) }
    ),
    native_function!(
        "abs($module, x, /)",
        "Return the absolute value of the argument.",
        fn(_module: Borrowed<'_>, x: Borrowed<'_>) { number::absolute(x) }
    ),
    native_function!(
        "divmod($module, x, y, /)",
        "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x.",
        fn(_module: Borrowed<'_>, x: Borrowed<'_>, y: Borrowed<'_>) { number::divmod(x, y) }
    ),
    native_function!(
        "pow($module, /, base, exp, mod=None)",
        "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments\n\nSome types, such as ints, \
         are able to use a more efficient algorithm\nwhen invoked using the three argument form.",
        fn(_module: Borrowed<'_>, base: Borrowed<'_>, exp: Borrowed<'_>, modulo: Option<Borrowed<'_>>) {
            let none = Owned::none();
            number::power(base, exp, modulo.unwrap_or(none.borrow()))
         }
    ),
]);
