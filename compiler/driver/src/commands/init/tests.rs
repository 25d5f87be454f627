//! Tests of `molt init`.

use super::*;
use crate::files::TemporaryFolder;

fn init(place: &Path, arguments: &[&str]) -> Result<Outcome, Failure> {
    run(arguments.iter().map(OsString::from).collect(), &Base::folder(place))
}

#[test]
fn molt_is_found_from_the_new_folder() {
    let place = TemporaryFolder::create().unwrap();
    fs::create_dir_all(place.path().join("tools/molt")).unwrap();
    let outcome = init(place.path(), &["mine/first", "--molt", "tools/molt"]).unwrap();
    assert!(outcome.output.ends_with("run: ../../tools/molt/bazelw run //app:server\n"), "{}", outcome.output);
    let module = fs::read_to_string(place.path().join("mine/first/MODULE.bazel")).unwrap();
    assert!(module.contains("path = \"../../tools/molt\""), "{module}");
    assert!(place.path().join("mine/first/app/BUILD.bazel").is_file());
}

#[test]
fn nothing_that_exists_is_touched() {
    let place = TemporaryFolder::create().unwrap();
    fs::create_dir(place.path().join("app")).unwrap();
    fs::write(place.path().join("app/server.py"), "mine").unwrap();
    let Err(Failure::Environment(message)) = init(place.path(), &["."]) else { panic!() };
    assert!(message.ends_with("app/server.py: it exists"), "{message}");
    assert_eq!(fs::read(place.path().join("app/server.py")).unwrap(), b"mine");
    assert!(!place.path().join("MODULE.bazel").exists());
}

#[test]
fn a_folder_must_be_given() {
    let Err(Failure::Usage(message)) = init(Path::new(""), &[]) else { panic!() };
    assert_eq!(message, "no folder is given");
}
