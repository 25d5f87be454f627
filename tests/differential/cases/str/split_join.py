# split, rsplit, partition, splitlines and join.
for text in (
    "a b  c",
    "  lead trail  ",
    "",
    "   ",
    "a,b,,c,",
    "one",
    "tab\tnew\nline",
    "x\u2003y\xa0z",
):
    print(text.split(), text.split(" "), text.split(","), text.rsplit(None, 1), text.split(None, 1))
    print(
        text.rsplit(",", 1),
        text.split(",", 2),
        text.partition(","),
        text.rpartition(","),
        text.split(",", 0),
    )

print(
    "a--b--c".split("--"),
    "a--b--c".rsplit("--", 1),
    "aaa".split("a"),
    "aaaa".split("aa"),
    "abc".split("abc"),
)
print(
    "1,2,3".split(",", maxsplit=1),
    "1,2,3".split(sep=",", maxsplit=-1),
    "  a  b  ".split(maxsplit=1),
    " a b ".rsplit(maxsplit=1),
)
print(
    "".join([]),
    "-".join("abc"),
    ", ".join(["x"]),
    "".join(str(i) for i in range(5)),
    "ab".join(("1", "2", "3")),
)
print(" ".join({"k": 1, "l": 2}), "é".join(["a", "漢", "b"]), "".join(reversed("abc")))

lines = "one\ntwo\r\nthree\rfour\x0bfive\x0csix\x1cseven\x85eight\u2028nine\u2029ten\n\nend"
print(lines.splitlines())
print(lines.splitlines(True))
print(lines.splitlines(keepends=True) == [part for part in lines.splitlines(True)])
print(
    "".splitlines(),
    "\n".splitlines(),
    "a".splitlines(),
    "a\n".splitlines(),
    "a\n\n".splitlines(),
    "\r\n\r".splitlines(True),
)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "a".split(""))
attempt(lambda: "a".partition(""))
attempt(lambda: "a".rsplit(1))
attempt(lambda: "a".split(None, "x"))
attempt(lambda: "".join([1]))
attempt(lambda: "".join(["a", None]))
attempt(lambda: "".join(["a", "b", b"c"]))
attempt(lambda: "".join(5))
attempt(lambda: "a".partition())
attempt(lambda: "a".split(sep=",", limit=2))
