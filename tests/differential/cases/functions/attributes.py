# Function objects: attributes, names, docstrings, annotations, equality, text.
def documented(a: int, b: "str" = "x") -> bool:
    """First line.

    More text.
    """
    return True


def plain():
    "single"


def nothing():
    x = "not a docstring"
    return x


print(documented.__doc__)
print(
    plain.__doc__,
    nothing.__doc__,
    documented.__name__,
    documented.__qualname__,
    documented.__module__,
    nothing.__dict__,
)
print(
    documented.__annotations__["a"] is int,
    documented.__annotations__["b"],
    documented.__annotations__["return"],
    nothing.__annotations__,
)
documented.counter = 0
documented.counter += 5
documented.__doc__ = "replaced"
documented.__name__ = "renamed"
print(
    documented.counter,
    documented.__dict__,
    documented.__doc__,
    documented.__name__,
    documented.__qualname__,
)
del documented.counter
print(
    hasattr(documented, "counter"),
    callable(documented),
    type(documented).__name__,
    documented == documented,
    documented != plain,
    bool(plain),
)


class Outer:
    class Inner:
        def method(self):
            def local():
                pass

            return local, lambda: None

    def __call__(self):
        return "called"


local, anonymous = Outer.Inner().method()
print(
    local.__qualname__,
    anonymous.__qualname__,
    anonymous.__name__,
    Outer.Inner.method.__qualname__,
    Outer.Inner.__qualname__,
)
print(
    Outer()(),
    callable(Outer()),
    callable(5),
    callable(Outer),
    callable(len),
    Outer.Inner().method.__name__,
    Outer.Inner().method.__func__ is Outer.Inner.method,
)
bound = Outer.Inner().method
print(
    type(bound).__name__,
    bound.__self__.__class__.__name__,
    bound == bound,
    len.__name__,
    print.__name__,
    [].append.__name__,
    str.join.__name__,
)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: plain.missing)
attempt(lambda: delattr(plain, "missing"))
attempt(lambda: setattr(plain, "__name__", 5))
attempt(lambda: setattr(bound, "x", 1))
attempt(lambda: setattr(len, "x", 1))
attempt(lambda: plain + 1)
attempt(lambda: plain[0])
attempt(lambda: plain < nothing)
attempt(lambda: len(plain))
attempt(lambda: [1].append.missing)
