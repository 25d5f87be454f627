# __slots__: storage, inheritance, defaults, errors.
class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


p = Point(1, 2)
p.x += 10
print(p, hasattr(p, "__dict__"), Point.__slots__, type(Point.x).__name__, Point.x.__get__(p))


class Point3(Point):
    __slots__ = ("z",)


q = Point3(1, 2)
q.z = 3
print(q, q.z, hasattr(q, "__dict__"))


class Loose(Point):
    pass


loose = Loose(5, 6)
loose.extra = 1
print(loose, loose.extra, loose.__dict__)


class WithDict:
    __slots__ = ("a", "__dict__")


w = WithDict()
w.a, w.b = 1, 2
print(w.a, w.b, w.__dict__)


class Single:
    __slots__ = "only"


s = Single()
s.only = "value"
print(s.only)


class Private:
    __slots__ = ("__hidden",)

    def __init__(self):
        self.__hidden = 5

    def get(self):
        return self.__hidden


print(Private().get(), Private()._Private__hidden)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: setattr(p, "z", 1))
attempt(lambda: p.__dict__)
attempt(lambda: setattr(q, "w", 1))
attempt(lambda: Point3(1, 2).z)
del p.x
attempt(lambda: p.x)
attempt(lambda: delattr(p, "x"))
attempt(lambda: p)
attempt(lambda: setattr(s, "other", 1))
attempt(lambda: s.__slots__)


def conflict():
    class Conflict:
        __slots__ = ("a",)
        a = 1


def bad_name():
    class Bad:
        __slots__ = ("not valid",)


def bad_type():
    class Bad:
        __slots__ = (5,)


def two_bases():
    class A:
        __slots__ = ("a",)

    class B:
        __slots__ = ("b",)

    class C(A, B):
        pass


def int_slots():
    class Z(int):
        __slots__ = ("a",)


for action in (conflict, bad_name, bad_type, two_bases, int_slots):
    attempt(action)
