# Reflected operators, NotImplemented, subclass priority and in-place fallbacks.
class Number:
    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return f"{type(self).__name__}({self.value})"

    def __add__(self, other):
        print("add", self, other)
        if isinstance(other, (int, Number)):
            return type(self)(self.value + getattr(other, "value", other))
        return NotImplemented

    def __radd__(self, other):
        print("radd", self, other)
        if isinstance(other, int):
            return type(self)(other + self.value)
        return NotImplemented

    def __eq__(self, other):
        print("eq", self, other)
        return NotImplemented

    def __lt__(self, other):
        print("lt", self, other)
        return NotImplemented


class Special(Number):
    def __radd__(self, other):
        print("special radd")
        return super().__radd__(other) if isinstance(other, int) else "special"


class Plain(Number):
    pass


a, s, p = Number(1), Special(2), Plain(3)
for action in (
    lambda: a + 1,
    lambda: 1 + a,
    lambda: a + s,
    lambda: s + a,
    lambda: a + p,
    lambda: p + a,
    lambda: a + "x",
    lambda: "x" + a,
    lambda: a == 1,
    lambda: a == s,
    lambda: a != s,
    lambda: a < s,
    lambda: a > 1,
    lambda: sum([a, s]),
):
    try:
        print(action())
    except TypeError as error:
        print("TypeError", error)

a += 5
print(a)


class All:
    pass


def make(name):
    def method(self, *args):
        return (name, *args)

    return method


for name in "add sub mul truediv floordiv mod divmod pow lshift rshift and or xor matmul".split():
    setattr(All, f"__{name}__", make(name))
    setattr(All, f"__r{name}__", make("r" + name))
o = All()
print(
    o + 1,
    o - 1,
    o * 1,
    o / 1,
    o // 1,
    o % 1,
    divmod(o, 1),
    o**1,
    o << 1,
    o >> 1,
    o & 1,
    o | 1,
    o ^ 1,
    o @ 1,
)
print(
    1 + o,
    1 - o,
    1 * o,
    1 / o,
    1 // o,
    1 % o,
    divmod(1, o),
    1**o,
    1 << o,
    1 >> o,
    1 & o,
    1 | o,
    1 ^ o,
    1 @ o,
)
print(pow(o, 2, 3), "s" + o, [1] + o, "%s" % o if False else o % "x", [1] * o, 2.5 - o)
