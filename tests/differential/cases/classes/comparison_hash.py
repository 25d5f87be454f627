# __eq__, ordering methods, __hash__ rules, __ne__ derivation, use in containers.
class Version:
    def __init__(self, *parts):
        self.parts = parts

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts == other.parts

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts < other.parts

    def __le__(self, other):
        return self < other or self == other

    def __hash__(self):
        return hash(self.parts)

    def __repr__(self):
        return "v" + ".".join(map(str, self.parts))


a, b, c = Version(1, 2), Version(1, 10), Version(1, 2)
print(
    a == c,
    a != c,
    a is c,
    a != b,
    a < b,
    a > b,
    a <= c,
    a >= c,
    b >= a,
    hash(a) == hash(c),
    len({a, b, c}),
    {a: 1}[c],
)
print(
    sorted([b, a, Version(0, 9)]),
    max(a, b),
    min(a, b),
    a == 5,
    a != 5,
    a in [c],
    [a, b].index(b),
    [a] == [c],
    (a, b) < (c, Version(2)),
)


class EqOnly:
    def __eq__(self, other):
        return True


class Inherits(Version):
    pass


class Redefines(Version):
    def __eq__(self, other):
        return super().__eq__(other)


class Restores(Version):
    def __eq__(self, other):
        return super().__eq__(other)

    __hash__ = Version.__hash__


class NeOnly:
    def __ne__(self, other):
        return "custom ne"


print(
    hash(Inherits(1)) == hash(Version(1)),
    Inherits(1) == Version(1),
    EqOnly.__hash__,
    Redefines.__hash__,
    hash(Restores(1)) == hash((1,)),
    NeOnly() != 1,
    NeOnly() == 1,
    EqOnly() != 1,
)


class Weird:
    def __eq__(self, other):
        return "not a bool"

    def __lt__(self, other):
        return []

    def __bool__(self):
        raise ValueError("no truth")


print(
    Weird() == 1,
    Weird() != 1,
    Weird() < 1,
    bool(Weird() == 1),
    1 == Weird(),
    1 > Weird(),
    Weird() in [1],
    sorted([Weird(), Weird()]) and "sorted",
)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: hash(EqOnly()))
attempt(lambda: {Redefines(1): 1})
attempt(lambda: a < 5)
attempt(lambda: 5 >= a)
attempt(lambda: a > "x")
attempt(lambda: sorted([a, 1]))
attempt(lambda: not Weird())
attempt(lambda: max([]))
print(
    hash(Version(1, 2)) == hash((1, 2)),
    hash(object) == hash(object),
    isinstance(hash(object()), int),
    hash(True),
    hash(-1),
    hash(2**61 - 1),
    hash(2**61),
    hash(-(2**61)),
)
