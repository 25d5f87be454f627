# int() from strings: whitespace, signs, underscores, bases, Unicode digits, errors.
for text in ("0", "42", "  -17  ", "+5", "1_000_000", "\t12\n", "00012", "-0", "٣٤", "१२३", "９９"):
    print(int(text))

for text, base in (
    ("ff", 16),
    ("0xFF", 16),
    ("-0x1f", 16),
    ("0b101", 2),
    ("101", 2),
    ("0o17", 8),
    ("17", 8),
    ("z", 36),
    ("Zz", 36),
    ("0x1F", 0),
    ("0b11", 0),
    ("0o7", 0),
    ("10", 0),
    ("0", 0),
    ("0x_ff", 16),
    ("1_0", 3),
):
    print(text, base, int(text, base))

print(int("123456789" * 10))
print(int("f" * 40, 16))
print(
    int(b"42"), int(bytearray(b"7f"), 16), int(), int(3.99), int(-3.99), int(True), int("7", base=8)
)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


for bad in ("", " ", "12a", "1__0", "_1", "1_", "0x10", "1.5", "--1", "+ 1", "½", "a\nb", "\ud800"):
    attempt(lambda: int(bad))
for text, base in (
    ("12", 2),
    ("g", 16),
    ("08", 0),
    ("", 0),
    ("0b2", 0),
    ("0x", 16),
    ("9", 37),
    ("9", 1),
    ("9", -1),
):
    attempt(lambda: int(text, base))
attempt(lambda: int(None))
attempt(lambda: int([]))
attempt(lambda: int(12, 10))
attempt(lambda: int(b"\xff"))
attempt(lambda: int(float("inf")))
attempt(lambda: int(float("nan")))
attempt(lambda: int("1", "2"))
attempt(lambda: int(base=10))
