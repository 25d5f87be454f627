"""Requests for more memory than there is: MemoryError, or what else the size means."""

import sys

HUGE = 10**13
VAST = 2**62
BEYOND = 10**20


def show(name, action):
    try:
        result = action()
    except BaseException as error:
        print(name, type(error).__name__, error, flush=True)
    else:
        print(name, "made", type(result).__name__)


class Index:
    def __init__(self, number):
        self.number = number

    def __index__(self):
        return self.number


class Text(str):
    pass


class Numbers(list):
    pass


class Hint:
    def __iter__(self):
        return iter(())

    def __length_hint__(self):
        return HUGE


for size in (HUGE, VAST, BEYOND):
    print("size", size)
    # Repetition.
    show("str", lambda: "a" * size)
    show("str 2", lambda: "ab" * size)
    show("str wide", lambda: "\u1234" * size)
    show("str wider", lambda: "\U00012345x" * size)
    show("reflected", lambda: size * "a")
    show("subclass", lambda: Text("a") * size)
    show("bytes", lambda: b"a" * size)
    show("bytes 2", lambda: b"ab" * size)
    show("bytearray", lambda: bytearray(b"a") * size)
    show("list", lambda: [0] * size)
    show("list 2", lambda: [0, 1] * size)
    show("tuple", lambda: (0,) * size)
    show("tuple 3", lambda: (0, 1, 2) * size)
    show("index", lambda: "a" * Index(size))
    show("list subclass", lambda: Numbers([1]) * size)

    def inplace(value):
        value *= size
        return value

    show("list *=", lambda: inplace([1]))
    show("bytearray *=", lambda: inplace(bytearray(b"a")))
    show("str *=", lambda: inplace("a"))
    # Sizes.
    show("bytes()", lambda: bytes(size))
    show("bytearray()", lambda: bytearray(size))
    show("list(range)", lambda: list(range(size)))
    show("sorted(range)", lambda: sorted(range(size)))
    show("extend", lambda: [].extend(range(size)))
    show("slice", lambda: [0, 1].__setitem__(slice(0, 1), range(size)))
    show("bytearray index", lambda: bytearray(Index(size)))
    # Padding.
    for method in ("ljust", "rjust", "center", "zfill"):
        show("str." + method, lambda: getattr("ab", method)(size))
        show("bytes." + method, lambda: getattr(b"ab", method)(size))
        show("bytearray." + method, lambda: getattr(bytearray(b"ab"), method)(size))
    show("ljust fill", lambda: "ab".ljust(size, "\u1234"))
    show("center fill", lambda: "ab".center(size, "\U00012345"))
    show("expandtabs", lambda: "a\tb".expandtabs(size))
    show("bytes.expandtabs", lambda: b"a\tb".expandtabs(size))
    # Formatting.
    show("format", lambda: format(5, str(size)))
    show("format fill", lambda: format(5, "*^" + str(size)))
    show("format zeros", lambda: format(5, "0" + str(size)))
    show("format hex", lambda: format(255, "#" + str(size) + "x"))
    show("format float", lambda: format(1.5, str(size)))
    show("format float zeros", lambda: format(1.5, "0" + str(size)))
    show("format precision", lambda: format(1.5, "." + str(size) + "f"))
    show("format exponent", lambda: format(1.5, "." + str(size) + "e"))
    show("format str", lambda: format("ab", ">" + str(size)))
    show("format character", lambda: format(65, str(size) + "c"))
    show("f-string", lambda: f"{5:{size}}")
    show("str.format", lambda: "{:{}}".format("a", size))
    show("format_map", lambda: "{a:{b}}".format_map({"a": 1, "b": size}))
    for directive in (
        "%{}d",
        "%-{}d",
        "%0{}d",
        "%{}s",
        "%{}c",
        "%{}x",
        "%{}f",
        "%.{}d",
        "%.{}x",
        "%.{}f",
        "%.{}s",
    ):
        template = directive.format(size)
        show(directive, lambda: template % 5)
        show("b" + directive, lambda: template.replace("s", "a").encode() % 5)
    for directive in ("%*d", "%.*d", "%.*f", "%*s"):
        show(directive, lambda: directive % (size, 5))
    # Ints.
    show("<<", lambda: 1 << size)
    show("negative <<", lambda: -1 << size)
    show("0 <<", lambda: 0 << size)
    show("to_bytes", lambda: (1).to_bytes(size, "big"))
    show("range slice", lambda: len(range(size)[:: Index(1)]))
