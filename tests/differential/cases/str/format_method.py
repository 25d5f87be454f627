# str.format: fields, attributes, indexes, nesting, conversions and errors.
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __format__(self, spec):
        return f"<{self.x},{self.y}|{spec}>"

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


p = Point(1, 2)
print(
    "{} {}".format("a", "b"),
    "{1} {0} {1}".format("a", "b"),
    "{name} {0}".format(1, name="n"),
    "{{}} {{{}}}".format(5),
)
print(
    "{0.x} {0.y} {1[0]} {1[key]} {2[1]}".format(p, {"0": "no", 0: "zero", "key": "v"}, [10, 20])
    if False
    else "{0.x} {1[key]} {2[1]}".format(p, {"key": "v"}, [10, 20])
)
print(
    "{} {!r} {!s} {:spec} {!r:>14}|".format(p, p, p, p, p),
    "{:{}}|{:{w}.{p}f}".format("a", 5, 3.14159, w=8, p=2),
    "{:{align}{width}}|".format("z", align=">", width=4),
)
print(
    "{:>10}|{:<10}|{:^10}|{:+d}|{:x}|{:,}|{:.3}".format("r", "l", "c", 5, 255, 1234567, "truncate"),
    "{0!a}".format("é"),
    "{:%}".format(0.25),
)
print(
    "{a[b]}".format(a={"b": 1}),
    "{a.real}".format(a=5),
    "{0[0][1]}".format([[1, 2]]),
    "{a[x y]}".format(a={"x y": 3}),
    "{0[-1]}".format({"-1": "neg"}),
)
print(
    "{a} {b}".format_map({"a": 1, "b": 2}),
    "{:}".format(3),
    "{!s:}".format(4),
    "".format(),
    "none".format(1, 2, x=3),
)


class Default(dict):
    def __missing__(self, key):
        return "<" + key + ">"


print("{known} {unknown}".format_map(Default(known=1)))


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


for template in (
    "{",
    "}",
    "{0",
    "{}{1}",
    "{1}{}",
    "{missing}",
    "{5}",
    "{0.nope}",
    "{0[a]}",
    "{0!x}",
    "{0!}",
    "{0!rr}",
    "{:d}",
    "{0[}",
    "{0[]}",
    "{0.}",
    "{ 0}",
    "{:{:{}}}",
    "{!r:d}",
    "{0!r",
    "a}b",
    "{0]}",
):
    attempt(lambda: template.format("v"))
attempt(lambda: "{a}".format_map(5))
attempt(lambda: "{} {}".format(1))
attempt(lambda: "{a}".format(1))
attempt(lambda: "{}".format_map({}))
