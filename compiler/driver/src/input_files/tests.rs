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

fn verdict<T>(check: fn(&Path) -> Result<T, String>, content: &[u8]) -> Result<T, String> {
    let folder = TemporaryFolder::create().unwrap();
    let path = folder.path().join("input");
    fs::write(&path, content).unwrap();
    check(&path)
}

#[test]
fn whole_archives_pass() {
    let archive = archive(&[b"one", b"", b"four"]);
    let found = verdict(members, &archive).unwrap();
    let content: Vec<&[u8]> = found.iter().map(|at| &archive[at.start as usize..at.end as usize]).collect();
    assert_eq!(content, [&b"one"[..], b"", b"four"]);
}

#[test]
fn shortened_archives_are_named() {
    let whole = archive(&[b"member", b"another"]);
    for length in ARCHIVE.len() + 1..ARCHIVE.len() + MEMBER_HEADER {
        assert_eq!(verdict(members, &whole[..length]), Err("it is damaged".to_owned()), "{length}");
    }
    assert_eq!(verdict(members, &whole[..whole.len() - 2]), Err("it is incomplete".to_owned()));
    assert_eq!(verdict(members, ARCHIVE), Err("it is empty".to_owned()));
    for other in [&b""[..], b"!<ar", b"\x7fELF...."] {
        assert_eq!(verdict(members, other), Err("it is not a static library".to_owned()));
    }
}

#[test]
fn objects_begin_with_their_mark() {
    assert_eq!(verdict(check_object, b"\x7fELF and so on"), Ok(()));
    for other in [&b""[..], b"\x7fEL", b"!<arch>\n"] {
        assert_eq!(verdict(check_object, other), Err("it is not an object file".to_owned()));
    }
}
