//! Tests of reading and writing files.

use super::*;

fn entries(folder: &TemporaryFolder) -> usize {
    fs::read_dir(folder.path()).unwrap().count()
}

fn message(failure: Failure) -> String {
    match failure {
        Failure::Environment(message) => message,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_unfinished_output_leaves_nothing_behind() {
    let folder = TemporaryFolder::create().unwrap();
    let path = folder.path().join("out");
    fs::write(&path, "old").unwrap();
    let output = Output::create(&path).unwrap();
    output.write(b"half").unwrap();
    assert_eq!(entries(&folder), 2);
    drop(output);
    assert_eq!(entries(&folder), 1);
    assert_eq!(fs::read(&path).unwrap(), b"old");
}

#[test]
fn a_finished_output_replaces_what_was_there() {
    let folder = TemporaryFolder::create().unwrap();
    let path = folder.path().join("out");
    fs::write(&path, "old").unwrap();
    write(&path, b"new").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(entries(&folder), 1);
}

#[test]
fn unwritable_destinations_are_refused_at_once() {
    let folder = TemporaryFolder::create().unwrap();
    let missing = folder.path().join("no/out");
    let shown = missing.display();
    assert_eq!(
        message(Output::create(&missing).unwrap_err()),
        format!("cannot write {shown}: no such file or directory")
    );
    let shown = folder.path().display();
    assert_eq!(message(Output::create(folder.path()).unwrap_err()), format!("cannot write {shown}: it is a directory"));
}

#[test]
fn a_full_disk_is_named() {
    // The device that every write to fails as a full disk does.
    let Ok(mut full) = fs::OpenOptions::new().write(true).open("/dev/full") else { return };
    let error = full.write_all(b"x").unwrap_err();
    assert_eq!(reason(&error), "no space left on the device");
}

#[test]
fn directories_and_missing_files_cannot_be_read() {
    let folder = TemporaryFolder::create().unwrap();
    let failure = read(folder.path(), "here").unwrap_err();
    assert_eq!(message(failure), "cannot read here: it is a directory, not a file");
    let failure = read(&folder.path().join("x"), "x").unwrap_err();
    assert_eq!(message(failure), "cannot read x: no such file or directory");
}

#[test]
fn a_temporary_folder_goes_away() {
    let folder = TemporaryFolder::create().unwrap();
    let path = folder.path().to_owned();
    fs::write(path.join("x"), "x").unwrap();
    drop(folder);
    assert!(!path.exists());
}

#[test]
fn what_is_not_a_file_keeps_its_place() {
    let folder = TemporaryFolder::create().unwrap();
    let path = folder.path().join("socket");
    let _listener = std::os::unix::net::UnixListener::bind(&path).unwrap();
    let Failure::Environment(_) = write(&path, b"new").unwrap_err() else { panic!() };
    assert!(!fs::metadata(&path).unwrap().is_file());
    assert_eq!(entries(&folder), 1);
}

#[test]
fn a_symbolic_link_stays() {
    let folder = TemporaryFolder::create().unwrap();
    let (file, link) = (folder.path().join("file"), folder.path().join("link"));
    fs::write(&file, "old").unwrap();
    std::os::unix::fs::symlink("file", &link).unwrap();
    write(&link, b"new").unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read(&file).unwrap(), b"new");
    assert_eq!(entries(&folder), 2);
}

#[test]
fn other_tools_reasons_are_understood() {
    let told = |messages| reason_in(messages);
    assert_eq!(told("ld: final link failed: No space left on device\n").unwrap(), "no space left on the device");
    assert_eq!(told("ld: x: File too large\n").unwrap(), "the file would become too large");
    assert_eq!(told("ld: undefined reference to `x'\n"), None);
}
