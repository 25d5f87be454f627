//! Objects keep what is put into them, and give it up when they die.

use std::sync::Once;

use molt_heap::{Attached, allocator, attach, collector};

use crate::dict::StrSearch;
use crate::{Dict, Downcast, List, Owned, Str, Tuple, integer};

/// Sets the objects up and attaches the thread, which keeps other tests away.
pub(crate) fn start() -> Attached {
    static START: Once = Once::new();
    START.call_once(|| {
        molt_heap::token::start();
        let _attached = attach();
        crate::initialise();
    });
    attach()
}

#[test]
fn strs_take_the_smallest_width() {
    let _guard = start();
    for (text, kind) in [("plain", 1), ("caf\u{e9}", 1), ("\u{3b1}\u{3b2}", 2), ("a\u{1f600}", 4)] {
        let value = Str::from_rust(text);
        let string = value.borrow().downcast::<Str>().expect("a str");
        assert_eq!((string.kind(), string.len()), (kind, text.chars().count()));
        assert_eq!(string.to_rust(), text);
        let first = string.slice(0, 1).expect("memory");
        let expected: String = text.chars().take(1).collect();
        assert!(first.borrow().downcast::<Str>().is_some_and(|first| first.equals_rust(&expected)));
    }
}

#[test]
fn dicts_keep_insertion_order_through_growth_and_deletion() {
    let _guard = start();
    let value = Dict::new();
    let dict = Dict::of(value.borrow()).expect("a dict");
    let keys = if cfg!(miri) { 60 } else { 2000 };
    for number in 0..keys {
        dict.insert_text(&format!("key{number}"), integer::from_i64(number));
    }
    for number in (0..keys).step_by(2) {
        let key = Str::from_rust(&format!("key{number}"));
        assert!(dict.remove_str(key.borrow().downcast().expect("a str")).is_some());
    }
    assert_eq!(dict.len(), keys as usize / 2);
    let order: Vec<_> = dict.items().expect("memory").iter().map(|(_, value)| value.value().as_small_int()).collect();
    assert_eq!(order, (0..keys).skip(1).step_by(2).map(Some).collect::<Vec<_>>());
    for _ in 0..if cfg!(miri) { 60 } else { 10_000 } {
        dict.insert_text("again", Owned::none());
        let key = Str::from_rust("again");
        let StrSearch::Found(place) = dict.find_str(key.borrow().downcast().expect("a str")) else {
            panic!("a key just inserted")
        };
        dict.remove_at(place);
    }
    assert_eq!(dict.len(), keys as usize / 2);
}

#[test]
fn nothing_is_left_when_containers_die() {
    let _guard = start();
    let before = allocator::live_objects(crate::token()).len();
    {
        let list = List::from_vec(vec![Str::from_rust("one"), Tuple::from_vec(vec![Str::from_rust("two")])]);
        let own = List::of(list.borrow()).expect("a list");
        own.push(integer::from_i64(i64::MAX)).expect("memory");
        own.push(list.clone()).expect("memory");
        assert_eq!(own.len(), 4);
    }
    assert_eq!(collector::collect(crate::token(), true), 1, "the list; the tuple in it cannot be part of a cycle");
    assert_eq!(allocator::live_objects(crate::token()).len(), before);
}

#[test]
fn strs_grow_in_place_only_while_nobody_else_holds_them() {
    let _guard = start();
    let before = allocator::live_objects(crate::token()).len();
    let pieces = ["one ", "\u{e9}t\u{e9} ", "\u{3b1} ", "\u{1f600} "].map(Str::from_rust);
    let mut built = Str::from_rust("start");
    let mut expected = String::from("start");
    let mut moves = 0;
    let rounds = if cfg!(miri) { 80 } else { 2000 };
    for round in 0..rounds {
        let piece = &pieces[if round < rounds / 2 { 0 } else { round / (rounds / 10) % 4 }];
        let piece = piece.borrow().downcast::<Str>().expect("a str");
        let kept = (round % (rounds / 4) == 0).then(|| (built.clone(), expected.clone()));
        let place = built.value();
        built = Str::append(built.borrow(), piece).expect("memory");
        expected.push_str(&piece.to_rust());
        moves += usize::from(built.value() != place);
        let own = built.borrow().downcast::<Str>().expect("a str");
        assert!(own.equals_rust(&expected));
        assert_eq!(own.is_ascii(), expected.is_ascii());
        if let Some((kept, text)) = kept {
            assert!(kept.borrow().downcast::<Str>().is_some_and(|kept| kept.equals_rust(&text)));
        }
    }
    let fresh = Str::from_rust(&expected);
    let hash = |value: &Owned| value.borrow().downcast::<Str>().map(Str::hash);
    assert_eq!(hash(&built), hash(&fresh));
    assert!(moves < 100.min(rounds / 2), "{moves} moves");
    drop((built, fresh));
    drop(pieces);
    assert!(allocator::live_objects(crate::token()).len() <= before + 3, "only cached strs stay");
}
