"""How often a sequence is repeated: what `__index__` raises goes on, what is out of range is an OverflowError."""


class Index:
    def __init__(self, action):
        self.action = action

    def __index__(self):
        return self.action()


def fail(error):
    raise error


def show(name, use):
    try:
        print(name, use())
    except Exception as error:
        print(name, type(error).__name__, error)


COUNTS = {
    "two": 2,
    "huge": 10**30,
    "huge index": Index(lambda: -(10**30)),
    "index error": Index(lambda: fail(IndexError("own"))),
    "type error": Index(lambda: fail(TypeError("own"))),
    "value error": Index(lambda: fail(ValueError("own"))),
    "no int": Index(lambda: "text"),
}

for name, count in COUNTS.items():
    for sequence in ("ab", b"ab", bytearray(b"ab"), [1], (1,)):
        show(name + " *", lambda: sequence * count)
        show(name + " r*", lambda: count * sequence)
        show(name + " __mul__", lambda: sequence.__mul__(count))
        show(name + " __rmul__", lambda: sequence.__rmul__(count))
    show(name + " __imul__", lambda: [1].__imul__(count))
    show(name + " bytearray *=", lambda: bytearray(b"a").__imul__(count))
    show(name + " bytes()", lambda: bytes(count))
    show(name + " bytearray()", lambda: bytearray(count))


class Numbers(Index):
    """Without a number it is its items."""

    def __iter__(self):
        return iter([1, 2, 3])


show("items", lambda: bytes(Numbers(lambda: fail(TypeError("own")))))
show("items", lambda: bytearray(Numbers(lambda: fail(TypeError("own")))))
show("no items", lambda: bytes(Numbers(lambda: fail(IndexError("own")))))
