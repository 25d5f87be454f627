use super::Mentions;
use super::mentions::{SECTION, of_module};
use crate::pipeline;

/// What a module's object is told about its source.
fn said(source: &str) -> Vec<String> {
    let front = pipeline::front("sample", false, "sample.py", source.as_bytes()).expect("valid source");
    let module = pipeline::build(&front).expect("supported source");
    String::from_utf8(of_module(&module)).expect("text").lines().map(str::to_owned).collect()
}

fn dynamic(source: &str) -> Vec<String> {
    said(source).into_iter().filter(|line| line.contains('*')).collect()
}

#[test]
fn names_have_the_line_that_mentions_them_first() {
    let said = said("x = 'a,b'\nprint(x.split(','))\nx.split()\ngetattr(x, 'upper')()\n'{0.real}'.format(1)\n");
    for line in ["2 split", "2 print", "4 upper", "4 getattr", "5 real", "5 format"] {
        assert!(said.iter().any(|found| found == line), "{line:?} is missing in {said:?}");
    }
    assert!(!said.iter().any(|line| line.contains('*')), "{said:?}");
}

#[test]
fn names_made_by_the_program_keep_everything() {
    for (source, reason) in [
        ("name = 'spl' + 'it'\nprint(getattr('', name))\n", "2 *`getattr` with a name that is not constant"),
        ("f = getattr\n", "1 *`getattr` with a name that is not constant"),
        ("def f(text):\n    return text.format(1)\n", "2 *`format` of a text that is not constant"),
        ("print(vars(str))\n", "1 *`vars`"),
        ("print(str.__dict__)\n", "1 *`__dict__`"),
        ("from builtins import *\n", "1 *`*` from a built-in module"),
        ("print(object.__subclasses__())\n", "1 *`__subclasses__`"),
        ("import builtins\nf = builtins.getattr\n", "2 *`getattr`"),
        ("from builtins import hasattr as h\n", "1 *`hasattr`"),
        ("text = '{0.re' + 'al}'\ngetattr(text, 'format')(1)\n", "2 *`format`"),
        ("match x:\n    case str(format=f):\n        f(1)\n", "2 *`format`"),
        ("match x:\n    case C(y):\n        y()\n", "2 *a class pattern that leaves names to `__match_args__`"),
        (
            "match x:\n    case str(y):\n        y()\nstr = x\n",
            "2 *a class pattern that leaves names to `__match_args__`",
        ),
    ] {
        assert_eq!(dynamic(source), [reason], "{source}");
    }
    assert!(dynamic("match x:\n    case str(y) | C(z=y):\n        y()\n").is_empty());
    assert!(dynamic("'''vars of exec'''\nvars_ = 1\ndef f(vars):\n    return vars\n").is_empty());
}

#[test]
fn an_object_without_a_list_keeps_everything() {
    let mut mentions = Mentions::default();
    assert!(!mentions.mentions("split"));
    let front = pipeline::front("sample", false, "sample.py", b"print('a'.split())\n").expect("valid source");
    let target = moltc_native::Target::host().expect("a machine that programs run on");
    let object = pipeline::object(&front, pipeline::Profile::Dev, target).expect("supported source");
    assert!(object.windows(SECTION.len()).any(|bytes| bytes == SECTION.as_bytes()));
    mentions.add_object("sample", &object);
    assert!(mentions.mentions("split") && !mentions.mentions("rsplit"));
    assert_eq!(mentions.reason("split").as_deref(), Some("sample.py:1"));
    mentions.add_object("other", b"something else");
    assert!(mentions.mentions("rsplit"));
}
