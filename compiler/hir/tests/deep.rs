//! The deepest trees that the parser lets through can be lowered, printed and dropped.

use moltc_hir::lower;
use moltc_syntax::{DEEPEST_EXPRESSION, on_deep_stack, parse};

#[test]
fn the_deepest_chains_are_lowered() {
    let depth = DEEPEST_EXPRESSION - 10;
    for (start, link, end) in [
        ("x = ", "1 + ", "1"),
        ("x = ", "-", "a"),
        ("x = ", "not ", "1"),
        ("x = ", "a if b else ", "1"),
        ("x = a", ".b", ""),
        ("x = a", "()", ""),
    ] {
        let source = format!("{start}{}{end}\n", link.repeat(depth));
        let length = on_deep_stack(|| {
            let parsed = parse("deep.py", source.as_bytes()).expect("within the limit");
            lower(&parsed, "deep", false).expect("supported").to_string().len()
        })
        .expect("a stack");
        assert!(length > depth, "{link:?}");
    }
}

#[test]
fn brackets_and_blocks_at_their_limits_are_lowered() {
    let brackets = format!("x = {}1{}\n", "[".repeat(200), "]".repeat(200));
    let lambdas = format!("x = {}1\n", "lambda: ".repeat(500));
    let mut blocks: String = (0..99).map(|level| format!("{}if a:\n", " ".repeat(level))).collect();
    blocks.push_str(&format!("{}pass\n", " ".repeat(99)));
    for source in [brackets, lambdas, blocks] {
        let units = on_deep_stack(|| {
            let parsed = parse("deep.py", source.as_bytes()).expect("within the limit");
            lower(&parsed, "deep", false).expect("supported").functions.len()
        })
        .expect("a stack");
        assert!(units >= 1);
    }
}
