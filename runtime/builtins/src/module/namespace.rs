//! The `__dict__` of a compiled module: a mapping that reads and writes its global slots.

use molt_object::TypeKey;
use molt_object::function::Arity;
use molt_object::slots::Slots;
use molt_object::{
    Arguments, Borrowed, Comparison, CoreType, Definition, Dict, Downcast, Owned, Payload, Result, Str, Tuple, Visitor,
    raise, raised,
};
use molt_protocol::native_type::{self, TypeDefinition};
use molt_protocol::{call, compare, convert, item, iterate, mapping};

use super::Module;

/// A view of a module's globals.
pub struct Namespace {
    module: Owned,
}

impl Payload for Namespace {
    const TYPE: TypeKey = TypeKey::Core(CoreType::ModuleNamespace);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.owned(&self.module);
    }
}

impl Namespace {
    /// The view of a module.
    pub fn new(module: Owned) -> Namespace {
        Namespace { module }
    }
}

fn module(value: Borrowed<'_>) -> &Module {
    match value.payload::<Namespace>() {
        Some(namespace) => Module::expect(namespace.module.borrow()),
        None => unreachable!("not a module's namespace"),
    }
}

/// A dict with the same items.
fn snapshot(own: Borrowed<'_>) -> Owned {
    let copy = Dict::new();
    if let Some(table) = Dict::of(copy.borrow()) {
        for (name, value) in module(own).items() {
            drop(table.insert_str_key(name, value));
        }
    }
    copy
}

fn lookup(own: Borrowed<'_>, key: Borrowed<'_>) -> Result<Option<Owned>> {
    if let Some(name) = key.downcast::<Str>() {
        return Ok(module(own).get(name));
    }
    match Dict::of(module(own).others().borrow()) {
        Some(others) => mapping::get(others, key),
        None => Ok(None),
    }
}

fn item_get(own: Borrowed<'_>, key: Borrowed<'_>) -> Result {
    match lookup(own, key)? {
        Some(value) => Ok(value),
        None => Err(raised::raise_with(CoreType::KeyError, &[key])),
    }
}

fn item_set(own: Borrowed<'_>, key: Borrowed<'_>, value: Option<Borrowed<'_>>) -> Result<()> {
    let Some(name) = key.downcast::<Str>() else {
        let others = module(own).others();
        return match value {
            Some(value) => item::set(others.borrow(), key, value),
            None => item::delete(others.borrow(), key),
        };
    };
    let deletes = value.is_none();
    let old = module(own).set(name, value.map(Borrowed::own));
    if deletes && old.is_none() {
        return Err(raised::raise_with(CoreType::KeyError, &[key]));
    }
    Ok(())
}

fn compare_namespaces(left: Borrowed<'_>, right: Borrowed<'_>, comparison: Comparison) -> Result {
    let plain = |value: Borrowed<'_>| {
        if value.payload::<Namespace>().is_some() { snapshot(value) } else { value.own() }
    };
    let (left, right) = (plain(left), plain(right));
    compare::compare(left.borrow(), right.borrow(), comparison)
}

/// A method that a dict with the same items has.
macro_rules! on_snapshot {
    ($name:literal) => {
        Definition {
            name: $name,
            documentation: "",
            arity: Arity::None,
            function: |own, _| call::call_method(snapshot(own).borrow(), $name, &[]),
        }
    };
}

fn get(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let positional = arguments.positional();
    let default = positional.get(1).map_or(Owned::none(), |default| default.own());
    Ok(lookup(own, positional[0])?.unwrap_or(default))
}

fn set_default(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let positional = arguments.positional();
    if let Some(value) = lookup(own, positional[0])? {
        return Ok(value);
    }
    let default = positional.get(1).map_or(Owned::none(), |default| default.own());
    item_set(own, positional[0], Some(default.borrow()))?;
    Ok(default)
}

fn pop(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let positional = arguments.positional();
    match (lookup(own, positional[0])?, positional.get(1)) {
        (Some(value), _) => {
            item_set(own, positional[0], None)?;
            Ok(value)
        }
        (None, Some(default)) => Ok(default.own()),
        (None, None) => Err(raised::raise_with(CoreType::KeyError, &[positional[0]])),
    }
}

fn pop_item(own: Borrowed<'_>, _arguments: Arguments<'_>) -> Result {
    match module(own).items().pop() {
        Some((name, value)) => {
            item_set(own, name.borrow(), None)?;
            Ok(Tuple::from_vec(vec![name, value]))
        }
        None => {
            let message = Str::from_rust("popitem(): dictionary is empty");
            Err(raised::raise_with(CoreType::KeyError, &[message.borrow()]))
        }
    }
}

fn clear(own: Borrowed<'_>, _arguments: Arguments<'_>) -> Result {
    for (name, _) in module(own).items() {
        item_set(own, name.borrow(), None)?;
    }
    Ok(Owned::none())
}

fn update(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    // A dict knows what `update` accepts.
    let changes = Dict::new();
    let method = molt_protocol::attribute::get_text(changes.borrow(), "update")?;
    call::call_with(method.borrow(), arguments)?;
    for (name, value) in Dict::of(changes.borrow()).map(Dict::items).transpose()?.unwrap_or_default() {
        item_set(own, name.borrow(), Some(value.borrow()))?;
    }
    Ok(Owned::none())
}

static METHODS: [Definition; 11] = [
    on_snapshot!("keys"),
    on_snapshot!("values"),
    on_snapshot!("items"),
    on_snapshot!("copy"),
    on_snapshot!("__reversed__"),
    Definition { name: "get", documentation: "", arity: Arity::Positional(1, 2), function: get },
    Definition { name: "setdefault", documentation: "", arity: Arity::Positional(1, 2), function: set_default },
    Definition { name: "pop", documentation: "", arity: Arity::Positional(1, 2), function: pop },
    Definition { name: "popitem", documentation: "", arity: Arity::None, function: pop_item },
    Definition { name: "clear", documentation: "", arity: Arity::None, function: clear },
    Definition { name: "update", documentation: "", arity: Arity::Any, function: update },
];

static DEFINITION: TypeDefinition = TypeDefinition {
    slots: Slots {
        repr: Some(|own| convert::repr(snapshot(own).borrow())),
        length: Some(|own| Ok(module(own).items().len())),
        item_get: Some(item_get),
        item_set: Some(item_set),
        contains: Some(|own, key| Ok(lookup(own, key)?.is_some())),
        iterate: Some(|own| iterate::iterate(snapshot(own).borrow())),
        truth: Some(|own| Ok(!module(own).items().is_empty())),
        compare: Some(compare_namespaces),
        bit_or: Some(|left, right| {
            let plain = |value: Borrowed<'_>| {
                if value.payload::<Namespace>().is_some() { snapshot(value) } else { value.own() }
            };
            molt_protocol::number::bit_or(plain(left).borrow(), plain(right).borrow())
        }),
        inplace_bit_or: Some(|own, other| {
            update(own, Arguments::positional_only(&[other]))?;
            Ok(own.own())
        }),
        new: Some(|_, _| Err(raise(CoreType::TypeError, "cannot create 'dict' views of modules"))),
        ..Slots::EMPTY
    },
    methods: &METHODS,
    ..TypeDefinition::new(CoreType::ModuleNamespace)
};

pub(super) fn initialise() {
    molt_object::native::register_native::<Namespace>();
    native_type::define(&DEFINITION);
}
