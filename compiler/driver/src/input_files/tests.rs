//! Tests of looking at the linker's input.

use std::fs;

use super::*;
use crate::files::TemporaryFolder;

fn archive(members: &[&[u8]]) -> Vec<u8> {
    let mut archive = ARCHIVE.to_vec();
    for (number, content) in members.iter().enumerate() {
        archive.extend(format!("{:<48}{:<10}`\n", format!("member{number}/"), content.len()).into_bytes());
        archive.extend_from_slice(content);
        if archive.len() % 2 == 1 {
            archive.push(b'\n');
        }
    }
    archive
}

fn verdict(check: fn(&Path) -> Result<(), String>, content: &[u8]) -> Result<(), String> {
    let folder = TemporaryFolder::create().unwrap();
    let path = folder.path().join("input");
    fs::write(&path, content).unwrap();
    check(&path)
}

#[test]
fn whole_archives_pass() {
    assert_eq!(verdict(check_archive, &archive(&[b"one", b"", b"four"])), Ok(()));
}

#[test]
fn shortened_archives_are_named() {
    let whole = archive(&[b"member", b"another"]);
    for length in ARCHIVE.len() + 1..ARCHIVE.len() + MEMBER_HEADER {
        assert_eq!(verdict(check_archive, &whole[..length]), Err("it is damaged".to_owned()), "{length}");
    }
    assert_eq!(verdict(check_archive, &whole[..whole.len() - 2]), Err("it is incomplete".to_owned()));
    assert_eq!(verdict(check_archive, ARCHIVE), Err("it is empty".to_owned()));
    for other in [&b""[..], b"!<ar", b"\x7fELF...."] {
        assert_eq!(verdict(check_archive, other), Err("it is not a static library".to_owned()));
    }
}

#[test]
fn objects_begin_with_their_mark() {
    assert_eq!(verdict(check_object, b"\x7fELF and so on"), Ok(()));
    for other in [&b""[..], b"\x7fEL", b"!<arch>\n"] {
        assert_eq!(verdict(check_object, other), Err("it is not an object file".to_owned()));
    }
}
