//! The type of frame objects. What they are is told by `molt_object::frame_object`.
//!
//! `f_lasti` is twice the index of the location in the code's table, -1 at the start: `co_positions` and `co_lines` count in
//! the same way, so what looks a position up finds it.

use molt_object::activation::FrameReference;
use molt_object::frame_object::{FrameObject, FrameState};
use molt_object::{
    Borrowed, CodeReference, CoreType, Downcast, Generator, Owned, Result, Slots, Str, integer, name, raise,
};
use molt_protocol::native_type::{self, GetSet, TypeDefinition};
use molt_protocol::{attribute, builtins_module, convert, native_function};

use crate::{frame_locals, generator};

/// `gi_frame`: None once the generator has finished.
pub(crate) fn of_generator(own: Borrowed<'_>) -> Result {
    Ok(own.downcast::<Generator>().and_then(Generator::frame_object).unwrap_or(Owned::none()))
}

/// The frame object so many calls up; None when there are not so many.
pub fn caller(depth: usize) -> Option<Owned> {
    let mut frame = FrameReference::innermost();
    for _ in 0..depth {
        frame = frame?.previous();
    }
    frame.map(FrameReference::object)
}

/// The frame object that a value is known to be.
pub(crate) fn expect(value: Borrowed<'_>) -> &FrameObject {
    match value.downcast::<FrameObject>() {
        Some(frame) => frame,
        None => unreachable!("the receiver is a frame"),
    }
}

fn code(frame: Borrowed<'_>) -> CodeReference {
    expect(frame).frame().code()
}

/// The line an activation is at.
pub fn line(frame: &FrameObject) -> u32 {
    let frame = frame.frame();
    frame.location().map_or(frame.code().record().first_line, |location| location.line)
}

/// The namespace of the module a code belongs to.
pub(crate) fn globals(code: CodeReference) -> Result {
    match code.module().object() {
        Some(module) => attribute::get(module.borrow(), name!(Dict).str()),
        None => Ok(molt_object::Dict::new()),
    }
}

/// `f_locals`: the namespace of a module or class body, else what writes to the variables.
pub(crate) fn locals(own: Borrowed<'_>) -> Result {
    namespace(own).unwrap_or_else(|| Ok(frame_locals::new_proxy(own)))
}

/// The variables of `f_locals`, to be read only: most programs do not carry what writes to them.
pub(crate) fn readable_locals(own: Borrowed<'_>) -> Result {
    namespace(own).unwrap_or_else(|| frame_locals::snapshot(expect(own)))
}

/// The namespace of a module or class body; None for functions, whose variables stand in the frame.
fn namespace(own: Borrowed<'_>) -> Option<Result> {
    let (frame, code) = (expect(own), code(own));
    if code.is_module_body() {
        return Some(globals(code));
    }
    code.is_class_body().then(|| Ok(frame.frame().value(0).unwrap_or(Owned::none())))
}

fn clear(own: Borrowed<'_>) -> Result {
    let frame = expect(own);
    match frame.state() {
        FrameState::Running => Err(raise(CoreType::RuntimeError, "cannot clear an executing frame")),
        FrameState::Suspended => Err(raise(CoreType::RuntimeError, "cannot clear a suspended frame")),
        FrameState::Created => {
            if let Some(running) = frame.generator() {
                drop(generator::close(running.borrow())?);
            }
            Ok(Owned::none())
        }
        FrameState::Left => {
            frame.clear();
            Ok(Owned::none())
        }
    }
}

/// A boolean as a setter gets it.
fn flag(value: Option<Borrowed<'_>>) -> Result<bool> {
    match value {
        Some(value) if value.is(Owned::bool(true).borrow()) => Ok(true),
        Some(value) if value.is(Owned::bool(false).borrow()) => Ok(false),
        Some(_) => Err(raise(CoreType::TypeError, "attribute value type must be bool")),
        None => Err(raise(CoreType::TypeError, "can't delete numeric/char attribute")),
    }
}

fn repr(own: Borrowed<'_>) -> Result {
    let code = code(own);
    let text = |value: Borrowed<'_>| value.downcast::<Str>().map(Str::to_rust).unwrap_or_default();
    let (file, name, line) = (convert::repr_text(code.module().file())?, text(code.name()), line(expect(own)));
    Ok(Str::from_rust(&format!("<frame at {:#x}, file {file}, line {line}, code {name}>", convert::identity(own))))
}

const fn read_only(name: &'static str, get: fn(Borrowed<'_>) -> Result) -> GetSet {
    GetSet { name, documentation: "", get, set: None }
}

static FRAME: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(Slots { repr: Some(repr), ..Slots::EMPTY }),
    methods: &[native_function!(
        "clear($self, /)",
        "Clear all references held by the frame.",
        fn(own: Borrowed<'_>) { clear(own) }
    )],
    getters: &[
        read_only("f_back", |own| Ok(expect(own).back().unwrap_or(Owned::none()))),
        read_only("f_code", |own| Ok(code(own).object())),
        read_only("f_globals", |own| globals(code(own))),
        read_only("f_builtins", |_| Ok(builtins_module::namespace())),
        read_only("f_locals", locals),
        read_only("f_generator", |own| Ok(expect(own).generator().unwrap_or(Owned::none()))),
        read_only("f_lasti", |own| {
            Ok(integer::from_i64(expect(own).frame().location_index().map_or(-1, |index| 2 * i64::from(index))))
        }),
        GetSet {
            name: "f_lineno",
            documentation: "",
            get: |own| Ok(integer::from_i64(i64::from(line(expect(own))))),
            set: Some(|_, value| {
                Err(match value {
                    Some(_) => raise(CoreType::ValueError, "f_lineno can only be set in a trace function"),
                    None => {
                        raise(CoreType::AttributeError, "attribute 'f_lineno' of 'frame' objects cannot be deleted")
                    }
                })
            }),
        },
        GetSet {
            name: "f_trace",
            documentation: "",
            get: |own| Ok(expect(own).additions().and_then(|additions| additions.trace.get()).unwrap_or(Owned::none())),
            set: Some(|own, value| {
                let value = value.filter(|value| !value.is_none()).map(Borrowed::own);
                drop(expect(own).additions_or_new().trace.replace(value));
                Ok(())
            }),
        },
        GetSet {
            name: "f_trace_lines",
            documentation: "",
            get: |own| Ok(Owned::bool(expect(own).traces_lines.get())),
            set: Some(|own, value| {
                expect(own).traces_lines.set(flag(value)?);
                Ok(())
            }),
        },
        GetSet {
            name: "f_trace_opcodes",
            documentation: "",
            get: |own| Ok(Owned::bool(expect(own).traces_instructions.get())),
            set: Some(|own, value| {
                if value.is_none() {
                    let message = "attribute 'f_trace_opcodes' of 'frame' objects cannot be deleted";
                    return Err(raise(CoreType::AttributeError, message));
                }
                expect(own).traces_instructions.set(flag(value)?);
                Ok(())
            }),
        },
    ],
    objects: Some(molt_object::frame_object::OBJECTS),
    ..TypeDefinition::new(CoreType::Frame)
};

pub(crate) fn initialise() {
    native_type::define(&FRAME);
}
