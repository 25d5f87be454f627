# Code points beyond ASCII in indexing, comparison, searching and dictionary keys.
text = "naïve 漢字 😀 e\u0301"
print(len(text), [hex(ord(c)) for c in text])
print(
    text[2],
    text[6:8],
    text[9],
    text.find("😀"),
    text.index("字"),
    text.count("\u0301"),
    text.upper(),
)
print([chr(code) for code in (65, 233, 0x3B1, 0x6F22, 0x1F600)], [ord(c) for c in "Aéα漢😀"])
print(
    "é" == "e\u0301",
    "é" == "\xe9",
    "\u00e9" in text,
    "漢" > "é",
    "😀" > "\uffff",
    sorted(["z", "é", "a", "😀", "漢", "Z"]),
)
counts = {}
for c in "añoañó漢漢😀":
    counts[c] = counts.get(c, 0) + 1
print(counts, counts["漢"], "😀" in counts)
print(
    "a" + "é" + "漢" + "😀",
    ("a" + "é")[:1] == "a",
    ("漢" + "b")[1:].isascii(),
    ("😀" * 3)[1:2],
    "é" * 2 + "x",
)
mixed = "".join(chr(code) for code in range(250, 262))
print(mixed, mixed[::-1], mixed.encode("utf-8"))
print(
    max("aé漢😀"),
    min("aé漢😀"),
    "é".join("abc"),
    "漢字".replace("字", "z"),
    "aéa".split("é"),
    "😀x😀".strip("😀"),
)
變數 = 10
naïve = 變數 + 1
print(變數, naïve, ﬁnal := 3, final)
print(
    "\u2603".isalpha(),
    "\u00df".upper(),
    "\u0131".upper(),
    "\uff21".lower(),
    "Ω".lower() == "ω",
    "\u212b".lower(),
)
print(hash("é") == hash("\xe9"), "é漢"[::-1], list("é漢😀"), tuple(reversed("é漢😀")))


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: ord(""))
attempt(lambda: ord("漢字"))
attempt(lambda: ord(5))
attempt(lambda: chr("a"))
attempt(lambda: chr(1.5))
attempt(lambda: {}["é\n漢"])
