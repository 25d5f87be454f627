//! `f_locals` of functions: a mapping that reads and writes the variables of an activation (PEP 667).
//!
//! Names of no variable go to a dict of the frame. What a write replaces stays alive until the frame object dies, as in
//! CPython: the running code may be in the middle of using it.

use molt_object::code::Variable;
use molt_object::function::{Arity, Definition};
use molt_object::{
    Arguments, Borrowed, Comparison, CoreType, Dict, Downcast, FrameObject, List, Owned, Raised, Result, Slots, Str,
    Tuple, new_native, raise, raised, type_of,
};
use molt_protocol::{compare, convert, item, iterate, mapping, native_function, native_type, parameters, recursion};

use crate::frame;

native_type! {
    /// The variables of an activation.
    pub struct FrameLocals {
        /// The frame object.
        frame: Owned,
    }
    /// `FrameLocalsProxy`.
    static FRAME_LOCALS = "FrameLocalsProxy" {
        slots: molt_object::slot_table!(Slots {
            new: Some(new),
            repr: Some(repr),
            compare: Some(compare_locals),
            length: Some(|own| Ok(entries(frame_of(own))?.len())),
            contains: Some(|own, key| Ok(find(frame_of(own), key)?.is_some())),
            item_get: Some(item_get),
            item_set: Some(item_set),
            iterate: Some(|own| iterate::iterate(keys(own)?.borrow())),
            bit_or: Some(bit_or),
            inplace_bit_or: Some(inplace_bit_or),
            ..Slots::EMPTY
        }),
        methods: METHODS,
    }
}

static METHODS: &[Definition] = &[
    native_function!("keys($self, /)", "", fn(own: Borrowed<'_>) { keys(own) }),
    native_function!("values($self, /)", "", fn(own: Borrowed<'_>) {
        Ok(List::from_vec(entries(frame_of(own))?.into_iter().map(|(_, value)| value).collect()))
    }),
    native_function!("items($self, /)", "", fn(own: Borrowed<'_>) {
        let pairs = entries(frame_of(own))?.into_iter().map(|(name, value)| Tuple::from_vec(vec![name, value]));
        Ok(List::from_vec(pairs.collect()))
    }),
    native_function!("copy($self, /)", "", fn(own: Borrowed<'_>) { snapshot(frame_of(own)) }),
    native_function!("__reversed__($self, /)", "", fn(own: Borrowed<'_>) {
        Ok(List::from_vec(entries(frame_of(own))?.into_iter().rev().map(|(name, _)| name).collect()))
    }),
    Definition { name: "get", documentation: "", arity: Arity::Any, function: get },
    Definition { name: "setdefault", documentation: "", arity: Arity::Any, function: set_default },
    native_function!(
        no_text_signature "pop(key[, default], /)",
        "",
        fn(own: Borrowed<'_>, key: Borrowed<'_>, default: Option<Borrowed<'_>>) {
            pop(frame_of(own), key, default)
        }
    ),
    native_function!("update($self, object, /)", "", fn(own: Borrowed<'_>, object: Borrowed<'_>) {
        if merge(own, object)? {
            return Ok(Owned::none());
        }
        Err(raise(CoreType::TypeError, "update() argument must be dict or another FrameLocalsProxy"))
    }),
];

/// `f_locals` of a function's frame.
pub(crate) fn new_proxy(frame: Borrowed<'_>) -> Owned {
    new_native(FrameLocals { frame: frame.own() })
}

fn frame_of(own: Borrowed<'_>) -> &FrameObject {
    frame::expect(molt_object::native::expect_payload::<FrameLocals>(own).frame.borrow())
}

fn is_same(left: Borrowed<'_>, right: Borrowed<'_>) -> bool {
    left.is(right)
}

/// The variables that names stand for: of several with one name the last that is bound.
fn variables(frame: &FrameObject) -> Vec<(Variable, Option<Owned>)> {
    let mut found: Vec<(Variable, Option<Owned>)> = Vec::new();
    for variable in frame.frame().code().variables() {
        let value = frame.value(&variable);
        match found.iter_mut().find(|(other, _)| is_same(other.name, variable.name)) {
            Some(known) if value.is_some() => *known = (variable, value),
            Some(_) => {}
            None => found.push((variable, value)),
        }
    }
    found
}

/// The variable with a name.
fn variable(frame: &FrameObject, key: Borrowed<'_>) -> Result<Option<(Variable, Option<Owned>)>> {
    // Whatever cannot be a key is refused as a dict does it.
    convert::hash(key)?;
    let Some(name) = key.downcast::<Str>() else { return Ok(None) };
    let has_name = |variable: &Variable| variable.name.downcast::<Str>().is_some_and(|other| other.equals(name));
    let mut found = None;
    for variable in frame.frame().code().variables().filter(has_name) {
        let value = frame.value(&variable);
        if found.is_none() || value.is_some() {
            found = Some((variable, value));
        }
    }
    Ok(found)
}

/// What was put in besides the variables, a dict.
fn others(frame: &FrameObject) -> Option<Owned> {
    frame.additions()?.others.get()
}

/// The bound variables, then what was put in besides.
fn entries(frame: &FrameObject) -> Result<Vec<(Owned, Owned)>> {
    let bound = |(variable, value): (Variable, Option<Owned>)| Some((variable.name.own(), value?));
    let mut entries: Vec<(Owned, Owned)> = variables(frame).into_iter().filter_map(bound).collect();
    if let Some(others) = others(frame)
        && let Some(others) = Dict::of(others.borrow())
    {
        entries.extend(others.items()?);
    }
    Ok(entries)
}

fn keys(own: Borrowed<'_>) -> Result {
    Ok(List::from_vec(entries(frame_of(own))?.into_iter().map(|(name, _)| name).collect()))
}

/// A dict with the same items.
pub(crate) fn snapshot(frame: &FrameObject) -> Result {
    let copy = Dict::new();
    if let Some(table) = Dict::of(copy.borrow()) {
        for (name, value) in entries(frame)? {
            mapping::set(table, name.borrow(), value.borrow())?;
        }
    }
    Ok(copy)
}

fn find(frame: &FrameObject, key: Borrowed<'_>) -> Result<Option<Owned>> {
    if let Some((_, Some(value))) = variable(frame, key)? {
        return Ok(Some(value));
    }
    match others(frame) {
        Some(others) => Dict::of(others.borrow()).map_or(Ok(None), |others| mapping::get(others, key)),
        None => Ok(None),
    }
}

fn item_get(own: Borrowed<'_>, key: Borrowed<'_>) -> Result {
    if let Some(value) = find(frame_of(own), key)? {
        return Ok(value);
    }
    let message = Str::from_rust(&format!("local variable '{}' is not defined", convert::repr_text(key)?));
    Err(raised::raise_with(CoreType::KeyError, &[message.borrow()]))
}

fn refuse_removal() -> Raised {
    raise(CoreType::ValueError, "cannot remove local variables from FrameLocalsProxy")
}

fn item_set(own: Borrowed<'_>, key: Borrowed<'_>, value: Option<Borrowed<'_>>) -> Result<()> {
    let frame = frame_of(own);
    match (variable(frame, key)?, value) {
        (Some(_), None) => Err(refuse_removal()),
        (Some((variable, _)), Some(value)) => set_variable(frame, variable, value),
        (None, Some(value)) => {
            let others = frame.additions_or_new().others.get_or_insert_with(Dict::new);
            item::set(others.borrow(), key, value)
        }
        (None, None) => match others(frame) {
            Some(others) => item::delete(others.borrow(), key),
            None => Err(mapping::missing(key)),
        },
    }
}

fn set_variable(frame: &FrameObject, variable: Variable, value: Borrowed<'_>) -> Result<()> {
    if frame.value(&variable).is_some_and(|old| old.is(value)) {
        return Ok(());
    }
    match frame.set_value(&variable, value.own()) {
        Ok(Some(old)) => {
            let kept = frame.additions_or_new().overwritten.get_or_insert_with(|| List::from_vec(Vec::new()));
            List::of(kept.borrow()).map_or(Ok(()), |kept| kept.push(old))
        }
        Ok(None) => Ok(()),
        Err(_) => {
            let (name, function) = (convert::repr_text(variable.name)?, frame.frame().code().qualified_name());
            let function = convert::str_text(function)?;
            Err(raise(
                CoreType::NotImplementedError,
                format_args!(
                    "cannot set the local variable {name} of {function}() while it runs: Molt compiles functions for that \
                     in modules that mention 'f_locals' only"
                ),
            ))
        }
    }
}

/// Sets the items of a dict or of another proxy; false for anything else.
fn merge(own: Borrowed<'_>, other: Borrowed<'_>) -> Result<bool> {
    let items = match (other.payload::<FrameLocals>(), Dict::of(other)) {
        (Some(_), _) => entries(frame_of(other))?,
        (None, Some(dict)) => dict.items()?,
        (None, None) => return Ok(false),
    };
    for (name, value) in items {
        item_set(own, name.borrow(), Some(value.borrow()))?;
    }
    Ok(true)
}

fn is_mapping(value: Borrowed<'_>) -> bool {
    value.payload::<FrameLocals>().is_some() || Dict::of(value).is_some()
}

fn as_dict(value: Borrowed<'_>) -> Result {
    if value.payload::<FrameLocals>().is_some() { snapshot(frame_of(value)) } else { Ok(value.own()) }
}

fn bit_or(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
    if !is_mapping(left) || !is_mapping(right) {
        return Ok(Owned::not_implemented());
    }
    molt_protocol::number::bit_or(as_dict(left)?.borrow(), as_dict(right)?.borrow())
}

fn inplace_bit_or(own: Borrowed<'_>, other: Borrowed<'_>) -> Result {
    Ok(if merge(own, other)? { own.own() } else { Owned::not_implemented() })
}

fn compare_locals(left: Borrowed<'_>, right: Borrowed<'_>, comparison: Comparison) -> Result {
    if !matches!(comparison, Comparison::Equal | Comparison::NotEqual) {
        return Ok(Owned::not_implemented());
    }
    let equal = if right.payload::<FrameLocals>().is_some() {
        core::ptr::eq(frame_of(left), frame_of(right))
    } else if Dict::of(right).is_some() {
        return compare::compare(snapshot(frame_of(left))?.borrow(), right, comparison);
    } else {
        return Ok(Owned::not_implemented());
    };
    Ok(Owned::bool(equal == (comparison == Comparison::Equal)))
}

fn repr(own: Borrowed<'_>) -> Result {
    let Some(_guard) = recursion::repr_enter(own) else { return Ok(Str::from_rust("{...}")) };
    convert::repr(snapshot(frame_of(own))?.borrow())
}

fn new(_class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    parameters::positional("FrameLocalsProxy", &arguments, 1, 1)?;
    parameters::no_keywords("FrameLocalsProxy", &arguments)?;
    let frame = arguments.positional()[0];
    if frame.downcast::<FrameObject>().is_none() {
        let found = type_of(frame).name();
        return Err(raise(CoreType::TypeError, format_args!("expect frame, not {found}")));
    }
    Ok(new_proxy(frame))
}

/// The key and the default of `get` and `setdefault`.
fn key_and_default<'a>(method: &str, arguments: &Arguments<'a>) -> Result<(Borrowed<'a>, Option<Borrowed<'a>>)> {
    parameters::no_keywords(&format!("FrameLocalsProxy.{method}"), arguments)?;
    match *arguments.positional() {
        [key] => Ok((key, None)),
        [key, default] => Ok((key, Some(default))),
        _ => Err(raise(CoreType::TypeError, format_args!("{method} expected 1 or 2 arguments"))),
    }
}

fn get(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let (key, default) = key_and_default("get", &arguments)?;
    Ok(find(frame_of(own), key)?.unwrap_or_else(|| default.map_or(Owned::none(), Borrowed::own)))
}

fn set_default(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let (key, default) = key_and_default("setdefault", &arguments)?;
    if let Some(value) = find(frame_of(own), key)? {
        return Ok(value);
    }
    let default = default.map_or(Owned::none(), Borrowed::own);
    item_set(own, key, Some(default.borrow()))?;
    Ok(default)
}

fn pop(frame: &FrameObject, key: Borrowed<'_>, default: Option<Borrowed<'_>>) -> Result {
    if variable(frame, key)?.is_some() {
        return Err(refuse_removal());
    }
    let others = others(frame);
    let removed = match others.as_ref().and_then(|others| Dict::of(others.borrow())) {
        Some(others) => mapping::remove(others, key)?,
        None => None,
    };
    match (removed, default) {
        (Some((_, value)), _) => Ok(value),
        (None, Some(default)) => Ok(default.own()),
        (None, None) => Err(mapping::missing(key)),
    }
}
