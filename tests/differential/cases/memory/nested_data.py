"""Data nested deeply: worked on as long as the stack holds, then RecursionError, and always freed."""


def message(error):
    text = str(error)
    start = text.find(" (used ")
    return text if start < 0 else text[:start] + text[text.index("kB)") + 3 :]


class Node:
    def __init__(self, next):
        self.next = next

    def __eq__(self, other):
        return self.next == other.next


class Wrapper:
    __slots__ = ("next",)

    def __init__(self, next):
        self.next = next


def nest(make, depth, value=None):
    for _ in range(depth):
        value = make(value)
    return value


MAKERS = {
    "list": lambda value: [value],
    "tuple": lambda value: (value,),
    "dict": lambda value: {"a": value},
    "frozenset": lambda value: frozenset((value,)),
    "items": lambda value: [0, (value, 1)],
}

OPERATIONS = {
    "repr": lambda value, other: len(repr(value)),
    "str": lambda value, other: len(str(value)),
    "%r": lambda value, other: len("%r" % (value,)),
    "f-string": lambda value, other: len(f"{value!r}"),
    "==": lambda value, other: value == other,
    "!=": lambda value, other: value != other,
    "in": lambda value, other: value in [other],
    "index": lambda value, other: [other].index(value),
    "hash": lambda value, other: hash(value) == hash(other),
    "isinstance": lambda value, other: isinstance(1, value),
    "issubclass": lambda value, other: issubclass(int, value),
}


def run(depth, makers, operations):
    for name in makers:
        value, other = nest(MAKERS[name], depth), nest(MAKERS[name], depth)
        for operation in operations:
            try:
                result = OPERATIONS[operation](value, other)
            except (RecursionError, TypeError) as error:
                print(depth, name, operation, type(error).__name__, message(error))
            else:
                print(depth, name, operation, result)


run(1500, MAKERS, OPERATIONS)
run(4000, ("list", "tuple", "dict"), OPERATIONS)
run(400_000, ("list", "tuple"), ("repr", "==", "in"))

# Iterators over iterators.
for wrap in (
    iter,
    enumerate,
    reversed,
    lambda value: map(abs, value),
    lambda value: filter(None, value),
    zip,
):
    value = [1, 2, 3]
    for _ in range(1000):
        try:
            value = wrap(value)
        except TypeError as error:
            print(error)
            break
    print(type(next(iter(value))).__name__)

# Freeing: chains of objects, and cycles of them.
for make in (
    Node,
    Wrapper,
    *MAKERS.values(),
    lambda value: iter([value]),
    lambda value: (value, [value]),
):
    value = nest(make, 100_000)
    del value
value = nest(Node, 100_000)
last = value
while last.next is not None:
    last = last.next
last.next = value
del value, last

chain = None
for number in range(100_000):
    chain = (lambda chain: lambda: chain)(chain)
del chain

error = None
for number in range(20_000):
    following = ValueError(number)
    following.__context__ = error
    error = following
del error, following
print("freed")
