//! The exception types.
//!
//! All of them have the memory of [`Exception`]; attributes beyond those of every exception (`errno`, `value`, ...) are its
//! fields.

mod attributes;
mod base;
mod group;
mod import_error;
mod os_error;
mod plain;
mod syntax_error;
mod unicode;

use molt_object::exception::Exception;
use molt_object::type_object::core_subclass;
use molt_object::{Borrowed, CoreType, Name, Owned, Str, Tuple, TypeObject, core_type, token};
use molt_protocol::builtins_module::Builtin;
use molt_protocol::native_type::{self, Completion, TypeDefinition};

pub use os_error::class_for as os_error_class;

/// The data of an exception, in a method of its type.
fn data(value: Borrowed<'_>) -> &Exception {
    match Exception::of(value) {
        Some(exception) => exception,
        None => unreachable!("an exception's method on another object"),
    }
}

/// A field, or None.
fn field(value: Borrowed<'_>, name: &str) -> Owned {
    data(value).field(name).unwrap_or(Owned::none())
}

/// The exceptions with a second base.
const SECOND_BASES: [(CoreType, CoreType); 2] =
    [(CoreType::UnsupportedOperation, CoreType::ValueError), (CoreType::ExceptionGroup, CoreType::Exception)];

static COMPLETION: Completion = Completion { details: fill_details, namespace: fill_namespace };

fn fill_details(class: &TypeObject, definition: &'static TypeDefinition) {
    native_type::fill_details(class, definition);
    for (core, second) in SECOND_BASES {
        if class.is_core(core) {
            add_base(core, second);
        }
        if class.is_core(second) {
            class.details().subclasses.borrow_mut().push(core_subclass(core));
        }
    }
}

fn fill_namespace(class: &TypeObject, definition: &'static TypeDefinition) {
    native_type::fill_namespace(class, definition);
    let core = definition.core.unwrap_or(CoreType::BaseException);
    if core != CoreType::BaseException && has_plain_new(core) {
        native_type::add_new(class);
    }
    if core == CoreType::UnsupportedOperation {
        drop(class.namespace().insert_text(Name::Module.text(), Str::from_rust("io")));
    }
}

/// Gives a core type a second base, as only some exceptions have.
fn add_base(core: CoreType, second: CoreType) {
    let class = core_type(core);
    let (first, second_base) = (core_type(core.base()), core_type(second));
    let mut order = vec![class.own()];
    // Both bases have single bases only, so that the merge is: the first's own part, the second's, what they share.
    let ancestors = |mut core: CoreType| {
        let mut found = vec![core];
        while core != CoreType::Object {
            core = core.base();
            found.push(core);
        }
        found
    };
    let of_first = ancestors(core.base());
    let of_second = ancestors(second);
    order.extend(of_first.iter().filter(|own| !of_second.contains(own)).map(|own| core_type(*own).own()));
    order.extend(of_second.iter().map(|own| core_type(*own).own()));
    let details = class.details();
    details.bases.replace(Some(Tuple::from_vec(vec![first.own(), second_base.own()])));
    details.resolution_order.replace(Some(Tuple::from_vec(order)));
}

/// The exceptions that inherit `__new__` in CPython although they add something to their base; the others have one of their
/// own, which makes instances of their subclasses only.
const INHERITING_NEW: &[CoreType] = &[
    CoreType::SystemExit,
    CoreType::AttributeError,
    CoreType::ImportError,
    CoreType::NameError,
    CoreType::StopIteration,
    CoreType::SyntaxError,
    CoreType::KeyError,
];

/// Whether an exception has a `__new__` of its own that does what that of `BaseException` does.
fn has_plain_new(core: CoreType) -> bool {
    let plain = core_type(CoreType::BaseException).slots().new();
    let same = match (core_type(core).slots().new(), plain) {
        (Some(own), Some(plain)) => core::ptr::fn_addr_eq(own, plain),
        _ => false,
    };
    same && !INHERITING_NEW.contains(&core) && (core == CoreType::BaseException || has_plain_new(core.base()))
}

/// The names of exceptions in `builtins`: all but one, which is in `io`.
pub(super) static BUILTINS: [Builtin; 4] = {
    let (before, after) = CoreType::ALL.split_at(CoreType::UnsupportedOperation as usize);
    [
        Builtin::Types(before.split_at(CoreType::BaseException as usize).1),
        Builtin::Types(after.split_at(1).1),
        Builtin::Alias("EnvironmentError", CoreType::OsError),
        Builtin::Alias("IOError", CoreType::OsError),
    ]
};

/// The exceptions that add something to their base.
static SPECIAL: [&TypeDefinition; 14] = [
    &base::DEFINITION,
    &group::BASE_DEFINITION,
    &group::DEFINITION,
    &attributes::SYSTEM_EXIT,
    &attributes::STOP_ITERATION,
    &attributes::NAME_ERROR,
    &attributes::ATTRIBUTE_ERROR,
    &attributes::KEY_ERROR,
    &import_error::DEFINITION,
    &os_error::DEFINITION,
    &syntax_error::DEFINITION,
    &unicode::DECODE,
    &unicode::ENCODE,
    &unicode::TRANSLATE,
];

/// Defines `BaseException`, and the others as they are first asked for.
pub fn initialise() {
    token().interpreter().types.define_late.set(Some(define));
    define(CoreType::BaseException);
}

fn define(core: CoreType) {
    let special = SPECIAL.into_iter();
    let definition = special.chain(plain::DEFINITIONS).find(|definition| definition.core == Some(core));
    let Some(definition) = definition else { unreachable!("{} has no definition", core.name()) };
    native_type::define_with(definition, &COMPLETION);
}
