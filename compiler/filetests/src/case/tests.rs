//! Tests of case files.

use super::*;

#[test]
fn a_case_has_command_input_and_expectation() {
    let case = Case::parse("; pass: simplify, dead_code\nmodule\n----\nout\nmore\n").unwrap();
    assert_eq!(case.command, Command::Passes(vec!["simplify".into(), "dead_code".into()]));
    assert_eq!(case.input, "; pass: simplify, dead_code\nmodule\n");
    assert_eq!(case.expected, "out\nmore\n");
    assert_eq!(case.with_expected("new\n"), "; pass: simplify, dead_code\nmodule\n----\nnew\n");
}

#[test]
fn a_new_case_needs_no_expectation() {
    assert_eq!(Case::parse("; print\nx\n").unwrap().expected, "");
}

#[test]
fn an_unknown_command_is_an_error() {
    assert_eq!(Case::parse("; dance\n").unwrap_err(), CaseError("`; dance` is no command".to_string()));
    assert!(Case::parse("").is_err());
}
