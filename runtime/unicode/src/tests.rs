//! The tables say what CPython 3.14 says of every code point.

use super::{Form, decimal, is_printable, is_space, properties};

/// The digest this script prints:
///
/// ```python
/// def mix(digest, number): return (digest ^ number) * 0x100000001b3 & 0xffffffffffffffff
/// digest = 0xcbf29ce484222325
/// for number in range(0x110000):
///     c = chr(number)
///     bits = [c.isalpha(), c.isalnum(), c.isupper(), c.islower(), c.istitle(), c.isprintable(), c.isidentifier(),
///             ("a" + c).isidentifier(), c.isspace(), c.isdecimal(), c.isdigit(), c.isnumeric()]
///     digest = mix(digest, sum(bit << index for index, bit in enumerate(bits)))
///     for text in c.lower(), c.upper(), c.title(), c.casefold():
///         for form in text: digest = mix(digest, ord(form))
///     if c.isdecimal(): digest = mix(digest, int(c))
/// print(hex(digest))
/// ```
const EXPECTED: u64 = 0x279ce06e36552ba;

#[test]
fn every_code_point_is_as_in_cpython() {
    let mut digest = 0xCBF2_9CE4_8422_2325_u64;
    let mut mix = |number: u32| digest = (digest ^ u64::from(number)).wrapping_mul(0x0000_0100_0000_01B3);
    for code_point in 0..0x11_0000 {
        let found = properties(code_point);
        assert_eq!(is_printable(code_point), found.is_printable(), "{code_point:#x}");
        assert_eq!(is_space(code_point), found.is_space(), "{code_point:#x}");
        let bits = [
            found.is_alphabetic(),
            found.is_alphanumeric(),
            found.is_upper(),
            found.is_lower(),
            found.is_title() || found.is_upper(),
            found.is_printable(),
            found.is_identifier_start() || code_point == u32::from('_'),
            found.is_identifier_continue(),
            found.is_space(),
            found.is_decimal(),
            found.is_digit(),
            found.is_numeric(),
        ];
        mix(bits.iter().enumerate().map(|(index, &bit)| u32::from(bit) << index).sum());
        for form in [found.to_lower(), found.to_upper(), found.to_title(), found.to_folded()] {
            Form::units(&form).iter().for_each(|&unit| mix(unit));
        }
        if let Some(digit) = decimal(code_point) {
            mix(digit);
        }
    }
    assert_eq!(digest, EXPECTED, "{digest:#x}");
}
