# Concatenation, repetition, indexing, membership, iteration and length.
text = "hello world"
print(
    text, len(text), text[0], text[-1], text[4], text + "!", text * 2, 3 * "ab", "ab" * 0, "ab" * -1
)
print("lo w" in text, "" in text, "z" not in text, "" in "", "ab" in "a")
print([c for c in "abc"], list("héllo"), tuple("xy"), set("aaa"), "abc")
print(
    "abc" < "abd",
    "abc" < "abcd",
    "Z" < "a",
    "" < "a",
    "é" > "z",
    "a" == "a",
    "a" != "b",
    "10" < "9",
)
print(min("hello"), max("hello"), sorted("hello"), list(reversed("abc")), list(enumerate("ab", 1)))
print(
    str(),
    str(12),
    str("x"),
    str(None),
    str([1, "a"]),
    str(b"abc"),
    str(b"abc", "ascii"),
    str(object=5),
)
s = "start"
s += "-middle"
s += "-end"
s *= 2
print(s)
a, b, *rest = "unpack"
print(a, b, rest)
print(
    "multi\nline\ttab",
    """triple
quoted 'text' "here" """,
)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: text[11])
attempt(lambda: text[-12])
attempt(lambda: ""[0:0][0])
attempt(lambda: text["a"])
attempt(lambda: text[1.0])
attempt(lambda: text + 1)
attempt(lambda: text * "a")
attempt(lambda: text * 1.5)
attempt(lambda: 1 in text)
attempt(lambda: text - "a")
attempt(lambda: -text)
attempt(lambda: text < 1)
attempt(lambda: text())
attempt(lambda: text.nothing)
attempt(lambda: setattr(text, "x", 1))
attempt(lambda: text.__setitem__(0, "x"))
attempt(lambda: str(b"\xff", "ascii"))
attempt(lambda: str("a", "utf-8"))
