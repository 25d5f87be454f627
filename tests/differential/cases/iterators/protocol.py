# iter(), next(), iterator classes, sentinel form, exhaustion, __getitem__ iteration.
class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        return CountdownIterator(self.start)


class CountdownIterator:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


c = Countdown(3)
print(
    list(c),
    list(c),
    [x for x in c],
    sum(c),
    max(c),
    2 in c,
    *c,
    tuple(c),
    sorted(c),
    dict(zip("abc", c)),
    ",".join(map(str, c)),
)
it = iter(c)
print(next(it), next(it), next(it), next(it, "done"), next(it, None), list(it))
for a in c:
    for b in c:
        print(a * b, end=" ")
print()
numbers = iter([5, 3, 0, 7])
print(list(iter(lambda: next(numbers), 0)), list(numbers))
for iterable in (
    [1, 2],
    (1, 2),
    "ab",
    {1: 2},
    {5},
    range(2),
    b"ab",
    frozenset([1]),
    {1: 2}.items(),
    enumerate("a"),
    zip("a", "b"),
    map(str, [1]),
    reversed([1]),
):
    iterator = iter(iterable)
    print(type(iterator).__name__, iter(iterator) is iterator, next(iterator), list(iterator))


class Old:
    def __getitem__(self, i):
        if i == 3:
            raise IndexError("stop")
        return i * i


print(list(Old()), 4 in Old(), [*Old()], dict(enumerate(Old())))


class BadIter:
    def __iter__(self):
        return 5


class NoNext:
    def __iter__(self):
        return self


class RaisesInNext:
    def __iter__(self):
        return self

    def __next__(self):
        raise KeyError("in next")


def attempt(action):
    try:
        print(action())
    except BaseException as error:
        print(type(error).__name__, error)


attempt(lambda: next(iter([])))
attempt(lambda: next(5))
attempt(lambda: next([1]))
attempt(lambda: iter(5))
attempt(lambda: iter(BadIter()))
attempt(lambda: list(NoNext()))
attempt(lambda: list(RaisesInNext()))
attempt(lambda: iter(5, 1))
attempt(lambda: iter())
attempt(lambda: next())
attempt(lambda: [x for x in RaisesInNext()])
attempt(lambda: "x" in RaisesInNext())
attempt(lambda: dict.fromkeys(RaisesInNext()))
