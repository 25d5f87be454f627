//! Tests of the line difference.

use super::*;

#[test]
fn lines_of_one_text_only_are_marked() {
    assert_eq!(difference("a\nb\nc\n", "a\nx\nc\nd\n"), "  a\n- b\n+ x\n  c\n+ d\n");
    assert_eq!(difference("", "a\n"), "+ a\n");
    assert_eq!(difference("a\n", ""), "- a\n");
    assert_eq!(difference("a\n", "a\n"), "  a\n");
}
