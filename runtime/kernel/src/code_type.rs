//! `code`: what `function.__code__` shows.
//!
//! There is no bytecode, but a table of locations, one for each thing that can raise or be observed. Each counts as an
//! instruction of two bytes, so that `tb_lasti` and `f_lasti` fit `co_lines`, `co_positions` and `co_code`. There are no
//! `co_consts`, `co_linetable`, `co_exceptiontable` and `replace`.

use molt_abi::layout::code_flags;
use molt_object::code::{Code, Place, Variable};
use molt_object::{
    Borrowed, Bytes, CodeReference, CoreType, Downcast, List, Owned, Result, Slots, Str, Tuple, integer,
};
use molt_protocol::iterate;
use molt_protocol::native_function;
use molt_protocol::native_type::{GetSet, READ_ONLY, TypeDefinition, define};

fn code(value: Borrowed<'_>) -> CodeReference {
    match value.payload::<Code>() {
        Some(code) => code.code,
        None => unreachable!("the receiver is a code object"),
    }
}

fn count(number: u32) -> Owned {
    integer::from_i64(i64::from(number))
}

/// The names, each once.
fn distinct(names: impl Iterator<Item = Borrowed<'static>>) -> Vec<Borrowed<'static>> {
    let mut found: Vec<Borrowed<'static>> = Vec::new();
    for name in names {
        if !found.iter().any(|other| other.is(name)) {
            found.push(name);
        }
    }
    found
}

/// Parameters, and the locals that are not in cells.
fn local_names(code: CodeReference) -> Vec<Borrowed<'static>> {
    // The one parameter of a class body is the compiler's.
    let parameters = if code.is_class_body() { 0 } else { code.record().parameter_count as usize };
    let is_local =
        |(index, variable): &(usize, Variable)| *index < parameters || matches!(variable.place, Place::Local(_));
    distinct(code.variables().enumerate().filter(is_local).map(|(_, variable)| variable.name))
}

/// How many parameters are positional, and how many of them nothing else.
fn positional(code: CodeReference) -> (u32, u32) {
    // The one parameter of a class body is the compiler's.
    if code.is_class_body() { (0, 0) } else { (code.record().positional_count, code.record().positional_only_count) }
}

/// `co_flags`.
fn flags(code: CodeReference) -> u32 {
    const OPTIMIZED_AND_NEW_LOCALS: u32 = 3;
    const NESTED: u32 = 0x10;
    const HAS_DOCSTRING: u32 = 0x400_0000;
    const METHOD: u32 = 0x800_0000;
    if code.is_module_body() || code.is_class_body() {
        return 0;
    }
    let qualified_name = code.qualified_name().downcast::<Str>().map(Str::to_rust).unwrap_or_default();
    let owner = qualified_name.rsplit_once('.').map(|(owner, _)| owner);
    let conditions = [
        (code.has_flags(code_flags::VARIABLE_POSITIONAL), 4),
        (code.has_flags(code_flags::VARIABLE_KEYWORDS), 8),
        (code.is_generator(), 0x20),
        (qualified_name.contains("<locals>"), NESTED),
        (!code.documentation().is_none(), HAS_DOCSTRING),
        (owner.is_some_and(|owner| !owner.ends_with("<locals>")), METHOD),
    ];
    conditions.iter().filter(|(holds, _)| *holds).fold(OPTIMIZED_AND_NEW_LOCALS, |flags, (_, flag)| flags | flag)
}

/// `co_lines`: runs of instructions of the same line.
fn lines(own: Borrowed<'_>) -> Result {
    let mut runs: Vec<(u32, u32, u32)> = Vec::new();
    for (index, location) in code(own).locations().enumerate() {
        let (start, end) = (2 * index as u32, 2 * index as u32 + 2);
        match runs.last_mut() {
            Some((_, last, line)) if *line == location.line => *last = end,
            _ => runs.push((start, end, location.line)),
        }
    }
    let runs = runs.into_iter().map(|(start, end, line)| Tuple::from_vec(vec![count(start), count(end), count(line)]));
    iterate::iterate(List::from_vec(runs.collect()).borrow())
}

/// `co_positions`: line, last line, column, last column of each instruction.
fn positions(own: Borrowed<'_>) -> Result {
    let positions = code(own).locations().map(|location| {
        let fields = [location.line, location.end_line, location.column, location.end_column];
        Tuple::from_vec(fields.map(count).into())
    });
    iterate::iterate(List::from_vec(positions.collect()).borrow())
}

static CODE: TypeDefinition = TypeDefinition {
    slots: molt_object::slot_table!(Slots {
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
    }),
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
            get: |receiver| Ok(count(positional(code(receiver)).0)),
            set: READ_ONLY,
        },
        GetSet {
            name: "co_posonlyargcount",
            documentation: "",
            get: |receiver| Ok(count(positional(code(receiver)).1)),
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
            get: |receiver| Ok(count(flags(code(receiver)))),
            set: READ_ONLY,
        },
        GetSet {
            name: "co_varnames",
            documentation: "",
            get: |receiver| Ok(Tuple::from_slice(&local_names(code(receiver)))),
            set: None,
        },
        GetSet {
            name: "co_nlocals",
            documentation: "",
            get: |receiver| Ok(count(local_names(code(receiver)).len() as u32)),
            set: READ_ONLY,
        },
        GetSet {
            name: "co_cellvars",
            documentation: "",
            get: |receiver| {
                let names = code(receiver).variables().filter(|variable| matches!(variable.place, Place::Cell(_)));
                Ok(Tuple::from_slice(&distinct(names.map(|variable| variable.name))))
            },
            set: None,
        },
        GetSet {
            name: "co_names",
            documentation: "",
            get: |receiver| Ok(Tuple::from_slice(code(receiver).names())),
            set: READ_ONLY,
        },
        GetSet { name: "co_stacksize", documentation: "", get: |_| Ok(count(0)), set: READ_ONLY },
        GetSet {
            name: "co_code",
            documentation: "",
            get: |receiver| Bytes::from_slice(&vec![0; 2 * code(receiver).location_count()]),
            set: None,
        },
    ],
    methods: &[
        native_function!("co_lines($self, /)", "", fn(own: Borrowed<'_>) { lines(own) }),
        native_function!("co_positions($self, /)", "", fn(own: Borrowed<'_>) { positions(own) }),
    ],
    ..TypeDefinition::core::<Code>(CoreType::Code)
};

pub(super) fn initialise() {
    define(&CODE);
}
