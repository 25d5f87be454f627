//! Tests of constants.

use super::*;

#[test]
fn ints_are_canonical() {
    assert_eq!(Constant::int("-9223372036854775808"), Some(Constant::Int(i64::MIN)));
    assert_eq!(Constant::int("9223372036854775808"), Some(Constant::BigInt("9223372036854775808".into())));
    assert_eq!(Constant::int("0009223372036854775808"), Constant::int("9223372036854775808"));
    assert_eq!(Constant::int("-"), None);
    assert_eq!(Constant::int("1_0"), None);
}

#[test]
fn strings_keep_every_code_point() {
    let code_points = [0x41, 0xE9, 0x20AC, 0xD800, 0x1F600, 0x10FFFF];
    let text = PythonString::from_code_points(code_points).unwrap();
    assert_eq!(text.code_points().collect::<Vec<_>>(), code_points);
    assert_eq!(text.as_str(), None);
    assert_eq!(PythonString::from_code_points([0x110000]), None);
    assert_eq!(PythonString::from("aé€😀").code_points().collect::<Vec<_>>(), [0x61, 0xE9, 0x20AC, 0x1F600]);
}

#[test]
fn equal_constants_share_an_entry_and_different_types_never_do() {
    let mut pool = ConstantPool::default();
    let one = pool.intern(Constant::Int(1));
    assert_eq!(pool.intern(Constant::Int(1)), one);
    assert_ne!(pool.intern(Constant::float(1.0)), one);
    assert_ne!(pool.intern(Constant::Bool(true)), one);
    assert_ne!(pool.intern(Constant::float(0.0)), pool.intern(Constant::float(-0.0)));
    assert_eq!(pool.get(one), &Constant::Int(1));
}
