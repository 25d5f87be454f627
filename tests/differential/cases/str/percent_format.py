# The % operator: conversions, flags, widths, mappings and its error messages.
print("%s %r %a %d %i %u" % ("s", "r", "é", 1, 2, 3), "%%", "%d%%" % 5, "100%%" % ())
print(
    "%5s|%-5s|%05d|%+d|% d|%x|%X|%#x|%o|%#o|%c|%c"
    % ("a", "b", 42, 42, 42, 255, 255, 255, 8, 8, "z", 65)
)
print(
    "%.3s|%10.2s|%-10.2s|" % ("abcdef", "abcdef", "abcdef"),
    "%5d|%-5d|%05d" % (-42, -42, -42),
    "%.5d|%8.3d|%+.3d" % (42, 42, 42),
)
print(
    "%(a)s %(b)05.1f %(a)r %(long key)d" % {"a": 1, "b": 2.5, "long key": 7},
    "%(x)s" % {"x": (1, 2)},
    "%s" % {"a": 1},
)
print(
    "%*d|%-*d|%.*f" % (5, 42, 5, 42, 2, 1.23456),
    "%s" % [1, 2],
    "%s" % ((1, 2),),
    "%s %s" % (1, [2]),
    "%s" % None,
)
print(
    "%d" % 3.99,
    "%d" % -3.99,
    "%d" % True,
    "%d" % 10**30,
    "%x" % -255,
    "%#X" % 10**20,
    "%o" % -8,
    "%d" % 1e22,
    "%i" % 2**64,
)
print(
    "%e|%E|%f|%F|%g|%G" % ((12345.678,) * 6),
    "%.0f|%.0e|%#.0f|%#.0e" % ((2.5,) * 4),
    "%ld %hd %Li" % (1, 2, 3),
)
print(
    "%c%c" % (0x1F600, "é"),
    "%5c|%-5c|" % ("x", "y"),
    "%+5d|%-+5d|%+05d|% 05d" % (7, 7, 7, 7),
    "%s" % b"x",
    "%s" % "é",
)
template = "%s-%s"
template %= ("a", "b")
print(template)


class Named:
    def __str__(self):
        return "str!"

    def __repr__(self):
        return "repr!"

    def __getitem__(self, key):
        return key * 2


print("%s %r" % (Named(), Named()), "%(ab)s %(c)s" % Named(), "%s" % Named())


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


for template, arguments in (
    ("%s", ()), ("%s %s", "a"), ("%d", "x"), ("%d", None), ("%x", 1.5), ("%c", "ab"), ("%c", -1), ("%c", 0x110000), ("%f", "x"), ("%q", 1),
    ("%", 1), ("%(a)s", 1), ("%(a)s", {}), ("%(a", {}), ("abc", 1), ("%s", (1, 2)), ("%*d", ("a", 1)), ("%(a)s %s", {"a": 1}), ("%.*f", (1,)), ("%y", ()),
    ("%c", 1.5), ("%o", "7"), ("%5", 1), ("%s%z", (1, 2)), ("x", [1]), ("x", {}), ("%d%d", 1),
):  # fmt: skip
    attempt(lambda: template % arguments)
