//! The methods of `list`.

use molt_object::function::{Arity, Definition};
use molt_object::integer::from_usize;
use molt_object::list::drop_from_end;
use molt_object::{CoreType, List, Owned, new_native, raise};
use molt_protocol::{compare, convert};
use molt_support::arguments::{search_bounds, size_argument};
use molt_support::items::place;
use molt_support::rows::method;

use super::list::{extend, this};
use super::list_iterators::ListReverseIterator;
use super::sort;

pub(super) static METHODS: &[Definition] = &[
    method("append", Arity::One, "Append object to the end of the list.", |receiver, arguments| {
        this(receiver).push(arguments.positional()[0].own())?;
        Ok(Owned::none())
    }),
    method("extend", Arity::One, "Extend list by appending elements from the iterable.", |receiver, arguments| {
        extend(this(receiver), arguments.positional()[0])?;
        Ok(Owned::none())
    }),
    method("insert", Arity::Positional(2, 2), "Insert object before index.", |receiver, arguments| {
        let list = this(receiver);
        let index = size_argument(arguments.positional()[0])?;
        let length = list.len();
        let index = if index < 0 { index.saturating_add_unsigned(length).max(0) } else { index } as usize;
        let item = arguments.positional()[1].own();
        list.reserve(1)?;
        list.modify(|items| items.insert(index.min(length), item));
        Ok(Owned::none())
    }),
    method(
        "pop",
        Arity::Positional(0, 1),
        "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of \
         range.",
        |receiver, arguments| {
            let list = this(receiver);
            let index = match arguments.positional().first() {
                None => -1,
                Some(&index) => size_argument(index)?,
            };
            if list.is_empty() {
                return Err(raise(CoreType::IndexError, "pop from empty list"));
            }
            match place(index, list.len()) {
                Some(index) => Ok(list.modify(|items| items.remove(index))),
                None => Err(raise(CoreType::IndexError, "pop index out of range")),
            }
        },
    ),
    method(
        "remove",
        Arity::One,
        "Remove first occurrence of value.\n\nRaises ValueError if the value is not present.",
        |receiver, arguments| {
            let list = this(receiver);
            let mut index = 0;
            while let Some(item) = list.get(index) {
                if compare::equal(item.borrow(), arguments.positional()[0])? {
                    let removed = list.modify(|items| (index < items.len()).then(|| items.remove(index)));
                    drop(removed);
                    return Ok(Owned::none());
                }
                index += 1;
            }
            Err(raise(CoreType::ValueError, "list.remove(x): x not in list"))
        },
    ),
    method("clear", Arity::None, "Remove all items from list.", |receiver, _arguments| {
        drop_from_end(this(receiver).take());
        Ok(Owned::none())
    }),
    method("copy", Arity::None, "Return a shallow copy of the list.", |receiver, _arguments| {
        Ok(List::from_vec(this(receiver).to_vec()?))
    }),
    method("count", Arity::One, "Return number of occurrences of value.", |receiver, arguments| {
        let list = this(receiver);
        let (mut index, mut count) = (0, 0);
        while let Some(item) = list.get(index) {
            count += usize::from(compare::equal(item.borrow(), arguments.positional()[0])?);
            index += 1;
        }
        Ok(from_usize(count))
    }),
    method(
        "index",
        Arity::Positional(1, 3),
        "Return first index of value.\n\nRaises ValueError if the value is not present.",
        |receiver, arguments| {
            let list = this(receiver);
            let (start, stop) = search_bounds(&arguments.positional()[1..], list.len())?;
            let mut index = start;
            while index < stop
                && let Some(item) = list.get(index)
            {
                if compare::equal(item.borrow(), arguments.positional()[0])? {
                    return Ok(from_usize(index));
                }
                index += 1;
            }
            Err(raise(CoreType::ValueError, "list.index(x): x not in list"))
        },
    ),
    method("reverse", Arity::None, "Reverse *IN PLACE*.", |receiver, _arguments| {
        this(receiver).modify(|items| items.reverse());
        Ok(Owned::none())
    }),
    method(
        "sort",
        Arity::Any,
        "Sort the list in ascending order and return None.\n\nThe sort is in-place (i.e. the list itself is modified) \
         and stable (i.e. the\norder of two equal elements is maintained).\n\nIf a key function is given, apply it once \
         to each list item and sort them,\nascending or descending, according to their function values.\n\nThe reverse \
         flag can be set to sort in descending order.",
        |receiver, arguments| {
            let [key, reverse] = sort::PARAMETERS.bind(&arguments)?[..] else {
                unreachable!("`sort` has two parameters")
            };
            let reverse = match reverse {
                Some(reverse) => convert::truth(reverse)?,
                None => false,
            };
            sort::sort(this(receiver), key.filter(|key| !key.is_none()), reverse)?;
            Ok(Owned::none())
        },
    ),
    method("__reversed__", Arity::None, "Return a reverse iterator over the list.", |receiver, _arguments| {
        Ok(new_native(ListReverseIterator::new(receiver.own())))
    }),
];
