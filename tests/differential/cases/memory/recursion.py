"""Endless recursion ends in RecursionError, by whatever way it goes and wherever the limit is."""

import sys


def message(error):
    text = str(error)
    start = text.find(" (used ")
    return text if start < 0 else text[:start] + text[text.index("kB)") + 3 :]


def plain(n):
    return plain(n + 1) + 1


def first(n):
    return second(n)


def second(n):
    return first(n)


def keywords(*, n):
    return keywords(n=n)


def spread(*n):
    return spread(*n)


def default(n=0):
    return [default(n) for _ in (1,)]


def generator(n):
    yield from generator(n + 1)


def looped(n):
    for item in looped(n + 1):
        yield item


def expression(n):
    return list(expression(n + 1) for _ in (1,))


def mapped(n):
    return list(map(mapped, [n]))


def keyed(n):
    return sorted([2, 1], key=keyed)


def handler(n):
    try:
        return handler(n + 1)
    finally:
        n += 1


class Attribute:
    def __getattr__(self, name):
        return getattr(self, name + "x"[:0])


class Lookup:
    def __getattribute__(self, name):
        return self.other


class Setting:
    def __setattr__(self, name, value):
        self.other = value


class Shown:
    def __repr__(self):
        return repr(self)


class Text:
    def __str__(self):
        return f"{self}"


class Equal:
    def __eq__(self, other):
        return self == other


class Ordered:
    def __lt__(self, other):
        return self < other


class Hashed:
    def __hash__(self):
        return hash((self,))


class Sum:
    def __add__(self, other):
        return self + other


class Reflected:
    def __radd__(self, other):
        return other + self


class Length:
    def __len__(self):
        return len(self)


class Truth:
    def __bool__(self):
        return not self


class Item:
    def __getitem__(self, index):
        return self[index]


class Member:
    def __contains__(self, item):
        return item in self


class Called:
    def __call__(self):
        return self()


class Made:
    def __init__(self):
        Made()


class Iterated:
    def __iter__(self):
        return iter(self)


class Next:
    def __iter__(self):
        return self

    def __next__(self):
        return next(self)


class Managed:
    def __enter__(self):
        with self:
            pass

    def __exit__(self, *details):
        pass


class Computed:
    @property
    def value(self):
        return self.value


class Meta(type):
    def __instancecheck__(cls, instance):
        return isinstance(instance, cls)


class Checked(metaclass=Meta):
    pass


class Formatted:
    def __format__(self, specification):
        return format(self, specification)


class Index:
    def __index__(self):
        return [1][self]


def close():
    class Deleted:
        def __del__(self):
            try:
                plain(0)
            except RecursionError as error:
                print("in __del__:", message(error))

    Deleted()


WAYS = {
    "plain": lambda: plain(0),
    "two": lambda: first(0),
    "keywords": lambda: keywords(n=0),
    "spread": lambda: spread(0),
    "comprehension": default,
    "yield from": lambda: list(generator(0)),
    "for in generator": lambda: list(looped(0)),
    "generator expression": lambda: expression(0),
    "map": lambda: mapped(0),
    "sort key": lambda: keyed(0),
    "finally": lambda: handler(0),
    "lambda": lambda: (lambda f: f(f))(lambda f: f(f)),
    "__getattr__": lambda: Attribute().name,
    "__getattribute__": lambda: Lookup().name,
    "__setattr__": lambda: setattr(Setting(), "name", 1),
    "__repr__": lambda: repr(Shown()),
    "__repr__ in a list": lambda: repr([Shown()]),
    "__str__": lambda: str(Text()),
    "__eq__": lambda: Equal() == 1,
    "__eq__ in a tuple": lambda: (Equal(),) == (1,),
    "__lt__": lambda: sorted([Ordered(), Ordered()]),
    "__hash__": lambda: {Hashed()},
    "__add__": lambda: Sum() + 1,
    "__radd__": lambda: 1 + Reflected(),
    "__len__": lambda: len(Length()),
    "__bool__": lambda: not Truth(),
    "__getitem__": lambda: Item()[0],
    "__contains__": lambda: 1 in Member(),
    "__call__": lambda: Called()(),
    "__init__": Made,
    "__iter__": lambda: list(Iterated()),
    "__next__": lambda: list(Next()),
    "__enter__": lambda: Managed().__enter__(),
    "property": lambda: Computed().value,
    "__instancecheck__": lambda: isinstance(1, Checked),
    "__format__": lambda: f"{Formatted():x}",
    "__index__": lambda: [1][Index()],
}

for limit in (70, 500, 1000):
    sys.setrecursionlimit(limit)
    print("limit", sys.getrecursionlimit())
    for name, way in WAYS.items():
        try:
            way()
        except RecursionError as error:
            print(name, message(error))
        else:
            print(name, "ended")
    close()

# Where the stack ends first the words may be others.
sys.setrecursionlimit(20_000)
for name, way in WAYS.items():
    try:
        way()
    except RecursionError:
        print(name, "RecursionError")

for limit in (0, -1, 10**20, 2**31, "a"):
    try:
        sys.setrecursionlimit(limit)
    except (ValueError, OverflowError, TypeError) as error:
        print(limit, type(error).__name__, error)
sys.setrecursionlimit(2**31 - 1)
print(sys.getrecursionlimit())
