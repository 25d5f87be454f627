//! The encoding keeps its promises, and the table is well formed.

use crate::effects;
use crate::effects::{Effects, Regions};
use crate::intrinsics::{ArgumentKind, Intrinsic, ResultKind};
use crate::layout::Location;
use crate::locations::{decode, encode_group};
use crate::value::{INT_MAX, INT_MIN, INT_TAG};
use crate::{CodeRecord, CoreType, Header, ModuleRecord, Value};

#[test]
fn ints_round_trip_to_their_limits() {
    for number in [0, 1, -1, INT_MIN, INT_MAX, 255, -256] {
        let value = Value::from_small_int(number).expect("in range");
        assert_eq!(value.as_small_int(), Some(number));
        assert!(!value.is_float() && !value.is_pointer() && !value.is_bool());
    }
    assert_eq!(Value::from_small_int(INT_MAX + 1), None);
    assert_eq!(Value::from_small_int(INT_MIN - 1), None);
}

#[test]
fn floats_round_trip_including_every_nan() {
    for number in [0.0, -0.0, 1.5, f64::MAX, f64::MIN_POSITIVE, f64::INFINITY, f64::NEG_INFINITY] {
        let value = Value::from_f64(number);
        assert!(value.is_float());
        assert_eq!(value.as_f64().map(f64::to_bits), Some(number.to_bits()));
    }
    for bits in [0x7FF8 << 48, 0xFFF8 << 48, u64::MAX, 0x7FF0_0000_0000_0001] {
        let value = Value::from_f64(f64::from_bits(bits));
        assert!(value.is_float() && value.as_f64().is_some_and(f64::is_nan));
    }
}

#[test]
fn one_test_recognises_two_ints() {
    let int = Value::from_i32(-5).bits();
    for other in [Value::NONE, Value::from_f64(-1.0), Value::TRUE, Value::UNBOUND, Value::from_bits(4096)] {
        assert!((int & other.bits()) < INT_TAG);
    }
    assert!(int & Value::from_i32(7).bits() >= INT_TAG);
}

#[test]
fn records_have_the_sizes_the_compiler_emits() {
    assert_eq!(size_of::<Header>(), 16);
    assert_eq!(size_of::<CodeRecord>(), 144);
    assert_eq!(size_of::<ModuleRecord>(), 88);
}

#[test]
fn consumed_arguments_come_with_documented_results() {
    for &intrinsic in Intrinsic::ALL {
        let signature = intrinsic.signature();
        assert_eq!(Intrinsic::from_name(signature.name), Some(intrinsic));
        assert!(!signature.documentation.is_empty());
        if signature.result == ResultKind::Status {
            assert!(signature.effects.may_raise(), "{} has a status but cannot raise", signature.name);
        }
        let register_arguments = signature.arguments.len();
        assert!(register_arguments <= 6, "{} would pass arguments on the stack", signature.name);
        for (name, kind) in signature.arguments {
            assert!(*kind != ArgumentKind::Pointer || *name != "operand", "{}: operands are values", signature.name);
        }
    }
}

#[test]
fn effects_say_what_may_be_left_out_and_what_may_be_used_again() {
    let add = Intrinsic::add.signature().effects;
    assert!(add.may_raise() && add.may_run_user_code() && !add.is_removable());
    let append = Intrinsic::list_append.signature().effects;
    assert_eq!((append.read(), append.written()), (Regions::NONE, Regions::ITEMS));
    assert!(!append.is_removable());
    // What depends on attributes does not on the items of a list; a new list is another one each time.
    let attribute = effects!(reads(ATTRIBUTES));
    assert!(attribute.is_removable() && attribute.holds_after(append) && !attribute.holds_after(add));
    let list = Intrinsic::list_new.signature().effects;
    assert!(list.is_removable() && !list.holds_after(Effects::NONE));
    assert!(!effects!(stays).is_removable());
}

#[test]
fn every_core_type_reaches_object() {
    for &core_type in CoreType::ALL {
        let mut current = core_type;
        for _ in 0..8 {
            current = current.base();
        }
        assert_eq!(current, CoreType::Object, "{} is not below object", core_type.name());
    }
}

#[test]
fn locations_round_trip() {
    let location = |line, end_line, column, end_column| Location { line, end_line, column, end_column };
    let largest = u32::MAX >> 1;
    let group = [
        location(1, 1, 0, 0),
        location(70_000, 70_000, 4, 200),
        location(69_999, 70_031, 90, 3),
        location(largest, largest, largest, largest),
        location(2, 2, 63, 64),
        location(2, 2, 127, 64),
    ];
    let mut bytes = [0; 128];
    let mut length = 0;
    encode_group(&group, &mut |byte| {
        bytes[length] = byte;
        length += 1;
    });
    for (place, expected) in group.iter().enumerate() {
        let mut rest = bytes[..length].iter();
        let found = decode(place, &mut || *rest.next().expect("the group has more bytes"));
        assert_eq!(found, *expected);
    }
}
