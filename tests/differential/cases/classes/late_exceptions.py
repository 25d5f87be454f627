"""Exceptions are set up when they are first asked for: by name, as subclasses, as bases, when they are raised."""

import builtins


def tree(cls, depth=0):
    # Library modules that CPython has loaded add exceptions of their own.
    for derived in cls.__subclasses__():
        if derived.__module__ == "builtins":
            print("  " * depth + derived.__name__, [base.__name__ for base in derived.__bases__])
            tree(derived, depth + 1)



class Broken(BrokenPipeError):
    pass


print(Broken.__mro__)
print(Broken(32, "text").errno, issubclass(Broken, OSError), issubclass(Broken, KeyError))

for action in ("[][1]", "{}[1]", "1 / 0", "undefined", "int('x')", "'\\ud800'.encode()", "b'\\xff'.decode()"):
    try:
        match action:
            case "[][1]":
                [][1]
            case "{}[1]":
                {}[1]
            case "1 / 0":
                1 / 0
            case "undefined":
                undefined
            case "int('x')":
                int("x")
            case "'\\ud800'.encode()":
                "\ud800".encode()
            case _:
                b"\xff".decode()
    except Exception as error:
        print(type(error).__mro__, error)

# Changing a base reaches what nobody has asked for yet.
try:
    Exception.note = 1
except TypeError as error:
    print(error)

tree(BaseException)
print([derived.__name__ for derived in BaseException.__subclasses__()])
print([derived.__name__ for derived in Warning.__subclasses__()])


class Own(TimeoutError, ValueError):
    pass


print([cls.__name__ for cls in Own.__mro__], TimeoutError.__subclasses__()[-1])
print({name for name in dir(builtins) if name.endswith("Warning")} == {w.__name__ for w in Warning.__subclasses__()} | {"Warning"})
