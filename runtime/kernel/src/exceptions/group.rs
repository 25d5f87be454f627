//! `BaseExceptionGroup` and `ExceptionGroup`.

use molt_abi::layout::type_flags;
use molt_object::exception::{self, Exception};
use molt_object::slots::Slots;
use molt_object::{
    Arguments, Borrowed, CoreType, Downcast, Function, List, Owned, Result, Str, Tuple, TypeObject, core_type, memory,
    name, raise, type_of,
};
use molt_protocol::native_type::{GetSet, TypeDefinition};
use molt_protocol::{attribute, call, convert, native_function};

use super::{base, data, field};

fn items_of(sequence: Borrowed<'_>) -> Result<Option<Vec<Owned>>> {
    if let Some(list) = List::of(sequence) {
        return list.to_vec().map(Some);
    }
    sequence.downcast::<Tuple>().map(|tuple| memory::collect(tuple.iter().map(Borrowed::own))).transpose()
}

fn new(class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let Some(mut class) = TypeObject::of(class) else { unreachable!("called for a type") };
    base_arguments(&arguments)?;
    let positional = arguments.positional();
    let (message, sequence) = (positional[0], positional[1]);
    if message.downcast::<Str>().is_none() {
        let found = type_of(message).name();
        return Err(raise(
            CoreType::TypeError,
            format_args!("BaseExceptionGroup.__new__() argument 1 must be str, not {found}"),
        ));
    }
    let Some(members) = items_of(sequence)? else {
        return Err(raise(CoreType::TypeError, "second argument (exceptions) must be a sequence"));
    };
    if members.is_empty() {
        return Err(raise(CoreType::ValueError, "second argument (exceptions) must be a non-empty sequence"));
    }
    let mut all_ordinary = true;
    for (index, member) in members.iter().enumerate() {
        if Exception::of(member.borrow()).is_none() {
            return Err(raise(
                CoreType::ValueError,
                format_args!("Item {index} of second argument (exceptions) is not an exception"),
            ));
        }
        all_ordinary &= exception::is_instance(member.borrow(), CoreType::Exception);
    }
    if class.is_core(CoreType::BaseExceptionGroup) {
        if all_ordinary {
            class = core_type(CoreType::ExceptionGroup);
        }
    } else if !all_ordinary && class.is_core(CoreType::ExceptionGroup) {
        return Err(raise(CoreType::TypeError, "Cannot nest BaseExceptions in an ExceptionGroup"));
    } else if !all_ordinary && class.is_subtype(core_type(CoreType::Exception)) {
        let class = class.name();
        return Err(raise(CoreType::TypeError, format_args!("Cannot nest BaseExceptions in '{class}'")));
    }
    let made = exception::with_arguments(class, Tuple::copy_of(positional)?);
    data(made.borrow()).set_field("message", message.own());
    data(made.borrow()).set_field("exceptions", Tuple::of_class(core_type(CoreType::Tuple), members)?);
    Ok(made)
}

fn base_arguments(arguments: &Arguments<'_>) -> Result<()> {
    if arguments.has_keywords() {
        return Err(raise(CoreType::TypeError, "BaseExceptionGroup.__new__() takes no keyword arguments"));
    }
    let given = arguments.positional().len();
    if given != 2 {
        return Err(raise(
            CoreType::TypeError,
            format_args!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({given} given)"),
        ));
    }
    Ok(())
}

fn init(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result<()> {
    base::no_keywords(own, &arguments)?;
    base::set_arguments(own, arguments.positional())
}

fn members(own: Borrowed<'_>) -> Result<Vec<Owned>> {
    items_of(field(own, "exceptions").borrow()).map(Option::unwrap_or_default)
}

fn str(own: Borrowed<'_>) -> Result {
    let message = convert::str_text(field(own, "message").borrow())?;
    let count = members(own)?.len();
    let plural = if count == 1 { "" } else { "s" };
    Ok(Str::from_rust(&format!("{message} ({count} sub-exception{plural})")))
}

fn repr(own: Borrowed<'_>) -> Result {
    let class = type_of(own).name();
    let message = convert::repr_text(field(own, "message").borrow())?;
    // The members are shown as the sequence given was: a list or a tuple.
    let arguments = data(own).arguments();
    let given = arguments.borrow().downcast::<Tuple>().and_then(|arguments| arguments.get(1));
    let shown = match given {
        Some(given) if List::of(given).is_some() => List::from_vec(members(own)?),
        _ => field(own, "exceptions"),
    };
    let shown = convert::repr_text(shown.borrow())?;
    Ok(Str::from_rust(&format!("{class}({message}, {shown})")))
}

/// What `split` and `subgroup` select by.
enum Condition<'a> {
    Types(Vec<&'a TypeObject>),
    Function(Borrowed<'a>),
}

impl<'a> Condition<'a> {
    fn new(value: Borrowed<'a>) -> Result<Condition<'a>> {
        let class = |value: Borrowed<'a>| TypeObject::of(value).filter(|class| class.has_flags(type_flags::EXCEPTION));
        if let Some(class) = class(value) {
            return Ok(Condition::Types(vec![class]));
        }
        if let Some(tuple) = value.downcast::<Tuple>()
            && let Some(classes) = tuple.iter().map(class).collect()
        {
            return Ok(Condition::Types(classes));
        }
        let callable = value.downcast::<Function>().is_some() || type_of(value).slots().call().is_some();
        if callable && TypeObject::of(value).is_none() {
            return Ok(Condition::Function(value));
        }
        Err(raise(
            CoreType::TypeError,
            "expected an exception type, a tuple of exception types, or a callable (other than a class)",
        ))
    }
    fn accepts(&self, member: Borrowed<'_>) -> Result<bool> {
        match self {
            Condition::Types(classes) => Ok(classes.iter().any(|class| type_of(member).is_subtype(class))),
            Condition::Function(function) => convert::truth(call::call(*function, &[member])?.borrow()),
        }
    }
}

fn is_group(value: Borrowed<'_>) -> bool {
    exception::is_instance(value, CoreType::BaseExceptionGroup)
}

/// The members that are accepted and those that are not, groups split in turn.
fn split(own: Borrowed<'_>, condition: &Condition<'_>, wants_rest: bool) -> Result<(Option<Owned>, Option<Owned>)> {
    if condition.accepts(own)? {
        return Ok((Some(own.own()), None));
    }
    if !is_group(own) {
        return Ok((None, wants_rest.then(|| own.own())));
    }
    molt_protocol::recursion::check(" in exceptiongroup_split_recursive")?;
    let mut accepted = Vec::new();
    let mut rest = Vec::new();
    for member in members(own)? {
        let (yes, no) = split(member.borrow(), condition, wants_rest)?;
        accepted.extend(yes);
        rest.extend(no);
    }
    let accepted = if accepted.is_empty() { None } else { Some(subset(own, accepted)?) };
    let rest = if rest.is_empty() { None } else { Some(subset(own, rest)?) };
    Ok((accepted, rest))
}

/// A group like `own` of some of its members.
fn subset(own: Borrowed<'_>, members: Vec<Owned>) -> Result {
    let members = List::from_vec(members);
    let made = call::call_method(own, name!(Derive).str(), &[members.borrow()])?;
    if !is_group(made.borrow()) {
        return Err(raise(CoreType::TypeError, "derive must return an instance of BaseExceptionGroup"));
    }
    let (from, to) = (data(own), data(made.borrow()));
    let traceback = from.traceback.get();
    let context = from.context.get();
    let cause = from.cause.get();
    drop((to.traceback.replace(traceback), to.context.replace(context), to.cause.replace(cause)));
    to.suppress_context.set(from.suppress_context.get());
    if let Some(notes) = attribute::find(own, name!(Notes).str())?
        && let Some(notes) = items_of(notes.borrow())?
    {
        attribute::set(made.borrow(), name!(Notes).value(), List::from_vec(notes).borrow())?;
    }
    Ok(made)
}

pub(super) static BASE_DEFINITION: TypeDefinition = TypeDefinition {
    documentation: "A combination of multiple unrelated exceptions.",
    slots: molt_object::slot_table!(Slots {
        new: Some(new),
        init: Some(init),
        str: Some(str),
        repr: Some(repr),
        ..Slots::EMPTY
    }),
    methods: &[
        native_function!("derive($self, excs, /)", "", fn(own: Borrowed<'_>, excs: Borrowed<'_>) {
            let message = field(own, "message");
            let class = core_type(CoreType::BaseExceptionGroup).as_borrowed();
            call::call(class, &[message.borrow(), excs])
        }),
        native_function!("split($self, matcher_value, /)", "", fn(own: Borrowed<'_>, matcher_value: Borrowed<'_>) {
            let (accepted, rest) = split(own, &Condition::new(matcher_value)?, true)?;
            Ok(Tuple::from_vec(vec![accepted.unwrap_or(Owned::none()), rest.unwrap_or(Owned::none())]))
        }),
        native_function!("subgroup($self, matcher_value, /)", "", fn(own: Borrowed<'_>, matcher_value: Borrowed<'_>) {
            Ok(split(own, &Condition::new(matcher_value)?, false)?.0.unwrap_or(Owned::none()))
        }),
    ],
    getters: &[
        GetSet { name: "message", documentation: "exception message", get: |own| Ok(field(own, "message")), set: None },
        GetSet {
            name: "exceptions",
            documentation: "nested exceptions",
            get: |own| Ok(field(own, "exceptions")),
            set: None,
        },
    ],
    base: true,
    class_methods: &[molt_protocol::class_get_item!(
        "Exception groups are generic over the type of their contained exceptions"
    )],
    ..TypeDefinition::new(CoreType::BaseExceptionGroup)
};

pub(super) static DEFINITION: TypeDefinition =
    TypeDefinition { base: true, ..TypeDefinition::new(CoreType::ExceptionGroup) };
