//! Frame objects, as far as there are any: that of a suspended generator, which tells its code and its globals. What only an
//! interpreter keeps (the current line, the locals by name) is refused.

use molt_object::TypeKey;
use molt_object::native::{new_native, register_native};
use molt_object::{
    Borrowed, CoreType, Downcast, Function, Generator, Owned, Payload, Result, Slots, Str, Visitor, raise,
};
use molt_protocol::native_type::{self, GetSet, TypeDefinition};
use molt_protocol::{attribute, convert};

/// A frame.
pub struct Frame {
    /// The generator whose frame it is.
    generator: Owned,
}

impl Payload for Frame {
    const TYPE: TypeKey = TypeKey::Core(CoreType::Frame);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.owned(&self.generator);
    }
}

/// `gi_frame`: None once the generator has finished.
pub(crate) fn of_generator(own: Borrowed<'_>) -> Result {
    let finished = own.downcast::<Generator>().is_none_or(Generator::is_finished);
    Ok(if finished { Owned::none() } else { new_native(Frame { generator: own.own() }) })
}

fn generator(frame: Borrowed<'_>) -> Owned {
    match frame.payload::<Frame>() {
        Some(frame) => frame.generator.clone(),
        None => unreachable!("the receiver is a frame"),
    }
}

fn function(frame: Borrowed<'_>) -> Owned {
    match generator(frame).borrow().downcast::<Generator>() {
        Some(generator) => generator.function(),
        None => unreachable!("a frame is a generator's"),
    }
}

fn refuse(name: &str) -> Result {
    Err(raise(CoreType::NotImplementedError, format_args!("Molt does not keep '{name}' of frames")))
}

static FRAME: TypeDefinition = TypeDefinition {
    slots: Slots {
        repr: Some(|frame| {
            let function = function(frame);
            let Some(code) = function.borrow().downcast::<Function>().map(Function::code) else {
                return Ok(Str::from_rust("<frame object>"));
            };
            let text = |value: Borrowed<'_>| value.downcast::<Str>().map(Str::to_rust).unwrap_or_default();
            let (file, name) = (text(code.module().file()), text(code.name()));
            let line = code.record().first_line;
            let address = convert::identity(frame);
            Ok(Str::from_rust(&format!("<frame at {address:#x}, file '{file}', line {line}, code {name}>")))
        }),
        // Each look at `gi_frame` makes an object; they are equal when they stand for the same frame.
        compare: Some(|left, right, comparison| {
            if right.payload::<Frame>().is_none() {
                return Ok(Owned::not_implemented());
            }
            let equal = generator(left).is(generator(right).borrow());
            Ok(match comparison {
                molt_object::Comparison::Equal => Owned::bool(equal),
                molt_object::Comparison::NotEqual => Owned::bool(!equal),
                _ => Owned::not_implemented(),
            })
        }),
        hash: Some(|frame| Ok((convert::identity(generator(frame).borrow()) >> 4) as i64)),
        ..Slots::EMPTY
    },
    getters: &[
        GetSet {
            name: "f_code",
            documentation: "",
            get: |frame| attribute::get_text(function(frame).borrow(), "__code__"),
            set: None,
        },
        GetSet { name: "f_generator", documentation: "", get: |frame| Ok(generator(frame)), set: None },
        GetSet {
            name: "f_globals",
            documentation: "",
            get: |frame| attribute::get_text(function(frame).borrow(), "__globals__"),
            set: None,
        },
        GetSet { name: "f_back", documentation: "", get: |_frame| refuse("f_back"), set: None },
        GetSet { name: "f_lasti", documentation: "", get: |_frame| refuse("f_lasti"), set: None },
        GetSet { name: "f_lineno", documentation: "", get: |_frame| refuse("f_lineno"), set: None },
        GetSet { name: "f_locals", documentation: "", get: |_frame| refuse("f_locals"), set: None },
    ],
    ..TypeDefinition::new(CoreType::Frame)
};

pub(crate) fn initialise() {
    register_native::<Frame>();
    native_type::define(&FRAME);
}
