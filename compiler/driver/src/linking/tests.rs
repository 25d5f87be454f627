//! Tests of linking; none needs a linker.

use super::*;

#[test]
fn mixed_versions_are_explained() {
    let message = complaint(Path::new("cc"), "ld: undefined reference to `molt_abi_0123456789abcdef'\n");
    assert!(message.starts_with("an object and the runtime library come from different versions"), "{message}");
}

#[test]
fn only_the_end_of_a_long_complaint_is_shown() {
    let messages: String = (0..100).map(|line| format!("line {line}\n")).collect();
    let message = complaint(Path::new("cc"), &messages);
    assert!(message.starts_with("linking with cc failed:\nline 80\n") && message.ends_with("line 99"), "{message}");
}

#[test]
fn the_main_module_needs_an_object() {
    let program = Program {
        objects: &[],
        main: "app",
        profile: Profile::Dev,
        debug: false,
        target: Target::ALL[0],
        hash_seed: None,
        size_report: false,
    };
    let Err(Failure::Usage(message)) = link(&program, &Toolchain::default(), Path::new("out")) else { panic!() };
    assert_eq!(message, "the main module \"app\" has no object");
}
