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
use molt_object::{Borrowed, CoreType, Downcast, Owned, Raised, Result, integer, raise};
use molt_protocol::native_type::{self, GetSet, READ_ONLY, TypeDefinition};

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
        return Err(raise(CoreType::TypeError, format_args!("expected traceback object or None, got '{found}'")));
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
        current = traceback(entry.borrow()).next.borrow().clone();
    }
    Ok(())
}

static DEFINITION: TypeDefinition = TypeDefinition {
    documentation: "TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)\n--\n\nCreate a new traceback object.",
    getters: &[
        GetSet {
            name: "tb_next",
            documentation: "",
            get: |own| Ok(traceback(own).next.borrow().clone().unwrap_or(Owned::none())),
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
    ..TypeDefinition::new(CoreType::Traceback)
};

/// Defines the type.
pub fn initialise() {
    native_type::define(&DEFINITION);
}
