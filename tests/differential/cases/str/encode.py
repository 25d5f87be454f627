# Encoding to bytes and back with the common codecs and every error handler.
for text in ("abc", "é", "漢字", "😀", "", "mixed é漢😀"):
    encoded = text.encode()
    print(encoded, encoded.decode(), len(text), len(encoded), encoded.decode("utf-8") == text)
    for handler in ("ignore", "replace", "backslashreplace", "xmlcharrefreplace"):
        print(text.encode("ascii", handler), text.encode("latin-1", handler))

print(
    "a😀".encode("utf-16-le"),
    "a😀".encode("utf-16-be"),
    "a".encode("utf-32-le"),
    "é".encode("UTF8"),
    "é".encode("latin1"),
)
print(
    b"\xe9".decode("latin-1"),
    b"\xff\xfea\x00".decode("utf-16"),
    b"\xef\xbb\xbfa".decode("utf-8-sig"),
    "a".encode("utf-8-sig"),
)
print(
    "x\ud800y".encode("utf-8", "surrogatepass"),
    "x\udcffy".encode("utf-8", "surrogateescape"),
    ascii(b"a\xff".decode("utf-8", "surrogateescape")),
)
for raw in (
    b"\xff",
    b"a\xc3",
    b"\xc3(",
    b"\xe2\x82",
    b"\xf0\x90\x80",
    b"\xed\xa0\x80",
    b"\xc0\x80",
    b"\xf5\x80\x80\x80",
    b"ok\x80\x81ok",
):
    print(
        ascii(raw.decode("utf-8", "replace")),
        ascii(raw.decode("utf-8", "ignore")),
        raw.decode("utf-8", "backslashreplace"),
    )


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


for raw in (
    b"\xff",
    b"a\xc3",
    b"\xc3(",
    b"\xe2\x82",
    b"\xf0\x90\x80",
    b"\xed\xa0\x80",
    b"\xc0\x80",
    b"\xf5\x80\x80\x80",
):
    attempt(lambda: raw.decode())
attempt(lambda: "é".encode("ascii"))
attempt(lambda: "aéé".encode("ascii"))
attempt(lambda: "漢".encode("latin-1"))
attempt(lambda: "\ud800".encode())
attempt(lambda: b"\x80".decode("ascii"))
attempt(lambda: "a".encode("nonsense"))
attempt(lambda: "é".encode("ascii", "nonsense"))
attempt(lambda: "a".encode(5))
attempt(lambda: b"a".decode("utf-8", 5))
try:
    "héé".encode("ascii")
except UnicodeEncodeError as error:
    print(error.encoding, error.object, error.start, error.end, error.reason)
