//! Expected texts are CPython 3.14's.

use molt_abi::Location;

use super::{SourceLines, format};

/// Formats the entry for the first place where `part` stands in `source`.
fn entry(source: &str, part: &str) -> String {
    let start = source.find(part).expect("the part stands in the source");
    let end = start + part.len();
    let line_of = |offset: usize| source[..offset].matches('\n').count() as u32 + 1;
    let column_of = |offset: usize| (offset - source[..offset].rfind('\n').map_or(0, |newline| newline + 1)) as u32;
    let location =
        Location { line: line_of(start), end_line: line_of(end), column: column_of(start), end_column: column_of(end) };
    format(&SourceLines::new(source.as_bytes(), location.line, location.end_line), location)
}

#[test]
fn markers_show_the_part_of_a_line() {
    assert_eq!(entry("x = 1\n    y = a + b/0\n", "b/0"), "    y = a + b/0\n            ~^~\n");
    assert_eq!(entry("print(a[1][2])", "a[1][2]"), "    print(a[1][2])\n          ~~~~^^^\n");
    assert_eq!(entry("f(x)", "f(x)"), "    f(x)\n    ~^^^\n");
    assert_eq!(entry("print(undefined)", "undefined"), "    print(undefined)\n          ^^^^^^^^^\n");
}

#[test]
fn a_whole_line_has_no_markers() {
    assert_eq!(entry("  raise ValueError('x')\n", "raise ValueError('x')"), "    raise ValueError('x')\n");
    assert_eq!(entry("  return f(x)\n", "f(x)"), "    return f(x)\n");
    assert_eq!(entry("\n\n  value = a.b(x)\n", "a.b(x)"), "    value = a.b(x)\n");
}

#[test]
fn several_lines_keep_their_relative_indentation() {
    let source = "    x = f(\n        1,\n        2,\n        3,\n        4,\n    )\n";
    let call = "f(\n        1,\n        2,\n        3,\n        4,\n    )";
    assert_eq!(entry(source, call), "    x = f(\n        1,\n    ...<2 lines>...\n        4,\n    )\n");
    let source = "y = 1 + f(\n    a,\n    b)\n";
    assert_eq!(
        entry(source, "f(\n    a,\n    b)"),
        "    y = 1 + f(\n            ~^\n        a,\n        ^^\n        b)\n        ^^\n"
    );
}

#[test]
fn columns_count_characters_and_wide_ones_twice() {
    assert_eq!(entry("x = 'é' + y", "y"), "    x = 'é' + y\n              ^\n");
    assert_eq!(entry("x = '漢' + y", "y"), "    x = '漢' + y\n               ^\n");
}
