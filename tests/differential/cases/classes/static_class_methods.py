# staticmethod and classmethod through classes, instances, subclasses, as plain calls.
class Shape:
    count = 0

    def __init__(self, sides):
        self.sides = sides
        type(self).count += 1

    @classmethod
    def square(cls):
        return cls(4)

    @staticmethod
    def describe(n):
        return f"{n} sides"

    @classmethod
    def with_default(cls, sides=3, *, label="none"):
        made = cls(sides)
        made.label = label
        return made

    def plain(self):
        return self.describe(self.sides), self.square().sides

    @staticmethod
    def _key(shape):
        return shape.sides

    order = _key
    table = {"key": _key}


class Named(Shape):
    @classmethod
    def square(cls):
        made = super().square()
        made.name = cls.__name__
        return made


s = Shape(5)
print(
    s.describe(3),
    Shape.describe(4),
    s.square().sides,
    Named.square().name,
    Named(1).square().name,
    s.plain(),
    Shape.with_default(label="x").label,
)
print(
    Shape.count,
    Named.count,
    Shape.square.__self__ is Shape,
    Named.square.__self__ is Named,
    Shape.describe.__name__,
    Shape.square.__name__,
)
print(
    Shape._key(s),
    Shape.order(s),
    Shape.table["key"](s),
    type(Shape.__dict__["describe"]).__name__,
    type(Shape.__dict__["square"]).__name__,
)
print(
    Shape.__dict__["describe"](9),
    Shape.__dict__["describe"].__func__(8),
    Shape.__dict__["square"].__func__(Named).sides,
)
print(sorted([Shape(3), Shape(1)], key=Shape._key)[0].sides)


def late(cls, x):
    return cls.__name__, x


Shape.late = classmethod(late)
Shape.static_late = staticmethod(lambda x: x * 2)
print(Named.late(1), s.late(2), s.static_late(3), Shape.static_late(4))


@staticmethod
def module_static(x):
    return x + 1


print(module_static(1))


class Registry:
    items = {}

    def __class_getitem__(cls, key):
        return f"{cls.__name__}[{key}]"

    def __init_subclass__(cls, /, **kwargs):
        Registry.items[cls.__name__] = kwargs


class One(Registry, flag=True):
    pass


print(Registry[int], One["k"], Registry.items)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: Shape.describe())
attempt(lambda: Shape.square(1))
attempt(lambda: s.describe(1, 2))
attempt(lambda: Shape.plain())
attempt(lambda: classmethod()())
attempt(lambda: s[0])
attempt(lambda: Shape[0])
