//! A module's namespace and its slots agree, whoever changes which.

use molt_abi::{ModuleRecord, Value, Word};

use super::{Dict, bind_global, unbind_global};
use crate::tests::start;
use crate::{Downcast, ModuleReference, Owned, Str, builtins, integer};

/// A module with slots for `a`, `b` and `c`, never freed.
fn module() -> ModuleReference {
    let names: Vec<Value> = ["a", "b", "c"].map(|name| Str::from_rust(name).into_value()).into();
    let slots = vec![Value::UNBOUND; names.len()];
    let empty = Value::NONE;
    let record = ModuleRecord {
        name: empty,
        file: empty,
        source: Word(core::ptr::null_mut()),
        source_size: 0,
        source_length: 0,
        globals: Word(Box::leak(slots.into_boxed_slice()).as_mut_ptr()),
        global_count: names.len() as u32,
        global_names: Word(Box::leak(names.into_boxed_slice()).as_mut_ptr()),
        is_package: 0,
        body: Word(core::ptr::null_mut()),
        module_object: Value::ERROR,
        documentation: empty,
        namespace: Value::ERROR,
    };
    // SAFETY: everything is leaked; no body is run.
    unsafe { ModuleReference::new(Box::leak(Box::new(record))) }
}

fn shown(dict: &Dict) -> String {
    let items = dict.items().expect("memory");
    let show = |(name, value): &(Owned, Owned)| {
        let name = name.borrow().downcast::<Str>().expect("a str").to_rust();
        format!("{name}={}", value.value().as_small_int().expect("an int"))
    };
    items.iter().map(show).collect::<Vec<_>>().join(" ")
}

fn number(value: Option<Owned>) -> Option<i64> {
    value.and_then(|value| value.value().as_small_int())
}

#[test]
fn slots_and_entries_are_one() {
    let _guard = start();
    let record = module();
    let namespace = Dict::of_module(record);
    let dict = Dict::of(namespace.borrow()).expect("a dict");
    bind_global(record, 2, integer::from_i64(3));
    dict.insert_text("other", integer::from_i64(4));
    dict.insert_text("a", integer::from_i64(1));
    assert_eq!(shown(dict), "c=3 other=4 a=1");
    assert_eq!((number(record.global(0)), number(record.global(1))), (Some(1), None));

    bind_global(record, 2, integer::from_i64(5));
    dict.insert_text("a", integer::from_i64(6));
    assert_eq!((shown(dict).as_str(), number(record.global(0))), ("c=5 other=4 a=6", Some(6)));

    assert_eq!(number(unbind_global(record, 2)), Some(5));
    assert!(unbind_global(record, 2).is_none() && unbind_global(record, 1).is_none());
    bind_global(record, 2, integer::from_i64(7));
    assert_eq!(shown(dict), "other=4 a=6 c=7");
    assert_eq!(number(dict.remove_last().map(|(_, value)| value)), Some(7));
    assert!(record.global(2).is_none());

    let copy = dict.copy().expect("memory");
    dict.remove_all();
    assert!(dict.is_empty() && record.global(0).is_none());
    let copy = Dict::of(copy.borrow()).expect("a dict");
    assert_eq!(shown(copy), "other=4 a=6", "a copy has values of its own");
    copy.copy_into(dict).expect("memory");
    assert_eq!((shown(dict).as_str(), number(record.global(0))), ("other=4 a=6", Some(6)));
}

#[test]
fn a_namespace_keeps_its_values_when_the_module_is_made_anew() {
    let _guard = start();
    let record = module();
    let first = Dict::of_module(record);
    bind_global(record, 0, integer::from_i64(1));
    let second = Dict::of_module(record);
    assert!(record.global(0).is_none());
    bind_global(record, 0, integer::from_i64(2));
    let (first, second_dict) = (Dict::of(first.borrow()).expect("a dict"), Dict::of(second.borrow()).expect("a dict"));
    first.insert_text("b", integer::from_i64(3));
    assert_eq!((shown(first).as_str(), shown(second_dict).as_str()), ("a=1 b=3", "a=2"));
    assert!(record.global(1).is_none(), "only the dict that is attached binds slots");

    drop(second);
    assert!(record.global(0).is_none() && record.namespace().is_none());
    bind_global(record, 0, Str::from_rust("kept by nobody"));
    assert!(record.global(0).is_none(), "a module that was given up has no globals");
}

#[test]
fn many_names_beside_the_slots() {
    let _guard = start();
    let record = module();
    let namespace = Dict::of_module(record);
    let dict = Dict::of(namespace.borrow()).expect("a dict");
    let rounds = if cfg!(miri) { 30 } else { 300 };
    for round in 0..rounds {
        dict.insert_text(&format!("name{round}"), integer::from_i64(round));
        bind_global(record, (round % 3) as usize, integer::from_i64(round));
        if round % 2 == 0 {
            assert_eq!(number(unbind_global(record, (round % 3) as usize)), Some(round));
        }
    }
    let expected = [Some(rounds - 3), None, Some(rounds - 1)];
    assert_eq!(dict.len(), rounds as usize + 2, "`b` was deleted last");
    assert_eq!([0, 1, 2].map(|slot| number(record.global(slot))), expected);
    assert_eq!(["a", "b", "c"].map(|name| number(dict.get_text(name))), expected);
}

#[test]
fn changes_of_the_builtins_change_their_version() {
    let _guard = start();
    let namespace = Dict::new();
    let dict = Dict::of(namespace.borrow()).expect("a dict");
    dict.set_holds_builtins();
    let changes: [fn(&Dict); 4] = [
        |dict| drop(dict.insert_text("name", Owned::none())),
        |dict| drop(dict.insert_text("name", Owned::bool(true))),
        |dict| drop(dict.remove_last()),
        Dict::remove_all,
    ];
    for change in changes {
        let before = builtins::version();
        change(dict);
        assert!(builtins::version() > before);
    }
}
