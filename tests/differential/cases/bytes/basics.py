# bytes literals, indexing, slicing, concatenation, comparison, iteration, repr.
data = b"hello\x00\xff"
print(
    data,
    len(data),
    data[0],
    data[-1],
    data[1:3],
    data[::-1],
    data + b"!",
    b"ab" * 3,
    2 * b"x",
    b"" * 5,
)
print(list(data), 104 in data, b"ell" in data, b"z" not in data, 300 > data[0], b"" in b"")
print(
    b"a" < b"b",
    b"a" == "a",
    b"a" != "a",
    b"abc" >= b"abc",
    b"" < b"\x00",
    max(b"hello"),
    sorted(b"cab"),
)
print(
    repr(b"it's"),
    repr(b'"'),
    repr(b"'\""),
    b"\n\t\r\\\x7f\x80",
    str(b"x"),
    bytes(),
    bytes(3),
    bytes([65, 66]),
    bytes(b"copy"),
)
print(
    bytes("é", "utf-8"),
    bytes("é", "latin-1"),
    bytes(range(5)),
    bytes((i for i in range(3))),
    bytes.fromhex("00 ff 7F"),
    b"\x00\xab".hex(),
)
print(
    b"\x01\x02\x03".hex("-"),
    b"\x01\x02\x03\x04".hex(":", 2),
    b"\x01\x02\x03".hex(" ", -2),
    hash(b"a") == hash(b"a"),
    {b"k": 1}[b"k"],
)
print(
    bool(b""),
    bool(b"\x00"),
    b"ab",
    isinstance(b"", bytes),
    b"abc"[True],
    [*b"ab"],
    b"a,b".decode(),
    b"%d-%s" % (5, b"x"),
)


class Bytes:
    def __bytes__(self):
        return b"custom"


print(bytes(Bytes()))


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: data[7])
attempt(lambda: data["a"])
attempt(lambda: data + "a")
attempt(lambda: "a" + data)
attempt(lambda: data < "a")
attempt(lambda: "a" in data)
attempt(lambda: 256 in data)
attempt(lambda: bytes([256]))
attempt(lambda: bytes(-1))
attempt(lambda: bytes("a"))
attempt(lambda: bytes(["a"]))
attempt(lambda: bytes(1.5))
attempt(lambda: bytes(5, "ascii"))
attempt(lambda: bytes.fromhex("0"))
attempt(lambda: bytes.fromhex("zz"))
attempt(lambda: data.__setitem__(0, 1))
attempt(lambda: b"a".hex("--"))
