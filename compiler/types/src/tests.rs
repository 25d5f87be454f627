//! Facts of whole functions, by the names of their locals.

use moltc_hir::Module;

use crate::Facts;

fn lower(source: &str) -> Module {
    let parsed = moltc_syntax::parse("m.py", source.as_bytes()).expect("the source parses");
    moltc_hir::lower(&parsed, "m", false).expect("the source is supported")
}

/// The facts of the locals of `f`, in order: `name: certainty class`, for those with a fact.
fn facts(source: &str) -> Vec<String> {
    let module = lower(source);
    let function = module.functions.iter().find(|function| function.name == "f");
    let function = function.expect("the source defines f");
    let facts = Facts::of(function);
    let mut found = Vec::new();
    for (index, local) in function.locals.iter().enumerate() {
        if let Some(fact) = facts.local(moltc_hir::LocalId(u32::try_from(index).expect("few locals"))) {
            found.push(format!("{}: {fact}", local.name));
        }
    }
    found
}

#[test]
fn literals_and_displays_are_proven() {
    let source =
        "def f(x):\n    a = 1\n    b = 'text'\n    c = [x]\n    d = {x: a}\n    e = not x\n    g = f'{x}'\n    h = x\n";
    let expected =
        ["a: proven int", "b: proven str", "c: proven list", "d: proven dict", "e: proven bool", "g: proven str"];
    assert_eq!(facts(source), expected);
}

#[test]
fn every_assignment_counts() {
    assert_eq!(facts("def f(x):\n    a = 1\n    if x:\n        a = 2.0\n"), [""; 0]);
    assert_eq!(facts("def f(x):\n    a = 1\n    if x:\n        a = 2\n"), ["a: proven int"]);
    assert_eq!(facts("def f(x):\n    a = 1\n    for a in x:\n        pass\n"), [""; 0]);
    assert_eq!(facts("def f(x):\n    a = 1\n    with x as a:\n        pass\n"), [""; 0]);
    assert_eq!(facts("def f(x):\n    a = 1\n    try:\n        x()\n    except E as a:\n        pass\n"), [""; 0]);
    assert_eq!(facts("def f(x):\n    a = 1\n    import a\n"), [""; 0]);
    assert_eq!(facts("def f(x):\n    a = 1\n    x((a := 'b'))\n"), [""; 0]);
    assert_eq!(facts("def f(x):\n    a = 1\n    a, *b = x\n"), ["b: proven list"]);
}

#[test]
fn loops_reach_a_fixed_point() {
    let source = "def f(x):\n    total = 0\n    step = 1\n    while total < x:\n        total += step\n        step = total * 2\n";
    assert_eq!(facts(source), ["total: proven int", "step: proven int"]);
    let source = "def f(x):\n    total = 0\n    step = 1\n    while total < x:\n        total += step\n        step = total / 2\n";
    assert_eq!(facts(source), [""; 0], "an int in the first round, a float later");
}

#[test]
fn what_others_can_change_is_unknown() {
    let captured =
        "def f():\n    a = 1\n    b = 2\n    def g():\n        nonlocal a\n        a = 'x'\n    return g, b\n";
    assert_eq!(facts(captured), ["b: proven int", "g: proven function"]);
}

#[test]
fn annotations_are_assumed() {
    let source = "def f(a: int, b: 'str', *c: int, d: list[int] = [], **e):\n    g = a + 1\n    h = a < g\n    a = 2\n";
    let expected =
        ["a: assumed int", "d: assumed list", "c: proven tuple", "e: proven dict", "g: assumed int", "h: assumed bool"];
    let found = facts(source);
    for fact in expected {
        assert!(found.iter().any(|each| each == fact), "{fact} is missing: {found:?}");
    }
}

#[test]
fn operators_of_built_in_classes() {
    let source = "def f(x):\n    a = 7 // 2\n    b = 7 / 2\n    c = 2 ** -1\n    d = True & False\n    e = 'a' * 3\n    \
                  g = '%s' % x\n    h = [1] + [2]\n    i = -True\n    j = x + 1\n    k = 1 < 2.0 < 3\n    l = x < 1\n    m = x in [1]\n";
    let expected = [
        "a: proven int",
        "b: proven float",
        "d: proven bool",
        "e: proven str",
        "h: proven list",
        "i: proven int",
        "k: proven bool",
        "m: proven bool",
    ];
    assert_eq!(facts(source), expected);
}
