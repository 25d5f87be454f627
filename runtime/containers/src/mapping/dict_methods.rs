//! The methods of `dict`.

use molt_object::function::{Arity, Definition};
use molt_object::raised::raise_with;
use molt_object::{Borrowed, CoreType, Dict, Native, Owned, Str};
use molt_protocol::native_function::Class;
use molt_protocol::{call, item, iterate, mapping, native_function};
use molt_support::iterators::pair;

use super::dict::{exact, this};
use super::{iterators, update, views};

pub(super) static METHODS: &[Definition] = &[
    native_function!(
        "get($self, key, default=None, /)",
        "Return the value for key if key is in the dictionary, else default.",
        fn(own: &Native<Dict>, key: Borrowed<'_>, default: Option<Borrowed<'_>>) {
            Ok(match mapping::get(own, key)? {
                Some(value) => value,
                None => default.map_or(Owned::none(), Borrowed::own),
            })
        }
    ),
    native_function!(
        "setdefault($self, key, default=None, /)",
        "Insert key with a value of default if key is not in the dictionary.\n\n\
        Return the value for key if key is in the dictionary, else default.",
        fn(own: &Native<Dict>, key: Borrowed<'_>, default: Option<Borrowed<'_>>) {
            mapping::set_default(own, key, default.unwrap_or(Owned::none().borrow()))
        }
    ),
    native_function!(
        "pop($self, key, default=<unrepresentable>, /)",
        "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\n\
        If the key is not found, return the default if given; otherwise,\n\
        raise a KeyError.",
        fn(own: &Native<Dict>, key: Borrowed<'_>, default: Option<Borrowed<'_>>) {
            let removed = if own.is_empty() { None } else { mapping::remove(own, key)? };
            match (removed, default) {
                (Some((key, value)), _) => {
                    drop(key);
                    Ok(value)
                }
                (None, Some(default)) => Ok(default.own()),
                (None, None) => Err(mapping::missing(key)),
            }
        }
    ),
    native_function!(
        "popitem($self, /)",
        "Remove and return a (key, value) pair as a 2-tuple.\n\n\
        Pairs are returned in LIFO (last-in, first-out) order.\n\
        Raises KeyError if the dict is empty.",
        fn(own: &Native<Dict>) {
            match own.remove_last() {
                Some((key, value)) => Ok(pair(key, value)),
                None => {
                    let message = Str::from_rust("popitem(): dictionary is empty");
                    Err(raise_with(CoreType::KeyError, &[message.borrow()]))
                }
            }
        }
    ),
    // Takes any keyword.
    Definition {
        name: "update",
        documentation: "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.\n\
            If E is present and has a .keys() method, then does:  for k in E.keys(): D[k] = E[k]\n\
            If E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v\n\
            In either case, this is followed by: for k in F:  D[k] = F[k]",
        arity: Arity::Any,
        function: |own, arguments| {
            update::from_arguments("update", this(own), arguments)?;
            Ok(Owned::none())
        },
    },
    native_function!("clear($self, /)", "Remove all items from the dict.", fn(own: &Native<Dict>) {
        own.remove_all();
        Ok(Owned::none())
    }),
    native_function!("copy($self, /)", "Return a shallow copy of the dict.", fn(own: &Native<Dict>) { own.copy() }),
    native_function!(
        "keys($self, /)",
        "Return a set-like object providing a view on the dict's keys.",
        fn(own: Borrowed<'_>) { Ok(views::new::<{ views::KEYS }>(own)) }
    ),
    native_function!(
        "values($self, /)",
        "Return an object providing a view on the dict's values.",
        fn(own: Borrowed<'_>) { Ok(views::new::<{ views::VALUES }>(own)) }
    ),
    native_function!(
        "items($self, /)",
        "Return a set-like object providing a view on the dict's items.",
        fn(own: Borrowed<'_>) { Ok(views::new::<{ views::ITEMS }>(own)) }
    ),
    native_function!(
        "__reversed__($self, /)",
        "Return a reverse iterator over the dict keys.",
        fn(own: Borrowed<'_>) {
            Ok(iterators::backward::<{ iterators::REVERSE_KEYS }>(own))
        }
    ),
];

pub(super) static CLASS_METHODS: &[Definition] = &[
    molt_protocol::class_get_item!(
        "dicts are generic over two types, signifying (respectively) the types of their keys and values"
    ),
    native_function!(
        "fromkeys($type, iterable, value=None, /)",
        "Create a new dictionary with keys from iterable and values set to value.",
        fn(class: Class<'_>, iterable: Borrowed<'_>, value: Option<Borrowed<'_>>) {
            let value = value.map_or(Owned::none(), Borrowed::own);
            let is_exact = class.0.is_core(CoreType::Dict);
            let made = if is_exact { Dict::new() } else { call::call(class.0.as_borrowed(), &[])? };
            if let Some(dict) = exact(made.borrow())
                && update::from_hashed_keys(dict, iterable, value.borrow())?
            {
                return Ok(made);
            }
            let iterator = iterate::iterate(iterable)?;
            while let Some(key) = iterate::next(iterator.borrow())? {
                match exact(made.borrow()) {
                    Some(dict) => mapping::set(dict, key.borrow(), value.borrow())?,
                    None => item::set(made.borrow(), key.borrow(), value.borrow())?,
                }
            }
            Ok(made)
        }
    ),
];
