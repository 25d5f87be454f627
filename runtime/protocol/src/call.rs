//! Calls, and the binding of arguments to the parameters of compiled functions.

use molt_abi::layout::{NEVER_DIRECT, code_flags};
use molt_object::function::{Arity, Definition, Method, MethodDescriptor, NativeFunction};
use molt_object::{
    Arguments, Borrowed, CoreType, Dict, Downcast, Function, Owned, Raised, Result, Str, Tuple, memory, raise, type_of,
};

use crate::{attribute, mapping, parameters, receiver, recursion};

/// `callee(*arguments)`.
#[inline]
pub fn call(callee: Borrowed<'_>, arguments: &[Borrowed<'_>]) -> Result {
    call_with(callee, Arguments::positional_only(arguments))
}

/// A call with any arguments.
#[inline]
pub fn call_with(callee: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    if let Some(function) = callee.downcast::<Function>() {
        return call_function(callee, function, arguments);
    }
    match type_of(callee).slots().call() {
        Some(call) => {
            recursion::check(" while calling a Python object")?;
            call(callee, arguments)
        }
        None => Err(raise(CoreType::TypeError, format_args!("'{}' object is not callable", type_of(callee).name()))),
    }
}

/// Runs the action on `first` and then `rest`, in one array. Calls of usual size need no allocation.
#[inline]
pub fn with_first(
    first: Borrowed<'_>,
    rest: &[Borrowed<'_>],
    action: impl FnOnce(&[Borrowed<'_>]) -> Result,
) -> Result {
    const USUAL: usize = 8;
    let mut small = [first; USUAL];
    let large: Vec<Borrowed<'_>>;
    let all = match small.get_mut(1..=rest.len()) {
        Some(places) => {
            places.copy_from_slice(rest);
            &small[..=rest.len()]
        }
        None => {
            large = memory::collect(core::iter::once(first).chain(rest.iter().copied()))?;
            &large
        }
    };
    action(all)
}

/// `receiver.name(*arguments)`.
pub fn call_method(receiver: Borrowed<'_>, name: &Str, arguments: &[Borrowed<'_>]) -> Result {
    attribute::call_method(receiver, name, Arguments::positional_only(arguments))
}

/// The `call` slot of bound methods.
pub fn call_bound_method(callee: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let Some(method) = callee.payload::<Method>() else { unreachable!("not a method") };
    with_first(method.receiver.borrow(), arguments.values(), |values| {
        call_with(method.function.borrow(), Arguments::with_keywords(values, arguments.names()))
    })
}

/// The `call` slot of native functions.
pub fn call_native_function(callee: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let Some(native) = callee.payload::<NativeFunction>() else { unreachable!("not a native function") };
    call_native(native, arguments)
}

/// Calls a native function after checking the number of arguments.
#[inline]
pub fn call_native(native: &NativeFunction, arguments: Arguments<'_>) -> Result {
    if !takes(native.definition, &arguments) {
        return Err(wrong_arity_of_native(native, arguments));
    }
    (native.definition.function)(native.receiver.borrow(), arguments)
}

/// Out of the way of calls, for which it would make room on the stack.
#[cold]
#[inline(never)]
fn wrong_arity_of_native(native: &NativeFunction, arguments: Arguments<'_>) -> Raised {
    let name = native.qualified_name();
    let name = if matches!(native.module, "" | "builtins") { name } else { format!("{}.{name}", native.module) };
    parameters::wrong_arity(native.definition, &name, arguments)
}

/// The `call` slot of native method descriptors.
pub fn call_method_descriptor(callee: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let Some(method) = callee.payload::<MethodDescriptor>() else { unreachable!("not a method descriptor") };
    let owner = method.owner.object();
    let name = method.definition.name;
    let Some(&receiver) = arguments.positional().first() else {
        let owner = owner.qualified_name();
        return Err(raise(CoreType::TypeError, format_args!("unbound method {owner}.{name}() needs an argument")));
    };
    receiver::check(name, owner, receiver)?;
    call_definition(method.definition, receiver, arguments.without_first())
}

/// Runs a native method after checking the number of arguments.
#[inline]
pub fn call_definition(definition: &Definition, receiver: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    if !takes(definition, &arguments) {
        return Err(parameters::wrong_arity_of_method(definition, receiver, arguments));
    }
    (definition.function)(receiver, arguments)
}

/// Whether the number of arguments is right.
#[inline(always)]
fn takes(definition: &Definition, arguments: &Arguments<'_>) -> bool {
    // Tests in a row rather than a `match`, whose jump through a table is hard to predict.
    if definition.arity == Arity::Any {
        return true;
    }
    let count = arguments.positional().len();
    let fits = if let Arity::Positional(least, most) = definition.arity {
        (usize::from(least)..=most as usize).contains(&count)
    } else {
        count == usize::from(definition.arity == Arity::One)
    };
    fits && !arguments.has_keywords()
}

/// Calls a compiled function.
pub fn call_function(callee: Borrowed<'_>, function: &Function, arguments: Arguments<'_>) -> Result {
    let code = function.code();
    let record = code.record();
    let positional = arguments.positional();
    if function.takes_directly(positional.len()) && !arguments.has_keywords() {
        return function.invoke(positional);
    }
    if let Some(result) = call_with_defaults(function, arguments) {
        return result;
    }
    let _ = callee;
    const USUAL: usize = 8;
    let count = record.parameter_count as usize;
    let mut few = [const { Owned::unbound() }; USUAL];
    let mut many = Vec::new();
    let slots = match few.get_mut(..count) {
        Some(few) => few,
        None => {
            many.resize(count, Owned::unbound());
            &mut many
        }
    };
    bind_arguments(function, arguments, slots)?;
    function.invoke(Owned::borrow_all(slots))
}

/// A call that gives positional arguments only, where defaults of positional parameters make up for those it lacks. None,
/// and nothing has happened, for every other call.
fn call_with_defaults(function: &Function, arguments: Arguments<'_>) -> Option<Result> {
    const USUAL: usize = 8;
    let record = function.code().record();
    let total = record.parameter_count as usize;
    let given = arguments.positional();
    if record.direct_count == NEVER_DIRECT || arguments.has_keywords() || given.len() >= total || total > USUAL {
        return None;
    }
    let defaults = function.defaults();
    let values = defaults.borrow().downcast::<Tuple>()?.items();
    let first_default = total.checked_sub(values.len())?;
    let missing = values.get(given.len().checked_sub(first_default)?..)?;
    let none = Owned::none();
    let mut slots = [none.borrow(); USUAL];
    slots[..given.len()].copy_from_slice(given);
    slots[given.len()..total].copy_from_slice(missing);
    Some(function.invoke(&slots[..total]))
}

/// Binds the arguments of a call to the parameters of a compiled function: as many slots, all unbound.
fn bind_arguments(function: &Function, arguments: Arguments<'_>, slots: &mut [Owned]) -> Result<()> {
    let code = function.code();
    let record = code.record();
    let names = code.parameter_names();
    let positional_count = record.positional_count as usize;
    let keyword_only = record.keyword_only_count as usize;
    let has_variable = code.has_flags(code_flags::VARIABLE_POSITIONAL);
    let has_keywords = code.has_flags(code_flags::VARIABLE_KEYWORDS);
    let keyword_start = positional_count + usize::from(has_variable);
    let total = slots.len();
    let given = arguments.positional();
    for (slot, argument) in slots.iter_mut().zip(given.iter().take(positional_count)) {
        *slot = argument.own();
    }
    if has_variable {
        slots[positional_count] = Tuple::copy_of(given.get(positional_count..).unwrap_or(&[]))?;
    }
    let collected = has_keywords.then(Dict::new);
    for (name, value) in arguments.keywords() {
        let matches = |index: &usize| names[*index].downcast::<Str>().is_some_and(|own| own.equals(name));
        let place = (record.positional_only_count as usize..positional_count)
            .chain(keyword_start..keyword_start + keyword_only)
            .find(matches);
        match (place, &collected) {
            (Some(place), _) => {
                if !slots[place].value().is_unbound() {
                    let (function, name) = (function_name(function), name.to_rust());
                    let message = format_args!("{function}() got multiple values for argument '{name}'").to_string();
                    return Err(raise(CoreType::TypeError, message));
                }
                slots[place] = value.own();
            }
            (None, Some(dict)) => {
                if let Some(table) = Dict::of(dict.borrow()) {
                    mapping::set(table, name.as_borrowed(), value)?;
                }
            }
            (None, None) => return Err(unexpected_keyword(function, arguments, name)),
        }
    }
    if given.len() > positional_count && !has_variable {
        return Err(too_many_positional(function, given.len(), slots, keyword_start));
    }
    fill_defaults(function, slots, given.len(), keyword_start)?;
    if let Some(dict) = collected {
        slots[total - 1] = dict;
    }
    Ok(())
}

fn function_name(function: &Function) -> String {
    let name = function.qualified_name();
    name.borrow().downcast::<Str>().map(Str::to_rust).unwrap_or_default()
}

fn fill_defaults(function: &Function, slots: &mut [Owned], given: usize, keyword_start: usize) -> Result<()> {
    let code = function.code();
    let record = code.record();
    let names = code.parameter_names();
    let positional_count = record.positional_count as usize;
    if given < positional_count {
        let defaults = function.defaults();
        let defaults = defaults.borrow().downcast::<Tuple>().map_or(&[][..], Tuple::items);
        let first_default = positional_count.saturating_sub(defaults.len());
        let missing: Vec<String> = (given..first_default)
            .filter(|&index| slots[index].value().is_unbound())
            .map(|index| quoted(names[index]))
            .collect();
        if !missing.is_empty() {
            return Err(missing_arguments(function, "positional", &missing));
        }
        for index in first_default.max(given)..positional_count {
            if slots[index].value().is_unbound() {
                // Counted from the end: there may be more defaults than parameters.
                slots[index] = defaults[index + defaults.len() - positional_count].own();
            }
        }
    }
    let mut missing = Vec::new();
    for index in keyword_start..keyword_start + record.keyword_only_count as usize {
        if !slots[index].value().is_unbound() {
            continue;
        }
        let defaults = function.keyword_defaults();
        let default = match (Dict::of_bound(&defaults), names[index].downcast::<Str>()) {
            (Some(dict), Some(name)) => dict.get_str(name),
            _ => None,
        };
        match default {
            Some(value) => slots[index] = value,
            None => missing.push(quoted(names[index])),
        }
    }
    if missing.is_empty() { Ok(()) } else { Err(missing_arguments(function, "keyword-only", &missing)) }
}

fn quoted(name: Borrowed<'_>) -> String {
    format!("'{}'", name.downcast::<Str>().map(Str::to_rust).unwrap_or_default())
}

#[cold]
fn missing_arguments(function: &Function, kind: &str, names: &[String]) -> molt_object::Raised {
    let list = match names {
        [one] => one.clone(),
        [first, second] => format!("{first} and {second}"),
        [most @ .., last] => format!("{}, and {last}", most.join(", ")),
        [] => String::new(),
    };
    let plural = if names.len() == 1 { "" } else { "s" };
    let (function, count) = (function_name(function), names.len());
    raise(CoreType::TypeError, format_args!("{function}() missing {count} required {kind} argument{plural}: {list}"))
}

#[cold]
fn too_many_positional(
    function: &Function,
    given: usize,
    slots: &[Owned],
    keyword_start: usize,
) -> molt_object::Raised {
    let code = function.code();
    let record = code.record();
    let most = record.positional_count as usize;
    let defaults = function.defaults();
    let defaults = defaults.borrow().downcast::<Tuple>().map_or(0, Tuple::len);
    let takes = if defaults > 0 { format!("from {} to {most}", most - defaults) } else { most.to_string() };
    let plural = if most == 1 && defaults == 0 { "" } else { "s" };
    let keyword_only = (keyword_start..keyword_start + record.keyword_only_count as usize)
        .filter(|&index| !slots[index].value().is_unbound())
        .count();
    let given_text = if keyword_only > 0 {
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        format!(
            "{given} positional argument{} (and {keyword_only} keyword-only argument{}) were",
            plural(given),
            plural(keyword_only)
        )
    } else {
        format!("{given} {}", if given == 1 { "was" } else { "were" })
    };
    let function = function_name(function);
    raise(
        CoreType::TypeError,
        format_args!("{function}() takes {takes} positional argument{plural} but {given_text} given"),
    )
}

#[cold]
fn unexpected_keyword(function: &Function, arguments: Arguments<'_>, name: &Str) -> molt_object::Raised {
    let code = function.code();
    let record = code.record();
    let positional_only = &code.parameter_names()[..record.positional_only_count as usize];
    let wrong: Vec<String> = positional_only
        .iter()
        .filter_map(|own| own.downcast::<Str>())
        .filter(|own| arguments.keywords().any(|(name, _)| name.equals(own)))
        .map(Str::to_rust)
        .collect();
    let function_text = function_name(function);
    if !wrong.is_empty() {
        let list = wrong.join(", ");
        return raise(
            CoreType::TypeError,
            format_args!("{function_text}() got some positional-only arguments passed as keyword arguments: '{list}'"),
        );
    }
    let name = name.to_rust();
    let first = record.positional_only_count as usize;
    let candidates: Vec<String> = code.parameter_names()[first..]
        .iter()
        .take(record.positional_count as usize - first + record.keyword_only_count as usize)
        .filter_map(|own| own.downcast::<Str>().map(Str::to_rust))
        .collect();
    let hint = match crate::parameters::closest(&name, &candidates) {
        Some(candidate) => format!(". Did you mean '{candidate}'?"),
        None => String::new(),
    };
    raise(CoreType::TypeError, format_args!("{function_text}() got an unexpected keyword argument '{name}'{hint}"))
}
