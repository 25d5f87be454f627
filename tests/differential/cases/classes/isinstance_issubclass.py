# isinstance and issubclass with tuples, unions, nested tuples and errors.
class A:
    pass


class B(A):
    pass


class C:
    pass


b = B()
print(
    isinstance(b, A),
    isinstance(b, C),
    isinstance(b, (C, A)),
    isinstance(b, (C, (int, (B,)))),
    isinstance(b, ()),
    isinstance(A, type),
    isinstance(type, type),
    isinstance(object, object),
)
print(
    issubclass(B, A),
    issubclass(A, B),
    issubclass(B, (C, A)),
    issubclass(B, object),
    issubclass(bool, int),
    issubclass(type, object),
    issubclass(A, A),
)
print(
    isinstance(True, int),
    isinstance(1, bool),
    isinstance(1, float),
    isinstance("a", (int, str)),
    isinstance(None, type(None)),
    isinstance([], list),
    isinstance({}, dict),
    isinstance((), tuple),
)
print(
    isinstance(5, int | str),
    isinstance("x", int | str),
    isinstance(2.5, int | str),
    issubclass(bool, int | None),
    isinstance(None, int | None),
)
print(
    type(b) is B,
    type(b) is A,
    type(b) == B,
    b.__class__,
    type(type(b)),
    type(5),
    type("x").__name__,
    type([])(),
    type(b)().__class__.__name__,
)


class Liar:
    __class__ = A


print(
    isinstance(Liar(), A),
    isinstance(Liar(), Liar),
    type(Liar()).__name__,
    Liar().__class__.__name__,
)
b.__class__ = A
print(type(b).__name__, isinstance(b, B))


def attempt(action):
    try:
        print(action())
    except TypeError as error:
        print(error)


attempt(lambda: isinstance(1, 5))
attempt(lambda: isinstance(1, "int"))
attempt(lambda: isinstance(1, (int, 5)))
attempt(lambda: isinstance("s", (int, 5)))
attempt(lambda: isinstance(1, [int]))
attempt(lambda: isinstance(1))
attempt(lambda: issubclass(1, int))
attempt(lambda: issubclass(int, 5))
attempt(lambda: issubclass("a", (int,)))
attempt(lambda: isinstance(1, None))
attempt(lambda: setattr(b, "__class__", int))
attempt(lambda: setattr(b, "__class__", 5))
attempt(lambda: setattr(5, "__class__", A))
