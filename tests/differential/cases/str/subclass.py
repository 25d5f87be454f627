# Subclasses of str: construction, operators returning str, overridden methods, hashing.
class Tag(str):
    def __new__(cls, text, level=0):
        self = super().__new__(cls, text)
        self.level = level
        return self

    def __repr__(self):
        return f"Tag({str.__repr__(self)}, {self.level})"

    def shout(self):
        return self.upper() + "!"


a = Tag("abc", 3)
print(a, repr(a), [a], a.level, len(a), a[1], a[0:2], type(a[0:2]).__name__, a.shout())
print(
    type(a + "x").__name__,
    type(a.upper()).__name__,
    type(str(a)).__name__,
    type(a * 1).__name__,
    type("" + a).__name__,
)
print(
    a == "abc",
    "abc" == a,
    hash(a) == hash("abc"),
    {"abc": 1}[a],
    {a: 2}["abc"],
    a in ["abc"],
    a is not str(a),
)
print("%s %r" % (a, a), f"{a} {a!r} {a:>5}", "{}".format(a), "-".join([a, a]), a.join("12"))
print(
    isinstance(a, str),
    sorted([Tag("b"), "a", Tag("c")]),
    a.replace("b", "-"),
    a.split("b"),
    a.startswith(Tag("ab")),
)


class Loud(str):
    def __str__(self):
        return "LOUD"

    def __format__(self, spec):
        return "fmt:" + spec

    def __len__(self):
        return 99

    def __eq__(self, other):
        return False

    __hash__ = str.__hash__


b = Loud("quiet")
print(
    b,
    str(b),
    repr(b),
    f"{b}",
    f"{b!s}",
    "%s" % b,
    len(b),
    b == "quiet",
    b + "",
    "".join([b]),
    print("x", b),
)


class Lazy:
    def __str__(self):
        return Tag("from str")

    def __repr__(self):
        return 5


print(str(Lazy()), type(str(Lazy())).__name__)
try:
    repr(Lazy())
except TypeError as error:
    print(error)
try:
    [Lazy()].__repr__()
except TypeError as error:
    print(error)
