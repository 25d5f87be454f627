//! The methods of `list`.

use molt_object::function::Definition;
use molt_object::integer::from_usize;
use molt_object::list::drop_from_end;
use molt_object::{Borrowed, CoreType, List, Native, Owned, new_native, raise};
use molt_protocol::{compare, native_function};
use molt_support::arguments::IndexBound;
use molt_support::items::place;

use super::list::extend;
use super::list_iterators::ListReverseIterator;
use super::sort;

pub(super) static METHODS: &[Definition] = &[
    native_function!(
        "append($self, object, /)",
        "Append object to the end of the list.",
        fn(own: &Native<List>, object: Borrowed<'_>) {
            own.push(object.own())?;
            Ok(Owned::none())
        }
    ),
    native_function!(
        "extend($self, iterable, /)",
        "Extend list by appending elements from the iterable.",
        fn(own: &Native<List>, iterable: Borrowed<'_>) {
            extend(own, iterable)?;
            Ok(Owned::none())
        }
    ),
    native_function!(
        "insert($self, index, object, /)",
        "Insert object before index.",
        fn(own: &Native<List>, index: isize, object: Borrowed<'_>) {
            let length = own.len();
            let index = if index < 0 { index.saturating_add_unsigned(length).max(0) } else { index } as usize;
            own.reserve(1)?;
            own.modify(|items| items.insert(index.min(length), object.own()));
            Ok(Owned::none())
        }
    ),
    native_function!(
        "pop($self, index=-1, /)",
        "Remove and return item at index (default last).\n\n\
        Raises IndexError if list is empty or index is out of range.",
        fn(own: &Native<List>, index: Option<isize>) {
            if own.is_empty() {
                return Err(raise(CoreType::IndexError, "pop from empty list"));
            }
            match place(index.unwrap_or(-1), own.len()) {
                Some(index) => Ok(own.modify(|items| items.remove(index))),
                None => Err(raise(CoreType::IndexError, "pop index out of range")),
            }
        }
    ),
    native_function!(
        "remove($self, value, /)",
        "Remove first occurrence of value.\n\n\
        Raises ValueError if the value is not present.",
        fn(own: &Native<List>, value: Borrowed<'_>) {
            let mut index = 0;
            while let Some(item) = own.get(index) {
                if compare::equal(item.borrow(), value)? {
                    let removed = own.modify(|items| (index < items.len()).then(|| items.remove(index)));
                    drop(removed);
                    return Ok(Owned::none());
                }
                index += 1;
            }
            Err(raise(CoreType::ValueError, "list.remove(x): x not in list"))
        }
    ),
    native_function!("clear($self, /)", "Remove all items from list.", fn(own: &Native<List>) {
        drop_from_end(own.take());
        Ok(Owned::none())
    }),
    native_function!(
        "copy($self, /)",
        "Return a shallow copy of the list.",
        fn(own: &Native<List>) { Ok(List::from_vec(own.to_vec()?)) }
    ),
    native_function!(
        "count($self, value, /)",
        "Return number of occurrences of value.",
        fn(own: &Native<List>, value: Borrowed<'_>) {
            let (mut index, mut count) = (0, 0);
            while let Some(item) = own.get(index) {
                count += usize::from(compare::equal(item.borrow(), value)?);
                index += 1;
            }
            Ok(from_usize(count))
        }
    ),
    native_function!(
        "index($self, value, start=0, stop=sys.maxsize, /)",
        "Return first index of value.\n\n\
        Raises ValueError if the value is not present.",
        fn(own: &Native<List>, value: Borrowed<'_>, start: Option<IndexBound>, stop: Option<IndexBound>) {
            let (mut index, stop) = IndexBound::places(start, stop, own.len());
            while index < stop
                && let Some(item) = own.get(index)
            {
                if compare::equal(item.borrow(), value)? {
                    return Ok(from_usize(index));
                }
                index += 1;
            }
            Err(raise(CoreType::ValueError, "list.index(x): x not in list"))
        }
    ),
    native_function!("reverse($self, /)", "Reverse *IN PLACE*.", fn(own: &Native<List>) {
        own.modify(|items| items.reverse());
        Ok(Owned::none())
    }),
    native_function!(
        "sort($self, /, *, key=None, reverse=False)",
        "Sort the list in ascending order and return None.\n\n\
        The sort is in-place (i.e. the list itself is modified) and stable\n\
        (i.e. the order of two equal elements is maintained).\n\n\
        If a key function is given, apply it once to each list item and sort\n\
        them, ascending or descending, according to their function values.\n\n\
        The reverse flag can be set to sort in descending order.",
        fn(own: &Native<List>, key: Option<Borrowed<'_>>, reverse: Option<bool>) {
            sort::sort(own, key.filter(|key| !key.is_none()), reverse.unwrap_or(false))?;
            Ok(Owned::none())
        }
    ),
    native_function!(
        "__reversed__($self, /)",
        "Return a reverse iterator over the list.",
        fn(own: Borrowed<'_>) { Ok(new_native(ListReverseIterator::new(own.own()))) }
    ),
];
