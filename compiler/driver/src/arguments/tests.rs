//! Tests of reading arguments.

use super::*;
use crate::files::TemporaryFolder;

fn os(arguments: &[&str]) -> Vec<OsString> {
    arguments.iter().map(OsString::from).collect()
}

#[test]
fn parameter_files_are_expanded_in_place() {
    let folder = TemporaryFolder::create().unwrap();
    std::fs::write(folder.path().join("args"), "--module\na.b\n'with space'\n'it'\\''s'\n").unwrap();
    let expanded = expand(os(&["compile", "@args", "last"]), &Base::folder(folder.path())).unwrap();
    assert_eq!(expanded, os(&["compile", "--module", "a.b", "with space", "it's", "last"]));
}

#[test]
fn a_missing_parameter_file_is_named() {
    let Err(Failure::Environment(message)) = expand(os(&["@nothing-here"]), &Base::folder("/")) else { panic!() };
    assert_eq!(message, "cannot read nothing-here: no such file or directory");
}

#[test]
fn values_may_look_like_options() {
    let mut options = Options::new(os(&["--linker-argument", "-lm", "--object", "a=b=c"]));
    assert_eq!(options.next().unwrap(), Some(Item::Option("linker-argument".to_owned())));
    assert_eq!(options.value().unwrap(), "-lm");
    options.next().unwrap();
    assert_eq!(options.pair().unwrap(), ("a".to_owned(), "b=c".to_owned()));
    assert_eq!(options.next().unwrap(), None);
}

#[test]
fn a_pair_needs_a_name() {
    let mut options = Options::new(os(&["--object", "=x"]));
    options.next().unwrap();
    let Err(Failure::Usage(message)) = options.pair() else { panic!() };
    assert_eq!(message, "--object wants NAME=VALUE, not \"=x\"");
}

#[test]
fn everything_after_the_file_can_be_kept() {
    let mut options = Options::new(os(&["--json", "app.py", "--help", "--", "x"]));
    options.next().unwrap();
    assert_eq!(options.next().unwrap(), Some(Item::Value("app.py".into())));
    assert_eq!(options.rest().unwrap(), os(&["--help", "--", "x"]));
}
