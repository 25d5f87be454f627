//! Calls.

use molt_abi::layout::cache_kind;
use molt_object::function::MethodDescriptor;
use molt_object::instance::Attributes;
use molt_object::{
    Arguments, Borrowed, CoreType, Dict, Downcast, Function, List, NativeFunction, Owned, Result, Str, Tuple,
    core_type, memory, name, raise, type_of,
};
use molt_protocol::{attribute, call as protocol_call, convert};

use super::attributes::{Inlined, cached_value, learn_method, recall};
use crate::convert::{Address, AttributeSite};

pub fn call(callee: Borrowed<'_>, arguments: Address, count: u32) -> Result {
    // SAFETY: the row says that `count` borrowed values stand there.
    call_positional(callee, unsafe { arguments.values(count) })
}

/// What is called most often, first.
#[inline(always)]
fn call_positional(callee: Borrowed<'_>, arguments: &[Borrowed<'_>]) -> Result {
    if let Some(function) = simple_function(callee, arguments) {
        return function.invoke(arguments);
    }
    call_other(callee, arguments)
}

/// A call of arguments that stand in registers.
#[inline(always)]
fn call_with<const COUNT: usize>(callee: Borrowed<'_>, arguments: [Borrowed<'_>; COUNT]) -> Result {
    if let Some(function) = simple_function(callee, &arguments) {
        return function.enter(arguments);
    }
    call_other(callee, &arguments)
}

pub fn call_with_0(callee: Borrowed<'_>) -> Result {
    call_with(callee, [])
}

pub fn call_with_1(callee: Borrowed<'_>, first: Borrowed<'_>) -> Result {
    call_with(callee, [first])
}

pub fn call_with_2(callee: Borrowed<'_>, first: Borrowed<'_>, second: Borrowed<'_>) -> Result {
    call_with(callee, [first, second])
}

pub fn call_with_3(callee: Borrowed<'_>, first: Borrowed<'_>, second: Borrowed<'_>, third: Borrowed<'_>) -> Result {
    call_with(callee, [first, second, third])
}

/// Calls what is no compiled function that takes just these arguments. Inline: functions of builtins are called by it.
#[inline(always)]
fn call_other(callee: Borrowed<'_>, arguments: &[Borrowed<'_>]) -> Result {
    if let Some(native) = callee.payload::<NativeFunction>() {
        let arguments = Arguments::positional_only(arguments);
        return protocol_call::call_native(native, arguments);
    }
    protocol_call::call(callee, arguments)
}

/// A compiled function that takes just as many arguments.
#[inline(always)]
fn simple_function<'a>(callee: Borrowed<'a>, arguments: &[Borrowed<'_>]) -> Option<&'a Function> {
    let function = callee.downcast_exact::<Function>()?;
    function.takes_directly(arguments.len()).then_some(function)
}

fn name_count(names: Borrowed<'_>) -> u32 {
    names.downcast::<Tuple>().map_or(0, |names| names.len() as u32)
}

pub fn call_keywords(callee: Borrowed<'_>, arguments: Address, positional: u32, names: Borrowed<'_>) -> Result {
    // SAFETY: the row says that the positional values and one per name stand there.
    let values = unsafe { arguments.values(positional + name_count(names)) };
    protocol_call::call_with(callee, Arguments::with_keywords(values, names.downcast::<Tuple>()))
}

/// The function cached for a method site, if it holds for the receiver.
#[inline]
fn cached_method(receiver: Borrowed<'_>, site: AttributeSite) -> Option<Owned> {
    let cache = site.read();
    if cache.type_version != type_of(receiver).version()
        || !matches!(cache.kind, cache_kind::METHOD | cache_kind::NATIVE_METHOD)
    {
        return None;
    }
    // SAFETY: the type has the version for which the cache was filled.
    let attributes = || unsafe { Attributes::at(receiver, cache.area_offset) };
    if cache.area_offset != 0 && attributes().is_some_and(|attributes| attributes.has_dict()) {
        return None;
    }
    // SAFETY: the type's version is unchanged, so the type still holds the function.
    Some(unsafe { Borrowed::from_value(cache.value) }.own())
}

/// The method behind `receiver.name` if it is to be called with the receiver in front. What is found is remembered.
fn method(receiver: Borrowed<'_>, text: &Str, site: AttributeSite, inlined: Inlined) -> Option<Owned> {
    if let Some(function) = cached_method(receiver, site) {
        return Some(function);
    }
    learn_method(receiver, text, site, inlined);
    cached_method(receiver, site).or_else(|| attribute::find_method(receiver, text))
}

/// None, with an exception pending, when it was the lookup that raised.
fn call_method_values(
    name: Borrowed<'_>,
    values: Arguments<'_>,
    site: AttributeSite,
    inlined: Inlined,
) -> Result<Option<Owned>> {
    let receiver = values.positional()[0];
    let text = attribute::name_of(name)?;
    if let Some((function, instance)) = molt_kernel::find_super_method(receiver, text) {
        return call_super_method(function.borrow(), instance.borrow(), values).map(Some);
    }
    if let Some(function) = method(receiver, text, site, inlined) {
        return protocol_call::call_with(function.borrow(), values).map(Some);
    }
    match attribute::get(receiver, text) {
        Ok(bound) => protocol_call::call_with(bound.borrow(), values.without_first()).map(Some),
        Err(_still_pending) => Ok(None),
    }
}

/// Calls what was found through a super object, the first of the values, with the instance in its place.
#[inline(never)]
fn call_super_method(function: Borrowed<'_>, instance: Borrowed<'_>, values: Arguments<'_>) -> Result {
    protocol_call::with_first(instance, &values.values()[1..], |all| {
        protocol_call::call_with(function, Arguments::with_keywords(all, values.names()))
    })
}

/// Calls the method that a site's cache knows for the type of the receiver, the first of the values; None, and nothing has
/// happened, when it knows none.
#[inline(always)]
fn call_known_method(values: &[Borrowed<'_>], site: AttributeSite) -> Option<Result> {
    let (&receiver, rest) = values.split_first()?;
    let cache = site.read();
    if cache.type_version != type_of(receiver).version() {
        return None;
    }
    if cache.kind == cache_kind::NATIVE_METHOD && cache.area_offset == 0 {
        // SAFETY: the type's version is unchanged, so the type still holds the descriptor.
        let method = unsafe { Borrowed::from_value(cache.value) };
        let definition = method.payload::<MethodDescriptor>()?.definition;
        return Some(protocol_call::call_definition(definition, receiver, Arguments::positional_only(rest)));
    }
    let function = cached_method(receiver, site)?;
    Some(match simple_function(function.borrow(), values) {
        Some(simple) => simple.invoke(values),
        None => protocol_call::call(function.borrow(), values),
    })
}

pub fn call_method(name: Borrowed<'_>, arguments: Address, count: u32, site: AttributeSite) -> Result<Option<Owned>> {
    // SAFETY: the row says that `count` borrowed values stand there.
    let values = unsafe { arguments.values(count) };
    call_method_of(name, values, site)
}

pub fn call_method_with_0(receiver: Borrowed<'_>, name: Borrowed<'_>, site: AttributeSite) -> Result<Option<Owned>> {
    call_method_of(name, &[receiver], site)
}

pub fn call_method_with_1(
    receiver: Borrowed<'_>,
    first: Borrowed<'_>,
    name: Borrowed<'_>,
    site: AttributeSite,
) -> Result<Option<Owned>> {
    call_method_of(name, &[receiver, first], site)
}

pub fn call_method_with_2(
    receiver: Borrowed<'_>,
    first: Borrowed<'_>,
    second: Borrowed<'_>,
    name: Borrowed<'_>,
    site: AttributeSite,
) -> Result<Option<Owned>> {
    call_method_of(name, &[receiver, first, second], site)
}

/// Calls the method of the first value with all of them.
fn call_method_of(name: Borrowed<'_>, values: &[Borrowed<'_>], site: AttributeSite) -> Result<Option<Owned>> {
    if let Some(result) = call_known_method(values, site) {
        return result.map(Some);
    }
    let inlined = Inlined::CallWith(values.len());
    if recall(site, values[0], name.value().bits(), inlined)
        && let Some(result) = call_known_method(values, site)
    {
        return result.map(Some);
    }
    call_method_values(name, Arguments::positional_only(values), site, inlined)
}

pub fn call_method_keywords(
    name: Borrowed<'_>,
    arguments: Address,
    positional: u32,
    names: Borrowed<'_>,
    site: AttributeSite,
) -> Result<Option<Owned>> {
    // SAFETY: the row says that the positional values and one per name stand there.
    let values = unsafe { arguments.values(positional + name_count(names)) };
    call_method_values(name, Arguments::with_keywords(values, names.downcast::<Tuple>()), site, Inlined::Nothing)
}

/// What a site's cache knows of a method or attribute of the receiver, and whether it is bound already.
#[inline(always)]
fn known_callee(receiver: Borrowed<'_>, site: AttributeSite) -> Option<(Owned, bool)> {
    match cached_method(receiver, site) {
        Some(function) => Some((function, false)),
        None => cached_value(receiver, site).map(|value| (value, true)),
    }
}

pub fn method_get(receiver: Borrowed<'_>, name: Borrowed<'_>, site: AttributeSite, bound: Address) -> Result {
    let known = match known_callee(receiver, site) {
        None if recall(site, receiver, name.value().bits(), Inlined::Method) => known_callee(receiver, site),
        known => known,
    };
    let (callee, is_bound) = match known {
        Some(known) => known,
        None => {
            let text = attribute::name_of(name)?;
            match method(receiver, text, site, Inlined::Method) {
                Some(function) => (function, false),
                None => (attribute::get(receiver, text)?, true),
            }
        }
    };
    // SAFETY: the row says that a `u32` stands there.
    unsafe { bound.get::<u32>().write(u32::from(is_bound)) };
    Ok(callee)
}

pub fn call_found(callee: Borrowed<'_>, arguments: Address, count: u32, bound: u32) -> Result {
    // SAFETY: the row says that `count` borrowed values stand there.
    let values = unsafe { arguments.values(count) };
    call_positional(callee, values.get(bound as usize..).unwrap_or_default())
}

pub fn call_found_keywords(
    callee: Borrowed<'_>,
    arguments: Address,
    positional: u32,
    names: Borrowed<'_>,
    bound: u32,
) -> Result {
    // SAFETY: the row says that the positional values and one per name stand there.
    let values = unsafe { arguments.values(positional + name_count(names)) };
    let values = values.get(bound as usize..).unwrap_or_default();
    protocol_call::call_with(callee, Arguments::with_keywords(values, names.downcast::<Tuple>()))
}

pub fn call_spread(callee: Borrowed<'_>, positional: Borrowed<'_>, keywords: Option<Borrowed<'_>>) -> Result {
    let mut values: Vec<Owned> = match List::of(positional) {
        Some(list) => list.to_vec()?,
        None => match positional.downcast::<Tuple>() {
            Some(tuple) => memory::collect(tuple.iter().map(Borrowed::own))?,
            None => Vec::new(),
        },
    };
    let mut names = Vec::new();
    for (name, value) in keywords.and_then(Dict::of).map(Dict::items).transpose()?.unwrap_or_default() {
        if name.borrow().downcast::<Str>().is_none() {
            return Err(raise(CoreType::TypeError, "keywords must be strings"));
        }
        names.push(name);
        values.push(value);
    }
    let names = (!names.is_empty()).then(|| Tuple::of_class(core_type(CoreType::Tuple), names)).transpose()?;
    let names = names.as_ref().and_then(|names| names.borrow().downcast::<Tuple>());
    protocol_call::call_with(callee, Arguments::with_keywords(Owned::borrow_all(&values), names))
}

/// `name()` as CPython names the callee in messages about spread arguments.
fn callee_text(callee: Borrowed<'_>) -> Result<String> {
    let qualified = attribute::find(callee, name!(QualName).str())?;
    let Some(qualified) = qualified else { return convert::str_text(callee) };
    let qualified = convert::str_text(qualified.borrow())?;
    let module = attribute::find(callee, name!(Module).str())?;
    match module {
        Some(module) if !module.borrow().is_none() => {
            let module = convert::str_text(module.borrow())?;
            if module == "builtins" { Ok(format!("{qualified}()")) } else { Ok(format!("{module}.{qualified}()")) }
        }
        _ => Ok(format!("{qualified}()")),
    }
}

pub fn call_positional_list(operand: Borrowed<'_>, callee: Borrowed<'_>) -> Result {
    let class = type_of(operand);
    if class.slots().iterate().is_none() && class.slots().item_get().is_none() {
        let (callee, found) = (callee_text(callee)?, class.name());
        return Err(raise(
            CoreType::TypeError,
            format_args!("{callee} argument after * must be an iterable, not {found}"),
        ));
    }
    molt_protocol::iterate::to_vec(operand).map(List::from_vec)
}

pub fn dict_merge_keywords(dict: Borrowed<'_>, operand: Borrowed<'_>, callee: Borrowed<'_>) -> Result<()> {
    let Some(target) = Dict::of(dict) else { unreachable!("keywords are collected in a dict") };
    let Some(items) = super::containers::mapping_items(operand)? else {
        let (callee, found) = (callee_text(callee)?, type_of(operand).name());
        return Err(raise(
            CoreType::TypeError,
            format_args!("{callee} argument after ** must be a mapping, not {found}"),
        ));
    };
    for (key, value) in items {
        let Some(name) = key.borrow().downcast::<Str>() else {
            return Err(raise(CoreType::TypeError, "keywords must be strings"));
        };
        if target.get_str(name).is_some() {
            let (callee, name) = (callee_text(callee)?, name.to_rust());
            return Err(raise(
                CoreType::TypeError,
                format_args!("{callee} got multiple values for keyword argument '{name}'"),
            ));
        }
        molt_protocol::mapping::set(target, key.borrow(), value.borrow())?;
    }
    Ok(())
}
