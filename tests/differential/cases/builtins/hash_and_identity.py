# hash agreement across equal values, id and is, hashability of builtins.
print(
    hash(1) == hash(1.0) == hash(True),
    hash(0) == hash(0.0) == hash(-0.0) == hash(False),
    hash(2**61 - 1),
    hash(2**61),
    hash(-1),
    hash(-2),
    hash(10**20),
    hash(-(10**20)),
    hash(2**64),
)
print(
    hash(0.5),
    hash(-0.5),
    hash(1e100),
    hash(2.5),
    hash(float("inf")),
    hash(-float("inf")),
    hash(1.1) == hash(1.1),
)
print(
    hash(None) == hash(None),
    hash("abc") == hash("a" + "bc"),
    hash(b"abc") == hash(bytes([97, 98, 99])),
    hash(()) == hash(tuple()),
    hash((1, "a")) == hash((1.0, "a")),
    hash(frozenset([1, 2])) == hash(frozenset([2, 1])),
)
print(
    hash((1, 2, 3)),
    hash((0,)),
    hash(()),
    hash((1, (2, (3,)))),
    hash((1.5, -1)),
    hash(frozenset()),
    hash(frozenset([1, 2, 3])),
    hash(range(3)) == hash(range(0, 3)),
    hash((-1, -2)),
)


class Plain:
    pass


class SameHash:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return 7

    def __eq__(self, other):
        return isinstance(other, SameHash) and self.value == other.value


p = Plain()
print(
    hash(p) == hash(p),
    p == p,
    p != Plain(),
    {p: 1}[p],
    len({SameHash(i) for i in range(10)}),
    SameHash(3) in {SameHash(i) for i in range(5)},
    SameHash(9) in {SameHash(i) for i in range(5)},
)
a = [1]
b = a
print(
    a is b,
    id(a) == id(b),
    a is not [1],
    a is a[:] if a[:] is a else "copy",
    id(a) != id([1]),
    type(id(a)).__name__,
)
text = "x" * 5
print(text is text, None is None, True is (1 == 1), (1 < 2) is True)
for value in ([], {}, set(), bytearray(), slice(1), {}.keys(), [].__iter__, (1, []), ([],)):
    try:
        hash(value)
        print(type(value).__name__, "hashable")
    except TypeError as error:
        print(error)
d = {}
for key in (1, 1.0, True, "1", b"1", (1,), None, False, 0, 0.0, ""):
    d[key] = d.get(key, 0) + 1
print(d)
