//! `iter`, `next`, `any`, `all`, `sorted`.

use molt_object::description::Functions;
use molt_object::function::Arity;
use molt_object::{Arguments, Borrowed, CoreType, Definition, List, Owned, Result, raise, type_of};
use molt_protocol::parameters::{self, Parameters};
use molt_protocol::{convert, iterate, native_function, native_parameters};

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
    native_function!(
        no_text_signature "iter(object[, sentinel], /)",
        "iter(iterable) -> iterator\n\
        iter(callable, sentinel) -> iterator\n\n\
        Get an iterator from an object.  In the first form, the argument must\n\
        supply its own iterator, or be a sequence.\n\
        In the second form, the callable is called until it returns the\n\
        sentinel.",
        fn(_module: Borrowed<'_>, object: Borrowed<'_>, sentinel: Option<Borrowed<'_>>) {
            match sentinel {
                None => iterate::iterate(object),
                Some(_) if type_of(object).slots().call().is_none() => {
                    Err(raise(CoreType::TypeError, "iter(v, w): v must be callable"))
                }
                Some(sentinel) => Ok(CallableIterator::new(object.own(), sentinel.own())),
            }
        }
    ),
    native_function!(
        no_text_signature "next(iterator[, default], /)",
        "next(iterator[, default])\n\n\
        Return the next item from the iterator.  If default is given and the\n\
        iterator is exhausted, it is returned instead of raising StopIteration.",
        fn(_module: Borrowed<'_>, iterator: Borrowed<'_>, default: Option<Borrowed<'_>>) {
            match default {
                None => next_or_raise(iterator),
                Some(default) => Ok(iterate::next(iterator)?.unwrap_or_else(|| default.own())),
            }
        }
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
    Definition {
        name: "sorted",
        documentation: "sorted($module, iterable, /, *, key=None, reverse=False)\n--\n\n\
            Return a new list containing all items from the iterable in ascending order.\n\n\
            A custom key function can be supplied to customize the sort order, and the\n\
            reverse flag can be set to request the result in descending order.",
        arity: Arity::Any,
        function: |_receiver, arguments| {
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
    },
]);
