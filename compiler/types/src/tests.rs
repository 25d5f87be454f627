use moltc_hir::TypeHint;
use moltc_ir::Kind;

use super::hint;

fn name(name: &str) -> TypeHint {
    TypeHint::Name(name.to_owned())
}

#[test]
fn annotations_of_built_in_classes_are_hints() {
    assert_eq!(hint(&name("int")), Some(Kind::ANY_INT));
    assert_eq!(hint(&name("float")), Some(Kind::FLOAT));
    assert_eq!(hint(&TypeHint::None), Some(Kind::NONE));
    assert_eq!(hint(&TypeHint::Generic("list".to_owned(), vec![name("int")])), Some(Kind::LIST));
    assert_eq!(hint(&name("Point")), None);
    assert_eq!(hint(&TypeHint::Unknown), None);
}

#[test]
fn unions_are_hints_if_their_members_are() {
    assert_eq!(hint(&TypeHint::Union(vec![name("int"), TypeHint::None])), Some(Kind::ANY_INT.or(Kind::NONE)));
    assert_eq!(hint(&TypeHint::Union(vec![name("int"), name("Point")])), None);
}
