# Mapping patterns: keys, nested, rest, what counts as a mapping.
def describe(x):
    match x:
        case {"type": "point", "x": x, "y": y}:
            return f"point {x} {y}"
        case {"type": str(kind), **rest}:
            return f"{kind} with {rest}"
        case {1: "one", None: n}:
            return f"odd keys {n}"
        case {}:
            return f"mapping of {len(x)}"
    return "no mapping"


class Default(dict):
    def __missing__(self, key):
        print("missing", key)
        return 0


class NoMapping:
    def keys(self):
        return []

    def __getitem__(self, key):
        return 1


for value in (
    {"type": "point", "x": 1, "y": 2, "z": 3},
    {"type": "circle", "r": 5},
    {"type": 5},
    {1: "one", None: "nothing"},
    {},
    {"a": 1},
    [],
    "text",
    NoMapping(),
    Default(type="point", x=1),
    Default(),
):
    print(describe(value) if not hasattr(value, "mapping") else "proxy")


class Key:
    NAME = "name"

    def __init__(self):
        print("made", end=" ")


def keys(x):
    match x:
        case {Key.NAME: n, "other": [a, {"deep": d}], **rest}:
            return n, a, d, rest
        case {Key.NAME: n, **rest}:
            return n, rest
        case {**everything}:
            return "all", everything


print(keys({"name": 1, "other": [2, {"deep": 3, "x": 1}], "more": 4}))
source = {"name": 1, "b": 2}
print(keys(source), source)
copy = keys({"x": 1})
print(copy)


class Same:
    A = "k"
    B = "k"


def duplicate(x):
    match x:
        case {Same.A: a, Same.B: b}:
            return a, b
    return "none"


print(duplicate({"k": 1}))
try:
    print(duplicate({"k": 1, "j": 2}))
except ValueError as error:
    print("ValueError", error)


class Getting(dict):
    def get(self, key, default=None):
        print("get", key, end=" ")
        return super().get(key, default)


match Getting(a=1, b=2):
    case {"a": 1, "c": c}:
        print("no")
    case {"a": a, "b": b}:
        print("found", a, b)
match {"nested": {"list": [1, {"k": "v"}]}}:
    case {"nested": {"list": [_, {"k": value}]}}:
        print(value)
match {True: "t", 0: "f"}:
    case {1: t, False: f}:
        print(t, f)
match {"a": None}:
    case {"a": None}:
        print("None is a value")
