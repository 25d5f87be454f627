# Format specifications for strings and integers through format().
for value in ("abc", "", "é漢"):
    print(
        [
            format(value, spec)
            for spec in (
                "",
                "s",
                "6",
                "<6",
                ">6",
                "^6",
                "*^7",
                ".2",
                "6.2",
                "-<8.1s",
                "06",
                "é>5",
                "=<4",
            )
        ]
    )

for value in (0, 1, -1, 42, -42, 1234567, -1234567, 2**64, True):
    print(
        [
            format(value, spec)
            for spec in ("", "d", "b", "o", "x", "X", "#b", "#o", "#x", "#X", "n", "+d", " d", "-d")
        ]
    )
    print(
        [
            format(value, spec)
            for spec in (
                "10",
                "<10",
                ">10",
                "^10",
                "=10",
                "010",
                "+010",
                "*=+12",
                "^+12x",
                "#012x",
                "#010b",
            )
        ]
    )
    print(
        [
            format(value, spec)
            for spec in (
                ",",
                "_",
                ",d",
                "_x",
                "_b",
                "020,",
                "+,",
                "15_d",
                "e",
                ".2f",
                "%",
                "g",
                ".3e",
                ",.1f",
            )
        ]
    )

print(
    format(65, "c"),
    format(0x1F600, "5c") + "|",
    format(97, "<3c") + "|",
    format(97, "^3c") + "|",
    format(7, "05"),
    format(-7, "05"),
    format(-7, "<05"),
)
print(
    format("x", "5") + "|",
    format(5, "5") + "|",
    format(True, "5"),
    format([1], ""),
    format(None, ""),
    format("a", "\u00e9^3"),
    format(3, "{<3"),
)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


for value, spec in (
    ("abc", "d"), ("abc", "=5"), ("abc", "+"), ("abc", ","), ("abc", "#"), ("abc", "z"), ("abc", " "), ("abc", "05d"), (5, "s"), (5, ".2"), (5, ".2d"), (5, "q"), (5, ",_d"), (5, "__d"),
    (5, ",x"), (5, ",c"), (5, "+c"), (5, "#c"), (-1, "c"), (2**21, "c"), (5, "5 d"), (5, "10.d"), (5, "999999999999999999999d"), ([1], "5"), (None, "x"), (object, "x"), (5, ",n"), (True, "s"), (5, "zd"),
):  # fmt: skip
    attempt(lambda: format(value, spec))
attempt(lambda: format(5, 5))
attempt(lambda: format())
