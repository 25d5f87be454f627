//! The methods of `dict`.

use molt_object::function::{Arity, Definition};
use molt_object::raised::raise_with;
use molt_object::{CoreType, Dict, Owned, Str, core_type};
use molt_protocol::{call, item, iterate, mapping};
use molt_support::iterators::pair;
use molt_support::rows::method;

use super::dict::{exact, this};
use super::{iterators, update, views};

pub(super) static METHODS: &[Definition] = &[
    method(
        "get",
        Arity::Positional(1, 2),
        "Return the value for key if key is in the dictionary, else default.",
        |receiver, arguments| {
            let given = arguments.positional();
            Ok(match mapping::get(this(receiver), given[0])? {
                Some(value) => value,
                None => given.get(1).map_or(Owned::none(), |default| default.own()),
            })
        },
    ),
    method(
        "setdefault",
        Arity::Positional(1, 2),
        "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in \
         the dictionary, else default.",
        |receiver, arguments| {
            let given = arguments.positional();
            let none = Owned::none();
            mapping::set_default(this(receiver), given[0], given.get(1).copied().unwrap_or(none.borrow()))
        },
    ),
    method(
        "pop",
        Arity::Positional(1, 2),
        "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return \
         the default if given; otherwise,\nraise a KeyError.",
        |receiver, arguments| {
            let (dict, given) = (this(receiver), arguments.positional());
            let removed = if dict.is_empty() { None } else { mapping::remove(dict, given[0])? };
            match (removed, given.get(1)) {
                (Some((key, value)), _) => {
                    drop(key);
                    Ok(value)
                }
                (None, Some(default)) => Ok(default.own()),
                (None, None) => Err(raise_with(CoreType::KeyError, &[given[0]])),
            }
        },
    ),
    method(
        "popitem",
        Arity::None,
        "Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are returned in LIFO (last-in, first-out) \
         order.\nRaises KeyError if the dict is empty.",
        |receiver, _arguments| match this(receiver).remove_last() {
            Some((key, value)) => Ok(pair(key, value)),
            None => {
                let message = Str::from_rust("popitem(): dictionary is empty");
                Err(raise_with(CoreType::KeyError, &[message.borrow()]))
            }
        },
    ),
    method(
        "update",
        Arity::Any,
        "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.\nIf E is present and has a .keys() method, \
         then does:  for k in E.keys(): D[k] = E[k]\nIf E is present and lacks a .keys() method, then does:  for k, v \
         in E: D[k] = v\nIn either case, this is followed by: for k in F:  D[k] = F[k]",
        |receiver, arguments| {
            update::from_arguments("update", this(receiver), arguments)?;
            Ok(Owned::none())
        },
    ),
    method("clear", Arity::None, "Remove all items from the dict.", |receiver, _arguments| {
        this(receiver).remove_all();
        Ok(Owned::none())
    }),
    method("copy", Arity::None, "Return a shallow copy of the dict.", |receiver, _arguments| this(receiver).copy()),
    method(
        "keys",
        Arity::None,
        "Return a set-like object providing a view on the dict's keys.",
        |receiver, _arguments| Ok(views::new::<{ views::KEYS }>(receiver)),
    ),
    method("values", Arity::None, "Return an object providing a view on the dict's values.", |receiver, _arguments| {
        Ok(views::new::<{ views::VALUES }>(receiver))
    }),
    method(
        "items",
        Arity::None,
        "Return a set-like object providing a view on the dict's items.",
        |receiver, _arguments| Ok(views::new::<{ views::ITEMS }>(receiver)),
    ),
    method("__reversed__", Arity::None, "Return a reverse iterator over the dict keys.", |receiver, _arguments| {
        Ok(iterators::backward::<{ iterators::REVERSE_KEYS }>(receiver))
    }),
];

pub(super) static CLASS_METHODS: &[Definition] = &[
    molt_protocol::generic_alias::CLASS_GET_ITEM,
    method(
        "fromkeys",
        Arity::Positional(1, 2),
        "Create a new dictionary with keys from iterable and values set to value.",
        |receiver, arguments| {
            let given = arguments.positional();
            let none = Owned::none();
            let value = given.get(1).copied().unwrap_or(none.borrow());
            let made = if receiver.is(core_type(CoreType::Dict).as_borrowed()) {
                Dict::new()
            } else {
                call::call(receiver, &[])?
            };
            let iterator = iterate::iterate(given[0])?;
            while let Some(key) = iterate::next(iterator.borrow())? {
                match exact(made.borrow()) {
                    Some(dict) => mapping::set(dict, key.borrow(), value)?,
                    None => item::set(made.borrow(), key.borrow(), value)?,
                }
            }
            Ok(made)
        },
    ),
];
