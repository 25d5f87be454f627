//! Tests of the textual form.

use super::*;
use crate::constant::{Constant, PythonString};
use crate::op::{Op, OperandKind};

const SAMPLE: &str = r#"module "sample" package "pkg" file "pkg/sample.py" is_package
global "print"
global "x"

function0 "<module>" "<module>" module built line 1 {
  docstring "a\nb\u{e9}\"\\"
  loc0 = 1:4-1:9
block0:
  v0 = constant (1, -2.5, None, True, b"\u{ff}a", "\u{d800}", bits 9221120237041090560, complex 0.0 1.5, Ellipsis)
  v1 = unbound
  v2 = make_function function1 v0, v1
  global_set "f" v2
  v3 = constant -123456789012345678901234567890
  return v3 @loc0
}

function1 "f" "f" function built generator line 3 {
  parameter "a" positional
  parameter "b" keyword_only default
  local0 = "a"
  local1 = "c" cell
  free "outer"
  loc0 = 3:4-3:9
block0(v0: value, v1: value) handler block3:
  v901 = local_set local0 v0
  v2 = local_get local0
  check_bound "a" local v2 @loc0
  v3 = binary add v2, v1 @loc0
  v4 = call_method_keywords "meth" loc0 ("k", "l") v3, v0, v1 @loc0
  v5 = intrinsic unpack_star [1, 2] v4
  intrinsic list_append v5, v4
  v6 = compare_truth lt v5, v4
  branch v6, block1, block2(v5)
block1:
  v7 = yield_value v5
  jump block2(v7)
block2(v8: value):
  return v8
block3:
  v9 = take_exception
  reraise v9
  unreachable
}
"#;

#[test]
fn text_survives_parsing_and_printing() {
    let module = parse_module(SAMPLE).unwrap();
    let printed = print_module(&module);
    // `f` is mentioned by the text before it is declared, so it becomes a declared global.
    let expected = SAMPLE.replace("global \"x\"\n", "global \"x\"\nglobal \"f\"\n");
    assert_eq!(printed, expected);
    assert_eq!(print_module(&parse_module(&printed).unwrap()), printed);
}

#[test]
fn constants_survive_parsing_and_printing() {
    let mut module = crate::Module::new("m", "", "m.py");
    let constants = [
        Constant::Int(i64::MIN),
        Constant::int("99999999999999999999999").unwrap(),
        Constant::float(-0.0),
        Constant::float(1e300),
        Constant::float(5e-324),
        Constant::Float(f64::NEG_INFINITY.to_bits()),
        Constant::Str(PythonString::from_code_points([0, 0x7F, 0xDFFF, 0x1F600, 0x22]).unwrap()),
        Constant::Tuple(vec![]),
        Constant::NotImplemented,
    ];
    let mut builder = crate::FunctionBuilder::new(crate::Function::new("f", "f", crate::FunctionKind::Function));
    let mut last = None;
    for constant in constants.clone() {
        last = Some(builder.constant(module.constants.intern(constant)));
    }
    builder.ret(last.unwrap());
    module.add_function(builder.finish());
    let parsed = parse_module(&print_module(&module)).unwrap();
    let read: Vec<Constant> = parsed.constants.iter().map(|(_, constant)| constant.clone()).collect();
    assert_eq!(read, constants);
}

#[test]
fn mistakes_are_reported_with_their_line() {
    let header = "module \"m\" package \"\" file \"m.py\"\nfunction0 \"f\" \"f\" function built line 1 {\nblock0:\n";
    for (body, line, message) in [
        ("  v0 = nonsense\n", 4, "expected an op or a terminator, found `nonsense`"),
        ("  v0 = keep_alive v1\n", 4, "`keep_alive` has no result"),
        ("  constant 1\n", 4, "`constant` has a result"),
        ("  return x1\n", 4, "expected `vN`, found `x1`"),
        ("  jump block0 @loc3\n", 5, "there is no loc3"),
        ("  v0 = constant \"abc\n", 4, "unterminated string"),
        ("  v0 = constant wrong\n", 4, "expected a constant, found `wrong`"),
        ("  return v0\nblock0:\n", 5, "block0 is there twice"),
    ] {
        let error = parse_module(&format!("{header}{body}}}\n")).unwrap_err();
        assert_eq!(error.message, message);
        assert!(error.line == line || error.line == line + 1, "{error}");
    }
}

#[test]
fn every_op_has_a_mnemonic_of_its_own_and_variadic_operands_come_last() {
    for &op in Op::ALL {
        let row = op.row();
        assert_eq!(Op::from_mnemonic(row.mnemonic), Some(op));
        assert!(!row.documentation.trim().is_empty());
        let fixed = row.operands.len().saturating_sub(1);
        assert!(row.operands[..fixed].iter().all(|(_, kind): &(_, OperandKind)| !kind.is_variadic()), "{op}");
    }
}
