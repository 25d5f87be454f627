//! `BaseException`: what every exception can do.

use molt_object::exception::{self, Exception, Traceback};
use molt_object::slots::Slots;
use molt_object::{
    Arguments, Borrowed, CoreType, Downcast, List, Owned, Result, Str, Tuple, TypeObject, name, raise, type_of,
};
use molt_protocol::native_type::{GetSet, TypeDefinition};
use molt_protocol::{attribute, convert, iterate, native_function};

use super::data;

/// The allocation half of every exception type.
pub(super) fn new(class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let Some(class) = TypeObject::of(class) else { unreachable!("called for a type") };
    Ok(exception::with_arguments(class, Tuple::copy_of(arguments.positional())?))
}

/// Refuses keyword arguments.
pub(super) fn no_keywords(own: Borrowed<'_>, arguments: &Arguments<'_>) -> Result<()> {
    if arguments.has_keywords() {
        let class = type_of(own).name();
        return Err(raise(CoreType::TypeError, format_args!("{class}() takes no keyword arguments")));
    }
    Ok(())
}

/// Sets `args`.
pub(super) fn set_arguments(own: Borrowed<'_>, arguments: &[Borrowed<'_>]) -> Result<()> {
    let held = data(own).arguments();
    let held = held.borrow().downcast::<Tuple>().map(Tuple::items).unwrap_or_default();
    // As a rule `__new__` has just been given the same ones.
    if held.len() != arguments.len() || !held.iter().zip(arguments).all(|(held, argument)| held.is(*argument)) {
        drop(data(own).arguments.replace(Some(Tuple::copy_of(arguments)?)));
    }
    Ok(())
}

fn init(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result<()> {
    no_keywords(own, &arguments)?;
    set_arguments(own, arguments.positional())
}

fn repr(own: Borrowed<'_>) -> Result {
    let name = type_of(own).name();
    let name = name.rsplit('.').next().unwrap_or_default();
    let arguments = data(own).arguments();
    let arguments_text = match arguments.borrow().downcast::<Tuple>().map(Tuple::items) {
        Some([one]) => format!("({})", convert::repr_text(*one)?),
        _ => convert::repr_text(arguments.borrow())?,
    };
    Ok(Str::from_rust(&format!("{name}{arguments_text}")))
}

/// `str` of the arguments.
pub(super) fn str(own: Borrowed<'_>) -> Result {
    let arguments = data(own).arguments();
    match arguments.borrow().downcast::<Tuple>().map(Tuple::items) {
        Some([]) => Ok(Str::empty()),
        Some([one]) => convert::str(*one),
        _ => convert::str(arguments.borrow()),
    }
}

fn add_note(own: Borrowed<'_>, note: &Str) -> Result {
    let note = note.as_borrowed();
    match attribute::find(own, name!(Notes).str())? {
        None => {
            let notes = List::from_vec(vec![note.own()]);
            attribute::set(own, name!(Notes).value(), notes.borrow())?;
        }
        Some(notes) => match List::of(notes.borrow()) {
            Some(notes) => notes.push(note.own())?,
            None => return Err(raise(CoreType::TypeError, "Cannot add note: __notes__ is not a list")),
        },
    }
    Ok(Owned::none())
}

fn set_traceback(own: Borrowed<'_>, value: Option<Borrowed<'_>>) -> Result<()> {
    let Some(value) = value else { return Err(raise(CoreType::TypeError, "__traceback__ may not be deleted")) };
    let traceback = if value.is_none() {
        None
    } else if value.payload::<Traceback>().is_some() {
        Some(value.own())
    } else {
        return Err(raise(CoreType::TypeError, "__traceback__ must be a traceback or None"));
    };
    let old = data(own).traceback.replace(traceback);
    drop(old);
    Ok(())
}

/// The exception or None in a value that a chaining attribute is set to.
fn linked(value: Option<Borrowed<'_>>, attribute: &str, what: &str) -> Result<Option<Owned>> {
    let Some(value) = value else {
        return Err(raise(CoreType::TypeError, format_args!("{attribute} may not be deleted")));
    };
    if value.is_none() {
        return Ok(None);
    }
    if Exception::of(value).is_none() {
        return Err(raise(
            CoreType::TypeError,
            format_args!("exception {what} must be None or derive from BaseException"),
        ));
    }
    Ok(Some(value.own()))
}

fn set_cause(own: Borrowed<'_>, value: Option<Borrowed<'_>>) -> Result<()> {
    let cause = linked(value, "__cause__", "cause")?;
    let old = data(own).cause.replace(cause);
    data(own).suppress_context.set(true);
    drop(old);
    Ok(())
}

fn set_context(own: Borrowed<'_>, value: Option<Borrowed<'_>>) -> Result<()> {
    let context = linked(value, "__context__", "context")?;
    let old = data(own).context.replace(context);
    drop(old);
    Ok(())
}

fn set_suppress_context(own: Borrowed<'_>, value: Option<Borrowed<'_>>) -> Result<()> {
    match value.map(|value| value.value().as_bool()) {
        Some(Some(suppress)) => {
            data(own).suppress_context.set(suppress);
            Ok(())
        }
        Some(None) => Err(raise(CoreType::TypeError, "attribute value type must be bool")),
        None => Err(raise(CoreType::TypeError, "can't delete numeric/char attribute")),
    }
}

fn set_args(own: Borrowed<'_>, value: Option<Borrowed<'_>>) -> Result<()> {
    let Some(value) = value else { return Err(raise(CoreType::TypeError, "args may not be deleted")) };
    let items = iterate::to_vec(value)?;
    let old = data(own).arguments.replace(Some(Tuple::of_class(molt_object::core_type(CoreType::Tuple), items)?));
    drop(old);
    Ok(())
}

pub(super) static DEFINITION: TypeDefinition = TypeDefinition {
    documentation: "Common base class for all exceptions",
    slots: molt_object::slot_table!(Slots {
        new: Some(new),
        init: Some(init),
        repr: Some(repr),
        str: Some(str),
        ..Slots::EMPTY
    }),
    methods: &[
        native_function!(
            "with_traceback($self, tb, /)",
            "Set self.__traceback__ to tb and return self.",
            fn(own: Borrowed<'_>, tb: Borrowed<'_>) {
                set_traceback(own, Some(tb))?;
                Ok(own.own())
            }
        ),
        native_function!(
            "add_note($self, note, /)",
            "Add a note to the exception",
            fn(own: Borrowed<'_>, note: &Str) { add_note(own, note) }
        ),
    ],
    getters: &[
        GetSet { name: "args", documentation: "", get: |own| Ok(data(own).arguments()), set: Some(set_args) },
        GetSet {
            name: "__traceback__",
            documentation: "",
            get: |own| Ok(data(own).traceback.get().unwrap_or(Owned::none())),
            set: Some(set_traceback),
        },
        GetSet {
            name: "__context__",
            documentation: "exception context",
            get: |own| Ok(data(own).context.get().unwrap_or(Owned::none())),
            set: Some(set_context),
        },
        GetSet {
            name: "__cause__",
            documentation: "exception cause",
            get: |own| Ok(data(own).cause.get().unwrap_or(Owned::none())),
            set: Some(set_cause),
        },
        GetSet {
            name: "__suppress_context__",
            documentation: "",
            get: |own| Ok(Owned::bool(data(own).suppress_context.get())),
            set: Some(set_suppress_context),
        },
        GetSet {
            name: "__dict__",
            documentation: "",
            get: |own| Ok(attribute::instance_dict(own).unwrap_or(Owned::none())),
            set: None,
        },
    ],
    base: true,
    ..TypeDefinition::new(CoreType::BaseException)
};
