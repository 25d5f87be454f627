# __repr__, __str__, __format__, __bytes__, default text of objects, classes and functions.
class Both:
    def __repr__(self):
        return "Both-repr"

    def __str__(self):
        return "Both-str"


class OnlyRepr:
    def __repr__(self):
        return "OnlyRepr"


class OnlyStr:
    def __str__(self):
        return "OnlyStr"


class Formatted:
    def __format__(self, spec):
        return spec[::-1] or "empty"


b, r, s, f = Both(), OnlyRepr(), OnlyStr(), Formatted()
print(
    b,
    [b],
    (b,),
    {b},
    {b: b},
    str(b),
    repr(b),
    f"{b} {b!r}",
    "%s %r" % (b, b),
    "{} {!r}".format(b, b),
)
print(
    r, [r], str(r), str(s), f"{s}", f"{f} {f:abc}", format(f), format(f, "12"), "{:xyz}".format(f)
)


def masked(text):
    out, i = "", 0
    while i < len(text):
        if text.startswith("0x", i):
            out += "0x"
            i += 2
            while i < len(text) and text[i] in "0123456789abcdef":
                i += 1
        else:
            out += text[i]
            i += 1
    return out


def function():
    pass


class Nested:
    class Inner:
        def method(self):
            pass


print(
    masked(repr(s)),
    masked(repr(object())),
    masked(repr(function)),
    masked(repr(lambda: 0)),
    masked(repr(Nested.Inner())),
    masked(repr(Nested.Inner().method)),
)
print(
    Nested,
    Nested.Inner,
    int,
    type,
    len,
    print,
    masked(repr([].append)),
    str.upper,
    masked(repr("x".upper)),
    object,
    Exception,
    type(None),
    masked(repr(Nested.Inner.method)),
)
print(
    masked(repr(x for x in ())),
    masked(repr(iter([]))),
    masked(repr(map(str, []))),
    masked(repr(super(Nested.Inner, Nested.Inner()))),
    type(function),
    type(len),
    type([].append),
    type(iter("")),
    type(iter({})),
    type(range(3)),
)
print(
    masked(repr(property())),
    masked(repr(staticmethod(function))),
    masked(repr(classmethod(function))),
    masked(repr(zip())),
    masked(repr(enumerate([]))),
    NotImplemented,
    Ellipsis,
    masked(repr(reversed([]))),
)


class Bad:
    def __repr__(self):
        return 5

    def __str__(self):
        raise ValueError("bad str")

    def __format__(self, spec):
        return None


for action in (
    lambda: repr(Bad()),
    lambda: str(Bad()),
    lambda: f"{Bad()}",
    lambda: [Bad()].__repr__(),
    lambda: "%s" % Bad(),
    lambda: f"{Bad()!r}",
    lambda: print(Bad()),
    lambda: ascii(Bad()),
):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
