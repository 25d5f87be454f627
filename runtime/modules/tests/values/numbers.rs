//! Ints and floats against what CPython 3.14 prints.

use molt_object::Owned;
use molt_protocol::number;

use crate::values::support::{big, binary, bytes, function, int, method, start, text};

#[test]
fn arithmetic_promotes_to_big_ints_and_back() {
    let _guard = start();
    let large = int((1 << 48) - 1);
    assert_eq!(binary(number::add, &large, &int(1)), "281474976710656");
    assert_eq!(binary(number::multiply, &large, &large), "79228162514263774643590529025");
    assert_eq!(binary(number::floor_divide, &int(-7), &int(2)), "-4");
    assert_eq!(binary(number::modulo, &int(-7), &int(3)), "2");
    assert_eq!(binary(number::modulo, &int(7), &int(-3)), "-2");
    let ten_to_30 = big("1000000000000000000000000000000");
    assert_eq!(binary(number::floor_divide, &ten_to_30, &int(-7)), "-142857142857142857142857142858");
    assert_eq!(binary(number::modulo, &ten_to_30, &int(-7)), "-6");
    assert_eq!(binary(number::true_divide, &ten_to_30, &int(7)), "1.4285714285714285e+29");
    assert_eq!(
        binary(number::shift_right, &big("-1000000000000000000000000000000"), &int(3)),
        "-125000000000000000000000000000"
    );
    assert_eq!(binary(number::shift_left, &int(-5), &int(70)), "-5902958103587056517120");
    assert_eq!(binary(number::floor_divide, &int(1), &int(0)), "ZeroDivisionError: division by zero");
    assert_eq!(binary(number::bit_and, &ten_to_30, &int(-256)), "1000000000000000000000000000000");
    assert_eq!(binary(number::bit_xor, &big("-1000000000000000000000"), &int(255)), "-999999999999999999745");
}

#[test]
fn powers() {
    let _guard = start();
    let pow = |base: Owned, exponent: Owned, modulus: Owned| {
        crate::values::support::show(number::power(base.borrow(), exponent.borrow(), modulus.borrow()))
    };
    assert_eq!(pow(int(3), int(50), Owned::none()), "717897987691852588770249");
    assert_eq!(pow(int(2), int(-2), Owned::none()), "0.25");
    assert_eq!(pow(int(3), int(-1), int(7)), "5");
    assert_eq!(pow(int(3), int(200), int(-13)), "-4");
    assert_eq!(pow(int(2), int(-1), int(4)), "ValueError: base is not invertible for the given modulus");
    assert_eq!(pow(int(0), int(-1), Owned::none()), "ZeroDivisionError: zero to a negative power");
    assert_eq!(pow(Owned::float(2.0), Owned::float(0.5), Owned::none()), "1.4142135623730951");
    assert_eq!(
        pow(Owned::float(10.0), int(400), Owned::none()),
        "OverflowError: (34, 'Numerical result out of range')"
    );
}

#[test]
fn ints_from_text() {
    let _guard = start();
    let cases: &[(&[Owned], &str)] = &[
        (&[text("  12\n")], "12"),
        (&[text("1_000")], "1000"),
        (&[text("\u{663}\u{664}")], "34"),
        (&[text("0x_1f"), int(16)], "31"),
        (&[text("0b101"), int(0)], "5"),
        (&[text("010"), int(0)], "ValueError: invalid literal for int() with base 0: '010'"),
        (&[text("1__0")], "ValueError: invalid literal for int() with base 10: '1__0'"),
        (&[bytes(b"x")], "ValueError: invalid literal for int() with base 10: b'x'"),
        (&[text("zz"), int(36)], "1295"),
        (&[text("x"), int(37)], "ValueError: int() base must be >= 2 and <= 36, or 0"),
        (&[int(1), int(2)], "TypeError: int() can't convert non-string with explicit base"),
        (&[Owned::float(-1.9)], "-1"),
        (&[Owned::float(1e30)], "1000000000000000019884624838656"),
        (&[Owned::float(f64::NAN)], "ValueError: cannot convert float NaN to integer"),
        (
            &[Owned::none()],
            "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'",
        ),
    ];
    for (arguments, expected) in cases {
        assert_eq!(&function("int", arguments), expected, "int{arguments:?}");
    }
    let long = function("int", &[text(&"1".repeat(5000))]);
    assert_eq!(
        long,
        "ValueError: Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; \
         use sys.set_int_max_str_digits() to increase the limit"
    );
}

#[test]
fn methods_of_ints() {
    let _guard = start();
    assert_eq!(method(&int(255), "bit_length", &[]), "8");
    assert_eq!(method(&int(-255), "bit_count", &[]), "8");
    assert_eq!(method(&int(25), "__round__", &[int(-1)]), "20");
    assert_eq!(method(&int(-15), "__round__", &[int(-1)]), "-20");
    assert_eq!(method(&int(1), "__round__", &[int(-400)]), "0");
    assert_eq!(method(&int(500), "to_bytes", &[int(2), text("big")]), "b'\\x01\\xf4'");
    assert_eq!(method(&int(500), "to_bytes", &[int(1)]), "OverflowError: int too big to convert");
    assert_eq!(method(&int(-5), "to_bytes", &[]), "OverflowError: can't convert negative int to unsigned");
    assert_eq!(method(&int(5), "as_integer_ratio", &[]), "(5, 1)");
    assert_eq!(function("hash", &[big("2305843009213693951")]), "0");
    assert_eq!(function("hash", &[big("2305843009213693952")]), "1");
    assert_eq!(function("hash", &[int(-1)]), "-2");
    assert_eq!(function("hash", &[Owned::float(1.5)]), "1152921504606846977");
    assert_eq!(function("hash", &[Owned::float(-0.1)]), "-230584300921369408");
}

#[test]
fn floats_print_their_shortest_text() {
    let _guard = start();
    let cases = [
        (0.1, "0.1"),
        (1e16, "1e+16"),
        (1e15, "1000000000000000.0"),
        (123456789012345680.0, "1.2345678901234568e+17"),
        (0.0001, "0.0001"),
        (0.00001, "1e-05"),
        (5e-324, "5e-324"),
        (-0.0, "-0.0"),
        (f64::INFINITY, "inf"),
        (f64::NAN, "nan"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
    ];
    for (number, expected) in cases {
        assert_eq!(crate::values::support::show(Ok(Owned::float(number))), expected);
    }
}

#[test]
fn floats_round_floor_and_convert() {
    let _guard = start();
    let float = Owned::float;
    assert_eq!(binary(number::floor_divide, &float(-5.0), &float(f64::INFINITY)), "-1.0");
    assert_eq!(binary(number::modulo, &float(-1.0), &float(3.0)), "2.0");
    assert_eq!(binary(number::floor_divide, &float(1e16), &int(3)), "3333333333333333.0");
    assert_eq!(binary(number::divmod, &int(5), &float(3.0)), "(1.0, 2.0)");
    assert_eq!(function("round", &[float(2.675), int(2)]), "2.67");
    assert_eq!(function("round", &[float(2.5)]), "2");
    assert_eq!(function("round", &[float(15.0), int(-1)]), "20.0");
    assert_eq!(function("round", &[float(5.0), int(-1)]), "0.0");
    assert_eq!(function("round", &[float(1.7e308), int(-308)]), "OverflowError: rounded value too large to represent");
    assert_eq!(function("float", &[text(" 1_0.5e-3\n")]), "0.0105");
    assert_eq!(function("float", &[text("-Infinity")]), "-inf");
    assert_eq!(function("float", &[text("1__0")]), "ValueError: could not convert string to float: '1__0'");
    assert_eq!(method(&float(0.1), "as_integer_ratio", &[]), "(3602879701896397, 36028797018963968)");
    assert_eq!(method(&float(-1.5), "hex", &[]), "'-0x1.8000000000000p+0'");
    assert_eq!(method(&float(0.0), "fromhex", &[text("0x1.8p-1075")]), "5e-324");
    assert_eq!(
        method(&float(0.0), "fromhex", &[text("0x1p5000")]),
        "OverflowError: hexadecimal value too large to represent as a float"
    );
    assert_eq!(method(&float(0.0), "fromhex", &[text("0x1.fffffffffffff8p+0")]), "2.0");
}

#[test]
fn ints_and_floats_compare_exactly() {
    let _guard = start();
    use molt_object::Comparison;
    use molt_protocol::compare::truth_of;
    let exact = big("9007199254740993");
    let near = Owned::float(9007199254740992.0);
    for (comparison, expected) in [(Comparison::Equal, false), (Comparison::Greater, true), (Comparison::Less, false)] {
        assert_eq!(truth_of(exact.borrow(), near.borrow(), comparison).ok(), Some(expected));
        let reflected = truth_of(near.borrow(), exact.borrow(), comparison.reflected());
        assert_eq!(reflected.ok(), Some(expected));
    }
}
