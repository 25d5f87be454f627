# Keys with user-defined __hash__ and __eq__, collisions, identity short cut, failures.
class Key:
    def __init__(self, name, value):
        self.name = name
        self.value = value

    def __hash__(self):
        print("hash", self.name)
        return self.value % 2

    def __eq__(self, other):
        print("eq", self.name, other.name)
        return self.value == other.value

    def __repr__(self):
        return self.name


a, b, c = Key("a", 1), Key("b", 3), Key("c", 1)
d = {a: "A"}
d[b] = "B"
print(d)
d[c] = "C"
print(d, len(d), d[a], b in d)
del d[a]
print(d)
print({a, c})


class NoHash:
    def __eq__(self, other):
        return True


class BadHash:
    def __hash__(self):
        raise ValueError("no hash today")


class StrHash:
    def __hash__(self):
        return "x"


class BadEq:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise RuntimeError("eq failed")


class HugeHash:
    def __hash__(self):
        return 2**100


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: {NoHash(): 1})
attempt(lambda: {BadHash(): 1})
attempt(lambda: {}.get(BadHash()))
attempt(lambda: {StrHash(): 1})
attempt(lambda: {BadEq(): 1, BadEq(): 2})
attempt(lambda: {1: 1}[BadEq()])
attempt(lambda: hash(HugeHash()) == 2**100 % (2**61 - 1))
same = BadEq()
attempt(lambda: {same: "identity"}[same])
print(
    {
        1: "int",
        "1": "str",
        1.5: "float",
        None: "none",
        (): "tuple",
        b"1": "bytes",
        frozenset(): "set",
    }
)
