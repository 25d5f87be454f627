# Tuple subclasses with __new__, named fields through properties, and structural behaviour.
class Point(tuple):
    __slots__ = ()

    def __new__(cls, x, y):
        return tuple.__new__(cls, (x, y))

    @property
    def x(self):
        return self[0]

    @property
    def y(self):
        return self[1]

    def __repr__(self):
        return f"Point(x={self.x}, y={self.y})"

    def __add__(self, other):
        return Point(self.x + other[0], self.y + other[1])


p = Point(1, 2)
q = p + (10, 20)
x, y = q
print(
    p,
    q,
    x,
    y,
    p == (1, 2),
    hash(p) == hash((1, 2)),
    p < q,
    len(p),
    list(p),
    p[0],
    p[-1],
    type(p[:]).__name__,
    type(p * 2).__name__,
)
print(
    {p: "origin"}[(1, 2)],
    isinstance(p, tuple),
    sorted([q, p]),
    p + p,
    (0,) + p,
    "%s-%s" % p,
    "{0.x}/{0[1]}".format(p),
    [*p],
)
for attribute, action in (
    ("x", lambda: setattr(p, "x", 5)),
    ("z", lambda: setattr(p, "z", 5)),
    ("item", lambda: p.z),
):
    try:
        action()
    except AttributeError as error:
        print(attribute, error)


class WithDict(tuple):
    pass


w = WithDict([1, 2, 3])
w.label = "ok"
print(
    w,
    w.label,
    w[1:],
    w.__dict__,
    w == (1, 2, 3),
    w.count(2),
    w.__class__.__name__,
    tuple(w),
    type(tuple(w)).__name__,
)
try:
    Point(1)
except TypeError as error:
    print(error)
try:
    WithDict(1, 2)
except TypeError as error:
    print(error)
