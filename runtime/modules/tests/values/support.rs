//! Making values, calling what the runtime defines, and comparing what comes out with what CPython prints.

use std::sync::Once;

use molt_heap::{Attached, attach};
use molt_object::{Borrowed, Bytes, Downcast, Owned, Result, Str, Tuple, integer, raised, type_of};
use molt_protocol::{builtins_module, call, convert};

/// Sets the runtime up and attaches the thread, which keeps other tests away.
pub fn start() -> Attached {
    static START: Once = Once::new();
    START.call_once(|| {
        molt_heap::token::start();
        let _attached = attach();
        molt_modules::builtins::initialise();
    });
    attach()
}

pub fn text(text: &str) -> Owned {
    Str::from_rust(text)
}

pub fn bytes(data: &[u8]) -> Owned {
    Bytes::from_slice(data).unwrap()
}

pub fn int(number: i64) -> Owned {
    integer::from_i64(number)
}

pub fn big(digits: &str) -> Owned {
    integer::from_big(digits.parse().expect("digits"))
}

/// `repr` of a result, or `Type: message` of what was raised.
pub fn show(result: Result) -> String {
    let shown = result.and_then(|value| match value.borrow().downcast::<Tuple>() {
        Some(items) => {
            let items: Result<Vec<String>> = items.iter().map(convert::repr_text).collect();
            Ok(format!("({})", items?.join(", ")))
        }
        None => convert::repr_text(value.borrow()),
    });
    shown.unwrap_or_else(|error| {
        let exception = raised::take(error);
        let class = type_of(exception.borrow()).name();
        let message = convert::str_text(exception.borrow()).unwrap_or_default();
        format!("{class}: {message}")
    })
}

fn borrow_all(arguments: &[Owned]) -> Vec<Borrowed<'_>> {
    arguments.iter().map(Owned::borrow).collect()
}

/// Calls a builtin.
pub fn function(name: &str, arguments: &[Owned]) -> String {
    let name = Str::from_rust(name);
    let callee = builtins_module::get(name.borrow().downcast().expect("a str"));
    let callee = callee.unwrap_or_else(|| panic!("no builtin {name:?}"));
    show(call::call(callee.borrow(), &borrow_all(arguments)))
}

/// Calls a method.
pub fn method(receiver: &Owned, name: &str, arguments: &[Owned]) -> String {
    let name = Str::from_rust(name);
    let name = name.borrow().downcast().expect("a str");
    show(call::call_method(receiver.borrow(), name, &borrow_all(arguments)))
}

/// Applies a binary operator.
pub fn binary(operation: fn(Borrowed<'_>, Borrowed<'_>) -> Result, left: &Owned, right: &Owned) -> String {
    show(operation(left.borrow(), right.borrow()))
}
