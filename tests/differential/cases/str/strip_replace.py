# strip family, replace with counts, removeprefix/removesuffix.
for text in (
    "  pad  ",
    "xxhixx",
    "\t\n mixed \r\n",
    "",
    "   ",
    "abcba",
    "\u2003wide\xa0",
    "noedge",
):
    print(
        repr(text.strip()),
        repr(text.lstrip()),
        repr(text.rstrip()),
        text.strip("x"),
        text.lstrip("ab"),
        text.rstrip("ba"),
    )

print(
    "www.example.com".strip("cmowz."),
    "aaa".strip("a") == "",
    "abc".strip(""),
    "abc".strip(None),
    "éaé".strip("é"),
)
print(
    "banana".replace("a", "o"),
    "banana".replace("a", "o", 2),
    "banana".replace("an", ""),
    "banana".replace("", "-"),
    "banana".replace("", "-", 3),
)
print(
    "banana".replace("x", "y"),
    "".replace("", "z"),
    "".replace("a", "z"),
    "aaa".replace("aa", "b"),
    "abc".replace("abc", ""),
)
print(
    "banana".replace("a", "o", -1),
    "banana".replace("a", "o", 0),
    "banana".replace("a", "o", count=1),
    "a漢a".replace("漢", "😀"),
)
print(
    "TestHook".removeprefix("Test"),
    "TestHook".removeprefix("Hook"),
    "TestHook".removesuffix("Hook"),
    "Test".removesuffix(""),
    "aa".removeprefix("a"),
)
print("a.b.c".replace(".", "::").replace("::", "/", 1))


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "a".strip(1))
attempt(lambda: "a".lstrip("a", "b"))
attempt(lambda: "a".replace("a"))
attempt(lambda: "a".replace(1, "b"))
attempt(lambda: "a".replace("a", None))
attempt(lambda: "a".replace("a", "b", "c"))
attempt(lambda: "a".removeprefix(("a",)))
attempt(lambda: "a".removesuffix())
