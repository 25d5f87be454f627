# center, ljust, rjust, zfill, expandtabs.
for width in (0, 3, 5, 6, 10):
    print([text.center(width) for text in ("", "a", "ab", "abc", "漢字")])
    print([text.center(width, "*") for text in ("", "a", "ab", "abc", "漢字")])
    print(
        [text.ljust(width, ".") for text in ("", "ab", "abcdef")],
        [text.rjust(width) for text in ("", "ab", "abcdef")],
    )
    print([text.zfill(width) for text in ("", "7", "-7", "+42", "--1", "12345", "-", "a-1")])

print(
    repr("a\tb\tc".expandtabs()),
    repr("a\tb".expandtabs(4)),
    repr("\t".expandtabs(0)),
    repr("abcdefgh\tx".expandtabs()),
)
print(
    repr("a\nb\tc\r\td".expandtabs(4)),
    repr("abc\t".expandtabs(tabsize=3)),
    repr("é\t漢\t".expandtabs(2)),
    repr("\ta".expandtabs(-1)),
)
print("x".rjust(4, "é"), "x".ljust(-5), "x".center(True))


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "a".center(5, "ab"))
attempt(lambda: "a".ljust(5, ""))
attempt(lambda: "a".rjust("5"))
attempt(lambda: "a".center(5, b"x"))
attempt(lambda: "a".center())
attempt(lambda: "a".zfill())
attempt(lambda: "a".zfill(2.0))
attempt(lambda: "a".expandtabs("4"))
