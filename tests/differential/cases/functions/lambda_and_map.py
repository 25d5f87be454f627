# Lambdas, higher-order functions, map/filter with several iterables, laziness.
add = lambda a, b=2, *c, d=4, **e: (a, b, c, d, e)
print(
    add(1),
    add(1, 3, 5, d=6, z=7),
    (lambda: None)(),
    (lambda *a: a)(1, 2),
    (lambda x: lambda y: x + y)(3)(4),
)
print(
    list(map(lambda x: x * 2, range(4))),
    list(map(max, [1, 5], [3, 2])),
    list(map(lambda *a: a, "abc", [1, 2])),
    list(map(None, [])) if False else "lazy",
)
print(
    list(filter(lambda x: x % 2, range(6))),
    list(filter(None, [0, 1, "", "a", None])),
    sorted([3, -1, 2], key=lambda v: -v),
)
m = map(lambda x: print("called", x) or x, [1, 2])
print("nothing yet")
print(next(m), list(m), list(m), iter(m) is m, type(m).__name__, type(filter(None, [])).__name__)
compose = lambda *fs: lambda x: [x := f(x) for f in fs][-1]
print(compose(lambda x: x + 1, lambda x: x * 10, str)(4))
table = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "<": lambda a, b: a < b}
print(
    [table[op](7, 5) for op in "+-<"],
    [f() for f in [lambda: 1, lambda: 2]],
    (lambda x: (yield x))(1).__next__(),
)
late = [lambda: i for i in range(3)]
print([f() for f in late])
print(
    list(map(str.upper, ["a", "b"])),
    list(map(int, "123")),
    list(map(pow, [2, 3], [3, 2])),
    sum(map(len, ["a", "bb"])),
)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: list(map(lambda x: x, 5)))
attempt(lambda: map())
attempt(lambda: map(len))
attempt(lambda: list(map(5, [1])))
attempt(lambda: list(map(lambda a: a, [1], [2])))
attempt(lambda: filter(len))
attempt(lambda: list(filter(lambda x: 1 / x, [1, 0])))
attempt(lambda: list(map(lambda x, y: (x, y), [1, 2], [3], strict=True)))
attempt(lambda: (lambda x, x2: 0)(1))
