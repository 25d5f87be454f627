//! Sources that must be refused with a diagnostic, never a crash, and odd ones that must be accepted.

use moltc_syntax::{Rejected, on_deep_stack, parse};

/// The messages for a source, with the line of each.
fn messages(source: impl AsRef<[u8]> + Sync) -> Vec<(u32, String)> {
    on_deep_stack(|| match parse("t.py", source.as_ref()) {
        Ok(_) => Vec::new(),
        Err(Rejected { file, diagnostics }) => diagnostics
            .into_iter()
            .map(|diagnostic| (diagnostic.span.map_or(0, |span| file.line(span.start)), diagnostic.message))
            .collect(),
    })
    .expect("a stack")
}

#[track_caller]
fn accepts(source: impl AsRef<[u8]> + Sync) {
    assert_eq!(messages(source), []);
}

#[track_caller]
fn refuses(source: impl AsRef<[u8]> + Sync, line: u32, message: &str) {
    let found = messages(source);
    assert!(
        found.iter().any(|(at, text)| *at == line && text.starts_with(message)),
        "expected line {line}: {message}; found {found:?}"
    );
}

#[test]
fn empty_and_blank_files_are_modules() {
    accepts("");
    accepts("\n\n");
    accepts("# only a comment");
    accepts(b"\xEF\xBB\xBFx = 1\n");
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    refuses(b"\xff", 1, "Non-UTF-8 code starting with '\\xff' in file t.py on line 1, but no encoding declared");
    refuses(b"x = 1\r\n# c\r\ny = '\xe9'\n", 3, "Non-UTF-8 code starting with '\\xe9' in file t.py on line 3");
    refuses(
        b"\xEF\xBB\xBFx\nz = '\xff'",
        2,
        "(unicode error) 'utf-8' codec can't decode byte 0xff in position 5: invalid start byte",
    );
    refuses(
        b"# coding: utf-8\nz = 'ab\xe2\x82x'",
        2,
        "(unicode error) 'utf-8' codec can't decode bytes in position 7-8: invalid",
    );
    refuses(
        b"# coding: utf8\nz = 'ab\xe2\x82x'",
        2,
        "'utf-8' codec can't decode bytes in position 8-9: invalid continuation byte",
    );
    refuses(
        b"#!\n# coding: ascii\nprint('\xe9')",
        3,
        "'ascii' codec can't decode byte 0xe9 in position 8: ordinal not in range",
    );
    refuses(b"x = 1\n\0", 2, "source code cannot contain null bytes");
    refuses(
        b"# coding: ascii\nx = '\xc3\xa9'",
        2,
        "'ascii' codec can't decode byte 0xc3 in position 6: ordinal not in range(128)",
    );
    refuses(b"# coding: klingon\nx = 1", 1, "unknown encoding: klingon");
    refuses(b"\xEF\xBB\xBF# coding: utf8\nx = 1", 1, "encoding problem: utf8 with BOM");
    accepts(b"\xEF\xBB\xBF# coding: utf_8\nx = 1");
    refuses(b"\xEF\xBB\xBF# coding: latin-1\nx = 1", 1, "encoding problem: iso-8859-1 with BOM");
}

#[test]
fn declared_encodings_are_honoured() {
    accepts(b"# coding: latin-1\nx = '\xff'\n");
    accepts(b"#!shebang\n# -*- coding: iso-8859-1 -*-\nx = '\xff'\n");
    accepts("# vim: set fileencoding=utf-8 :\nx = 'é'\n");
    refuses(b"x = 1\n# coding: latin-1\nx = '\xff'\n", 3, "Non-UTF-8 code");
}

#[test]
fn every_line_end_counts_once() {
    refuses("x = 1\r\ny = 2\rreturn\n", 3, "'return' outside function");
}

#[test]
fn brackets_nest_two_hundred_deep() {
    let nested = |depth: usize| format!("x = 1\ny = {}1{}\n", "(".repeat(depth), ")".repeat(depth));
    accepts(nested(200));
    refuses(nested(201), 2, "too many nested parentheses");
    refuses(nested(5_000), 2, "too many nested parentheses");
    refuses("[".repeat(1_000_000), 1, "too many nested parentheses");
}

#[test]
fn indentation_nests_ninety_nine_deep() {
    let nested = |depth: usize| {
        let mut source: String = (0..depth).map(|level| format!("{}if 1:\n", " ".repeat(level))).collect();
        source.push_str(&format!("{}pass\n", " ".repeat(depth)));
        source
    };
    accepts(nested(99));
    refuses(nested(100), 101, "too many levels of indentation");
}

#[test]
fn operator_chains_are_bounded() {
    for (start, link, end) in [
        ("x = ", "1 + ", "1"),
        ("x = ", "-", "1"),
        ("x = ", "not ", "1"),
        ("x = ", "lambda a, b: ", "1"),
        ("x = ", "a if b else ", "1"),
        ("x = ", "2 ** ", "1"),
        ("x = a", ".b", ""),
        ("x = a", "()", ""),
        ("x = a", "[0]", ""),
    ] {
        accepts(format!("{start}{}{end}\n", link.repeat(1000)));
        refuses(
            format!("y = 0\n{start}{}{end}\n", link.repeat(100_000)),
            2,
            "expression is nested more than 3000 levels deep",
        );
    }
}

#[test]
fn wide_lines_are_no_problem() {
    accepts(format!("x = '{}'\n", "y".repeat(10_000_000)));
    accepts(format!("x = [{}]\n", "1, ".repeat(300_000)));
    refuses(format!("x = '{}\n", "y".repeat(10_000_000)), 1, "unterminated string literal");
}

#[test]
fn elif_and_boolean_chains_are_flat() {
    accepts(format!("if a: pass\n{}", "elif b: pass\n".repeat(10_000)));
    accepts(format!("x = {} c\n", "a < b and ".repeat(10_000)));
}

#[test]
fn compile_time_checks_have_cpythons_words() {
    for (source, message) in [
        ("return 1\n", "'return' outside function"),
        ("class C:\n return 1\n", "'return' outside function"),
        ("yield 1\n", "'yield' outside function"),
        ("break\n", "'break' outside loop"),
        ("continue\n", "'continue' not properly in loop"),
        ("while 1:\n def f():\n  break\n", "'break' outside loop"),
        ("for x in y: pass\nelse: break\n", "'break' outside loop"),
        ("def f(a, a): pass\n", "duplicate parameter 'a' in function definition"),
        ("lambda a, *, a: 1\n", "duplicate parameter 'a' in function definition"),
        ("__debug__ = 1\n", "cannot assign to __debug__"),
        ("def f(__debug__): pass\n", "cannot assign to __debug__"),
        ("nonlocal x\n", "nonlocal declaration not allowed at module level"),
        ("def f():\n from m import *\n", "import * only allowed at module level"),
        ("*a, *b = c\n", "multiple starred expressions in assignment"),
        ("*a = c\n", "starred assignment target must be in a list or tuple"),
        (
            "x = 1\nfrom __future__ import annotations\n",
            "from __future__ imports must occur at the beginning of the file",
        ),
        ("from __future__ import braces\n", "future feature braces is not defined"),
        ("f(a=1, a=2)\n", "keyword argument repeated: a"),
        ("f(a=1, 2)\n", "positional argument follows keyword argument"),
        ("def f():\npass\n", "expected an indented block after function definition on line 1"),
        ("  x = 1\n", "unexpected indent"),
        ("if 1:\n    a\n  b\n", "unindent does not match any outer indentation level"),
        ("x = (1\n", "'(' was never closed"),
        ("x = (1\ny = 2\n", "'(' was never closed"),
        ("x = [1, {2: 3]\n", "closing parenthesis ']' does not match opening parenthesis '{'"),
        ("x = (1,\n 2]\n", "closing parenthesis ']' does not match opening parenthesis '(' on line 1"),
        ("x = 1)\n", "unmatched ')'"),
        (")\n", "unmatched ')'"),
        ("if x\n  y\n", "expected ':'"),
        ("f() = 1\n", "cannot assign to function call here. Maybe you meant '==' instead of '='?"),
        ("None = 1\n", "cannot assign to None"),
        ("(a, 'b') = 1\n", "cannot assign to literal"),
        ("a < b = 1\n", "cannot assign to comparison"),
        ("f() += 1\n", "'function call' is an illegal expression for augmented assignment"),
        ("del 1\n", "cannot delete literal"),
        ("x = 'abc\n", "unterminated string literal (detected at line 1)"),
        ("x = \"\"\"abc\n\n", "unterminated triple-quoted string literal (detected at line 2)"),
        ("x = f'abc\n", "unterminated f-string literal (detected at line 1)"),
        ("x = 1 \\ 2\n", "unexpected character after line continuation character"),
        ("x = 1 \u{20ac} 2\n", "invalid character '\u{20ac}' (U+20AC)"),
        ("x = f'{a:{b:{c:{d}}}}'\n", "f-string: expressions nested too deeply"),
        ("x.__debug__ = 1\n", "cannot assign to __debug__"),
        ("f(__debug__=1)\n", "cannot assign to __debug__"),
        ("lambda __debug__: 1\n", "cannot assign to __debug__"),
        ("class C(x for x in y): pass\n", "invalid syntax"),
        ("match x:\n case 1 as _: pass\n", "cannot use '_' as a target"),
        ("f = lambda: 1\nyield from f\n", "'yield from' outside function"),
        ("def f(a=1, b): pass\n", "parameter without a default follows parameter with a default"),
        ("match x:\n case a: pass\n case b: pass\n", "name capture 'a' makes remaining patterns unreachable"),
        ("def f():\n [(yield 1) for x in y]\n", "'yield' outside function"),
        ("[x := 1 for x in y]\n", "assignment expression cannot rebind comprehension iteration variable"),
    ] {
        let found = messages(source);
        assert!(
            found.iter().any(|(_, text)| text.starts_with(message)),
            "{source:?}: expected {message:?}, found {found:?}"
        );
    }
}
