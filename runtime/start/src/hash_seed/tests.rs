//! Which seeds are accepted, and that there is none by default.

use molt_host::{Manifest, NativeHost};

use super::{keys, number};

#[test]
fn seeds_are_read_as_c_reads_them() {
    for (text, seed) in [("0", 0), ("007", 7), (" 5", 5), ("\t+5", 5), ("4294967295", u32::MAX), ("-0", 0)] {
        assert_eq!(number(text.as_bytes()), Some(seed), "{text:?}");
    }
    assert_eq!(number(b"-18446744073709551615"), Some(1));
    for text in [" ", "+", "-", "-1", "5 ", "0x1", "1.0", "4294967296", "18446744073709551616", "\u{665}", "+-5"] {
        assert_eq!(number(text.as_bytes()), None, "{text:?}");
    }
}

#[test]
fn programs_without_a_seed_differ_from_run_to_run() {
    // No capability is needed.
    let host = NativeHost::new(Manifest::Only(Vec::new()), Vec::new());
    assert_eq!(keys(Some(7), &host), keys(Some(7), &host));
    if std::env::var_os("PYTHONHASHSEED").is_none() {
        assert_ne!(keys(None, &host), keys(None, &host));
    }
}
