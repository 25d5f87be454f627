# enumerate, zip (strict), map, filter, reversed and their laziness.
print(
    list(enumerate("ab")),
    list(enumerate("ab", 5)),
    list(enumerate([], 1)),
    list(enumerate(start=10**20, iterable="x")),
)
print(
    list(zip()),
    list(zip([1, 2])),
    list(zip("ab", [1, 2, 3])),
    list(zip(range(3), "abc", [True, False, None])),
    list(zip("ab", "cd", strict=True)),
)
print(
    list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])),
    list(filter(lambda x: x > 1, [1, 2, 3])),
    list(reversed([1, 2, 3])),
    list(reversed(range(3))),
    list(reversed("ab")),
    list(reversed((1, 2))),
    list(reversed({"a": 1, "b": 2})),
)
log = []


def noisy(label, items):
    for item in items:
        log.append(f"{label}{item}")
        yield item


print(list(zip(noisy("a", [1, 2]), noisy("b", [1]))), log)
log.clear()
print(next(iter(zip(noisy("x", [1, 2]), noisy("y", [3])))), log)
log.clear()
m = map(str, noisy("m", [1, 2]))
print(log, next(m), log, list(m), log)
pairs = list(zip(*[(1, "a"), (2, "b")]))
print(pairs, list(zip(*pairs)), dict(zip("ab", range(2))))
matrix = [[1, 2, 3], [4, 5, 6]]
print([list(row) for row in zip(*matrix)], list(map(list, zip(*matrix))), list(map(sum, matrix)))
it = iter(range(7))
print(list(zip(it, it, it)), list(it))


class Reversible:
    def __reversed__(self):
        return iter("custom")


print(
    list(reversed(Reversible())),
    next(enumerate("q")),
    next(zip("a", "b")),
    list(enumerate(zip("ab", "cd"))),
)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: list(zip([1, 2], [1], strict=True)))
attempt(lambda: list(zip([1], [1, 2], strict=True)))
attempt(lambda: list(zip([1], [1], [1, 2], strict=True)))
attempt(lambda: zip(5))
attempt(lambda: zip([], 5))
attempt(lambda: enumerate(5))
attempt(lambda: enumerate())
attempt(lambda: enumerate([], "x"))
attempt(lambda: reversed(5))
attempt(lambda: reversed(x for x in []))
attempt(lambda: reversed())
attempt(lambda: zip([], strict=True, other=1))
attempt(lambda: map(5))
attempt(lambda: next(zip()))
