# find, rfind, index, rindex, count, startswith and endswith with ranges.
text = "abracadabra"
for needle in ("a", "bra", "abra", "", "z", "abracadabra", "abracadabrax"):
    print(repr(needle), text.find(needle), text.rfind(needle), text.count(needle))
    print(
        text.find(needle, 3),
        text.find(needle, 2, 8),
        text.rfind(needle, 0, 5),
        text.count(needle, 1, -1),
    )
    print(
        text.startswith(needle),
        text.endswith(needle),
        text.startswith(needle, 7),
        text.endswith(needle, 0, 4),
    )

print(
    "aaaa".count("aa"),
    "".count(""),
    "abc".count(""),
    "abc".count("", 1),
    "abc".count("", 5),
    "abc".find("", 3),
    "abc".find("", 4),
)
print(
    text.find("a", -1),
    text.find("a", -100),
    text.find("b", 100),
    text.rfind("a", None, None),
    text.find("a", None, 1),
)
print(
    text.startswith(("x", "ab")),
    text.endswith(("x", "y")),
    text.startswith(()),
    text.endswith(("ra",), 5),
)
print(
    "".startswith(""),
    "a".startswith("", 1),
    "a".startswith("", 2),
    "日本語日本".find("本"),
    "日本語日本".rfind("本"),
    "😀a😀".count("😀"),
)
print(text.index("c"), text.rindex("b"))


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: text.index("z"))
attempt(lambda: text.rindex("z"))
attempt(lambda: text.index("a", 20))
attempt(lambda: text.find(1))
attempt(lambda: text.find())
attempt(lambda: text.count(None))
attempt(lambda: text.startswith(1))
attempt(lambda: text.endswith(["a"]))
attempt(lambda: text.startswith(("a", 1)))
attempt(lambda: text.startswith(("x", 1)))
attempt(lambda: text.find("a", "b"))
attempt(lambda: text.find("a", 1, 2, 3))
