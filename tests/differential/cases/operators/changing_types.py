# The same site sees ints, floats, strings, lists and instances in turn.
class Money:
    def __init__(self, cents):
        self.cents = cents

    def __add__(self, other):
        return Money(self.cents + getattr(other, "cents", other))

    __radd__ = __add__

    def __lt__(self, other):
        return self.cents < getattr(other, "cents", other)

    def __getitem__(self, index):
        return ("money", index)

    def __len__(self):
        return self.cents

    def __repr__(self):
        return f"${self.cents}"


def add(a, b):
    return a + b


def less(a, b):
    return a < b


def item(container, index):
    return container[index]


def size(container):
    return len(container)


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


pairs = [
    (1, 2),
    (1.5, 2),
    (2**62, 2**62),
    ("a", "b"),
    ([1], [2]),
    (Money(1), Money(2)),
    (1, Money(5)),
    (True, 1),
    (1, "a"),
    ((1,), (2,)),
    (None, 1),
    (b"x", b"y"),
    (1, 2.5),
    ({1}, {2}),
    (2**47, 2**47),
]
for _ in range(2):
    for a, b in pairs:
        print(attempt(add, a, b), attempt(less, a, b), end="; ")
    print()
for container, index in (
    ([1, 2], 0),
    ((1, 2), 1),
    ("ab", -1),
    ({"k": 1}, "k"),
    (b"ab", 0),
    (Money(3), 9),
    (range(5), 2),
    ([1], 5),
    ({}, "x"),
    (5, 0),
    ([1, 2, 3], slice(1, None)),
    ([1], "a"),
    (None, 0),
    (bytearray(b"z"), 0),
    ([1], True),
):
    print(attempt(item, container, index), attempt(size, container))


def total(values):
    result = 0
    for value in values:
        result += value
    return result


def join(values):
    result = ""
    for value in values:
        result += value
    return result


print(
    total([1, 2, 3]),
    total([1, 2.5, 3]),
    total([2**62] * 4),
    total([Money(1), 2]),
    total([True, 0.5, 2**70]),
    attempt(total, [1, "x"]),
    join(["a", "b"]),
    attempt(join, ["a", 1]),
)
x = 0
for step in (1, 0.5, 2**60, 2**60, 2**60, -(2**62), 1e30, True):
    x = x + step
    print(type(x).__name__, x)
x = "now a string"
print(x.upper() if isinstance(x, str) else x)
