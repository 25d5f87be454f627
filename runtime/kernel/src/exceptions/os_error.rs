//! `OSError` and which subclass stands for which error number.

use molt_object::slots::Slots;
use molt_object::{Arguments, Borrowed, CoreType, Name, Result, Str, TypeObject, core_type, exception, raise, type_of};
use molt_protocol::native_type::{GetSet, TypeDefinition};
use molt_protocol::{attribute, convert};

use super::attributes::member;
use super::{base, data};

/// The type for an error number (those of Linux).
pub fn class_for(number: i64) -> CoreType {
    match number {
        1 | 13 => CoreType::PermissionError,
        2 => CoreType::FileNotFoundError,
        3 => CoreType::ProcessLookupError,
        4 => CoreType::InterruptedError,
        10 => CoreType::ChildProcessError,
        11 | 114 | 115 => CoreType::BlockingIoError,
        17 => CoreType::FileExistsError,
        20 => CoreType::NotADirectoryError,
        21 => CoreType::IsADirectoryError,
        32 | 108 => CoreType::BrokenPipeError,
        103 => CoreType::ConnectionAbortedError,
        104 => CoreType::ConnectionResetError,
        110 => CoreType::TimeoutError,
        111 => CoreType::ConnectionRefusedError,
        _ => CoreType::OsError,
    }
}

/// Whether a class defines `__init__` itself without `__new__`; its arguments then are not interpreted.
fn uses_init(class: &TypeObject) -> bool {
    let overridden = |name: Name, core: CoreType| {
        let own = attribute::type_lookup(class, name.str());
        let native = attribute::type_lookup(core_type(core), name.str());
        match (own, native) {
            (Some(own), Some(native)) => !own.is(native.borrow()),
            (own, native) => own.is_some() != native.is_some(),
        }
    };
    overridden(Name::Init, CoreType::OsError) && !overridden(Name::New, CoreType::OsError)
}

fn new(class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let Some(class) = TypeObject::of(class) else { unreachable!("called for a type") };
    let positional = arguments.positional();
    if uses_init(class) {
        return Ok(exception::new(class, &[]));
    }
    if arguments.has_keywords() {
        let class = class.name();
        return Err(raise(CoreType::TypeError, format_args!("{class}() takes no keyword arguments")));
    }
    let mut made_class = class;
    if class.is_core(CoreType::OsError)
        && (2..=5).contains(&positional.len())
        && let Some(number) = positional[0].value().as_small_int()
    {
        made_class = core_type(class_for(number));
    }
    let made = exception::new(made_class, positional);
    interpret(made.borrow(), positional)?;
    Ok(made)
}

/// Takes number, message and file names out of the arguments.
fn interpret(own: Borrowed<'_>, positional: &[Borrowed<'_>]) -> Result<()> {
    if !(2..=5).contains(&positional.len()) {
        return Ok(());
    }
    let exception = data(own);
    exception.set_field("errno", positional[0].own());
    exception.set_field("strerror", positional[1].own());
    let Some(name) = positional.get(2).filter(|name| !name.is_none()) else { return Ok(()) };
    if type_of(own).is_subtype(core_type(CoreType::BlockingIoError)) && name.value().as_small_int().is_some() {
        exception.set_field("characters_written", name.own());
        return Ok(());
    }
    exception.set_field("filename", name.own());
    if let Some(second) = positional.get(4).filter(|second| !second.is_none()) {
        exception.set_field("filename2", second.own());
    }
    base::set_arguments(own, &positional[..2])
}

fn init(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result<()> {
    if !uses_init(&type_of(own)) {
        return Ok(());
    }
    base::no_keywords(own, &arguments)?;
    base::set_arguments(own, arguments.positional())?;
    interpret(own, arguments.positional())?;
    Ok(())
}

fn str(own: Borrowed<'_>) -> Result {
    let exception = data(own);
    let (Some(number), Some(message)) = (exception.field("errno"), exception.field("strerror")) else {
        return base::str(own);
    };
    let mut text = format!("[Errno {}] {}", convert::str_text(number.borrow())?, convert::str_text(message.borrow())?);
    if let Some(name) = exception.field("filename") {
        text.push_str(&format!(": {}", convert::repr_text(name.borrow())?));
        if let Some(second) = exception.field("filename2") {
            text.push_str(&format!(" -> {}", convert::repr_text(second.borrow())?));
        }
    }
    Ok(Str::from_rust(&text))
}

fn characters_written(own: Borrowed<'_>) -> Result {
    match data(own).field("characters_written") {
        Some(count) => Ok(count),
        None => Err(raise(CoreType::AttributeError, "characters_written")),
    }
}

pub(super) static DEFINITION: TypeDefinition = TypeDefinition {
    documentation: "Base class for I/O related errors.",
    slots: molt_object::slot_table!(Slots { new: Some(new), init: Some(init), str: Some(str), ..Slots::EMPTY }),
    getters: &[
        member!("errno"),
        member!("strerror"),
        member!("filename"),
        member!("filename2"),
        GetSet { name: "characters_written", documentation: "", get: characters_written, set: None },
    ],
    base: true,
    ..TypeDefinition::new(CoreType::OsError)
};
