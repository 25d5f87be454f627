//! The sample module of `docs/guides/native-types-and-modules.md`: it works, and the guide shows it as it is.

#[path = "sample/tally.rs"]
mod tally;

use std::path::Path;

use molt_kernel::modules::Module;
use molt_object::{Borrowed, Owned, Result, Str, TypeObject, integer, raised, type_of};
use molt_protocol::{attribute, call, convert};

/// `repr` of a result, or `Type: message` of what was raised.
fn show(result: Result) -> String {
    result.and_then(|value| convert::repr_text(value.borrow())).unwrap_or_else(|error| {
        let exception = raised::take(error);
        let class = type_of(exception.borrow()).name();
        format!("{class}: {}", convert::str_text(exception.borrow()).unwrap_or_default())
    })
}

fn get(object: &Owned, name: &str) -> Result {
    let name = Str::from_rust(name);
    attribute::get(object.borrow(), attribute::name_of(name.borrow())?)
}

fn run(object: &Owned, name: &str, arguments: &[Owned]) -> Result {
    let arguments: Vec<Borrowed<'_>> = arguments.iter().map(Owned::borrow).collect();
    call::call(get(object, name)?.borrow(), &arguments)
}

fn int(number: i64) -> Owned {
    integer::from_i64(number)
}

fn text(text: &str) -> Owned {
    Str::from_rust(text)
}

#[test]
fn the_sample_module_works() {
    molt_heap::token::start();
    let _attached = molt_heap::attach();
    molt_modules::builtins::initialise();
    let module = Module::empty(text("tally").borrow(), text(tally::MODULE.documentation).borrow());
    (tally::MODULE.fill)(Module::of(module.borrow()).expect("a module")).expect("filled");
    let check = |result: Result, expected: &str| assert_eq!(show(result), expected);

    check(run(&module, "nothing", &[]), "None");
    check(run(&module, "nothing", &[int(1)]), "TypeError: tally.nothing() takes no arguments (1 given)");
    check(run(&module, "double", &[text("ab")]), "'abab'");
    check(run(&module, "double", &[]), "TypeError: tally.double() takes exactly one argument (0 given)");
    check(run(&module, "is_even", &[int(4)]), "True");
    check(run(&module, "is_even", &[text("4")]), "TypeError: 'str' object cannot be interpreted as an integer");
    check(run(&module, "half", &[int(3)]), "1.5");
    check(run(&module, "half", &[text("3")]), "TypeError: must be real number, not str");
    check(run(&module, "clamp", &[int(300)]), "100");
    check(run(&module, "clamp", &[int(3), int(5)]), "5");
    check(run(&module, "clamp", &[int(3), int(5), int(4)]), "ValueError: low must not be above high");
    check(run(&module, "clamp", &[]), "TypeError: clamp() missing required argument 'number' (pos 1)");
    check(run(&module, "shout", &[text("hey")]), "'HEY!'");
    check(run(&module, "shout", &[int(1)]), "TypeError: shout() argument 1 must be str, not int");
    check(run(&module, "first", &[text("")]), "None");
    check(run(&module, "first", &[text(""), int(2)]), "2");
    check(run(&module, "first", &[]), "TypeError: first expected at least 1 argument, got 0");
    check(run(&module, "swap", &[int(1), int(2)]), "(2, 1)");
    check(run(&module, "same", &[int(1), int(1)]), "True");
    let double = get(&module, "double").expect("a function");
    check(get(&double, "__text_signature__"), "'($module, x, /)'");
    check(get(&double, "__doc__"), "'Return x + x.'");
    check(get(&double, "__module__"), "'tally'");

    let own = run(&module, "count", &[text("abca")]).expect("a tally");
    check(run(&own, "add", &[text("b"), int(5)]), "None");
    check(run(&own, "items", &[]), "[('a', 2), ('b', 6), ('c', 1)]");
    check(run(&own, "total", &[]), "9");
    check(get(&own, "distinct"), "3");
    check(run(&own, "forget", &[text("x")]), "ValueError: 'x' was not seen");
    check(run(&own, "forget", &[text("c")]), "None");
    check(run(&own, "merge", core::slice::from_ref(&own)), "None");
    check(run(&own, "merge", &[int(1)]), "TypeError: merge() argument must be tally.Tally, not int");
    check(run(&own, "__len__", &[]), "2");
    check(run(&own, "__getitem__", &[text("a")]), "4");
    let items = molt_protocol::iterate::to_vec(own.borrow()).expect("items");
    assert_eq!(items.len(), 2);
    check(run(&own, "clear", &[]), "None");

    let class = get(&module, "Tally").expect("the type");
    check(get(&class, "__module__"), "'tally'");
    check(get(&class, "__doc__"), "'How often each item was seen.'");
    let add = get(&class, "add").expect("a method");
    check(
        call::call(add.borrow(), &[int(1).borrow(), int(1).borrow()]),
        "TypeError: descriptor 'add' for 'tally.Tally' objects doesn't apply to a 'int' object",
    );
    let (name, bases) = (text("Sub"), molt_object::Tuple::from_vec(vec![class.clone()]));
    let namespace = molt_object::Dict::new();
    let metaclass = molt_object::core_type(molt_object::CoreType::Type).as_borrowed();
    let subclass = call::call(metaclass, &[name.borrow(), bases.borrow(), namespace.borrow()]).expect("a subclass");
    let object = call::call(subclass.borrow(), &[text("aa").borrow()]).expect("an object");
    check(run(&object, "total", &[]), "2");
    assert!(type_of(object.borrow()).is_subtype(TypeObject::of(class.borrow()).expect("a type")));
}

#[test]
fn the_guide_shows_the_sample() {
    let package = std::env::var("CARGO_MANIFEST_DIR").expect("a package folder");
    let read = |path: &str| std::fs::read_to_string(Path::new(&package).join(path)).expect(path);
    let guide = read("../../docs/guides/native-types-and-modules.md");
    let sample = read("tests/sample/tally.rs");
    assert!(guide.contains(&format!("```rust\n{sample}```\n")), "the guide shows another text");
}
