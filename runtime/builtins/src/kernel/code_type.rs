//! `code`: what `function.__code__` shows.

use molt_abi::layout::code_flags;
use molt_object::TypeKey;
use molt_object::native::register_native;
use molt_object::{Borrowed, CodeReference, CoreType, Downcast, Owned, Payload, Slots, Str, Tuple, Visitor, integer};
use molt_protocol::native_type::{GetSet, READ_ONLY, TypeDefinition, define};

/// A code object.
pub struct Code {
    /// The compiled function's record.
    pub code: CodeReference,
}

impl Payload for Code {
    const TYPE: TypeKey = TypeKey::Core(CoreType::Code);
    const TRACKED: bool = false;
    fn traverse(&self, _visitor: &mut Visitor<'_>) {}
}

fn code(value: Borrowed<'_>) -> CodeReference {
    match value.payload::<Code>() {
        Some(code) => code.code,
        None => unreachable!("the receiver is a code object"),
    }
}

fn count(number: u32) -> Owned {
    integer::from_i64(i64::from(number))
}

static CODE: TypeDefinition = TypeDefinition {
    slots: Slots {
        compare: Some(|left, right, comparison| {
            let Some(other) = right.payload::<Code>() else { return Ok(Owned::not_implemented()) };
            let equal = code(left) == other.code;
            Ok(match comparison {
                molt_object::Comparison::Equal => Owned::bool(equal),
                molt_object::Comparison::NotEqual => Owned::bool(!equal),
                _ => Owned::not_implemented(),
            })
        }),
        hash: Some(|value| Ok((core::ptr::from_ref(code(value).record()) as u64 >> 4) as i64)),
        repr: Some(|value| {
            let code = code(value);
            let text = |value: Borrowed<'_>| value.downcast::<Str>().map(Str::to_rust).unwrap_or_default();
            Ok(Str::from_rust(&format!(
                "<code object {} at {:#x}, file \"{}\", line {}>",
                text(code.name()),
                core::ptr::from_ref(code.record()) as u64,
                text(code.module().file()),
                code.record().first_line
            )))
        }),
        ..Slots::EMPTY
    },
    getters: &[
        GetSet { name: "co_name", documentation: "", get: |receiver| Ok(code(receiver).name().own()), set: READ_ONLY },
        GetSet {
            name: "co_qualname",
            documentation: "",
            get: |receiver| Ok(code(receiver).qualified_name().own()),
            set: READ_ONLY,
        },
        GetSet {
            name: "co_filename",
            documentation: "",
            get: |receiver| Ok(code(receiver).module().file().own()),
            set: READ_ONLY,
        },
        GetSet {
            name: "co_firstlineno",
            documentation: "",
            get: |receiver| Ok(count(code(receiver).record().first_line)),
            set: READ_ONLY,
        },
        GetSet {
            name: "co_argcount",
            documentation: "",
            get: |receiver| Ok(count(code(receiver).record().positional_count)),
            set: READ_ONLY,
        },
        GetSet {
            name: "co_posonlyargcount",
            documentation: "",
            get: |receiver| Ok(count(code(receiver).record().positional_only_count)),
            set: READ_ONLY,
        },
        GetSet {
            name: "co_kwonlyargcount",
            documentation: "",
            get: |receiver| Ok(count(code(receiver).record().keyword_only_count)),
            set: READ_ONLY,
        },
        GetSet {
            name: "co_freevars",
            documentation: "",
            get: |receiver| Ok(Tuple::from_slice(code(receiver).free_names())),
            set: None,
        },
        GetSet {
            name: "co_flags",
            documentation: "",
            get: |receiver| {
                const OPTIMIZED_AND_NEW_LOCALS: u32 = 3;
                let code = code(receiver);
                let flag = |own: u32, theirs: u32| if code.has_flags(own) { theirs } else { 0 };
                Ok(count(
                    OPTIMIZED_AND_NEW_LOCALS
                        | flag(code_flags::VARIABLE_POSITIONAL, 4)
                        | flag(code_flags::VARIABLE_KEYWORDS, 8)
                        | flag(code_flags::GENERATOR, 0x20),
                ))
            },
            set: READ_ONLY,
        },
    ],
    ..TypeDefinition::new(CoreType::Code)
};

pub(super) fn initialise() {
    register_native::<Code>();
    define(&CODE);
}
