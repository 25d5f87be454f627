//! `encode` and `decode` against what CPython 3.14 prints.

use molt_object::Owned;

use crate::values::support::{bytes, method, start, text};

#[test]
fn strs_and_bytes_convert() {
    let _guard = start();
    let cases: &[(Owned, &str, &[Owned], &str)] = &[
        (bytes(&[97]), "decode", &[text("ascii")], "'a'"),
        (
            text("\u{e9}\u{1234}\u{1f600}"),
            "encode",
            &[text("ascii"), text("backslashreplace")],
            "b'\\\\xe9\\\\u1234\\\\U0001f600'",
        ),
        (
            text("\u{e9}\u{1234}\u{1f600}"),
            "encode",
            &[text("ascii"), text("xmlcharrefreplace")],
            "b'&#233;&#4660;&#128512;'",
        ),
        (text("\u{e9}\u{1234}"), "encode", &[text("ascii"), text("replace")], "b'??'"),
        (
            text("\u{1f600}"),
            "encode",
            &[text("ascii")],
            "UnicodeEncodeError: 'ascii' codec can't encode character '\\U0001f600' in position 0: ordinal not in range(128)",
        ),
        (
            text("\u{1234}"),
            "encode",
            &[text("ascii")],
            "UnicodeEncodeError: 'ascii' codec can't encode character '\\u1234' in position 0: ordinal not in range(128)",
        ),
        (text("a\u{e9}"), "encode", &[text("utf-8-sig")], "b'\\xef\\xbb\\xbfa\\xc3\\xa9'"),
        (bytes(&[239, 187, 191, 97]), "decode", &[text("utf-8-sig")], "'a'"),
        (bytes(&[239, 187, 191, 97]), "decode", &[text("utf-8")], "'\\ufeffa'"),
        (
            bytes(&[255]),
            "decode",
            &[text("utf-8-sig")],
            "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
        ),
        (text("a\u{e9}"), "encode", &[text("utf_16")], "b'\\xff\\xfea\\x00\\xe9\\x00'"),
        (text("a"), "encode", &[text("UTF 8")], "b'a'"),
        (text("a"), "encode", &[text("U8")], "b'a'"),
        (text("a"), "encode", &[text("utf--8")], "b'a'"),
        (text("a"), "encode", &[text("latin1")], "b'a'"),
        (
            text("\u{1234}"),
            "encode",
            &[text("iso-8859-1")],
            "UnicodeEncodeError: 'latin-1' codec can't encode character '\\u1234' in position 0: ordinal not in range(256)",
        ),
        (text("\u{e9}\u{1234}\u{1f600}"), "encode", &[], "b'\\xc3\\xa9\\xe1\\x88\\xb4\\xf0\\x9f\\x98\\x80'"),
        (text("\u{e9}\u{1234}\u{1f600}"), "encode", &[text("utf-16-be")], "b'\\x00\\xe9\\x124\\xd8=\\xde\\x00'"),
        (
            text("\u{e9}\u{1234}\u{1f600}"),
            "encode",
            &[text("utf-32-le")],
            "b'\\xe9\\x00\\x00\\x004\\x12\\x00\\x00\\x00\\xf6\\x01\\x00'",
        ),
        (
            bytes(&[97, 128]),
            "decode",
            &[text("ascii")],
            "UnicodeDecodeError: 'ascii' codec can't decode byte 0x80 in position 1: ordinal not in range(128)",
        ),
        (bytes(&[97, 128, 129]), "decode", &[text("ascii"), text("ignore")], "'a'"),
        (bytes(&[97, 128, 129]), "decode", &[text("ascii"), text("replace")], "'a\u{fffd}\u{fffd}'"),
        (bytes(&[97, 128, 129]), "decode", &[text("ascii"), text("backslashreplace")], "'a\\\\x80\\\\x81'"),
        (bytes(&[97, 128, 129]), "decode", &[text("ascii"), text("surrogateescape")], "'a\\udc80\\udc81'"),
        (
            bytes(&[97, 128, 129]),
            "decode",
            &[text("ascii"), text("xmlcharrefreplace")],
            "TypeError: don't know how to handle UnicodeDecodeError in error callback",
        ),
        (
            bytes(&[97, 128, 129]),
            "decode",
            &[text("ascii"), text("foo")],
            "LookupError: unknown error handler name 'foo'",
        ),
        (
            bytes(&[226, 130]),
            "decode",
            &[],
            "UnicodeDecodeError: 'utf-8' codec can't decode bytes in position 0-1: unexpected end of data",
        ),
        (
            bytes(&[226, 130, 97]),
            "decode",
            &[],
            "UnicodeDecodeError: 'utf-8' codec can't decode bytes in position 0-1: invalid continuation byte",
        ),
        (
            bytes(&[226, 97]),
            "decode",
            &[],
            "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xe2 in position 0: invalid continuation byte",
        ),
        (
            bytes(&[240, 159, 152]),
            "decode",
            &[],
            "UnicodeDecodeError: 'utf-8' codec can't decode bytes in position 0-2: unexpected end of data",
        ),
        (
            bytes(&[192, 128]),
            "decode",
            &[],
            "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xc0 in position 0: invalid start byte",
        ),
        (
            bytes(&[245]),
            "decode",
            &[],
            "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xf5 in position 0: invalid start byte",
        ),
        (
            bytes(&[244, 144, 128, 128]),
            "decode",
            &[],
            "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xf4 in position 0: invalid continuation byte",
        ),
        (
            bytes(&[240, 128, 128, 128]),
            "decode",
            &[],
            "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xf0 in position 0: invalid continuation byte",
        ),
        (
            bytes(&[128]),
            "decode",
            &[],
            "UnicodeDecodeError: 'utf-8' codec can't decode byte 0x80 in position 0: invalid start byte",
        ),
        (
            bytes(&[237, 160, 128]),
            "decode",
            &[],
            "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte",
        ),
        (bytes(&[237, 160, 128]), "decode", &[text("utf-8"), text("surrogatepass")], "'\\ud800'"),
        (bytes(&[237, 160, 128]), "decode", &[text("utf-8"), text("surrogateescape")], "'\\udced\\udca0\\udc80'"),
        (bytes(&[226, 130, 97, 255]), "decode", &[text("utf-8"), text("replace")], "'\u{fffd}a\u{fffd}'"),
        (bytes(&[226, 130, 97, 255]), "decode", &[text("utf-8"), text("backslashreplace")], "'\\\\xe2\\\\x82a\\\\xff'"),
        (bytes(&[226, 130]), "decode", &[text("utf-8"), text("surrogateescape")], "'\\udce2\\udc82'"),
        (
            bytes(&[226, 130]),
            "decode",
            &[text("utf-8"), text("xmlcharrefreplace")],
            "TypeError: don't know how to handle UnicodeDecodeError in error callback",
        ),
        (bytes(&[226, 130, 172, 240, 159, 152, 128]), "decode", &[], "'\u{20ac}\u{1f600}'"),
        (
            bytes(&[97]),
            "decode",
            &[text("utf-16")],
            "UnicodeDecodeError: 'utf-16-le' codec can't decode byte 0x61 in position 0: truncated data",
        ),
        (
            bytes(&[97, 98, 0]),
            "decode",
            &[text("utf-16")],
            "UnicodeDecodeError: 'utf-16-le' codec can't decode byte 0x00 in position 2: truncated data",
        ),
        (
            bytes(&[0, 216]),
            "decode",
            &[text("utf-16")],
            "UnicodeDecodeError: 'utf-16-le' codec can't decode bytes in position 0-1: unexpected end of data",
        ),
        (
            bytes(&[0, 216]),
            "decode",
            &[text("utf-16-le")],
            "UnicodeDecodeError: 'utf-16-le' codec can't decode bytes in position 0-1: unexpected end of data",
        ),
        (
            bytes(&[0, 220]),
            "decode",
            &[text("utf-16-le")],
            "UnicodeDecodeError: 'utf-16-le' codec can't decode bytes in position 0-1: illegal encoding",
        ),
        (
            bytes(&[0, 216, 97, 0]),
            "decode",
            &[text("utf-16-le")],
            "UnicodeDecodeError: 'utf-16-le' codec can't decode bytes in position 0-1: illegal UTF-16 surrogate",
        ),
        (bytes(&[0, 216, 97, 0]), "decode", &[text("utf-16-le"), text("replace")], "'\u{fffd}a'"),
        (bytes(&[0, 216, 97, 0]), "decode", &[text("utf-16-le"), text("surrogatepass")], "'\\ud800a'"),
        (bytes(&[0, 216, 97]), "decode", &[text("utf-16-le"), text("replace")], "'\u{fffd}'"),
        (bytes(&[61, 216, 0, 222]), "decode", &[text("utf-16-le")], "'\u{1f600}'"),
        (bytes(&[254, 255, 0, 97]), "decode", &[text("utf-16")], "'a'"),
        (bytes(&[255, 254, 97, 0]), "decode", &[text("utf-16")], "'a'"),
        (bytes(&[255, 254, 97, 0]), "decode", &[text("utf-16-le")], "'\\ufeffa'"),
        (
            bytes(&[97, 98, 99]),
            "decode",
            &[text("utf-32")],
            "UnicodeDecodeError: 'utf-32-le' codec can't decode bytes in position 0-2: truncated data",
        ),
        (
            bytes(&[0, 0, 17, 0]),
            "decode",
            &[text("utf-32-le")],
            "UnicodeDecodeError: 'utf-32-le' codec can't decode bytes in position 0-3: code point not in range(0x110000)",
        ),
        (
            bytes(&[0, 216, 0, 0]),
            "decode",
            &[text("utf-32-le")],
            "UnicodeDecodeError: 'utf-32-le' codec can't decode bytes in position 0-3: code point in surrogate code point range(0xd800, 0xe000)",
        ),
        (bytes(&[0, 216, 0, 0]), "decode", &[text("utf-32-le"), text("surrogatepass")], "'\\ud800'"),
        (bytes(&[0, 216, 0, 0]), "decode", &[text("utf-32-le"), text("replace")], "'\u{fffd}'"),
        (bytes(&[97, 0, 0, 0, 98, 99]), "decode", &[text("utf-32-le"), text("replace")], "'a\u{fffd}'"),
        (bytes(&[0, 0, 254, 255, 0, 0, 0, 97]), "decode", &[text("utf-32")], "'a'"),
        (bytes(&[97]), "decode", &[text("x")], "LookupError: unknown encoding: x"),
        (bytes(&[255]), "decode", &[text("latin-1")], "'\u{ff}'"),
        (
            text("a"),
            "encode",
            &[text("utf-8"), text("x"), text("y")],
            "TypeError: encode() takes at most 2 arguments (3 given)",
        ),
        (text(""), "encode", &[text("utf-16")], "b'\\xff\\xfe'"),
        (bytes(&[]), "decode", &[text("utf-16")], "''"),
    ];
    for (receiver, name, arguments, expected) in cases {
        let found = method(receiver, name, arguments);
        assert_eq!(&found, expected, "{}.{name}", crate::values::support::show(Ok(receiver.clone())));
    }
}
