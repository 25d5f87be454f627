//! Builtin functions about containers, iteration and arithmetic.

mod extremes;
mod iteration;
mod sum;

use molt_object::Owned;
use molt_object::description::Functions;
use molt_object::function::Arity;
use molt_object::integer::from_usize;
use molt_protocol::{builtins_module, convert, number, parameters::Parameters};
use molt_support::rows::method;

static POWER: Parameters =
    Parameters { name: "pow", names: &["base", "exp", "mod"], positional_only: 0, required: 2, keyword_only_from: 3 };

static FUNCTIONS: Functions = Functions::new(&[
    method("len", Arity::One, "Return the number of items in a container.", |_receiver, arguments| {
        convert::length(arguments.positional()[0]).map(from_usize)
    }),
    method("abs", Arity::One, "Return the absolute value of the argument.", |_receiver, arguments| {
        number::absolute(arguments.positional()[0])
    }),
    method(
        "divmod",
        Arity::Positional(2, 2),
        "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x.",
        |_receiver, arguments| number::divmod(arguments.positional()[0], arguments.positional()[1]),
    ),
    method(
        "pow",
        Arity::Any,
        "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments.\n\nSome types, such as ints, are \
         able to use a more efficient algorithm when\ninvoked using the three argument form.",
        |_receiver, arguments| {
            let [Some(base), Some(exponent), modulus] = POWER.bind(&arguments)?[..] else {
                unreachable!("`pow` has two required parameters")
            };
            let none = Owned::none();
            number::power(base, exponent, modulus.unwrap_or(none.borrow()))
        },
    ),
]);

/// Defines the functions.
pub fn initialise() {
    for functions in [&FUNCTIONS, &iteration::FUNCTIONS, &extremes::FUNCTIONS, &sum::FUNCTIONS] {
        builtins_module::define_functions(functions);
    }
}
