//! Files work, and what the manifest does not list is refused by name.

use std::path::{Path, PathBuf};

use crate::error::system_message;
use crate::{Access, Capability, Host, HostError, Manifest, NativeHost, OpenOptions, SeekBase};

const READ: OpenOptions =
    OpenOptions { access: Access::Read, create: false, create_new: false, truncate: false, append: false };

fn scratch(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("molt-host-test-{}-{name}", std::process::id()))
}

#[test]
fn what_is_written_can_be_read_back() {
    let host = NativeHost::new(Manifest::GrantAll, Vec::new());
    let path = scratch("file");
    let options = OpenOptions { access: Access::ReadWrite, create: true, truncate: true, ..READ };
    let file = host.open(&path, options).expect("a writable folder");
    assert_eq!(file.write(b"hello").expect("space"), 5);
    assert_eq!(file.seek(-4, SeekBase::End).expect("seekable"), 1);
    let mut buffer = [0; 8];
    assert_eq!(file.read(&mut buffer).expect("readable"), 4);
    assert_eq!(&buffer[..4], b"ello");
    file.truncate(2).expect("truncatable");
    assert_eq!(file.size(), Some(2));
    std::fs::remove_file(path).expect("just made");
}

#[test]
fn errors_carry_the_system_number() {
    let host = NativeHost::new(Manifest::GrantAll, Vec::new());
    match host.open(&scratch("missing"), READ) {
        Err(HostError::System(2)) => {}
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("a file that does not exist was opened"),
    }
    assert_eq!(system_message(2), "No such file or directory");
    assert!(matches!(host.open(&std::env::temp_dir(), READ), Err(HostError::System(21))));
}

#[test]
fn a_manifest_covers_what_is_below_a_path_only() {
    let folder = std::env::temp_dir();
    let manifest = Manifest::Only(vec![format!("fs.read:{}", folder.display()), "env.read:HOME".to_owned()]);
    assert!(manifest.allows(&Capability::ReadFile(folder.join("any"))));
    assert!(!manifest.allows(&Capability::WriteFile(folder.join("any"))));
    assert!(!manifest.allows(&Capability::ReadFile(folder.join("../etc"))));
    assert!(manifest.allows(&Capability::ReadEnvironment("HOME".to_owned())));
    assert!(!manifest.allows(&Capability::ReadEnvironment("PATH".to_owned())));
    let host = NativeHost::new(Manifest::Only(Vec::new()), Vec::new());
    match host.open(Path::new("file"), READ) {
        Err(HostError::Denied(capability)) => assert_eq!(capability.name(), "fs.read:file"),
        _ => panic!("opened without the capability"),
    }
}
