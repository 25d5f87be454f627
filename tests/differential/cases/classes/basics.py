# Class statements: attributes, instances, methods, class versus instance state, text.
class Counter:
    """A counter."""

    total = 0
    names = []

    def __init__(self, start=0):
        self.value = start
        Counter.total += 1

    def increment(self, by=1):
        self.value += by
        return self

    def __repr__(self):
        return f"Counter({self.value})"


a, b = Counter(), Counter(10)
a.increment().increment(5)
print(
    a,
    b,
    Counter.total,
    a.total,
    Counter.__doc__,
    Counter.__name__,
    a.__class__ is Counter,
    type(a).__name__,
)
a.total = 99
a.names.append("shared")
b.extra = [1]
print(a.total, b.total, Counter.total, b.names, a.__dict__, b.__dict__, vars(b) is b.__dict__)
del a.total
print(
    a.total,
    hasattr(a, "total"),
    hasattr(a, "nope"),
    getattr(a, "nope", "default"),
    "value" in a.__dict__,
)
setattr(a, "dynamic name", 1)
print(getattr(a, "dynamic name"), a.__dict__)
Counter.double = lambda self: self.value * 2
Counter.limit = 3
print(a.double(), b.limit)


class Empty:
    pass


class Sub(Counter):
    limit = 5

    def increment(self, by=1):
        return super().increment(by * 10)


s = Sub(1).increment()
print(
    s,
    s.limit,
    s.double(),
    isinstance(s, Counter),
    issubclass(Sub, Counter),
    Sub.__bases__,
    Sub.__mro__,
    Sub.__qualname__,
)
print(
    Empty.__name__,
    Empty.__doc__,
    Empty().__dict__,
    Empty.__module__,
    type(Empty).__name__,
    Empty == Empty,
    Empty() == Empty(),
    bool(Empty()),
)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: Empty(1))
attempt(lambda: Empty().x)
attempt(lambda: Counter.increment())
attempt(lambda: Counter.increment(a, 1, 2))
attempt(lambda: a + b)
attempt(lambda: a < b)
attempt(lambda: len(a))
attempt(lambda: a[0])
attempt(lambda: a())
attempt(lambda: iter(a))
attempt(lambda: next(a))
attempt(lambda: int(a))
attempt(lambda: float(a))
attempt(lambda: a.__dict__.pop("nope"))
attempt(lambda: 1 in a)
attempt(lambda: -a)
attempt(lambda: [1, 2][a])
