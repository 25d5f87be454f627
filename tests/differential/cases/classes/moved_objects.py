# The order of members, and objects of subclasses of built-in types that change their class.


def attempt(action, *arguments):
    try:
        print(action(*arguments))
    except Exception as error:
        print(type(error).__name__, error)


def members(slots, **others):
    made = type("S", (), {"__slots__": slots, **others})
    return [name for name in made.__dict__ if not name.startswith("__")]


attempt(members, ("b", "a"))
attempt(members, ("a", "a"))
attempt(lambda: members(("a", "b"), b=1))
attempt(members, ("a b",))
attempt(members, (1,))
attempt(members, ("__dict__", "__dict__"))
attempt(members, ("_S__x", "__x"))
attempt(members, {"b": 1, "a": 2})


class OnlyDict:
    __slots__ = ("__dict__",)


attempt(type, "C", (OnlyDict,), {"__slots__": ("__dict__",)})
attempt(type, "C", (int,), {"__slots__": ("__dict__",)})
only_dict = OnlyDict()
only_dict.x = 1
print(only_dict.__dict__)


class Base:
    def __init__(self):
        self.p = 1
        self.q = 2


class Left(Base):
    __slots__ = ("z", "y")


class Right(Base):
    __slots__ = ("y", "z")


value = Left()
value.z, value.y, value.w = 1, 2, 3
print(value.__dict__, value.z, value.y)
value.__class__ = Right
print(value.__dict__, value.z, value.y)


class Few(list):
    pass


class Many(list):
    def set(self):
        self.a = self.b = self.c = self.d = 0


class FewDigits(int):
    pass


class ManyDigits(int):
    def set(self):
        self.a = self.b = self.c = self.d = 0


class Pair(tuple):
    pass


class NamedPair(tuple):
    def set(self):
        self.a = self.b = 0


class Text(str):
    pass


class NamedText(str):
    def set(self):
        self.a = self.b = 0


class Failure(Exception):
    pass


class NamedFailure(Exception):
    def set(self):
        self.a = self.b = self.c = self.d = 0


for few, many, argument in (
    (Few, Many, [1]),
    (FewDigits, ManyDigits, 10**40),
    (Pair, NamedPair, (1, 2)),
    (Text, NamedText, "é" * 10),
    (Failure, NamedFailure, "why"),
):
    small, large = few(argument), many(argument)
    small.__class__ = many
    small.set()
    large.set()
    large.__class__ = few
    print(type(small).__name__, small, small.__dict__, type(large).__name__, large, large.__dict__)
    small.__class__ = few
    small.more = 1
    print(small.a, small.more, list(small.__dict__))
    del small, large


class Small:
    def __del__(self):
        self.__class__ = Big


class Big:
    def set(self):
        self.a = self.b = self.c = self.d = self.e = self.f = 1

    def __del__(self):
        print("gone as", type(self).__name__)


for _ in range(3):
    value = Small()
    del value
    value = Big()
    value.set()
    value.__class__ = Small
    del value
