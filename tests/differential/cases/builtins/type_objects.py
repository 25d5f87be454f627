# type objects as values: names, calls, comparison, attributes, use as dict keys.
types = [
    int,
    float,
    bool,
    str,
    bytes,
    list,
    tuple,
    dict,
    set,
    frozenset,
    range,
    slice,
    object,
    type,
    type(None),
    type(...),
    type(NotImplemented),
    bytearray,
    property,
    staticmethod,
    classmethod,
    super,
    enumerate,
    zip,
    map,
    filter,
    reversed,
]
print([t.__name__ for t in types])
print(
    [t.__bases__ for t in types[:6]],
    int.__mro__,
    bool.__mro__,
    type.__mro__,
    [type(t) is type for t in types].count(True),
)
print(
    {int: "i", str: "s"}[type(5)],
    int == int,
    int != float,
    int is type(3),
    type(int),
    type(type),
    isinstance(int, type),
    isinstance(5, object),
)
print(
    int,
    str,
    list,
    type,
    object,
    type(None),
    Exception,
    [int, str],
    {int: 1},
    f"{int}",
    str(dict),
    repr(range),
)
print(
    int.__doc__ is not None,
    list.__module__,
    str.__qualname__,
    type(len).__name__,
    type(lambda: 0).__name__,
    type([].append).__name__,
    type(str.upper).__name__,
    type(int.__add__).__name__,
    type((1).__add__).__name__,
)
constructors = {"i": int, "f": float, "s": str, "l": list}
print(
    {k: c("12") for k, c in constructors.items()},
    [c() for c in constructors.values()],
    list(map(type, [1, "a", None, 2.5, [], {}])),
)
print(
    hasattr(int, "bit_length"),
    hasattr(str, "__len__"),
    hasattr(int, "__len__"),
    "upper" in dir(str),
    "append" in dir([]),
    int.__name__.upper(),
    type("x")("y"),
    type([1])((2,)),
)
print(
    type(5)("7") + 1,
    (lambda t: t(1))(str),
    [t for t in (int, str) if isinstance("x", t)],
    int.from_bytes(b"\x01"),
    dict.fromkeys([1]),
    str.maketrans("a", "b"),
    list[int],
    dict[str, int],
    int | None,
)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: int < str)
attempt(lambda: int + str)
attempt(lambda: int.missing)
attempt(lambda: setattr(int, "x", 1))
attempt(lambda: delattr(str, "upper"))
attempt(lambda: int[0])
attempt(lambda: type(None)(1))
attempt(lambda: type(...)() is ...)
attempt(lambda: len(int))
attempt(lambda: list(int))
attempt(lambda: hash(int) == hash(int))
attempt(lambda: int.__add__(1, 2) + int.__add__(1, True))
attempt(lambda: int.__name__.__class__.__name__)
attempt(lambda: type(len)())
attempt(lambda: type(lambda: 0)())
attempt(lambda: 5 | int)
