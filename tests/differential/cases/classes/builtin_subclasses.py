# Subclassing builtins with extra state, and special method lookup on the type.
class IntSub(int):
    def __str__(self):
        return "IntSub:" + int.__repr__(self)


class FloatSub(float):
    def __new__(cls, value, unit):
        self = super().__new__(cls, value)
        self.unit = unit
        return self

    def __mul__(self, other):
        return FloatSub(float(self) * other, self.unit)


class SetSub(set):
    def add(self, item):
        super().add(item.lower())


class BytesSub(bytes):
    @property
    def first(self):
        return self[0]


class FrozenSub(frozenset):
    def __contains__(self, item):
        return not super().__contains__(item)


i, f = IntSub(5), FloatSub(2.5, "kg")
print(
    i,
    repr(i),
    f"{i}",
    i + 1,
    i == 5,
    [i],
    {5: "x"}[i],
    f,
    f.unit,
    (f * 2).unit,
    f * 2,
    f + 1,
    type(f + 1).__name__,
    f == 2.5,
)
s = SetSub(["A"])
s.add("B")
s |= {"C"}
print(
    sorted(s),
    type(s).__name__,
    type(s | {"z"}).__name__,
    type(s.copy()).__name__,
    s == {"A", "b", "C"},
    BytesSub(b"xyz").first,
    BytesSub(b"a") + b"b",
    type(BytesSub(b"a")[:]).__name__,
)
print(
    1 in FrozenSub([1]),
    2 in FrozenSub([1]),
    hash(FrozenSub([1])) == hash(frozenset([1])),
    FrozenSub([1]) == {1},
)


class Special:
    pass


x = Special()
x.__len__ = lambda: 5
x.__str__ = lambda: "never"
x.__iter__ = lambda: iter([1])
for action in (
    lambda: len(x),
    lambda: list(x),
    lambda: str(x).startswith("<__main__.Special object"),
    lambda: x.__len__(),
):
    try:
        print(action())
    except TypeError as error:
        print(error)
Special.__len__ = lambda self: 9
print(len(x), bool(x))


class Node(list):
    def __init__(self, tag, *children, **attributes):
        super().__init__(children)
        self.tag, self.attributes = tag, attributes

    def render(self, depth=0):
        pad = "  " * depth
        attributes = "".join(f' {k}="{v}"' for k, v in self.attributes.items())
        if not self:
            return f"{pad}<{self.tag}{attributes}/>"
        inner = "\n".join(
            c.render(depth + 1) if isinstance(c, Node) else pad + "  " + str(c) for c in self
        )
        return f"{pad}<{self.tag}{attributes}>\n{inner}\n{pad}</{self.tag}>"


print(Node("a", Node("b", "text", id=1), Node("c"), href="x").render())


class E(Exception, object):
    pass


print(
    isinstance(E("x"), Exception),
    E("x").args,
    IntSub.__mro__,
    IntSub.__base__,
    type(IntSub(3).__add__(4)).__name__,
)
