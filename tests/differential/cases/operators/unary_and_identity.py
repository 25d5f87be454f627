# Unary operators on every type, identity, `is not`, `not in` and custom __contains__.
class Signed:
    def __neg__(self):
        return "negated"

    def __pos__(self):
        return "plus"

    def __invert__(self):
        return "inverted"

    def __abs__(self):
        return "absolute"


s = Signed()
print(-s, +s, ~s, abs(s), -True, +True, ~5, --5, -+-5, not not s, -0.0, -(10**20), +2.5)
a = [1]
b = a
c = [1]
print(
    a is b,
    a is c,
    a is not c,
    a == c,
    None is None,
    type(a) is list,
    a[0] is c[0],
    id(a) == id(b),
    id(a) != id(c),
)
print(a is not None, a is not [], True is not False)


class Contains:
    def __contains__(self, item):
        print("contains", item)
        return item


class Iterates:
    def __iter__(self):
        print("iterates")
        return iter([1, 2, 3])


class Indexed:
    def __getitem__(self, index):
        print("index", index)
        if index > 2:
            raise IndexError
        return index * 10


print(
    5 in Contains(),
    0 in Contains(),
    "" not in Contains(),
    2 in Iterates(),
    9 not in Iterates(),
    20 in Indexed(),
    7 in Indexed(),
)


class NoContains:
    __contains__ = None


def attempt(action):
    try:
        print(action())
    except TypeError as error:
        print(error)


attempt(lambda: -object)
attempt(lambda: -[])
attempt(lambda: +"a")
attempt(lambda: ~2.5)
attempt(lambda: 1 in 5)
attempt(lambda: 1 in object)
attempt(lambda: 1 in NoContains())
attempt(lambda: abs([]))
attempt(lambda: not [] + 1)
