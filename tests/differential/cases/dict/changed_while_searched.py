"""A dict whose keys change it whenever they are compared or hashed: searches end, and find what CPython finds."""


class Key:
    """All have the same hash. Compared or hashed, it changes the dict, but not while it does that."""

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
    target[77] = 0


def add_many(target):
    for number in range(40):
        target[number + 100] = 0


def refill(target):
    target.clear()
    target.update({number: number for number in range(2, 6)})


def fail(target):
    raise ValueError("failed")


ACTIONS = [dict.clear, dict.popitem, add, add_many, refill, fail]

USES = {
    "get": lambda d: d.get(Key(2), "missing"),
    "get other": lambda d: d.get(Key(9), "missing"),
    "in": lambda d: Key(0) in d,
    "item": lambda d: d[Key(3)],
    "set": lambda d: d.__setitem__(Key(2), "new"),
    "set other": lambda d: d.__setitem__(Key(9), "new"),
    "del": lambda d: d.__delitem__(Key(3)),
    "pop": lambda d: d.pop(Key(2), "missing"),
    "setdefault": lambda d: d.setdefault(Key(9), "new"),
    "update": lambda d: d.update({Key(3): 1, 4: 2}),
    "update pairs": lambda d: d.update([(Key(3), 1), (4, 2)]),
    "or": lambda d: d | {Key(3): 1},
    "equal": lambda d: d == {Key(2): 1, 1: 2, Key(0): 3, Key(3): 4},
    "fromkeys": lambda d: dict.fromkeys(d, 0),
    "fromkeys set": lambda d: dict.fromkeys({1: 2, **d}.keys() and set([5, 6]), 0),
    "keys and": lambda d: sorted(map(str, d.keys() & {Key(2), 1})),
    "keys or": lambda d: len(d.keys() | {Key(2), 1}),
    "items in": lambda d: (Key(2), 1) in d.items(),
    "copy": lambda d: d.copy(),
}

for use_name, use in USES.items():
    for action in ACTIONS:
        Key.action = None
        target = {Key(2): 1, 1: 2, Key(0): 3, Key(3): 4}
        Key.target, Key.action, Key.left = target, action, 60
        try:
            result = use(target)
        except Exception as error:
            result = type(error).__name__
        Key.action = None
        print(use_name, action.__name__, result, target)
