//! `None`, `NotImplemented` and `Ellipsis`.

use molt_object::{Arguments, Borrowed, CoreType, Owned, Result, Slots, Str, raise};
use molt_protocol::native_type::{TypeDefinition, define};

fn no_arguments(name: &str, arguments: Arguments<'_>, value: Owned) -> Result {
    if arguments.values().is_empty() {
        return Ok(value);
    }
    Err(raise(CoreType::TypeError, format_args!("{name} takes no arguments")))
}

fn identity_hash(value: Borrowed<'_>) -> Result<i64> {
    Ok((value.value().bits() >> 4) as i64)
}

static NONE: TypeDefinition = TypeDefinition {
    documentation: "The type of the None singleton.",
    slots: molt_object::slot_table!(Slots {
        repr: Some(|_| Ok(Str::from_rust("None"))),
        hash: Some(|_| Ok(0xFCA8_6420)),
        truth: Some(|_| Ok(false)),
        new: Some(|_, arguments| no_arguments("NoneType", arguments, Owned::none())),
        ..Slots::EMPTY
    }),
    ..TypeDefinition::new(CoreType::NoneType)
};

static NOT_IMPLEMENTED: TypeDefinition = TypeDefinition {
    documentation: "The type of the NotImplemented singleton.",
    slots: molt_object::slot_table!(Slots {
        repr: Some(|_| Ok(Str::from_rust("NotImplemented"))),
        hash: Some(identity_hash),
        truth: Some(|_| Err(raise(CoreType::TypeError, "NotImplemented should not be used in a boolean context"))),
        new: Some(|_, arguments| no_arguments("NotImplementedType", arguments, Owned::not_implemented())),
        ..Slots::EMPTY
    }),
    ..TypeDefinition::new(CoreType::NotImplementedType)
};

static ELLIPSIS: TypeDefinition = TypeDefinition {
    documentation: "The type of the Ellipsis singleton.",
    slots: molt_object::slot_table!(Slots {
        repr: Some(|_| Ok(Str::from_rust("Ellipsis"))),
        hash: Some(identity_hash),
        new: Some(|_, arguments| no_arguments("EllipsisType", arguments, Owned::ellipsis())),
        ..Slots::EMPTY
    }),
    ..TypeDefinition::new(CoreType::EllipsisType)
};

pub(super) fn initialise() {
    for definition in [&NONE, &NOT_IMPLEMENTED, &ELLIPSIS] {
        define(definition);
    }
}
