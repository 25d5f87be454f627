# Class patterns: isinstance, __match_args__, keywords, built-in types, errors.
class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Point3(Point):
    __match_args__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


class Plain:
    def __init__(self, **attributes):
        self.__dict__.update(attributes)


def where(p):
    match p:
        case Point3(x, y, z=0):
            return f"flat {x} {y}"
        case Point3(x, y, z):
            return f"space {x} {y} {z}"
        case Point(0, 0):
            return "origin"
        case Point(0, y) | Point(y, 0):
            return f"axis {y}"
        case Point(x=a, y=Point(b, _)):
            return f"nested {a} {b}"
        case Point() as any_point:
            return f"point {any_point.x}"
        case Plain(name=str(n), size=int() | float() as size):
            return f"plain {n} {size}"
        case Plain():
            return "plain"
    return "other"


for value in (
    Point(0, 0),
    Point(0, 5),
    Point(5, 0),
    Point(1, 2),
    Point(1, Point(2, 3)),
    Point3(1, 2, 0),
    Point3(1, 2, 3),
    Plain(name="n", size=2.5),
    Plain(name="n"),
    Plain(name=1, size=2),
    5,
):
    print(where(value))


def builtin(x):
    match x:
        case bool(b):
            return f"bool {b}"
        case int(n) if n > 100:
            return f"big {n}"
        case int():
            return "int"
        case float(f):
            return f"float {f}"
        case str(s):
            return f"str {s}"
        case bytes(b) | bytearray(b):
            return f"bytes {b}"
        case list([first, *_]):
            return f"list from {first}"
        case tuple((a, b)):
            return f"pair {a} {b}"
        case dict({"k": v}):
            return f"dict {v}"
        case set(s) | frozenset(s):
            return f"set {len(s)}"
        case list() | tuple() | dict():
            return "container"
        case type():
            return "class"
        case object():
            return "object"


class Text(str):
    pass


for value in (True, 5, 500, 2.5, "s", b"b", bytearray(b"c"), [1, 2], [], (1, 2), (1,), {"k": 1}, {}, {1}, frozenset(), int, None, Text("t")):
    print(builtin(value), end=" | ")
print()


class BadArgs:
    __match_args__ = ["a"]


class BadElement:
    __match_args__ = (1,)


class NoArgs:
    pass


class Twice:
    __match_args__ = ("a", "a")
    a = 1


class Meta(type):
    def __instancecheck__(cls, instance):
        print("instancecheck", end=" ")
        return instance == 1


class Custom(metaclass=Meta):
    real = 5


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


def too_many(x):
    match x:
        case Point(a, b, c):
            return a, b, c
    return "none"


def too_many_int(x):
    match x:
        case int(a, b):
            return a, b
    return "none"


def bad_args(x):
    match x:
        case BadArgs(a):
            return a


def bad_element(x):
    match x:
        case BadElement(a):
            return a


def no_args(x):
    match x:
        case NoArgs(a):
            return a


def twice(x):
    match x:
        case Twice(a, b):
            return a, b


def positional_and_keyword(x):
    match x:
        case Point(a, x=b):
            return a, b


NotClass = 5


def no_class(x):
    match x:
        case NotClass():
            return "matched"


def custom(x):
    match x:
        case Custom(real=r):
            return r
    return "no"


def union(x):
    match x:
        case Number():
            return "number"


Number = int | float
attempt(lambda: too_many(Point(1, 2)))
attempt(lambda: too_many(5))
attempt(lambda: too_many_int(5))
attempt(lambda: bad_args(BadArgs()))
attempt(lambda: bad_element(BadElement()))
attempt(lambda: no_args(NoArgs()))
attempt(lambda: twice(Twice()))
attempt(lambda: positional_and_keyword(Point(1, 2)))
attempt(lambda: no_class(5))
attempt(lambda: custom(1))
attempt(lambda: custom(2))
attempt(lambda: union(1))


class Failing:
    @property
    def value(self):
        raise RuntimeError("property failed")

    @property
    def absent(self):
        raise AttributeError("absent")


def failing(x):
    match x:
        case Failing(absent=a):
            return a
        case Failing(value=v):
            return v


attempt(lambda: failing(Failing()))


class Private:
    __match_args__ = ("_Private__secret",)

    def __init__(self):
        self.__secret = 7

    def open(self):
        match self:
            case Private(__secret=s):
                return s


print(Private().open())
match Private():
    case Private(s):
        print(s)


class Node:
    __match_args__ = ("left", "value", "right")

    def __init__(self, left, value, right):
        self.left, self.value, self.right = left, value, right


def total(node):
    match node:
        case None:
            return 0
        case Node(left, int(value), right):
            return total(left) + value + total(right)


print(total(Node(Node(None, 1, None), 2, Node(None, 3, Node(None, 4, None)))))


def evaluate(expression):
    match expression:
        case int(n) | float(n):
            return n
        case ("+", a, b):
            return evaluate(a) + evaluate(b)
        case ("*", a, b):
            return evaluate(a) * evaluate(b)
        case ("-", a):
            return -evaluate(a)
        case _:
            raise SyntaxError(f"bad expression {expression!r}")


print(evaluate(("+", 1, ("*", ("-", 2), 3.5))))
attempt(lambda: evaluate(("/", 1, 2)))
