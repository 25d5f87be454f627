//! Tracebacks: the type, and how they are printed.

mod anchors;
mod group;
pub mod lines;
pub mod report;
mod scan;
mod standard_modules;
mod syntax_error;
mod width;

use molt_object::exception::Traceback;
use molt_object::{
    Arguments, Borrowed, CoreType, Downcast, FrameObject, Owned, Raised, Result, Slots, integer, new_native, raise,
};
use molt_protocol::convert;
use molt_protocol::native_type::{self, GetSet, READ_ONLY, TypeDefinition};
use molt_protocol::parameters::Parameters;

fn traceback(value: Borrowed<'_>) -> &Traceback {
    match value.payload::<Traceback>() {
        Some(traceback) => traceback,
        None => unreachable!("a traceback's attribute on another object"),
    }
}

fn set_next(own: Borrowed<'_>, value: Option<Borrowed<'_>>) -> Result<()> {
    let Some(value) = value else { return Err(raise(CoreType::TypeError, "can't delete tb_next attribute")) };
    let next = if value.is_none() {
        None
    } else if value.payload::<Traceback>().is_some() {
        check_loop(own, value)?;
        Some(value.own())
    } else {
        let found = molt_object::type_of(value).name();
        return Err(raise(CoreType::TypeError, format_args!("expected traceback object, got '{found}'")));
    };
    let old = traceback(own).next.replace(next);
    drop(old);
    Ok(())
}

fn check_loop(own: Borrowed<'_>, value: Borrowed<'_>) -> core::result::Result<(), Raised> {
    let mut current = Some(value.own());
    while let Some(entry) = current {
        if entry.is(own) {
            return Err(raise(CoreType::ValueError, "traceback loop detected"));
        }
        current = traceback(entry.borrow()).next.get();
    }
    Ok(())
}

static PARAMETERS: Parameters = Parameters {
    name: "traceback",
    names: &["tb_next", "tb_frame", "tb_lasti", "tb_lineno"],
    positional_only: 0,
    required: 4,
    keyword_only_from: 4,
};

/// `TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)`
fn new(_class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let mut bound = [None; 4];
    if arguments.positional().len() > bound.len() {
        let given = arguments.positional().len();
        return Err(raise(CoreType::TypeError, format_args!("traceback() takes at most 4 arguments ({given} given)")));
    }
    PARAMETERS.bind_into(&arguments, &mut bound)?;
    let [Some(next), Some(frame), Some(instruction), Some(line)] = bound else {
        unreachable!("every parameter is required")
    };
    if frame.downcast::<FrameObject>().is_none() {
        let found = molt_object::type_of(frame).name();
        let message = format!("traceback() argument 'tb_frame' must be frame, not {found}");
        return Err(raise(CoreType::TypeError, message));
    }
    let (instruction, line) = (number(instruction)?, number(line)?);
    let next = match next {
        next if next.is_none() => None,
        next if next.payload::<Traceback>().is_some() => Some(next.own()),
        next => {
            let found = molt_object::type_of(next).name();
            let message = format!("expected traceback object or None, got '{found}'");
            return Err(raise(CoreType::TypeError, message));
        }
    };
    Ok(new_native(Traceback { next: next.into(), frame: frame.own(), instruction, line }))
}

fn number(value: Borrowed<'_>) -> Result<i32> {
    let number = integer::as_integer(convert::index(value)?.borrow()).and_then(|number| number.to_i64());
    number
        .and_then(|number| i32::try_from(number).ok())
        .ok_or_else(|| raise(CoreType::OverflowError, "Python int too large to convert to C int"))
}

static DEFINITION: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(Slots { new: Some(new), ..Slots::EMPTY }),
    documentation: "TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)\n--\n\nCreate a new traceback object.",
    getters: &[
        GetSet {
            name: "tb_next",
            documentation: "",
            get: |own| Ok(traceback(own).next.get().unwrap_or(Owned::none())),
            set: Some(set_next),
        },
        GetSet {
            name: "tb_lineno",
            documentation: "",
            get: |own| Ok(traceback(own).line().map_or(Owned::none(), |line| integer::from_i64(i64::from(line)))),
            set: None,
        },
        GetSet { name: "tb_frame", documentation: "", get: |own| Ok(traceback(own).frame.clone()), set: READ_ONLY },
        GetSet {
            name: "tb_lasti",
            documentation: "",
            get: |own| Ok(integer::from_i64(i64::from(traceback(own).instruction))),
            set: READ_ONLY,
        },
    ],
    ..TypeDefinition::core::<Traceback>(CoreType::Traceback)
};

/// Defines the type.
pub fn initialise() {
    native_type::define(&DEFINITION);
}
