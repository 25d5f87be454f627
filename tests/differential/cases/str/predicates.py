# The is* predicates over letters, digits, numerics, marks, spaces and symbols.
samples = ["", "abc", "ABC", "abc1", "123", "½", "²", "٣", "Ⅷ", "一", " ", "\t\n", "\xa0", "\u200b", "a b", "_x", "1x", "class", "é", "ñandú",
           "名前", "\u0301", "😀", "a\u0301", "\x00", "~", "ªº", "1.5", "-1", "Title Case", "x'y", "\ud800", "\u2028", "\x1c", "ǅ", "ʰ"]  # fmt: skip
for text in samples:
    print(
        ascii(text), text.isalpha(), text.isdigit(), text.isdecimal(), text.isnumeric(), text.isalnum(),
        text.isspace(), text.isidentifier(), text.isprintable(), text.isascii(), text.isupper(), text.islower(), text.istitle(),
    )  # fmt: skip

print("".isascii(), "".isprintable(), "".isidentifier(), "".isspace())
print([hex(code) for code in range(0x3001) if chr(code).isspace()])
print(
    sum(chr(code).isdecimal() for code in range(0x3000)),
    sum(chr(code).isalpha() for code in range(0x800)),
)
print(
    sum(chr(code).isprintable() for code in range(0x400)),
    sum(chr(code).isupper() for code in range(0x600)),
)


def attempt(action):
    try:
        print(action())
    except TypeError as error:
        print(error)


attempt(lambda: "a".isalpha(1))
attempt(lambda: str.isdigit(5))
attempt(lambda: str.isdigit())
