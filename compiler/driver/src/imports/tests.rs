//! Tests of import checking.

use super::*;
use crate::pipeline::{Front, front};

fn resolved(source: &str) -> Front {
    front("app.main", false, "main.py", source.as_bytes()).unwrap()
}

fn messages(source: &str, known: &[&str], labels: &[(&str, &str)]) -> Vec<String> {
    let label = |name: &str| labels.iter().find(|(module, _)| *module == name).map(|(_, label)| (*label).to_owned());
    let diagnostics = check(&imports(&resolved(source).hir), |name| known.contains(&name), label);
    diagnostics
        .into_iter()
        .map(|diagnostic| format!("{}; {}", diagnostic.message, diagnostic.help.unwrap_or_default()))
        .collect()
}

#[test]
fn relative_imports_are_absolute_and_name_what_they_take() {
    let found = imports(&resolved("from . import parser, text\nimport a.b as c\n").hir);
    assert_eq!((found[0].module.as_str(), found[0].names.join(" ")), ("app", "parser text".to_owned()));
    assert_eq!(found[1].chain().collect::<Vec<_>>(), ["a", "a.b"]);
}

#[test]
fn a_missing_module_is_reported_once_per_import() {
    assert_eq!(messages("import a.b\n", &["a"], &[]), ["no module named \"a.b\"; "]);
    assert_eq!(messages("import a.b\n", &[], &[]), ["no module named \"a\"; "]);
    assert_eq!(messages("import a.b\n", &["a", "a.b"], &[]), [""; 0]);
}

#[test]
fn a_module_outside_deps_is_reported_with_its_label() {
    assert_eq!(
        messages("def f():\n    import a.b\n", &[], &[("a.b", "//lib:b")]),
        ["module \"a.b\" is not among the dependencies; add \"//lib:b\" to deps"]
    );
    assert_eq!(
        messages("from a import b\n", &[], &[("a.b", "//lib:b")]),
        ["module \"a\" is not among the dependencies; add \"//lib:b\" to deps"]
    );
}

#[test]
fn a_guarded_import_may_fail() {
    let guarded = |handler: &str| messages(&format!("try:\n    import fast\n{handler}\n    fast = None\n"), &[], &[]);
    assert_eq!(guarded("except ImportError:"), [""; 0]);
    assert_eq!(guarded("except (ValueError, ModuleNotFoundError):"), [""; 0]);
    assert_eq!(guarded("except:"), [""; 0]);
    assert_eq!(guarded("except ValueError:"), ["no module named \"fast\"; "]);
}

#[test]
fn the_handler_of_a_guarded_import_is_not_guarded() {
    let source = "try:\n    import fast\nexcept ImportError:\n    import slow\n";
    assert_eq!(messages(source, &[], &[]), ["no module named \"slow\"; "]);
}
