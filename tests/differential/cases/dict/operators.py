# Merge and update operators, including subclasses and reflected operands.
a = {"x": 1, "y": 2}
b = {"y": 20, "z": 30}
print(a | b, b | a, a | {}, {} | {}, a, b)
c = a
c |= b
print(a, c is a)
c |= [("list", 1)]
c |= (pair for pair in [("gen", 2)])
print(c)


class Sub(dict):
    pass


class Reflecting(dict):
    def __ror__(self, other):
        return ("reflected", dict(other))


print(
    type(Sub(p=1) | {"q": 2}).__name__,
    type({"q": 2} | Sub(p=1)).__name__,
    {"q": 2} | Reflecting(p=1),
    Sub(p=1) | Sub(r=2),
)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: a | [("k", 1)])
attempt(lambda: a | None)
attempt(lambda: [] | a)
attempt(lambda: a & b)
attempt(lambda: a - b)


def bad_update():
    d = {}
    d |= 5


def bad_pairs():
    d = {}
    d |= ["abc"]


attempt(bad_update)
attempt(bad_pairs)
print(
    {"a": 1} | {"b": 2} | {"a": 3},
    {"a": 1}.__or__({"b": 2}),
    {"a": 1}.__or__(5),
    {"a": 1}.__ior__({"c": 3}),
)
