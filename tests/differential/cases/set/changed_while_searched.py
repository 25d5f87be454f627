"""A set whose elements change it whenever they are compared or hashed: searches end, and find what CPython finds."""


class Key:
    """All have the same hash. Compared or hashed, it changes the set, but not while it does that."""

    target = None
    action = None
    left = 0

    def __init__(self, number):
        self.number = number

    def act(self):
        action = Key.action
        if action is None:
            return
        Key.left -= 1
        if Key.left < 0:
            raise RuntimeError("too often")
        Key.action = None
        try:
            action(Key.target)
        finally:
            Key.action = action

    def __eq__(self, other):
        self.act()
        return self.number == (other.number if isinstance(other, Key) else other)

    def __hash__(self):
        self.act()
        return 1

    def __repr__(self):
        return "k%d" % self.number


def add(target):
    target.add(77)


def add_many(target):
    for number in range(40):
        target.add(number + 100)


def refill(target):
    target.clear()
    target.update(range(2, 6))


def fail(target):
    raise ValueError("failed")


ACTIONS = [set.clear, set.pop, add, add_many, refill, fail]


def keys(number):
    for index in range(number):
        yield Key(index)


USES = {
    "in": lambda s: Key(0) in s,
    "not in": lambda s: Key(9) in s,
    "add": lambda s: s.add(Key(2)),
    "add other": lambda s: s.add(Key(9)),
    "discard": lambda s: s.discard(Key(3)),
    "remove": lambda s: s.remove(Key(5)),
    "or": lambda s: s | {Key(3), 4},
    "or itself": lambda s: s | s,
    "union": lambda s: s.union(keys(3), [4]),
    "union itself": lambda s: s.union(s),
    "and": lambda s: s & {Key(3), 4, 1},
    "intersection": lambda s: s.intersection(keys(4)),
    "minus": lambda s: s - {Key(3), 4, 1},
    "difference": lambda s: s.difference(keys(4)),
    "xor": lambda s: s ^ {Key(3), 4, 1},
    "xor iterator": lambda s: s.symmetric_difference(keys(4)),
    "update": lambda s: s.update(keys(4)),
    "&=": lambda s: s.intersection_update(keys(4)),
    "-=": lambda s: s.difference_update(keys(4)),
    "^=": lambda s: s.symmetric_difference_update(keys(4)),
    "subset": lambda s: s <= {Key(3), Key(2), 1, 4, 5, 6},
    "issubset": lambda s: s.issubset(keys(6)),
    "superset": lambda s: s.issuperset(keys(2)),
    "disjoint": lambda s: s.isdisjoint(keys(2)),
    "equal": lambda s: s == {Key(2), 1, Key(0), Key(5), 3},
    "copy": lambda s: s.copy(),
    "frozenset": lambda s: len(frozenset(s)),
}


def show(value):
    return sorted(map(str, value)) if isinstance(value, set) else value


for use_name, use in USES.items():
    for action in ACTIONS:
        Key.action = None
        target = {Key(2), 1, Key(0), 3, Key(5)}
        Key.target, Key.action, Key.left = target, action, 60
        try:
            result = use(target)
        except Exception as error:
            result = type(error).__name__
        Key.action = None
        print(use_name, action.__name__, show(result), show(target))

# What is left of an iterator once everything is found.
rest = iter([1, 2, 3, 4])
print({1, 2}.intersection(rest), list(rest))
rest = iter([1, 2, 3, 4])
print({1, 2}.issubset(rest), list(rest))
