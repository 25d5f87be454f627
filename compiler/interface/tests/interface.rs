//! Extraction, the file format, and what does not change an interface.

use moltc_interface::{
    ExportKind, FORMAT_VERSION, Hint, ModuleInterface, ParameterKind, ReadError, content_hash, extract, read, write,
};
use moltc_syntax::parse;

fn interface(source: &str) -> ModuleInterface {
    let parsed = parse("shapes.py", source.as_bytes()).expect("the source parses");
    extract(&moltc_hir::lower(&parsed, "geometry.shapes", false).expect("the source is supported"))
}

const SHAPES: &str = r#"
import math, os.path as path
from . import units
from .base import Shape
SIDES: int = 4
def area(w: float, /, h: float = 1.0, *rest, unit: str = "m", **options) -> float | None:
    return w * h
class Square(Shape, metaclass_free.Base):
    sides: int = 4
    name: str
    def __init__(self, side):
        self.side = side
    @property
    def area(self): return self.side ** 2
    def grow(self): yield
class Odd(Shape, metaclass=M): pass
@decorated
def wrapped(): pass
if os: 
    def twice(): pass
else:
    def twice(a): pass
def set_global():
    global late
    late = 1
short = lambda: 1
"#;

#[test]
fn names_are_sorted_and_complete() {
    let interface = interface(SHAPES);
    let names: Vec<&str> = interface.exports.iter().map(|export| export.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Odd",
            "SIDES",
            "Shape",
            "Square",
            "area",
            "late",
            "math",
            "path",
            "set_global",
            "short",
            "twice",
            "units",
            "wrapped"
        ]
    );
    let imports: Vec<(&str, bool)> =
        interface.imports.iter().map(|import| (import.module.as_str(), import.perhaps_attribute)).collect();
    assert_eq!(
        imports,
        [
            ("geometry", false),
            ("geometry.base", false),
            ("geometry.base.Shape", true),
            ("geometry.units", true),
            ("math", false),
            ("os.path", false)
        ]
    );
}

#[test]
fn only_single_plain_definitions_are_known() {
    let interface = interface(SHAPES);
    let kind = |name: &str| &interface.export(name).expect("an export").kind;
    assert_eq!(*kind("SIDES"), ExportKind::Variable(Some(Hint::Name("int".to_owned()))));
    for name in ["wrapped", "twice", "late", "short", "Shape", "units"] {
        assert_eq!(*kind(name), ExportKind::Variable(None), "{name}");
    }
    assert_eq!(*kind("math"), ExportKind::Module("math".to_owned()));
    assert_eq!(*kind("path"), ExportKind::Module("os.path".to_owned()));
    assert!(matches!(kind("set_global"), ExportKind::Function(_)));
    assert!(interface.export("nothing").is_none());
}

#[test]
fn signatures_hold_every_kind_of_parameter() {
    let interface = interface(SHAPES);
    let ExportKind::Function(area) = &interface.export("area").expect("an export").kind else {
        panic!("area is a function")
    };
    let parameters: Vec<(&str, ParameterKind, bool)> = area
        .parameters
        .iter()
        .map(|parameter| (parameter.name.as_str(), parameter.kind, parameter.has_default))
        .collect();
    assert_eq!(
        parameters,
        [
            ("w", ParameterKind::PositionalOnly, false),
            ("h", ParameterKind::PositionalOrKeyword, true),
            ("unit", ParameterKind::KeywordOnly, true),
            ("rest", ParameterKind::VariablePositional, false),
            ("options", ParameterKind::VariableKeyword, false)
        ]
    );
    assert_eq!(area.returns, Some(Hint::Union(vec![Hint::Name("float".to_owned()), Hint::None])));
}

#[test]
fn classes_tell_attributes_and_bases() {
    let interface = interface(SHAPES);
    let ExportKind::Class(square) = &interface.export("Square").expect("an export").kind else {
        panic!("Square is a class")
    };
    assert_eq!(square.bases, Some(vec!["Shape".to_owned(), "metaclass_free.Base".to_owned()]));
    assert_eq!(square.instance_attributes, ["side"]);
    let attributes: Vec<(&str, bool, bool)> = square
        .attributes
        .iter()
        .map(|attribute| (attribute.name.as_str(), attribute.method.is_some(), attribute.hint.is_some()))
        .collect();
    assert_eq!(
        attributes,
        [
            ("__init__", true, false),
            ("area", false, false),
            ("grow", true, false),
            ("name", false, true),
            ("sides", false, true)
        ]
    );
    let ExportKind::Class(odd) = &interface.export("Odd").expect("an export").kind else { panic!("Odd is a class") };
    assert_eq!(odd.bases, None);
}

#[test]
fn bodies_and_layout_do_not_change_the_hash() {
    let edited = SHAPES.replace("return w * h", "\n    # much\n    return h * w + 1").replace("** 2", "* self.side");
    assert_ne!(edited, SHAPES);
    assert_eq!(write(&interface(&edited)), write(&interface(SHAPES)));
    let renamed = SHAPES.replace("h: float", "height: float").replace("w * h", "w");
    assert_ne!(content_hash(&interface(&renamed)), content_hash(&interface(SHAPES)));
}

#[test]
fn files_round_trip() {
    for source in ["", SHAPES] {
        let interface = interface(source);
        assert_eq!(read(&write(&interface)), Ok(interface));
    }
}

#[test]
fn every_truncation_and_every_flipped_byte_is_an_error() {
    let bytes = write(&interface(SHAPES));
    for length in 0..bytes.len() {
        assert!(read(&bytes[..length]).is_err(), "{length} bytes are no interface");
    }
    for index in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[index] ^= 0x55;
        assert!(read(&damaged).is_err(), "byte {index} matters");
    }
}

#[test]
fn errors_say_what_is_wrong() {
    let bytes = write(&interface(SHAPES));
    assert_eq!(read(b""), Err(ReadError::NotAnInterface));
    assert_eq!(read(b"import os\n"), Err(ReadError::NotAnInterface));
    assert_eq!(read(&bytes[..20]), Err(ReadError::Truncated));
    let mut newer = bytes.clone();
    newer[5..9].copy_from_slice(&(FORMAT_VERSION + 1).to_le_bytes());
    assert_eq!(read(&newer), Err(ReadError::WrongVersion(FORMAT_VERSION + 1)));
    assert!(read(&newer).unwrap_err().to_string().contains("build it again"));
    let mut longer = bytes;
    longer.push(0);
    assert_eq!(read(&longer), Err(ReadError::Damaged));
}

/// A file with a true hash over any content.
fn sealed(content: &[u8]) -> Vec<u8> {
    use sha2::Digest;
    let mut bytes = b"MOLTI".to_vec();
    bytes.extend_from_slice(&FORMAT_VERSION.to_le_bytes());
    bytes.extend_from_slice(&sha2::Sha256::digest(content));
    bytes.extend_from_slice(content);
    bytes
}

#[test]
fn sealed_garbage_is_malformed() {
    let mut deep = vec![0x91; 100_000];
    deep.push(0xc0);
    let good = write(&interface(SHAPES));
    let content = &good[41..];
    let mut trailing = content.to_vec();
    trailing.push(0xc0);
    for garbage in [&b""[..], b"\xff", b"\x95", b"\xdd\xff\xff\xff\xff", b"\xc6\xff\xff\xff\xff", &deep, &trailing] {
        assert!(
            matches!(read(&sealed(garbage)), Err(ReadError::Malformed(_))),
            "{:02x?}",
            &garbage[..garbage.len().min(8)]
        );
    }
    assert!(read(&sealed(content)).is_ok(), "the test seals as the writer does");
}
