//! Exceptions with an attribute or two of their own.

use molt_object::slots::Slots;
use molt_object::{Arguments, Borrowed, CoreType, Downcast, Owned, Result, Tuple, raise, type_of};
use molt_protocol::convert;
use molt_protocol::native_type::{GetSet, TypeDefinition};

use super::{base, data};

/// An attribute that is a field.
macro_rules! member {
    ($name:literal) => {
        molt_protocol::native_type::GetSet {
            name: $name,
            documentation: concat!("exception ", $name),
            get: |own| Ok($crate::exceptions::field(own, $name)),
            set: Some(|own, value| {
                let value = value.map_or(molt_object::Owned::none(), |value| value.own());
                $crate::exceptions::data(own).set_field($name, value);
                Ok(())
            }),
        }
    };
}
pub(super) use member;

fn init_system_exit(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result<()> {
    base::no_keywords(own, &arguments)?;
    base::set_arguments(own, arguments.positional())?;
    let code = match arguments.positional() {
        [] => return Ok(()),
        [one] => one.own(),
        several => Tuple::copy_of(several)?,
    };
    data(own).set_field("code", code);
    Ok(())
}

pub(super) static SYSTEM_EXIT: TypeDefinition = TypeDefinition {
    documentation: "Request to exit from the interpreter.",
    slots: molt_object::slot_table!(Slots { init: Some(init_system_exit), ..Slots::EMPTY }),
    getters: &[member!("code")],
    base: true,
    ..TypeDefinition::new(CoreType::SystemExit)
};

fn init_stop_iteration(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result<()> {
    base::no_keywords(own, &arguments)?;
    base::set_arguments(own, arguments.positional())?;
    let value = arguments.positional().first().map_or(Owned::none(), |value| value.own());
    data(own).set_field("value", value);
    Ok(())
}

/// `value`, which exceptions made by the runtime have in `args` only.
fn stop_value(own: Borrowed<'_>) -> Result {
    if let Some(value) = data(own).field("value") {
        return Ok(value);
    }
    let arguments = data(own).arguments();
    let first = arguments.borrow().downcast::<Tuple>().and_then(|arguments| Some(arguments.get(0)?.own()));
    Ok(first.unwrap_or(Owned::none()))
}

pub(super) static STOP_ITERATION: TypeDefinition = TypeDefinition {
    documentation: "Signal the end from iterator.__next__().",
    slots: molt_object::slot_table!(Slots { init: Some(init_stop_iteration), ..Slots::EMPTY }),
    getters: &[GetSet {
        name: "value",
        documentation: "generator return value",
        get: stop_value,
        set: Some(|own, value| {
            data(own).set_field("value", value.map_or(Owned::none(), |value| value.own()));
            Ok(())
        }),
    }],
    base: true,
    ..TypeDefinition::new(CoreType::StopIteration)
};

/// Takes keyword arguments into fields of the same name.
pub(super) fn take_keywords(own: Borrowed<'_>, arguments: &Arguments<'_>, names: &[&'static str]) -> Result<()> {
    let class = type_of(own).name();
    let count = arguments.keyword_values().len();
    if count > names.len() {
        let most = names.len();
        let plural = if most == 1 { "" } else { "s" };
        return Err(raise(
            CoreType::TypeError,
            format_args!("{class}() takes at most {most} keyword argument{plural} ({count} given)"),
        ));
    }
    for (name, value) in arguments.keywords() {
        match names.iter().find(|known| name.equals_rust(known)) {
            Some(known) => data(own).set_field(known, value.own()),
            None => {
                let name = name.to_rust();
                return Err(raise(
                    CoreType::TypeError,
                    format_args!("{class}() got an unexpected keyword argument '{name}'"),
                ));
            }
        }
    }
    Ok(())
}

fn init_name_error(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result<()> {
    take_keywords(own, &arguments, &["name"])?;
    base::set_arguments(own, arguments.positional())
}

pub(super) static NAME_ERROR: TypeDefinition = TypeDefinition {
    documentation: "Name not found globally.",
    slots: molt_object::slot_table!(Slots { init: Some(init_name_error), ..Slots::EMPTY }),
    getters: &[member!("name")],
    base: true,
    ..TypeDefinition::new(CoreType::NameError)
};

fn init_attribute_error(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result<()> {
    take_keywords(own, &arguments, &["name", "obj"])?;
    base::set_arguments(own, arguments.positional())
}

pub(super) static ATTRIBUTE_ERROR: TypeDefinition = TypeDefinition {
    documentation: "Attribute not found.",
    slots: molt_object::slot_table!(Slots { init: Some(init_attribute_error), ..Slots::EMPTY }),
    getters: &[member!("name"), member!("obj")],
    base: true,
    ..TypeDefinition::new(CoreType::AttributeError)
};

fn str_key_error(own: Borrowed<'_>) -> Result {
    let arguments = data(own).arguments();
    match arguments.borrow().downcast::<Tuple>().map(Tuple::items) {
        Some([key]) => convert::repr(*key),
        _ => base::str(own),
    }
}

pub(super) static KEY_ERROR: TypeDefinition = TypeDefinition {
    documentation: "Mapping key not found.",
    slots: molt_object::slot_table!(Slots { str: Some(str_key_error), ..Slots::EMPTY }),
    base: true,
    ..TypeDefinition::new(CoreType::KeyError)
};
