//! `iter`, `next`, `any`, `all`, `sorted`.

use molt_object::description::Functions;
use molt_object::function::Arity;
use molt_object::{Arguments, Borrowed, CoreType, List, Owned, Result, raise, type_of};
use molt_protocol::parameters::{self, Parameters};
use molt_protocol::{convert, iterate, native_function, native_parameters};
use molt_support::rows::method;

use crate::iteration::CallableIterator;
use crate::sequence::{list, sort};

/// The item `next` gives, with StopIteration at the end.
fn next_or_raise(iterator: Borrowed<'_>) -> Result {
    match iterate::next_or_stop(iterator)? {
        Some(item) => Ok(item),
        None => Err(molt_object::raised::raise_with(CoreType::StopIteration, &[])),
    }
}

/// Whether the truth of some item is `wanted`.
fn some_item(iterable: Borrowed<'_>, wanted: bool) -> Result<bool> {
    let iterator = iterate::iterate(iterable)?;
    while let Some(item) = iterate::next(iterator.borrow())? {
        if convert::truth(item.borrow())? == wanted {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What `sorted` hands to `list.sort`, under whose name CPython refuses it.
static SORT: Parameters = native_parameters!("sort($self, /, *, key=None, reverse=False)", key reverse);

pub(crate) static FUNCTIONS: Functions = Functions::new(&[
    method(
        "iter",
        Arity::Positional(1, 2),
        "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator\n\nGet an iterator from an object.  In the \
         first form, the argument must\nsupply its own iterator, or be a sequence.\nIn the second form, the callable \
         is called until it returns the\nsentinel.",
        |_receiver, arguments| match arguments.positional() {
            [iterable] => iterate::iterate(*iterable),
            [callable, sentinel, ..] => {
                if type_of(*callable).slots().call().is_none() {
                    return Err(raise(CoreType::TypeError, "iter(v, w): v must be callable"));
                }
                Ok(CallableIterator::new(callable.own(), sentinel.own()))
            }
            [] => unreachable!("the arity says one or two"),
        },
    ),
    method(
        "next",
        Arity::Positional(1, 2),
        "next(iterator[, default])\n\nReturn the next item from the iterator.  If default is given and the\niterator \
         is exhausted, it is returned instead of raising StopIteration.",
        |_receiver, arguments| match arguments.positional() {
            [iterator] => next_or_raise(*iterator),
            [iterator, default, ..] => Ok(iterate::next(*iterator)?.unwrap_or_else(|| default.own())),
            [] => unreachable!("the arity says one or two"),
        },
    ),
    native_function!(
        "any($module, iterable, /)",
        "Return True if bool(x) is True for any x in the iterable.\n\nIf the iterable is empty, return False.",
        fn(_module: Borrowed<'_>, iterable: Borrowed<'_>) { some_item(iterable, true).map(Owned::bool) }
    ),
    native_function!(
        "all($module, iterable, /)",
        "Return True if bool(x) is True for all values x in the iterable.\n\nIf the iterable is empty, return True.",
        fn(_module: Borrowed<'_>, iterable: Borrowed<'_>) { some_item(iterable, false).map(|found| Owned::bool(!found)) }
    ),
    method(
        "sorted",
        Arity::Any,
        "sorted($module, iterable, /, *, key=None, reverse=False)\n--\n\nReturn a new list containing all items from \
         the iterable in ascending order.\n\nA custom key function can be supplied to customize the sort order, and \
         the\nreverse flag can be set to request the result in descending order.",
        |_receiver, arguments| {
            let positional = Arguments::positional_only(arguments.positional());
            parameters::positional("sorted", &positional, 1, 1)?;
            let sorted = List::from_vec(Vec::new());
            let Some(items) = List::of(sorted.borrow()) else { unreachable!("a new list") };
            list::extend(items, arguments.positional()[0])?;
            let [key, reverse] = SORT.bind(&arguments.without_first())?[..] else {
                unreachable!("`sort` has two parameters")
            };
            let reverse = match reverse {
                Some(reverse) => convert::truth(reverse)?,
                None => false,
            };
            sort::sort(items, key.filter(|key| !key.is_none()), reverse)?;
            Ok(sorted)
        },
    ),
]);
