# sorted, reversed, enumerate, zip, any, all, iter, next, range, slice as functions.
print(
    any([]),
    all([]),
    any([0, 1]),
    all([1, 0]),
    any(iter([])),
    any("abc"),
    all({}),
    any({0: 1}),
    all(x > 0 for x in (1, 2)),
)
print(
    sorted("bca"),
    sorted([3, 1], reverse=True),
    sorted({2: "b", 1: "a"}),
    sorted(["B", "a"], key=str.lower),
    sorted([(1, "b"), (1, "a")]),
    sorted(range(3), key=lambda x: -x),
)
print(
    list(),
    tuple(),
    dict(),
    set(),
    frozenset(),
    str(),
    bytes(),
    int(),
    float(),
    bool(),
    list(range(3)),
    type(None)(),
)
print(
    list("abc"),
    tuple([1]),
    dict(a=1),
    dict([("b", 2)]),
    dict({"c": 3}, d=4),
    dict(dict(e=5)),
    set("aa"),
    str(5),
    str([1]),
    str("x"),
)
print(
    next(iter([1])),
    next(iter([]), "default"),
    list(iter([1, 2])),
    [*reversed([1, 2])],
    [*enumerate("a")],
    list(zip("ab", [1, 2])),
    list(map(int, "12")),
    list(filter(None, [0, 1])),
)
print(
    callable(len),
    callable(5),
    isinstance(1, int),
    issubclass(int, object),
    hasattr("x", "upper"),
    getattr("x", "upper")(),
    getattr("x", "zz", None),
    type(1),
    type("x") is str,
)
(
    print(
        format(5, "03d"),
        format("x", ">3"),
        format(1.5),
        repr([1]),
        ascii("é\n"),
        vars(type("C", (), {"a": 1})()),
    ),
    print(end=""),
)


class Attributes:
    first = 1

    def __init__(self):
        self.second = 2


a = Attributes()
setattr(a, "third", 3)
delattr(a, "second")
print(
    vars(a),
    hasattr(a, "second"),
    getattr(a, "first"),
    sorted(n for n in dir(a) if not n.startswith("_")),
)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: any(5))
attempt(lambda: all())
attempt(lambda: sorted([1, "a"]))
attempt(lambda: next(iter([])))
attempt(lambda: getattr(a, "zz"))
attempt(lambda: getattr(a))
attempt(lambda: getattr(a, 5))
attempt(lambda: setattr(a, 5, 1))
attempt(lambda: setattr(a, "x"))
attempt(lambda: delattr(a, "zz"))
attempt(lambda: hasattr(a, 5))
attempt(lambda: vars(5))
attempt(lambda: dict(1))
attempt(lambda: dict([1]))
attempt(lambda: set(1))
attempt(lambda: tuple(1))
attempt(lambda: callable())
attempt(lambda: callable(1, 2))
attempt(lambda: repr())
attempt(lambda: type())
attempt(lambda: type(1, 2))
attempt(lambda: format(5, "bad"))
attempt(lambda: list(a=1))
attempt(lambda: bool(1, 2))
attempt(lambda: str(1, 2, 3, 4))
attempt(lambda: id())
attempt(lambda: object(5))
