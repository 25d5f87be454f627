use super::Mentions;
use super::compact::compact;
use super::elf::Object;
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

#[test]
fn what_cannot_be_reached_is_left_out() {
    let source = b"def f():\n    return 'a'.split()\n\n\ndef g():\n    return 1 << 100\n";
    let front = pipeline::front("sample", false, "sample.py", source).expect("valid source");
    let target = moltc_native::Target::host().expect("a machine that programs run on");
    let file = pipeline::object(&front, pipeline::Profile::Release, target).expect("supported source");
    let whole = Object::read(&file).expect("an object");
    let section =
        |name: &str| whole.symbols.iter().find(|symbol| symbol.name == name).and_then(|symbol| symbol.section);
    let entry = section("entry.0").expect("the entry is there");
    let record = section("molt_module.sample").expect("the module is there");
    for (root, leads_to_record) in [(entry, false), (record, true)] {
        let file = compact(&whole, [root]).expect("an object of a usual kind");
        let compact = Object::read(&file).expect("an object");
        for symbol in whole.symbols.iter().filter(|symbol| symbol.is_global && symbol.section == Some(root)) {
            let found = compact.symbols.iter().find(|found| found.name == symbol.name).expect("it is defined");
            let (left, right) = (&whole.sections[root], &compact.sections[found.section.expect("it is defined")]);
            assert_eq!((left.size, found.value), (right.size, symbol.value), "{}", symbol.name);
            assert_eq!(whole.file[left.bytes.clone()], compact.file[right.bytes.clone()], "{}", symbol.name);
        }
        let addresses = |object: &Object<'_>, section: usize| -> Vec<(u64, i64)> {
            object.relocations[section].iter().map(|place| (place.offset, place.addend)).collect()
        };
        let is_same = |section: &usize| addresses(&compact, *section) == addresses(&whole, root);
        assert!((0..compact.sections.len()).any(|section| is_same(&section)), "{root}");
        assert_eq!(compact.defined("molt_module.sample").is_some(), leads_to_record);
        assert!(compact.sections.iter().all(|section| !section.name.starts_with(".debug")));
        assert!(file.len() < whole.file.len());
    }
}
