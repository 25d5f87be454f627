"""What an object says of its length is how much memory its items get beforehand."""


class Hint:
    def __init__(self, hint):
        self.hint = hint

    def __iter__(self):
        return iter((1, 2))

    def __length_hint__(self):
        if isinstance(self.hint, BaseException):
            raise self.hint
        return self.hint


class Sized(Hint):
    def __len__(self):
        raise self.hint


class Counted:
    """An iterator that lies about how much is left."""

    def __init__(self, hint):
        self.hint = hint
        self.left = 2

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        return self.left

    def __length_hint__(self):
        return self.hint


def show(name, action):
    try:
        result = action()
    except BaseException as error:
        print(name, type(error).__name__, error)
    else:
        print(name, result)


def try_asking(value):
    show("list", lambda: list(value()))
    show("sorted", lambda: sorted(value()))
    show("extend", lambda: [].extend(value()))
    show("+=", lambda: [0].__iadd__(value()))
    show("star", lambda: [*value()])
    show("bytes", lambda: bytes(value()))
    show("slice", lambda: [1].__setitem__(slice(0, 1), value()))
    show("extended slice", lambda: [1, 2, 3].__setitem__(slice(None, None, 2), value()))


def try_all(value):
    try_asking(value)
    show("tuple", lambda: tuple(value()))
    show("bytearray", lambda: bytearray(value()))
    show("set", lambda: set(value()))


for hint in (
    0,
    1,
    1000,
    10**13,
    2**62,
    10**20,
    -1,
    True,
    1.5,
    None,
    NotImplemented,
    TypeError("t"),
    ValueError("v"),
):
    print("hint", repr(hint))
    try_all(lambda: Hint(hint))
for hint in (10**13, 10**20, -1, NotImplemented):
    print("iterator", hint)
    try_all(lambda: Counted(hint))
for hint in (TypeError("t"), ValueError("v")):
    print("sized", repr(hint))
    try_all(lambda: Sized(hint))
for size in (10**13, 2**62):
    print("range", size)
    try_asking(lambda: range(size))
