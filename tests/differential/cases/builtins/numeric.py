# abs, divmod, pow, round, sum, min, max: arguments and errors.
print(
    abs(-3),
    abs(2.5),
    abs(True),
    divmod(7, 3),
    divmod(-7, 3),
    divmod(7.5, 2),
    pow(2, 8),
    pow(2, 8, 5),
    round(2.567, 2),
    round(7),
)
print(
    sum([]),
    sum([1, 2.5]),
    sum([[1], [2]], []),
    sum((1, 2), start=10),
    sum(range(101)),
    sum([0.1] * 10),
    sum([1e100, 1.0, -1e100]),
    sum([True, True]),
    sum(iter([2**62, 2**62])),
)
print(
    sum([0.1, 0.2, 0.3]),
    sum([1e16, 1, -1e16]),
    sum([1, 1e16, -1e16, 2]),
    sum([0.5, 10**20]),
    sum([float("inf"), 1]),
)
print(
    min(3, 1, 2),
    max("b", "a"),
    min([5]),
    max([1, 3, 2], key=lambda x: -x),
    min("abc", key=ord),
    max([], default="empty"),
    min([], default=None),
    max((1, "x"), (1, "y")),
    max([0.0, -0.0]),
    min(1, 1.0),
    max(1, 1.0),
)
print(
    max({"a": 5, "b": 9}, key={"a": 5, "b": 9}.get),
    min([[2], [1, 9]]),
    max(range(5)),
    max("hello", "world", key=len),
    min(["bb", "a", "cc"], key=len),
    max(None, 5, key=lambda v: v or 0),
)
print(
    bin(10),
    oct(8),
    hex(255),
    hex(-255),
    chr(97),
    ord("é"),
    hash(5),
    int("12"),
    float("1.5"),
    bool([]),
    ascii("é"),
    repr("x"),
    len("abc"),
    id(None) == id(None),
)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: abs("x"))
attempt(lambda: abs())
attempt(lambda: divmod(1))
attempt(lambda: divmod("a", 1))
attempt(lambda: pow(1))
attempt(lambda: pow(2, "x"))
attempt(lambda: round("x"))
attempt(lambda: sum(5))
attempt(lambda: sum(["a", "b"]))
attempt(lambda: sum(["a"], ""))
attempt(lambda: sum([b"a"], b""))
attempt(lambda: sum([1], "x"))
attempt(lambda: sum([[1]]))
attempt(lambda: sum())
attempt(lambda: min())
attempt(lambda: min([]))
attempt(lambda: max(5))
attempt(lambda: max(1, "a"))
attempt(lambda: max(1, 2, default=3))
attempt(lambda: min([1], bad=2))
attempt(lambda: max([1, None]))
attempt(lambda: max([1, 2], key=5))
attempt(lambda: bin("x"))
attempt(lambda: hash([]))
attempt(lambda: hash())
attempt(lambda: len(5))
attempt(lambda: len())
attempt(lambda: len([], []))
attempt(lambda: ord(b"ab"))
attempt(lambda: chr())
